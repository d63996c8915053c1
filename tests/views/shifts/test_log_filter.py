"""Which lines of the log are left by a choice, and what is said of it."""

from __future__ import annotations

from typing import Any

from console.records.shift import ShiftEntry
from tests.views.played_session import NOW
from views.shifts.log_filter import LogFilter

NAMES = {"one": "SC-one · Ngập cầu Đá"}


def _line(key: str, **facts: Any) -> ShiftEntry:
    return ShiftEntry.model_validate({"id": key, "at": NOW, "actor_name": "Lê Thu Hà", **facts})


LINES = (
    _line("typed", text="Đã gọi điện lực"),
    _line("about", text="Xe đã tới", incident_id="one", actor_name="Trần Gia Bảo"),
    _line("down", kind="automatic", event="source_down", params={"name": "Trạm bơm"}, actor_name=""),
)


def _left(chosen: LogFilter, text: str = "") -> list[str]:
    return [one.id for one in chosen.passing(LINES, text, NAMES)]


def test_every_word_must_be_found_marks_and_case_aside() -> None:
    chosen = LogFilter()
    assert _left(chosen) == ["typed", "about", "down"]
    assert _left(chosen, "DIEN da") == ["typed"]
    assert _left(chosen, "điện cầu") == []
    assert _left(chosen, "cau da") == ["about"], "the incident's name is looked through too"
    assert _left(chosen, "gia bao") == ["about"]
    assert _left(chosen, "tram bom") == ["down"], "what an automatic line says is found as it is read"


def test_kinds_go_round_and_about_is_taken_back_with_the_same_key() -> None:
    chosen = LogFilter()
    assert not chosen.is_on("  ")
    chosen.next_kind()
    assert _left(chosen) == ["typed", "about"]
    chosen.toggle_about("one")
    assert _left(chosen) == ["about"]
    assert chosen.words(NAMES, 1, 3) == "written by hand · SC-one · Ngập cầu Đá · 1 of 3"
    chosen.toggle_about("two")
    chosen.next_kind()
    assert _left(chosen) == ["down"]
    assert chosen.is_on("")
    chosen.next_kind()
    assert not chosen.is_on("")
    assert chosen.is_on("x")
    assert chosen.words({}, 3, 3) == "all lines · 3 of 3"


def test_a_kind_of_a_newer_console_is_no_dead_end() -> None:
    chosen = LogFilter("pictures")
    assert _left(chosen) == []
    chosen.next_kind()
    assert _left(chosen) == ["typed", "about", "down"]
