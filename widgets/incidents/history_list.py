"""An incident's history, newest first: when, who did what, and what still waits to be sent."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from console.records.models import HistoryEntry, OutboxState
from widgets.base import theme
from widgets.base.formats import clock_text, date_text, day_minute_text, number_text
from widgets.base.labels import PlainLabel, breakable, label, set_tooltip
from widgets.base.own_clock import own_clock_words
from widgets.words.outbox_words import outbox_word
from widgets.words.verb_words import verb_sentence

MOST_SHOWN = 60
"""The panel shows this many of the latest lines; a press shows as many more."""


def offline_words(entry: HistoryEntry) -> str:
    """That a line was done during an outage, when it arrived, and whether the device's clock can be trusted."""
    translate = QCoreApplication.translate
    parts = []
    if entry.offline:
        words = translate("history", "done during the outage")
        if entry.received_at is not None:
            words = translate("history", "done during the outage, received {time}").format(
                time=day_minute_text(entry.at, entry.received_at)
            )
        parts.append(words)
    if entry.skew_s:
        clock = translate("history", "that device's clock was {seconds} s off")
        parts.append(clock.format(seconds=number_text(entry.skew_s)))
    if said := own_clock_words(entry.said_at):
        parts.append(said)
    return " · ".join(parts)


def times_text(entry: HistoryEntry) -> str:
    """Both times of a line: when it was done and when the server heard of it."""
    translate = QCoreApplication.translate
    done = translate("history", "Done: {time}").format(time=f"{clock_text(entry.at)} {date_text(entry.at)}")
    if entry.received_at is None:
        return done
    at = f"{clock_text(entry.received_at)} {date_text(entry.received_at)}"
    return f"{done}\n" + translate("history", "Received by the server: {time}").format(time=at)


class _Line:
    """One line's time, sentence and mark. They stay for the next line in its place: making sixty anew took 200 ms."""

    def __init__(self, parent: QWidget, grid: QGridLayout, row: int) -> None:
        self._at = label("", "caption", parent)
        self._said = label("", "text", parent, wrap=True)
        self._mark: PlainLabel | None = None
        """Made for the first line that has one: few have."""
        self._column = column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._said)
        grid.addWidget(self._at, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(column, row, 1)

    def show(self, entry: HistoryEntry, now: datetime) -> None:
        """Say this."""
        translate = QCoreApplication.translate
        tip, text = times_text(entry), verb_sentence(entry)
        if entry.pending:
            text = " · ".join((text, translate("HistoryList", "waiting to send").replace(" ", "\u00a0")))
        elif entry.trouble:
            state = OutboxState(entry.trouble)
            text = f"{text} · {outbox_word(state).replace(' ', chr(0xA0))}"
        loud = "late" if entry.pending else "error" if entry.trouble else ""
        self._at.setText(day_minute_text(now, entry.at))
        self._at.set_tone(loud or "text3")
        set_tooltip(self._at, tip)
        self._said.setText(breakable(text))
        self._said.set_tone(loud)
        self._at.show()
        self._said.show()
        is_marked = bool(entry.offline or entry.skew_s or entry.said_at) and not entry.pending
        self._show_mark(offline_words(entry) if is_marked else "", tip)

    def _show_mark(self, text: str, tip: str) -> None:
        if self._mark is None:
            if not text:
                return
            self._mark = label("", "caption", self._said.parentWidget(), wrap=True)
            self._column.addWidget(self._mark)
        self._mark.setText(text)
        set_tooltip(self._mark, tip if text else "")
        self._mark.setVisible(bool(text))

    def hide(self) -> None:
        """Take no room."""
        for one in (self._at, self._said, self._mark):
            if one is not None:
                one.hide()


class HistoryList(QWidget):
    """Two columns: time and sentence, the newest on top; sentences wrap, since a note must be read whole.
    `older_wanted`: lines are wanted that came before all that are here."""

    older_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[HistoryEntry, ...], int] | None = None
        self._said: tuple[tuple[HistoryEntry, ...], datetime, str, int] | None = None
        self._most = MOST_SHOWN
        self._lines: list[_Line] = []
        self._title = label("", "strong", self)
        self._title.set_tone("text2")
        self._title.hide()
        self._older = QPushButton(self)
        words = self.tr("Shows what was done before; some of it is at the server alone")
        set_tooltip(self._older, words)
        self._older.setAccessibleName(words)
        self._older.clicked.connect(self._on_older)
        self._older.hide()
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._title)
        self._box.addLayout(self._grid)
        self._box.addWidget(self._older, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(self.tr("History"))

    def fold(self) -> None:
        """Another incident: as many of its lines as usual."""
        self._most = MOST_SHOWN

    def set_history(self, entries: tuple[HistoryEntry, ...], now: datetime, title: str = "", before: int = 0) -> None:
        """Show these lines, under their title where there are any, and that `before` them there are more; the same
        lines again cost nothing."""
        self._said = (entries, now, title, before)
        left = before + max(0, len(entries) - self._most)
        entries = entries[-self._most :]
        if (entries, left) == self._shown:
            return
        grows, self._shown = len(entries) > len(self._shown[0] if self._shown else ()), (entries, left)
        self._older.setText(self.tr("Older lines: {n}").format(n=left))
        self._older.setVisible(left > 0)
        if grows:
            self.hide()  # where it is seen, each line that comes would have everything around it laid out anew
        look = theme.current()
        self._title.setText(title)
        self._title.setVisible(bool(title and entries))
        self._box.setSpacing(look.px(8))
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(6))
        for row in range(len(self._lines), len(entries)):
            self._lines.append(_Line(self, self._grid, row))
        for line, entry in zip(self._lines, reversed(entries), strict=False):
            line.show(entry, now)
        for line in self._lines[len(entries) :]:
            line.hide()
        if grows:
            self.show()

    def _on_older(self) -> None:
        if self._said is None:
            return
        entries, now, title, before = self._said
        fetches = before > 0 and len(entries) <= self._most
        self._most += MOST_SHOWN
        if fetches:
            self.older_wanted.emit()
        else:
            self.set_history(entries, now, title, before)
