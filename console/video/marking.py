"""A copy of a clip with an overlay over every picture, made by a process of its own (`console.video.mark_worker`).

A clip holds what a camera sent, so it is decoded where the console's own process cannot be hurt by it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from console.base.errors import IocError

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 600.0
"""For a clip of a minute at 4K on a slow machine."""
_ENVIRONMENT = MappingProxyType({"PYTHONPATH": str(ROOT), "MALLOC_ARENA_MAX": "2", "OPENBLAS_NUM_THREADS": "1"})


class MarkError(IocError):
    """The copy could not be made: bad_clip."""


def size_of(clip: Path) -> tuple[int, int]:
    """Width and height of a clip's pictures (pixels). Blocks; raises `MarkError`."""
    with clip.open("rb") as source:
        told = _run(["size", str(source.fileno())], (source.fileno(),))
    try:
        width, height = map(int, told.split())
    except ValueError as error:
        raise MarkError("bad_clip", file=clip.name) from error
    return width, height


def marked_clip(clip: Path, target: Path, mark: bytes, size: tuple[int, int]) -> None:
    """Write a copy of `clip` to the new file `target`, with `mark` (RGBA, of `size`) over each picture.

    Blocks; raises `MarkError`, OSError. The clip itself is only read.
    """
    with clip.open("rb") as source, target.open("w+b") as made, open_mark(mark) as overlay:
        numbers = (source.fileno(), made.fileno(), overlay.fileno())
        _run(["mark", *map(str, (*numbers, *size))], numbers)


def open_mark(mark: bytes) -> BinaryIO:
    """The overlay as a file in memory that has no name."""
    number = os.memfd_create("mark", os.MFD_CLOEXEC)
    file = os.fdopen(number, "w+b")
    file.write(mark)
    file.flush()
    file.seek(0)
    return file


def _run(arguments: list[str], numbers: tuple[int, ...]) -> str:
    environment = {name: os.environ[name] for name in ("PATH", "LANG", "LD_LIBRARY_PATH") if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "console.video.mark_worker", *arguments], pass_fds=numbers, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment | _ENVIRONMENT, timeout=PATIENCE_S,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired as error:
        raise MarkError("bad_clip") from error
    if done.returncode != 0:
        raise MarkError("bad_clip")
    return done.stdout.decode("ascii", "replace")
