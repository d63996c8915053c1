"""What a server does by itself goes on whatever happens to it, and whoever watches is told of what does not succeed."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from backend.feeds.reports import Reports
from backend.feeds.sources import Sources
from backend.ledger.databases import opened
from backend.ledger.duty import Duty
from backend.operations import beats as room
from backend.operations.beats import LATE_S, Beat, Beats
from backend.people.accounts import Accounts
from backend.ptz.camera_access import NO_ACCESS
from backend.rounds import rounds_of
from backend.services import services_over
from tests.harness.waiting import comes, until


def _away() -> object:
    raise OperationalError("SELECT 1", {}, Exception("gone"))


def _broken() -> object:
    raise ZeroDivisionError


def test_what_fails_is_tried_again_and_keeps_nothing_else_from_being_done(
    monkeypatch: pytest.MonkeyPatch, expected_noise: list[str]
) -> None:
    expected_noise += ["the round away failed and is tried again: OperationalError", "the round broken failed"]
    monkeypatch.setattr(room, "RETRY_S", 0.01)
    done: list[str] = []

    def away_at_first() -> None:
        if len(done) < 3:
            _away()
        done.append("away")

    async def run() -> None:
        beats = Beats(
            [
                Beat("away", 3600.0, away_at_first, at_once=True),
                Beat("broken", 0.01, _broken),
                Beat("sound", 0.01, lambda: done.append("sound")),
            ]
        )
        beats.start()
        await comes(lambda: "away" in done, "the round that failed at first, although it is due in an hour")
        await comes(lambda: beats.standing()[1].failures > 2, "the broken one's third try")
        beats.stop()

    asyncio.run(run())
    assert done.count("sound") >= 3


def test_a_round_that_has_not_succeeded_for_long_is_late() -> None:
    now = 0.0
    beats = Beats([Beat("look", 60.0, _broken), Beat("daily", 86400.0, _broken)], lambda: now)
    assert [one.is_late for one in beats.standing()] == [False, False]
    now = 60.0 + LATE_S + 1
    assert [(one.name, one.is_late) for one in beats.standing()] == [("look", True), ("daily", False)]


def test_of_several_servers_one_makes_the_rounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    address = f"sqlite:///{tmp_path / 'city.db'}"
    ledgers = [opened(address, "en", make=True) for _ in range(2)]
    services = [
        services_over(ledger, Accounts(ledger), Sources(ledger, Reports(ledger)), NO_ACCESS, None) for ledger in ledgers
    ]
    made: list[int] = []
    for number, one in enumerate(services):
        monkeypatch.setattr(one.feeds.reports, "look", lambda number=number: made.append(number))
    duties = [Duty(ledger, "rounds") for ledger in ledgers]
    rounds = [rounds_of(one, duty) for one, duty in zip(services, duties, strict=True)]
    for _ in range(3):
        for beats in rounds:
            asyncio.run(beats.once())
    assert made == [0, 0, 0]
    assert not any(one.failures for beats in rounds for one in beats.standing()), "for the other it is done"
    duties[0].leave()
    asyncio.run(rounds[1].once())
    assert made[-1] == 1, "one that ends leaves it to the next"
    for ledger in ledgers:
        ledger.engine.dispose()


def test_who_listens_for_other_servers_goes_on_after_any_fault(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise += ["the database is not heard any more", "the database is heard again"]
    ledger = opened(f"sqlite:///{tmp_path / 'city.db'}", "en", make=True)
    heard: list[str] = []
    well = threading.Event()

    def hear() -> None:
        heard.append("x")
        if not well.is_set():
            raise ZeroDivisionError

    ledger.bell.listen(hear, well.set)
    until(lambda: well.is_set() and len(heard) > 1, "that it listens again")
    ledger.bell.close()
    before = len(heard)
    ledger.publish([("source", "s", {})])
    assert len(heard) == before, "and no longer than it is asked to"
    ledger.engine.dispose()
