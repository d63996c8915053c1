"""A server moves what ended by itself, from its start on."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import cast

from backend.ledger.ledger import Ledger
from backend.rounds import Rounds
from backend.services import Services
from tests.backend.past.desk import ended
from tests.harness.waiting import comes


def test_the_daily_round_moves_what_ended(ledger: Ledger) -> None:
    ledger.publish([("incident", "a", ended("Ngập", 4000))])
    recorder = SimpleNamespace(forget=lambda _now_ms: None)
    services = cast("Services", SimpleNamespace(ledger=ledger, recorder=recorder, reports=None, scribe=None))

    async def story() -> None:
        rounds = Rounds(services)
        rounds.start()
        await comes(lambda: ledger.current("incident", "a") is None, "the past")
        rounds.stop()

    asyncio.run(story())
