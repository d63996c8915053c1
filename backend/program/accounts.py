"""`token`, `openapi`: looking after a backend from its own machine."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from backend.app import build
from backend.base.messages import say
from backend.ledger.databases import RefusedError, opened, refused
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.program.configuration import settled
from backend.program.database import add_database, address_of
from backend.program.feed_tokens import add_feed
from backend.program.feed_tokens import run as run_feed
from backend.walls.nodes import layouts, nodes_of_walls


def add_parser(subparsers: Any) -> None:
    """Add the sub-commands to `python -m backend`."""
    token = subparsers.add_parser("token")
    add_database(token)
    token.add_argument("--role", choices=("wall", "feed"), default="wall", help="for a wall node, or for a source")
    token.add_argument("--name", help="name to show; that of the wall and the node where none is given")
    token.add_argument(
        "--wall", default="", help="the one wall that it may report for; without it any, which is unwise"
    )
    token.add_argument("--node", default="", help="the one node of that wall")
    add_feed(token)
    token.set_defaults(run=run_token)
    openapi = subparsers.add_parser("openapi")
    openapi.set_defaults(run=run_openapi)


def run_token(options: argparse.Namespace) -> int:
    """Print a new token; only its hash is kept. A wall or a node that is not there is refused."""
    if options.role == "feed":
        return run_feed(options)
    try:
        said = settled(options)
    except RefusedError as error:
        return refused(error)
    name = options.name or ".".join(part for part in (options.wall, options.node) if part)
    if not name or (options.node and not options.wall):
        sys.stderr.write(say(said.lang, "token_for_whom") + "\n")
        return 2
    try:
        ledger = opened(address_of(said), said.lang)
    except RefusedError as error:
        return refused(error)
    known, alone = nodes_of_walls(ledger), layouts(ledger)
    if known and options.wall and options.wall not in (*known, *alone):  # a database without any wall cannot tell
        names = {"known": ", ".join(known), "layouts": ", ".join(alone) or "–"}
        sys.stderr.write(say(said.lang, "no_such_wall", wall=options.wall, **names) + "\n")
        return 2
    if options.node and options.node not in known.get(options.wall, (options.node,)):
        nodes = ", ".join(known[options.wall])
        sys.stderr.write(say(said.lang, "no_such_node", wall=options.wall, node=options.node, known=nodes) + "\n")
        return 2
    sys.stdout.write(Accounts(ledger).issue_wall_token(name, options.wall, options.node) + "\n")
    return 0


def run_openapi(_options: argparse.Namespace) -> int:
    """Print OpenAPI as JSON."""
    sys.stdout.write(openapi_text())
    return 0


def openapi_text() -> str:
    """The description as it is committed at docs/openapi.json."""
    app = build(Ledger(open_engine("sqlite://")))
    return json.dumps(app.openapi(), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
