"""One index of what is open, for all tiles of a wall: incidents by id, and which cameras a critical one is about.

Pure: whoever reads the cache puts in what was read, all of it or only the ids that changed, and is told which cameras
came into alarm or left it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType

from console.records.models import Incident
from contract.records.incident import Severity


def is_shown(incident: Incident) -> bool:
    """Whether it is among the open ones: what of ours is on its way there is, so that nobody loses sight of it."""
    return incident.is_open or bool(incident.pending)


class OpenIncidents:
    """Kept up to date by `put`; nothing is counted or sorted anew for one change."""

    def __init__(self) -> None:
        self._known: dict[str, Incident] = {}
        self._critical: dict[str, Incident] = {}
        self._about: dict[str, set[str]] = {}
        """By camera, the critical incidents there; a camera without one has no entry."""

    @property
    def known(self) -> Mapping[str, Incident]:
        """The open incidents by id, in no order."""
        return MappingProxyType(self._known)

    def critical(self) -> list[Incident]:
        """The worst of them."""
        return list(self._critical.values())

    def alarmed(self) -> frozenset[str]:
        """All cameras that a critical incident is about."""
        return frozenset(self._about)

    def is_alarmed(self, camera_id: str) -> bool:
        """Whether a critical incident is about this camera."""
        return camera_id in self._about

    def put(self, found: Iterable[Incident], asked: Collection[str] | None = None) -> frozenset[str]:
        """These were found where `asked` was looked for, or all there is; the cameras that came into alarm or left it.

        What was asked for and not found, or is no longer open, goes.
        """
        fresh = {one.id: one for one in found if is_shown(one)}
        gone = (self._known.keys() if asked is None else self._known.keys() & asked) - fresh.keys()
        changed = {key: one for key, one in fresh.items() if self._known.get(key) is not one}
        before: dict[str, bool] = {}
        for key in (*gone, *changed):
            for camera in self._cameras(self._critical.get(key)) | self._cameras(changed.get(key)):
                before.setdefault(camera, camera in self._about)
        for key in gone:
            self._take_out(key)
            del self._known[key]
        for key, one in changed.items():
            self._take_out(key)
            self._known[key] = one
            if one.severity == Severity.CRITICAL:
                self._critical[key] = one
                for camera in one.camera_ids:
                    self._about.setdefault(camera, set()).add(key)
        return frozenset(camera for camera, was in before.items() if was is not (camera in self._about))

    def _cameras(self, incident: Incident | None) -> set[str]:
        return set(incident.camera_ids) if incident is not None and incident.severity == Severity.CRITICAL else set()

    def _take_out(self, key: str) -> None:
        for camera in self._cameras(self._critical.pop(key, None)):
            there = self._about[camera]
            there.discard(key)
            if not there:
                del self._about[camera]
