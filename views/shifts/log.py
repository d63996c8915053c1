"""The shift's log as it is read: opened, searched, narrowed, and followed while it is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.records.shift import ShiftEntry, pinned
from views.arguments.incident import OfIncident
from views.arguments.shift import CorrectLogEntry, OfLogEntry, ShowShiftLog
from views.arguments.table import Taking
from views.base.commands import NOTHING, Registry
from views.base.refresher import Ids, Refresher
from views.desk.workplace import Workplace
from views.shifts.current import CurrentShift
from views.shifts.log_filter import LogFilter
from widgets.shifts.log import LogView, ShiftLog
from widgets.shifts.words import entry_text

KINDS = frozenset({"shift", "log_entry", "outbox", "session"})
LINES_MOST = 2000


class LogPresenter(QObject):
    """Reads the log only while it is open."""

    def __init__(self, at: Workplace, current: CurrentShift) -> None:
        super().__init__(at.window)
        self._at, self._context, self._current = at, at.context, current
        self._chosen = LogFilter()
        self._shown: list[ShiftEntry] = []
        self._pinned: list[ShiftEntry] = []
        self.log = ShiftLog(at.window)
        at.overlays.add("shift-log", self.log)
        self._refresher = Refresher(self._read, at.context.faults.met)
        self._stop = at.context.session.changes.subscribe(KINDS, lambda _change: self._refresher.ask())
        log, run = self.log, at.run
        log.add_chosen.connect(lambda: run("add-log-entry", NOTHING))
        log.correct_chosen.connect(lambda entry: run("correct-log-entry", CorrectLogEntry(entry=entry)))
        log.pin_chosen.connect(lambda entry: run("pin-log-entry", OfLogEntry(entry=entry)))
        log.open_chosen.connect(lambda incident: run("open-incident", OfIncident(incident=incident)))
        log.searched.connect(lambda _text: self._refresher.ask())
        log.kind_chosen.connect(self._turn_kind)
        log.incident_chosen.connect(self._toggle_about)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_SHIFT_LOG, self.open)

    def state(self) -> dict[str, Any]:
        """Its lines, as plain data."""
        return {
            "log": [_line(entry) for entry in self._shown] if self.log.isVisible() else [],
            "pinned": [entry.text for entry in self._pinned],
        }

    async def open(self, args: ShowShiftLog = ShowShiftLog()) -> None:  # noqa: B008 - it is frozen
        """Open it with what is asked for, else with every line."""
        if args.search is not None:
            self.log.search.setText(args.search)
        self._chosen = LogFilter(args.kind, args.incident)
        await self.log.open_with(self._show)
        self._refresher.ask()  # what came meanwhile may have been read before what was begun earlier

    def _turn_kind(self) -> None:
        self._chosen.next_kind()
        self._refresher.ask()

    def _toggle_about(self, about: str) -> None:
        shown = self._at.shown()
        self._chosen.toggle_about(about or (shown.id if shown is not None else ""))
        self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        if self.log.isVisible():
            await self._show()

    async def _show(self) -> None:
        session, now = self._context.session, self._context.now()
        found = await session.shifts.log()
        shift = await self._current.refreshed()
        ids = {entry.incident_id for entry in found[:LINES_MOST] if entry.incident_id}
        names = {one.id: f"{one.code} · {one.title}" for one in await session.store.incidents_of(ids)}
        chosen, text = self._chosen, self.log.search.text()
        # Ten thousand lines take a tenth of a second to search: not on the thread that paints.
        passing = await session.blocking(lambda: chosen.passing(found, text, names))
        self._shown, self._pinned = passing[:LINES_MOST], pinned(found, now)
        self.log.show_log(
            LogView(
                self._shown, () if chosen.is_on(text) else self._pinned, names, shift,
                chosen.words(names, len(passing), len(found)), len(found), now,
            )
        )  # fmt: skip


def _line(entry: ShiftEntry) -> dict[str, Any]:
    return {
        "id": entry.id, "kind": entry.kind, "event": entry.event, "text": entry_text(entry), "pinned": entry.pinned,
        "corrects": entry.corrects, "corrected_by": entry.corrected_by, "incident": entry.incident_id,
        "pending": entry.pending, "offline": entry.offline, "who": entry.actor_name,
    }  # fmt: skip
