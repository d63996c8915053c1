"""What answers requests, put together over one ledger."""

from __future__ import annotations

from dataclasses import dataclass

from backend.actions.log import ActionLog, nothing_goes_out
from backend.evidence.store import NO_KEEPING, EvidenceStore, Keeping
from backend.feeds.sources import Sources
from backend.following import Post, Scribe, scribe_of
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.ptz.ledger_gateway import CameraAccess, LedgerGateway
from backend.routes.pages import Pages
from backend.rules import ARCHIVES, RULES
from backend.walls.seen import Actual, Recorder
from backend.web.web import Web, web_over

__all__ = ["NO_KEEPING", "Keeping", "Post", "Services", "services_over"]


@dataclass(frozen=True)
class Services:
    """One server's; routes find each under its name in the state of the application."""

    ledger: Ledger
    accounts: Accounts
    action_log: ActionLog
    pages: Pages
    feeds: Sources
    scribe: Scribe
    camera_access: CameraAccess
    ptz: LedgerGateway
    recorder: Recorder
    actual: Actual
    evidence: EvidenceStore
    web: Web
    post: Post | None = None
    """What brings messages out; None at a server that has no channel."""


def services_over(
    ledger: Ledger, accounts: Accounts, feeds: Sources, access: CameraAccess, life_cycles: LifeCycles | None, *,
    keeping: Keeping = NO_KEEPING, post: Post | None = None,
) -> Services:  # fmt: skip
    """All of them. With `life_cycles` incidents go the way that the city lays down; without, the contract's merge rules
    alone hold. What is kept of evidence is up to `keeping`."""
    scribe = scribe_of(ledger, post)
    rules = life_cycles.over(RULES) if life_cycles is not None else RULES
    making = post.making if post is not None else nothing_goes_out
    log = ActionLog(ledger, accounts, rules, ARCHIVES, making)
    return Services(
        ledger=ledger,
        accounts=accounts,
        action_log=log,
        pages=Pages(ledger),
        feeds=feeds,
        scribe=scribe,
        camera_access=access,
        ptz=LedgerGateway(ledger, access),
        recorder=Recorder(ledger),
        actual=Actual(ledger),
        evidence=EvidenceStore.over(ledger, keeping),
        web=web_over(ledger, accounts, log, feeds),
        post=post,
    )
