"""Which cameras stand beside the map: those that are nearest to the incident whose place it shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer

from console.places.near import distance_m
from console.records.models import Camera, Incident
from views.desk.workplace import Workplace

SETTLE_MS = 400
"""Somebody who walks through the queue passes incidents by; cameras are opened for the one that is stayed at."""


class NearestCameras(QObject):
    """Looks when another incident is shown, and once a second whether cameras have come or gone."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at, self._cameras = at, at.desk.cameras
        self.found: tuple[str, ...] = ()
        """Those with a place, the nearest first; none without an incident that has one."""
        self._seen: tuple[object, ...] = ()
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self._look)
        at.desk.incident.shown.connect(self._on_shown)

    def tick(self) -> None:
        """Once a second."""
        if not self._settled.isActive():
            self._look()

    def _on_shown(self) -> None:
        if self._of() != self._seen[:1]:
            self._settled.start()

    def _of(self) -> tuple[object, ...]:
        incident = self._at.shown()
        return ((incident.id, incident.lat, incident.lon, incident.camera_ids) if incident is not None else None,)

    def _look(self) -> None:
        cameras = self._cameras.cameras
        seen = (*self._of(), tuple((one.id, one.lat, one.lon) for one in cameras))
        if seen == self._seen:
            return
        self._seen = seen
        incident = self._at.shown()
        self.found = tuple(nearest(cameras, incident)) if incident is not None else ()
        self._cameras.follow(self.found)


def nearest(cameras: list[Camera], incident: Incident) -> list[str]:
    """Those that were said to belong to it, then all that have a place by how far they are; none where it has none."""
    lat, lon = incident.lat, incident.lon
    known = {one.id for one in cameras}
    own = [one for one in incident.camera_ids if one in known]
    if lat is None or lon is None:
        return own
    far = sorted(
        (distance_m(lat, lon, one.lat, one.lon), one.id)
        for one in cameras
        if one.lat is not None and one.lon is not None and one.id not in own
    )
    return [*own, *(key for _metres, key in far)]
