"""Encoded clips on disk: Annex-B access units in one file, and beside it an index that the server script can read."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path


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


@dataclass(frozen=True)
class AccessUnit:
    """One picture as the encoder made it."""

    data: bytes
    key: bool


def write(base: Path, form: StreamFormat, units: Iterable[AccessUnit]) -> None:
    """Write `base.NAME.h264` and `base.NAME.json`; the index comes last, so a clip with an index is whole."""
    base.parent.mkdir(parents=True, exist_ok=True)
    data_file, index_file = paths(base, form.name)
    rows: list[tuple[int, int, bool]] = []
    draft = data_file.with_suffix(f".{os.getpid()}.tmp")
    offset = 0
    with draft.open("wb") as file:
        for unit in units:
            file.write(unit.data)
            rows.append((offset, len(unit.data), unit.key))
            offset += len(unit.data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(data_file)
    draft.write_text(json.dumps({"format": asdict(form), "units": rows}))
    draft.replace(index_file)


def complete(base: Path) -> bool:
    """Whether both streams of the clip at `base` are there."""
    return all(paths(base, form.name)[1].exists() for form in FORMATS)


def paths(base: Path, name: str) -> tuple[Path, Path]:
    """Data and index file of the stream `name`."""
    return base.with_name(f"{base.name}.{name}.h264"), base.with_name(f"{base.name}.{name}.json")


def frame_time(form: StreamFormat) -> Fraction:
    """Seconds between two pictures."""
    return Fraction(1, form.fps)
