"""A live picture of what is near the shown incident: its own cameras first, then those around it, one at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.places.near import distance_m
from console.records.models import Camera, Incident
from views.arguments.desk import OfCamera
from views.arguments.reading import Arguments
from views.base.commands import Registry
from views.desk.workplace import Workplace
from views.guidance.nearby import NearbyPresenter

BEFORE, AFTER = "previous-near-camera", "next-near-camera"


class NearCameraPresenter(QObject):
    """Keeps the picture in the pane. It takes the stream that somebody looks at anyway, else keyframes alone, and none
    at all while nobody sees the pane."""

    def __init__(self, at: Workplace, nearby: NearbyPresenter) -> None:
        super().__init__(at.desk)
        self._at, self._nearby = at, nearby
        self._part = at.desk.incident_panel.camera
        self._cameras: list[tuple[Camera, float | None]] = []
        self._place, self._of, self._showing = 0, "", ""
        self._part.stepped.connect(self._step)
        self._part.opened.connect(lambda key: at.run("focus-camera", OfCamera(camera=key)))
        self._part.seen.connect(self._stream)
        at.desk.incident.shown.connect(self._show)

    def close(self) -> None:
        """Let the stream go."""
        self._at.desk.streams.release(self._part.tile)

    def bind(self, registry: Registry) -> None:
        """Tie both ways."""
        registry.bind(AFTER, lambda _args: self._step(1), self._why_off)
        registry.bind(BEFORE, lambda _args: self._step(-1), self._why_off)
        self._part.name_keys(registry[BEFORE].key, registry[AFTER].key)

    def tick(self, _now: datetime) -> None:
        """Once a second: cameras come and go, and so do the streams of the grid."""
        self._show()

    def state(self) -> dict[str, Any]:
        """Which camera is shown beside the incident, as plain data; None where there is none."""
        shown = self._shown()
        return {"near_camera": shown[0].id if shown is not None else None}

    def _shown(self) -> tuple[Camera, float | None] | None:
        return self._cameras[self._place] if self._place < len(self._cameras) else None

    def _why_off(self, _args: Arguments) -> str | None:
        if self._at.shown() is None:
            return "no_incident"
        return None if len(self._cameras) > 1 else "no_other_camera"

    def _step(self, by: int) -> None:
        if self._cameras:
            self._place = (self._place + by) % len(self._cameras)
            self._show()

    def _show(self) -> None:
        incident = self._at.shown()
        before = self._shown()
        self._cameras = self._around(incident) if incident is not None else []
        if incident is None or incident.id != self._of:
            self._place, self._of = 0, incident.id if incident is not None else ""
        elif before is not None:  # the one that is looked at stays, whatever comes before it
            keys = [camera.id for camera, _metres in self._cameras]
            self._place = keys.index(before[0].id) if before[0].id in keys else 0
        shown = self._shown()
        if shown is None:
            self._part.set_camera("", None, 0, 0)
        else:
            self._part.set_camera(shown[0].id, shown[1], self._place + 1, len(self._cameras))
        self._stream()

    def _stream(self) -> None:
        """Look again who has a stream of it."""
        shown, streams, tile = self._shown(), self._at.desk.streams, self._part.tile
        key = shown[0].id if shown is not None else ""
        if key != self._showing:  # never the picture of another one under its name, not for a moment
            self._showing = key
            streams.release(tile)
        if shown is None or not (tile.isVisible() and tile.updatesEnabled()):  # a page may lie over the pane
            streams.release(tile)
        else:
            streams.show_aside(tile, shown[0])

    def _around(self, incident: Incident) -> list[tuple[Camera, float | None]]:
        known = {camera.id: camera for camera in self._at.desk.cameras.cameras}
        near = {one.thing.id: one.metres for one in self._nearby.near if one.thing.kind == "camera"}
        keys = dict.fromkeys((*incident.camera_ids, *near))
        return [(known[key], near.get(key, _metres(incident, known[key]))) for key in keys if key in known]


def _metres(incident: Incident, camera: Camera) -> float | None:
    if incident.lat is None or incident.lon is None or camera.lat is None or camera.lon is None:
        return None
    return distance_m(incident.lat, incident.lon, camera.lat, camera.lon)
