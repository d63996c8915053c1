"""What is told after an outage: the difference of two looks, and whose clock is believed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from console.base.server_time import Mark, ServerTime, mark_from, mark_to
from console.sync.catch_up import difference, look
from console.sync.waking import Waking

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def test_what_happened_while_we_were_away() -> None:
    before = look(NOON, [("a", 1, "new", 3), ("b", 4, "acknowledged", 2), ("c", 2, "new", 4), ("z", 9, "closed", 4)])
    rows = [("a", 2, "in_progress", 1), ("b", 4, "acknowledged", 2), ("n", 1, "new", 1), ("z", 10, "new", 4)]
    after = look(NOON + DAY, [*rows, ("c", 3, "resolved", 4), ("m", 2, "closed", 3)])
    states = {"1": "settled", "2": "answered", "3": "rejected", "4": "expired", "5": "conflict", "6": "waiting"}
    told = difference(before, after, states)
    assert (told.since, told.until) == (NOON, NOON + DAY)
    assert told.new == ("n",), "what came and went meanwhile is no news"
    assert told.changed == ("a", "z"), "opened again is a change"
    assert (told.ended, told.escalated) == (("c",), ("a",))
    assert (told.settled, told.refused, told.in_conflict) == (2, 2, 1)
    assert not told.is_empty
    assert difference(before, before, {"6": "waiting"}).is_empty


class Clocks:
    def __init__(self) -> None:
        self.wall, self.boot_s = NOON, 500.0

    def time(self, boot_name: str = "this") -> ServerTime:
        return ServerTime(lambda: self.wall, lambda: self.boot_s, boot_name)

    def pass_by(self, seconds: float) -> None:
        self.boot_s += seconds
        self.wall += timedelta(seconds=seconds)


def test_the_centre_s_time_goes_on_over_a_clock_that_jumps() -> None:
    clocks = Clocks()
    time = clocks.time()
    assert time.now() == NOON
    time.learn(2.0, 0.1)
    assert time.now() == NOON, "within 5 s our own clock will do"
    time.learn(86_400.0, 0.1)
    assert time.now() == NOON + DAY
    clocks.wall += DAY
    clocks.pass_by(60)
    assert time.now() == clocks.wall, "set right meanwhile: nothing to correct"
    clocks.wall -= 2 * DAY
    assert time.now() == clocks.wall + 2 * DAY
    assert time.corrected(clocks.wall) == time.now()
    time.learn(0.0, 30.0)
    assert time.offset_s == 2 * 86_400, "an answer that took 30 s says too little"


def test_a_sign_in_outlives_a_wrong_clock() -> None:
    clocks = Clocks()
    clocks.wall += DAY  # a day fast when somebody signs in
    mark = clocks.time().mark(NOON.isoformat())
    assert mark is not None
    assert mark_from(mark_to(mark)) == mark
    ends = NOON + timedelta(hours=12)
    clocks.pass_by(3600)
    later = clocks.time()
    later.restore(mark)
    assert not later.is_past(ends, mark)
    clocks.wall += 3 * DAY
    assert not later.is_past(ends, mark), "this start of the machine remembers, whatever the clock is set to"
    clocks.wall -= 3 * DAY
    assert not clocks.time("another").is_past(ends, mark), "another start: as wrong as it was then"
    clocks.pass_by(12 * 3600)
    assert later.is_past(ends, mark)
    assert clocks.time("another").is_past(ends, mark)


def test_a_mark_that_is_none() -> None:
    assert mark_from(None) is None
    assert mark_from({"server": "x"}) is None
    naive = Mark("2026-11-21T12:00:00", "2026-11-21T12:00:00", 1.0, "b")
    assert mark_from(mark_to(naive)) is None
    assert ServerTime().mark(None) is None
    assert ServerTime().mark("2026-11-21T12:00:00") is None


def test_sleep_is_told_from_a_clock_that_was_set() -> None:
    boot, wall = [100.0], [5000.0]
    waking = Waking(lambda: boot[0], lambda: wall[0])

    def look_after(boot_s: float, wall_s: float) -> tuple[float, float]:
        boot[0] += boot_s
        wall[0] += wall_s
        gap = waking.look()
        return gap.away_s, gap.moved_s

    assert look_after(1, 1) == (0, 0)
    assert look_after(1, 86_401) == (0, 86_400), "set, not slept"
    assert look_after(28_800, 28_800) == (28_800, 0), "slept"
    assert look_after(60, 28_860) == (60, 28_800), "stopped, and set meanwhile"
