"""`demo-serve`: `serve` with the story of the demo city, as `demo` starts it beside the cameras."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from backend.base.messages import say
from backend.base.text_files import NotTextError, first_line
from backend.city.pack import CityPack
from backend.demo.simulation.reporting import simulate
from backend.demo.story.telling import tell
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.roles import Role
from backend.program.operating import add_options
from backend.program.serve import FAILED, serve
from backend.program.served import Served


def add_parser(subparsers: Any) -> None:
    """Add the sub-command to `python -m backend`."""
    parser = subparsers.add_parser("demo-serve")
    add_options(parser)
    parser.add_argument("--simulate", action="store_true", help="let the city live")
    parser.add_argument("--seed", type=int, default=1, help="of the story")
    parser.add_argument("--speed", type=float, default=1.0, help="1 is real time, 60 an hour a minute")
    parser.add_argument(
        "--demo-password-stdin", action="store_true", help="one line: the password of the pack's people"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT; the exit code."""
    try:
        password = first_line(sys.stdin.buffer) if options.demo_password_stdin else ""
    except NotTextError as error:
        sys.stderr.write(say(getattr(options, "lang", "vi"), "password_encoding", position=error.position) + "\n")
        return FAILED

    @contextmanager
    def living(served: Served) -> Iterator[None]:
        ledger, pack, points = served.ledger, served.pack, served.points
        tell(ledger, pack, options.seed, points)
        let_in(ledger, pack, password)
        simulation = simulate(ledger, points, pack, options.seed, options.speed) if options.simulate else None
        try:
            yield
        finally:
            if simulation is not None:
                simulation.stop()

    return serve(options, living)


def let_in(ledger: Ledger, pack: CityPack, password: str) -> None:
    """Give the people of a demo pack one password. It came over a pipe and is kept as a salted hash only."""
    if not password:
        return
    accounts = Accounts(ledger)
    for person in pack.people:
        accounts.put(person.id, person.name, Role(person.role), person.desk, password)
