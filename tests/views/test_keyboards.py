"""Every command has its key on every keyboard: real X layouts, Caps Lock, the keypad, and a real Telex."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from tests.harness.input_method import telex
from tests.harness.patience import Patience
from tests.harness.run import run_patiently
from tests.harness.screen import screen
from tests.views.desk_room import Room, at_desk, here, where
from views.base.command_list import COMMANDS
from views.shell.key_positions import PLACES, as_on_us, keys_of, meanings
from widgets.base.focus import takes_text

ROOT = Path(__file__).resolve().parents[2]
SHIFT, CTRL, ALT = 50, 37, 64
CODES: Mapping[str, int] = MappingProxyType({char: code for code, char in PLACES.items()})
NAMED: Mapping[str, int] = MappingProxyType(
    {
        "Return": 36, "Esc": 9, "Down": 116, "Up": 111, "Left": 113, "Right": 114, "PgDown": 117, "PgUp": 112,
        "Del": 119, "F1": 67, "F9": 75, "F10": 76, "F12": 96,
    }
)  # fmt: skip
Struck = Mapping[str, tuple[int, ...]]
BY_PLACE: Struck = MappingProxyType({"+": (SHIFT, 21)})
AZERTY: Struck = MappingProxyType(
    {"A": (24,), "Q": (38,), "Z": (25,), "W": (52,), "M": (47,), "/": (SHIFT, 60), "+": (SHIFT, 21), "-": (82,)}
)
QWERTZ: Struck = MappingProxyType({"Z": (29,), "Y": (52,), "+": (35,), "-": (61,), "=": (SHIFT, 19), "/": (SHIFT, 16)})
LAYOUTS: Mapping[str, Struck] = MappingProxyType(
    {"us": BY_PLACE, "vn": BY_PLACE, "ru": BY_PLACE, "us,ru": BY_PLACE, "fr": AZERTY, "de": QWERTZ}
)
"""How a hand strikes what is printed on a US keyboard: by its label where a layout has one, else by its place."""


class Screen:
    """A desk on a screen of its own, and hands at a real keyboard."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = {**os.environ, **environment}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.views.struck_desk"], cwd=ROOT, env=self.environment, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        self._heard()

    def _heard(self) -> list[str]:
        """Lines until the next answer, the answer last."""
        assert self._process.stdout is not None
        lines = []
        for line in self._process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("="):
                return lines
        raise AssertionError(f"the desk ended: {lines}")

    def tell(self, line: str) -> list[str]:
        """Give a line; what was told before, and its answer last."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self._heard()

    def tool(self, *command: str) -> None:
        """Run a tool of the X server on this screen."""
        run_patiently(command, env=self.environment, check=True, capture_output=True, patience_s=30)

    def strike(self, *codes: int) -> None:
        """Hold all but the last and strike that one; the tool takes a code of one digit for that digit."""
        held = [str(code) for code in codes[:-1]]
        last = "Escape" if codes[-1] == NAMED["Esc"] else str(codes[-1])
        steps = [step for code in held for step in ("keydown", code)] + ["key", last]
        self.tool("xdotool", *steps, *[step for code in reversed(held) for step in ("keyup", code)])

    def until(self, line: str, test: Callable[[list[str]], object]) -> list[str]:
        """Ask until what was told since the beginning of this passes `test`."""
        found: list[str] = []
        patience = Patience(10)
        while not patience.is_over:
            found = [*found, *self.tell(line)]
            if test(found):
                return found
            time.sleep(0.05)
        raise AssertionError(f"never: {found[:3]} … {found[-3:]}")

    def commands(self, count: int) -> list[str]:
        """The commands that keys stood for, once there are so many of them, or no more come."""
        found: list[str] = []
        patience = Patience(5)
        while not patience.is_over:
            found += [line[2:] for line in self.tell("text") if line.startswith(":")]
            if len(found) >= count:
                break
            time.sleep(0.05)
        return found

    def close(self) -> None:
        """End the desk."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(20)
        self._process.stdout.close()


@contextmanager
def on_screen(environment: Mapping[str, str] = MappingProxyType({})) -> Iterator[Screen]:
    """A desk under a real X server."""
    with screen() as place:
        made = Screen({**place, **environment})
        try:
            yield made
        finally:
            made.close()


def _codes(written: str, struck: Struck) -> tuple[int, ...]:
    *held, last = written.split("+") if written != "+" else ["+"]
    modifiers = {"Ctrl": CTRL, "Alt": ALT, "Shift": SHIFT}
    there = (NAMED[last],) if last in NAMED else struck.get(last, (CODES.get(last, 0),))
    return tuple(dict.fromkeys([*(modifiers[one] for one in held), *there]))


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "layout",
    [
        pytest.param("us", marks=pytest.mark.kind("keyboards", "a US keyboard", "Every command has its key.")),
        pytest.param("vn", marks=pytest.mark.kind(
            "keyboards", "a Vietnamese keyboard, whose digits are ă â ê ô and tones",
            "Digits go by their place, with Ctrl and Alt too.")),
        pytest.param("fr", marks=pytest.mark.kind(
            "keyboards", "a French keyboard, whose digits stand behind Shift",
            "Letters go by their label, digits by their place.")),
        pytest.param("de", marks=pytest.mark.kind(
            "keyboards", "a German keyboard, where + - / = stand elsewhere and Z and Y are exchanged",
            "Letters and signs go by their label.")),
        pytest.param("ru", marks=pytest.mark.kind(
            "keyboards", "a Russian keyboard without any Latin letter", "Letters go by their place.")),
        pytest.param("us,ru", marks=pytest.mark.kind(
            "keyboards", "two layouts, the Russian one in force", "Letters go by their place.")),
    ],
)  # fmt: skip
def test_every_command_has_its_key_on(layout: str) -> None:
    with on_screen() as desk:
        desk.tool("setxkbmap", "-layout", layout, "-option", "grp:caps_toggle")
        if "," in layout:
            desk.strike(66)
        keys = [(key, command.name) for command in COMMANDS for key in command.keys if key != "Return"]
        desk.tell("queue")
        for key, _name in keys:
            desk.strike(*_codes(key, LAYOUTS[layout]))
        assert desk.commands(len(keys)) == [name for _key, name in keys]
        desk.tell("overlay")
        desk.strike(CODES["A"])
        assert desk.until("text", lambda lines: lines[-1] != "= ")[-1] in ("= a", "= q", "= ф"), "and text is text"


@pytest.mark.kind("keyboards", "Caps Lock is on", "A acknowledges, and only Shift makes another command of a letter.")
def test_caps_lock() -> None:
    with on_screen() as desk:
        desk.tell("queue")
        desk.tool("xdotool", "key", "Caps_Lock")
        for codes in ((CODES["A"],), (SHIFT, CODES["Z"]), (CTRL, CODES["K"]), (CODES["2"],)):
            desk.strike(*codes)
        assert desk.commands(4) == ["acknowledge-incident", "unshelve-incident", "open-palette", "filter-mine"]


@pytest.mark.kind("keyboards", "the keypad, with Num Lock on and off",
                  "Its digits, + − and Enter are what is printed on them; without Num Lock it has arrows.")  # fmt: skip
def test_the_keypad() -> None:
    with on_screen() as desk:
        desk.tell("tile")  # a chosen camera can be looked at closer
        desk.tool("xdotool", "key", "Num_Lock")
        for code in (87, 88, 86, 82, 106, 90):
            desk.strike(code)
        found = desk.commands(6)
        assert found == ["filter-all", "filter-mine", "zoom-in", "zoom-out", "search-incidents", "zoom-reset"]
        desk.tell("queue")
        desk.tool("xdotool", "key", "Num_Lock")
        for code in (88, 80):
            desk.strike(code)
        assert desk.commands(2) == ["next-incident", "previous-incident"]


@pytest.mark.kind("keyboards", "a French key that is both − and 6",
                  "What can be done is done; where both can, the sign counts and a notice says so.")  # fmt: skip
def test_a_key_that_means_two_things_is_told() -> None:
    with on_screen() as desk:
        desk.tool("setxkbmap", "fr")
        desk.tell("queue")
        desk.strike(CODES["6"])
        assert desk.commands(1) == ["filter-security"], "no camera is chosen"
        desk.tell("tile")
        desk.strike(CODES["6"])
        found = desk.until("text", lambda lines: any(line.startswith(":") for line in lines))
        assert [line[:1] for line in found if line[:1] in ":?"] == ["?", ":"]
        assert ": zoom-out" in found
        desk.strike(SHIFT, CODES["6"])
        assert desk.commands(1) == ["filter-security"]


@pytest.mark.timeout(900)
@pytest.mark.kind("keyboards", "Telex is on: a real input method composes what is typed",
                  "In a line of text letters compose and are no commands; at the queue they are, at once.")  # fmt: skip
def test_telex(tmp_path: Path) -> None:
    with screen() as place, telex(place, tmp_path / "ibus") as environment:
        desk = Screen({**place, **environment})
        try:
            desk.tell("search")
            desk.tool("xdotool", "type", "--delay", "60", "dduwowngf ")
            found = desk.until("text", lambda lines: lines[-1] == "= đường ")
            assert not [line for line in found if line.startswith(":")]
            desk.tell("search")
            desk.tool("xdotool", "type", "--delay", "60", "aafn")
            desk.until("composed", lambda lines: lines[-1] == "= ần")
            desk.tell("queue")  # in the middle of a word
            desk.tool("xdotool", "type", "--delay", "60", "aj1")
            assert desk.commands(3) == ["acknowledge-incident", "next-incident", "filter-all"]
            # The word that was composed stays where it was typed.
            desk.until("text", lambda lines: lines[-1] == "= ần")
            desk.tell("overlay")
            desk.tool("xdotool", "type", "--delay", "60", "ngaapj ")
            desk.until("text", lambda lines: lines[-1].strip() == "= ngập")
        finally:
            desk.close()


def _press(key: int, text: str, code: int = 0, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held, code, 0, 0, text)


@pytest.mark.kind("keyboards", "a layout puts a sign or a Latin letter at the place of another letter",
                  "It is never taken for that letter: no comma opens the map, no semicolon puts aside.")  # fmt: skip
@pytest.mark.parametrize(
    ("char", "place"), [(",", "M"), (";", "Z"), ("'", "Q"), ("d", "H"), ("u", "F"), ("D", "E"), ("8", "3")]
)
def test_a_sign_is_no_letter(char: str, place: str) -> None:
    found = meanings(_press(ord(char.upper()), char, CODES[place]))
    assert found == (keys_of(char.upper()),)


@pytest.mark.kind("keyboards", "a panel asks for digits and letters itself, on a keyboard that has none",
                  "It is given them as a US keyboard would; Shift that made a sign does not count.")  # fmt: skip
@pytest.mark.parametrize(
    ("event", "written"),
    [
        (_press(0xC9, "é", 11), "2"),
        (_press(0x102, "ă", 10), "1"),
        (_press(0x309, "\u0309", 15), "6"),
        (_press(int(Qt.Key.Key_Dead_Grave), "", 14), "5"),
        (_press(0x424, "ф", 38), "A"),
        (_press(0x424, "Ф", 38, Qt.KeyboardModifier.ShiftModifier), "Shift+A"),
        (_press(0x28, "(", 14), "5"),
        (_press(0x2F, "/", 16, Qt.KeyboardModifier.ShiftModifier), "/"),
        (_press(0x33, "3", 12, Qt.KeyboardModifier.ShiftModifier), "3"),
        (_press(0x41B, "л", 45, Qt.KeyboardModifier.ControlModifier), "Ctrl+K"),
    ],
)
def test_what_a_panel_is_given(event: QKeyEvent, written: str) -> None:
    told = as_on_us(event)
    assert told is not None
    assert QKeySequence(told.keyCombination()) == QKeySequence(written)


@pytest.mark.kind("keyboards", "an input method is on while a list, a tile or a button has the keyboard",
                  "None of them takes part in it: only text does.")  # fmt: skip
def test_an_input_method_is_for_text_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        enabled = Qt.WidgetAttribute.WA_InputMethodEnabled
        parts = [
            part
            for part in desk.window.desk.findChildren(QWidget)
            if part.isVisible() and part.isEnabled() and part.focusPolicy() != Qt.FocusPolicy.NoFocus
        ]
        assert len(parts) > 15
        for part in parts:
            part.setAttribute(enabled, True)  # as a view does whose rows could be edited
            part.setFocus()
            there = here()
            assert there.testAttribute(enabled) == takes_text(there), where(there)

    at_desk(qapp, tmp_path, story)
