"""`device`: who may sign in from where: codes that let new devices in, and those that were let in."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.base.clock import iso
from backend.base.messages import say
from backend.ledger.databases import RefusedError, refused
from backend.people.devices import Devices
from backend.program.database import add_database, opened_by

OK, WRONG = 0, 2


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("device")
    parser.add_argument(
        "what", choices=("code", "list", "disable", "enable", "forget"),
        help="make a code for a new one; list them; shut one out; let it in again; let another key have its name",
    )  # fmt: skip
    add_database(parser)
    parser.add_argument("--id", default="", help="which one")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Do it, and say what was done; 2 where there is no such device."""
    try:
        ledger, said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    devices = Devices(ledger)
    if options.what == "code":
        sys.stderr.write(say(said.lang, "device_code") + "\n")
        sys.stdout.write(devices.new_code() + "\n")
        return OK
    if options.what == "list":
        for one in devices.all():
            state = say(said.lang, "device_disabled" if one.disabled else "device_enabled")
            told = (one.id, one.name, state, iso(one.enrolled_ms), " ".join(one.people))
            sys.stdout.write("\t".join(" ".join(part.split()) for part in told) + "\n")
        return OK
    if not options.id:
        sys.stderr.write(say(said.lang, "device_for_which") + "\n")
        return WRONG
    change = {"disable": devices.disable, "enable": devices.enable, "forget": devices.forget}[options.what]
    known = change(options.id)
    text = say(said.lang, "device_changed" if known else "no_such_device", device=options.id)
    (sys.stdout if known else sys.stderr).write(text + "\n")
    return OK if known else WRONG
