"""`audit`: is what is written down as it was written; a signed copy of it; and the key that signs it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from backend.audit import exporting
from backend.audit.checkpoints import sign
from backend.audit.keys import key_of, make_key, public_of
from backend.audit.lines import COMMAND, note
from backend.audit.messages import say, summary
from backend.audit.verifying import verify
from backend.base.messages import reason_of
from backend.base.refusals import RefusedError
from backend.ledger.databases import refused
from backend.program.configuration import Configuration
from backend.program.database import add_database, opened_by
from contract.keys import public_text

OK, FAILED, WRONG = 0, 1, 2
KEY_OPTION = "audit_key_file"


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser(
        "audit",
        description="verify: walk over the audit and the log of actions, and name what was altered, deleted, reordered "
        "or computed anew. export: all lines as JSON, signed. sign: sign where it stands now. key: make the key, or "
        "tell its public half.",
    )
    whats = parser.add_subparsers(dest="what", required=True, metavar="verify|export|sign|key")
    looked = whats.add_parser("verify", help="0 where it is whole, 1 where it is not")
    add_database(looked)
    looked.add_argument("--key", default="", metavar="KEY|FILE", help="the audit's public key, kept elsewhere")
    looked.add_argument(
        "--heads", type=Path, nargs="+", default=[], metavar="FILE", help="what consoles and a log server kept"
    )
    looked.add_argument("--file", type=Path, metavar="FILE", help="an export, instead of a database")
    looked.set_defaults(run=run_verify)
    exported = whats.add_parser("export", help="to a file that is not there yet")
    exported.add_argument("file", type=Path, metavar="FILE")
    add_database(exported, KEY_OPTION)
    exported.set_defaults(run=run_export)
    signed = whats.add_parser("sign", help="sign where the audit stands now")
    add_database(signed, KEY_OPTION)
    signed.set_defaults(run=run_sign)
    key = whats.add_parser("key", help="make one, or tell its public half")
    key.add_argument("do", choices=("new", "show"))
    key.add_argument("file", type=Path, metavar="FILE")
    key.add_argument("--lang", choices=("vi", "en"), default="vi")
    key.set_defaults(run=run_key)


def run_verify(options: argparse.Namespace) -> int:
    """Tell everything that is not as it was written; the exit code."""
    lang = str(vars(options).get("lang") or "vi")
    try:
        public = public_of(options.key, lang) if options.key else ""
        if options.file is not None:
            return _verify_export(options.file, public, lang)
        kept = [head for path in options.heads for head in exporting.heads_in(path)]
        ledger, said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    except OSError as error:
        sys.stderr.write(say(lang, "no_heads", file=error.filename, reason=reason_of(error, lang)) + "\n")
        return WRONG
    with ledger.at_one_moment() as connection:
        found = verify(connection, public, kept)
    ledger.engine.dispose()
    told = {"lines": found.lines, "actions": found.actions, "proven": found.proven, "last": found.last}
    sys.stdout.write(summary(said.lang, found.findings, told))
    return FAILED if found.findings else OK


def _verify_export(path: Path, public: str, lang: str) -> int:
    try:
        with path.open("rb") as file:
            found = exporting.check(file, public)
    except (ValueError, KeyError, TypeError):
        found = None
    if found is None:
        sys.stdout.write(say(lang, "bad_export", file=path) + "\n")
        return FAILED
    told = {"lines": found.lines, "actions": "–", "proven": found.lines, "last": found.lines}
    sys.stdout.write(summary(lang, found.findings, told))
    return FAILED if found.findings else OK


def run_export(options: argparse.Namespace) -> int:
    """Write the signed copy; the exit code."""
    try:
        ledger, said = opened_by(options)
        key = _key(said)
        number = os.open(options.file, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    except RefusedError as error:
        return refused(error)
    except OSError as error:
        lang = str(vars(options).get("lang") or "vi")
        sys.stderr.write(say(lang, "no_heads", file=options.file, reason=reason_of(error, lang)) + "\n")
        return FAILED
    with ledger.aside() as connection:
        note(connection, "audit-exported", COMMAND)
    with os.fdopen(number, "wb") as file, ledger.at_one_moment() as connection:
        done = exporting.write(connection, file, key)
    ledger.engine.dispose()
    told = {"file": options.file, "lines": done.lines, "public": public_text(key)}
    sys.stdout.write(say(said.lang, "exported", **told) + "\n")
    return OK


def run_sign(options: argparse.Namespace) -> int:
    """Sign now; the exit code."""
    try:
        ledger, said = opened_by(options)
        head = sign(ledger, _key(said), now=True)
    except RefusedError as error:
        return refused(error)
    ledger.engine.dispose()
    told = say(said.lang, "nothing") if head is None else say(said.lang, "signed", number=head.number, hash=head.hash)
    sys.stdout.write(told + "\n")
    return OK


def run_key(options: argparse.Namespace) -> int:
    """Make a key in a file of its own, or print the public half of the one there; the exit code."""
    lang = options.lang
    try:
        if options.do == "show":
            sys.stdout.write(public_text(key_of(options.file, lang)) + "\n")
            return OK
        public = public_text(make_key(options.file))
    except RefusedError as error:
        return refused(error)
    except FileExistsError:
        sys.stderr.write(say(lang, "key_there", file=options.file) + "\n")
        return FAILED
    except OSError as error:
        sys.stderr.write(say(lang, "no_heads", file=options.file, reason=reason_of(error, lang)) + "\n")
        return FAILED
    sys.stdout.write(say(lang, "key_made", file=options.file, public=public) + "\n")
    return OK


def _key(said: Configuration) -> Any:
    if said.audit_key_file is None:
        raise RefusedError(say(said.lang, "no_key_named"))
    return key_of(said.audit_key_file, said.lang)
