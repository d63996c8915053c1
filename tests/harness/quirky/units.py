"""What quirky cameras send: access units of a moving picture, encoded once, and the NAL units within them."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import av
import numpy as np

WIDTH, HEIGHT, FPS = 320, 192, 15
BITS = 12
"""The picture's number stands in its first rows as so many blocks, so that order can be checked."""


class Unit(NamedTuple):
    """One compressed picture (Annex B, or a JPEG); `pts` and `dts` count pictures."""

    data: bytes
    key: bool
    pts: int
    dts: int


def picture(number: int, width: int = WIDTH, height: int = HEIGHT) -> av.VideoFrame:
    """Two halves in colour, a square that moves, and `number` in bits along the upper edge."""
    pixels = np.empty((height, width, 3), np.uint8)
    pixels[:, : width // 2], pixels[:, width // 2 :] = (200, 30, 30), (30, 30, 200)
    left = (number * 5) % (width - 40)
    pixels[height // 2 - 20 : height // 2 + 20, left : left + 40] = 255
    for bit in range(BITS):
        pixels[0:16, bit * 16 : bit * 16 + 16] = 255 if number >> bit & 1 else 0
    return av.VideoFrame.from_ndarray(pixels, "rgb24")


def number_of(shown: av.VideoFrame) -> int:
    """The number that `picture` wrote into a picture of the same size."""
    grey = shown.to_ndarray(format="gray8")
    return sum(1 << bit for bit in range(BITS) if grey[4:12, bit * 16 + 4 : bit * 16 + 12].mean() > 128)


def noise(seed: int, width: int = WIDTH, height: int = HEIGHT) -> av.VideoFrame:
    """A picture that hardly compresses."""
    pixels = np.random.default_rng(seed).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return av.VideoFrame.from_ndarray(pixels, "rgb24")


@lru_cache(maxsize=16)
def encoded(
    codec: str = "libx264", *, fps: int = FPS, frames: int = 150, gop: int = 15, b_frames: int = 0, noisy: bool = False,
    params: str = "", width: int = WIDTH, height: int = HEIGHT,
) -> tuple[Unit, ...]:  # fmt: skip
    """So many pictures by `libx264` or `libx265`, parameter sets before every keyframe."""
    made: Any = av.CodecContext.create(codec, "w")
    made.width, made.height, made.pix_fmt = width, height, "yuv420p"
    made.time_base, made.framerate = Fraction(1, fps), Fraction(fps, 1)
    made.gop_size, made.max_b_frames, made.thread_count, made.bit_rate = gop, b_frames, 1, 400_000
    wanted = (
        f"keyint={gop}:min-keyint={gop}:scenecut=0:repeat-headers=1:bframes={b_frames}{':' + params if params else ''}"
    )
    if codec == "libx264":
        made.options = {"preset": "veryfast", "x264-params": f"{wanted}:annexb=1:b-adapt=0"}
        made.options |= {} if b_frames else {"tune": "zerolatency"}
    else:
        made.options = {"preset": "ultrafast", "x265-params": f"{wanted}:log-level=none:pools=1"}
    found: list[Unit] = []
    for number in [*range(frames), None]:
        frame = None
        if number is not None:
            shown = noise(number, width, height) if noisy else picture(number, width, height)
            frame = shown.reformat(format="yuv420p")
            frame.pts, frame.time_base = number, Fraction(1, fps)
        found += [Unit(bytes(part), part.is_keyframe, part.pts, part.dts) for part in made.encode(frame)]
    return tuple(found)


@lru_cache(maxsize=8)
def jpegs(frames: int = 30, width: int = WIDTH, height: int = HEIGHT) -> tuple[bytes, ...]:
    """So many JPEG pictures that move."""
    made: Any = av.CodecContext.create("mjpeg", "w")
    made.width, made.height, made.pix_fmt, made.time_base = width, height, "yuvj420p", Fraction(1, FPS)
    found: list[bytes] = []
    for number in range(frames):
        frame = picture(number, width, height).reformat(format="yuvj420p")
        frame.pts, frame.time_base = number, Fraction(1, FPS)
        found += [bytes(part) for part in made.encode(frame)]
    return tuple(found)


def nals(data: bytes) -> list[bytes]:
    """The NAL units of an access unit in Annex B, without their start codes."""
    return [part for part in re.split(b"\x00\x00\x00\x01|\x00\x00\x01", data) if part]


def nal_type(nal: bytes, codec: str) -> int:
    """The type of a NAL unit of H264 or H265 (ITU-T H.264 7.4.1, H.265 7.4.2.2)."""
    return nal[0] & 31 if codec == "H264" else nal[0] >> 1 & 63
