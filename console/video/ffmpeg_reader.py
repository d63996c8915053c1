"""Turns one address into pictures of a tile's size by FFmpeg (PyAV). Every call has a time-out."""

from __future__ import annotations

import struct
import time
from types import MappingProxyType
from typing import Any

import av
from av.video.reformatter import Interpolation, VideoReformatter

from console.video.motion import Motion
from console.video.packets import Packet
from console.video.reader import OPEN_S, READ_S, Playing, Timing
from console.video.sizes import fitted

_COMMON = MappingProxyType({"fflags": "nobuffer", "flags": "low_delay", "analyzeduration": "0", "fpsprobesize": "0"})
_RTSP = MappingProxyType(
    {"rtsp_transport": "tcp", "max_delay": "0", "reorder_queue_size": "0", "probesize": "2048",
     "protocol_whitelist": "rtsp,rtsps,tcp,tls", "allowed_media_types": "video"}
)  # fmt: skip
_HTTP = MappingProxyType(
    {"protocol_whitelist": "http,https,tcp,tls,crypto", "format_whitelist": "mpegts,hls,mov,mp4,h264,hevc,mpjpeg,flv",
     "max_redirects": "0", "probesize": "200000"}
)  # fmt: skip
_PRFT = struct.Struct("=q")
"""AVProducerReferenceTime begins with the wall clock in µs since 1970, from the camera's RTCP sender reports."""


class Reader:
    """Reads `url` for `playing`. Raises what FFmpeg raises."""

    def __init__(self, url: str, playing: Playing) -> None:
        self._url, self._playing = url, playing
        self._ring = playing.ring
        self._scaler = VideoReformatter()
        self._motion = Motion(playing.ring.note_changed)
        self._timing = Timing()
        self._tick_s = 0.0
        self._odd = False
        self._awaits_key = True
        self.last: Any = None
        """The newest decoded picture at the source's size."""

    def run(self) -> None:
        """Open and play."""
        specific = _RTSP if self._url.startswith("rtsp") else _HTTP
        self._playing.touch(OPEN_S)
        with av.open(self._url, options={**_COMMON, **specific}, timeout=(OPEN_S, READ_S)) as container:
            stream: Any = container.streams.video[0]
            context = stream.codec_context
            context.thread_count = 1
            self._playing.recent.begin(context.name, context.extradata)
            self._ring.note_names(context.name, "ffmpeg")
            self._tick_s = float(stream.time_base)
            self._play(container, stream)

    def _play(self, container: Any, stream: Any) -> None:
        playing, keep, timing, tick_s = self._playing, self._playing.recent.add, self._timing, self._tick_s
        stopped, now_ns = playing.stop.is_set, time.monotonic_ns
        playing.touch(READ_S)
        # This runs a thousand times a second on a wall: what can wait for a keyframe waits there.
        for packet in container.demux(stream):
            arrived_ns = now_ns()
            arrived_s = arrived_ns / 1e9
            playing.touched_s = arrived_s
            if stopped():
                return
            if packet.size == 0:
                continue
            key, pts = packet.is_keyframe, packet.pts
            pts_s = arrived_s if pts is None else pts * tick_s
            timing.note(pts_s, arrived_s)
            keep(Packet(bytes(packet), key, pts_s, arrived_s, self._note(packet) if key else 0))
            # Pictures between keyframes need those before them: after a pause, or at first, a keyframe must come.
            if key:
                self._awaits_key = False
            elif self._awaits_key or playing.pace == "key":
                self._awaits_key = True
                continue
            self._decode(packet, arrived_ns)

    def _note(self, packet: Any) -> int:
        """Figures that a second may wait for; the camera's own time of this keyframe in µs, 0 where it tells none."""
        ring, timing = self._ring, self._timing
        ring.note_timing(int(timing.jitter_s * 1e6), int(timing.behind_s * 1e6))
        ring.note_kept(int(self._playing.recent.kept_s * 1e6))
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
        if playing.frames == 0:
            ring.tell("live")
        playing.frames += 1
        self.last = picture
        source_width, source_height = picture.width, picture.height
        self._motion.look(picture, arrived_ns)
        self._odd = not self._odd
        if self._odd or playing.pace != "half":
            width, height = fitted(source_width, source_height, ring.width, ring.height)
            scaled = self._scaler.reformat(
                picture, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1
            )
            plane = scaled.planes[0]
            pts_us = int((picture.pts or 0) * self._tick_s * 1e6)
            ring.publish(memoryview(plane).cast("B"), width, height, plane.line_size, pts_us, arrived_ns)
        ring.note_frame(size, (time.monotonic_ns() - arrived_ns) // 1000, source_width, source_height)


def reason(error: BaseException) -> str:
    """The state that a failed opening or a broken stream means."""
    if isinstance(error, (av.error.HTTPUnauthorizedError, av.error.HTTPForbiddenError)):
        return "sign_in_failed"
    if isinstance(error, (av.error.HTTPNotFoundError, av.error.HTTPBadRequestError, av.error.HTTPOtherClientError)):
        return "wrong_address"
    if isinstance(error, (ConnectionRefusedError, PermissionError)):
        return "refused"
    if isinstance(error, (av.error.ProtocolNotFoundError, av.error.InvalidDataError, IndexError)):
        return "wrong_address"
    return "no_frames"
