"""Plays what a stream kept of its last seconds into a ring of its own, at the speed at which it came."""

from __future__ import annotations

import threading
import time
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from console.video.frames import Ring
from console.video.packets import NothingKeptError, Packet, Recent
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
        """Decode and show each packet when its time has come."""
        try:
            packets = self._recent.since(self._seconds)
            decoder: Any = av.CodecContext.create(self._recent.codec, "r")
        except (NothingKeptError, av.error.FFmpegError, ValueError):
            self._ring.tell("ended")
            return
        decoder.thread_count = 1
        self._ring.note_names(self._recent.codec, "replay")
        self._ring.tell("live")
        scaler = VideoReformatter()
        began, first = time.monotonic(), packets[0].arrived_s
        for packet in packets:
            wait = began + packet.arrived_s - first - time.monotonic()
            if (wait > 0 and self._end.wait(wait)) or self._end.is_set():
                return
            self._show(decoder, scaler, packet)
        self._end.wait(PATIENCE_S)
        self._ring.tell("ended")

    def _show(self, decoder: Any, scaler: VideoReformatter, packet: Packet) -> None:
        ring = self._ring
        try:
            pictures = decoder.decode(av.Packet(packet.data))
        except av.error.FFmpegError:
            ring.note_lost()
            return
        for picture in pictures:
            width, height = fitted(picture.width, picture.height, ring.width, ring.height)
            scaled = scaler.reformat(
                picture, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1
            )
            plane, now_ns = scaled.planes[0], time.monotonic_ns()
            ring.note_timing(0, int((now_ns / 1e9 - packet.arrived_s) * 1e6))
            pts_us = int(packet.pts_s * 1e6)
            ring.publish(memoryview(plane).cast("B"), width, height, plane.line_size, pts_us, now_ns)
            ring.note_frame(len(packet.data), 0, picture.width, picture.height)
