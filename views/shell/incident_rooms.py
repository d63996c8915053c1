"""The rooms of single incidents: where one is opened, who calls, and what helps beside the one that is shown."""

from __future__ import annotations

from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.guidance.room import GuidanceRoom
from views.opening.offering import CallOffering
from views.opening.room import OpeningRoom
from views.places.map_menu import MapMenu


class IncidentRooms(Parts):
    """All of it; Esc takes the sheet away before anything else."""

    def __init__(self, at: Workplace) -> None:
        self.guidance = GuidanceRoom(at)
        MapMenu(at, self.guidance.place.sheet.map)
        super().__init__(OpeningRoom(at), CallOffering(at), self.guidance)
