"""The demo city's numbers as functions of time: history and live values are read off the same curve.

Everything follows from a seed and a moment, so that two runs agree and the newest point of the history meets the
first live one. Nothing here is measured; shapes are chosen to look like a city (peaks, tide, office hours, rain).
"""

from __future__ import annotations

import functools
import math
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from backend.city.demo_models import Series
from backend.demo.story.cast import Measured

HISTORY_DAYS = 30
PERIOD_S = MappingProxyType({"minute": 60, "five_minutes": 300, "hour": 3600, "day": 86400, "month": 86400})
_POINT_S = MappingProxyType({"minute": 600, "five_minutes": 600, "hour": 3600, "day": 86400, "month": 86400})
_FINE_S = MappingProxyType({"minute": 60, "five_minutes": 300})
FINE_FOR = timedelta(hours=24)
"""The last day is dense, as a screen shows it; older points of the fast indicators stand ten minutes apart."""
DAY_S = 86400
TIDE_S = 12.42 * 3600  # the principal lunar tide, M2
SPRING_S = 14.77 * DAY_S  # spring to spring
REPORT_HOUR = 8  # daily numbers are known at 08:00
_MASK = (1 << 64) - 1


def noise(key: int, knot: int) -> float:
    """A fixed number from -1 to 1 for a whole-numbered `knot` of the curve `key` (splitmix64)."""
    mixed = (key * 0x9E3779B97F4A7C15 + knot * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    mixed ^= mixed >> 31
    return (mixed >> 11) / (1 << 52) - 1.0


def smooth_noise(key: int, at: float) -> float:
    """Noise that moves gently between whole-numbered knots."""
    knot = math.floor(at)
    part = at - knot
    ease = part * part * (3 - 2 * part)
    return noise(key, knot) * (1 - ease) + noise(key, knot + 1) * ease


class Weather:
    """Rain in mm an hour, and how far streets are under water (0 to about 1.2), at any moment.

    One long downpour is under way at `opened_at`; other days have an afternoon shower now and then.
    """

    def __init__(self, seed: int, opened_at: datetime) -> None:
        self._key = zlib.crc32(f"rain:{seed}".encode())
        opened = opened_at.timestamp()
        self._opening = (opened - 70 * 60, 3 * 3600.0, 62.0)
        self._from_day = int(opened // DAY_S)

    @functools.cache  # noqa: B019 - one weather lives as long as its run, a few hundred days at most
    def _showers(self, day: int) -> tuple[tuple[float, float, float], ...]:
        """Showers that begin on `day` (UTC): start, length in seconds, greatest strength in mm an hour."""
        if abs(day - self._from_day) <= 1:
            return (self._opening,) if day == self._from_day else ()
        if noise(self._key, day * 4) < 0.3:
            return ()
        start = day * DAY_S + (8 + 4 * noise(self._key, day * 4 + 1)) * 3600
        length = (1.6 + noise(self._key, day * 4 + 2)) * 3600
        return ((start, length, 24 + 20 * noise(self._key, day * 4 + 3)),)

    def _near(self, at: float) -> Iterator[tuple[float, float, float]]:
        day = int(at // DAY_S)
        for begun in (day - 1, day):
            yield from self._showers(begun)
        if day == self._from_day - 1:  # the downpour may have begun before midnight of its day
            yield self._opening

    def rain(self, at: float) -> float:
        """Millimetres an hour at the POSIX time `at`."""
        total = 0.0
        for start, length, strength in self._near(at):
            part = (at - start) / length
            if 0 < part < 1:
                total += strength * math.sin(math.pi * part) ** 0.8 * (0.9 + 0.1 * smooth_noise(self._key, at / 420))
        return total

    def flood(self, at: float) -> float:
        """How far water stands: rises while it rains hard, then runs off within hours."""
        total = 0.0
        for start, length, strength in self._near(at):
            part = (at - start) / length
            if part > 0.12:
                risen = min(1.0, (part - 0.12) / 0.45)
                level = strength / 62 * risen * risen * (3 - 2 * risen) * 1.35
                total += level * math.exp(-max(0.0, at - start - 0.7 * length) / 4800)
        return total


class Curve:
    """One indicator as a function of time."""

    def __init__(self, indicator: Measured, zone: ZoneInfo, weather: Weather, seed: int) -> None:
        self._series: Series = indicator.series
        self._decimals = indicator.decimals
        self._zone = zone
        self._weather = weather
        self._key = zlib.crc32(f"{indicator.id}:{seed}".encode())
        offset = datetime.fromtimestamp(0, zone).utcoffset()
        self._offset_s = offset.total_seconds() if offset is not None else 0.0
        self._year_sums: dict[int, list[float]] = {}

    def at(self, moment: datetime) -> float:
        """The value at `moment`, rounded as it is shown, within the series' limits."""
        return self.value(moment.timestamp())

    def value(self, stamp: float) -> float:
        """The value at a POSIX time."""
        series = self._series
        if series.kind == "year_sum":
            raw = self._year_sum(stamp)
        elif series.kind == "rain":
            raw = self._weather.rain(stamp)
        elif series.kind in ("day_sum", "office_sum"):
            raw = self._day_sum(stamp)
        else:
            raw = self._wave(stamp)
        return round(min(series.max, max(series.min, raw)), self._decimals)

    def _wave(self, stamp: float) -> float:
        series = self._series
        local = stamp + self._offset_s
        hour = local % DAY_S / 3600
        weekend = _weekday(local) >= 5
        if series.kind == "office_level" and (weekend or not series.start <= hour < series.end):
            return 0.0
        value = series.base + series.noise * smooth_noise(self._key, stamp / 3600 / series.noise_hours)
        value += 0.3 * series.noise * smooth_noise(self._key + 1, stamp / 600)
        for at, width, height in series.peaks:
            away = min(abs(hour - at), 24 - abs(hour - at))
            value += height * (0.55 if weekend else 1.0) * math.exp(-0.5 * (away / width) ** 2)
        value += series.weekend if weekend else 0.0
        if series.tide:
            spring = 0.75 + 0.25 * math.cos(2 * math.pi * stamp / SPRING_S)
            value += series.tide * spring * math.sin(2 * math.pi * stamp / TIDE_S)
        if series.rain:
            value += series.rain * self._weather.rain(stamp) / 10
        if series.flood:
            value += series.flood * self._weather.flood(stamp)
        return value + series.trend * (stamp - 1_700_000_000) / DAY_S

    def _day_sum(self, stamp: float) -> float:
        """A count that grows over the day and begins anew at midnight; office counts rest on weekends."""
        series = self._series
        local = stamp + self._offset_s
        day = int(local // DAY_S)
        if series.kind == "office_sum" and _weekday(local) >= 5:
            return 0.0
        hour = local % DAY_S / 3600
        part = min(1.0, max(0.0, (hour - series.start) / (series.end - series.start)))
        total = series.base + series.noise * noise(self._key, day)
        return total * (part + 0.06 * math.sin(2 * math.pi * part))

    def _year_sum(self, stamp: float) -> float:
        """What came in since New Year as of the last report at 08:00; it never falls within a year."""
        local = datetime.fromtimestamp(stamp - REPORT_HOUR * 3600, self._zone)
        sums = self._year_sums.get(local.year)
        if sums is None:
            sums = self._year_sums[local.year] = self._sums_of(local.year)
        return sums[local.timetuple().tm_yday - 1]

    def _sums_of(self, year: int) -> list[float]:
        """The sum after every day of `year`: working days bring in, and more so towards the quarter's end."""
        series = self._series
        first = datetime(year, 1, 1, tzinfo=UTC).date()
        days = [first + timedelta(days=number) for number in range(366)]
        shares = []
        for number, day in enumerate(days):
            quiet = 0.12 if day.weekday() >= 5 else 1.0
            quarter = 1.8 if day.month % 3 == 0 and day.day > 20 else 1.0
            shares.append(quiet * quarter * (1 + series.noise * noise(self._key, year * 400 + number)))
        whole, total, sums = sum(shares), 0.0, []
        for share in shares:
            total += share
            sums.append(series.base * total / whole)
        return sums


def of_city(
    indicators: Sequence[Measured], zone: ZoneInfo, now: datetime, seed: int
) -> Iterator[tuple[str, list[tuple[datetime, float]]]]:
    """For each indicator its points of the last 30 days, oldest first, none later than `now`."""
    weather = Weather(seed, now)
    for indicator in indicators:
        curve = Curve(indicator, zone, weather, seed)
        yield indicator.id, [(at, curve.at(at)) for at in _moments(indicator.period, now, zone)]


def period_start(period: str, now: datetime, zone: ZoneInfo) -> datetime:
    """The latest moment that an indicator of `period` reports for; days report at 08:00 local time."""
    if PERIOD_S[period] >= DAY_S:
        local = now.astimezone(zone)
        at = local.replace(hour=REPORT_HOUR, minute=0, second=0, microsecond=0)
        return (at if at <= local else at - timedelta(days=1)).astimezone(UTC)
    step = PERIOD_S[period]
    return datetime.fromtimestamp(now.timestamp() // step * step, UTC)


def _moments(period: str, now: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    last = period_start(period, now, zone)
    at = last - timedelta(days=HISTORY_DAYS)
    fine = last - FINE_FOR
    while at <= last:
        yield at
        step = _FINE_S.get(period, _POINT_S[period]) if at >= fine else _POINT_S[period]
        at += timedelta(seconds=step)


def _weekday(local_s: float) -> int:
    return int(local_s // DAY_S + 3) % 7  # 1 January 1970 was a Thursday
