"""`restored`: said once after a backup of the database was put back, before it is served again."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.audit.lines import COMMAND, note
from backend.ledger.databases import RefusedError, refused
from backend.program.database import add_database, opened_by


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("restored")
    add_database(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Begin the epoch and print its name; 1, after saying why, where the database cannot be used."""
    try:
        ledger, _said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    epoch = ledger.begin_epoch()
    with ledger.aside() as connection:
        note(connection, "restored", COMMAND, what={"epoch": epoch})
    sys.stdout.write(epoch + "\n")
    return 0
