"""The shift's presenter: its log, who is here, and the handover, tied to their panels and commands."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.records.models import Incident, Shift
from console.records.shift import ShiftEntry, pinned
from console.shifts import actions as shift_actions
from console.verbs.actions import Action
from console.verbs.base import ACTING_ROLES
from views.arguments.incident import OfIncident
from views.arguments.reading import Arguments
from views.arguments.shift import AddLogEntry, CorrectLogEntry, OfLogEntry, ShowShiftLog
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.refresher import Ids, Refresher
from views.desk.desk import Desk
from views.shifts.handover import HandoverPresenter
from views.shifts.log_filter import LogFilter
from widgets.shifts.log import LogForm, LogView, ShiftLog
from widgets.shifts.words import entry_text

DRAFT = ("shift", "add-log-entry")
LINES_MOST = 2000


class ShiftPresenter(QObject):
    """Reads the watch always, its log only while that is open."""

    def __init__(self, context: Context, overlays: Overlays, desk: Desk, run: Start) -> None:
        super().__init__(overlays.window)
        self._context = context
        self._overlays = overlays
        self._desk = desk
        self.shift: Shift | None = None
        self._chosen = LogFilter()
        self._shown: list[ShiftEntry] = []
        self._pinned: list[ShiftEntry] = []
        self._incident: Incident | None = None
        self._corrected: ShiftEntry | None = None
        self.log, self.form = ShiftLog(overlays.window), LogForm(overlays.window)
        overlays.add("shift-log", self.log)
        overlays.add("log-form", self.form)
        self.handover = HandoverPresenter(context, overlays, desk, run, self.act)
        self._refresher = Refresher(self._read, context.faults.met)
        kinds = {"shift", "log_entry", "handover", "outbox", "session"}
        self._stop = context.session.changes.subscribe(kinds, lambda _change: self._refresher.ask())
        self._tie(run)
        self._refresher.ask()

    def _tie(self, run: Start) -> None:
        log = self.log
        self.form.submitted.connect(lambda values: self._context.start_task(self._submit(values)))
        log.add_chosen.connect(lambda: run("add-log-entry", NOTHING))
        log.correct_chosen.connect(lambda entry: run("correct-log-entry", CorrectLogEntry(entry=entry)))
        log.pin_chosen.connect(lambda entry: run("pin-log-entry", OfLogEntry(entry=entry)))
        log.open_chosen.connect(lambda incident: run("open-incident", OfIncident(incident=incident)))
        log.searched.connect(lambda _text: self._refresher.ask())
        log.kind_chosen.connect(lambda: self._filter(kind=True))
        log.incident_chosen.connect(lambda about: self._filter(kind=False, about=about))

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()
        self.handover.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.ADD_LOG_ENTRY, self._add, self._why_off)
        registry.bind(Taking.CORRECT_LOG_ENTRY, self._correct, self._why_off)
        registry.bind(Taking.PIN_LOG_ENTRY, self._pin, self._why_off)
        registry.bind(Taking.SHOW_SHIFT_LOG, self._open)
        registry.bind("sign-on", self._sign_on, self._why_off)
        registry.bind("sign-off", self._sign_off, self._why_off)
        self.handover.bind(registry, self._why_off)

    def state(self) -> dict[str, Any]:
        """What the shift's panels show, for those who look from outside."""
        here = [one for one in self.shift.people if one.present_since is not None] if self.shift is not None else []
        return {
            "shift": {
                "name": self.shift.name if self.shift is not None else None,
                "here": [one.id for one in here],
                "log": [_line(entry) for entry in self._shown] if self.log.isVisible() else [],
                "pinned": [entry.text for entry in self._pinned],
            },
            **self.handover.state(),
        }

    def _why_off(self, _args: Arguments) -> str | None:
        actor = self._context.session.actor
        if actor is None:
            return "sign_in_first"
        if actor.role not in ACTING_ROLES:
            return "forbidden"
        return None if self.shift is not None else "no_shift"

    async def act(self, action: Action) -> dict[str, str]:
        """Save what is done at the shift."""
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id}

    async def _watch(self) -> Shift:
        shift = await self._context.session.store.shift()
        if shift is None:
            raise CommandRefusedError("no_shift")
        return shift

    # the log

    async def _add(self, args: AddLogEntry) -> object:
        if args.text is None:
            self._incident, self._corrected = self._desk.known(None), None
            self._overlays.drafts.away(self.form)  # that it is emptied is nobody's typing
            self.form.begin(incident=self._incident)
            self._overlays.drafts.opened(self.form, *DRAFT)
            return None
        text = args.text.strip()
        if not text:
            raise CommandRefusedError("empty_text")
        action = shift_actions.log_entry(await self._watch(), text, incident_id=args.incident, pinned=args.pinned)
        return await self.act(action)

    async def _entry(self, args: OfLogEntry) -> ShiftEntry:
        for entry in await self._context.session.shifts.log():
            if entry.id == args.entry.removeprefix("pin:") and entry.is_typed:
                return entry
        raise CommandRefusedError("unknown_entry")

    async def _correct(self, args: CorrectLogEntry) -> object:
        entry = await self._entry(args)
        if args.text is None:
            self._incident, self._corrected = None, entry
            title = QCoreApplication.translate("shift", "Correct a line: it stays, yours stands beside it")
            self._overlays.drafts.away(self.form)
            self.form.begin(text=entry.text, pinned=entry.pinned, title=title)
            self._overlays.drafts.opened(self.form, entry.id, "correct-log-entry")
            return None
        text = args.text.strip()
        if not text:
            raise CommandRefusedError("empty_text")
        pinned_too = entry.pinned if args.pinned is None else args.pinned
        return await self.act(shift_actions.correct(await self._watch(), entry, text, pinned=pinned_too))

    async def _pin(self, args: OfLogEntry) -> object:
        entry = await self._entry(args)
        return await self.act(shift_actions.correct(await self._watch(), entry, entry.text, pinned=not entry.pinned))

    async def _submit(self, values: dict[str, Any]) -> None:
        """Only what is saved is no draft any more."""
        entry, incident = self._corrected, self._incident
        text, is_pinned = str(values["text"]), bool(values["pinned"])
        if entry is not None:
            await self._correct(CorrectLogEntry(entry=entry.id, text=text, pinned=is_pinned))
            self._overlays.drafts.saved(entry.id, "correct-log-entry")
            return
        about = incident.id if incident is not None and values["linked"] else None
        await self._add(AddLogEntry(text=text, incident=about, pinned=is_pinned))
        self._overlays.drafts.saved(*DRAFT)

    async def _open(self, args: ShowShiftLog) -> None:
        if args.search is not None:
            self.log.search.setText(args.search)
        self._chosen = LogFilter(args.kind, args.incident)
        await self._show_log()
        self.log.open()

    def _filter(self, *, kind: bool, about: str = "") -> None:
        if kind:
            self._chosen.next_kind()
        else:
            shown = self._desk.known(None)
            self._chosen.toggle_about(about or (shown.id if shown is not None else ""))
        self._refresher.ask()

    async def _read(self, _ids: Ids) -> None:
        self.shift = await self._context.session.shifts.shift()
        if self.log.isVisible():
            await self._show_log()
        await self.handover.refresh()

    async def _show_log(self) -> None:
        session, now = self._context.session, self._context.now()
        found = await session.shifts.log()
        self.shift = await session.shifts.shift()
        ids = {entry.incident_id for entry in found[:LINES_MOST] if entry.incident_id}
        names = {one.id: f"{one.code} · {one.title}" for one in await session.store.incidents_of(ids)}
        chosen, text = self._chosen, self.log.search.text()
        # Ten thousand lines take a tenth of a second to search: not on the thread that paints.
        passing = await session.blocking(lambda: chosen.passing(found, text, names))
        self._shown, self._pinned = passing[:LINES_MOST], pinned(found, now)
        self.log.show_log(
            LogView(
                self._shown, () if chosen.is_on(text) else self._pinned, names, self.shift,
                chosen.words(names, len(passing), len(found)), len(found), now,
            )
        )  # fmt: skip

    # who is here

    async def _sign_on(self, _args: Arguments) -> object:
        """At the desk from now on; what was pinned for this shift is seen first."""
        actor = self._context.session.actor
        if actor is None:
            raise CommandRefusedError("sign_in_first")
        done = await self.act(shift_actions.sign_on(await self._watch(), actor))
        await self._open(ShowShiftLog())
        return done

    async def _sign_off(self, _args: Arguments) -> object:
        return await self.act(shift_actions.sign_off(await self._watch()))


def _line(entry: ShiftEntry) -> dict[str, Any]:
    return {
        "id": entry.id, "kind": entry.kind, "event": entry.event, "text": entry_text(entry), "pinned": entry.pinned,
        "corrects": entry.corrects, "corrected_by": entry.corrected_by, "incident": entry.incident_id,
        "pending": entry.pending, "offline": entry.offline, "who": entry.actor_name,
    }  # fmt: skip
