"""Turns pictures into the two H.264 streams that a camera sends: no B-frames, a keyframe each second."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from backend.demo.cameras import store


class Encoder:
    """One stream's encoder; feed it frames at the rate of the main stream, it drops what its own rate does not need."""

    def __init__(self, form: store.StreamFormat) -> None:
        self._form = form
        codec: Any = av.CodecContext.create("libx264", "w")
        codec.width, codec.height, codec.pix_fmt = form.width, form.height, "yuv420p"
        codec.time_base, codec.framerate = Fraction(1, form.fps), Fraction(form.fps, 1)
        codec.bit_rate, codec.gop_size, codec.max_b_frames, codec.thread_count = form.bit_rate, form.fps, 0, 1
        codec.options = {
            "preset": "ultrafast" if form is store.MAIN else "veryfast",
            "tune": "zerolatency",
            "profile": "main",
            "x264-params": f"keyint={form.fps}:min-keyint={form.fps}:scenecut=0:repeat-headers=1:annexb=1:bframes=0:"
            f"vbv-maxrate={form.bit_rate * 3 // 2000}:vbv-bufsize={form.bit_rate // 1000}:sliced-threads=0",
        }
        self._codec = codec
        self._taken = 0
        self.units: list[store.AccessUnit] = []

    def add(self, frame: Any, at: Fraction) -> None:
        """Take the frame (in `yuv420p`) shown at `at` seconds if this stream's next picture is due by then."""
        if Fraction(self._taken, self._form.fps) > at:
            return
        scaled = frame.reformat(self._form.width, self._form.height, interpolation="AREA")
        scaled.pts, scaled.time_base = self._taken, Fraction(1, self._form.fps)
        scaled.pict_type = 0
        self._taken += 1
        self._keep(self._codec.encode(scaled))

    def finish(self) -> list[store.AccessUnit]:
        """Flush the encoder and hand over every access unit."""
        self._keep(self._codec.encode(None))
        return self.units

    def _keep(self, packets: Iterable[Any]) -> None:
        self.units += [store.AccessUnit(bytes(packet), packet.is_keyframe) for packet in packets]


def clip(base: Path, frames: Iterable[tuple[Any, Fraction]]) -> None:
    """Encode `frames` (av.VideoFrame with its time in seconds) into both streams at `base`."""
    encoders = [Encoder(form) for form in store.FORMATS]
    for frame, at in frames:
        # Once, and without weighing colours of neighbours: half of what a clip cost was turning colours over, twice.
        picture = frame.reformat(store.MAIN.width, store.MAIN.height, "yuv420p", interpolation="POINT")
        for encoder in encoders:
            encoder.add(picture, at)
    for form, encoder in zip(store.FORMATS, encoders, strict=True):
        store.write(base, form, encoder.finish())
