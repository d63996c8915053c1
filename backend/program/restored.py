"""`restored`: said once after a backup of the database was put back, before it is served again."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.ledger.databases import DatabaseError, opened, refused


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("restored")
    parser.add_argument("--database", required=True, metavar="URL")
    parser.add_argument("--lang", choices=("vi", "en"), default="vi")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Begin the epoch and print its name; 1, after saying why, where the database cannot be used."""
    try:
        ledger = opened(options.database, options.lang)
    except DatabaseError as error:
        return refused(error)
    sys.stdout.write(ledger.begin_epoch() + "\n")
    return 0
