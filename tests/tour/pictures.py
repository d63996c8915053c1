"""`python -m tests.tour.pictures`: the pictures of README and docs, from what the tour saved last, in full colour.

Before it `python -m tests.tour --only desk --only wall --at-once 1`: no picture then tells of a machine that is busy.
Look at what was written, and commit it. A picture that is larger than a page should load is made smaller step by step,
never poorer in colours.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

ROOT = Path(__file__).resolve().parents[2]
TOUR, PICTURES = ROOT / "build" / "tour", ROOT / "docs" / "pictures"
SIZE = "1920x1080"
SHOWN: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "desk": ("desk", "desk"),
        "desk-light": ("desk", "light"),
        "desk-offline": ("desk", "offline"),
        "wall": ("wall", "wall"),
    }
)
"""By the name of a picture of the docs: the walk and the state that it shows."""
WIDTHS_PX = (1440, 1360, 1280, 1200, 1120, 1040, 960)
MOST_BYTES = 2**20


def found(tour: Path, walk: str, state: str, size: str = SIZE) -> Path:
    """The picture of this state. FileNotFoundError where the tour has none."""
    for path in sorted((tour / size).glob(f"{walk}-*-{state}-{size}.png")):
        number, _, name = path.stem.removeprefix(f"{walk}-").removesuffix(f"-{size}").partition("-")
        if number.isdigit() and name == state:
            return path
    raise FileNotFoundError(f"no picture of {walk} {state} at {size} under {tour}")


def written(picture: QImage, path: Path, most: int = MOST_BYTES) -> int:
    """Save it as wide as it may be; its bytes. ValueError where even the smallest is too large."""
    for width in WIDTHS_PX:
        shown = picture.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
        shown = shown.convertToFormat(QImage.Format.Format_RGB888)
        if shown.save(str(path), "PNG", 0) and path.stat().st_size <= most:  # type: ignore[call-overload]
            return path.stat().st_size
    raise ValueError(f"{path.name} has {path.stat().st_size} bytes, {most} are the most")


def main(arguments: Sequence[str]) -> int:
    """Write all; 1 where the tour lacks one."""
    parser = argparse.ArgumentParser(description="Make the pictures of the docs from those of the tour.")
    parser.add_argument("--tour", type=Path, default=TOUR)
    parser.add_argument("--out", type=Path, default=PICTURES)
    asked = parser.parse_args(list(arguments))
    lacking = 0
    for name, (walk, state) in SHOWN.items():
        try:
            picture = QImage(str(found(asked.tour, walk, state)))
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            lacking = 1
            continue
        path = asked.out / f"{name}.png"
        print(f"{path}: {written(picture, path)} bytes")
    return lacking


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
