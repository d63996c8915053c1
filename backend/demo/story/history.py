"""The demo city's numbers as functions of time: history and live values are read off the same curve.

Everything follows from a seed and a moment, so that two runs agree and the newest point of the history meets the
first live one. Nothing here is measured; shapes are chosen to look like a city (peaks, tide, office hours, rain).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

import numpy as np

from backend.city.demo_models import Series
from backend.demo.story.cast import Measured
from backend.demo.story.noise import Numbers, noise, noise_at, smooth_noise
from backend.demo.story.weather import DAY_S, Weather

HISTORY_DAYS = 30
PERIOD_S = MappingProxyType({"minute": 60, "five_minutes": 300, "hour": 3600, "day": 86400, "month": 86400})
_POINT_S = MappingProxyType({"minute": 600, "five_minutes": 600, "hour": 3600, "day": 86400, "month": 86400})
_FINE_S = MappingProxyType({"minute": 60, "five_minutes": 300})
FINE_FOR = timedelta(hours=24)
"""The last day is dense, as a screen shows it; older points of the fast indicators stand ten minutes apart."""
TIDE_S = 12.42 * 3600  # the principal lunar tide, M2
SPRING_S = 14.77 * DAY_S  # spring to spring
REPORT_HOUR = 8  # daily numbers are known at 08:00


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
        return self.values([moment])[0]

    def values(self, moments: Sequence[datetime]) -> list[float]:
        """The same at many moments, oldest first."""
        series, at = self._series, np.array([moment.timestamp() for moment in moments])
        if series.kind == "year_sum":
            raw = np.array([self._year_sum(moment) for moment in moments])
        elif series.kind == "rain":
            raw = self._weather.rain(at)
        elif series.kind in ("day_sum", "office_sum"):
            raw = self._day_sum(at)
        else:
            raw = self._wave(at)
        # Rounded by Python: numpy's own way there is by a factor, and misses what is nearest now and then.
        return [round(value, self._decimals) for value in np.clip(raw, series.min, series.max).tolist()]

    def _wave(self, at: Numbers) -> Numbers:
        series = self._series
        local = at + self._offset_s
        hour, weekend = local % DAY_S / 3600, _is_weekend(local)
        value = series.base + series.noise * smooth_noise(self._key, at / 3600 / series.noise_hours)
        ripple_s = max(600.0, 300.0 * series.noise_hours)  # what moves in days does not tremble within minutes
        value += 0.3 * series.noise * smooth_noise(self._key + 1, at / ripple_s)
        for peak, width, height in series.peaks:
            away = np.minimum(np.abs(hour - peak), 24 - np.abs(hour - peak))
            value += height * np.where(weekend, 0.55, 1.0) * np.exp(-0.5 * (away / width) ** 2)
        value += np.where(weekend, series.weekend, 0.0)
        if series.tide:
            spring = 0.75 + 0.25 * np.cos(2 * np.pi * at / SPRING_S)
            value += series.tide * spring * np.sin(2 * np.pi * at / TIDE_S)
        if series.rain:
            value += series.rain * self._weather.rain(at) / 10
        if series.flood:
            value += series.flood * self._weather.flood(at)
        value += series.trend * (at - 1_700_000_000) / DAY_S
        if series.kind == "office_level":
            return np.where(weekend | (hour < series.start) | (hour >= series.end), 0.0, value)
        return value

    def _day_sum(self, at: Numbers) -> Numbers:
        """A count that grows over the day and begins anew at midnight; office counts rest on weekends."""
        series = self._series
        local = at + self._offset_s
        part = np.clip((local % DAY_S / 3600 - series.start) / (series.end - series.start), 0.0, 1.0)
        total = series.base + series.noise * noise(self._key, local // DAY_S)
        value = total * (part + 0.06 * np.sin(2 * np.pi * part))
        return np.where(_is_weekend(local), 0.0, value) if series.kind == "office_sum" else value

    def _year_sum(self, moment: datetime) -> float:
        """What came in since New Year as of the last report at 08:00; it never falls within a year."""
        local = moment.astimezone(self._zone) - timedelta(hours=REPORT_HOUR)
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
            shares.append(quiet * quarter * (1 + series.noise * noise_at(self._key, year * 400 + number)))
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
        moments = list(_moments(indicator.period, now, zone))
        yield indicator.id, list(zip(moments, Curve(indicator, zone, weather, seed).values(moments), strict=True))


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


def _is_weekend(local: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    return (local // DAY_S + 3) % 7 >= 5  # 1 January 1970 was a Thursday
