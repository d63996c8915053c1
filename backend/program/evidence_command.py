"""`evidence`: what a court needs beside a folder of evidence: the server's public key, and the receipts of a device."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.base.messages import say
from backend.base.refusals import RefusedError
from backend.evidence.register import Register
from backend.ledger.databases import refused
from backend.program.database import add_database, opened_by
from backend.program.evidence import keeping_of
from contract.evidence import ReceiptList

OK, FAILED, WRONG = 0, 1, 2


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "evidence",
        description="Prints what evidence is checked with where there is no server: the public key of its receipts "
        "(main.py verify-evidence --server-key), or every receipt of a device (--register).",
    )
    parser.add_argument("what", choices=("key", "receipts"))
    add_database(parser)
    parser.add_argument(
        "--evidence-key-file", dest="evidence_key_file", default=argparse.SUPPRESS, metavar="FILE",
        help="the secret that receipts are signed with; an embedded database has one beside it",
    )  # fmt: skip
    parser.add_argument("--device", default="", metavar="ID", help="whose receipts")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print it."""
    try:
        ledger, said = opened_by(options)
        keys = keeping_of(said).keys
    except RefusedError as error:
        return refused(error)
    try:
        if options.what == "key":
            if keys is None:
                sys.stderr.write(say(said.lang, "evidence_no_key") + "\n")
                return FAILED
            sys.stdout.write(keys.public + "\n")
            return OK
        if not options.device:
            sys.stderr.write(say(said.lang, "device_for_which") + "\n")
            return WRONG
        receipts = Register(ledger, keys).of_device(options.device)
        sys.stdout.write(ReceiptList(receipts=receipts).model_dump_json(indent=1) + "\n")
        return OK
    finally:
        ledger.engine.dispose()
