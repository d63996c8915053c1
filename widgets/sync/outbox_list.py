"""What was done here and the server has not settled: what each action waits for, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.records.models import OutboxState, PendingAction
from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.formats import age_text, date_time_text, day_minute_text, number_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.words.outbox_words import LOUD, PAST, action_text, outbox_mark, outbox_tone, standing_word

_RETRIED = frozenset({OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED, OutboxState.EXPIRED})


@dataclass(frozen=True)
class OutboxRow:
    """An action, its incident's name, and why it stands where it stands, as a sentence."""

    action: PendingAction
    title: str = ""
    why: str = ""


class OutboxList(DeskPage):
    """Signals carry the action's id; `open_chosen` carries the incident's."""

    withdraw_chosen = Signal(str)
    retry_chosen = Signal(str)
    decide_chosen = Signal(str)
    put_away_chosen = Signal(str)
    take_out_chosen = Signal(str)
    open_chosen = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Our actions"))
        self.setAccessibleName(self.tr("Our actions"))
        self._rows: dict[str, OutboxRow] = {}
        self._now = datetime.now(UTC)
        self._with_put_away = False
        self._unshown = 0
        self._last_put_away = ""
        self._sum = label("", "caption", self)
        self._list = GroupedList(self.tr("Our actions"), self)
        self._list.chosen.connect(lambda _key: self._show_detail())
        self._list.opened.connect(lambda _key: self._do("open"))
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("Everything has been sent"), self.tr("What you do during an outage waits here until it is sent.")
        )
        self._detail = QWidget(self)
        self._what = ElidedLabel("", "strong", self._detail, lines=2)
        self._where = ElidedLabel("", "caption", self._detail)
        self._why = label("", "text", self._detail, wrap=True)
        self._who = ElidedLabel("", "caption", self._detail)
        self._buttons: list[KeyButton] = []
        self._foot = label("", "caption", self, wrap=True)
        self._lay_out()
        self.set_rows([], self._now)

    def _lay_out(self) -> None:
        look = theme.current()
        self.put_in_head(self._sum)
        box = QVBoxLayout(self._detail)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.px(4))
        for part in (self._what, self._where, self._why, self._who):
            box.addWidget(part)
        box.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(look.px(6))
        for _place in range(3):
            button = KeyButton(self._detail)
            button.clicked.connect(lambda _checked=False, button=button: self._do(str(button.property("deed"))))
            self._buttons.append(button)
            row.addWidget(button, 1)
        box.addLayout(row)
        self.stand_beside(((self._list, 1),), ((self._detail, 1),))
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(self._foot)

    def set_rows(self, rows: Sequence[OutboxRow], now: datetime, unshown: int = 0) -> None:
        """Show these actions, put away ones among them, as they stand `now`; a chosen one stays chosen.

        `unshown` says how many more wait behind the ones that are listed.
        """
        self._now, self._unshown = now, unshown
        self._rows = {row.action.action_id: row for row in rows}
        groups = self._groups(rows)
        lines: list[Line] = []
        for name, members in groups:
            if members:
                lines.append(Line("", self._heading(name, members)))
                lines += [self._line(row) for row in members]
        self._list.set_lines(lines)
        self._list.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._detail.setVisible(bool(lines))
        needing, waiting = len(groups[0][1]), len(groups[1][1]) + unshown
        self._sum.setText(self.tr("{n} need you · {m} waiting").format(n=needing, m=waiting))
        self._sum.setVisible(bool(lines))
        self._show_foot(sum(row.action.state == OutboxState.PUT_AWAY for row in rows))
        self._show_detail()
        if self.isVisible():
            self.place()

    def _heading(self, name: str, members: Sequence[OutboxRow]) -> str:
        heading = f"{name} ({number_text(len(members))})"
        if self._unshown and members[0].action.state not in LOUD | PAST:
            more = self.tr("{n} more behind these").format(n=number_text(self._unshown))
            return f"{heading} · {more}"
        return heading

    def _groups(self, rows: Sequence[OutboxRow]) -> list[tuple[str, list[OutboxRow]]]:
        past = [row for row in rows if row.action.state in PAST and row.action.state != OutboxState.PUT_AWAY]
        away = [row for row in rows if row.action.state == OutboxState.PUT_AWAY] if self._with_put_away else []
        return [
            (self.tr("Needs you"), [row for row in rows if row.action.state in LOUD]),
            (self.tr("Waiting"), [row for row in rows if row.action.state not in LOUD | PAST]),
            (self.tr("Put away"), away),
            (self.tr("Answered lately"), past),
        ]

    def _line(self, row: OutboxRow) -> Line:
        action = row.action
        at = day_minute_text(self._now, action.occurred_at)
        age = age_text((self._now - action.occurred_at).total_seconds())
        return Line(
            action.action_id,
            action_text(action),
            row.title,
            f"{at} · {age}",
            standing_word(action),
            outbox_tone(action.state),
            icon=outbox_mark(action.state),
        )

    def deeds(self, action: PendingAction) -> list[CommandButton]:
        """What can be done about an action, the main one first."""
        state = action.state
        drop, again = self.tr("Put away"), self.tr("Try again")
        if state == OutboxState.EXPIRED:
            drop, again = self.tr("Drop it"), self.tr("Say it again now")
        found = []
        if state == OutboxState.CONFLICT:
            found.append(CommandButton("decide", self.tr("Decide"), "D"))
        if state in _RETRIED:
            found.append(CommandButton("retry", again, "R"))
        is_export = action.target_type == "export"
        if state == OutboxState.WAITING and not action.numbered and not is_export:
            found.append(CommandButton("withdraw", self.tr("Withdraw"), "W"))
        if state == OutboxState.PUT_AWAY:
            found.append(CommandButton("take_out", self.tr("Take out again"), "T"))
        if state in LOUD:
            found.append(CommandButton("put_away", drop, self.tr("Del")))
        if is_export:
            return found  # of a file that was written out there is nothing here to go to
        about = {"shift": self.tr("Open the shift log"), "plan": self.tr("Open the response plans")}.get(
            action.target_type, self.tr("Open the incident")
        )
        found.append(CommandButton("open", about, "Enter"))
        return found

    def _show_detail(self) -> None:
        row = self._rows.get(self._list.key())
        if row is None:
            return
        action = row.action
        self._what.setText(action_text(action))
        self._where.setText(row.title)
        self._why.setText(row.why)
        self._why.set_tone("late" if action.state in LOUD else "")
        age = age_text((self._now - action.occurred_at).total_seconds())
        parts = [standing_word(action), action.actor_name, date_time_text(action.occurred_at)]
        parts.append(self.tr("{age} ago").format(age=age))
        self._who.setText(" · ".join(part for part in parts if part))
        deeds = self.deeds(action)
        for place, button in enumerate(self._buttons):
            button.setVisible(place < len(deeds))
            if place < len(deeds):
                button.setProperty("deed", deeds[place].name)
                button.show_command(deeds[place], primary=place == 0 and action.state in LOUD)

    def _show_foot(self, away: int) -> None:
        parts = [self.tr("↑ ↓ choose · Esc closes")]
        if self._last_put_away:
            parts.append(self.tr("Ctrl+Z takes back what was just put away"))
        if away:
            words = self.tr("P hides what was put away") if self._with_put_away else self.tr("P shows {n} put away")
            parts.append(words.format(n=away))
        self._foot.setText(" · ".join(parts))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Arrows walk; each deed has its letter."""
        keys = {
            int(Qt.Key.Key_R): "retry",
            int(Qt.Key.Key_W): "withdraw",
            int(Qt.Key.Key_D): "decide",
            int(Qt.Key.Key_T): "take_out",
            int(Qt.Key.Key_Delete): "put_away",
            int(Qt.Key.Key_Return): "open",
            int(Qt.Key.Key_Enter): "open",
        }
        if event.key() == Qt.Key.Key_Z and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._undo()
        elif event.key() == Qt.Key.Key_P:
            self._with_put_away = not self._with_put_away
            self.set_rows(list(self._rows.values()), self._now, self._unshown)
        elif int(event.key()) in keys:
            self._do(keys[int(event.key())])
        elif not self._list.walk(event):
            super().keyPressEvent(event)

    def choose(self, action_id: str) -> None:
        """Choose this action."""
        self._list.choose(action_id)

    def shown_ids(self) -> list[str]:
        """The actions in the order shown."""
        return self._list.keys()

    def _undo(self) -> None:
        if self._last_put_away:
            self.take_out_chosen.emit(self._last_put_away)
            self._last_put_away = ""

    def _do(self, deed: str) -> None:
        row = self._rows.get(self._list.key())
        if row is None or deed not in {offered.name for offered in self.deeds(row.action)}:
            return
        action_id = row.action.action_id
        if deed == "open":
            self.close()
            self.open_chosen.emit(row.action.target_id)
            return
        if deed == "put_away":
            self._last_put_away = action_id
        said = {
            "retry": self.retry_chosen,
            "withdraw": self.withdraw_chosen,
            "decide": self.decide_chosen,
            "put_away": self.put_away_chosen,
            "take_out": self.take_out_chosen,
        }
        said[deed].emit(action_id)
