"""The locked desk: alarms are still seen, people are not. No title, no place finer than a ward, no name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from widgets.base import theme
from widgets.base.formats import age_text, clock_text, number_text
from widgets.base.forms import Form
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import label, set_tooltip
from widgets.base.severity import LEVELS, SeverityMark, level_of, severity_label, severity_word
from widgets.shell.sign_in_form import PasswordLine

PIN_MOST = 200
"""The same line takes a password."""


@dataclass(frozen=True)
class Alarm:
    """What may be seen of an incident under lock."""

    id: str
    severity: int
    lane: str
    ward: str
    created_at: datetime
    acknowledged: bool


def lane_word(channel: str) -> str:
    """The lane of an incident in fixed words; nothing that anybody typed."""
    translate = QCoreApplication.translate
    words = {
        "field_report": translate("lock", "Field report"),
        "sensor": translate("lock", "Sensor"),
        "camera": translate("lock", "Camera"),
        "security": translate("lock", "Information security"),
        "emergency": translate("lock", "Emergency call"),
    }
    return words.get(channel, translate("lock", "Alarm"))


FORM_PX = 380


class LockScreen(QWidget):
    """`unlock_tried(user, secret)` with a PIN or a password as `with_password` says; `acknowledge_tried(user, pin,
    incident)`. An empty user is the one who locked."""

    unlock_tried = Signal(str, str)
    acknowledge_tried = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lockScreen")
        self.setAccessibleName(self.tr("The desk is locked"))
        self.with_password = False
        self._why = ""
        self._title = label(self.tr("The desk is locked"), "title", self)
        self._clock = label("", "clock", self)
        self._rule = label(self.tr("Alarms go on. Who and where exactly is hidden."), "caption", self, wrap=True)
        self._counts = {level: label("", "strong", self) for level in LEVELS}
        self._list = GroupedList(self.tr("Open alarms"), self)
        self._user = QLineEdit(self)
        self._user.setAccessibleName(self.tr("User name"))
        self._user.setPlaceholderText(self.tr("Who locked it"))
        self._secret = PasswordLine(self)
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret_name = label("", "caption", self)
        self._error = label("", "text", self, wrap=True)
        self._error.set_tone("error")
        self._unlock = QPushButton(self)
        self._unlock.setProperty("primary", True)
        self._unlock.clicked.connect(self._on_unlock)
        self._acknowledge = QPushButton(self)
        self._acknowledge.clicked.connect(self._on_acknowledge)
        self._other = QPushButton(self)
        self._other.clicked.connect(lambda: self.ask_password(not self.with_password))
        for line in (self._user, self._secret):
            line.setMaxLength(PIN_MOST)
        self._lay_out()
        self.ask_password(False)

    def _lay_out(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch(1)
        head.addWidget(self._clock)
        counts = QHBoxLayout()
        counts.setSpacing(look.px(8))
        for level, text in self._counts.items():
            mark = SeverityMark(self)
            mark.set_severity(level)
            counts.addWidget(mark)
            counts.addWidget(text)
            counts.addSpacing(look.px(16))
        counts.addStretch(1)
        seen = QVBoxLayout()
        seen.addLayout(counts)
        seen.addWidget(self._list, 1)
        form = QFrame(self)
        form.setObjectName("panel")
        form.setMinimumWidth(look.px(FORM_PX))
        column = QVBoxLayout(form)
        column.setContentsMargins(look.px(24), look.px(20), look.px(24), look.px(20))
        column.setSpacing(look.px(8))
        column.addWidget(label(self.tr("User name"), "caption", form))
        column.addWidget(self._user)
        column.addWidget(self._secret_name)
        column.addWidget(self._secret)
        for part in (self._error, self._unlock, self._acknowledge, self._other):
            column.addWidget(part)
        column.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(look.px(24))
        body.addLayout(seen, 3)
        body.addWidget(form, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(look.px(48), look.px(32), look.px(48), look.px(32))
        box.setSpacing(look.px(12))
        box.addLayout(head)
        box.addWidget(self._rule)
        box.addLayout(body, 1)
        box.addWidget(label(self.tr("↑ ↓ choose an alarm · Enter unlocks · Ctrl+Enter acknowledges"), "caption", self))

    def set_alarms(self, alarms: Sequence[Alarm], counts: Mapping[int, int], now: datetime) -> None:
        """What is open, the worst first, and how many of each severity."""
        self._clock.setText(clock_text(now))
        for level, text in self._counts.items():
            text.setText(f"{severity_word(level)}: {number_text(counts.get(level, 0))}")
        self._list.set_lines([self._line(alarm, now) for alarm in alarms])

    def _line(self, alarm: Alarm, now: datetime) -> Line:
        level = level_of(alarm.severity)
        state = self.tr("Acknowledged") if alarm.acknowledged else self.tr("Not acknowledged")
        tone = "text2" if alarm.acknowledged else f"severity{level}"
        age = age_text((now - alarm.created_at).total_seconds())
        words = f"{severity_label(level)} · {alarm.lane}"
        return Line(alarm.id, words, alarm.ward, age, state, tone, severity=level)

    def open(self) -> None:
        """Begin anew, with the keyboard in the line of the PIN."""
        self._user.clear()
        self.say("")
        self._secret.clear()
        self._secret.setFocus()

    def keyboard_after(self, _gone: QWidget) -> QWidget:
        """The line of the PIN or password."""
        return self._secret

    def ask_password(self, wanted: bool) -> None:
        """Ask for the password, or for the PIN."""
        self.with_password = wanted
        name = self.tr("Password") if wanted else self.tr("PIN")
        self._secret_name.setText(name)
        self._secret.setAccessibleName(name)
        for button, words, key in (
            (self._unlock, self.tr("Unlock"), "Enter"),
            (self._acknowledge, self.tr("Acknowledge the chosen alarm"), "Ctrl+Enter"),
            (self._other, self.tr("Use the PIN") if wanted else self.tr("Use the password"), "Ctrl+P"),
        ):
            button.setText(f"{words}   {key}")
            button.setAccessibleName(f"{words}, {key}")
            set_tooltip(button, key)
        self._acknowledge.setVisible(not wanted)
        self._secret.clear()
        self._secret.setFocus()

    def say(self, text: str) -> None:
        """What went wrong, or what was done, as a sentence; the secret is asked anew."""
        self._why = text
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._secret.clear()

    def text(self) -> str:
        """What is said now."""
        return self._why

    def shown(self) -> list[str]:
        """Everything that the rows say, for those who look from outside."""
        model = self._list.model()
        return [str(model.index(row, 0).data(Qt.ItemDataRole.DisplayRole)) for row in range(model.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk through the alarms; Enter and Ctrl+Enter, and Ctrl+P for the password."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_acknowledge() if control else self._on_unlock()
        elif event.key() == Qt.Key.Key_P and control:
            self.ask_password(not self.with_password)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._list.step(1 if event.key() == Qt.Key.Key_Down else -1)
        event.accept()

    def _on_unlock(self) -> None:
        if self._secret.text():
            self.unlock_tried.emit(self._user.text().strip(), self._secret.text())

    def _on_acknowledge(self) -> None:
        if self._secret.text() and self._list.key() and not self.with_password:
            self.acknowledge_tried.emit(self._user.text().strip(), self._secret.text(), self._list.key())


class PinForm(Form):
    """Two lines for a new PIN, and one for the password, since who merely sits here sets none. Sends both."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "", "")
        self._title.setText(self.tr("Your PIN at this desk"))
        self.setAccessibleName(self.tr("Your PIN at this desk"))
        words = self.tr("Keep the PIN")
        self._send.setText(words)
        self._send.setAccessibleName(f"{words}, Ctrl+Enter")
        self._pin, self._again, self._password = PasswordLine(self), PasswordLine(self), PasswordLine(self)
        lines = ((self._pin, self.tr("New PIN"), 12), (self._again, self.tr("Once more"), 12),
                 (self._password, self.tr("Your password"), PIN_MOST))  # fmt: skip
        for line, name, most in lines:
            line.setEchoMode(QLineEdit.EchoMode.Password)
            line.setMaxLength(most)
            line.setAccessibleName(name)
        says = self.tr("6 to 12 digits. It unlocks this desk and signs for you during an outage, for 24 hours.")
        self.finish(
            label(self.tr("New PIN"), "caption", self), self._pin, label(self.tr("Once more"), "caption", self),
            self._again, label(self.tr("Your password"), "caption", self), self._password,
            label(says, "caption", self, wrap=True),
        )  # fmt: skip

    def first_focus(self) -> QWidget:
        """The PIN."""
        return self._pin

    def clear(self) -> None:
        """All lines empty."""
        for line in (self._pin, self._again, self._password):
            line.clear()

    def values(self) -> dict[str, str]:
        """The PIN and the password."""
        return {"pin": self._pin.text(), "password": self._password.text()}

    def fault(self) -> str:
        """Both must be the same digits, and whose they are is to be proven."""
        pin = self._pin.text()
        if not (6 <= len(pin) <= 12 and pin.isdigit()):
            return self.tr("A PIN has 6 to 12 digits.")
        if pin != self._again.text():
            return self.tr("The two are not the same.")
        return "" if self._password.text() else self.tr("Type your password.")
