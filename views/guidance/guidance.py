"""Guidance beside the incident: its checklist, what is near, texts to begin from and numbers to call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.base.errors import IocError
from console.places.near import Near
from console.records.checklist import (
    Checklist,
    Contact,
    Progress,
    StepState,
    Template,
    checklist_for,
    filled,
    lacks,
    offered,
    progress,
)
from console.records.models import Actor, Incident
from console.verbs import actions
from views.arguments.desk import OfCamera
from views.arguments.incident import MarkStep, OfIncident
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.base.overlays import Overlays
from views.base.refresher import Ids, Refresher
from views.desk.desk import Desk
from views.guidance.bundle import Bundle
from views.guidance.checklist_step import wanted_step
from views.guidance.saved_pictures import PicturePresenter
from views.guidance.surroundings import Surroundings
from views.incidents.why_off import why_off
from widgets.base.formats import date_text, minute_text
from widgets.base.severity import level_of, severity_word
from widgets.incidents.checklist import ContactList, StepForm, next_words

KINDS = frozenset({"checklist", "template", "contact"})


class GuidancePresenter(QObject):
    """Ties the city's checklists, templates and numbers to the incident that is shown."""

    def __init__(self, context: Context, desk: Desk, overlays: Overlays, registry: Registry) -> None:
        super().__init__(desk)
        self._context, self._desk, self._overlays, self._registry = context, desk, overlays, registry
        self._panel = desk.incident_panel
        self._checklists: list[Checklist] = []
        self._templates: list[Template] = []
        self._contacts: list[Contact] = []
        self.near: list[Near] = []
        self.progress: Progress | None = None
        self._around = Surroundings(
            lambda: desk.cameras.cameras, desk.queue.incidents, lambda: desk.indicators.known
        )  # fmt: skip
        self._contact_list = ContactList(overlays.window)
        self._form = overlays.add_form(StepForm)
        overlays.add("contacts", self._contact_list)
        overlays.templates = self.texts
        self.bundle = Bundle(desk.cameras, desk.indicators, self._shown, lambda: self.near, self._beside)
        self._pictures = PicturePresenter(context, desk)
        self._panel.checklist.step_chosen.connect(lambda number: self._run(MarkStep(step=number)))
        desk.incident.shown.connect(self.show)
        self._refresher = Refresher(self._read, context.faults.met)
        self._stop = context.session.changes.subscribe(KINDS, lambda _change: self._refresher.ask())
        self._refresher.ask()

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._refresher.close()
        self._pictures.close()

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        off = why_off(self._context, self._desk.known, self._rule)
        registry.bind(Taking.MARK_STEP, self._mark, off)
        registry.bind("focus-checklist", lambda _args: self._open_checklist(), lambda _args: off(OfIncident()))
        registry.bind("show-contacts", lambda _args: self._contact_list.open())

    def state(self) -> dict[str, Any]:
        """What is guided now, as plain data."""
        found = self.progress
        return {
            "checklist": None if found is None else {
                "id": found.checklist.id,
                "next": found.next.step.id if found.next else None,
                "steps": [_step_state(one, self._context) for one in found.steps],
            },
            "near": [
                {"kind": one.thing.kind, "id": one.thing.id, "name": one.thing.name, "metres": round(one.metres)}
                for one in self.near
            ],
            "pictures": self._panel.pictures.count(),
            "bundle": self.bundle.incident_id,
            "reporter": self._panel.reporter.words(),
        }  # fmt: skip

    def show(self) -> None:
        """The incident that is shown has changed, or is another one."""
        self.tick(self._context.now())

    def texts(self, uses: tuple[str, ...], incident: Incident) -> list[tuple[str, str]]:
        """Names and filled texts for a form on `incident`."""
        values = _values(incident, self._context)
        found = [one for use in uses for one in offered(self._templates, use, incident)]
        return [(one.name, filled(one.text, values)) for one in found]

    def _shown(self) -> Incident | None:
        return self._desk.incident.incident

    def _open_checklist(self) -> None:
        if self.progress is not None:
            self._desk.open_incident()
            self._panel.show_checklist()

    def _beside(self) -> None:
        """The checklist, where it does not cover what was gathered."""
        if not self._desk.folded:
            self._open_checklist()

    def tick(self, now: datetime) -> None:
        """Once a second: what is near, and how far the checklist is."""
        incident = self._shown()
        self.near = self._around.around(incident) if incident is not None else []
        has_place = incident is not None and incident.lat is not None and incident.lon is not None
        has_map = has_place and "show-map" in self._registry
        self._panel.nearby.set_near(self.near, self._registry["show-map"].key if has_map else "")
        checklist = checklist_for(self._checklists, incident) if incident is not None else None
        self.progress = progress(checklist, incident) if checklist is not None and incident is not None else None
        self._panel.checklist.set_progress(self.progress, now, self._call())
        if self.progress is None or incident is None or not incident.is_open:
            self._panel.head.set_next("")
        else:
            self._panel.head.set_next(*next_words(self.progress, now))

    def _call(self) -> str:
        wanted = self.progress.checklist.contacts if self.progress is not None else ()
        known = {one.id: one for one in self._contacts}
        said = [f"{known[key].number} {known[key].name}" for key in wanted if key in known]
        return self.tr("Call (T for all): {numbers}").format(numbers=" · ".join(said)) if said else ""

    async def _read(self, _ids: Ids) -> None:
        store = self._context.session.store
        self._checklists = await store.records("checklist", Checklist)
        self._templates = await store.records("template", Template)
        self._contacts = await store.records("contact", Contact)
        ordered = sorted(self._contacts, key=lambda one: (not one.emergency, one.place))
        self._contact_list.set_contacts([(one.number, one.name, one.agency) for one in ordered])
        self.show()

    def _rule(self, incident: Incident, actor: Actor) -> str | None:
        if checklist_for(self._checklists, incident) is None:
            return "no_checklist"
        return actions.allowed("step", incident, actor)

    def _run(self, args: MarkStep) -> None:
        self._context.start_task(self._registry.run("mark-step", args))

    async def _mark(self, args: MarkStep) -> dict[str, str] | None:
        """Mark the named step, else the next one; what it asks for and was not said is asked by a form."""
        incident = await self._incident(args)
        checklist = checklist_for(self._checklists, incident)
        if checklist is None:
            raise CommandRefusedError("no_checklist")
        state = wanted_step(progress(checklist, incident), args.step)
        step, answer, text = state.step, args.answer or "", args.text or ""
        camera = self._desk.cameras.camera(next(iter(incident.camera_ids), "")) if step.evidence == "picture" else None
        if lacks(step, answer, text, None) is not None and args.text is None and args.answer is None:
            self._form().set_step(step, camera.name if camera is not None else "")
            self._overlays.ask("mark-step", incident)
            return None
        picture = await self._picture(camera.id) if camera is not None else None
        missing = lacks(step, answer, text, picture)
        if missing is not None:
            raise CommandRefusedError(missing)
        action = actions.step(incident, checklist.id, step, step.answer(answer), text, picture=picture)
        with self._context.saving.watch():
            saved = await self._context.session.act(action)
        return {"action_id": saved.action_id, "step": step.id}

    async def _incident(self, args: MarkStep) -> Incident:
        here = self._shown()
        wanted = args.incident or (here.id if here is not None else None)
        incident = await self._context.session.store.incident(wanted) if wanted else None
        if incident is None:
            raise CommandRefusedError("unknown_incident" if wanted else "no_incident")
        return incident

    async def _picture(self, camera_id: str) -> dict[str, str] | None:
        """A still of that camera, kept as evidence; None where there is no picture to keep."""
        try:
            kept: Any = await self._registry.run("save-still", OfCamera(camera=camera_id))
        except (CommandRefusedError, IocError):
            return None
        return {"name": str(kept["path"]).rsplit("/", 1)[-1], "sha256": str(kept["sha256"])}


def _step_state(state: StepState, context: Context) -> dict[str, Any]:
    done = state.done
    return {
        "number": state.number,
        "id": state.step.id,
        "done_by": done.actor_name if done is not None else None,
        "answer": done.answer if done is not None else None,
        "pending": done.pending if done is not None else False,
        "overdue": state.is_overdue(context.now()),
    }


def _values(incident: Incident, context: Context) -> dict[str, str]:
    now = context.now()
    return {
        "code": incident.code,
        "title": incident.title,
        "place": incident.place,
        "ward": incident.ward,
        "time": f"{minute_text(now)} {date_text(now)}",
        "severity": severity_word(level_of(incident.severity)),
        "assignee": incident.assignee_name or (context.session.actor.name if context.session.actor else ""),
    }
