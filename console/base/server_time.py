"""The centre's time of day, which goes on being right where this machine's clock is set wrong or jumps."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

SKEW_S = 5.0
"""A machine's clock may be off by so much before anybody is told or anything is corrected
(docs/explanation/contract.md#time)."""
UNSURE_S = 5.0
"""An answer that took longer says too little about the time to replace what is known."""
_BOOT_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def boot_s() -> float:
    """Seconds since the machine started, sleep included; nobody can set it."""
    return time.clock_gettime(_BOOT_CLOCK)


def boot_id() -> str:
    """This start of the machine; empty where the system does not say."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except OSError:
        return ""


@dataclass(frozen=True)
class Mark:
    """One moment as three clocks told it; `server` and `local` are ISO 8601."""

    server: str
    local: str
    boot_s: float
    boot_id: str


def _utc_now() -> datetime:
    return datetime.now(UTC)


class ServerTime:
    """Learns the server's time from its answers and carries it on by a clock that nobody can set."""

    def __init__(
        self, local: Callable[[], datetime] = _utc_now, boot: Callable[[], float] = boot_s, boot_name: str | None = None
    ) -> None:
        self._local = local
        self._boot = boot
        self._boot_id = boot_id() if boot_name is None else boot_name
        self._known: tuple[datetime, float] | None = None

    @property
    def offset_s(self) -> float:
        """The server's clock minus ours now, in seconds; 0 where the difference is within `SKEW_S` or not known."""
        offset_s = self._offset_s()
        return offset_s if abs(offset_s) > SKEW_S else 0.0

    def now(self) -> datetime:
        """The time that ages and deadlines are counted from."""
        return self._local() + timedelta(seconds=self.offset_s)

    def local(self) -> datetime:
        """This machine's time of day, right or wrong."""
        return self._local()

    def corrected(self, at: datetime) -> datetime:
        """A time that this machine's clock gave, as the centre's clock would have."""
        return at + timedelta(seconds=self.offset_s)

    def learn(self, skew_s: float, took_s: float) -> None:
        """An answer that took `took_s` seconds said that the server's clock is `skew_s` ahead of ours."""
        if self._known is None or took_s <= UNSURE_S:
            self._known = (self._local() + timedelta(seconds=skew_s), self._boot())

    def mark(self, server_time: object) -> Mark | None:
        """What to keep with a sign-in, whose answer said `server_time`; None where that is no time."""
        try:
            server = datetime.fromisoformat(str(server_time))
            skew_s = (server - self._local()).total_seconds()
        except (ValueError, TypeError):
            return None
        self.learn(skew_s, 0.0)
        return Mark(server.isoformat(), self._local().isoformat(), self._boot(), self._boot_id)

    def restore(self, mark: Mark) -> None:
        """Go on from a mark of this same start of the machine; one of an earlier start says nothing about now."""
        if mark.boot_id and mark.boot_id == self._boot_id and mark.boot_s <= self._boot():
            self._known = (datetime.fromisoformat(mark.server), mark.boot_s)

    def is_past(self, at: datetime, mark: Mark | None) -> bool:
        """Whether `at` (server's time) is over by every clock that may be right."""
        clocks = [self._local(), self.now()]
        if mark is not None:
            clocks.append(self._local() + (datetime.fromisoformat(mark.server) - datetime.fromisoformat(mark.local)))
        return all(clock >= at for clock in clocks)

    def _offset_s(self) -> float:
        if self._known is None:
            return 0.0
        server, at_s = self._known
        return (server + timedelta(seconds=self._boot() - at_s) - self._local()).total_seconds()


def mark_from(data: Mapping[str, Any] | None) -> Mark | None:
    """A mark as `mark_to` wrote it; None where there is none or it cannot be understood."""
    try:
        if not data:
            return None
        mark = Mark(str(data["server"]), str(data["local"]), float(data["boot_s"]), str(data["boot_id"]))
        if datetime.fromisoformat(mark.server).tzinfo is None or datetime.fromisoformat(mark.local).tzinfo is None:
            return None
    except (KeyError, TypeError, ValueError):
        return None
    return mark


def mark_to(mark: Mark | None) -> dict[str, Any] | None:
    """A mark as it is stored."""
    return None if mark is None else asdict(mark)
