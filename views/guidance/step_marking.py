"""Marking a step of an incident's checklist, with the answer, the words or the picture that the step asks for."""

from __future__ import annotations

from typing import Any

from console.base.errors import IocError
from console.records.checklist import lacks
from console.records.models import Incident
from console.verbs import actions
from views.arguments.desk import OfCamera
from views.arguments.incident import MarkStep
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry
from views.desk.workplace import Workplace
from views.guidance.checklist import ChecklistPresenter
from views.guidance.checklist_step import wanted_step
from widgets.incidents.checklist import StepForm


class StepMarking:
    """Binds `mark-step`, and lets a step of the panel be marked by a click."""

    def __init__(self, at: Workplace, checklist: ChecklistPresenter) -> None:
        self._at, self._checklist = at, checklist
        self.form = at.overlays.add_form(StepForm)
        rows = at.desk.incident_panel.checklist
        rows.step_chosen.connect(lambda number: self._start(MarkStep(step=number)))
        rows.answered.connect(self._on_answered)

    def _start(self, args: MarkStep) -> None:
        self._at.context.start_task(self._at.registry.run("mark-step", args))

    def _on_answered(self, number: int, answer: str) -> None:
        """An answer in the row says all, unless the step asks for a note or a picture as well: then its form does."""
        shown = self._at.shown()
        found = self._checklist.of(shown) if shown is not None else None
        state = found.numbered(number) if found is not None else None
        asks_more = state is not None and lacks(state.step, answer, "", None) is not None
        self._start(MarkStep(step=number) if asks_more else MarkStep(step=number, answer=answer))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.MARK_STEP, self._mark, self._checklist.why_off)

    async def _mark(self, args: MarkStep) -> dict[str, str] | None:
        """Mark the named step, else the next one; what it asks for and was not said is asked by a form."""
        incident = await self._incident(args)
        found = self._checklist.of(incident)
        if found is None:
            raise CommandRefusedError("no_checklist")
        step, answer, text = wanted_step(found, args.step).step, args.answer or "", args.text or ""
        linked = next(iter(incident.camera_ids), "")
        camera = self._at.desk.cameras.camera(linked) if step.evidence == "picture" else None
        if lacks(step, answer, text, None) is not None and args.text is None and args.answer is None:
            self.form().set_step(step, camera.name if camera is not None else "")
            self._at.overlays.ask("mark-step", incident)
            return None
        picture = await self._picture(camera.id) if camera is not None else None
        missing = lacks(step, answer, text, picture)
        if missing is not None:
            raise CommandRefusedError(missing)
        action = actions.step(incident, found.checklist.id, step, step.answer(answer), text, picture=picture)
        with self._at.context.saving.watch():
            saved = await self._at.context.session.act(action)
        return {"action_id": saved.action_id, "step": step.id}

    async def _incident(self, args: MarkStep) -> Incident:
        here = self._at.shown()
        wanted = args.incident or (here.id if here is not None else None)
        incident = await self._at.context.session.store.incident(wanted) if wanted else None
        if incident is None:
            raise CommandRefusedError("unknown_incident" if wanted else "no_incident")
        return incident

    async def _picture(self, camera_id: str) -> dict[str, str] | None:
        """A still of that camera, kept as evidence; None where there is no picture to keep."""
        try:
            kept: Any = await self._at.registry.run("save-still", OfCamera(camera=camera_id))
        except (CommandRefusedError, IocError):
            return None
        return {"name": str(kept["path"]).rsplit("/", 1)[-1], "sha256": str(kept["sha256"])}
