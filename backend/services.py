"""What answers requests, put together over one ledger."""

from __future__ import annotations

from dataclasses import dataclass

from backend.actions.log import ActionLog
from backend.evidence.store import NO_KEEPING, EvidenceStore, Keeping
from backend.feeds.sources import Sources
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.plans.scribe import Scribe
from backend.ptz.camera_access import CameraAccess
from backend.ptz.ledger_gateway import LedgerGateway
from backend.routes.pages import Pages
from backend.rules import ARCHIVES, RULES
from backend.walls.seen import Actual, Recorder

__all__ = ["NO_KEEPING", "Keeping", "Services", "services_over"]


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


def services_over(
    ledger: Ledger, accounts: Accounts, feeds: Sources, access: CameraAccess, life_cycles: LifeCycles | None, *,
    keeping: Keeping = NO_KEEPING,
) -> Services:  # fmt: skip
    """All of them. With `life_cycles` incidents go the way that the city lays down; without, the contract's merge rules
    alone hold. What is kept of evidence is up to `keeping`."""
    scribe = Scribe(ledger)
    ledger.follow = scribe.follow
    rules = life_cycles.over(RULES) if life_cycles is not None else RULES
    return Services(
        ledger=ledger,
        accounts=accounts,
        action_log=ActionLog(ledger, accounts, rules, ARCHIVES),
        pages=Pages(ledger),
        feeds=feeds,
        scribe=scribe,
        camera_access=access,
        ptz=LedgerGateway(ledger, access),
        recorder=Recorder(ledger),
        actual=Actual(ledger),
        evidence=EvidenceStore.over(ledger, keeping),
    )
