"""`city apply`: compare a city pack with a database, say what would change, and change it once somebody said yes."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from backend.base.messages import say
from backend.city.loading import load
from backend.city.problems import CityPackError
from backend.ledger.databases import DatabaseError, opened, refused
from backend.ledger.ledger import Ledger
from backend.upkeep.differences import Comparison
from backend.upkeep.taking import CAMERA_BASE, Brought, ChangedMeanwhileError, brought, compare, take
from backend.upkeep.words import lines

OK, BAD_PACK, CHANGES_WAIT = 0, 3, 4
YES = frozenset({"yes", "y", "có", "co", "c"})
CAMERA_BASE_DEFAULT = "rtsp://127.0.0.1:8554"


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("city")
    parser.add_argument("what", choices=("apply",))
    parser.add_argument("city", type=Path, metavar="DIR")
    parser.add_argument("--database", required=True, metavar="URL")
    parser.add_argument("--camera-base", metavar="URL", help="where cameras are; default: as the last server was told")
    parser.add_argument("--yes", action="store_true", help="change it without asking")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """0 where nothing is to be changed or it was, 4 where it waits for a yes, 1 and 3 where it cannot be compared."""
    try:
        pack = load(options.city)
        ledger = opened(options.database, options.lang)
    except CityPackError as error:
        sys.stderr.write(error.text(options.lang) + "\n")
        return BAD_PACK
    except DatabaseError as error:
        return refused(error)
    given = brought(pack, options.camera_base or ledger.noted(CAMERA_BASE) or CAMERA_BASE_DEFAULT)
    try:
        return _apply(ledger, given, options)
    finally:
        ledger.engine.dispose()


def _apply(ledger: Ledger, given: Brought, options: argparse.Namespace) -> int:
    found = compare(ledger, given)
    while True:
        _show(found, options.lang)
        if not found.differs:
            take(ledger, given)  # what was brought is remembered, though nobody sees it
            return OK
        if not options.yes and not _agreed(options.lang):
            return CHANGES_WAIT
        try:
            take(ledger, given, expected=found)
        except ChangedMeanwhileError as error:
            found = error.now
            sys.stderr.write(say(options.lang, "city_changed_meanwhile") + "\n")
            continue
        sys.stdout.write(say(options.lang, "city_applied") + "\n")
        return OK


def _show(found: Comparison, lang: str) -> None:
    for text in lines(found.differences, lang):
        sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _agreed(lang: str) -> bool:
    """Whether somebody at a terminal says yes; nobody there says nothing."""
    if not sys.stdin.isatty():
        sys.stderr.write(say(lang, "city_says_no_yes") + "\n")
        return False
    sys.stdout.write(say(lang, "city_apply_now") + " ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in YES
