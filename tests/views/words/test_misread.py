"""Words for what could not be read: which record, which field, why; what has no word is shown as it is written."""

from __future__ import annotations

import pytest

from console.records.misread import NAMELESS, POINTS, Misread
from console.records.reading import Oddity
from views.words.misread import field_word, misread_words, name_words, oddity_words


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (Misread("incident", "SC-7", (), hidden=False), "Incident SC-7"),
        (Misread(POINTS, "pm25", (), hidden=False), "History of the indicator pm25"),
        (Misread(NAMELESS, "camera/cam-1", (), hidden=True), "Camera cam-1"),
        (Misread(NAMELESS, "17", (), hidden=True, source="Trạm bơm"), "Record without a name Trạm bơm"),
        (Misread("drone", "d1", (), hidden=True), "drone d1"),
    ],
)
def test_a_record_is_called_by_what_it_is(one: Misread, name: str) -> None:
    assert name_words(one) == name


@pytest.mark.parametrize(
    ("odd", "said"),
    [
        (Oddity("severity", "no_number", "cao"), "severity is no number: cao"),
        (Oddity("history.3.at", "no_zone", ""), "history 3.at is a time without a zone"),
        (Oddity("", "no_record", ""), "is no record"),
        (Oddity("colour", "newer", "x"), "colour newer: x"),
    ],
)
def test_what_is_wrong_is_said_with_the_field_and_what_stood_there(odd: Oddity, said: str) -> None:
    assert oddity_words(odd) == said


def test_one_line_tells_the_record_its_fields_and_who_sent_it() -> None:
    odd = (Oddity("title", "missing", ""), Oddity("lat", "out_of_range", "910"))
    line = misread_words(Misread("incident", "SC-7", odd, hidden=False, source="Trạm bơm"))
    assert line == "Incident SC-7: title is missing; latitude cannot be so: 910 (source Trạm bơm)"
    assert misread_words("something else") == ""
    assert field_word("deadlines.0.due") == "deadlines 0.due"
