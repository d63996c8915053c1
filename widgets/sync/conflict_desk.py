"""Two versions of one incident side by side, and the person who decides between them, with the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from console.incidents.conflicts import Conflict, Field, combined
from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.forms import TextBox
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, PlainLabel, label, rule, set_tooltip
from widgets.base.scrolled import Scrolled
from widgets.incidents.history_list import HistoryList
from widgets.sync.conflict_words import field_name, field_value, outcome, who
from widgets.words.outbox_words import action_text

HISTORY_PX, TEXT_PX = 150, 84
CHOICES: Mapping[int, str] = MappingProxyType(
    {int(Qt.Key.Key_1): "ours", int(Qt.Key.Key_2): "server", int(Qt.Key.Key_3): "combine"}
)


class ConflictDesk(DeskPage):
    """`decided(choice, text)`: `ours`, `server` or `combine`, after the operator has read what will happen."""

    decided = Signal(str, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Please decide"))
        self.setAccessibleName(self.tr("Conflict to decide"))
        self._conflict: Conflict | None = None
        self._choice = ""
        self._count = label("", "caption", self)
        self._incident = ElidedLabel("", "title", self)
        self._why = label("", "text", self, wrap=True)
        self._grid_box = QWidget(self)
        self._grid = QGridLayout(self._grid_box)
        self._history = HistoryList(self)
        self._history_title = label("", "strong", self)
        self._scroll = Scrolled(self)
        self._text = TextBox(self.tr("Our words and theirs, to be edited"), self)
        self._text.sent.connect(self.confirm)
        self._outcome = label("", "text", self, wrap=True)
        self._buttons = {name: KeyButton(self) for name in CHOICES.values()}
        self._confirm = KeyButton(self)
        self._confirm.clicked.connect(self.confirm)
        for name, button in self._buttons.items():
            button.clicked.connect(lambda _checked=False, name=name: self.choose(name))
        self._lay_out()

    def _lay_out(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        self.box.removeWidget(self._title)
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self._grid.setContentsMargins(0, look.px(4), 0, look.px(4))
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(5))
        self._history_title.set_tone("text2")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget(self._scroll)
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._history)
        box.addStretch(1)
        self._scroll.setWidget(inner)
        self._text.setFixedHeight(look.px(TEXT_PX))
        self.box.addLayout(head)
        for part in (self._incident, self._why, rule(self), self._grid_box, rule(self), self._history_title):
            self.box.addWidget(part)
        self.box.addWidget(self._scroll, 1)
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for button in self._buttons.values():
            row.addWidget(button, 1)
        self.box.addLayout(row)
        self.box.addWidget(self._text)
        foot = QHBoxLayout()
        foot.addWidget(self._outcome, 2)
        foot.addWidget(self._confirm, 1)
        self.box.addLayout(foot)

    def set_conflict(self, conflict: Conflict, why: str, now: datetime, place: tuple[int, int] = (1, 1)) -> None:
        """Show this one; `why` is the server's reason as a sentence, `place` which of how many that wait."""
        other = self._conflict is None or self._conflict.action.action_id != conflict.action.action_id
        self._conflict = conflict
        number, count = place
        self._count.setText(self.tr("{number} of {count}").format(number=number, count=count) if count > 1 else "")
        self._incident.setText(f"{conflict.incident.code} · {conflict.incident.title}")
        self._why.setText(why)
        self._show_fields(conflict, now)
        since = conflict.since
        self._history_title.setText(self.tr("What happened since the version that we saw ({n})").format(n=len(since)))
        self._history.set_history(since, now)
        wanted = self._history.sizeHint().height() + 2
        self._scroll.setFixedHeight(min(max(wanted, theme.current().px(24)), theme.current().px(HISTORY_PX)))
        if other:
            self._text.setPlainText(combined(conflict))
            self._choice = ""
        self._show_choice()

    def open(self) -> None:
        """Placed once more when its words know their width."""
        super().open()
        self.place()

    def choice(self) -> str:
        """What is about to be decided; empty where nothing was chosen yet."""
        return self._choice

    def choose(self, name: str) -> None:
        """Show what `name` would do; nothing is done before it is confirmed."""
        self._choice = name
        self._show_choice()
        (self._text if name == "combine" else self).setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.moveCursor(QTextCursor.MoveOperation.End)

    def confirm(self) -> None:
        """Do what was chosen."""
        text = self._text.toPlainText().strip()
        if not self._choice or (self._choice == "combine" and not text):
            return
        choice = self._choice
        self.close()
        self.decided.emit(choice, text if choice == "combine" else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """1, 2, 3 choose, Enter confirms; in the text it is Ctrl+Enter."""
        if int(event.key()) in CHOICES:
            self.choose(CHOICES[int(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.confirm()
        else:
            super().keyPressEvent(event)

    def _show_fields(self, conflict: Conflict, now: datetime) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        action, incident = conflict.action, conflict.incident
        seen = self.tr("on version {n}").format(n=action.base_version)
        is_now = self.tr("version {n}, as it is now").format(n=incident.version)
        done = who(action.actor_name, action.occurred_at, now)
        self._row(0, "", (self.tr("Ours"), "panel_title"), (self.tr("The server's"), "panel_title"))
        self._row(1, "", (f"{done} · {seen}", "caption"), (is_now, "caption"))
        others = [line for line in conflict.since if line.actor_name != action.actor_name]
        last = others[-1] if others else None
        theirs = who(last.actor_name, last.received_at or last.at, now) if last is not None else "–"
        self._row(
            2, self.tr("Done"), (action_text(action), "strong"), (self.tr("last: {who}").format(who=theirs), "text")
        )
        for place, field in enumerate(conflict.fields):
            self._field(place + 3, field, now)
        for column, stretch in ((1, 5), (3, 5)):
            self._grid.setColumnStretch(column, stretch)

    def _row(self, row: int, name: str, ours: tuple[str, str], server: tuple[str, str]) -> None:
        caption = label(name, "text", self._grid_box)
        caption.set_tone("text2")
        self._grid.addWidget(caption, row, 0, Qt.AlignmentFlag.AlignTop)
        for column, (words, role) in ((1, ours), (3, server)):
            self._grid.addWidget(ElidedLabel(words, role, self._grid_box, lines=2), row, column)

    def _field(self, row: int, field: Field, now: datetime) -> None:
        ours, server = field_value(field.name, field.ours), field_value(field.name, field.server)
        if field.by is not None:
            server = f"{server} · {who(field.by.actor_name, field.by.received_at or field.by.at, now)}"
        words, tip = "=", self.tr("The same in both")
        if field.differs:
            words, tip = self.tr("differs"), self.tr("Both versions differ here")
        elif field.is_news:
            ours = self.tr("we had not seen this change")
            words, tip = self.tr("new"), self.tr("Changed after the version that we saw")
        self._row(row, field_name(field.name), (ours, "text"), (server, "text"))
        loud = field.differs or field.is_news
        mark = label(words, "strong", self._grid_box)
        mark.set_tone("late" if loud else "text3")
        mark.setAccessibleName(f"{field_name(field.name)}: {tip}")
        set_tooltip(mark, tip)
        self._grid.addWidget(mark, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        for column, quiet in ((1, not field.differs), (3, not loud)):
            item = self._grid.itemAtPosition(row, column)
            part = item.widget() if item is not None else None
            if isinstance(part, PlainLabel):
                part.set_tone("text2" if quiet else "")

    def _show_choice(self) -> None:
        conflict = self._conflict
        if conflict is None:
            return
        words = {"ours": self.tr("Keep ours"), "server": self.tr("Keep the server's"), "combine": self.tr("Combine")}
        for number, (name, button) in enumerate(self._buttons.items(), start=1):
            chosen = name == self._choice
            ticked = "check" if chosen else ""
            button.show_command(CommandButton(name, words[name], str(number), icon=ticked), primary=chosen)
        combining = self._choice == "combine"
        self._text.setVisible(combining)
        self._outcome.setText(outcome(self._choice, conflict))
        key = "Ctrl+Enter" if combining else "Enter"
        words_now = self.tr("Confirm") if self._choice else self.tr("Choose first: 1, 2 or 3")
        self._confirm.show_command(
            CommandButton("confirm", words_now, key, bool(self._choice)), primary=bool(self._choice)
        )
        if self.isVisible():
            self.place()
