"""The keyboard is always at something that is seen; what is closed is neither typed into nor pressed by anybody."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from tests.views.desk_room import PASSWORD, Room, at_desk, here, seen, where
from widgets.base.focus import after
from widgets.base.forms import NoteForm
from widgets.base.key_button import KeyButton
from widgets.base.overlay import Overlay


async def _signs_in(made: Room) -> None:
    if made.window.around.start_view.form._user.hasFocus():
        await made.write("ha")
        await made.strike("Tab")
    QTest.keyClicks(here(), PASSWORD)
    QTest.keyClick(here(), Qt.Key.Key_Return)  # what begins with it does not end
    await made.until(lambda: made.window.state()["screen"] == "desk", "the desk")
    await made.sees_desk()


def _opened(made: Room) -> Overlay | None:
    return next((one for one in made.window.findChildren(Overlay) if one.isVisible()), None)


async def _note(made: Room) -> Overlay:
    await made.strike("N")
    await made.until(partial(_opened, made), "the form")
    form = _opened(made)
    assert isinstance(form, NoteForm)
    return form


@pytest.mark.kind("hidden-focus", "nobody has the keyboard after signing in by the form, and a note is cancelled",
                  "The queue has it; Space after Esc sends nothing, and every key is alive.")  # fmt: skip
def test_a_note_cancelled_after_signing_in_is_not_sent(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        assert seen(QApplication.focusWidget())
        await _signs_in(start)
        assert start.at_queue(), where(QApplication.focusWidget())
        form = await _note(start)
        await start.write("abc")
        await start.strike("Tab", "Esc", "Space", "Return", "Ctrl+Return")
        assert not form.isVisible()
        assert await start.acted() == []
        assert seen(QApplication.focusWidget())
        await start.strike("J", "F1")
        assert start.window.state()["overlay"] == "keys"

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("hidden-focus", "the desk starts where the focus chain happens to begin",
                  "The queue has the keyboard: A acknowledges and types nothing into the search.")  # fmt: skip
def test_the_first_key_is_a_command(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        start.window.around.start_view.form.submitted.emit("ha", PASSWORD)
        await start.until(lambda: start.window.state()["screen"] == "desk", "the desk")
        await start.sees_desk()
        assert start.at_queue(), where(QApplication.focusWidget())
        await start.strike("A")
        assert await start.acted() == ["acknowledge"]
        assert start.window.desk.queue_panel.search.text() == ""

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("hidden-focus", "somebody else signs in at the same window, opens the keys and closes them",
                  "The queue has the keyboard again, and every command its key.")  # fmt: skip
def test_after_a_second_sign_in_an_overlay_gives_the_keyboard_back(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        await _signs_in(start)
        await start.run("sign-out", sure=True)
        assert seen(QApplication.focusWidget()), "the form"
        await _signs_in(start)
        await start.strike("F1", "Esc")
        assert start.at_queue()
        for key, name in (("Ctrl+K", "palette"), ("Ctrl+Q", "leaving"), ("F9", "plans")):
            await start.strike(key)
            await start.settle()
            assert start.window.state()["overlay"] == name
            await start.strike("Esc")
            assert seen(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("hidden-focus", "every panel and form is opened and closed by Esc, its buttons clicked by a program",
                  "It is disabled as a whole: nothing is pressed, and the keyboard is in the queue.")  # fmt: skip
def test_nothing_that_is_closed_can_be_pressed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.has_everything()
        overlays = desk.window.findChildren(Overlay)
        assert len(overlays) > 30
        pressed: list[str] = []
        for overlay in overlays:
            overlay.open()
            assert seen(QApplication.focusWidget()), where(QApplication.focusWidget())
            assert overlay.isAncestorOf(here()) or overlay.hasFocus()
            overlay.close()
            assert desk.at_queue(), f"{type(overlay).__name__}: {where(QApplication.focusWidget())}"
            for button in overlay.findChildren(QAbstractButton):
                button.clicked.connect(partial(pressed.append, where(button)))
                button.click()
                button.setFocus()
            QApplication.sendEvent(
                overlay, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
            )
            assert desk.at_queue()
        assert pressed == []

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "two clicks on Send arrive together, the second one after the form has closed",
                  "It is sent once.")  # fmt: skip
def test_a_form_is_sent_once(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        form = await _note(desk)
        sent: list[object] = []
        assert isinstance(form, NoteForm)
        form.submitted.connect(sent.append)
        await desk.write("abc")
        form.send()
        form.send()
        form._send.click()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            for part in (form._send, form.text):
                QApplication.sendEvent(part, QKeyEvent(kind, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " "))
        assert sent == [{"text": "abc"}]
        assert form.text.toPlainText() == "abc", "nothing is typed into what is closed"

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "a grid of 3 × 3 becomes 2 × 2 while the ninth tile has the keyboard",
                  "The last tile that is left has it.")  # fmt: skip
def test_a_smaller_grid_keeps_the_keyboard_among_its_cameras(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        grid = desk.window.desk.grid
        await desk.run("grid-3x3")
        grid.tile(8).setFocus()
        await desk.strike("Ctrl+2")
        assert grid.tile(3).hasFocus(), where(QApplication.focusWidget())
        await desk.strike("Return")
        assert desk.window.desk.cameras.focus_id is not None, "and Enter enlarges it"
        assert seen(QApplication.focusWidget())
        await desk.strike("Esc")
        assert seen(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "another camera is enlarged while a tile has the keyboard",
                  "The enlarged one has it.")  # fmt: skip
def test_an_enlarged_camera_takes_the_keyboard_from_the_hidden_ones(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        grid = desk.window.desk.grid
        await desk.run("grid-3x3")
        grid.tile(1).setFocus()
        await desk.run("focus-camera", camera=desk.window.desk.cameras.page_ids[5])
        assert grid.tile(5).hasFocus(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "the notice with the keyboard at its cross goes by itself",
                  "The queue has the keyboard.")  # fmt: skip
def test_a_notice_that_goes_gives_the_keyboard_to_the_queue(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        bar = desk.window.around.notices.bar
        bar.show_notice("Mất kết nối", "error")
        bar._close.setFocus()
        await desk.strike("Space")
        assert bar.text() == ""
        assert desk.at_queue(), where(QApplication.focusWidget())
        bar.show_notice("Mất kết nối", "info")
        bar._close.setFocus()
        bar.silence(True)
        assert desk.at_queue(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "the button that was pressed is disabled, hidden or deleted by what it did",
                  "The incident's panel has the keyboard, not the button that stands next.")  # fmt: skip
@pytest.mark.parametrize("fate", ["disabled", "hidden", "deleted"])
def test_a_button_that_goes_leaves_the_keyboard_to_its_panel(qapp: QApplication, tmp_path: Path, fate: str) -> None:
    async def story(desk: Room) -> None:
        panel = desk.window.desk.incident_panel
        button: QPushButton = next(one for one in panel.findChildren(KeyButton) if one.isVisible() and one.isEnabled())
        if fate == "deleted":  # one of nobody's: the panel goes on to show its own once a second
            button = QPushButton("…", panel)
            button.show()
        button.setFocus()
        if fate == "disabled":
            button.setEnabled(False)
        elif fate == "hidden":
            button.hide()
        else:
            button.setParent(None)
            button.deleteLater()
        await desk.settle()
        assert panel.hasFocus(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "the rows give way to a sentence while they have the keyboard, and come back",
                  "The keyboard stays in the queue, and on no button.")  # fmt: skip
def test_an_empty_queue_keeps_the_keyboard(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        panel = desk.window.desk.queue_panel
        panel.search.setText("sev:4")
        await desk.until(lambda: panel.state() == "no_match", "nothing matches")
        there = here()
        assert seen(there)
        assert not isinstance(there, QPushButton)
        assert panel.isAncestorOf(there), where(there)
        panel.search.clear()
        await desk.until(lambda: panel.state() == "rows", "rows")
        assert desk.at_queue(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "an overlay opens over an overlay, and the lower one goes first",
                  "The upper one keeps the keyboard; then the queue has it.")  # fmt: skip
def test_overlays_over_each_other(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        first, second = desk.window.around.sheets.keys, desk.window.around.sheets.palette
        for one in (first, second):
            one.open()
        first.close()
        assert second.isAncestorOf(here())
        second.close()
        assert desk.at_queue(), where(QApplication.focusWidget())
        for one in (first, second):
            one.open()
        await desk.strike("Esc")
        assert first.isVisible()
        assert not second.isVisible()
        assert first.isAncestorOf(here()), "Esc closes the nearest, and the one below has the keyboard"
        desk.window.desk.queue_panel.table.setFocus()
        second.open()
        desk.window.desk.queue_panel.table.setFocus()
        await desk.strike("Esc")
        assert first.isVisible(), "from beside them as well"
        assert not second.isVisible()

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "the desk is locked while a form is open, and unlocked again",
                  "The line of the PIN has the keyboard, then the queue; the form is closed.")  # fmt: skip
def test_the_lock_takes_the_keyboard_and_gives_it_back(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        form = await _note(desk)
        await desk.write("abc")
        desk.window.around.lock.lock()
        await desk.settle()
        there = here()
        assert seen(there)
        assert desk.window.around.lock.screen.isAncestorOf(there)
        desk.window.desk.queue_panel.search.setFocus()
        desk.window.desk.incident_panel.setFocus()
        assert QApplication.focusWidget() is there, "nothing under the lock can take it"
        form.open()
        assert not form.isVisible()
        await desk.run("unlock-desk", user="ha", password=PASSWORD)
        assert desk.at_queue(), where(QApplication.focusWidget())
        assert await desk.acted() == []

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "somebody signs out while a form is open",
                  "It is closed, the form to sign in has the keyboard, and nothing opens over it.")  # fmt: skip
def test_signing_out_closes_what_is_open(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        form = await _note(desk)
        await desk.run("sign-out", sure=True)
        assert not form.isVisible()
        assert desk.window.around.start_view.isAncestorOf(here())
        form.open()  # what was still on its way
        assert not form.isVisible()
        await desk.write("ha")
        assert desk.window.around.start_view.form._user.text() == "ha"

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "the part with the keyboard goes while another program is in front",
                  "The queue has the keyboard when the window is back.")  # fmt: skip
def test_a_window_that_comes_back_has_the_keyboard_at_something_seen(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        other = QWidget()
        form = await _note(desk)
        other.show()
        other.activateWindow()
        await desk.until(other.isActiveWindow, "another window is in front")
        form.close()
        desk.window.around.notices.bar._close.setFocus()
        desk.window.activateWindow()
        other.close()
        await desk.until(desk.window.isActiveWindow, "the desk is back")
        await desk.settle()
        assert desk.at_queue(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "an overlay remembers a part that has been deleted meanwhile",
                  "The queue has the keyboard.")  # fmt: skip
def test_a_deleted_part_is_not_remembered(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        gone = QPushButton("x", desk.window.desk)
        gone.show()
        gone.setFocus()
        desk.window.around.sheets.keys.open()
        gone.deleteLater()
        QApplication.sendPostedEvents(gone, QEvent.Type.DeferredDelete)
        desk.window.around.sheets.keys.close()
        assert desk.at_queue(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story)


@pytest.mark.kind("hidden-focus", "signing in fails, after the whole form was disabled while the server was asked",
                  "The line of the password has the keyboard, never nobody.")  # fmt: skip
def test_a_sign_in_that_fails_asks_for_the_password(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        await start.write("ha")
        await start.strike("Tab")
        await start.write("wrong")
        QTest.keyClick(here(), Qt.Key.Key_Return)
        assert seen(QApplication.focusWidget())
        await start.until(start.window.around.start_view.form.error_text, "what went wrong")
        assert start.window.around.start_view.form._password.hasFocus(), where(QApplication.focusWidget())

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("hidden-focus", "the demo city gets ready under the form, and fails",
                  "Space ends nothing meanwhile; then the form has the keyboard.")  # fmt: skip
def test_the_page_of_the_demo_has_the_keyboard_and_not_its_button(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        ended: list[bool] = []
        start.window.around.start_view.cancelled.connect(lambda: ended.append(True))
        start.window.around.start_view.show_progress(None)
        assert seen(QApplication.focusWidget())
        await start.strike("Space", "Return")
        assert ended == []
        start.window.around.start_view.show_form("Không được")
        await start.write("ha")
        assert start.window.around.start_view.form._user.text() == "ha"

    at_desk(qapp, tmp_path, story, signed_in=False)


@pytest.mark.kind("hidden-focus", "the window becomes narrow, and the incident with the keyboard folds away",
                  "The queue has the keyboard, also where a camera takes the incident's place.")  # fmt: skip
def test_an_incident_that_folds_away(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        parts = desk.window.desk
        parts.incident_panel.setFocus()
        desk.window.resize(1366, 768)
        await desk.settle()
        assert desk.at_queue(), where(QApplication.focusWidget())
        await desk.strike("Return")
        assert parts.incident_panel.hasFocus(), where(QApplication.focusWidget())
        await desk.run("focus-camera", camera=parts.cameras.page_ids[0])
        assert seen(QApplication.focusWidget())
        assert not parts.incident_panel.isVisible()
        assert desk.at_queue(), where(QApplication.focusWidget())
        desk.window.resize(1920, 1080)

    at_desk(qapp, tmp_path, story)


def test_who_is_named_after_a_part_that_stands_alone(qapp: QApplication) -> None:
    alone = QWidget()
    assert after(alone) is None
