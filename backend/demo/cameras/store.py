"""Encoded clips on disk: Annex-B access units in one file, and beside it an index that the server script can read."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True)
class StreamFormat:
    """How one stream of a camera is encoded: pixels, frames a second, bits a second."""

    name: str
    width: int
    height: int
    fps: int
    bit_rate: int


MAIN = StreamFormat("main", 1280, 720, 25, 1_500_000)
SUB = StreamFormat("sub", 640, 360, 15, 400_000)
FORMATS = (MAIN, SUB)
LOCK = "drawing.lock"
DRAFT = ".draft"


@dataclass(frozen=True)
class AccessUnit:
    """One picture as the encoder made it."""

    data: bytes
    key: bool


def write(
    base: Path, form: StreamFormat, units: Iterable[AccessUnit], clock: Mapping[str, object] | None = None
) -> None:
    """Write `base.NAME.h264` and `base.NAME.json`; the index comes last and knows the sum of the data, and how the
    server shows a `clock` in it. Who writes holds the clip (`held`). Raises `OSError`, with no draft left behind."""
    data_file, index_file = paths(base, form.name)
    rows: list[tuple[int, int, bool]] = []
    checksum = offset = 0

    def data(file: BinaryIO) -> None:
        nonlocal checksum, offset
        for unit in units:
            file.write(unit.data)
            rows.append((offset, len(unit.data), unit.key))
            checksum = zlib.crc32(unit.data, checksum)
            offset += len(unit.data)

    _replace(data_file, data)
    index = json.dumps({"format": asdict(form), "crc32": checksum, "units": rows, "clock": clock})
    _replace(index_file, lambda file: file.write(index.encode()))


def _replace(path: Path, fill: Callable[[BinaryIO], object]) -> None:
    draft = path.with_name(path.name + DRAFT)
    try:
        with draft.open("wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


@contextmanager
def held(base: Path, *, wait: bool = True) -> Iterator[bool]:
    """Be the only one, of all processes on this machine, that draws the clip at `base`; false where another does and
    `wait` is false. Raises `OSError`, named after the folder, where it cannot be written.

    One lock file serves all clips, a byte for each: the kernel lets go of it with the process, however that ends.
    """
    base.parent.mkdir(parents=True, exist_ok=True)
    with (base.parent / LOCK).open("wb") as file:
        place = zlib.crc32(base.name.encode())
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB), 1, place)
        except OSError as error:
            if error.errno not in {errno.EACCES, errno.EAGAIN}:
                raise
            yield False
            return
        for draft in base.parent.glob(f"{base.name}.*{DRAFT}"):
            draft.unlink(missing_ok=True)  # of somebody who was killed while drawing
        yield True


def complete(base: Path) -> bool:
    """Whether both streams of the clip at `base` are there, and as they were written."""
    return all(_whole(*paths(base, form.name), form) for form in FORMATS)


def _whole(data_file: Path, index_file: Path, form: StreamFormat) -> bool:
    try:
        index = json.loads(index_file.read_bytes())
        wanted = (index["format"], index["crc32"], sum(size for _offset, size, _key in index["units"]))
        data = data_file.read_bytes()
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return bool(data) and wanted == (asdict(form), zlib.crc32(data), len(data))


def paths(base: Path, name: str) -> tuple[Path, Path]:
    """Data and index file of the stream `name`."""
    return base.with_name(f"{base.name}.{name}.h264"), base.with_name(f"{base.name}.{name}.json")
