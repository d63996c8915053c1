"""The clocks of a machine, handed in, so that what decides by time can be driven by a test as well."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from console.base.server_time import boot_s


def _boot_id() -> str:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
    except OSError:
        return secrets.token_hex(16)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class Clock:
    """`now` is the time of day (aware, UTC) and may be set wrong; `monotonic_s` only ever goes on, asleep or awake.

    Two values of `monotonic_s` can be compared where their `boot_id` is the same.
    """

    now: Callable[[], datetime] = _utc_now
    monotonic_s: Callable[[], float] = boot_s
    boot_id: str = field(default_factory=_boot_id)


SYSTEM_CLOCK = Clock()
