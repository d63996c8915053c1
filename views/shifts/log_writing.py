"""Writing in the shift's log: a line of one's own, the correction of one, and its pin."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from console.records.models import Incident
from console.records.shift import ShiftEntry
from console.shifts import actions as shift_actions
from views.arguments.shift import AddLogEntry, CorrectLogEntry, OfLogEntry
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.shifts.current import CurrentShift
from widgets.shifts.log_form import LogForm

DRAFT = ("shift", "add-log-entry")


class LogWriting:
    """Binds the three verbs, with the form of the first two."""

    def __init__(self, at: Workplace, current: CurrentShift) -> None:
        self._at, self._current = at, current
        self._incident: Incident | None = None
        self._corrected: ShiftEntry | None = None
        self.form = LogForm(at.window)
        at.overlays.add("log-form", self.form)
        self.form.submitted.connect(lambda values: at.context.start_task(self._submit(values)))

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.ADD_LOG_ENTRY, self._add, self._current.why_off)
        registry.bind(Taking.CORRECT_LOG_ENTRY, self._correct, self._current.why_off)
        registry.bind(Taking.PIN_LOG_ENTRY, self._pin, self._current.why_off)

    async def _add(self, args: AddLogEntry) -> object:
        drafts = self._at.overlays.drafts
        if args.text is None:
            self._incident, self._corrected = self._at.shown(), None
            drafts.away(self.form)  # that it is emptied is nobody's typing
            self.form.begin(incident=self._incident)
            drafts.opened(self.form, *DRAFT)
            return None
        text = _some(args.text)
        shift = await self._current.saved()
        return await self._current.act(
            shift_actions.log_entry(shift, text, incident_id=args.incident, pinned=args.pinned)
        )

    async def _entry(self, args: OfLogEntry) -> ShiftEntry:
        for entry in await self._at.context.session.shifts.log():
            if entry.id == args.entry.removeprefix("pin:") and entry.is_typed:
                return entry
        raise CommandRefusedError("unknown_entry")

    async def _correct(self, args: CorrectLogEntry) -> object:
        drafts, entry = self._at.overlays.drafts, await self._entry(args)
        if args.text is None:
            self._incident, self._corrected = None, entry
            title = QCoreApplication.translate("shift", "Correct a line: it stays, yours stands beside it")
            drafts.away(self.form)
            self.form.begin(text=entry.text, pinned=entry.pinned, title=title)
            drafts.opened(self.form, entry.id, "correct-log-entry")
            return None
        text = _some(args.text)
        pinned_too = entry.pinned if args.pinned is None else args.pinned
        shift = await self._current.saved()
        return await self._current.act(shift_actions.correct(shift, entry, text, pinned=pinned_too))

    async def _pin(self, args: OfLogEntry) -> object:
        entry, shift = await self._entry(args), await self._current.saved()
        return await self._current.act(shift_actions.correct(shift, entry, entry.text, pinned=not entry.pinned))

    async def _submit(self, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more."""
        drafts, entry, incident = self._at.overlays.drafts, self._corrected, self._incident
        text, is_pinned = str(values["text"]), bool(values["pinned"])
        if entry is not None:
            await self._correct(CorrectLogEntry(entry=entry.id, text=text, pinned=is_pinned))
            drafts.saved(entry.id, "correct-log-entry")
            return
        about = incident.id if incident is not None and values["linked"] else None
        await self._add(AddLogEntry(text=text, incident=about, pinned=is_pinned))
        drafts.saved(*DRAFT)


def _some(text: str) -> str:
    """What was said. Raises `CommandRefusedError` where that is nothing."""
    said = text.strip()
    if not said:
        raise CommandRefusedError("empty_text")
    return said
