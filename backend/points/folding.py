"""Puts measured values into the arrays of their days, and rolls these up: what `DatabasePoints` does by the hour."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, bindparam, delete, or_, select, text, tuple_, update

from backend.ledger.schema import point_days, point_rollups, point_tail
from backend.points.arrays import packed, unpacked
from backend.points.door import DAY_MS, Rollup
from backend.points.rollups import FIVE_MINUTES_MS, HOUR_MS, rolled, span_of_ms

_log = logging.getLogger(__name__)
Day = tuple[str, int]
"""An indicator, and a day since 1970."""
Values = dict[int, float]
"""Milliseconds since 1970, and what was measured then."""
FIVE_MINUTES_S, HOUR_S = FIVE_MINUTES_MS // 1000, HOUR_MS // 1000
BLOCK_DAYS = ((FIVE_MINUTES_S, 1), (HOUR_S, 30))
"""The spans that are kept, and of how many days one array has them: some 300 and 700."""
_MAKE_DAY = text(
    "INSERT INTO point_days (indicator_id, day, rolled, data) VALUES (:key, :day, :rolled, :data)"
    " ON CONFLICT (indicator_id, day) DO NOTHING"
)
_MAKE_BLOCK = text(
    "INSERT INTO point_rollups (indicator_id, step_s, day, data) VALUES (:key, :step_s, :day, :data)"
    " ON CONFLICT (indicator_id, step_s, day) DO NOTHING"
)
_DROP = text("DELETE FROM point_tail WHERE indicator_id = :key AND at_ms = :at")


def fold(connection: Connection, fresh: Mapping[Day, Values], *, roll: bool) -> None:
    """Put the tail of these days and then `fresh`, which arrived later, into their arrays; with `roll`, roll them up.

    A row is made for each day before any is read: whoever does the same for one of them at another server waits there.
    """
    days = sorted(fresh)
    connection.execute(_MAKE_DAY, [{"key": key, "day": day, "rolled": False, "data": b""} for key, day in days])
    query = select(point_days).where(tuple_(point_days.c.indicator_id, point_days.c.day).in_(days))
    rows = {(row.indicator_id, row.day): row for row in connection.execute(_locked(query, connection, point_days))}
    tail = _take_tail(connection, days)
    closed = _closed(connection, [day for day, row in rows.items() if not row.data])
    values: dict[Day, Values] = {}
    for day, row in rows.items():
        if day in closed:
            _log.info("values of %s that came after those of their day were forgotten are not kept", day[0])
        elif day in tail or fresh[day] or not row.rolled:
            values[day] = values_of(row.data) | tail.get(day, {}) | fresh[day]
    _write(connection, {day: found for day, found in values.items() if found}, rolled_up=roll)
    gone = [day for day, row in rows.items() if not row.data and not values.get(day)]
    if gone:
        connection.execute(delete(point_days).where(tuple_(point_days.c.indicator_id, point_days.c.day).in_(gone)))
    if roll:
        for step_s, block_days in BLOCK_DAYS:
            _roll_up(connection, values, step_s, block_days)


def values_of(data: bytes) -> Values:
    """A day's values; none of a day that was only just made."""
    if not data:
        return {}
    times, (values,) = unpacked(data, 1)
    return dict(zip(times, values, strict=True))


def rollups_in(data: bytes) -> list[Rollup]:
    """What a block has."""
    if not data:
        return []
    times, columns = unpacked(data, 5)
    return [Rollup(*row) for row in zip(times, *columns, strict=True)]


def _write(connection: Connection, values: Mapping[Day, Values], *, rolled_up: bool) -> None:
    if not values:
        return
    where = and_(point_days.c.indicator_id == bindparam("key"), point_days.c.day == bindparam("of"))
    statement = update(point_days).where(where).values(data=bindparam("packed"), rolled=rolled_up)
    rows = [(key, day, sorted(found.items())) for (key, day), found in values.items()]
    connection.execute(
        statement,
        [
            {"key": key, "of": day, "packed": packed([at for at, _ in found], [value for _, value in found])}
            for key, day, found in rows
        ],
    )


def _take_tail(connection: Connection, days: Sequence[Day]) -> dict[Day, Values]:
    columns = point_tail.c
    spans = [
        and_(columns.indicator_id == key, columns.at_ms >= day * DAY_MS, columns.at_ms < (day + 1) * DAY_MS)
        for key, day in days
    ]
    found: dict[Day, Values] = {}
    for row in connection.execute(_locked(select(point_tail).where(or_(*spans)), connection, point_tail)):
        found.setdefault((row.indicator_id, row.at_ms // DAY_MS), {})[row.at_ms] = row.value
    rows = [{"key": key, "at": at} for (key, _day), values in found.items() for at in values]
    if rows:
        connection.execute(_DROP, rows)  # these alone: what comes meanwhile stays
    return found


def _closed(connection: Connection, new: Sequence[Day]) -> set[Day]:
    """Those of the days without values that were rolled up once: their values are forgotten already."""
    if not new:
        return set()
    step_s, block_days = BLOCK_DAYS[-1]
    blocks = sorted({(key, step_s, block_of(day, block_days)) for key, day in new})
    columns = point_rollups.c
    place = tuple_(columns.indicator_id, columns.step_s, columns.day)
    rows = connection.execute(select(columns.indicator_id, columns.data).where(place.in_(blocks)))
    known = {(row.indicator_id, one.at_ms // DAY_MS) for row in rows for one in rollups_in(row.data)}
    return known.intersection(new)


def _roll_up(connection: Connection, values: Mapping[Day, Values], step_s: int, block_days: int) -> None:
    by_block: dict[Day, list[int]] = {}
    for (key, day), found in values.items():
        if found:
            by_block.setdefault((key, block_of(day, block_days)), []).append(day)
    if not by_block:
        return
    blocks = [(key, step_s, block) for key, block in sorted(by_block)]
    connection.execute(
        _MAKE_BLOCK, [{"key": key, "step_s": step, "day": block, "data": b""} for key, step, block in blocks]
    )
    columns = point_rollups.c
    query = select(point_rollups).where(tuple_(columns.indicator_id, columns.step_s, columns.day).in_(blocks))
    new = []
    for row in connection.execute(_locked(query, connection, point_rollups)):
        days = {day: values[row.indicator_id, day] for day in by_block[row.indicator_id, row.day]}
        spans = laid_over(rollups_in(row.data), days, step_s)
        times, rest = [one.at_ms for one in spans], list(zip(*(one[1:] for one in spans), strict=True))
        new.append({"key": row.indicator_id, "of": row.day, "packed": packed(times, *rest)})
    where = and_(columns.indicator_id == bindparam("key"), columns.step_s == step_s, columns.day == bindparam("of"))
    connection.execute(update(point_rollups).where(where).values(data=bindparam("packed")), new)


def laid_over(found: Sequence[Rollup], days: Mapping[int, Values], step_s: int) -> list[Rollup]:
    """Spans in their order, those of `days` as their values say now."""
    span = span_of_ms(step_s * 1000)
    kept = [one for one in found if one.at_ms // DAY_MS not in days]
    return sorted([*kept, *(one for values in days.values() for one in rolled(sorted(values.items()), span))])


def block_of(day: int, block_days: int) -> int:
    """The first day of the block that has this one."""
    return day // block_days * block_days


def _locked(query: Select[Any], connection: Connection, table: Table) -> Select[Any]:
    """Rows in the order of their keys, which is everybody's, held until the commit. SQLite has one writer anyway."""
    first, *rest = table.primary_key.columns
    on_server = connection.dialect.name == "postgresql"
    order = first.collate("C") if on_server else first  # as Python sorts what it inserts
    return query.order_by(order, *rest).with_for_update()
