"""Whose picture goes along with an incident that is opened: of a camera that shows it, and has a picture here now."""

from __future__ import annotations

from collections.abc import Collection

from console.places.near import distance_m
from console.records.models import StreamState
from contract.roles import Right, rights_of
from views.desk.workplace import Workplace
from views.opening.draft import Draft

SEEN_M = 300.0
"""So far a camera may stand and still be taken to show what happened."""


class Along:
    """One desk's."""

    def __init__(self, at: Workplace) -> None:
        self._session, self._desk = at.context.session, at.desk

    def cameras(self, draft: Draft, but: Collection[str]) -> tuple[str, ...]:
        """The camera that it was opened from, else the nearest that has a picture here."""
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
