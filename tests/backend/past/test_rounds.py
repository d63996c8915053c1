"""A server moves what ended by itself, from its start on."""

from __future__ import annotations

import asyncio

from backend.feeds.reports import Reports
from backend.feeds.sources import Sources
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.ptz.camera_access import NO_ACCESS
from backend.rounds import duty_of, rounds_of
from backend.services import services_over
from tests.backend.past.desk import ended
from tests.harness.waiting import comes


def test_the_daily_round_moves_what_ended(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 4000))])
    services = services_over(ledger, Accounts(ledger), Sources(ledger, Reports(ledger)), NO_ACCESS, None)

    async def story() -> None:
        rounds = rounds_of(services, duty_of(services))
        rounds.start()
        await comes(lambda: ledger.current("incident", "a") is None, "the past")
        rounds.stop()

    asyncio.run(story())
