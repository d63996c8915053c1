"""What a city pack gives a ledger: its records and its history, and the people of a demo."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from backend.city.pack import CityPack
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.past import retention
from backend.people.auth import Accounts, Role
from backend.points.database import DatabasePoints
from backend.points.door import PointsDownError, PointStore
from backend.ptz.camera_access import NO_ACCESS, CameraAccess
from backend.walls.upkeep import learnt

_log = logging.getLogger(__name__)


def seed(
    ledger: Ledger,
    pack: CityPack,
    camera_base: str,
    number: int,
    access: CameraAccess = NO_ACCESS,
    *,
    points: PointStore | None = None,
) -> None:
    """Fill an empty ledger from `pack`; one that has lived only learns what may have moved: where cameras are and which
    of them turn, which way incidents go, and what hangs on which wall."""
    ledger.note("centre", pack.city.short_name)
    retention.note(ledger, pack.city.retention)
    now = datetime.now(UTC)
    records = [
        (kind, key, data | {"ptz": access.steerable(key)} if kind == "camera" else data)
        for kind, key, data in pack.records(now, camera_base, number)
    ]
    records += LifeCycles(pack).records()
    if not ledger.is_empty():
        moved = [record for record in records if record[0] in {"camera", "life_cycle"}]
        ledger.publish([*moved, *learnt(ledger, records)])
        return
    ledger.publish([*records, *pack.initial_incidents(now, number)])
    store = points or DatabasePoints(ledger.engine)
    try:
        for part in _chunks(pack.history(now, number), 4):
            store.put(part)
    except PointsDownError as error:
        _log.warning("the demo begins without its past: %s", error.detail)


def let_in(ledger: Ledger, pack: CityPack, password: str) -> None:
    """Give the people of a demo pack one password. It came over a pipe and is kept as a salted hash only."""
    if not password:
        return
    accounts = Accounts(ledger)
    for person in pack.people:
        accounts.put(person.id, person.name, Role(person.role), person.desk, password)


def _chunks(items: Iterable[Any], size: int) -> Iterable[list[Any]]:
    iterator = iter(items)
    while part := list(islice(iterator, size)):
        yield part
