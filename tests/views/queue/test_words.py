"""What the queue says: a slip of the hand with what may have been meant, and what waits above and below."""

from __future__ import annotations

import pytest

from console.queue.query import Mistake, parse
from views.queue.saved_views import BUILT_IN
from views.queue.words import VIEW_NAMES, mistake_words, news_words


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("sevv:high", "“sevv:” is no filter; did you mean “sev:”? It was left out."),
        ("zzzzz:high", "“zzzzz:” is no filter. It was left out."),
        ("sev:hgih", "“hgih” is no value of “sev”; did you mean “high”? It was left out."),
        ("sev:qqqqqq", "“qqqqqq” is no value of “sev”. It was left out."),
    ],
)
def test_a_slip_is_told_with_what_may_have_been_meant(line: str, said: str) -> None:
    [mistake] = parse(line, ("new",)).mistakes
    assert mistake_words(mistake) == said


@pytest.mark.parametrize("line", ["ward:", "due<x", "due<", "sev:", "age>soon"])
def test_every_mistake_has_its_sentence_with_nothing_left_open(line: str) -> None:
    for mistake in parse(line, ("new",)).mistakes:
        assert "{" not in mistake_words(mistake)
        assert mistake.key in mistake_words(mistake)
    assert mistake_words(Mistake("bad_duration", "due")) == "“due” needs a time, such as “due<2h”."


def test_what_waits_is_told_with_what_is_critical_out_of_sight() -> None:
    assert news_words(0, 0) == ""
    assert news_words(3, 0) == "3 new — show"
    assert news_words(0, 2) == "2 critical above"
    assert news_words(3, 2) == "2 critical above · 3 new"


def test_each_built_in_view_has_a_name() -> None:
    assert list(VIEW_NAMES) == ["all", "mine", "unassigned", "unacknowledged", "due_soon", "overdue", "security"]
    assert set(VIEW_NAMES) == set(BUILT_IN)
