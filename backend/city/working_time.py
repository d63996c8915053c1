"""Working time of a city: when its offices are open, and what that makes of a deadline in working hours.

Times of day are the city's own, in a time zone without daylight saving: a day always has 24 hours. Every day is laid
out as spans of milliseconds; the spans of a year are added up once, so that any question is two look-ups.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache
from types import MappingProxyType
from zoneinfo import ZoneInfo

import holidays

MINUTES_A_DAY = 1440
_MS = 60_000
_DAY_MS = MINUTES_A_DAY * _MS
FIRST_YEAR, LAST_YEAR = 1980, 2099
"""What the library of holidays knows of the lunar calendar, and what a city can need."""
Spans = tuple[tuple[int, int], ...]
"""Open hours of one day: pairs of minutes since midnight, in order, each open at its beginning and shut at its end."""
NO_SPANS: Spans = ()


@dataclass(frozen=True)
class Plan:
    """What a city says of its hours: `week` from Monday to Sunday, then what is otherwise on some dates.

    `country` names the public holidays (ISO 3166, such as VN; None for none), `off` further days off, `on` days that
    are worked although they would be off, with their hours.
    """

    week: tuple[Spans, ...]
    country: str | None = None
    off: frozenset[date] = frozenset()
    on: Mapping[date, Spans] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Raise ValueError for what is no week, or for hours out of order."""
        if len(self.week) != 7:
            raise ValueError("a week has seven days")
        for spans in (*self.week, *self.on.values()):
            edges = [edge for span in spans for edge in span]
            if edges != sorted(set(edges)) or (edges and not 0 <= edges[0] < edges[-1] <= MINUTES_A_DAY):
                raise ValueError(f"hours out of order: {spans}")
        if not any(self.week):
            raise ValueError("a week without any hours")


def has_daylight_saving(zone: ZoneInfo, year: int) -> bool:
    """Whether clocks are set forward and back during `year`."""
    offsets = {datetime(year, month, 1, tzinfo=zone).utcoffset() for month in range(1, 13)}
    return len(offsets) > 1


def knows_country(country: str) -> bool:
    """Whether the library knows the holidays of a country (ISO 3166)."""
    return country in holidays.list_supported_countries()


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> tuple[frozenset[date], frozenset[date]]:
    """Public holidays of a country in a year, and the weekend days that are worked in exchange for one.

    Raises ValueError for a country that the library does not know.
    """
    if not knows_country(country):
        raise ValueError(f"no holidays are known for {country}")
    known = holidays.country_holidays(country, years=year)
    worked: set[date] = getattr(known, "weekend_workdays", set())
    return frozenset(day for day in known if day.year == year), frozenset(day for day in worked if day.year == year)


class _Year:
    """One year of open spans, in milliseconds since its first midnight, and how much was worked before each."""

    def __init__(self, days: Iterable[Spans]) -> None:
        self.begins: list[int] = []
        self.ends: list[int] = []
        self.before: list[int] = []
        self.total = 0
        for number, spans in enumerate(days):
            for begin, end in spans:
                self.begins.append(number * _DAY_MS + begin * _MS)
                self.ends.append(number * _DAY_MS + end * _MS)
                self.before.append(self.total)
                self.total += (end - begin) * _MS

    def worked(self, at: int) -> int:
        """How much of the year is worked before `at`."""
        place = bisect.bisect_right(self.begins, at) - 1
        if place < 0:
            return 0
        return self.before[place] + min(at, self.ends[place]) - self.begins[place]

    def reached(self, amount: int) -> int:
        """The earliest moment before which `amount` (more than 0, at most the total) is worked."""
        place = bisect.bisect_left(self.before, amount) - 1
        return self.begins[place] + amount - self.before[place]


class Calendar:
    """Answers for one plan in one time zone. Safe to use from several threads. Precise to the millisecond.

    Raises ValueError for a zone with daylight saving.
    """

    def __init__(self, plan: Plan, zone: ZoneInfo) -> None:
        now = datetime.now(UTC).year
        if has_daylight_saving(zone, now):
            raise ValueError(f"{zone.key} has daylight saving")
        self._plan = plan
        self._offset = datetime(now, 1, 1, tzinfo=zone).utcoffset() or timedelta()
        self._zone = timezone(self._offset)
        self._years: dict[int, _Year] = {}

    def is_working(self, at: datetime) -> bool:
        """Whether the city works at `at`; the last moment of a span is not part of it."""
        local = at.astimezone(self._zone)
        minute = local.hour * 60 + local.minute
        return any(begin <= minute < end for begin, end in self.hours(local.date()))

    def between(self, a: datetime, b: datetime) -> timedelta:
        """How long the city works from `a` to `b`; negative where `b` is earlier."""
        if b < a:
            return -self.between(b, a)
        (first, start), (last, end) = self._place(a), self._place(b)
        worked = self._year(last).worked(end) - self._year(first).worked(start)
        return timedelta(milliseconds=worked + sum(self._year(year).total for year in range(first, last)))

    def add(self, start: datetime, working: timedelta) -> datetime:
        """The earliest moment by which `working` has been worked since `start`; `start` itself for none, in UTC.

        Work that is done exactly when an office shuts is due then, not at its next opening. Raises ValueError for a
        negative time, and OverflowError beyond `LAST_YEAR`.
        """
        amount = round(working / timedelta(milliseconds=1))
        if amount < 0:
            raise ValueError("time that is worked is not negative")
        if amount == 0:
            return start.astimezone(UTC)
        year, at = self._place(start)
        wanted = self._year(year).worked(at) + amount
        while wanted > self._year(year).total:
            wanted -= self._year(year).total
            year += 1
        local = datetime(year, 1, 1) + timedelta(milliseconds=self._year(year).reached(wanted))
        return local.replace(tzinfo=self._zone).astimezone(UTC)

    def hours(self, day: date) -> Spans:
        """The open hours of a day: what the city says of the date, then holidays, then the weekday."""
        plan = self._plan
        if day in plan.on:
            return plan.on[day]
        if day in plan.off:
            return NO_SPANS
        if plan.country is not None:
            off, worked = public_holidays(plan.country, day.year)
            if day in off:
                return NO_SPANS
            if day in worked and not self._full(plan.week[day.weekday()]):
                return max(plan.week, key=_length)
        return plan.week[day.weekday()]

    def _full(self, spans: Spans) -> bool:
        return _length(spans) == max(map(_length, self._plan.week))

    def _place(self, at: datetime) -> tuple[int, int]:
        """The local year of `at`, and the milliseconds since that year began."""
        local = at.astimezone(self._zone).replace(tzinfo=None)
        return local.year, (local - datetime(local.year, 1, 1)) // timedelta(milliseconds=1)

    def _year(self, year: int) -> _Year:
        found = self._years.get(year)
        if found is None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise OverflowError(f"no calendar for {year}")
            first = date(year, 1, 1)
            days = (date(year + 1, 1, 1) - first).days
            found = self._years[year] = _Year(self.hours(first + timedelta(days=n)) for n in range(days))
        return found


def _length(spans: Sequence[tuple[int, int]]) -> int:
    return sum(end - begin for begin, end in spans)
