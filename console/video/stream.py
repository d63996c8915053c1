"""One camera on one tile, as the console sees it: its pictures, its state, its figures. Never blocks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from console.models import StreamState
from console.video import frames, liveness
from console.video.frames import Frame, Ring


@dataclass(frozen=True)
class StreamSpec:
    """What to open: sizes are the tile's, in device pixels. A higher priority is served first."""

    camera_id: str
    url: str
    width: int
    height: int
    priority: int = 0
    keyframes_only: bool = False


@dataclass(frozen=True)
class StreamStats:
    """Figures for the overlay: fps and kbit/s since the last call, decode ms a frame, the source's size."""

    fps: float
    kbit_s: float
    decode_ms: float
    source_width: int
    source_height: int
    reader: str
    process: int | None


class Stream:
    """Made by `Fleet.open`. Attributes are as of the fleet's last poll."""

    def __init__(self, number: int, spec: StreamSpec, wanted: Callable[[Stream], None]) -> None:
        self.number, self.spec = number, spec
        self.camera_id = spec.camera_id
        self.state = StreamState.CONNECTING
        self.since = datetime.now(UTC)
        self.age_s: float | None = None
        self.last_frame_at: datetime | None = None
        self.retry_in_s: float | None = None
        self.process: int | None = None
        self.visible, self.closed, self.worker_down = True, False, False
        self._down_seq = 0
        self._wanted = wanted
        self._seen = (0, 0)
        self._connects = 0
        self._counted = (time.monotonic(), 0, 0, 0)
        self._stats = StreamStats(0.0, 0.0, 0.0, 0, 0, "ffmpeg", None)
        self._shown: Ring | None = None
        self._next, self.fd = self._make_ring()

    @property
    def reconnects(self) -> int:
        """Openings after the first."""
        return max(0, self._connects + self._next.connects - 1)

    def frame(self) -> Frame | None:
        """The newest picture; valid until the next call."""
        ring = self._next if self._next.seq else self._shown
        return ring.newest() if ring is not None else None

    def resize(self, width: int, height: int) -> None:
        """Pictures of another size from now on; the old one stays until the first of them."""
        self.switch(self.spec.url, width, height)

    def switch(self, url: str, width: int, height: int) -> None:
        """Another address (main or sub-stream), without a black gap."""
        spec = self.spec
        if (url, width, height) == (spec.url, spec.width, spec.height) or self.closed:
            return
        self.spec = StreamSpec(spec.camera_id, url, width, height, spec.priority, spec.keyframes_only)
        self._connects += self._next.connects
        if self._next.seq:
            self._shown = self._next
        self._close_fd()
        self._next, self.fd = self._make_ring()
        self._seen = (0, 0)
        self._counted = (time.monotonic(), 0, 0, 0)
        self._wanted(self)

    def set_visible(self, visible: bool) -> None:
        """A hidden stream is closed and costs nothing; it opens again when it is seen."""
        if visible != self.visible:
            self.visible = visible
            self._wanted(self)

    def stats(self) -> StreamStats:
        """Figures since they were last asked for, at most once a second."""
        now = time.monotonic()
        then, frames_then, bytes_then, us_then = self._counted
        if now - then >= 1.0:
            count, size, took_us, width, height = self._next.counted()
            new = max(count - frames_then, 0)
            span = now - then
            decode_ms = (took_us - us_then) / 1000 / new if new else 0.0
            rate = (size - bytes_then) * 8 / 1000 / span
            self._stats = StreamStats(new / span, rate, decode_ms, width, height, "ffmpeg", self.process)
            self._counted = (now, count, size, took_us)
        return self._stats

    def close(self) -> None:
        """Stop; a picture still held stays readable until it is dropped."""
        if not self.closed:
            self.closed = True
            self._wanted(self)

    def poll(self, now: float) -> bool:
        """Refresh the attributes; whether there is a new picture or another state."""
        ring = self._next
        seen = (ring.seq, ring.state_seq)
        fresh = seen != self._seen
        self._seen = seen
        source = ring if ring.seq or self._shown is None else self._shown
        arrived = source.arrived_s
        if self.worker_down and ring.seq > self._down_seq:
            self.worker_down = False
        told = "hidden" if not self.visible else ring.state
        name = "restarting" if self.worker_down else liveness.judge(told, now, arrived, source.changed_s)
        self.age_s = None if arrived is None else max(0.0, now - arrived)
        waiting = ring.retry_s - now
        self.retry_in_s = waiting if waiting > 0 and name != "live" else None
        if name != self.state.value:
            self.state, self.since, fresh = StreamState(name), datetime.now(UTC), True
        if fresh and self.age_s is not None:
            self.last_frame_at = datetime.now(UTC) - timedelta(seconds=self.age_s)
        return fresh

    def mark_down(self) -> None:
        """Its decoder fell: restarting until the next picture."""
        self._down_seq = self._next.seq
        self.worker_down = True

    def release(self) -> None:
        """Give the descriptor back; the fleet's last act on a closed stream."""
        self._close_fd()

    def _make_ring(self) -> tuple[Ring, int]:
        width, height = max(2, self.spec.width), max(2, self.spec.height)
        fd = frames.create(width, height)
        return Ring(fd, width, height), fd

    def _close_fd(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1
