"""`personal`: what is held of a person is told to them, erased where they may ask for it, and that is written down."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from sqlalchemy import select

from backend.audit.lines import COMMAND, note
from backend.base.clock import now_ms
from backend.base.messages import say
from backend.base.text_files import NotTextError, first_line
from backend.ledger.databases import RefusedError, refused
from backend.ledger.ledger import Ledger
from backend.ledger.schema import erasures
from backend.privacy.erasing import Reason, erase
from backend.privacy.extract import extract, incidents_of
from backend.program.database import add_database, opened_by
from contract.personal import digits

OK, FAILED, WRONG = 0, 1, 2
DIGITS_LEAST = 8


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "personal",
        description="extract: JSON of all that is held of whoever has the number on the first line of standard input "
        "(of a telephone or an identity paper; on a command line others would see it). erase: takes it out, of "
        "incidents that are over. list: what was erased so far, without what it was.",
    )
    parser.add_argument("what", choices=("extract", "erase", "list"))
    add_database(parser)
    parser.add_argument("--incident", action="append", default=[], metavar="ID", help="erase: of this one as well")
    parser.add_argument("--who", default="", help="erase: who decided it")
    parser.add_argument("--why", default="", help="erase: the request that it answers; it is kept")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do it; the exit code."""
    try:
        ledger, said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    try:
        return _run(options, ledger, said.lang)
    finally:
        ledger.engine.dispose()


def _run(options: argparse.Namespace, ledger: Ledger, lang: str) -> int:
    if options.what == "list":
        with ledger.engine.connect() as connection:
            for row in connection.execute(select(erasures).order_by(erasures.c.number)):
                sys.stdout.write("\t".join((row.at, row.what, row.who, row.why, " ".join(row.incidents))) + "\n")
        return OK
    if options.what == "erase" and not (options.who.strip() and options.why.strip()):
        return _failed(say(lang, "erase_for_whom"), WRONG)
    try:
        number = "" if options.incident else first_line(sys.stdin.buffer)
    except NotTextError as error:
        return _failed(say(lang, "password_encoding", position=error.position), WRONG)
    if not options.incident and len(digits(number)) < DIGITS_LEAST:
        return _failed(say(lang, "no_number"), WRONG)
    if options.what == "extract":
        with ledger.aside() as connection:
            note(connection, "personal-data-told", COMMAND)
        sys.stdout.write(json.dumps(extract(ledger, number), indent=1, ensure_ascii=False) + "\n")
        return OK
    ids = options.incident or incidents_of(extract(ledger, number))
    open_ones = erase(ledger, ids, Reason(options.who.strip(), options.why.strip()), now_ms())
    sys.stdout.write(say(lang, "erased", count=len(set(ids)) - len(open_ones)) + "\n")
    if open_ones:
        return _failed(say(lang, "erase_open", incidents=", ".join(open_ones)), FAILED)
    return OK


def _failed(sentence: str, code: int) -> int:
    sys.stderr.write(sentence + "\n")
    return code
