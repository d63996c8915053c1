"""The H.264 encoder of one stream: no B-frames, a keyframe each second."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import av
from av.video.frame import PictureType

from backend.demo.cameras import store

COMES_OUT = 0.94
"""The encoder makes a dozen seconds of a moving scene larger than asked for: it is asked for so much of the rate."""


class Encoder:
    """One stream's encoder; feed it frames at the rate of the main stream, it drops what its own rate does not need.

    With `quality` it spends what that constant quantiser asks for, and not the stream's rate.
    """

    def __init__(self, form: store.StreamFormat, quality: int | None = None) -> None:
        self._form = form
        codec: Any = av.CodecContext.create("libx264", "w")
        codec.width, codec.height, codec.pix_fmt = form.width, form.height, "yuv420p"
        codec.time_base, codec.framerate = Fraction(1, form.fps), Fraction(form.fps, 1)
        codec.gop_size, codec.max_b_frames, codec.thread_count = form.fps, 0, 1
        spends = f"vbv-maxrate={form.bit_rate * 3 // 2000}:vbv-bufsize={form.bit_rate // 1000}"
        if quality is None:
            codec.bit_rate = round(form.bit_rate * COMES_OUT)
        else:
            spends = f"qp={quality}"
        codec.options = {
            "preset": "ultrafast" if form.name == store.MAIN.name else "veryfast",
            "tune": "zerolatency",
            "profile": "main",
            "forced-idr": "1",
            "x264-params": f"keyint={form.fps}:min-keyint={form.fps}:scenecut=0:repeat-headers=1:annexb=1:bframes=0:"
            f"{spends}:sliced-threads=0",
        }
        self._codec = codec
        self._taken = 0
        self.units: list[store.AccessUnit] = []

    def add(self, frame: Any, at: Fraction) -> None:
        """Take the frame (in `yuv420p`) shown at `at` seconds if this stream's next picture is due by then."""
        if Fraction(self._taken, self._form.fps) <= at:
            self.take(frame.reformat(self._form.width, self._form.height, interpolation="AREA"))

    def take(self, frame: Any, *, key: bool = False) -> None:
        """Take the frame as the next picture, whenever it is shown; as a keyframe in any case, or when one is due."""
        frame.pts, frame.time_base = self._taken, Fraction(1, self._form.fps)
        frame.pict_type = PictureType.I if key else PictureType.NONE
        self._taken += 1
        self._keep(self._codec.encode(frame))

    def finish(self) -> list[store.AccessUnit]:
        """Flush the encoder and hand over every access unit."""
        self._keep(self._codec.encode(None))
        return self.units

    def _keep(self, packets: Iterable[Any]) -> None:
        self.units += [store.AccessUnit(bytes(packet), packet.is_keyframe) for packet in packets]
