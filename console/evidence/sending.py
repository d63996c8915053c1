"""Tells the server of evidence: registers each piece as soon as it can be heard, then sends its file in pieces.

The folder is the queue. A piece whose seal has no receipt waits to be registered, one that is not `stored` to be sent:
a kill, a full disk or a week without a network lose nothing but time, and the receipt says how long that was.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from console.base.changes import Changes
from console.base.errors import IocError, LinkError, SignInError
from console.base.notices import Notices
from console.evidence import seals, server_keys
from console.evidence.evidence import chain
from console.evidence.seals import BrokenSealError, Seal
from console.net.api import Api
from console.records.models import Actor
from contract.evidence import PIECE_BYTES, EvidenceOut, ServerKey
from contract.roles import Right, rights_of
from offline_cache.json_text import read_json

T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)
_log = logging.getLogger(__name__)
REFUSED = frozenset({400, 409, 410, 413, 422})
"""Answers that another try does not change."""
FIRST_WAIT_S, LAST_WAIT_S, IDLE_S = 1.0, 120.0, 600.0
PIECE_S = 60.0
"""For a MiB over some 200 kbit/s."""


class Host(Protocol):
    """What is needed of a session."""

    changes: Changes
    notices: Notices
    data_dir: Path

    @property
    def actor(self) -> Actor | None:
        """Who is signed in here."""

    def blocking(self, work: Callable[[], T]) -> Awaitable[T]:
        """Run something that blocks, such as a file, on a thread."""


class Call(Protocol):
    """Runs a blocking call of the contract on a net thread."""

    def __call__(self, work: Callable[[Api], T]) -> Awaitable[T]:
        """What it answers."""


@dataclass(frozen=True)
class Progress:
    """How far a piece is: whether the server knows of it, and how much of its file it has, from 0 to 1."""

    registered: bool = False
    stored: float = 0.0
    refused: bool = False


@dataclass(frozen=True)
class _Waiting:
    manifest: Path
    text: str
    seal: Seal

    @property
    def name(self) -> str:
        return self.manifest.name.removesuffix(".json")


class EvidenceSender:
    """One console's. `call` asks the server in the sign-in of whoever acts here."""

    def __init__(self, host: Host, call: Call) -> None:
        self._host = host
        self._call = call
        self._folder = host.data_dir / "evidence"
        self._progress: dict[str, Progress] = {}
        self._done: set[str] = set()
        self._wake = asyncio.Event()
        self._failures = 0
        self._ends: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None

    @property
    def progress(self) -> Mapping[str, Progress]:
        """Of every piece that is not stored yet, or was since the start, by the name of its file."""
        return MappingProxyType(self._progress)

    def start(self) -> None:
        """Begin."""
        changes = self._host.changes
        self._ends = [
            changes.subscribe({"session", "links"}, lambda _change: self._wake.set()),
            changes.subscribe({"evidence_saved"}, lambda _change: self._wake.set()),
        ]
        self._task = asyncio.get_running_loop().create_task(self._run(), name="evidence")

    async def stop(self) -> None:
        """End; what is under way goes on another time."""
        for end in self._ends:
            end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))

    async def _run(self) -> None:
        while True:
            self._wake.clear()
            rest_s = await self._round()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(rest_s):
                    await self._wake.wait()
            await asyncio.sleep(FIRST_WAIT_S)

    async def _round(self) -> float:
        """Everything that waits, one step on; how long to rest, in seconds."""
        waiting = await self._host.blocking(lambda: list(self._waiting()))
        for one in waiting:
            self._progress.setdefault(one.name, Progress(registered=one.seal.receipt is not None))
        actor = self._host.actor
        if not waiting or actor is None or Right.SAVE_EVIDENCE not in rights_of(actor.role).may:
            return IDLE_S
        try:
            await self._learn_key()
            for one in waiting:
                if not self._progress[one.name].refused:
                    await self._bring(one)
        except (IocError, OSError) as error:
            _log.info("evidence waits: %s", getattr(error, "code", type(error).__name__))
            self._failures += 1
            return float(min(LAST_WAIT_S, FIRST_WAIT_S * 2**self._failures))
        self._failures = 0
        return IDLE_S

    def _waiting(self) -> Iterator[_Waiting]:
        """Signed pieces that the server has not whole, in their order."""
        for _digest, name in chain(self._folder):
            manifest = self._folder / Path(name).name
            if manifest.name in self._done:
                continue
            try:
                seal = seals.read(seals.path_of(manifest))
                text = manifest.read_bytes().decode()
            except (OSError, ValueError, BrokenSealError):
                self._done.add(manifest.name)  # from before there were seals, or damaged: verify-evidence says which
                continue
            if seal.stored:
                self._done.add(manifest.name)
            else:
                yield _Waiting(manifest, text, seal)

    async def _learn_key(self) -> None:
        told = _read(ServerKey, await self._call(lambda api: api.call("GET", "/v1/evidence/key")))
        if await self._host.blocking(lambda: server_keys.learn(self._folder, told.key)):
            self._host.notices.post("evidence_key_changed", "warning")

    async def _bring(self, one: _Waiting) -> None:
        """Register it and send its file; a definite refusal is told once and not tried again."""
        try:
            seal = one.seal if one.seal.receipt is not None else await self._register(one)
            await self._send(replace(one, seal=seal))
        except LinkError as error:
            if error.params.get("status") not in REFUSED:
                raise
            self._refuse(one, str(error.params.get("detail", error.code)))
        except SignInError as error:
            if error.code not in {"forbidden", "other_device"}:
                raise
            self._refuse(one, error.code)

    async def _register(self, one: _Waiting) -> Seal:
        body = {"manifest": one.text, "signature": one.seal.signature}
        told = _read(EvidenceOut, await self._call(lambda api: api.call("POST", "/v1/evidence", body=body)))
        receipt = told.receipt
        keys = await self._host.blocking(lambda: server_keys.known_keys(self._folder))
        if receipt.digest != one.seal.digest or not any(receipt.is_by(key) for key in keys):
            raise LinkError("bad_answer", detail="this is no receipt for what was registered")
        sealed = replace(one.seal, receipt=receipt)
        await self._host.blocking(lambda: seals.write(seals.path_of(one.manifest), sealed))
        self._tell(one, Progress(registered=True))
        return sealed

    async def _send(self, one: _Waiting) -> None:
        path, file = f"/v1/evidence/{one.seal.digest}", self._folder / one.name
        told = _read(EvidenceOut, await self._call(lambda api: api.call("GET", path)))
        size = await self._host.blocking(lambda: file.stat().st_size)
        while not told.complete and told.gone_at is None:
            number = told.pieces
            content = await self._host.blocking(lambda number=number: _piece(file, number))  # type: ignore[misc]
            told = await self._call(_sending(f"{path}/pieces/{number}", content))
            self._tell(one, Progress(registered=True, stored=min(1.0, told.pieces * PIECE_BYTES / max(1, size))))
        await self._host.blocking(lambda: seals.write(seals.path_of(one.manifest), replace(one.seal, stored=True)))
        self._done.add(one.manifest.name)
        self._tell(one, Progress(registered=True, stored=1.0))

    def _refuse(self, one: _Waiting, why: str) -> None:
        _log.warning("evidence %s is refused: %s", one.name, why)
        self._tell(one, replace(self._progress[one.name], refused=True))
        self._host.notices.post("evidence_refused", "warning", file=one.name)

    def _tell(self, one: _Waiting, progress: Progress) -> None:
        self._progress[one.name] = progress
        self._host.changes.emit("evidence", {one.name})


def _sending(path: str, content: bytes) -> Callable[[Api], EvidenceOut]:
    def send(api: Api) -> EvidenceOut:
        headers = {"Content-Type": "application/octet-stream"}
        _status, _headers, answer = api.fetch("PUT", path, content=content, headers=headers, deadline_s=PIECE_S)
        return _read(EvidenceOut, read_json(answer))

    return send


def _piece(file: Path, number: int) -> bytes:
    with file.open("rb") as opened:
        opened.seek(number * PIECE_BYTES)
        return opened.read(PIECE_BYTES)


def _read(model: type[M], data: object) -> M:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise LinkError("bad_answer", detail=model.__name__) from error
