"""Signing in: two lines and one button, at rest, busy, or with a sentence on what went wrong.

A third line is there where the server does not know the device: for a code that an administrator gives.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.focus import within
from widgets.base.icons import icon
from widgets.base.key_button import paint_key
from widgets.base.labels import ElidedLabel, button_text, label, set_tooltip, tooltip_text

WIDE_PX = 400
TEXT_MOST, CODE_MOST = 200, 64


class PasswordLine(QLineEdit):
    """Hides what is typed. `capitals(bool)`: the last letter came out as a capital without Shift, or did not."""

    capitals = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Qt does not tell the state of Caps Lock, but a letter gives it away."""
        letter = event.text()
        if letter.isalpha():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.capitals.emit(letter.isupper() != shift)
        super().keyPressEvent(event)


class EnterButton(QPushButton):
    """The one main step, with its key at the right."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The button as the style draws it, then the key."""
        super().paintEvent(event)
        painter = QPainter(self)
        paint_key(
            painter, self.width() - theme.current().px(12), self.height() // 2, "Enter", on_accent=self.isEnabled()
        )
        painter.end()


class SignInForm(QFrame):
    """`submitted(user, password)`: both were given, and `code` where it is asked for; `changed(user, password, new)`:
    with the new one that was asked for; `by_provider`: the browser shall ask."""

    submitted = Signal(str, str)
    changed = Signal(str, str, str)
    by_provider = Signal()
    account_chosen = Signal(str)
    """One of the fictional city's people, by id."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAccessibleName(self.tr("Sign in"))
        self._busy = False
        self._accounts: list[QPushButton] = []
        look = theme.current()
        self.setFixedWidth(look.px(WIDE_PX))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        self._server = ElidedLabel("", "caption", self)
        self._readable = label(
            self.tr("Not encrypted: everybody on the way can read your password."), "text", self, wrap=True
        )
        self._readable.set_tone("error")
        self._readable.hide()
        self._user = QLineEdit(self)
        self._user.setAccessibleName(self.tr("User name"))
        self._password = PasswordLine(self)
        self._password.setEchoMode(QLineEdit.EchoMode.Password)
        self._password.setAccessibleName(self.tr("Password"))
        self._code = QLineEdit(self)
        self._code.setAccessibleName(self.tr("Code from an administrator"))
        self._code.setPlaceholderText("XXXX-XXXX-XXXX-XXXX")
        self._code_name = label(self.tr("Code from an administrator"), "caption", self)
        for line, most in ((self._user, TEXT_MOST), (self._password, TEXT_MOST), (self._code, CODE_MOST)):
            line.setMaxLength(most)
            line.returnPressed.connect(self._on_enter)
        self._new, self._again = PasswordLine(self), PasswordLine(self)
        for line, name in ((self._new, self.tr("New password")), (self._again, self.tr("New password once more"))):
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setAccessibleName(name)
            line.setMaxLength(TEXT_MOST)
            line.returnPressed.connect(self._on_enter)
        self._password_name = label(self.tr("Password"), "caption", self)
        self._new_parts = (
            label(self.tr("New password"), "caption", self),
            self._new,
            label(self.tr("New password once more"), "caption", self),
            self._again,
            label(
                self.tr("At least 12 letters; some words that have nothing to do with each other are best."),
                "caption", self, wrap=True,
            ),
        )  # fmt: skip
        self._caps = label(self.tr("Caps Lock is on"), "caption", self)
        self._caps.set_tone("late")
        self._error = label("", "text", self, wrap=True)
        self._button = EnterButton(self)
        self._button.setProperty("primary", True)
        self._button.clicked.connect(self._on_enter)
        self._provider = QPushButton(self.tr("Sign in with the city's account"), self)
        self._provider.setAccessibleName(self._provider.text())
        set_tooltip(self._provider, self.tr("The browser opens and asks there."))
        self._provider.clicked.connect(self.by_provider)
        self._provider.hide()
        self._lay_out(look)
        for part in (self._caps, self._error, self._code_name, self._code, *self._new_parts):
            part.hide()
        self.set_busy(False)
        self._password.capitals.connect(self._caps.setVisible)

    def _dress(self) -> None:
        """An icon at the head of each line, and an eye on the password."""
        self._show = self._password.addAction(icon("eye"), QLineEdit.ActionPosition.TrailingPosition)
        self._show.triggered.connect(lambda: self._reveal(shown=self._password.echoMode() != QLineEdit.EchoMode.Normal))
        self._leading = [
            (line.addAction(icon(name), QLineEdit.ActionPosition.LeadingPosition), name)
            for line, name in ((self._user, "user"), (self._password, "key-round"))
        ]
        for control in (self._user, self._password, self._new, self._again, self._code, self._button):
            control.setProperty("tall", True)
        self._reveal(shown=False)

    def _lay_out(self, look: theme.Theme) -> None:
        self._dress()
        box = self._box = QVBoxLayout(self)
        box.setContentsMargins(look.px(28), look.px(24), look.px(28), look.px(28))
        box.setSpacing(look.px(8))
        title = label(self.tr("Sign in"), "value", self)
        box.addWidget(title)
        box.addWidget(self._server)
        box.addWidget(self._readable)
        box.addSpacing(look.px(16))
        user = label(self.tr("User name"), "caption", self)
        box.addWidget(user)
        box.addWidget(self._user)
        box.addSpacing(look.px(8))
        for part in (self._password_name, self._password, *self._new_parts, self._caps):
            box.addWidget(part)
        box.addWidget(self._error)
        box.addWidget(self._code_name)
        box.addWidget(self._code)
        box.addSpacing(look.px(12))
        box.addWidget(self._button)
        box.addWidget(self._provider)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another theme has other colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_leading"):
            for action, name in self._leading:
                action.setIcon(icon(name))
            self._reveal(shown=self._password.echoMode() == QLineEdit.EchoMode.Normal)

    def _reveal(self, *, shown: bool) -> None:
        """Let the password be read, by whoever asks for that, until it is sent."""
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._password.setEchoMode(mode)
        self._show.setIcon(icon("eye-off" if shown else "eye"))
        self._show.setToolTip(tooltip_text(self.tr("Hide the password") if shown else self.tr("Show the password")))

    def set_server(self, address: str, *, readable: bool = False) -> None:
        """Where one signs in; in red where everybody on the way can read along."""
        self._server.setText(self.tr("Server: {address}").format(address=address) if address else "")
        self._server.set_tone("error" if readable else "")
        self._readable.setVisible(readable)

    def offer_accounts(self, accounts: Sequence[tuple[str, str]]) -> None:
        """Ids and words of those who may come in by a click: a fictional city's people, nobody else's."""
        for button in self._accounts:
            button.deleteLater()
        self._accounts = []
        for key, words in accounts:
            button = QPushButton(button_text(words), self)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _checked=False, key=key: self.account_chosen.emit(key))
            self._box.addWidget(button)
            self._accounts.append(button)

    def offer_provider(self, *, is_there: bool) -> None:
        """Whether the city has an identity provider that the browser can ask."""
        self._provider.setVisible(is_there)

    def set_busy(self, busy: bool) -> None:
        """While the server is asked nothing can be changed; the keyboard waits in the form."""
        self._busy = busy
        self._reveal(shown=False)
        had = within(self)
        if busy:
            self._error.hide()
        lines = (self._user, self._password, self._new, self._again, self._code)
        for part in (*lines, self._button, self._provider, *self._accounts):
            part.setEnabled(not busy)
        self._name_button()
        set_tooltip(self._button, "Enter")
        if had:
            self.keyboard_after(self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_button(self) -> None:
        """What it does now."""
        asks_new = not self._new.isHidden()
        idle = self.tr("Change the password and sign in") if asks_new else self.tr("Sign in")
        words = self.tr("Signing in…") if self._busy else idle
        self._button.setText(words)
        self._button.setAccessibleName(words)

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The line that is to be filled in next; while nothing can be changed the form itself."""
        filled = self._code if self._asks_code and self._password.text() else self._password
        wanted = filled if self._user.text().strip() else self._user
        return wanted if wanted.isEnabled() else self

    def forget(self) -> None:
        """Keep no password of somebody who is signed in: the next one at this window types an own one."""
        self._password.clear()
        self._show_new(shown=False)
        self._show_code(False)

    def ask_new(self, text: str, *, wrong: bool = True) -> None:
        """The password was right and has to be another one from now on: ask for it, in a sentence; `wrong` where the
        new one that was given cannot be taken."""
        self._show_new(shown=True)
        self._tell(text, wrong=wrong)
        self._new.setFocus()

    def _show_new(self, *, shown: bool) -> None:
        for line in (self._new, self._again):
            line.clear()
        for part in self._new_parts:
            part.setVisible(shown)
        self._password_name.setText(self.tr("Current password") if shown else self.tr("Password"))
        self._name_button()

    def _tell(self, text: str, *, wrong: bool) -> None:
        """A sentence below the lines; red is for what went wrong alone."""
        self._error.setText(text)
        self._error.set_tone("error" if wrong else "")
        self._error.setVisible(bool(text))

    def set_error(self, text: str) -> None:
        """What went wrong, as a sentence; the password is asked anew."""
        self._tell(text, wrong=True)
        self._show_new(shown=False)
        self._password.clear()
        (self._password if self._user.text() else self._user).setFocus()

    def ask_code(self, text: str, *, wrong: bool = False) -> None:
        """Ask for an administrator's code, for the reason in `text`; `wrong` where one was given that is none. Name and
        password stay: they are right."""
        self._tell(text, wrong=wrong)
        self._show_code(True)
        self.keyboard_after(self).setFocus()

    def code(self) -> str:
        """The code that was typed; empty where none is asked for."""
        return self._code.text().strip() if self._asks_code else ""

    @property
    def _asks_code(self) -> bool:
        return not self._code.isHidden()

    def _show_code(self, wanted: bool) -> None:
        self._code.clear()
        for part in (self._code_name, self._code):
            part.setVisible(wanted)

    def error_text(self) -> str:
        """What is said to be wrong; empty where nothing is."""
        return "" if self._error.isHidden() else self._error.text()

    def _on_enter(self) -> None:
        if self._busy:
            return
        user, password = self._user.text().strip(), self._password.text()
        if not user:
            self.set_error(self.tr("Type your user name."))
            self._user.setFocus()
        elif not password:
            self.set_error(self.tr("Type your password."))
        elif self._asks_code and not self._code.text().strip():
            self._code.setFocus()
        elif self._new.isVisibleTo(self):
            self._on_new(user, password)
        else:
            self._error.hide()
            self.submitted.emit(user, password)

    def _on_new(self, user: str, password: str) -> None:
        if self._new.text() != self._again.text():
            self.ask_new(self.tr("Type the same new password twice."))
        elif not self._new.text():
            self._new.setFocus()
        else:
            self.changed.emit(user, password, self._new.text())
