"""Every room of a desk, and the line at its foot on which they speak."""

from __future__ import annotations

from views.alarms.room import AlarmRoom
from views.base.parts import Parts
from views.desk.alert_line import AlertLine
from views.desk.hand_room import HandRoom
from views.desk.sync_room import SyncRoom
from views.desk.workplace import Workplace
from views.plans.room import PlanRoom
from views.shell.incident_rooms import IncidentRooms
from views.shell.on_demand import OnDemand
from views.shifts.room import ShiftRoom
from views.wall_control.room import WallControlRoom
from views.workspace.room import WorkspaceRoom


class DeskRooms(Parts):
    """Builds them, lets them hear of each other, and gives what they open to the overlays."""

    def __init__(self, at: Workplace) -> None:
        self.workspace = WorkspaceRoom(at)
        self.sync = SyncRoom(at)
        self.hands = HandRoom(at)
        incidents = IncidentRooms(at)
        self.guidance = incidents.guidance
        self.alarms = AlarmRoom(at)
        self.on_demand = OnDemand(at)
        self.shift = ShiftRoom(at)
        bundle = self.guidance.bundle
        self.plans = PlanRoom(at, bundle)
        self.wall = WallControlRoom(at, bundle)
        super().__init__(
            incidents, self.sync, self.hands, self.alarms, self.on_demand, self.shift, self.plans,
            self.wall, self.workspace,
        )  # fmt: skip
        for name, overlay in self.overlays().items():
            at.overlays.add(name, overlay)
        AlertLine(at.desk.bottom, self.plans.running, self.alarms.load, self.alarms.sounds, self.sync.misread)
