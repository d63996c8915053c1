"""What time a camera may think it is, from what it says of its clock: sign-ins of another time are refused."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

SAME_S = 3.0
"""Offsets that differ by less are one: no camera is as strict, and each that is tried may be a refused sign-in."""
MOST = 3
"""Offsets that are tried at most: cameras lock accounts after five refusals or more."""
FURTHEST_S = 100 * 365 * 86_400.0
"""A camera whose battery is empty begins in 1970 or 2000; a clock further off than a century is no clock, and the time
that a sign-in would name by it is none either."""
MISLABELLED = timedelta(seconds=30)
"""So near to our own clock is what a camera says once its time zone is taken off, where its clock is right at all."""
ZONE_MOST = 200
"""Letters of a time zone that are read: to look for one in a name costs the square of its length."""
_FIELDS = ("Date/Year", "Date/Month", "Date/Day", "Time/Hour", "Time/Minute", "Time/Second")
_POSIX = re.compile(r"(?:<[^>]+>|[A-Za-z]{3,})([+-]?)(\d{1,2})(?::(\d{2}))?")


def offsets(answer: Element | None, date: str | None, now: datetime) -> tuple[float, ...]:
    """How many seconds the camera's clock may be ahead of `now`, the likeliest first and none twice; never empty.

    `answer` is that to GetSystemDateAndTime, None where the camera keeps it to itself; `date` is HTTP's own header.
    Cameras label local time as UTC, tell local time alone, or tell months that there are not.
    """
    utc, local = (_told(answer, name) for name in ("UTCDateTime", "LocalDateTime"))
    zones = [zone for zone in _zones(answer, utc or local) if zone]
    if utc is not None:
        ahead = utc - now
        # Ahead by just its time zone: local time under a wrong label.
        found = [*_west(utc, (zone for zone in zones if abs(ahead - zone) < MISLABELLED)), utc]
    else:
        found = [] if local is None else sorted(_west(local, zones), key=lambda one: abs(one - now))
    by_date = _by_header(date)
    found += [one for one in (by_date, now, local if utc is None else None) if one is not None]
    ahead_s = [(one - now).total_seconds() for one in found]
    return tuple(_distinct([value for value in ahead_s if abs(value) <= FURTHEST_S] or [0.0]))[:MOST]


def _west(at: datetime, zones: Iterable[timedelta]) -> Iterator[datetime]:
    """Without each of the zones; the first and the last day that there are have none on one side."""
    for zone in zones:
        with contextlib.suppress(OverflowError):
            yield at - zone


def _distinct(values: list[float]) -> Iterator[float]:
    kept: list[float] = []
    for value in values:
        if all(abs(value - one) >= SAME_S for one in kept):
            kept.append(value)
            yield value


def _told(answer: Element | None, name: str) -> datetime | None:
    found = None if answer is None else answer.find(f".//{name}")
    if found is None:
        return None
    try:
        year, month, day, hour, minute, second = (int(found.findtext(field) or "none") for field in _FIELDS)
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def _by_header(date: str | None) -> datetime | None:
    with contextlib.suppress(TypeError, ValueError, OverflowError, LookupError):  # as the library raises them
        told = parsedate_to_datetime(date or "")
        return told if told.tzinfo is not None else told.replace(tzinfo=UTC)
    return None


def _zones(answer: Element | None, at: datetime | None) -> Iterator[timedelta]:
    """How far east the camera says it is; several where its words can mean several."""
    name = "" if answer is None else (answer.findtext(".//TimeZone/TZ") or "").strip()[:ZONE_MOST]
    summer = answer is not None and (answer.findtext(".//DaylightSavings") or "").strip().lower() in {"true", "1"}
    found: list[timedelta] = []
    posix = _POSIX.search(name)
    if posix is not None:
        # POSIX counts westwards; those who write GMT+7 or UTC+07:00 mostly mean eastwards.
        hours = timedelta(hours=int(posix[2]), minutes=int(posix[3] or 0))
        west = hours if posix[1] != "-" else -hours
        found = [-west, west] if name[:3].upper() in {"GMT", "UTC"} else [-west]
    elif name:
        with contextlib.suppress(ValueError, OSError, OverflowError):
            found = [_of_zone(name, at)]
    yield from found
    if summer:
        yield from (zone + timedelta(hours=1) for zone in found)


def _of_zone(name: str, at: datetime | None) -> timedelta:
    try:
        zone = ZoneInfo(name)
    except KeyError as error:
        raise ValueError(name) from error
    return (at or datetime.now(UTC)).replace(tzinfo=zone).utcoffset() or timedelta()
