"""A whole incident without a mouse: only keys are struck, as a hand strikes them; no command is called by its name.

From outside only three things are done here: a key is struck, a text is typed where the keyboard is, and the screen is
looked at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.room import linked
from tests.journeys.city import City
from tests.journeys.driver import Driver
from views.base.command_list import COMMANDS

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
ACCIDENT = "Tai nạn giao thông, có người bị thương"
ME, COLLEAGUE = "Lê Thu Hà", "Phạm Quốc Tuấn"
SOON_S = 15
OWN = frozenset({"Ctrl+Return", "Tab", "1", "2", "Del"})
"""Keys of a form or a list itself; it says so beside them."""


class Hands:
    """Ten fingers and two eyes."""

    def __init__(self, console: Driver) -> None:
        self._console = console
        self.struck: list[str] = []

    def strike(self, *keys: str) -> None:
        """One key after the other."""
        for key in keys:
            assert self._console.do("strike", keys=key), key
            self.struck.append(key)

    def type(self, text: str) -> None:
        """Write where the keyboard is."""
        assert self._console.do("type-text", text=text)

    def see(self, test: Callable[[dict[str, Any]], Any], what: str) -> dict[str, Any]:
        """Look until it is there."""
        return self._console.until(lambda state: bool(test(state)), SOON_S, what)

    def sees_form(self, name: str) -> None:
        """A form has opened and has the keyboard."""
        self.see(lambda s: s["overlay"] == name, name)

    def sends(self, what: str) -> None:
        """The form is sent, closes, and all of it reaches the server."""
        self.strike("Ctrl+Return")
        self.see(lambda s: not s["overlay"] and s["outbox"]["waiting"] == 0, what)


def _shown(title: str) -> Callable[[dict[str, Any]], bool]:
    return lambda state: bool(state["selected"] and state["selected"]["title"] == title)


def _done(state: dict[str, Any]) -> set[str]:
    return {step["id"] for step in state["checklist"]["steps"] if step["done_by"] and not step["pending"]}


def _finds_it(hands: Hands) -> str:
    """From the queue, by typing without marks, then down to its row."""
    hands.strike("Q", "J", "K", "/")
    hands.type("tai nan giao thong")
    rows = hands.see(lambda s: 0 < len(s["rows"]) < 10, "what was searched")["rows"]
    hands.strike("Return", "J")
    for _row in rows:
        if hands.see(lambda s: s["selected"], "one is chosen")["selected"]["title"] == ACCIDENT:
            break
        hands.strike("J")
    return str(hands.see(_shown(ACCIDENT), "the accident")["selected"]["id"])


def _works_it(hands: Hands) -> None:
    hands.strike("A")
    hands.see(lambda s: s["selected"]["acknowledged_by"] and not s["selected"]["pending"], "acknowledged")
    hands.strike("G")
    hands.sees_form("assign-incident")
    hands.type("tuan")
    hands.strike("Down")
    hands.sends("assigned")
    hands.see(lambda s: s["selected"]["assignee_name"] not in ("", None), "somebody has it")
    hands.strike("N")
    hands.sees_form("add-note")
    hands.type("Đã gọi CSGT, chặn hai đầu hầm")
    hands.sends("noted")
    hands.see(lambda s: s["selected"]["history"][-1]["verb"] == "note", "the note stands there")


def _follows_the_checklist(hands: Hands) -> None:
    hands.strike("C", "1")
    hands.see(lambda s: s["overlay"] or "xac-minh" in _done(s), "the first step, or what it asks")
    hands.see(lambda s: "xac-minh" in _done(s), "the first step is done")
    hands.strike("C", "2")
    hands.sees_form("mark-step")
    hands.strike("1", "Tab")
    hands.type("Một người đau chân")
    hands.sends("answered")
    hands.see(lambda s: "bi-thuong" in _done(s) and s["checklist"]["next"] == "goi-115", "the answer brought a step")
    hands.strike("X")
    hands.sees_form("mark-step")
    hands.type("Xe 115-03 tới sau 6 phút")
    hands.sends("called")
    hands.see(lambda s: "goi-115" in _done(s), "the ambulance is on its way")


def _looks_around(hands: Hands) -> None:
    """What is near, the list of commands, the keys, and back each time."""
    for key, name in (("Shift+N", "related"), ("M", "map"), ("T", "contacts"), ("Ctrl+K", "palette"), ("F1", "keys")):
        hands.strike(key)
        hands.sees_form(name)
        hands.strike("Esc")
        hands.see(lambda s: not s["overlay"], f"{name} is closed")
    hands.strike("Shift+N", "Return")
    hands.see(lambda s: s["focus"] == "cam-02", "the nearest camera is enlarged")
    hands.strike("Esc")
    hands.see(lambda s: s["focus"] is None, "and is back in its place")
    hands.strike("Ctrl+Q")
    hands.sees_form("leaving")
    hands.strike("Return")
    hands.see(lambda s: not s["overlay"], "the safe answer has the keyboard")


def _ends_it(hands: Hands) -> None:
    hands.strike("R")
    hands.sees_form("resolve-incident")
    hands.type("Đã thông đường, người bị thương đã được đưa đi")
    hands.sends("resolved")
    hands.see(lambda s: s["selected"]["state"] == "resolved", "resolved")
    hands.strike("Ctrl+R")
    told = hands.see(lambda s: s["after_action"], "the report after action")["after_action"]
    assert len(told["lines"]) > 6
    hands.strike("Down", "Down", "Esc")
    hands.see(lambda s: not s["overlay"], "back at the desk")


def test_a_whole_incident_without_a_mouse(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with (
        City(tmp_path / "city", cameras=False) as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        console.until(lambda s: len(s["rows"]) > 10 and linked(s), 40, "a queue, and a link that lives")
        hands = Hands(console)
        incident = _finds_it(hands)
        _works_it(hands)
        _follows_the_checklist(hands)
        _looks_around(hands)
        _ends_it(hands)
        log = [(row["type"], row["result"]) for row in town.log() if row["target_id"] == incident]
    wanted = ["acknowledge", "assign", "note", "step", "step", "step", "resolve"]
    assert sorted(log) == sorted((verb, "applied") for verb in wanted)
    shown = {key for command in COMMANDS for key in command.keys}
    assert set(hands.struck) - OWN <= shown, "every key that was needed is printed on a button or in the list of keys"
