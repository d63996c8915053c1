"""What the pages work with, put together over one ledger."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request

from backend.actions.log import ActionLog
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.web.acting import Acting
from backend.web.pictures import Pictures
from backend.web.sessions import Sessions


@dataclass(frozen=True)
class Web:
    """One server's; routes find it in the state of the application."""

    ledger: Ledger
    accounts: Accounts
    sessions: Sessions
    acting: Acting
    pictures: Pictures


def web_of(request: Request) -> Web:
    """The server's that answers a request."""
    found: Web = request.app.state.web
    return found


def web_over(ledger: Ledger, accounts: Accounts, log: ActionLog) -> Web:
    """All of it."""
    sessions = Sessions(ledger, accounts)
    return Web(ledger, accounts, sessions, Acting(ledger, log, sessions), Pictures(ledger))
