"""Saves what stands on the sheet: the incident, who told of it beside it, and the cameras' pictures of the moment."""

from __future__ import annotations

import logging
from collections.abc import Collection

from pydantic import ValidationError

from console import taking_evidence
from console.base.errors import IocError
from console.records.models import Incident
from console.verbs import actions
from contract.records.life_cycle import Kind
from contract.reporters import ReporterIn
from views.base.commands import CommandRefusedError
from views.desk.workplace import Workplace
from views.opening.along import Along
from views.opening.draft import Draft
from views.opening.said import said_of
from views.words.sentences import sentence

_log = logging.getLogger(__name__)
REFUSALS = (CommandRefusedError, IocError)
"""What saving meets that is nobody's fault here."""


class Saving:
    """One desk's."""

    def __init__(self, at: Workplace) -> None:
        self._at, self._session, self._desk = at, at.context.session, at.desk
        self.along = Along(at)

    async def save(self, draft: Draft, kind: Kind | None, *, pictures: Collection[str]) -> dict[str, str]:
        """The incident's id and the action's. The pictures follow: a camera that hangs holds up no incident."""
        said = said_of(draft, kind)
        try:
            who = ReporterIn(name=draft.name, phone=draft.phone)
        except ValidationError as error:
            raise CommandRefusedError("open_too_long", field="reporter") from error
        with self._at.context.saving.watch():
            saved = await self._session.opening.open(said, who)
        incident = await self._session.store.incident(saved.target_id)
        for camera_id in pictures:
            self._at.context.start_task(self._picture(camera_id, incident))
        return {"incident": saved.target_id, "action_id": saved.action_id}

    async def _picture(self, camera_id: str, incident: Incident | None) -> None:
        camera, stream = self._desk.cameras.camera(camera_id), self._desk.streams.of(camera_id)
        if camera is None or stream is None:
            return
        try:
            await taking_evidence.keep(self._session, "still", camera, stream, incident)
        except IocError as error:
            _log.info("no picture of %s goes along: %s", camera_id, error.code)
            self._at.context.faults.show(sentence("no_picture_along", {"camera": camera.name}), "warning")

    async def join(self, incident_id: str, into: str) -> None:
        """Fold it under another one: what was told is not lost, and both can be parted again."""
        store = self._session.store
        ours, other = await store.incident(incident_id), await store.incident(into)
        if ours is not None and other is not None:
            await self._session.act(actions.join(ours, other))
