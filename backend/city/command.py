"""`check-city DIR`: says whether a city pack is sound, and if not, what to mend where."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from backend.city.loading import load
from backend.city.problems import CityPackError

BAD_PACK = 1


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("check-city")
    parser.add_argument("city", type=Path, metavar="DIR")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what was found; 0 for a sound pack, 1 for one with faults."""
    try:
        pack = load(options.city)
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return BAD_PACK
    counts = len(pack.cameras), len(pack.indicators), len(pack.incident_kinds), len(pack.layouts)
    if options.lang == "en":
        text = "{}: sound. {} cameras, {} indicators, {} kinds of incident, {} layouts."
    else:
        text = "{}: hợp lệ. {} camera, {} chỉ số, {} loại sự cố, {} bố cục màn hình."
    sys.stdout.write(text.format(pack.city.name, *counts) + "\n")
    for note in pack.map.left_out:
        sys.stdout.write(note.text(options.lang) + "\n")
    return 0
