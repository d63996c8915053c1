"""The clocks of a machine, handed in, so that what decides by time can be driven by a test as well."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """`now` is the time of day (aware, UTC) and may be set wrong; `monotonic_s` only ever goes on, in seconds."""

    now: Callable[[], datetime] = _utc_now
    monotonic_s: Callable[[], float] = time.monotonic


SYSTEM_CLOCK = Clock()
