"""Every key of every command, and every other key, is struck on every page: what reacts is what the scopes say."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from tests.views.desk_room import PASSWORD, Room, at_desk, here, seen, where
from views.base.command_list import COMMANDS, Command
from views.base.commands import Registry
from views.base.page import Page
from views.shell.desk_window import DeskWindow
from views.shell.key_positions import keys_of
from views.shell.keys import is_plain, table
from widgets.base.desk_page import DeskPage
from widgets.base.forms import NoteForm
from widgets.base.overlay import Overlay

NAMED = ("Return", "Enter", "Space", "Esc", "Tab", "Backspace", "Del", "Home", "End", "PgUp", "PgDown", "Up", "Down")
EVERY = tuple(
    dict.fromkeys(
        [key for command in COMMANDS for key in command.keys]
        + [*string.ascii_uppercase, *string.digits, *NAMED, *(f"F{number}" for number in range(1, 13))]
        + [f"Ctrl+{letter}" for letter in string.ascii_uppercase + string.digits]
    )
)
MEANT = {keys_of(key): command for command in COMMANDS for key in command.keys}


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that would run; none does."""
    names: list[str] = []

    def run(_window: DeskWindow, name: str, _args: object = None) -> None:
        names.append(name)

    monkeypatch.setattr(DeskWindow, "run", run)
    return names


def _strike(written: str) -> None:
    combination = QKeySequence(written)[0]  # type: ignore[index]
    assert seen(here()), f"{written}: {where(here())}"
    QTest.keyClick(here(), combination.key(), combination.keyboardModifiers())


def _reacts(told: list[str], written: str) -> set[str]:
    """The commands of this key that it started; what a panel runs for its own keys is another matter."""
    told.clear()
    _strike(written)
    meant = MEANT.get(keys_of("Return" if written == "Enter" else written))
    return {name for name in told if meant is not None and name == meant.name}


def _expected(page: Page, written: str, *, typing: bool = False) -> set[str]:
    command = MEANT.get(keys_of("Return" if written == "Enter" else written))
    if command is None or page not in command.scope or (typing and is_plain(keys_of(written))):
        return set()
    return {command.name}


@pytest.mark.kind("scope-of-keys", "every key of the desk is struck where the queue has the keyboard",
                  "Each command has its key, the Enter of the keypad included.")  # fmt: skip
def test_the_keys_of_the_desk(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(desk: Room) -> None:
        wrong = {}
        for written in EVERY:
            desk.window.desk.queue_panel.rows.take_keyboard()
            wanted = _expected(Page.DESK, written)
            if (found := _reacts(told, written)) != wanted:
                wrong[written] = (found, wanted)
        # The rows themselves open what is chosen by Enter.
        assert {key for key in wrong if key not in ("Return", "Enter")} == set(), wrong
        desk.window.desk.incident_panel.setFocus()
        assert _reacts(told, "Return") == _reacts(told, "Enter") == {"open-incident"}

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("scope-of-keys", "every key is struck while the search line has the keyboard",
                  "What is typed is typed; only chords and F-keys are commands.")  # fmt: skip
def test_the_keys_while_a_text_is_typed(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(desk: Room) -> None:
        search = desk.window.desk.queue_panel.search
        wrong = {}
        for written in EVERY:
            search.clear()
            search.setFocus()
            found = _reacts(told, written)
            kept = {
                "Ctrl+Z",
                "Esc",
                "Ctrl+E",
                "Ctrl+U",
                "Ctrl+K",
                "Ctrl+D",
                "Ctrl+H",
                "Ctrl+B",
            }  # some are a line's own
            if found != _expected(Page.DESK, written, typing=True) and not (found == set() and written in kept):
                wrong[written] = found
            if len(written) == 1:
                assert search.text() == written.lower(), written
        assert wrong == {}
        search.setFocus()
        assert _reacts(told, "Ctrl+K") == {"open-palette"}

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("scope-of-keys", "every key is struck at the form to sign in",
                  "Enter signs in, letters are typed, only leaving and the look are alive.")  # fmt: skip
def test_the_keys_before_sign_in(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(start: Room) -> None:
        form = start.window.around.start_view.form
        alive = set()
        for written in EVERY:
            form._user.clear()
            form._user.setFocus()
            alive |= _reacts(told, written)
            assert told == sorted(alive & set(told)), written
            if len(written) == 1:
                assert form._user.text() == written.lower()
        assert alive == {"quit", "toggle-theme", "toggle-contrast"}
        for name in ("next-incident", "add-note", "show-plans", "open-palette", "lock-desk"):
            with pytest.raises(Exception, match="sign_in_first"):
                await start.run(name)
        form._user.setText("ha")
        form._password.setFocus()
        QTest.keyClicks(form._password, PASSWORD)
        _strike("Return")
        await start.until(lambda: start.window.state()["screen"] == "desk", "Enter signs in")

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("scope-of-keys", "every key is struck while the demo city gets ready",
                  "None is a command of the desk, and none ends the demo.")  # fmt: skip
def test_the_keys_while_the_demo_gets_ready(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(start: Room) -> None:
        ended: list[bool] = []
        start.window.around.start_view.cancelled.connect(lambda: ended.append(True))
        start.window.around.start_view.show_progress(None)
        alive = set()
        for written in EVERY:
            if written != "Tab":
                alive |= _reacts(told, written)
        assert alive == {"quit", "toggle-theme", "toggle-contrast"}
        assert ended == []

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("scope-of-keys", "every key is struck at the lock",
                  "Enter unlocks, digits are typed, arrows walk through the alarms; no command is alive.")  # fmt: skip
def test_the_keys_of_the_lock(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(desk: Room) -> None:
        desk.window.around.lock.lock()
        await desk.settle()
        screen = desk.window.around.lock.screen
        tried: list[tuple[str, str]] = []
        screen.unlock_tried.connect(lambda user, secret: tried.append((user, secret)))
        for written in EVERY:
            screen._secret.clear()
            screen._secret.setFocus()
            assert _reacts(told, written) == set(), written
            assert told == [], written
            if len(written) == 1:
                assert screen._secret.text() == written.lower()
        tried.clear()
        for enter in ("Return", "Enter"):
            screen._secret.setText("482913")
            _strike(enter)
        assert tried == [("", "482913")] * 2
        before = screen._list.key()
        _strike("Down")
        assert screen._list.key() != before
        screen._other.setFocus()
        asked = screen.with_password
        _strike("Space")
        assert screen.with_password != asked

    at_desk(qapp, tmp_path, story)


def _expected_over(desk: Room, overlay: Overlay, written: str) -> set[str]:
    if not isinstance(overlay, DeskPage):
        return _expected(Page.OVERLAY, written)
    own = desk.window.rooms.workspace.turning.stop.command
    return set() if keys_of(written) in overlay.chords else _expected(Page.WORK, written, typing=True) - {own}


@pytest.mark.kind("scope-of-keys", "every key is struck in every page, panel and form",
                  "Over a page chords are the desk's, its own closes it; over a box the lock is alive.")  # fmt: skip
def test_the_keys_of_everything_that_opens(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(desk: Room) -> None:
        wrong = {}
        keys = [key for command in COMMANDS for key in command.keys]
        await desk.has_everything()
        for overlay in desk.window.findChildren(Overlay):
            for written in keys:
                overlay.open()
                wanted = _expected_over(desk, overlay, written)
                if (found := _reacts(told, written)) != wanted:
                    wrong[(type(overlay).__name__, written)] = found
                while desk.window.overlays.go_back():
                    pass
            await desk.settle()
            assert desk.at_queue(), type(overlay).__name__
        # The log of the shift has a key of its own for a new line, the same as the desk's.
        assert wrong == {("ShiftLog", "L"): {"add-log-entry"}}

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("scope-of-keys", "a button, tile or step has the keyboard, and Enter, Space or an arrow is struck",
                  "It is pressed or walked on; the incident is not opened instead.")  # fmt: skip
def test_what_has_the_keyboard_keeps_its_keys(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    async def story(desk: Room) -> None:
        parts = desk.window.desk
        chip = next(one for one in parts.queue_panel._chips if one.name == "mine")
        chip.setFocus()
        assert _reacts(told, "Return") == set()
        assert chip.isChecked(), "Enter presses the button that has the keyboard"
        pressed: list[bool] = []
        button = QPushButton("x", parts)
        button.clicked.connect(lambda: pressed.append(True))
        button.show()
        button.setFocus()
        for key in ("Return", "Enter", "Space"):
            assert _reacts(told, key) == set()
        assert len(pressed) == 3
        assert _reacts(told, "J") == {"next-incident"}, "a letter is nothing to a button"
        button.hide()
        parts.cameras.set_side(3)
        parts.grid.tile(0).setFocus()
        assert _reacts(told, "Down") == set()
        assert parts.grid.tile(3).hasFocus()
        assert _reacts(told, "Return") == set()
        assert parts.cameras.focus_id is not None
        assert _reacts(told, "Shift+F") == {"focus-camera"}

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("scope-of-keys", "a key is held down",
                  "Walking goes on, a deed is done once, and a form that it opened is not written into.")  # fmt: skip
def test_a_held_key(qapp: QApplication, tmp_path: Path, told: list[str]) -> None:
    def hold(key: Qt.Key, text: str, times: int) -> None:
        for time in range(times):
            event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, time > 0)
            QApplication.sendEvent(here(), event)

    async def story(desk: Room) -> None:
        told.clear()
        for key, text in ((Qt.Key.Key_A, "a"), (Qt.Key.Key_Z, "z"), (Qt.Key.Key_Escape, "")):
            hold(key, text, 5)
        assert told == ["acknowledge-incident", "shelve-incident", "go-back"]
        told.clear()
        hold(Qt.Key.Key_J, "j", 5)
        assert told == ["next-incident"] * 5
        note = desk.window.overlays.forms["add-note"]()
        assert isinstance(note, NoteForm)
        hold(Qt.Key.Key_N, "n", 1)
        note.open()
        event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_N, Qt.KeyboardModifier.NoModifier, "n", True)
        QApplication.sendEvent(note.text, event)
        assert note.text.toPlainText() == ""
        note.close()

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("scope-of-keys", "two commands of one page are given the same key",
                  "The program does not start: neither would run, and nobody would be told.")  # fmt: skip
def test_a_key_that_means_two_things_is_refused() -> None:
    twice = Registry((Command("one", "One", ("A",)), Command("two", "Two", ("Shift+B", "A"))))
    for name in ("one", "two"):
        twice.bind(name, lambda _args: None)
    with pytest.raises(ValueError, match="A is both one and two"):
        table(twice)
