"""A deadline is told the same way wherever it stands, and what has ended counts down no more."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.views.played_session import NOW, incident
from widgets.base.deadlines import deadline_words


@pytest.mark.parametrize(
    ("severity", "left_min", "loud"),
    [
        (3, 300, "normal"), (3, 29, "soon"), (3, -1, "overdue"), (3, 2, "soon"),
        (1, 50, "normal"), (1, 14, "pressing"), (1, 16, "soon"), (1, -1, "overdue"),
    ],
)  # fmt: skip
def test_how_loud_a_deadline_is(severity: int, left_min: int, loud: str) -> None:
    begun = NOW - timedelta(minutes=60 - left_min)
    facts = {"severity": severity, "created_at": begun, "deadline": NOW + timedelta(minutes=left_min)}
    assert deadline_words(incident("one").model_copy(update=facts), NOW)[1] == loud


def test_what_has_ended_says_nothing() -> None:
    late = {"deadline": NOW - timedelta(hours=1)}
    assert deadline_words(incident("one").model_copy(update=late), NOW)[1] == "overdue"
    assert deadline_words(incident("one", "resolved").model_copy(update=late), NOW) == ("", "none")
