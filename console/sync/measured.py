"""Measured values as a server says them: each by itself, so that one that cannot be read costs one point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from contract.fields import LARGEST, NO_TIME
from offline_cache import feeds, history
from offline_cache.feeds import Item

EARLY = timedelta(days=1)
"""What is measured later than this from now was not measured: it would keep every later point from being asked for."""
NO_TIME_MS = round(NO_TIME.timestamp() * 1000)


def keep_points(database: Any, key: str, after: str, points: list[Any], now: datetime) -> tuple[str, int]:
    """Up to when the history goes now, and how many of the points were none. On the writer's thread: thousands of
    instants are to be read."""
    feeds.expect(database, f"points:{key}", after)
    measured = _measured(points, now)
    history.add_points(database, key, measured)
    if not measured:
        return after, len(points)
    newest_ms = max(at_ms for at_ms, _value in measured)
    newest = datetime.fromtimestamp(newest_ms / 1000, UTC).isoformat(timespec="milliseconds")
    feeds.set_meta(database, f"points:{key}", newest)
    return newest, len(points) - len(measured)


def _measured(points: Iterable[Any], now: datetime) -> list[tuple[int, float]]:
    """Those of the points that are one: a time with its zone that has come, and a number."""
    latest_ms = round((now + EARLY).timestamp() * 1000)
    found = [_point(one[0], one[1], latest_ms) for one in points if isinstance(one, list | tuple) and len(one) == 2]
    return [one for one in found if one is not None]


def _point(at: object, value: object, latest_ms: int) -> tuple[int, float] | None:
    if not isinstance(at, str) or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        when = datetime.fromisoformat(at)
        at_ms = round(when.timestamp() * 1000) if when.tzinfo is not None else -1
    except (ValueError, OverflowError, OSError):
        return None
    return (at_ms, float(value)) if abs(value) <= LARGEST and NO_TIME_MS < at_ms <= latest_ms else None


def newest_points(items: list[Item], now: datetime) -> dict[str, list[tuple[int, float]]]:
    """An indicator's record carries its newest value: a point of its history as well."""
    latest_ms = round((now + EARLY).timestamp() * 1000)
    found: dict[str, list[tuple[int, float]]] = {}
    for item in items:
        if item.type == "indicator" and isinstance(item.data, Mapping):
            # What cannot be read costs its point, not the page with everybody else's records.
            point = _point(item.data.get("as_of"), item.data.get("value"), latest_ms)
            if point is not None:
                found[item.id] = [point]
    return found
