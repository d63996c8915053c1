"""Working-hour arithmetic against a slow and obvious reference: one yes or no for every minute of some years."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

import holidays
import numpy as np
import pytest

from backend.city.working_time import Calendar, Plan, has_daylight_saving

HCM = ZoneInfo("Asia/Ho_Chi_Minh")
FULL, HALF = ((450, 690), (780, 1020)), ((450, 690),)
ROUND_THE_CLOCK = ((0, 1440),)
FIRST, LAST = 2019, 2029
CASES = int(os.environ.get("IOC_CASES", "100000"))
START = datetime(FIRST, 1, 1, tzinfo=HCM)
MINUTE = timedelta(minutes=1)
PLANS = {
    "office hours, half a Saturday, Vietnam's holidays": Plan(
        (FULL, FULL, FULL, FULL, FULL, HALF, ()),
        "VN",
        off=frozenset({date(2024, 2, 29), date(2026, 3, 31), date(2023, 12, 31)}),
        on={date(2026, 2, 18): HALF, date(2025, 8, 17): FULL},
    ),
    "office hours, no holidays": Plan((FULL,) * 5 + ((), ())),
    "round the clock but Sunday": Plan((ROUND_THE_CLOCK,) * 6 + ((),), "VN"),
    "one minute a week": Plan(((),) * 6 + (((719, 720),),)),
}


def _open(plan: Plan, day: date) -> tuple[tuple[int, int], ...]:
    """The rule as a person would say it, with the library asked day by day."""
    if day in plan.on:
        return plan.on[day]
    if day in plan.off:
        return ()
    if plan.country:
        known = _known(plan.country)
        if day in known:
            return ()
        if day in known.weekend_workdays:
            return plan.week[0]
    return plan.week[day.weekday()]


@cache
def _known(country: str) -> holidays.HolidayBase:
    return holidays.country_holidays(country, years=range(FIRST, LAST + 1))


@cache
def _minutes(name: str) -> np.ndarray:
    """For every minute from `FIRST` to the end of `LAST`: is it worked?"""
    plan = PLANS[name]
    worked = []
    day = date(FIRST, 1, 1)
    while day.year <= LAST:
        of_day = np.zeros(1440, dtype=bool)
        for begin, end in _open(plan, day):
            of_day[begin:end] = True
        worked.append(of_day)
        day += timedelta(days=1)
    return np.concatenate(worked)


def _calendar(name: str) -> Calendar:
    return Calendar(PLANS[name], HCM)


def _random_minute(rng: Random, worked: np.ndarray, edges: np.ndarray) -> int:
    """Any minute, or one at the edge of a span: faults live on edges."""
    span = len(worked) - 400 * 1440
    if rng.random() < 0.4:
        return int(edges[rng.randrange(int(np.searchsorted(edges, span)))]) + rng.choice((-1, 0, 1))
    return rng.randrange(1, span)


@pytest.mark.parametrize("name", PLANS)
def test_adding_counts_the_same_minutes_as_going_through_them_one_by_one(name: str) -> None:
    """A quarter of the 100,000 cases for each plan; `IOC_CASES` makes them more."""
    worked, calendar, rng = _minutes(name), _calendar(name), Random(name)
    edges = np.flatnonzero(np.diff(worked.astype(np.int8))) + 1
    # The minute by which k minutes have been worked since the beginning, for every k.
    ends = np.flatnonzero(worked) + 1
    before = np.concatenate(([0], np.cumsum(worked)))
    most = int(min(20 * 480, before[-1] - before[len(worked) - 400 * 1440]))
    for _case in range(CASES // len(PLANS)):
        at = _random_minute(rng, worked, edges)
        wanted = rng.choice((rng.randrange(1, most), 240, 480, rng.randrange(1, min(most, 60)))) if most > 480 else 1
        due = int(ends[before[at] + wanted - 1])
        start = START + at * MINUTE
        assert calendar.add(start, wanted * MINUTE) == START + due * MINUTE, (start, wanted)
        assert calendar.between(start, START + due * MINUTE) == wanted * MINUTE
        assert calendar.is_working(start) == worked[at], start


@pytest.mark.parametrize("name", PLANS)
def test_the_fast_reference_is_the_slow_one(name: str) -> None:
    """Sums and look-ups above stand for a walk from minute to minute; here it is walked."""
    worked, calendar, rng = _minutes(name), _calendar(name), Random(name)
    for _case in range(25):
        at, minutes = rng.randrange(len(worked) - 60 * 1440), rng.randrange(1, 45 * 1440)
        walked = sum(1 for minute in range(at, at + minutes) if worked[minute])
        begin = START + at * MINUTE
        assert calendar.between(begin, begin + minutes * MINUTE) == walked * MINUTE
        if walked:
            due = calendar.add(begin, walked * MINUTE)
            assert calendar.between(begin, due) == walked * MINUTE
            assert not calendar.is_working(due) or calendar.is_working(due - MINUTE)
            assert calendar.between(begin, due - MINUTE) == (walked - 1) * MINUTE, "it is the earliest one"


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=HCM)


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-20T08:00", 8, "2026-11-21T08:00"),  # Friday; half an hour is left for Saturday
        ("2026-11-20T16:00", 4, "2026-11-21T10:30"),
        ("2026-11-21T11:30", 1, "2026-11-23T08:30"),  # at noon on Saturday the week is over
        ("2026-11-23T07:30", 4, "2026-11-23T11:30"),  # due when the office shuts, not when it opens again
        ("2026-11-23T16:00", 2, "2026-11-25T08:30"),  # 24 November is a holiday from 2026 on
        ("2026-02-13T16:00", 8, "2026-02-18T10:30"),  # over New Year; the city works on the second day until noon
        ("2026-08-21T17:00", 4, "2026-08-22T11:30"),  # a Saturday worked in exchange for a Monday
        ("2026-08-22T11:30", 1, "2026-08-22T14:00"),
        ("2024-02-28T16:00", 2, "2024-03-01T08:30"),  # the city closes on 29 February
        ("2026-11-23T03:00", 0, "2026-11-23T03:00"),  # nothing to do takes no time, wherever it begins
    ],
)
def test_cases_that_people_worked_out(start: str, hours: float, due: str) -> None:
    calendar = _calendar(next(iter(PLANS)))
    assert calendar.add(_at(start), timedelta(hours=hours)) == _at(due)


def test_time_zones_of_the_question_do_not_matter() -> None:
    calendar = _calendar(next(iter(PLANS)))
    local = _at("2026-11-23T00:30")
    assert local.astimezone(UTC).date() == date(2026, 11, 22)
    assert calendar.add(local.astimezone(UTC), timedelta(hours=1)) == _at("2026-11-23T08:30")
    assert calendar.between(_at("2026-11-23T10:00"), _at("2026-11-23T08:00")) == timedelta(hours=-2)


def test_seconds_are_kept() -> None:
    calendar = _calendar(next(iter(PLANS)))
    due = calendar.add(_at("2026-11-23T11:29:59.250"), timedelta(seconds=1))
    assert due == _at("2026-11-23T13:00:00.250")


def _nothing(build: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        build()


def test_what_is_no_calendar_is_refused() -> None:
    assert has_daylight_saving(ZoneInfo("Europe/Berlin"), 2026)
    assert not has_daylight_saving(HCM, 2026)
    plan = PLANS["office hours, no holidays"]
    _nothing(lambda: Calendar(plan, ZoneInfo("Europe/Berlin")), "daylight saving")
    _nothing(lambda: Plan((FULL,) * 6), "seven days")
    _nothing(lambda: Plan(((),) * 7), "without any hours")
    _nothing(lambda: Plan((((600, 540),),) * 7), "out of order")
    _nothing(lambda: Calendar(plan, HCM).add(START, timedelta(hours=-1)), "not negative")
    with pytest.raises(OverflowError):
        Calendar(plan, HCM).add(START, timedelta(days=40000))
