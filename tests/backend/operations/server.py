"""A server within the test's own process, asked over real HTTP: its parts are at hand, and so is its database."""

from __future__ import annotations

import dataclasses
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import requests

from backend.app import build
from backend.entrance.doorway import Doorway
from backend.entrance.tls import Certificate
from backend.evidence.keeping import NO_KEEPING, Keeping
from backend.ledger.ledger import Ledger
from backend.operations.beats import Beats
from backend.operations.operations import Operations, operations_over
from backend.operations.readiness import Limits
from backend.operations.scraping import Scraping
from backend.people.accounts import AT_SIGN_IN, Accounts, Admission
from backend.people.oidc import Provider
from backend.people.policy import Policy
from backend.people.roles import Role
from backend.program.server import Ending, Server, listen
from tests.harness.proven import Proven, key_of, signed_in
from tests.harness.waiting import until

PASSWORD, DESK = "mat-khau", "desk"


@dataclass
class Served:
    """`people` are those that the contract knows roles of, all with one password."""

    url: str
    ledger: Ledger
    operations: Operations
    server: Server
    rounds: Beats
    doorway: Doorway
    nonces: dict[str, str] = field(default_factory=dict)
    opened: list[requests.Session] = field(default_factory=list)
    """What devices of a test ask by, closed with the server: to find them among what is left costs more than a test."""

    def get(self, path: str, token: str = "", **headers: str) -> requests.Response:
        """Ask, as nobody or with a token."""
        return requests.get(self.url + path, headers=headers, auth=self.proven(token) if token else None, timeout=40)

    def proven(self, token: str) -> Proven:
        """`auth` of a request with this token."""
        return Proven(key_of(DESK), token, self.nonces)

    def token(self, role: Role = Role.OPERATOR) -> str:
        """Of somebody with this role, who is made."""
        Accounts(self.ledger).put(str(role), str(role), role, "", PASSWORD)
        proven = signed_in(self.url, str(role), PASSWORD, DESK)
        self.nonces.update(proven.nonces)
        return proven.token

    def checks(self) -> dict[str, str]:
        """The states of /readyz by name."""
        answer: dict[str, Any] = self.get("/readyz").json()
        return {one["name"]: one["state"] for one in answer["checks"]}


def hang_up(opened: list[requests.Session]) -> None:
    """Close what devices ask by."""
    while opened:
        opened.pop().close()


@contextmanager
def served(
    ledger: Ledger,
    limits: Limits | None = None,
    scraping: Scraping | None = None,
    ending: Ending | None = None,
    *,
    admission: Admission = AT_SIGN_IN,
    provider: Provider | None = None,
    certificate: Certificate | None = None,
    keeping: Keeping = NO_KEEPING,
) -> Iterator[Served]:
    """From when it answers until it has ended."""
    operations = operations_over(ledger.engine, limits, scraping, "en")
    listener = listen("127.0.0.1", 0)
    end = dataclasses.replace(ending or Ending(), draining=operations.draining)
    accounts = Accounts(ledger, admission, Policy(provider=provider))
    app = build(ledger, operations=operations, accounts=accounts, keeping=keeping)
    server = Server(ledger.wakeups, listener, app, end, certificate)
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]), name="served", daemon=True)
    thread.start()
    until(lambda: server.started, "the server's start")
    try:
        url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{listener.getsockname()[1]}"
        there = Served(url, ledger, operations, server, app.state.rounds, app.state.doorway)
        yield there
        hang_up(there.opened)
    finally:
        ledger.wakeups.close()
        server.should_exit = True
        thread.join(30)
