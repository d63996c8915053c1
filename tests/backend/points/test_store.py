"""Measured values in the ledger's database: late ones, corrected ones, whole days; rolled up, forgotten, never lost."""

from __future__ import annotations

import random
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import event, func, select

from backend.ledger.engine import open_engine
from backend.ledger.schema import point_days, point_rollups, point_tail
from backend.points.answers import answer
from backend.points.arrays import packed, unpacked
from backend.points.database import DatabasePoints
from backend.points.door import DAY_MS, Kept, Point, Resolution, Rollup

DAY = datetime(2026, 11, 21, tzinfo=UTC)
DAY_0 = round(DAY.timestamp() * 1000)
MINUTE = 60_000
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def store(tmp_path: Path) -> DatabasePoints:
    return DatabasePoints(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"), zone=ZONE)


def put(store: DatabasePoints, key: str, *points: tuple[int, float]) -> None:
    """Values at so many milliseconds after the day began."""
    store.put([(key, [(DAY + timedelta(milliseconds=at), value) for at, value in points])])


def raw(store: DatabasePoints, key: str, since_ms: int = 0) -> list[Point]:
    return [point for _key, piece in store.raw([(key, since_ms)]) for point in piece]


def rolled(store: DatabasePoints, key: str, resolution: Resolution, since_ms: int = 0) -> list[Rollup]:
    return [one for _key, piece in store.rolled([(key, since_ms)], resolution) for one in piece]


def rows(store: DatabasePoints, table: object) -> int:
    with store._engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(table)).scalar_one())  # type: ignore[arg-type]


def expected(points: Sequence[Point], span_ms: int) -> list[tuple[int, int, float, float, float]]:
    """Begin, number, least, greatest and last of each span, by another way than the code's."""
    spans: dict[int, list[float]] = {}
    for at, value in sorted(points):
        spans.setdefault(at - at % span_ms, []).append(value)
    return [(at, len(found), min(found), max(found), found[-1]) for at, found in spans.items()]


def told(rollups: Sequence[Rollup]) -> list[tuple[int, int, float, float, float]]:
    return [(one.at_ms, int(one.number), one.least, one.greatest, one.last) for one in rollups]


def test_numbers_are_kept_to_the_last_bit_in_few_bytes() -> None:
    chance = random.Random(3)
    times = sorted({DAY_0 + MINUTE * minute + chance.randrange(3) for minute in range(1440)})
    values = [round(50 + chance.gauss(0, 4), 1) for _ in times]
    assert unpacked(packed(times, values), 1) == (times, [values])
    assert len(packed(times, values)) < 9.5 * len(times)
    odd = [0.1 + 0.2, -0.0, 5e-324, 1.7976931348623157e308]
    assert unpacked(packed([-5, 0, 7, 2**53], odd, odd), 2) == ([-5, 0, 7, 2**53], [odd, odd])
    assert unpacked(packed([]), 0) == ([], [])
    for damaged in (b"", b"\x02abc", b"\x01abc", packed(times, values)[:-5]):
        with pytest.raises(ValueError, match="packed numbers"):
            unpacked(damaged, 1)


@pytest.mark.parametrize("upkeep", [False, True])
def test_late_and_corrected_values_find_their_place(store: DatabasePoints, upkeep: bool) -> None:
    whole = [(minute * MINUTE, float(minute)) for minute in range(0, 600, 2)]
    steps = [
        [(0, 7.0), (2 * MINUTE, 9.0)],  # the tail, which the history after it corrects
        whole,
        [(4 * MINUTE, -4.0), (5 * MINUTE, 5.5)],  # one corrected, one late
        [(5 * MINUTE, 5.25), (-MINUTE, 1.0), (DAY_MS, 2.0)],  # corrected again, and the days beside it
        [(minute * MINUTE, minute + 0.5) for minute in range(1, 600, 2)],  # late, as a whole
    ]
    known: dict[int, float] = {}
    for step in steps:
        put(store, "rain", *step)
        put(store, "other", (0, 1.0))
        known |= {DAY_0 + at: value for at, value in step}
        if upkeep:
            store.upkeep(DAY_0)
            assert rows(store, point_tail) == 0
        assert raw(store, "rain") == sorted(known.items())
        assert told(rolled(store, "rain", "5min")) == expected([*known.items()], 5 * MINUTE)
        assert told(rolled(store, "rain", "hour")) == expected([*known.items()], 60 * MINUTE)
    assert raw(store, "rain", DAY_0 + 5 * MINUTE)[:2] == [(DAY_0 + 5 * MINUTE, 5.5), (DAY_0 + 6 * MINUTE, 6.0)]
    assert raw(store, "nobody") == []


def test_days_are_those_of_the_city(store: DatabasePoints) -> None:
    put(store, "rain", *[(hour * 60 * MINUTE, float(hour)) for hour in range(48)])
    store.upkeep(DAY_0)
    put(store, "rain", (17 * 60 * MINUTE + 1, 100.0))
    found = rolled(store, "rain", "day")
    first = datetime(2026, 11, 21, tzinfo=ZONE)
    begins = [round((first + timedelta(days=day)).timestamp() * 1000) for day in range(3)]
    assert [(one.at_ms, one.number, one.greatest, one.total) for one in found] == [
        (begins[0], 17, 16.0, sum(range(17))),
        (begins[1], 25, 100.0, sum(range(17, 41)) + 100),
        (begins[2], 7, 47.0, sum(range(41, 48))),
    ]
    # A day that holds the moment asked for is told whole.
    assert rolled(store, "rain", "day", begins[1] + 5 * 60 * MINUTE) == found[1:]


def test_what_the_city_keeps_no_longer_goes_and_the_rest_stays(tmp_path: Path) -> None:
    kept = Kept(raw_days=3, five_minutes_days=10, hours_days=40)
    store = DatabasePoints(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"), kept, ZONE)
    for day in range(100):
        put(store, "rain", (day * DAY_MS, 1.0), (day * DAY_MS + MINUTE, 3.0))
    today = DAY_0 // DAY_MS + 99
    store.upkeep(today * DAY_MS)
    assert [at // DAY_MS for at, _value in raw(store, "rain")[::2]] == [today - 3, today - 2, today - 1, today]
    assert {one.at_ms // DAY_MS for one in rolled(store, "rain", "5min")} == set(range(today - 10, today + 1))
    hours = rolled(store, "rain", "hour")
    assert {one.at_ms // DAY_MS for one in hours} >= set(range(today - 40, today + 1))
    assert rows(store, point_rollups) < 20
    # What is measured on a day whose values are forgotten would make nonsense of what it came to.
    put(store, "rain", ((99 - 20) * DAY_MS, 500.0), (99 * DAY_MS + 2 * MINUTE, 5.0))
    assert {one.greatest for one in rolled(store, "rain", "hour")} == {3.0, 5.0}
    store.upkeep(today * DAY_MS)
    assert {one.greatest for one in rolled(store, "rain", "hour")} == {3.0, 5.0}
    assert (rows(store, point_tail), rows(store, point_days)) == (0, 4)
    # A history that comes for the first time is taken, however old.
    put(store, "new", *[((99 - 20) * DAY_MS + minute * MINUTE, 1.0) for minute in range(300)])
    store.upkeep(today * DAY_MS)
    assert sum(one.number for one in rolled(store, "new", "hour")) == 300


def test_nothing_is_lost_between_writers_readers_and_upkeep(store: DatabasePoints) -> None:
    """Two servers put the same city's values, late ones among them, while both put days together and others read."""
    other = DatabasePoints(store._engine, zone=ZONE)
    failed: list[Exception] = []
    going = threading.Event()

    def write(at: DatabasePoints, first: int) -> None:
        for minute in range(first, 240, 2):
            at.put([
                (key, [(DAY + timedelta(minutes=late), float(late)) for late in (minute, minute // 3)])
                for key in ("a", "B", "c-1")
            ])  # fmt: skip

    def upkeep(at: DatabasePoints) -> None:
        while not going.is_set():
            at.upkeep(DAY_0)

    def read() -> None:
        seen = 0
        while not going.is_set():
            found = len(raw(store, "a"))
            assert found >= seen, "what was there once is always there"
            seen = found

    def run(work: object, *arguments: object) -> None:
        try:
            work(*arguments)  # type: ignore[operator]
        except Exception as error:  # noqa: BLE001 - the test tells of it
            failed.append(error)

    writers = [threading.Thread(target=run, args=(write, at, first)) for first, at in enumerate((store, other))]
    beside = [threading.Thread(target=run, args=(upkeep, at)) for at in (store, other)]
    beside.append(threading.Thread(target=run, args=(read,)))
    for thread in (*beside, *writers):
        thread.start()
    for thread in writers:
        thread.join()
    going.set()
    for thread in beside:
        thread.join()
    assert failed == []
    for key in ("a", "B", "c-1"):
        assert raw(store, key) == [(DAY_0 + minute * MINUTE, float(minute)) for minute in range(240)]
    store.upkeep(DAY_0)
    assert told(rolled(store, "a", "hour")) == expected(raw(store, "a"), 60 * MINUTE)


@pytest.mark.parametrize("resolution", ["raw", "5min", "hour", "day"])
@pytest.mark.parametrize(("limit", "time_s"), [(1, 100.0), (7, 100.0), (10_000, 100.0), (10_000, 3.0)])
def test_many_are_answered_piece_by_piece(
    store: DatabasePoints, resolution: Resolution, limit: int, time_s: float
) -> None:
    for number in range(45):
        if number % 9:
            put(store, f"i{number}", *[(day * DAY_MS + number, float(day)) for day in range(number % 4)])
    if resolution != "raw":
        store.upkeep(DAY_0)
    asked = [(f"i{number}", DAY_0 + DAY_MS if number % 2 else 0) for number in range(45)]
    one_by_one = {
        key: [row for _key, piece in (store.raw([one]) if resolution == "raw" else store.rolled([one], resolution))
              for row in piece]
        for key, *_ in asked for one in asked if one[0] == key
    }  # fmt: skip
    together: dict[str, list[object]] = {key: [] for key, _since in asked}
    seconds = count()
    waiting, questions = asked, 0
    while waiting:
        found = answer(store, waiting, resolution, limit, time_s=time_s, now_s=lambda: float(next(seconds)))
        assert sum(len(one.rows) for one in found.values()) <= limit
        for key, one in found.items():
            together[key] += one.rows
        waiting = [(key, one.next_ms) for key, one in found.items() if one.next_ms is not None]
        questions += 1
        assert questions < 500, "each answer brings something"
    assert together == one_by_one
    assert questions > 1 or (limit, time_s) == (10_000, 100.0)


def test_a_time_at_the_end_of_the_calendar_costs_nobody_else(store: DatabasePoints) -> None:
    far = datetime(9999, 12, 31, 23, 30, tzinfo=UTC)
    store.put([("rain", [(DAY, 1.0), (far, 2.0), (datetime(1, 1, 1, tzinfo=UTC), 3.0)])])
    assert [one.last for one in rolled(store, "rain", "day", -(10**14))] == [3.0, 1.0, 2.0]
    store.upkeep(DAY_0)
    assert [one.last for one in rolled(store, "rain", "day")] == [1.0, 2.0]


def test_what_is_read_is_found_by_an_index(store: DatabasePoints) -> None:
    put(store, "rain", (0, 1.0))
    said: list[tuple[str, object]] = []

    def hear(_connection: object, _cursor: object, statement: str, parameters: object, *_more: object) -> None:
        said.append((statement, parameters))

    event.listen(store._engine, "before_cursor_execute", hear)
    asked = [(f"i{number}", DAY_0) for number in range(20)]
    assert list(store.raw(asked)) == []
    for resolution in ("5min", "hour", "day"):
        assert list(store.rolled(asked, resolution)) == []
    event.remove(store._engine, "before_cursor_execute", hear)
    assert len(said) == 7
    server = store._engine.dialect.name == "postgresql"
    with store._engine.begin() as connection:
        if server:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")  # a table of one row is looked through else
        for statement, parameters in said:
            how = "EXPLAIN" if server else "EXPLAIN QUERY PLAN"
            plan = connection.exec_driver_sql(f"{how} {statement}", parameters).all()  # type: ignore[arg-type]
            words = "\n".join(str(row[-1]) for row in plan)
            assert "Seq Scan" not in words, words
            assert "SCAN point_" not in words, words
