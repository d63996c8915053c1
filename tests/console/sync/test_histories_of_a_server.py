"""A console that signs in has the history that a screen reads, from the real backend, in one question."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from console.base.settings import Settings
from console.session import Session
from tests.harness.patience import Patience
from tests.journeys.city import City, city

BEGAN = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=3)


@pytest.fixture
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        feed = running.feed()
        points = [{"at": (BEGAN + timedelta(seconds=second)).isoformat(), "value": second} for second in range(7000)]
        feed(records=[], removes=[], points=[{"id": "cs-of-nobody", "points": points}])
        data = {"name": "Mực nước", "unit": "m", "period": "minute", "value": 1.0, "as_of": BEGAN.isoformat()}
        feed(records=[{"type": "indicator", "id": "cs-of-nobody", "data": data}], removes=[], points=[])
        yield running


def test_what_a_screen_reads_is_there(tmp_path: Path, town: City) -> None:
    async def run() -> None:
        session = Session(Settings(backend_url=town.url, credentials="file"), tmp_path, with_video=False)
        await session.start()
        try:
            await session.sign_in("ha.le", town.password)
            patience = Patience(30)
            found = await session.store.points("cs-of-nobody", BEGAN)
            while len(found) < 7000:
                assert not patience.is_over, len(found)
                await asyncio.sleep(0.05)
                found = await session.store.points("cs-of-nobody", BEGAN)
            assert {point.value for point in found} == set(range(7000))
        finally:
            await session.stop()

    asyncio.run(run())
