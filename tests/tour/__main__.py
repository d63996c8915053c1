"""`python -m tests.tour --out DIR`: walk every screen and state of the real program and save pictures of each.

Backends, cameras and consoles run for real under Xvfb, in Vietnamese: desks at 1366×768, 1920×1080 and 2560×1440, walls
at 3840×2160. A picture's name tells its walk, number, state and size; index.html and contact sheets show all at once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QGuiApplication

from tests.harness.end_with_us import end_with_us
from tests.journeys.city import City
from tests.tour import sheets
from tests.tour.album import Size, named
from tests.tour.running import walked
from tests.tour.stage import Ground, Walk
from tests.tour.walks import WALKS

AT_ONCE = 2
INTERRUPTED = 130


def main(arguments: Sequence[str]) -> int:
    """Walk; the folder is emptied first. 1 where a walk did not come to its end."""
    asked = _asked(arguments)
    out: Path = asked.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    end_with_us()
    application = QGuiApplication([])
    wanted = _wanted(asked.only, asked.size)
    if not wanted:
        print("no walk is of this size", file=sys.stderr)
        return 2
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="ioc-tour-") as folder:
        eyes = City(Path(folder), cameras=any(walk.uses_cameras for walk, _size in wanted), tell=_tell)
        try:
            eyes.until_drawn()
            done = walked(wanted, Ground(out, eyes.camera_base).stage, asked.at_once)
        except KeyboardInterrupt:
            print("interrupted", file=sys.stderr, flush=True)
            os._exit(INTERRUPTED)  # walks wait for long: what they started is ended by who watches over us
        finally:
            eyes.kill_cameras()
    failed = {one.name: one.failed for one in done if one.failed}
    index = sheets.album(out, failed)
    pictures = len(list(out.glob("*x*/*.png")))
    del application
    print(f"{pictures} pictures in {time.monotonic() - began:.0f} s, {len(failed)} walks failed: {index}")
    for name, why in failed.items():
        print(f"FAILED {name}: {why}", file=sys.stderr)
    return 1 if failed else 0


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    sizes = sorted({named(size) for walk in WALKS for size in walk.sizes})
    parser = argparse.ArgumentParser(description="Save pictures of every screen and state.")
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument("--only", choices=[walk.name for walk in WALKS], action="append", help="only this walk")
    parser.add_argument("--size", choices=sizes, help="only at this size")
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="so many walks at the same time")
    return parser.parse_args(list(arguments))


def _wanted(only: Sequence[str] | None, size: str | None) -> list[tuple[Walk, Size]]:
    return [
        (walk, one)
        for walk in WALKS
        if only is None or walk.name in only
        for one in walk.sizes
        if size in (None, named(one))
    ]


def _tell(words: str) -> None:
    """How far the clips are, on the terminal; a first start draws them."""
    print(words.replace("drawing clip", "drawing clips / đang vẽ đoạn phim camera:"), flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
