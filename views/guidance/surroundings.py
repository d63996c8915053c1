"""What is near the incident that is shown, from the lists that the desk has anyway."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from console.places.near import WITHIN_M, Near, Thing, nearest, within
from console.records.models import Camera, Incident, Indicator

CAMERAS, INCIDENTS, INDICATORS = 4, 3, 3
COUNTED_M = 500
"""What the foot of the pane counts; the list reaches farther, and ends after a few of each kind."""
AGAIN_S = 5.0


class Surroundings:
    """Looks around an incident. The three callables give what is known now."""

    def __init__(
        self,
        cameras: Callable[[], Iterable[Camera]],
        incidents: Callable[[], Iterable[Incident]],
        indicators: Callable[[], Iterable[Indicator]],
    ) -> None:
        self._cameras, self._incidents, self._indicators = cameras, incidents, indicators
        self._found: list[Near] = []
        self._counts: dict[str, int] = {}
        self._looked: tuple[str, float, float] | None = None
        self._looked_at = 0.0

    def around(self, incident: Incident) -> list[Near]:
        """Cameras, other open incidents and indicators within some hundred metres, the nearest first of each kind.

        The same place is not looked around again within some seconds: thousands of incidents change all the time.
        """
        if incident.lat is None or incident.lon is None:
            return []
        where, now = (incident.id, incident.lat, incident.lon), time.monotonic()
        if where != self._looked or now - self._looked_at > AGAIN_S:
            self._looked, self._looked_at = where, now
            self._found = self._look(incident, incident.lat, incident.lon)
        return self._found

    def counts(self, incident: Incident) -> dict[str, int]:
        """How many of each kind are within half a kilometre, the incident and what belongs to it left out."""
        self.around(incident)
        return self._counts if incident.lat is not None and incident.lon is not None else {}

    def _look(self, incident: Incident, lat: float, lon: float) -> list[Near]:
        found = within(self._things(), lat, lon, WITHIN_M)
        joined = {one.id for one in self._incidents() if one.joined_into == incident.id}
        itself = frozenset({incident.id, incident.joined_into or "", *joined})  # those have a list of their own
        counted = [one.thing.kind for one in found if one.metres <= COUNTED_M and one.thing.id not in itself]
        self._counts = {kind: counted.count(kind) for kind in set(counted)}
        return [
            *nearest(found, "camera", CAMERAS),
            *nearest(found, "incident", INCIDENTS, but=itself),
            *nearest(found, "indicator", INDICATORS),
        ]

    def _things(self) -> Iterator[Thing]:
        for camera in self._cameras():
            if camera.lat is not None and camera.lon is not None:
                yield Thing("camera", camera.id, camera.name, camera.lat, camera.lon)
        for incident in self._incidents():
            if incident.lat is not None and incident.lon is not None:
                yield Thing("incident", incident.id, f"{incident.code} {incident.title}", incident.lat, incident.lon)
        for one in self._indicators():
            if one.lat is not None and one.lon is not None:
                yield Thing("indicator", one.id, one.short_name or one.name, one.lat, one.lon)
