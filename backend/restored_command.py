"""`restored`: said once after a backup of the database was put back, before it is served again."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.ledger import Ledger
from backend.schema import open_engine


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "restored", help="begin a new epoch after a backup was restored: consoles offer again what the backup lacks"
    )
    parser.add_argument("--database", required=True, metavar="URL")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Begin the epoch and print its name. Raises SQLAlchemy's errors where the database cannot be reached."""
    sys.stdout.write(Ledger(open_engine(options.database)).begin_epoch() + "\n")
    return 0
