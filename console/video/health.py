"""The health of cameras: what each one's picture was worth today, as seen from this console. Fed once a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from console.records.models import Camera, StreamState
from console.video.stream import Stream
from offline_cache import camera_days
from offline_cache.cache import Cache
from offline_cache.camera_days import CameraDay

SAVE_S = 60.0
CLOCK_OFF_S = 5.0
LONGEST_STEP_S = 5.0
"""A longer pause between two looks (a suspended machine) is nobody's uptime."""


@dataclass(frozen=True)
class CameraHealth:
    """One row of the board. `state` None: no tile shows the camera now, so nothing is claimed about it."""

    camera: Camera
    state: StreamState | None
    since: datetime | None
    age_s: float | None
    watched_s: float
    live_s: float
    reconnects: int
    clock_offset_s: float | None = None
    """How far the camera's clock is ahead of ours; None where it does not tell its time."""
    aside: bool = False
    """Seen only beside an incident, where nobody chose it: it is in no count of the cameras on screen."""
    reason: str = ""
    """Why there is no picture (`console.video.reasons`); empty where there is one, or the cause is not known."""

    @property
    def clock_is_off(self) -> bool:
        """Whether the times in its pictures mislead (docs/explanation/contract.md#time)."""
        return self.clock_offset_s is not None and abs(self.clock_offset_s) > CLOCK_OFF_S

    @property
    def uptime(self) -> float | None:
        """Share (0 to 1) of the watched time in which the picture was live; None while unwatched all day."""
        return self.live_s / self.watched_s if self.watched_s else None


@dataclass
class _Sum:
    watched_s: float = 0.0
    live_s: float = 0.0
    reconnects: int = 0


class HealthLog:
    """Sums of today; survives restarts, begins anew at midnight (local time)."""

    def __init__(self, cache: Cache, clock: Callable[[], float] = time.monotonic) -> None:
        self._cache, self._clock = cache, clock
        self._day = ""
        self._sums: dict[str, _Sum] = {}
        self._connects: dict[int, int] = {}
        self._looked: float | None = None
        self._saved = clock()

    async def load(self, now: datetime) -> None:
        """Go on where the last run of today ended."""
        self._day = day = f"{now.astimezone():%Y-%m-%d}"
        for row in await self._cache.read(lambda db: camera_days.of_day(db, day)):
            self._sums[row.camera_id] = _Sum(row.watched_s, row.live_s, row.reconnects)

    def look(self, streams: Iterable[Stream], now: datetime) -> bool:
        """Count what happened since the last look; whether it is time to save."""
        at, day = self._clock(), f"{now.astimezone():%Y-%m-%d}"
        span = 0.0 if self._looked is None else at - self._looked
        self._looked = at
        if day != self._day:
            self._day, self._sums = day, {}
        if span > LONGEST_STEP_S:
            span = 0.0
        connects = {}
        for stream in streams:
            if not stream.visible or stream.spec.replay_of:
                continue
            one = self._sums.setdefault(stream.camera_id, _Sum())
            one.watched_s += span
            one.live_s += span if stream.state is StreamState.LIVE else 0.0
            connects[stream.number] = stream.reconnects
            one.reconnects += max(0, stream.reconnects - self._connects.get(stream.number, 0))
        self._connects = connects
        return at - self._saved >= SAVE_S

    async def save(self) -> None:
        """Write the sums. Raises `StorageError`."""
        self._saved = self._clock()
        day, rows = self._day, [
            CameraDay(camera_id, one.watched_s, one.live_s, one.reconnects) for camera_id, one in self._sums.items()
        ]  # fmt: skip
        if day:
            await self._cache.write(lambda db: camera_days.put(db, day, rows))

    def board(self, cameras: Iterable[Camera], streams: Iterable[Stream]) -> list[CameraHealth]:
        """Every camera, those in trouble first, unwatched ones last."""
        shown = [stream for stream in streams if stream.visible and not stream.spec.replay_of]
        shown.sort(key=lambda stream: not stream.spec.aside)  # of a camera that is seen twice the tile is what counts
        seen = {stream.camera_id: stream for stream in shown}
        rows = []
        for camera in cameras:
            stream, one = seen.get(camera.id), self._sums.get(camera.id, _Sum())
            rows.append(
                CameraHealth(
                    camera,
                    stream.state if stream is not None else None,
                    stream.since if stream is not None else None,
                    stream.age_s if stream is not None else None,
                    one.watched_s,
                    one.live_s,
                    one.reconnects,
                    stream.stats().clock_offset_s if stream is not None else None,
                    stream is not None and stream.spec.aside,
                )
            )
        order = {StreamState.LIVE: 2, None: 3, StreamState.CONNECTING: 1}
        return sorted(rows, key=lambda row: (order.get(row.state, 0), row.camera.name))
