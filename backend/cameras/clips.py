"""Keeps every camera's clip in a cache: draws what is missing, on two processes, and takes over one's own footage."""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import astuple
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from backend.cameras import encode, scenes, store
from backend.cameras.scenes import Sight

Progress = Callable[[int, int], None]
DRAWERS = 2
FOOTAGE_SECONDS = 60


class FootageError(Exception):
    """A file given with `--video` cannot be played; the text is the path."""


def drawn(sights: Sequence[Sight], cache: Path, progress: Progress, seconds: int = scenes.SECONDS) -> dict[str, Path]:
    """Clip of every sight, by its path. `progress(done, of)` is called for each that had to be drawn."""
    code = b"".join(Path(module.__file__ or "").read_bytes() for module in (scenes, encode, store))
    bases = {sight.path: cache / _key(code, repr((astuple(sight), seconds))) for sight in sights}
    missing = [sight for sight in sights if not store.complete(bases[sight.path])]
    if not missing:
        return bases
    progress(0, len(missing))
    with ProcessPoolExecutor(DRAWERS, mp_context=multiprocessing.get_context("spawn")) as pool:
        jobs = [pool.submit(draw, sight, bases[sight.path], seconds) for sight in missing]
        for done, job in enumerate(as_completed(jobs), 1):
            job.result()
            progress(done, len(missing))
    return bases


def draw(sight: Sight, base: Path, seconds: int) -> None:
    """Draw and encode one clip."""
    encode.clip(base, scenes.frames(sight, seconds))


def footage(video: Path, cache: Path, seconds: int = FOOTAGE_SECONDS) -> Path:
    """Somebody's own footage in our two formats, its first `seconds`. Raises `FootageError`."""
    try:
        status = video.stat()
        base = cache / _key(b"footage", repr((str(video.resolve()), status.st_size, status.st_mtime_ns, seconds)))
        if not store.complete(base):
            encode.clip(base, _at_main_rate(video, seconds))
    except (OSError, IndexError, av.error.FFmpegError) as error:
        raise FootageError(str(video)) from error
    return base


def _at_main_rate(video: Path, seconds: int) -> Iterator[tuple[Any, Fraction]]:
    number = 0
    with av.open(str(video)) as container:
        for frame in container.decode(container.streams.video[0]):
            while Fraction(number, store.MAIN.fps) <= Fraction(frame.time or 0.0):
                if number >= seconds * store.MAIN.fps:
                    return
                yield frame, Fraction(number, store.MAIN.fps)
                number += 1


def _key(code: bytes, text: str) -> str:
    return hashlib.sha256(code + text.encode()).hexdigest()[:24]
