"""What is near the shown incident, listed in its panel with the map of its place first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from console.places.near import Near
from views.desk.workplace import Workplace
from views.guidance.surroundings import COUNTED_M, Surroundings
from widgets.incidents.foot import around_words


class NearbyPresenter(QObject):
    """Looks around whenever another incident is shown or this one changes, and once a second."""

    def __init__(self, at: Workplace) -> None:
        desk = at.desk
        super().__init__(desk)
        self._at = at
        self.near: list[Near] = []
        self._around = Surroundings(
            lambda: desk.cameras.cameras, desk.queue.incidents, lambda: desk.indicators.known
        )  # fmt: skip
        desk.incident.shown.connect(self._show)

    def tick(self, _now: datetime) -> None:
        """Once a second: cameras and incidents come and go."""
        self._show()

    def state(self) -> dict[str, Any]:
        """What is near, as plain data."""
        return {
            "near": [
                {"kind": one.thing.kind, "id": one.thing.id, "name": one.thing.name, "metres": round(one.metres)}
                for one in self.near
            ]
        }

    def _show(self) -> None:
        incident, commands = self._at.shown(), self._at.registry
        self.near = self._around.around(incident) if incident is not None else []
        has_place = incident is not None and incident.lat is not None and incident.lon is not None
        has_map = has_place and "show-map" in commands
        panel = self._at.desk.incident_panel
        panel.nearby.set_near(self.near, commands["show-map"].key if has_map else "")
        panel.foot.set_around(around_words(COUNTED_M, self._around.counts(incident)) if incident and has_place else "")
