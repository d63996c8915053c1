"""What all tiles of a wall live on: its streams, their health, the open incidents, and the places kept for alarms."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from views.base.context import Context
from views.tiles.alarm_slots import AlarmSlots
from views.tiles.binding import Stage
from views.tiles.open_incidents import WallIncidents
from views.video.health import HealthPresenter
from views.video.streams import StreamTiles


class WallStage:
    """One for a wall, whatever stands on its screens: `stage` is what a tile is bound on."""

    def __init__(self, context: Context, parent: QObject) -> None:
        self._context = context
        self.streams = StreamTiles(context.session.fleet, self._on_live, parent)
        self.health = HealthPresenter(context, self.streams, parent)
        self.slots = AlarmSlots(context.session, context.now, context.faults.met)
        self.incidents = WallIncidents(context.session, context.faults.met)
        self.stage = Stage(
            context.session,
            self.streams,
            context.now,
            context.faults.met,
            self.health.board,
            self.incidents,
            self.slots,
        )

    def ticks(self) -> tuple[Callable[[], None], ...]:
        """What each part does once a second."""
        return self.streams.tick, self.health.tick, lambda: self.slots.tick(self._context.now())

    def state(self) -> dict[str, Any]:
        """What is on it, as plain data."""
        return {"slots": self.slots.all(), "slot_changes": self.slots.changes, "tiles": self.streams.report()}

    def close(self) -> None:
        """Listen no more, and end every stream; once no tile is left."""
        self.incidents.close()
        self.slots.close()
        self.streams.close()

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")
