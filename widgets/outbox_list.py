"""What was done here and has not been settled by the server: where each action stands, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from console.models import OutboxState, PendingAction
from widgets import theme
from widgets.empty_state import EmptyState
from widgets.formats import date_time_text, day_minute_text
from widgets.labels import ElidedLabel, label, rule, set_tooltip
from widgets.overlay import Overlay

_RETRIED = frozenset({OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED, OutboxState.CONFLICT, OutboxState.EXPIRED})
_LOUD = frozenset({OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED, OutboxState.CONFLICT})


def action_word(kind: str) -> str:
    """The verb of an action; one that is not known is shown as it is written."""
    translate = QCoreApplication.translate
    return {
        "acknowledge": translate("action", "Acknowledge"),
        "assign": translate("action", "Assign"),
        "note": translate("action", "Note"),
        "escalate": translate("action", "Escalate"),
        "resolve": translate("action", "Resolve"),
        "forward": translate("action", "Forward"),
        "reopen": translate("action", "Reopen"),
        "close": translate("action", "Close"),
        "refuse": translate("action", "Refuse"),
        "extend_deadline": translate("action", "Extend the deadline"),
    }.get(kind, kind)


def outbox_word(state: OutboxState) -> str:
    """Where an action stands."""
    translate = QCoreApplication.translate
    return {
        OutboxState.WAITING: translate("outbox", "waiting to send"),
        OutboxState.SENDING: translate("outbox", "sending"),
        OutboxState.ANSWERED: translate("outbox", "received by the server"),
        OutboxState.SETTLED: translate("outbox", "settled"),
        OutboxState.NEEDS_ATTENTION: translate("outbox", "needs attention"),
        OutboxState.CONFLICT: translate("outbox", "in conflict"),
        OutboxState.REJECTED: translate("outbox", "refused by the server"),
        OutboxState.EXPIRED: translate("outbox", "no longer valid"),
        OutboxState.WITHDRAWN: translate("outbox", "withdrawn"),
    }.get(state, str(state))


def payload_text(action: PendingAction) -> str:
    """What the action says, for people: its text, reason, result or person."""
    for field in ("text", "reason", "resolution", "assignee_name", "agency"):
        value = action.payload.get(field)
        if value:
            return str(value)
    return ""


class OutboxList(Overlay):
    """`withdraw_chosen(action_id)` for what has not been sent, `retry_chosen(action_id)` for what was refused."""

    withdraw_chosen = Signal(str)
    retry_chosen = Signal(str)
    wide_px = 720

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Actions not yet settled"))
        self.setAccessibleName(self.tr("Actions not yet settled"))
        self._rows: list[PendingAction] | None = None
        self._titles: dict[str, str] = {}
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("Everything has been sent"), self.tr("What you do during an outage waits here until it is sent.")
        )
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.box.addWidget(self._scroll, 1)
        self.box.addWidget(self._empty, 1)
        self.box.addWidget(label(self.tr("Esc closes"), "caption", self))
        self.set_rows([])

    def set_rows(self, rows: Sequence[PendingAction], titles: Mapping[str, str] = MappingProxyType({})) -> None:
        """Show these actions in the order in which they were done; `titles` name their targets by id."""
        rows = list(rows)
        if (rows, titles) == (self._rows, self._titles):
            return
        self._rows, self._titles = rows, dict(titles)
        look = theme.current()
        page = QWidget(self._scroll)
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, look.px(8), 0)
        box.setSpacing(look.px(6))
        for row in rows:
            box.addWidget(self._row(row, page))
            box.addWidget(rule(page))
        box.addStretch(1)
        self._scroll.setWidget(page)
        self._scroll.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._scroll.setMinimumHeight(min(look.px(76) * max(1, len(rows)), look.px(480)))
        if self.isVisible():
            self.place()

    def _row(self, action: PendingAction, page: QWidget) -> QWidget:
        row = QWidget(page)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        at = label(day_minute_text(datetime.now(UTC), action.occurred_at), "caption", row)
        set_tooltip(at, date_time_text(action.occurred_at))
        what = QVBoxLayout()
        verb = action_word(action.type)
        text = payload_text(action)
        what.addWidget(ElidedLabel(f"{verb}: {text}" if text else verb, "text", row))
        title = self._titles.get(action.target_id, "")
        if title:
            named = ElidedLabel(title, "caption", row)
            named.set_tone("text2")
            what.addWidget(named)
        state = outbox_word(action.state)
        words = ElidedLabel(f"{state} · {action.actor_name}" if action.actor_name else state, "caption", row)
        words.set_tone("error" if action.state in _LOUD else "late")
        what.addWidget(words)
        line.addWidget(at, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(what, 1)
        if action.state == OutboxState.WAITING:
            line.addWidget(self._button(self.tr("Withdraw"), verb, self.withdraw_chosen, action.action_id, row))
        elif action.state in _RETRIED:
            line.addWidget(self._button(self.tr("Try again"), verb, self.retry_chosen, action.action_id, row))
        return row

    def _button(self, words: str, verb: str, said: object, action_id: str, row: QWidget) -> QPushButton:
        button = QPushButton(words, row)
        button.setAccessibleName(f"{words}: {verb}")
        button.clicked.connect(lambda: said.emit(action_id))  # type: ignore[attr-defined]
        return button
