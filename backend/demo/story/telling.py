"""Tells a ledger the story of the demo city, once."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from sqlalchemy import select

from backend.city.pack import CityPack
from backend.city.records import iso
from backend.demo.story.story import Story
from backend.ledger.ledger import Ledger
from backend.ledger.schema import records
from backend.points.database import DatabasePoints
from backend.points.door import PointsDownError, PointStore

_log = logging.getLogger(__name__)
TOLD = "demo_told"
"""Note of a ledger that knows the story: when it was told."""
SERIES_AT_ONCE = 4


def tell(ledger: Ledger, pack: CityPack, seed: int = 1, points: PointStore | None = None) -> None:
    """The story up to now, to a ledger that has not heard it: its numbers, what its sources said last, what is open."""
    if ledger.noted(TOLD) or _has_lived(ledger):
        return
    story, now = Story(pack, seed), datetime.now(UTC)
    store = points or DatabasePoints(ledger.engine)
    try:
        for part in _chunks(story.history(now), SERIES_AT_ONCE):
            store.put(part)
    except PointsDownError as error:
        _log.warning("the demo begins without its past: %s", error.detail)
    heard = [
        (kind, key, {**known[1], **fields})
        for kind, key, fields in story.heard(now)
        if (known := ledger.current(kind, key)) is not None
    ]
    ledger.publish([*heard, *story.records(now)])
    ledger.note(TOLD, iso(now))


def _has_lived(ledger: Ledger) -> bool:
    """Whether an incident was ever reported: a demo of an earlier version made no note."""
    with ledger.engine.connect() as connection:
        return connection.execute(select(records.c.id).where(records.c.type == "incident").limit(1)).first() is not None


def _chunks(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
