"""Turns one address into pictures of a tile's size by FFmpeg (PyAV). Every call has a time-out.

The camera is asked by `front` (RTSP) or `fetch` (HTTP), never by FFmpeg itself: it gets no address and no password.
"""

from __future__ import annotations

import math
import struct
import time
from collections import deque
from collections.abc import Iterator
from types import MappingProxyType
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from console.video.door import Door
from console.video.liveness import UNKNOWN_S
from console.video.motion import SIZES, Motion
from console.video.packets import Packet
from console.video.reader import OPEN_S, READ_S, Arrivals, Playing, Timing
from console.video.reasons import Failed
from console.video.sizes import MOST_PIXELS, fitted
from console.video.source import Source

_COMMON = MappingProxyType({"flags": "low_delay", "fpsprobesize": "0"})
"""Without `nobuffer`: what is read to know the stream is played, for it begins with the keyframe that the next ones
need (docs/decisions/015)."""
_RTSP = MappingProxyType(
    {"rtsp_transport": "tcp", "max_delay": "0", "reorder_queue_size": "0", "probesize": "32",
     "protocol_whitelist": "rtsp,tcp", "allowed_media_types": "video"}
)  # fmt: skip
_HTTP = MappingProxyType(
    {"protocol_whitelist": "http,https,tcp,tls,crypto", "format_whitelist": "mpegts,hls,mov,mp4,h264,hevc,mpjpeg,flv",
     "max_redirects": "0", "probesize": "200000", "analyzeduration": "500000"}
)  # fmt: skip
_BOUNDS = MappingProxyType({"max_streams": "32"})
"""Of one container: more are refused one by one. What else a stream may take: `limits`, `sizes.MOST_PIXELS`."""
_OWN_CLOCK = frozenset({"rtsp", "mpegts", "flv", "mov", "mp4"})
"""Formats that bring the camera's own times. Others get theirs from a frame rate, or all of a piece at once."""
_PRFT = struct.Struct("=q")
"""AVProducerReferenceTime begins with the wall clock in µs since 1970, from the camera's RTCP sender reports."""


class _SlowError(Exception):
    """The camera may be slower than the call was patient."""


class Reader:
    """Reads `url`, which may hold a sign-in, for `playing`. Raises `Failed`, and what FFmpeg raises.

    `hosts` are those that a playlist may lead to (None: any), `door` is where FFmpeg meets us.
    """

    def __init__(self, url: str, playing: Playing, door: Door, hosts: frozenset[str] | None = None) -> None:
        self._url, self._hosts, self._door, self._playing = url, hosts, door, playing
        self._source = Source(url, hosts, door)
        self._ring = playing.ring
        self._scaler = VideoReformatter()
        self._motion = Motion(playing.ring.note_changed, playing.ring.note_still)
        self._sizes: deque[int] = deque(maxlen=SIZES)
        self._timing = Timing()
        self._tick_s, self._read_s = 0.0, READ_S
        self._odd = False
        self._awaits_key = True
        self.last: Any = None
        """The newest decoded picture at the source's size."""

    def interrupt(self) -> None:
        """Hang up, so that whoever waits for the camera comes back."""
        self._source.interrupt()

    def is_stuck(self, now: float) -> bool:
        """Whether a thread that works for it hangs."""
        return self._source.is_stuck(now)

    def why(self) -> str:
        """The cause, as far as it is known, of there being no picture yet."""
        return self._source.why()

    def run(self) -> None:
        """Open and play."""
        playing = self._playing
        # FFmpeg asks again for what comes by RTSP; what we fetch by HTTP is over when we have once given up.
        unknown_s = READ_S if playing.open_s == OPEN_S else playing.open_s
        self._read_s = unknown_s if playing.read_s == UNKNOWN_S else playing.read_s
        if self._source.is_rtsp:
            self._read_s = READ_S
        while True:
            try:
                self._once()
                return
            except _SlowError:
                self._read_s = playing.read_s
                self._source = Source(self._url, self._hosts, self._door)

    def _once(self) -> None:
        """From asking the camera to its end. Raises `_SlowError` where more patience may help, else `Failed`."""
        playing, source = self._playing, self._source
        playing.touch(OPEN_S)
        try:
            source.open(time.monotonic() + OPEN_S, self._read_s, playing)
            self._read(source)
            if not playing.stop.is_set():
                raise Failed(source.failure or "hung_up")
        except Failed as error:
            slow = error.reason == "no_media" and not source.is_rtsp and not playing.stop.is_set()
            if slow and playing.frames and self._read_s < playing.read_s:
                raise _SlowError from None
            if slow and not playing.frames:
                playing.wait_longer()
            raise
        except (av.error.FFmpegError, IndexError, TimeoutError) as error:
            raise Failed(source.failure or ("no_media" if playing.frames else source.why())) from error
        finally:
            source.close()

    def _read(self, source: Source) -> None:
        began_s = time.monotonic()
        with self._open(source) as container:
            stream: Any = container.streams.video[0]
            context = stream.codec_context
            context.thread_count, context.options = 1, {"max_pixels": str(MOST_PIXELS)}
            self._playing.recent.begin(context.name, context.extradata)
            self._ring.note_names(context.name, "ffmpeg")
            self._tick_s = float(stream.time_base)
            if _OWN_CLOCK.isdisjoint(container.format.name.split(",")):
                self._timing = Arrivals()
            self._tell()
            # A picture of MJPEG is whole by itself, all others when the next one begins.
            first_s = 0.0 if context.name == "mjpeg" else time.monotonic() - began_s
            self._ring.note_interval(int(first_s * 1e6))
            self._playing.learn(first_s)
            self._play(container, stream)

    def _open(self, source: Source) -> Any:
        playing = self._playing
        options = {**_COMMON, **(_RTSP if source.is_rtsp else _HTTP), **source.options, **_BOUNDS}
        more: dict[str, Any] = {"io_open": source.io_open} if source.io_open is not None else {}
        playing.touch(playing.open_s)
        try:
            limits = (playing.open_s, self._read_s)
            return av.open(source.file, format=source.format, options=options, timeout=limits, **more)
        except av.error.ExitError:
            playing.wait_longer()
            raise

    def _packets(self, container: Any, stream: Any) -> Iterator[Any]:
        """All packets. The call for the next one ends after `_read_s`; it is made again for a camera whose pictures lie
        farther apart."""
        playing, rtsp = self._playing, self._source.is_rtsp
        waited_s, stopped = 0.0, playing.stop.is_set
        while True:
            playing.touch(self._read_s)
            touched_s = playing.touched_s
            try:
                yield from container.demux(stream)
                return
            except av.error.ExitError:
                waited_s = self._read_s + (waited_s if playing.touched_s == touched_s else 0.0)
                if waited_s >= playing.read_s or stopped():
                    raise
                if not rtsp:
                    raise _SlowError from None

    def _play(self, container: Any, stream: Any) -> None:
        playing, keep, timing, tick_s = self._playing, self._playing.recent.add, self._timing, self._tick_s
        stopped, now_ns = playing.stop.is_set, time.monotonic_ns
        heard, sizes, read_s = self._ring.note_heard, self._sizes, self._read_s
        slowest_s, last_s = 0.0, math.inf
        # This runs a thousand times a second on a wall: what can wait for a second or a keyframe waits there.
        for packet in self._packets(container, stream):
            arrived_ns = now_ns()
            arrived_s = arrived_ns / 1e9
            playing.touched_s = arrived_s
            if stopped():
                return
            if packet.size == 0:
                continue
            gap_s, last_s = arrived_s - last_s, arrived_s
            if gap_s < read_s:
                slowest_s = max(slowest_s, gap_s)
            elif playing.read_s <= read_s:
                # What FFmpeg has left when it gives up waiting came long ago: no sign of life.
                continue
            sizes.append(packet.size)
            key, pts, dts = packet.is_keyframe, packet.pts, packet.dts
            pts_s = None if pts is None else pts * tick_s
            if pts_s is not None and timing.note(pts_s, arrived_s):
                self._tell()
                playing.learn(slowest_s)
                slowest_s *= 0.5
            camera_us = self._note(packet) if key else 0
            keep(Packet(bytes(packet), key, pts_s, arrived_s, camera_us, None if dts is None else dts * tick_s))
            # Pictures between keyframes need those before them: after a pause, or at first, a keyframe must come.
            if key:
                self._awaits_key = False
            elif self._awaits_key or playing.pace == "key":
                self._awaits_key = True
                heard(arrived_ns)
                continue
            self._decode(packet, arrived_ns)

    def _tell(self) -> None:
        """Figures, once a second."""
        ring, timing = self._ring, self._timing
        ring.note_timing(int(timing.jitter_s * 1e6), int(timing.steady_behind_s * 1e6))
        ring.note_kept(int(self._playing.recent.kept_s * 1e6))

    def _note(self, packet: Any) -> int:
        """The camera's own time of this keyframe in µs, 0 where it tells none."""
        ring, recent = self._ring, self._playing.recent
        if packet.has_sidedata("new_extradata"):  # FLV, MP4: from this keyframe on others hold
            recent.begin(recent.codec, bytes(packet.get_sidedata("new_extradata")))
        if not packet.has_sidedata("prft"):
            return 0
        camera_us = int(_PRFT.unpack_from(bytes(packet.get_sidedata("prft")))[0])
        ring.note_clock(camera_us - time.time_ns() // 1000)
        return camera_us

    def _decode(self, packet: Any, arrived_ns: int) -> None:
        try:
            pictures = packet.decode()
        except av.error.InvalidDataError:
            self._ring.note_lost()
            return
        for picture in pictures:
            self._show(picture, arrived_ns, packet.size)

    def _show(self, picture: Any, arrived_ns: int, size: int) -> None:
        playing, ring = self._playing, self._ring
        self.last = picture
        source_width, source_height = picture.width, picture.height
        self._motion.look(picture, arrived_ns, self._sizes)
        self._odd = not self._odd
        if self._odd or playing.pace != "half":
            width, height = fitted(source_width, source_height, ring.width, ring.height)
            scaled = self._scaler.reformat(
                picture, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1
            )
            plane = scaled.planes[0]
            pts_us = int((picture.pts or 0) * self._tick_s * 1e6)
            ring.publish(memoryview(plane).cast("B"), width, height, plane.line_size, pts_us, arrived_ns)
        else:
            ring.note_heard(arrived_ns)
        if playing.frames == 0:
            ring.tell("live")
            self._source.pictured()
        playing.frames += 1
        ring.note_frame(size, (time.monotonic_ns() - arrived_ns) // 1000, source_width, source_height)
