"""Whoever got a password from an administrator, or has one that expired, chooses another on the page to sign in on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.base.errors import SignInError
from tests.views.desk_room import HA, Room, at_desk, here
from views.words.sentences import sentence
from widgets.shell.sign_in_form import SignInForm

GIVEN, GOOD = "abcde-fghij", "ba con meo den"


class _Server:
    """Takes the given password for no sign-in, and no common one for a new one."""

    def __init__(self, room: Room) -> None:
        self.password = GIVEN
        self._session = room.session
        room.session.sign_in = self.sign_in  # type: ignore[method-assign,assignment]
        room.session.change_password = self.change  # type: ignore[method-assign,assignment]

    async def sign_in(self, user: str, password: str, _code: str = "") -> object:
        if password != self.password:
            raise SignInError("bad_credentials")
        if password == GIVEN:
            raise SignInError("password_change_needed")
        self._session.people.actor = HA.model_copy(update={"id": user})
        return self._session.people.actor

    async def change(self, _user: str, old: str, new: str) -> None:
        if old != self.password:
            raise SignInError("bad_credentials")
        if new == "123456789012":
            raise SignInError("password_too_common")
        self.password = new


async def _is_told(start: Room, form: SignInForm, words: str) -> None:
    QTest.keyClick(here(), Qt.Key.Key_Return)
    await start.until(lambda: not form._busy and form.error_text() == words, words)


def test_a_password_that_was_given_out_is_changed_there_and_then(qapp: QApplication, tmp_path: Path) -> None:
    async def story(start: Room) -> None:
        _Server(start)
        form = start.window.around.start_view.form
        assert not form._new.isVisible()
        form._user.setText("ha.le")
        form._password.setText(GIVEN)
        form._password.setFocus()
        await _is_told(start, form, sentence("password_change_needed"))
        assert form._new.hasFocus()
        assert form._button.text() == form.tr("Change the password and sign in")
        assert not form._error.property("tone"), "nothing went wrong"
        assert form._password.text() == GIVEN, "it is right"
        form._new.setText(GOOD)
        form._again.setText(GOOD + "x")
        await _is_told(start, form, form.tr("Type the same new password twice."))
        assert form._new.text() == "", "both are typed anew"
        assert form._error.property("tone") == "error"
        form._new.setText("123456789012")
        form._again.setText("123456789012")
        await _is_told(start, form, sentence("password_too_common"))
        form._new.setText(GOOD)
        form._again.setText(GOOD)
        QTest.keyClick(here(), Qt.Key.Key_Return)
        await start.until(lambda: start.window.state()["screen"] == "desk", "the desk")
        assert [line.text() for line in (form._password, form._new, form._again)] == ["", "", ""]
        assert all(part.isHidden() for part in form._new_parts)
        assert form._button.text() == form.tr("Sign in")

    at_desk(qapp, tmp_path, story, signed_in=False)
