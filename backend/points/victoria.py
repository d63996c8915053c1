"""Measured values in VictoriaMetrics (https://docs.victoriametrics.com), where a city outgrows its database.

It is a server of its own, spoken to over HTTP: each value is a sample of the metric `ioc_indicator` with the label
`id`. What it does otherwise than the tables: a number is kept with 15 digits; of two values of one time the greater
holds, whichever arrived last; what lies more than two days ahead is dropped; and it forgets by its own
`-retentionPeriod`, which has to be as long as the longest that the pack asks for. Spans of time are computed from the
values when they are asked for.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, tzinfo
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import orjson
import requests

from backend.points.door import DAY_MS, Asked, Kept, Pieces, Point, PointsDownError, Resolution, Rollup, Series
from backend.points.rollups import rolled, span_of

METRIC = "ioc_indicator"
CONNECT_S, READ_S = 2.0, 10.0
"""It stands beside the server: what takes longer is an outage, and a thread that waits is one less for everybody."""
PLACES, PLACE_S, REST_S = 8, 0.25, 5.0
"""So many ask it at a time, others wait for so long; and where it did not answer, nobody asks for so long. One that
hangs would otherwise have all threads of the server, which then could take no action either."""
TOGETHER_MS = 2 * DAY_MS
"""Indicators of which no more than so long is asked for are read in one question."""
WINDOW_MS = 30 * DAY_MS
"""A longer history is read in windows, so that whoever has enough need not wait for all of it."""
ROLLUPS_AT_ONCE = 1000


def is_address(url: str) -> bool:
    """Whether this is http(s)://HOST, without a sign-in, which has no place in an address."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and "@" not in parts.netloc


class VictoriaPoints:
    """`PointStore` at the VictoriaMetrics of this address."""

    def __init__(
        self,
        url: str,
        kept: Kept | None = None,
        zone: tzinfo = UTC,
        now_s: Callable[[], float] = time.time,
    ) -> None:
        self._url = url.rstrip("/")
        self._kept = kept or Kept()
        self._zone = zone
        self._now_s = now_s
        self._places = threading.BoundedSemaphore(PLACES)
        self._down_until_s = 0.0
        self._session = requests.Session()
        self._session.trust_env = False

    def put(self, series: Sequence[Series]) -> None:
        """As `PointStore.put`."""
        lines = [
            orjson.dumps({
                "metric": {"__name__": METRIC, "id": key},
                "values": [value for _at, value in measured],
                "timestamps": [round(at.timestamp() * 1000) for at, _value in measured],
            })
            for key, measured in series
            if measured
        ]  # fmt: skip
        if lines:
            with self._asked("POST", "import", data=b"\n".join(lines)):
                pass

    def raw(self, asked: Sequence[Asked]) -> Pieces[Point]:
        """As `PointStore.raw`."""
        yield from self._pieces(asked, self._kept.raw_days)

    def rolled(self, asked: Sequence[Asked], resolution: Resolution) -> Pieces[Rollup]:
        """As `PointStore.rolled`."""
        span = span_of(resolution, self._zone)
        days = self._kept.five_minutes_days if resolution == "5min" else self._kept.hours_days
        for key, since_ms in asked:
            pieces = self._pieces([(key, span(since_ms))], days)
            rollups = rolled((point for _key, piece in pieces for point in piece), span)
            while some := list(islice(rollups, ROLLUPS_AT_ONCE)):
                yield key, some

    def upkeep(self, now_ms: int) -> None:
        """Nothing: VictoriaMetrics does this for itself."""

    def _pieces(self, asked: Sequence[Asked], days: int) -> Iterator[tuple[str, list[Point]]]:
        now_ms = round(self._now_s() * 1000)
        begun = {key: max(since_ms, now_ms - days * DAY_MS) for key, since_ms in asked}
        short = {key: since_ms for key, since_ms in begun.items() if since_ms >= now_ms - TOGETHER_MS}
        if short:
            for key, points in self._export(list(short), min(short.values()), None).items():
                yield key, [point for point in points if point[0] >= short[key]]
        for key in begun.keys() - short.keys():
            start_ms = begun[key]
            while start_ms <= now_ms:
                end_ms = start_ms + WINDOW_MS
                last = end_ms > now_ms
                yield key, self._export([key], start_ms, None if last else end_ms - 1).get(key, [])
                start_ms = end_ms

    def _export(self, keys: Sequence[str], start_ms: int, end_ms: int | None) -> dict[str, list[Point]]:
        """Samples from the one millisecond to the other, both included; without an end those ahead of now as well."""
        pattern = "|".join(re.escape(key) for key in keys)
        query: dict[str, str] = {
            "match[]": f'{{__name__="{METRIC}",id=~{json.dumps(pattern)}}}',
            "start": f"{max(start_ms, 0) / 1000:.3f}",
            "end": f"{(end_ms if end_ms is not None else round(self._now_s() * 1000) + TOGETHER_MS) / 1000:.3f}",
        }
        found: dict[str, dict[int, float]] = {}
        with self._asked("GET", "export", params=query) as answer:
            until_s = time.monotonic() + READ_S
            try:
                for line in answer.iter_lines():
                    sample = orjson.loads(line)
                    values = found.setdefault(str(sample["metric"]["id"]), {})
                    for at, value in zip(sample["timestamps"], sample["values"], strict=True):
                        values[at] = max(value, values.get(at, value))
                    if time.monotonic() > until_s:
                        raise requests.Timeout
            except (ValueError, KeyError, TypeError) as error:
                if isinstance(error, requests.RequestException):
                    raise
                raise PointsDownError("what keeps the measured values gave an answer that cannot be read") from error
        return {key: sorted(values.items()) for key, values in found.items()}

    @contextmanager
    def _asked(self, method: str, what: str, **how: Any) -> Iterator[requests.Response]:
        """An answer that is one; its body is still to be read."""
        if time.monotonic() < self._down_until_s or not self._places.acquire(timeout=PLACE_S):
            raise PointsDownError("what keeps the measured values does not answer")
        try:
            with self._session.request(
                method,
                f"{self._url}/api/v1/{what}",
                timeout=(CONNECT_S, READ_S),
                allow_redirects=False,
                stream=True,
                **how,
            ) as answer:
                if answer.status_code not in (200, 204):
                    raise PointsDownError(f"what keeps the measured values answered with {answer.status_code}")
                yield answer
        except requests.RequestException as error:
            self._down_until_s = time.monotonic() + REST_S
            raise _down(error) from error
        finally:
            self._places.release()


def _down(error: requests.RequestException) -> PointsDownError:
    how = "did not answer in time" if isinstance(error, requests.Timeout) else "cannot be reached"
    return PointsDownError(f"what keeps the measured values {how}")
