"""Turns one address into pictures of a tile's size by FFmpeg (PyAV). Every call has a time-out."""

from __future__ import annotations

import threading
import time
from types import MappingProxyType
from typing import Any

import av
import numpy as np
from av.video.reformatter import Interpolation, VideoReformatter

from console.video.frames import Ring

OPEN_S, READ_S = 6.0, 4.0
_COMMON = MappingProxyType({"fflags": "nobuffer", "flags": "low_delay", "analyzeduration": "0", "fpsprobesize": "0"})
_RTSP = MappingProxyType(
    {"rtsp_transport": "tcp", "max_delay": "0", "reorder_queue_size": "0", "probesize": "2048",
     "protocol_whitelist": "rtsp,rtsps,rtp,tcp,tls,udp", "allowed_media_types": "video"}
)  # fmt: skip
_HTTP = MappingProxyType({"protocol_whitelist": "http,https,tcp,tls,httpproxy", "probesize": "200000"})
SAMPLE_STEP, SAMPLE_EVERY_NS, MOVED = 4, 1_000_000_000, 24
"""Every 4th pixel of every 4th row once a second; a grey level that differs by more than 24 is movement, not coding."""


class Reader:
    """Reads `url` into `ring` until `stop` is set or the stream ends. Raises what FFmpeg raises."""

    def __init__(self, url: str, ring: Ring, keyframes_only: bool, stop: threading.Event) -> None:
        self._url, self._ring, self._stop = url, ring, stop
        self._keyframes_only = keyframes_only
        self._scaler = VideoReformatter()
        self._sample: Any = None
        self._sampled_ns = 0
        self.frames = 0

    def run(self) -> None:
        """Open and play."""
        specific = _RTSP if self._url.startswith("rtsp") else _HTTP
        with av.open(self._url, options={**_COMMON, **specific}, timeout=(OPEN_S, READ_S)) as container:
            stream = container.streams.video[0]
            context = stream.codec_context
            context.thread_count = 1
            if self._keyframes_only:
                context.skip_frame = "NONKEY"
            self._play(container, stream)

    def _play(self, container: Any, stream: Any) -> None:
        for packet in container.demux(stream):
            if self._stop.is_set():
                return
            started = time.monotonic_ns()
            try:
                frames = packet.decode()
            except av.error.InvalidDataError:
                continue
            for frame in frames:
                self._show(frame, started, packet.size)

    def _show(self, frame: Any, arrived_ns: int, size: int) -> None:
        if self.frames == 0:
            self._ring.tell("live")
        self.frames += 1
        width, height = fitted(frame.width, frame.height, self._ring.width, self._ring.height)
        if arrived_ns - self._sampled_ns > SAMPLE_EVERY_NS:
            self._look(frame, arrived_ns)
        scaled = self._scaler.reformat(frame, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR)
        plane = scaled.planes[0]
        pts_us = int((frame.time or 0.0) * 1e6)
        self._ring.publish(memoryview(plane).cast("B"), width, height, plane.line_size, pts_us, arrived_ns)
        self._ring.note_frame(size, (time.monotonic_ns() - arrived_ns) // 1000, frame.width, frame.height)

    def _look(self, frame: Any, at_ns: int) -> None:
        plane = frame.planes[0]
        rows = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)
        sample = rows[: frame.height : SAMPLE_STEP, : frame.width : SAMPLE_STEP].astype(np.int16)
        before, self._sample, self._sampled_ns = self._sample, sample, at_ns
        if before is None or before.shape != sample.shape or int(np.abs(sample - before).max()) > MOVED:
            self._ring.note_changed(at_ns)


def fitted(width: int, height: int, room_width: int, room_height: int) -> tuple[int, int]:
    """The largest even size with the picture's proportions that fits the room, never larger than the picture."""
    scale = min(room_width / width, room_height / height, 1.0)
    return max(2, int(width * scale) & ~1), max(2, int(height * scale) & ~1)


def reason(error: BaseException) -> str:
    """The state that a failed opening or a broken stream means."""
    if isinstance(error, (av.error.HTTPUnauthorizedError, av.error.HTTPForbiddenError)):
        return "sign_in_failed"
    if isinstance(error, (av.error.HTTPNotFoundError, av.error.HTTPBadRequestError, av.error.HTTPOtherClientError)):
        return "wrong_address"
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    return "no_frames"
