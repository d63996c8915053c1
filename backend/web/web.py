"""What the pages work with, put together over one ledger."""

from __future__ import annotations

from dataclasses import dataclass, field

from fastapi import Request

from backend.actions.log import ActionLog
from backend.entrance.rates import Rates
from backend.feeds.sources import Sources
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.web.acting import Acting
from backend.web.citizens import Citizens
from backend.web.pictures import Pictures
from backend.web.sessions import Sessions

REPORTS_AT_ONCE, REPORTS_A_SECOND = 20.0, 1 / 30
"""Of citizens: many telephones have one address."""


@dataclass(frozen=True)
class Web:
    """One server's; routes find it in the state of the application."""

    ledger: Ledger
    accounts: Accounts
    sessions: Sessions
    acting: Acting
    pictures: Pictures
    citizens: Citizens
    reports_rate: Rates = field(default_factory=lambda: Rates(REPORTS_AT_ONCE, REPORTS_A_SECOND))
    """Of one address; for the thread of the loop alone."""


def web_of(request: Request) -> Web:
    """The server's that answers a request."""
    found: Web = request.app.state.web
    return found


def web_over(ledger: Ledger, accounts: Accounts, log: ActionLog, feeds: Sources) -> Web:
    """All of it."""
    sessions = Sessions(ledger, accounts)
    return Web(ledger, accounts, sessions, Acting(ledger, log, sessions), Pictures(ledger), Citizens(ledger, feeds))
