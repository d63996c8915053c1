"""What screens read of each room, over one store."""

from __future__ import annotations

from console.base.surroundings import Surroundings
from console.net.connection import Connection
from console.plans.store import PlanStore
from console.shifts.store import ShiftStore
from console.storage.store import Store
from console.walls.store import WallStore


class Stores:
    """The shift, the walls and the response plans; incidents are read from the store itself."""

    def __init__(self, around: Surroundings, connection: Connection, store: Store) -> None:
        self.shifts = ShiftStore(store, around.blocking)
        self.walls = WallStore(store, connection.call)
        self.plans = PlanStore(store)
