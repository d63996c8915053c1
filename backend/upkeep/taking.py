"""Takes a city pack over into a ledger: the server does at its start, `city apply` while it runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select, tuple_

from backend.audit.lines import COMMAND, SERVER, note
from backend.base.clock import now_ms
from backend.city.pack import CityPack
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import bound_tokens, meta, tokens, users
from backend.ledger.schema import records as record_rows
from backend.past.retention import NOTE as RETENTION
from backend.privacy.purposes import NOTE as PERSONAL_DATA
from backend.ptz.camera_access import HOSTS_NOTE, CameraAccess, hosts_of
from backend.upkeep.differences import Comparison, Data, Difference, Known, Name, What, compared, fingerprint
from backend.upkeep.uses import Use, uses
from contract.records.incident import ENDED_STATES

BROUGHT, CENTRE, CALENDAR, CAMERA_BASE = "city_pack", "centre", "city_calendar", "camera_base"
"""Notes of the ledger: what the pack brought last with its fingerprints, the city's name, the fingerprint of its
calendar, and below which address the server that started last has the cameras."""
_KINDS = (
    "camera", "indicator", "source", "layout", "wall", "alarm_rule", "plan", "checklist", "template", "contact",
    "city_map", "life_cycle",
)  # fmt: skip
REMOVED = "city_pack"
"""The reason that removals are given."""
SLICE = 200
"""So many records are written at a time: some 60 ms on two cores that others use too."""


class ChangedMeanwhileError(Exception):
    """The ledger is another one than when the comparison was made; `now` is what holds."""

    def __init__(self, now: Comparison) -> None:
        super().__init__("the ledger changed between the comparison and the writing")
        self.now = now


@dataclass(frozen=True)
class Brought:
    """What a pack brings: its records, what the server itself knows of them, and the notes that go with it."""

    records: tuple[RecordTuple, ...]
    city: str
    centre: str
    calendar: str
    retention: str
    personal_data: str
    own: Mapping[Name, Data] = field(default_factory=lambda: MappingProxyType({}))


def brought(pack: CityPack, camera_base: str, access: CameraAccess | None = None) -> Brought:
    """What `pack` brings, with its cameras below `camera_base`; `access` tells which of them turn."""
    structure = (record for record in pack.records(camera_base) if record[0] in _KINDS)
    given = (*structure, *LifeCycles(pack).records())
    own: dict[Name, Data] = {}
    if access is not None:
        own = {("camera", one.id): {"ptz": access.steerable(one.id)} for one in pack.cameras}
    calendar = fingerprint([pack.calendar.model_dump(mode="json"), pack.city.time_zone])
    kept = (pack.city.retention.model_dump_json(), pack.city.personal_data.model_dump_json())
    return Brought(given, pack.city.id, pack.city.short_name, calendar, *kept, own)


def compare(ledger: Ledger, given: Brought) -> Comparison:
    """What taking `given` over would change while the server runs. Nothing is written."""
    with ledger.engine.connect() as connection:
        return _compared(connection, given, _Work(ledger), starting=False)[1]


def take(
    ledger: Ledger, given: Brought, *, starting: bool = False, expected: Comparison | None = None
) -> Comparison:  # fmt: skip
    """Take `given` over, and say what was changed.

    With `expected` only where that is still what would change; raises `ChangedMeanwhileError` otherwise. It is written
    in slices, so that nobody waits for a large pack; where somebody wrote in between, what is left is compared again.
    """
    work, first = _Work(ledger), None
    while True:
        with ledger.engine.connect() as connection:
            known, found = _compared(connection, given, work, starting=starting)
        if first is None and expected is not None and found.differences != expected.differences:
            raise ChangedMeanwhileError(found)
        first = first or found
        if _written(ledger, known, found):
            break
    noted = {
        BROUGHT: json.dumps([[*name, mark] for name, mark in found.brought.items()]),
        HOSTS_NOTE: json.dumps(sorted(hosts_of(given.records))),
        CENTRE: given.centre,
        RETENTION: given.retention,
        PERSONAL_DATA: given.personal_data,
        **({CALENDAR: given.calendar} if starting else {}),
    }
    for key, value in noted.items():
        ledger.note(key, value)
    if first.records or first.removes:
        what = {"city": given.city, "records": len(first.records), "removes": len(first.removes)}
        with ledger.aside() as connection:
            note(connection, "city-changed", SERVER if starting else COMMAND, what=what)
    return first


def _written(ledger: Ledger, known: Known, found: Comparison) -> bool:
    """Whether all of it was: no further than to a record that is not as it was when it was compared."""
    changed: list[RecordTuple | Name] = [*found.records, *found.removes]
    for start in range(0, len(changed), SLICE):
        part = changed[start : start + SLICE]
        names = [(one[0], one[1]) for one in part]
        with ledger.write() as connection:
            now = _records(connection, tuple_(record_rows.c.type, record_rows.c.id).in_(names))
            if any(now.get(name) != known.records.get(name) for name in names):
                return False
            records = [one for one in part if len(one) == 3]
            seq = ledger.put(connection, records, [(*one, REMOVED) for one in part if len(one) == 2])
        ledger.wakeups.announce(seq)
    return True


class _Work:
    """What goes on besides the pack's own records: read once, where something is to be removed."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @cached_property
    def records(self) -> dict[Name, Mapping[str, Any]]:
        """Open incidents, and nodes of walls that have a token."""
        found: dict[Name, Mapping[str, Any]] = {}
        query = select(record_rows.c.id, record_rows.c.data).where(
            and_(record_rows.c.type == "incident", record_rows.c.removed.is_(False))
        )
        bound = (
            select(bound_tokens.c.wall, users.c.id, users.c.name)
            .join(tokens, tokens.c.hash == bound_tokens.c.hash)
            .join(users, users.c.id == tokens.c.user_id)
            .where(tokens.c.expires_ms > now_ms())
        )
        with self._ledger.engine.connect() as connection:
            for row in connection.execute(query.execution_options(yield_per=500)):
                if row.data.get("state") not in ENDED_STATES:
                    found["incident", row.id] = row.data
            for wall, user_id, name in connection.execute(bound):
                found["node", user_id] = {"wall": wall, "name": name}
        return found

    def users(self, name: Name, data: Mapping[str, Any], records: Mapping[Name, Data]) -> tuple[Use, ...]:
        """Who needs the record `name`."""
        return uses(name, data, {**records, **self.records})


def _compared(
    connection: Connection, given: Brought, work: _Work, *, starting: bool
) -> tuple[Known, Comparison]:  # fmt: skip
    notes = dict(connection.execute(select(meta.c.key, meta.c.value)).all())
    before = {(kind, key): mark for kind, key, mark in json.loads(notes.get(BROUGHT, "[]"))}
    known = Known(_records(connection, record_rows.c.type.in_(_KINDS)), before, work.users)
    found = compared(known, given.records, given.own, starting=starting)
    changed = _of_city(notes, given)
    if changed:
        found.differences.insert(0, Difference(What.CHANGED, "city", given.city, given.centre, changed))
    if not starting and notes.get(CALENDAR, given.calendar) != given.calendar:
        found.differences.append(Difference(What.WAITS, "calendar", given.city))
    return known, found


def _of_city(notes: Mapping[str, str], given: Brought) -> tuple[tuple[str, Any, Any], ...]:
    """What is another of the city's own: its name, and how long it keeps what."""
    before = json.loads(notes.get(RETENTION) or given.retention)
    kept = ((f"retention.{name}", before.get(name), days) for name, days in json.loads(given.retention).items())
    said = (("short_name", notes.get(CENTRE, given.centre), given.centre), *kept)
    return tuple((name, old, new) for name, old, new in said if old != new)


def _records(connection: Connection, which: ColumnElement[bool]) -> dict[Name, Data | None]:
    columns = (record_rows.c.type, record_rows.c.id, record_rows.c.removed, record_rows.c.data)
    rows = connection.execute(select(*columns).where(which))
    return {(row.type, row.id): None if row.removed else dict(row.data) for row in rows}
