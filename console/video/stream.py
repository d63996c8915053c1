"""One camera on one tile, as the console sees it: its pictures, its state, its figures. Never blocks."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from console.records.models import StreamState
from console.video import frames, liveness, reasons
from console.video.frames import Frame, Ring
from console.video.masks import Mask
from console.video.ring_facts import Counted

JUDGE_S = 0.25
"""A stream is judged so often; a picture or a word that may change its state is judged at once."""


_NEEDS_NO_REASON = frozenset({"live", "hidden", "ended"})


class Pace(StrEnum):
    """How many of a camera's pictures are shown: all, every second one, keyframes alone."""

    FULL = "full"
    HALF = "half"
    KEY = "key"


@dataclass(frozen=True)
class StreamSpec:
    """What to open: sizes are the tile's, in device pixels. A higher priority is served first and never shed."""

    camera_id: str
    url: str
    width: int
    height: int
    priority: int = 0
    keyframes_only: bool = False
    masks: tuple[Mask, ...] = ()
    replay_of: int = 0
    """Number of the stream whose last seconds are played instead of an address."""
    aside: bool = False
    """Whether its picture only stands beside something: it is none of the cameras that somebody chose to watch."""


@dataclass(frozen=True)
class StreamStats:
    """Figures for the overlay: rates since the last call, the connection's own figures otherwise."""

    fps: float
    kbit_s: float
    decode_ms: float
    source_width: int
    source_height: int
    reader: str
    process: int | None
    codec: str = ""
    lost: int = 0
    jitter_ms: float | None = 0.0
    """None where only keyframes are shown: what comes is gathered then (`front.GATHER_S`)."""
    behind_s: float = 0.0
    clock_offset_s: float | None = None
    replay_s: float = 0.0


class Stream:
    """Made by `Fleet.open`. Attributes are as of the fleet's last poll."""

    def __init__(self, number: int, spec: StreamSpec, wanted: Callable[[Stream], None]) -> None:
        self.number, self.spec = number, spec
        self.camera_id = spec.camera_id
        self.state = StreamState.CONNECTING
        self.reason = ""
        """Why there is no picture, a code of `reasons.REASONS`; empty where there is one or the cause is not known."""
        self.since = datetime.now(UTC)
        self.age_s: float | None = None
        self.last_frame_at: datetime | None = None
        self.retry_in_s: float | None = None
        self.process: int | None = None
        self.pace = Pace.KEY if spec.keyframes_only else Pace.FULL
        self.visible, self.closed, self.worker_down = True, False, False
        self._down_seq = self._old_seq = 0
        """Pictures up to these numbers are from before the decoder fell, and from before the tile was hidden."""
        self._wanted = wanted
        self._seen = (0, 0)
        self._judge_at = 0.0
        self._reconnects, self._received = 0, 0
        self._counted = (time.monotonic(), Counted(0, 0, 0, 0, 0, 0, 0))
        self._stats = StreamStats(0.0, 0.0, 0.0, 0, 0, "", None)
        self._shown: Ring | None = None
        self._rhythm = liveness.Rhythm()
        self._next, self.fd = _make_ring(self.spec)

    @property
    def reconnects(self) -> int:
        """Openings after the first of an address: that we turn to another one is no fault of the camera's."""
        return self._reconnects + max(0, self._next.connects - 1)

    @property
    def received(self) -> int:
        """Pictures that came so far, over all openings."""
        return self._received + self._next.counted().frames

    @property
    def ended(self) -> bool:
        """Whether a replay has come to its end."""
        return self._next.state == "ended"

    @property
    def behind_s(self) -> float:
        """How far the newest picture is behind: of a replay behind now, else behind the connection's quickest."""
        return self._next.behind_s

    @property
    def shown_pace(self) -> Pace:
        """The pace of what is to be seen: after keyframes alone, or at first, it takes a keyframe to show all again."""
        ring = self._next
        return Pace.KEY if self.pace is Pace.FULL and ring.heard_s > (ring.arrived_s or 0.0) else self.pace

    @property
    def awaits_keyframe(self) -> bool:
        """Whether a new connection brings pictures already, but none yet that can be shown without those before."""
        return self.state is StreamState.CONNECTING and self._next.seq == 0 and self._next.heard_s > 0.0

    def frame(self) -> Frame | None:
        """The newest picture; valid until the next call."""
        ring = self._next if self._next.seq else self._shown
        return ring.newest() if ring is not None else None

    def resize(self, width: int, height: int) -> None:
        """Pictures of another size from now on; the old one stays until the first of them."""
        self.switch(self.spec.url, width, height)

    def switch(self, url: str, width: int, height: int) -> None:
        """Another address (main or sub-stream), without a black gap."""
        if (url, width, height) == (self.spec.url, self.spec.width, self.spec.height) or self.closed:
            return
        if url != self.spec.url:
            self._rhythm = liveness.Rhythm()
        self.spec = replace(self.spec, url=url, width=width, height=height)
        self._reconnects += max(0, self._next.connects - 1)
        self._received += self._next.counted().frames
        if self._next.seq:
            self._shown = self._next
        self._close_fd()
        self._next, self.fd = _make_ring(self.spec)
        self._seen, self._old_seq = (0, 0), 0
        self._counted = (time.monotonic(), Counted(0, 0, 0, 0, 0, 0, 0))
        self._wanted(self)

    def set_visible(self, visible: bool) -> None:
        """A hidden stream is closed and costs nothing; it opens again when it is seen."""
        if visible != self.visible:
            self.visible, self._old_seq = visible, self._next.seq
            self._wanted(self)

    def set_priority(self, priority: int) -> None:
        """Cameras of an incident and the enlarged one come first and are never shed."""
        if priority != self.spec.priority:
            self.spec = replace(self.spec, priority=priority)

    def set_aside(self, *, on: bool) -> None:
        """Whether it is none of the cameras that somebody watches now, though it is played."""
        if on != self.spec.aside:
            self.spec = replace(self.spec, aside=on)

    def stats(self) -> StreamStats:
        """Figures since they were last asked for, at most once a second."""
        now = time.monotonic()
        then, before = self._counted
        span = now - then
        if span >= 1.0:
            ring, counted = self._next, self._next.counted()
            new = max(counted.frames - before.frames, 0)
            self._stats = StreamStats(
                fps=new / span,
                kbit_s=(counted.size - before.size) * 8 / 1000 / span,
                decode_ms=(counted.decode_us - before.decode_us) / 1000 / new if new else 0.0,
                source_width=counted.source_width,
                source_height=counted.source_height,
                reader=ring.reader,
                process=self.process,
                codec=ring.codec,
                lost=counted.lost,
                jitter_ms=None if self.pace is Pace.KEY else counted.jitter_us / 1000,
                behind_s=ring.behind_s,
                clock_offset_s=ring.clock_offset_s,
                replay_s=ring.kept_s,
            )
            self._counted = (now, counted)
        return self._stats

    def close(self) -> None:
        """Stop; a picture still held stays readable until it is dropped."""
        if not self.closed:
            self.closed = True
            self._wanted(self)

    def poll(self, now: float) -> bool:
        """Refresh the attributes; whether there is a new picture or another state."""
        seen, before = self._next.seen(), self._seen
        if seen == before:
            return now >= self._judge_at and self._judge(now)
        self._seen = seen
        # One more picture of a live stream is no news but the picture; it is judged four times a second as well.
        if now >= self._judge_at or seen[1] != before[1] or self.state is not StreamState.LIVE:
            self._judge(now)
        return True

    def _judge(self, now: float) -> bool:
        self._judge_at = now + JUDGE_S
        ring = self._next
        source = ring if ring.seq or self._shown is None else self._shown
        arrived = source.arrived_s
        if self.worker_down and ring.seq > self._down_seq:
            self.worker_down = False
        told = "hidden" if not self.visible else ring.state
        # While the picture of another address stands in for it, only what ended the opening is worth a word.
        unsaid = told in _NEEDS_NO_REASON or (told == "connecting" and source is self._shown)
        reason = "" if unsaid else ring.reason
        if reason:
            told = reasons.STATE_OF[reason]
        name = self._judged(told, now, source)
        self.age_s = None if arrived is None else max(0.0, now - arrived)
        if name == "live":
            self.retry_in_s = None
        else:
            waiting = ring.retry_s - now
            self.retry_in_s = waiting if waiting > 0 else None
            if self.age_s is not None:
                self.last_frame_at = datetime.now(UTC) - timedelta(seconds=self.age_s)
        told_why, self.reason = self.reason, "" if name == "restarting" else reason
        if name == self.state.value:
            return told_why != self.reason
        self.state, self.since = StreamState(name), datetime.now(UTC)
        return True

    def _judged(self, told: str, now: float, source: Ring) -> str:
        arrived, heard, rhythm = source.arrived_s, source.heard_s, self._rhythm
        old = source is not self._next or source.seq == self._old_seq
        if told == "live" and arrived is not None and not (old or self.worker_down):
            rhythm.look(now, max(arrived, heard), source.interval_s)
        else:
            rhythm.lose()
        if self.worker_down:
            return "restarting"
        name = liveness.judge(
            told, now, arrived, source.changed_s, heard=heard, stills=source.stills, limits=rhythm.limits,
            behind_s=0.0 if self.spec.replay_of else source.behind_s, before=self.state.value,
        )  # fmt: skip
        # It was we who turned away, or to another address: that the old picture stands is not the camera's fault.
        return "connecting" if old and told in {"connecting", "live"} and name != "live" else name

    def mark_down(self) -> None:
        """Its decoder fell: restarting until the next picture."""
        self._down_seq = self._next.seq
        self.worker_down = True
        self._judge_at = 0.0

    def release(self) -> None:
        """Give the descriptor back; the fleet's last act on a closed stream."""
        self._close_fd()

    def _close_fd(self) -> None:
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1


def _make_ring(spec: StreamSpec) -> tuple[Ring, int]:
    width, height = max(2, spec.width), max(2, spec.height)
    fd = frames.create(width, height)
    return Ring(fd, width, height), fd
