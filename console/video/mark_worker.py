"""`python -m console.video.mark_worker size|mark …`: decodes a clip, draws an overlay over each picture, encodes it.

It is given open files by their numbers and nothing else, and may neither grow nor run without bound
(`console.video.marking` starts it).
"""

from __future__ import annotations

import os
import resource
import sys
from types import MappingProxyType
from typing import Any, BinaryIO

import av
import numpy as np

from console.video import sizes

MEMORY = 3 * 2**30
SECONDS = 900
ENCODER = MappingProxyType({"preset": "superfast", "crf": "20", "bf": "0", "threads": "2"})


def main(arguments: list[str]) -> int:
    """Do one of the two; 1 where the clip cannot be read."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        with os.fdopen(int(arguments[1]), "rb") as source, av.open(source, format="mp4") as clip:
            stream = clip.streams.video[0]
            if arguments[0] == "size":
                sys.stdout.write(f"{stream.codec_context.width} {stream.codec_context.height}")
                return 0
            size = (int(arguments[4]), int(arguments[5]))
            with os.fdopen(int(arguments[2]), "w+b") as target, os.fdopen(int(arguments[3]), "rb") as overlay:
                _write(clip, target, overlay.read(), size)
    except (av.error.FFmpegError, ValueError, IndexError, OSError, MemoryError):
        return 1
    return 0


def _write(clip: Any, target: BinaryIO, mark: bytes, size: tuple[int, int]) -> None:
    width, height = size
    if not 0 < width * height <= sizes.MOST_PIXELS:
        raise ValueError("no size of a picture")
    layer = np.frombuffer(mark, dtype=np.uint8).reshape(height, width, 4)
    alpha = layer[..., 3:].astype(np.uint16)
    ink = layer[..., :3].astype(np.uint16) * alpha
    source = clip.streams.video[0]
    with av.open(target, "w", format="mp4") as made:
        stream = made.add_stream("libx264", rate=source.average_rate or 25, options=dict(ENCODER))
        stream.width, stream.height, stream.pix_fmt = width - width % 2, height - height % 2, "yuv420p"
        stream.time_base = source.time_base
        for frame in clip.decode(source):
            pixels = frame.to_ndarray(format="rgb24", width=width, height=height)
            mixed = ((pixels * (255 - alpha) + ink) // 255).astype(np.uint8)
            drawn = av.VideoFrame.from_ndarray(np.ascontiguousarray(mixed), format="rgb24")
            drawn.pts, drawn.time_base = frame.pts, frame.time_base
            for packet in stream.encode(drawn):
                made.mux(packet)
        for packet in stream.encode():
            made.mux(packet)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
