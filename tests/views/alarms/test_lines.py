"""One incident as a row of the lists of the alarm load."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.views.played_session import NOW, incident
from views.alarms.lines import incident_line, source_words


def test_a_row_says_what_it_is_where_and_for_how_long() -> None:
    one = incident("one").model_copy(update={"place": "Cầu Đá", "ward": "Hòa An", "severity": 1})
    line = incident_line("stale", one, NOW + timedelta(hours=26))
    assert line.key == "stale:one"
    assert (line.words, line.below) == ("Ngập one", "SC-one · Cầu Đá, Hòa An")
    assert line.at == incident_line("x", one, NOW + timedelta(hours=26)).at != incident_line("x", one, NOW).at
    assert line.state == "nobody has acknowledged · Critical"
    assert line.severity == 1, "by shape, digit and colour"


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"source_name": "Trạm bơm", "kind": "bom"}, "Trạm bơm"),
        ({"kind": "bom"}, "bom"),
        ({"channel": "sensor"}, "sensor"),
    ],
)
def test_a_group_is_called_by_what_reports_it_else_by_its_kind(facts: dict[str, str], words: str) -> None:
    assert source_words(incident("one").model_copy(update=facts)) == words
