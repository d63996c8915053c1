"""How a tile of a wall lives: what it is bound on, when it reads again, and what it tells of itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from console.base.beat import Beat
from console.base.changes import Change
from console.records.models import Camera, StreamState
from console.session import Session
from console.video.health import CameraHealth
from views.base.refresher import INTERVAL_S, Refresher
from views.tiles.alarm_slots import AlarmSlots
from views.tiles.open_incidents import Heard, WallIncidents
from views.video.streams import StreamTiles


@dataclass(frozen=True)
class Stage:
    """What a tile is bound on: the session, the window's streams, the clock, and who hears of failures."""

    session: Session
    streams: StreamTiles
    now: Callable[[], datetime]
    failed: Callable[[BaseException], None]
    board: Callable[[Sequence[Camera]], list[CameraHealth]]
    """Health of these cameras as this program sees them."""
    incidents: WallIncidents
    """What is open, read once for all tiles."""
    wall_slots: AlarmSlots | None = None
    """Who shares out the places that are reserved for alarms; None where there are none."""
    screen: str = ""
    """Id of the wall's screen that the tiles are on."""
    is_held: Callable[[], bool] = lambda: False
    """Whether a person wants that screen to stand still: its tours wait."""

    def is_live(self, camera_id: str) -> bool:
        """Whether a picture of this camera, shown or about to be, is live now."""
        return any(one.camera_id == camera_id and one.state is StreamState.LIVE for one in self.streams.all())


class Binding:
    """A tile that lives: it re-reads on changes of `kinds`, ticks once a second, and ends with its window.

    A tile about incidents hears of them from `stage.incidents` by `listen`, not by their kind: they are read once.
    """

    def __init__(
        self, stage: Stage, kinds: set[str], read: Callable[[Binding], Awaitable[None]], every_s: float = INTERVAL_S
    ) -> None:
        self.stage = stage
        self.name = ""
        self.as_of: datetime | None = None
        """Time of the data shown; None where age means nothing. The wall's strip names the oldest."""
        self.ref = ""
        """What is shown, by its id: a camera, an indicator; empty for what has none."""
        self.incident_id = ""
        """The incident that brought this here; empty where none did."""
        self.state: Callable[[], str] = lambda: "live" if self.has_read else "connecting"
        """How it goes, in the words of `console.records.models.StreamState`."""
        self.is_ready: Callable[[], bool] = lambda: self.has_read
        """Whether there is something to see: a wall changes its content without a black moment."""
        self.has_read = False
        self.is_video = False
        """Whether it shows a camera's pictures."""
        self.on_tick: Callable[[datetime], None] = lambda _now: None
        self.on_close: Callable[[], None] = lambda: None
        self.concerns: Callable[[Change], bool] = lambda _change: True
        """Whether a change may alter what is shown; one that does not costs no read."""

        async def reading(_ids: frozenset[str] | None) -> None:
            try:
                await read(self)
            finally:
                self.has_read = True

        self._beat = Beat(stage.failed)
        self._refresher = Refresher(reading, stage.failed, every_s)
        self._stops = [stage.session.changes.subscribe(kinds, self._on_change)]
        self.ask()

        self.seen_at: Callable[[datetime], datetime | None] = lambda _now: self.as_of
        """When what is to be seen was so; None where nobody knows or it means nothing."""

    def ask(self) -> None:
        """What is shown may have changed: it is read again."""
        self._refresher.ask()

    def listen(self, heard: Heard) -> None:
        """Let `heard` be told of what changes among the open incidents, as long as the tile lives."""
        self._stops.append(self.stage.incidents.listen(heard))

    def _on_change(self, change: Change) -> None:
        if self.concerns(change):
            self.ask()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        with self._beat.part(self):
            self.on_tick(now)

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self.on_close()
