"""Whether a server should be sent requests, and what else is worth a look: named checks with a sentence each.

What fails here takes the server out of its balancer's list, so only what this one server cannot do without fails; what
all servers of a city share with it, or what can wait for a person, is a warning (decision 064).
"""

from __future__ import annotations

import asyncio
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from backend.migrations import HEAD
from backend.operations.beats import Standing
from backend.operations.database_look import DatabaseLook, Looker
from backend.operations.draining import Draining
from backend.operations.kernel_clock import KernelClock, kernel_clock
from backend.operations.messages import say, size

KEPT_S = 1.0
"""Anybody may ask, and often: within so long the same answer is given, without asking the database."""
APART_MOST_S = 2.0
"""Two clocks of one centre; consoles mark 5 s (docs/explanation/contract.md#time)."""
MIB = 2**20


class State(StrEnum):
    """Of a check. `fail` alone means that the server is not ready."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    state: State
    text: str


@dataclass(frozen=True)
class Limits:
    """Below `disk_low_bytes` a disk is told of, below `disk_full_bytes` the server is not ready; `lag_s` of a standby
    is told of. `folders` are looked at beside the database's own."""

    disk_low_bytes: int = 2048 * MIB
    disk_full_bytes: int = 200 * MIB
    lag_s: float = 10.0
    folders: tuple[Path, ...] = ()


@dataclass
class Readiness:
    """Looks at everything. `database_folder` is the folder of an embedded database, None for a server's."""

    looker: Looker
    draining: Draining
    database_folder: Path | None
    limits: Limits = field(default_factory=Limits)
    lang: str = "vi"
    standing: Callable[[], Sequence[Standing]] = tuple
    clock: Callable[[], KernelClock | None] = kernel_clock
    newest: DatabaseLook | None = None
    """What the database said last; None while it does not answer."""
    _checks: tuple[Check, ...] = ()
    _looked_at: float = float("-inf")
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def look(self) -> tuple[Check, ...]:
        """Every check, as of the last second."""
        async with self._lock:
            if time.monotonic() - self._looked_at >= KEPT_S:
                self._checks = tuple(await self._look())
                self._looked_at = time.monotonic()
        return (*self._checks, self._draining())

    async def _look(self) -> list[Check]:
        try:
            self.newest = await self.looker.look()
            code = "database_away"
        except TimeoutError:
            self.newest, code = None, "database_slow"
        found = [self._database(code), self._schema(), *await asyncio.to_thread(lambda: list(self._disks()))]
        found.append(self._clock())
        replication = self._replication()
        return [*found, *([replication] if replication else []), self._rounds()]

    def _check(self, name: str, state: State, code: str, **params: object) -> Check:
        return Check(name, state, say(self.lang, code, **params))

    def _database(self, code: str) -> Check:
        if self.newest is None:
            return self._check("database", State.FAIL, code, seconds=f"{self.looker.bound_s:g}")
        if self.newest.is_standby:
            return self._check("database", State.FAIL, "database_standby")
        return self._check("database", State.OK, "database_ok")

    def _schema(self) -> Check:
        if self.newest is None:
            return self._check("schema", State.UNKNOWN, "unknown_without_database")
        version = self.newest.schema
        if version == HEAD:
            return self._check("schema", State.OK, "schema_ok", version=version)
        if version > HEAD:  # numbers of one width; another server was updated first, and old ones go on meanwhile
            return self._check("schema", State.WARN, "schema_newer", version=version, ours=HEAD)
        return self._check("schema", State.FAIL, "schema_wrong", version=version, ours=HEAD)

    def _disks(self) -> Iterator[Check]:
        if self.database_folder is None:
            yield self._check("disk", State.UNKNOWN, "disk_elsewhere")
        folders = [("disk", self.database_folder)] if self.database_folder else []
        for name, folder in [*folders, *((f"disk {one}", one) for one in self.limits.folders)]:
            yield self._disk(name, folder)

    def _disk(self, name: str, folder: Path) -> Check:
        try:
            free = shutil.disk_usage(folder).free
        except OSError:
            return self._check(name, State.WARN, "disk_gone", folder=folder)
        told = {"folder": folder, "free": size(free), "least": size(self.limits.disk_full_bytes)}
        if free < self.limits.disk_full_bytes:
            return self._check(name, State.FAIL, "disk_full", **told)
        low = free < self.limits.disk_low_bytes
        return self._check(name, State.WARN if low else State.OK, "disk_low" if low else "disk_ok", **told)

    def _clock(self) -> Check:
        apart_s = self.newest.clock_apart_s if self.newest is not None else None
        if apart_s is not None and abs(apart_s) > APART_MOST_S:
            return self._check("clock", State.WARN, "clock_apart", seconds=f"{abs(apart_s):.1f}")
        kernel = self.clock()
        if kernel is None:
            return self._check("clock", State.UNKNOWN, "clock_unknown")
        if not kernel.is_synchronised:
            return self._check("clock", State.WARN, "clock_free")
        return self._check("clock", State.OK, "clock_ok", error=f"{kernel.max_error_s:.3f}")

    def _replication(self) -> Check | None:
        """None where the database is no server, or a standby itself."""
        told = self.newest.replication if self.newest is not None else None
        if told is None:
            return None
        if told.standbys == 0:
            return self._check("replication", State.OK, "replication_none")
        if told.told < told.standbys:
            return self._check("replication", State.UNKNOWN, "replication_hidden", count=told.standbys)
        late = told.lag_s > self.limits.lag_s
        said = {"count": told.standbys, "seconds": f"{told.lag_s:.1f}"}
        code = "replication_late" if late else "replication_ok"
        return self._check("replication", State.WARN if late else State.OK, code, **said)

    def _rounds(self) -> Check:
        late = ", ".join(one.name for one in self.standing() if one.is_late)
        if late:
            return self._check("rounds", State.WARN, "rounds_late", names=late)
        return self._check("rounds", State.OK, "rounds_ok")

    def _draining(self) -> Check:
        if self.draining.begun:
            return self._check("draining", State.FAIL, "draining_yes")
        return self._check("draining", State.OK, "draining_no")


def is_ready(checks: Sequence[Check]) -> bool:
    """Whether requests may come."""
    return not any(check.state == State.FAIL for check in checks)
