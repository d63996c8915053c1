"""Brings the server who told of an incident that was opened here: beside the action, never in it.

The folder is the queue: a small file for each, of mode 0600, written before the incident is saved and gone as soon as
the server has it. So a kill or a week without a network loses nobody's number, and nothing of it stays here, in the
log of actions or in the cache.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from console.base.changes import Changes
from console.base.errors import IocError, LinkError
from console.base.notices import Notices
from console.net.api import Api
from console.verbs import opening
from contract.reporters import ReporterIn
from offline_cache import outbox
from offline_cache.cache import Cache
from offline_cache.errors import storage_error
from offline_cache.plain_files import json_of, read_bytes, replace

T = TypeVar("T")
_log = logging.getLogger(__name__)
FOLDER = "reporters"
REFUSED = frozenset({400, 403, 404, 409, 410, 413, 422})
"""Answers that another try does not change."""
FIRST_WAIT_S, LAST_WAIT_S, IDLE_S = 1.0, 120.0, 600.0
HEARD = frozenset({outbox.ANSWERED, outbox.SETTLED})
GONE = frozenset({outbox.WITHDRAWN, outbox.PUT_AWAY})


class Host(Protocol):
    """What is needed of a session."""

    changes: Changes
    notices: Notices
    data_dir: Path

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""

    def blocking(self, work: Callable[[], T]) -> Awaitable[T]:
        """Run something that blocks, such as a file, on a thread."""


class Call(Protocol):
    """Runs a blocking call of the contract on a net thread."""

    def __call__(self, work: Callable[[Api], T]) -> Awaitable[T]:
        """What it answers."""


class Reporters:
    """One console's. `call` asks the server in the sign-in of whoever acts here."""

    def __init__(self, host: Host, call: Call) -> None:
        self._host = host
        self._call = call
        self._folder = host.data_dir / FOLDER
        self._wake = asyncio.Event()
        self._failures = self.rounds = 0
        self._held: set[str] = set()
        """Incidents that are being saved: the outbox does not know them yet."""
        self._end: Callable[[], None] = lambda: None
        self._task: asyncio.Task[None] | None = None

    async def keep(self, incident_id: str, who: ReporterIn) -> None:
        """Keep who told of an incident that is about to be saved, until `let_go` whether it was or not. Raises
        `StorageError`."""
        self._held.add(incident_id)
        await self._host.blocking(lambda: self._write(incident_id, who))

    def let_go(self, incident_id: str) -> None:
        """It is saved, or is not: what the outbox says of it holds from now on."""
        self._held.discard(incident_id)
        self._wake.set()

    async def forget(self, incident_id: str) -> None:
        """Nobody needs it any more."""
        await self._host.blocking(lambda: self._path(incident_id).unlink(missing_ok=True))

    def start(self) -> None:
        """Begin."""
        self._end = self._host.changes.subscribe({"session", "links", "outbox"}, lambda _change: self._wake.set())
        self._task = asyncio.get_running_loop().create_task(self._run(), name="reporters")

    async def stop(self) -> None:
        """End; what waits is sent another time."""
        self._end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            rest_s = await self._round()
            self.rounds += 1
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(rest_s):
                    await self._wake.wait()
            await asyncio.sleep(FIRST_WAIT_S)

    async def _round(self) -> float:
        """Everything that waits; how long to rest then, in seconds."""
        waiting = [one for one in await self._host.blocking(self._waiting) if one not in self._held]
        if not waiting:
            return IDLE_S
        try:
            for incident_id, states in (await self._heard(waiting)).items():
                if states & HEARD:
                    await self._bring(incident_id)
                elif states <= GONE:
                    await self.forget(incident_id)
        except (IocError, OSError) as error:
            _log.info("who told of an incident waits: %s", getattr(error, "code", type(error).__name__))
            self._failures += 1
            return float(min(LAST_WAIT_S, FIRST_WAIT_S * 2**self._failures))
        self._failures = 0
        return IDLE_S

    async def _heard(self, incident_ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """Where the openings of each stand; nothing where there are none any more."""
        _cache, box = self._host.caches
        wanted = tuple(incident_ids)
        rows = await box.read(lambda db: outbox.of_targets(db, outbox.EVERY, wanted))
        return {
            key: frozenset(row.state for row in rows if row.target_id == key and row.type == opening.VERB)
            for key in wanted
        }

    async def _bring(self, incident_id: str) -> None:
        who = await self._host.blocking(lambda: self._read(incident_id))
        if who is not None:
            try:
                await self._call(_telling(incident_id, who))
            except LinkError as error:
                if error.params.get("status") not in REFUSED:
                    raise
                _log.warning("who told of an incident was refused: %s", error.params.get("status"))
                self._host.notices.post("reporter_refused", "warning")
        await self.forget(incident_id)

    # files

    def _path(self, incident_id: str) -> Path:
        return self._folder / f"{incident_id}.json"

    def _write(self, incident_id: str, who: ReporterIn) -> None:
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            replace(self._path(incident_id), who.model_dump_json(), durable=True)
        except OSError as error:
            raise storage_error(error) from error

    def _read(self, incident_id: str) -> ReporterIn | None:
        """None where nobody can read it any more: what cannot be understood cannot be sent."""
        try:
            return ReporterIn.model_validate(json_of(read_bytes(self._path(incident_id))))
        except (FileNotFoundError, ValueError):
            return None

    def _waiting(self) -> list[str]:
        return sorted(path.stem for path in self._folder.glob("*.json"))


def _telling(incident_id: str, who: ReporterIn) -> Callable[[Api], Mapping[str, Any]]:
    body = who.model_dump()
    return lambda api: api.call("PUT", f"/v1/incidents/{incident_id}/reporter", body=body)
