"""Plays what a stream kept of its last seconds into a ring of its own, at the speed at which it came."""

from __future__ import annotations

import threading
import time
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from console.video import clip
from console.video.frames import Ring
from console.video.packets import NothingKeptError, Recent
from console.video.sizes import fitted

PATIENCE_S = 0.2


class Replay(threading.Thread):
    """The last `seconds` of `recent`, once."""

    def __init__(self, number: int, recent: Recent, ring: Ring, seconds: float) -> None:
        super().__init__(daemon=True, name=f"replay-{number}")
        self._recent, self._ring, self._seconds = recent, ring, seconds
        self._end = threading.Event()

    def stop(self) -> None:
        """End soon."""
        self._end.set()

    def is_stuck(self, _now: float) -> bool:
        """Never: it opens nothing."""
        return False

    def run(self) -> None:
        """Decode and show each picture when its time has come. An end without a picture says that there was none."""
        try:
            self._play()
        except (NothingKeptError, clip.BadStreamError, av.error.FFmpegError, ValueError, MemoryError):
            pass
        finally:
            if not self._end.is_set():
                self._ring.tell("ended")

    def _play(self) -> None:
        kept, times = clip.timed(self._recent.since(self._seconds))
        self._ring.note_names(kept.codec, "replay")
        scaler = VideoReformatter()
        began, first = time.monotonic(), times[0]
        for at, picture in clip.pictures(kept, self._ring.note_lost):
            wait = began + times[at] - first - time.monotonic()
            if (wait > 0 and self._end.wait(wait)) or self._end.is_set():
                return
            self._show(scaler, picture, times[at], len(kept.packets[at].data))
        self._end.wait(PATIENCE_S)

    def _show(self, scaler: VideoReformatter, picture: Any, taken_s: float, size: int) -> None:
        ring = self._ring
        width, height = fitted(picture.width, picture.height, ring.width, ring.height)
        scaled = scaler.reformat(picture, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1)
        plane, now_ns = scaled.planes[0], time.monotonic_ns()
        ring.note_timing(0, int((now_ns / 1e9 - taken_s) * 1e6))
        ring.publish(memoryview(plane).cast("B"), width, height, plane.line_size, int(taken_s * 1e6), now_ns)
        ring.note_frame(size, 0, picture.width, picture.height)
        if ring.state != "live":
            ring.tell("live")
