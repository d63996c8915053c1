"""The page to sign in on: what it asks for where the server does not know the device, and what it keeps of that."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.views.desk_room import CODE, NEWCOMER, PASSWORD, Room, at_desk, here, seen
from views.words.sentences import sentence
from widgets.shell.sign_in_form import SignInForm


async def _tries(start: Room, user: str, password: str) -> SignInForm:
    form = start.window.around.start_view.form
    form._user.setText(user)
    form._password.setText(password)
    form._password.setFocus()
    QTest.keyClick(here(), Qt.Key.Key_Return)
    await start.until(lambda: not form._busy and (form.error_text() or not form.isVisible()), "an answer")
    return form


def test_a_new_device_is_asked_for_a_code_and_for_nothing_else_again(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        form = await _tries(start, NEWCOMER, PASSWORD)
        assert "desk-1" in form.error_text(), "what to tell the administrator"
        assert form._code.isVisible()
        assert form._code.hasFocus()
        assert form._password.text() == PASSWORD, "it is right"
        QTest.keyClick(here(), Qt.Key.Key_Return)
        assert form._code.hasFocus(), "nothing is sent without a code"
        await start.write("SAI")
        QTest.keyClick(here(), Qt.Key.Key_Return)
        await start.until(lambda: not form._busy and form._code.text() == "", "an answer")
        assert form.error_text() == sentence("bad_enrolment_code")
        assert seen(QApplication.focusWidget())
        await start.write(CODE)
        QTest.keyClick(here(), Qt.Key.Key_Return)
        await start.until(lambda: start.window.state()["screen"] == "desk", "the desk")
        assert (form._password.text(), form._code.text(), form._code.isHidden()) == ("", "", True)

    at_desk(qapp, tmp_path, story, signed_in=False)


def test_a_known_device_is_asked_for_no_code(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        form = await _tries(start, "ha", "sai")
        assert form._code.isHidden()
        assert form.code() == ""
        await _tries(start, "ha", PASSWORD)
        await start.until(lambda: start.window.state()["screen"] == "desk", "the desk")

    at_desk(qapp, tmp_path, story, signed_in=False)


def test_the_sentence_and_the_line_are_wholly_seen(qtbot: QtBot) -> None:
    """The longest of the sentences, in Vietnamese as in English, pushes nothing out of the form."""
    form = SignInForm()
    qtbot.addWidget(form)
    form.show()
    form.ask_code(sentence("device_unknown", {"device": "Bàn trực 2 (desk-0123456789abcdef)"}))
    form.adjustSize()
    QApplication.processEvents()
    error, code = form._error.geometry(), form._code.geometry()
    assert form._error.heightForWidth(error.width()) <= error.height()
    assert error.bottom() < code.top() < code.bottom() < form._button.y() < form.height()
