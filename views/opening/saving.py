"""Saves what stands on the sheet: the incident, who told of it beside it, and the cameras' pictures of the moment."""

from __future__ import annotations

import logging
from collections.abc import Collection

from pydantic import ValidationError

from console import taking_evidence
from console.base.errors import IocError
from console.places.near import distance_m
from console.records.models import Incident, StreamState
from console.verbs import actions
from contract.records.life_cycle import Kind
from contract.reporters import ReporterIn
from contract.roles import Right, rights_of
from views.base.commands import CommandRefusedError
from views.desk.workplace import Workplace
from views.opening.draft import Draft
from views.opening.said import said_of
from views.words.sentences import sentence

_log = logging.getLogger(__name__)
REFUSALS = (CommandRefusedError, IocError)
"""What saving meets that is nobody's fault here."""
SEEN_M = 300.0
"""So far a camera may stand and still be taken to show what happened."""


class Saving:
    """One desk's."""

    def __init__(self, at: Workplace) -> None:
        self._at, self._session, self._desk = at, at.context.session, at.desk

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

    def cameras(self, draft: Draft, but: Collection[str]) -> tuple[str, ...]:
        """Whose picture goes along: the camera that it was opened from, else the nearest that has a picture here."""
        actor = self._session.actor
        if actor is None or Right.SAVE_EVIDENCE not in rights_of(actor.role).may:
            return ()
        if draft.camera:
            return (draft.camera,) if draft.camera not in but and self._is_live(draft.camera) else ()
        at = draft.at
        if at is None:
            return ()
        near = sorted(
            (distance_m(*at, one.lat, one.lon), one.id)
            for one in self._desk.cameras.cameras
            if one.lat is not None and one.lon is not None and self._is_live(one.id)
        )
        return tuple(key for metres, key in near[:1] if metres <= SEEN_M and key not in but)

    def _is_live(self, camera_id: str) -> bool:
        stream = self._desk.streams.of(camera_id)
        return stream is not None and stream.state in (StreamState.LIVE, StreamState.LATE)

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
