"""Every camera's clip in a cache: where it is kept, drawn if need be, or taken over from one's own footage."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from fractions import Fraction
from pathlib import Path
from typing import Any

import av

from backend.demo.cameras import clock, encode, encoder, picture, scenes, slices, store
from backend.demo.cameras.drawing import Drawing
from backend.demo.cameras.scenes import Sight

Progress = Callable[[int, int], None]
FOOTAGE_SECONDS = 60


class FootageError(Exception):
    """A file given with `--video` cannot be played; the text is the path."""


def bases(sights: Sequence[Sight], cache: Path) -> dict[str, Path]:
    """Where the clip of every sight is kept, drawn or not, by its path. Code that draws otherwise has others."""
    return {sight.path: _base(cache, repr(astuple(sight))) for sight in sights}


def drawn(sights: Sequence[Sight], cache: Path, progress: Progress) -> dict[str, Path]:
    """The clip of every sight, by its path. `progress(done, of)` is called for each that had to be drawn.

    Raises `OSError` where one cannot be kept, `DrawingError` where nobody draws any more.
    """
    found = bases(sights, cache)
    drawing = Drawing([sight for sight in sights if not store.complete(found[sight.path])], found)
    total = len(drawing.missing)
    try:
        drawing.start()
        while drawing.missing:
            progress(total - len(drawing.missing), total)
            drawing.news()
    finally:
        drawing.stop()
    if total:
        progress(total, total)
    return found


def card_base(text: str, cache: Path) -> Path:
    """Where the clip is kept that says `text` in the place of clips that are not drawn yet."""
    return _base(cache, repr(("card", text)))


def draw_card(text: str, base: Path) -> None:
    """Draw the card, unless it is there. Raises `OSError`."""
    with store.held(base):
        if not store.complete(base):
            encode.clip(base, scenes.card(text))


def footage(video: Path, cache: Path, seconds: int = FOOTAGE_SECONDS) -> Path:
    """Somebody's own footage in our two formats, its first `seconds`. Raises `FootageError` where it cannot be played,
    `OSError` where the clip cannot be kept."""
    try:
        status = video.stat()
    except OSError as error:
        raise FootageError(str(video)) from error
    base = cache / _key(b"footage", repr((str(video.resolve()), status.st_size, status.st_mtime_ns, seconds)))
    with store.held(base):
        if store.complete(base):
            return base
        try:
            encode.clip(base, _at_main_rate(video, seconds))
        except (IndexError, av.error.FFmpegError) as error:
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


def _base(cache: Path, text: str) -> Path:
    return cache / _key(_code(), text)


@functools.cache
def _code() -> bytes:
    """All that decides what a clip looks like."""
    files = [Path(module.__file__ or "") for module in (scenes, encode, encoder, clock, slices, store)]
    files += sorted(Path(picture.__file__ or "").parent.glob("*.py"))
    return b"".join(file.read_bytes() for file in files)


def _key(code: bytes, text: str) -> str:
    return hashlib.sha256(code + text.encode()).hexdigest()[:24]
