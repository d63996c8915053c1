"""Measured values in the ledger's own database, in transactions of their own: an array for an indicator and a day.

What comes is written as rows of the *tail*, so that a minute of a city is one quick statement that reads nothing and
that two servers can give at once. Once an hour the tail goes into its days, and each day that changed is rolled up
anew; a day that comes whole, as a history does, goes there at once. Readers lay the tail over the days and roll up
themselves what is not rolled up yet, so nothing that was put is ever missing or late.

A day whose values are forgotten is closed: its rollups stay as they are, and what is measured there later is not taken.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, tzinfo
from itertools import groupby, islice
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Float,
    LargeBinary,
    Select,
    Table,
    and_,
    cast,
    delete,
    func,
    null,
    or_,
    select,
    text,
    tuple_,
    union_all,
)

from backend.ledger.schema import point_days, point_rollups, point_tail
from backend.points.door import DAY_MS, Asked, Kept, Pieces, Point, Resolution, Rollup, Series
from backend.points.folding import (
    BLOCK_DAYS,
    FIVE_MINUTES_S,
    HOUR_S,
    Day,
    Values,
    block_of,
    fold,
    laid_over,
    rollups_in,
    values_of,
)
from backend.points.rollups import joined, span_of

WHOLE = 240
"""A put of so many values of one day goes into its array at once: four hours by the minute are a history, no news."""
DAYS_AT_ONCE = 50
"""Arrays that one transaction writes: 50 of 1440 values take some 50 ms, in which SQLite lets nobody else write."""
PAUSE_S = 0.1
"""Between two such transactions on SQLite: whoever waits there looks again after 100 ms at most, and has its turn."""
TAIL_AT_ONCE = 5000
_ADD = text(
    "INSERT INTO point_tail (indicator_id, at_ms, value) VALUES (:key, :at, :value)"
    " ON CONFLICT (indicator_id, at_ms) DO UPDATE SET value = excluded.value"
)


class DatabasePoints:
    """`PointStore` in the tables `point_tail`, `point_days` and `point_rollups`, on SQLite and PostgreSQL."""

    def __init__(self, engine: Engine, kept: Kept | None = None, zone: tzinfo = UTC) -> None:
        self._engine = engine
        self._kept = kept or Kept()
        self._zone = zone

    def put(self, series: Sequence[Series]) -> None:
        """As `PointStore.put`."""
        days: dict[Day, Values] = {}
        for key, measured in series:
            for at, value in measured:
                at_ms = round(at.timestamp() * 1000)
                days.setdefault((key, at_ms // DAY_MS), {})[at_ms] = value
        tail = [
            {"key": key, "at": at_ms, "value": value}
            for (key, _day), values in sorted(days.items())
            if len(values) < WHOLE
            for at_ms, value in sorted(values.items())
        ]
        if tail:
            with self._engine.begin() as connection:
                connection.execute(_ADD, tail)
        self._fold({day: values for day, values in days.items() if len(values) >= WHOLE}, roll=False)

    # reading

    def raw(self, asked: Sequence[Asked]) -> Pieces[Point]:
        """As `PointStore.raw`."""
        since = dict(asked)
        # One statement is one moment: between two of them the tail might go where the first has looked already.
        query = union_all(_days(_from_day(asked)), _tail(asked)).order_by("indicator_id", "at_ms")
        with self._engine.connect() as connection:
            for (key, _day), values, _there in _by_day(connection.execute(query)):
                yield key, [(at, value) for at, value in sorted(values.items()) if at >= since[key]]

    def rolled(self, asked: Sequence[Asked], resolution: Resolution) -> Pieces[Rollup]:
        """As `PointStore.rolled`."""
        span = span_of(resolution, self._zone)
        since = {key: span(since_ms) for key, since_ms in asked}
        step_s = FIVE_MINUTES_S if resolution == "5min" else HOUR_S
        begun = list(since.items())
        with self._engine.connect() as connection:
            fresh = _not_rolled(connection, begun)
            rows = connection.execute(_blocks(begun, step_s))
            for key, blocks in groupby(rows, lambda row: str(row.indicator_id)):
                found = [one for block in blocks for one in rollups_in(block.data)]
                found = _with_fresh(found, fresh.pop(key, {}), step_s)
                yield key, [one for one in joined(found, span) if one.at_ms >= since[key]]
            for key, days in fresh.items():
                yield key, [one for one in joined(_with_fresh([], days, step_s), span) if one.at_ms >= since[key]]

    # upkeep

    def upkeep(self, now_ms: int) -> None:
        """As `PointStore.upkeep`; in many short transactions, so that others write between them."""
        self._fold_tail()
        self._roll_up()
        today = now_ms // DAY_MS
        kept, steps = self._kept, point_rollups.c.step_s
        self._forget(point_days, today - kept.raw_days, point_days.c.rolled)
        self._forget(point_rollups, today - kept.five_minutes_days, steps == FIVE_MINUTES_S)
        self._forget(point_rollups, today - kept.hours_days - BLOCK_DAYS[-1][1], steps == HOUR_S)

    def _fold_tail(self) -> None:
        after: tuple[str, int] | None = None
        place = tuple_(point_tail.c.indicator_id, point_tail.c.at_ms)
        while True:
            query = select(point_tail.c.indicator_id, point_tail.c.at_ms)
            query = query if after is None else query.where(place > tuple_(*after))
            with self._engine.connect() as connection:
                rows = connection.execute(query.order_by(*place).limit(TAIL_AT_ONCE)).all()
            if not rows:
                return
            after = (rows[-1].indicator_id, rows[-1].at_ms)
            self._fold({(row.indicator_id, row.at_ms // DAY_MS): {} for row in rows}, roll=True)

    def _roll_up(self) -> None:
        days = point_days.c
        query = select(days.indicator_id, days.day).where(~days.rolled).order_by(days.day).limit(DAYS_AT_ONCE)
        while True:
            with self._engine.connect() as connection:
                found: dict[Day, Values] = {(row.indicator_id, row.day): {} for row in connection.execute(query)}
            if not found:
                return
            self._fold(found, roll=True)

    def _fold(self, fresh: Mapping[Day, Values], *, roll: bool) -> None:
        days = iter(sorted(fresh))
        while lot := list(islice(days, DAYS_AT_ONCE)):
            with self._engine.begin() as connection:
                fold(connection, {day: fresh[day] for day in lot}, roll=roll)
            if self._engine.dialect.name == "sqlite" and len(lot) == DAYS_AT_ONCE:
                time.sleep(PAUSE_S)

    def _forget(self, table: Table, before: int, where: ColumnElement[bool]) -> None:
        """Forget what is of days before this one, day by day."""
        while True:
            with self._engine.begin() as connection:
                oldest = connection.execute(select(func.min(table.c.day)).where(where)).scalar()
                if oldest is None or oldest >= before:
                    return
                connection.execute(delete(table).where(and_(where, table.c.day == oldest)))


def _from_day(asked: Sequence[Asked]) -> ColumnElement[bool]:
    days = point_days.c
    return or_(*(and_(days.indicator_id == key, days.day >= since_ms // DAY_MS) for key, since_ms in asked))


def _days(where: ColumnElement[bool]) -> Select[Any]:
    """Arrays, as rows that stand before those of the tail of their day."""
    days = point_days.c
    at_ms, value = (days.day * cast(DAY_MS, point_tail.c.at_ms.type)).label("at_ms"), cast(null(), Float).label("value")
    return select(days.indicator_id, at_ms, value, days.data).where(where)


def _tail(asked: Sequence[Asked]) -> Select[Any]:
    tail = point_tail.c
    where = or_(*(and_(tail.indicator_id == key, tail.at_ms >= since_ms // DAY_MS * DAY_MS) for key, since_ms in asked))
    return select(tail.indicator_id, tail.at_ms, tail.value, cast(null(), LargeBinary).label("data")).where(where)


def _blocks(asked: Sequence[Asked], step_s: int) -> Select[Any]:
    blocks, block_days = point_rollups.c, dict(BLOCK_DAYS)[step_s]
    where = or_(
        *(
            and_(blocks.indicator_id == key, blocks.day >= block_of(since_ms // DAY_MS, block_days))
            for key, since_ms in asked
        )
    )
    query = select(blocks.indicator_id, blocks.data).where(and_(blocks.step_s == step_s, where))
    return query.order_by(blocks.indicator_id, blocks.day)


def _by_day(rows: Iterable[Any]) -> Iterator[tuple[Day, Values, bool]]:
    """Each day that has rows, with the tail laid over its array; and whether there is an array."""
    for day, of_day in groupby(rows, lambda row: (str(row.indicator_id), row.at_ms // DAY_MS)):
        array: Values = {}
        tail: Values = {}
        there = False
        for row in of_day:
            if row.data is None:
                tail[row.at_ms] = row.value
            else:
                there, array = True, values_of(row.data)
        yield day, array | tail, there


def _not_rolled(connection: Connection, asked: Sequence[Asked]) -> dict[str, dict[int, tuple[Values, bool]]]:
    """Values of the days that changed since they were rolled up, and whether such a day has an array."""
    query = union_all(_days(and_(_from_day(asked), ~point_days.c.rolled)), _tail(asked))
    found = {
        day: (values, there)
        for day, values, there in _by_day(connection.execute(query.order_by("indicator_id", "at_ms")))
    }
    apart = [day for day, (_values, there) in found.items() if not there]
    if apart:
        where = tuple_(point_days.c.indicator_id, point_days.c.day).in_(apart)
        for day, values, _there in _by_day(connection.execute(_days(where).order_by("indicator_id", "at_ms"))):
            found[day] = (values | found[day][0], True)
    by_key: dict[str, dict[int, tuple[Values, bool]]] = {}
    for (key, number), one in found.items():
        by_key.setdefault(key, {})[number] = one
    return by_key


def _with_fresh(found: Sequence[Rollup], fresh: Mapping[int, tuple[Values, bool]], step_s: int) -> list[Rollup]:
    """What is rolled up, and beside it the days that are not. A day without an array that was rolled up is closed."""
    closed = {one.at_ms // DAY_MS for one in found}
    days = {day: values for day, (values, there) in fresh.items() if there or day not in closed}
    return laid_over(found, days, step_s)
