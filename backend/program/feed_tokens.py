"""`token --role feed`: what lets a source in is made, listed and ended at the machine itself."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from backend.base.clock import iso
from backend.base.messages import say
from backend.feeds.credentials import LIFE_DAYS, OVERLAP_H, PER_MINUTE, SOURCE_MOST, Credentials, Scope
from backend.ledger.databases import RefusedError, refused
from backend.ledger.ledger import Ledger
from backend.program.database import opened_by
from contract.ownership import FEEDABLE

OK, FAILED, WRONG = 0, 1, 2


def add_feed(parser: argparse.ArgumentParser) -> None:
    """The options of `token` that are about sources."""
    feed: Any = parser.add_argument_group("of a source (--role feed)")
    feed.add_argument("--source", default="", metavar="ID", help="the source that it speaks for")
    feed.add_argument("--types", default="", metavar="A,B", help=f"what it may report: {', '.join(sorted(FEEDABLE))}")
    feed.add_argument("--prefix", default="", help="what the ids of its records begin with, such as kttv.")
    feed.add_argument("--per-minute", type=int, default=PER_MINUTE, metavar="N", help="requests a minute")
    feed.add_argument("--days", type=int, default=LIFE_DAYS, metavar="N", help="for how long it is valid")
    feed.add_argument(
        "--overlap", type=float, default=OVERLAP_H, metavar="HOURS", help="for how long the one before it still is"
    )
    feed.add_argument("--end", action="store_true", help="end the credentials of --source, or the one of --name alone")
    feed.add_argument("--list", action="store_true", help="tell which are valid; never the tokens")


def run(options: argparse.Namespace) -> int:
    """Make one and print it once, list them, or end some; the exit code."""
    try:
        ledger, said = opened_by(options)
    except RefusedError as error:
        return refused(error)
    if options.list:
        return _listed(ledger)
    if not options.source:
        sys.stderr.write(say(said.lang, "feed_which_source") + "\n")
        return WRONG
    if options.end:
        count = Credentials(ledger).end(options.source, options.name or "")
        sys.stdout.write(say(said.lang, "feed_ended", source=options.source, count=count) + "\n")
        return OK if count else FAILED
    types = frozenset(part.strip() for part in options.types.split(",") if part.strip())
    numbers = min(options.per_minute, options.days) >= 1 and options.overlap >= 0
    if not types or not options.prefix or not numbers or types - FEEDABLE or len(options.source) > SOURCE_MOST:
        known = ", ".join(sorted(FEEDABLE))
        sys.stderr.write(say(said.lang, "feed_what", known=known) + "\n")
        return WRONG
    scope = Scope(options.source, types, options.prefix, options.per_minute)
    sys.stdout.write(Credentials(ledger).issue(scope, options.days, options.overlap) + "\n")
    return OK


def _listed(ledger: Ledger) -> int:
    for one in Credentials(ledger).all():
        parts = (one.source, one.name, ",".join(sorted(one.types)), one.prefix, str(one.per_minute), iso(one.ends_ms))
        sys.stdout.write("\t".join(parts) + "\n")
    return OK
