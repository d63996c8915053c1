"""The floor: the same clips decoded and scaled by PyAV in one process, at their own rate, and nothing else.

`python -m tests.bench.video.floor SECONDS WIDTH HEIGHT CLIP…` prints one JSON line with two figures. No network, no
demuxing, no sharing, no painting: whatever shows live cameras does at least this. Once each picture comes when it is
due, evenly spread as those of real cameras are, and once all come in step, which no camera does but which keeps the
processor's caches warm.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import av
from av.video.reformatter import Interpolation, VideoReformatter

from console.video.sizes import fitted


class Decoding:
    """One clip, for ever."""

    def __init__(self, base: str, width: int, height: int) -> None:
        index = json.loads(Path(base + ".json").read_text(encoding="utf-8"))
        data = Path(base + ".h264").read_bytes()
        self.fps = float(index["format"]["fps"])
        self._units = [data[offset : offset + size] for offset, size, _key in index["units"]]
        self._codec = av.CodecContext.create("h264", "r")
        self._codec.thread_count = 1
        self._scaler = VideoReformatter()
        self._size = (width, height)
        self._next = 0
        self.frames = 0

    def step(self) -> None:
        """Decode one picture and scale it."""
        unit = self._units[self._next % len(self._units)]
        self._next += 1
        for frame in self._codec.decode(av.Packet(unit)):
            width, height = fitted(frame.width, frame.height, *self._size)
            self._scaler.reformat(frame, width, height, "bgra", interpolation=Interpolation.FAST_BILINEAR, threads=1)
            self.frames += 1


def main(arguments: list[str]) -> None:
    """Decode for the asked time and say what it took."""
    seconds, width, height = float(arguments[0]), int(arguments[1]), int(arguments[2])
    clips = [Decoding(base, width, height) for base in arguments[3:]]
    for clip in clips:
        clip.step()
    figures = {"spread": _run(clips, seconds, spread=True), "in_step": _run(clips, seconds / 2, spread=False)}
    sys.stdout.write(json.dumps(figures) + "\n")


def _run(clips: list[Decoding], seconds: float, *, spread: bool) -> float:
    """Per cent of a core per stream."""
    pause = 1 / clips[0].fps
    began, busy = time.monotonic(), time.process_time()
    turn = 0
    while time.monotonic() - began < seconds:
        for number, clip in enumerate(clips):
            due = began + (turn + (number / len(clips) if spread else 0.0)) * pause
            wait = due - time.monotonic()
            if wait > 0:
                time.sleep(wait)
            clip.step()
        turn += 1
    return (time.process_time() - busy) * 100 / (time.monotonic() - began) / len(clips)


if __name__ == "__main__":
    main(sys.argv[1:])
