"""The shift's log over the desk: who is here, what is pinned, every line told apart by shape and word, and searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from console.records.models import Shift
from console.records.shift import ShiftEntry
from widgets.base import theme
from widgets.base.desk_page import DeskPage
from widgets.base.empty_state import EmptyState
from widgets.base.formats import clock_text, date_text, day_minute_text, minute_text
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import ElidedLabel, label
from widgets.queue.panel import SearchLine
from widgets.shifts.words import PINNED, entry_mark, entry_state, entry_text, entry_tone, here_text, kind_word

LETTERS: Mapping[str, Qt.Key] = MappingProxyType(
    {
        "L": Qt.Key.Key_L, "C": Qt.Key.Key_C, "P": Qt.Key.Key_P, "T": Qt.Key.Key_T, "I": Qt.Key.Key_I,
        "Enter": Qt.Key.Key_Return,
    }
)  # fmt: skip
"""What each button of the page is struck by."""


@dataclass(frozen=True)
class LogView:
    """What the log shows: its lines with their incidents' names, the watch, and how it is filtered."""

    lines: Sequence[ShiftEntry] = ()
    pinned: Sequence[ShiftEntry] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    shift: Shift | None = None
    filters: str = ""
    total: int = 0
    now: datetime = datetime(2000, 1, 1, tzinfo=UTC)


class ShiftLog(DeskPage):
    """Signals carry a line's id; `searched` the words."""

    add_chosen = Signal()
    correct_chosen = Signal(str)
    pin_chosen = Signal(str)
    open_chosen = Signal(str)
    kind_chosen = Signal()
    incident_chosen = Signal(str)
    searched = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window, "")
        self._title.setText(self.tr("Shift log"))
        self.setAccessibleName(self.tr("Shift log"))
        self._view = LogView()
        self._known: dict[str, ShiftEntry] = {}
        self._buttons: dict[str, KeyButton] = {}
        self._watch = ElidedLabel("", "caption", self)
        self._here = ElidedLabel("", "text", self, lines=2)
        self.search = SearchLine(self)
        self.search.setPlaceholderText(self.tr("Search the log ( / )"))
        self.search.setAccessibleName(self.tr("Search the log"))
        self.search.textChanged.connect(self.searched)
        self.search.left.connect(self.setFocus)
        self._filters = label("", "caption", self)
        self._list = GroupedList(self.tr("Shift log"), self)
        self._list.chosen.connect(lambda _key: self._show_detail())
        self._list.opened.connect(lambda _key: self._open())
        self._empty = EmptyState(self)
        self._empty.set_text(
            self.tr("Nothing to show"),
            self.tr("Lines that you write with L come here, and what the system notes by itself."),
        )
        self._what = label("", "text", self, wrap=True)
        self._who = label("", "caption", self, wrap=True)
        foot = self.tr(
            "L writes · C corrects · P pins · T typed or automatic · I this incident only · / searches · Enter opens · "
            "Esc closes"
        )
        row = QHBoxLayout()
        row.addWidget(self.search, 1)
        row.addWidget(self._filters)
        for part in (self._watch, self._here):
            self.box.addWidget(part)
        left = ((row, 0), (self._list, 1), (self._empty, 1))
        self.stand_beside(left, ((self._what, 0), (self._who, 0), (self._deeds(), 1)))
        self.box.addWidget(label(foot, "caption", self, wrap=True))

    def _deeds(self) -> QWidget:
        """What the letters do, for the mouse."""
        part = QWidget(self)
        grid = QGridLayout(part)
        grid.setContentsMargins(0, theme.current().px(12), 0, 0)
        words = (
            (self.tr("Write"), "L"), (self.tr("Correct"), "C"), (self.tr("Pin, or take the pin out"), "P"),
            (self.tr("Typed or automatic"), "T"), (self.tr("This incident only"), "I"),
            (self.tr("Open the incident"), "Enter"),
        )  # fmt: skip
        for place, (text, key) in enumerate(words):
            button = KeyButton(part)
            button.show_command(CommandButton(key, text, key), primary=key == "L")
            button.clicked.connect(lambda _checked=False, key=key: self._do(LETTERS[key]))
            grid.addWidget(button, place // 2, place % 2)
            self._buttons[key] = button
        grid.setRowStretch(len(words) // 2, 1)
        return part

    def show_log(self, view: LogView) -> None:
        """Show this; the chosen line stays chosen."""
        self._view = view
        self._known = {entry.id: entry for entry in view.lines} | {f"pin:{one.id}": one for one in view.pinned}
        shift = view.shift
        if shift is not None:
            hours = f"{minute_text(shift.starts_at)}–{minute_text(shift.ends_at)}"
            self._watch.setText(shift.name if hours in shift.name else f"{shift.name} · {hours}")
        self._here.setText(here_text(shift))
        self._filters.setText(view.filters)
        lines = self._groups()
        self._list.set_lines(lines)
        self._list.setVisible(bool(lines))
        self._empty.setVisible(not lines)
        self._show_detail()
        if self.isVisible():
            self.place()

    def shown_ids(self) -> list[str]:
        """The lines in the order shown."""
        return self._list.keys()

    def _groups(self) -> list[Line]:
        lines: list[Line] = []
        if self._view.pinned:
            heading = self.tr("Pinned for the next shift ({n})").format(n=len(self._view.pinned))
            lines.append(Line("", heading, icon=PINNED))
            lines += [self._line(f"pin:{entry.id}", entry) for entry in self._view.pinned]
        before = None
        for entry in self._view.lines:
            day = date_text(entry.shift_starts_at) if entry.shift_starts_at is not None else date_text(entry.at)
            name = " · ".join(part for part in (entry.shift_name, day) if part)
            if name != before:
                before = name
                lines.append(Line("", name))
            lines.append(self._line(entry.id, entry))
        return lines

    def _line(self, key: str, entry: ShiftEntry) -> Line:
        about = self._view.names.get(entry.incident_id or "", "")
        below = " · ".join(part for part in (kind_word(entry), entry.actor_name, about) if part)
        at = day_minute_text(self._view.now, entry.at)
        return Line(key, entry_text(entry), below, at, entry_state(entry), entry_tone(entry), icon=entry_mark(entry))

    def _show_detail(self) -> None:
        entry = self._known.get(self._list.key())
        is_typed = entry is not None and entry.is_typed
        has_incident = entry is not None and bool(entry.incident_id)
        for key, on in (("C", is_typed), ("P", is_typed), ("I", has_incident), ("Enter", has_incident)):
            self._buttons[key].setEnabled(on)
        self._what.setVisible(entry is not None)
        self._who.setVisible(entry is not None)
        if entry is None:
            return
        self._what.setText(entry_text(entry))
        parts = [
            kind_word(entry),
            entry.actor_name,
            f"{clock_text(entry.at)} {date_text(entry.at)}",
            entry_state(entry),
        ]
        self._who.setText(" · ".join(part for part in parts if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Each deed has its letter; arrows walk."""
        if not self._do(Qt.Key(event.key())) and not self._list.walk(event):
            super().keyPressEvent(event)

    def _do(self, key: Qt.Key) -> bool:
        """What a letter stands for; false where it stands for nothing here."""
        entry = self._known.get(self._list.key())
        if key == Qt.Key.Key_L:
            self.add_chosen.emit()
        elif key == Qt.Key.Key_T:
            self.kind_chosen.emit()
        elif key == Qt.Key.Key_Slash:
            self.search.setFocus()
        elif key == Qt.Key.Key_I:
            self.incident_chosen.emit((entry.incident_id or "") if entry is not None else "")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key == Qt.Key.Key_C and entry is not None and entry.is_typed:
            self.correct_chosen.emit(entry.id)
        elif key == Qt.Key.Key_P and entry is not None and entry.is_typed:
            self.pin_chosen.emit(entry.id)
        else:
            return False
        return True

    def _open(self) -> None:
        entry = self._known.get(self._list.key())
        if entry is not None and entry.incident_id:
            self.close()
            self.open_chosen.emit(entry.incident_id)
