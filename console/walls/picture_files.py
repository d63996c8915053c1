"""The pictures that layouts name: fetched where they are missing, sent where the server lacks them, one at a time.

Nothing is written down of what is under way: which pictures are needed is read from the layouts (the server's, and
ours that wait), which are here from the folder, which are there from the server. A kill loses nothing but time.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Protocol, TypeVar

from console.base.changes import Changes
from console.base.errors import IocError, LinkError, SignInError, StorageError
from console.base.notices import Notices
from console.base.server_time import boot_s
from console.base.settings import Settings
from console.net.api import Api
from console.net.links import Links
from console.records.models import Actor, LinkChannel, LinkState
from console.walls import api as wall_api
from console.walls.named_pictures import NamedPictures
from offline_cache.cache import Cache
from offline_cache.digest_files import DigestFolder, digest_of, is_digest

T = TypeVar("T")
_log = logging.getLogger(__name__)
FOLDER = "attachments"
"""In the data folder: files that are named by their SHA-256, with or without an ending."""
MOST_BYTES = 8 * 2**20
"""What the server takes."""
READ_BYTES = 20 * 2**20
"""Of a file that was laid there by hand."""
KEPT_DAYS, KEPT_BYTES = 14.0, 2**30
"""How long what no layout names any more is kept, and what all of them together may take."""
FIRST_WAIT_S, LAST_WAIT_S, IDLE_S = 0.5, 60.0, 300.0
SOON_S = 0.3
"""Changes come in bunches: one look for all of them."""
PATIENCE_S = 120.0
"""The layout may be here before its picture: for so long one that the server lacks is on its way, then not found."""
SWEEP_S = 86_400.0
SENDERS = frozenset({"operator", "duty_officer", "admin"})
REFUSED = frozenset({400, 404, 405, 409, 413, 415, 422})


class PictureState(StrEnum):
    """How it is with a picture on this machine."""

    HERE = "here"
    COMING = "coming"
    NOT_FOUND = "not_found"
    DAMAGED = "damaged"


class Host(Protocol):
    """What is needed of a session."""

    settings: Settings
    changes: Changes
    links: Links
    notices: Notices
    data_dir: Path

    @property
    def actor(self) -> Actor | None:
        """Who is signed in here."""

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""

    def blocking(self, work: Callable[[], T]) -> Awaitable[T]:
        """Run something that blocks, such as a file, on a thread."""


class Call(Protocol):
    """Runs a blocking call of the contract on a net thread."""

    def __call__(self, work: Callable[[Api], T]) -> Awaitable[T]:
        """What it answers."""


@dataclass
class _Try:
    """How it went so far with one picture."""

    at_s: float = 0.0
    failures: int = 0
    lacking_since_s: float | None = None


class Tries:
    """When what failed is tried again: later each time, by chance a little sooner, so that consoles do not meet."""

    def __init__(self) -> None:
        self._tries: dict[str, _Try] = {}
        self._chance = random.Random()  # noqa: S311 - jitter, not a secret

    def is_due(self, digest: str) -> bool:
        """Whether it may be tried now."""
        return digest not in self._tries or self._tries[digest].at_s <= boot_s()

    def failed(self, digest: str, wished_s: float | None = None) -> None:
        """Try again later, or after as long as the server wishes."""
        tried = self._tries.setdefault(digest, _Try())
        rest_s = min(LAST_WAIT_S, FIRST_WAIT_S * 2 ** min(tried.failures, 10)) * self._chance.uniform(0.7, 1.0)
        tried.failures += 1
        tried.at_s = boot_s() + (rest_s if wished_s is None else wished_s)

    def lacked_s(self, digest: str) -> float:
        """The server does not have it, or not yet: for how long now, in seconds."""
        tried = self._tries.setdefault(digest, _Try())
        tried.lacking_since_s = boot_s() if tried.lacking_since_s is None else tried.lacking_since_s
        return boot_s() - tried.lacking_since_s

    def done(self, digest: str) -> None:
        """It went well."""
        self._tries.pop(digest, None)

    def clear(self) -> None:
        """Try everything now."""
        self._tries.clear()

    def rest_s(self, waiting: Iterable[str]) -> float | None:
        """How long until one of these is due, in seconds; None where none of them failed."""
        left_s = (self._tries[digest].at_s - boot_s() for digest in waiting if digest in self._tries)
        return min(left_s, default=None)


class LayoutPictures:
    """One console's pictures of layouts. `call` asks the server, in whosever sign-in that is: nobody acts here."""

    def __init__(self, host: Host, call: Call) -> None:
        self._host = host
        self._call = call
        self.folder = DigestFolder(host.data_dir / FOLDER, READ_BYTES)
        self._named = NamedPictures(*host.caches, host.data_dir / "drafts.json")
        self._wanted: Counter[str] = Counter()
        self._states: dict[str, PictureState] = {}
        self._sound: set[str] = set()
        """Read through since the start and found to be what their names say."""
        self._there: dict[str, float] = {}
        """The server had them, and when it was asked last: it may be set back behind our backs."""
        self._refused: set[str] = set()
        self._tries = Tries()
        self._wake = asyncio.Event()
        self._was_down = True
        self._swept_s = boot_s() + 60.0 - SWEEP_S
        self._ends: list[Callable[[], None]] = []
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look after them."""
        changes = self._host.changes
        self._ends = [
            changes.subscribe({"layout", "wall"}, lambda _change: self._wake.set()),
            changes.subscribe({"links"}, lambda _change: self._on_links()),
            changes.subscribe({"session"}, lambda _change: self._afresh()),
        ]
        self._task = asyncio.get_running_loop().create_task(self._run(), name="pictures")

    async def stop(self) -> None:
        """End; a picture in the air is fetched or sent another time."""
        for end in self._ends:
            end()
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait((self._task,))

    # what screens ask

    def state(self, digest: str) -> PictureState:
        """How it is with a picture; on its way until somebody has looked."""
        return self._states.get(digest, PictureState.COMING)

    def want(self, digest: str) -> Callable[[], None]:
        """A screen shows it: fetch it before others. Calling the answer ends that."""
        if not is_digest(digest):
            return lambda: None
        self._wanted[digest] += 1
        self._wake.set()

        def end() -> None:
            self._wanted[digest] -= 1
            self._wanted += Counter()  # forgets those that nobody wants

        return end

    def doubt(self, digest: str) -> None:
        """What is here cannot be shown: look at it again."""
        self._sound.discard(digest)
        self._wake.set()

    async def keep(self, content: bytes, ending: str) -> str:
        """Keep a picture that somebody chose; its digest, once it is on the disk. Raises `StorageError`."""
        digest = await self._host.blocking(lambda: self.folder.keep(content, ending))
        self._refused.discard(digest)
        self._sound.add(digest)
        self._tell(digest, PictureState.HERE)
        return digest

    def is_sent(self, digest: str) -> bool:
        """Whether the server is known to have it."""
        return digest in self._there

    # looking after them

    def _on_links(self) -> None:
        down = self._is_down()
        if self._was_down and not down:
            self._afresh()
        self._was_down = down

    def _is_down(self) -> bool:
        return self._host.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN

    def _afresh(self) -> None:
        """Everything may be different there by now: ask again, at once."""
        self._there.clear()
        self._tries.clear()
        self._wake.set()

    async def _run(self) -> None:
        await self._host.blocking(self.folder.drop_parts)
        while True:
            self._wake.clear()
            try:
                rest_s = await self._round()
            except IocError as error:
                _log.info("pictures: %s", error.code)
                rest_s = LAST_WAIT_S
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(rest_s):
                    await self._wake.wait()
            await asyncio.sleep(SOON_S)

    async def _round(self) -> float:
        """Bring what is due one step on; how long to rest, in seconds. Raises `StorageError`."""
        named = await self._named.all() | set(self._wanted)
        here = await self._here(named)
        waiting: list[str] = []
        online = not self._is_down()
        for digest in sorted(named - here, key=lambda one: (one not in self._wanted, one)):
            if online and self._tries.is_due(digest) and await self._fetch(digest):
                here.add(digest)
            else:
                waiting.append(digest)
                if not self._host.settings.backend_url and self.state(digest) is PictureState.COMING:
                    self._tell(digest, PictureState.NOT_FOUND)
        actor = self._host.actor
        if actor is not None and actor.role in SENDERS:
            sure = {digest for digest, at_s in self._there.items() if boot_s() - at_s < IDLE_S}
            for digest in sorted(here & named - sure - self._refused):
                if not (online and self._tries.is_due(digest) and await self._send(digest)):
                    waiting.append(digest)
        if boot_s() - self._swept_s >= SWEEP_S:
            await self._sweep(named)
        if self._is_down():
            return LAST_WAIT_S
        rest_s = self._tries.rest_s(waiting)
        return IDLE_S if rest_s is None else max(0.05, rest_s)

    async def _here(self, named: set[str]) -> set[str]:
        """Those of `named` that are in the folder and what they should be."""
        files = await self._host.blocking(self.folder.files)
        self._sound &= files.keys()
        for digest in named & files.keys() - self._sound:
            content = await self._host.blocking(partial(self.folder.read, digest))
            if content is not None:
                self._sound.add(digest)
                self._tell(digest, PictureState.HERE)
            elif self.state(digest) not in (PictureState.DAMAGED, PictureState.NOT_FOUND):
                _log.warning("picture %s is damaged", digest)
                self._tell(digest, PictureState.DAMAGED)
        for digest in named - files.keys():
            if self.state(digest) is PictureState.HERE:
                self._tell(digest, PictureState.COMING)
        return named & self._sound

    async def _fetch(self, digest: str) -> bool:
        """Whether it is here now."""
        try:
            content = await self._call(lambda api: wall_api.picture(api, digest))
        except (LinkError, SignInError) as error:
            self._tries.failed(digest, error.retry_after_s if isinstance(error, LinkError) else None)
            return False
        if content is None:
            self._tries.failed(digest)
            if self._tries.lacked_s(digest) >= PATIENCE_S:
                self._tell(digest, PictureState.NOT_FOUND)
            elif self.state(digest) is PictureState.HERE:
                self._tell(digest, PictureState.COMING)
            return False
        if digest_of(content) != digest or len(content) > MOST_BYTES:
            _log.warning("picture %s came damaged", digest)
            self._tries.failed(digest)
            self._tell(digest, PictureState.DAMAGED)
            return False
        ending = ".png" if content.startswith(b"\x89PNG") else ".jpg"
        await self._host.blocking(lambda: self.folder.keep(content, ending))
        self._tries.done(digest)
        self._sound.add(digest)
        self._there[digest] = boot_s()
        self._tell(digest, PictureState.HERE)
        return True

    async def _send(self, digest: str) -> bool:
        """Whether nothing is left to be done for it."""
        content = await self._host.blocking(lambda: self.folder.read(digest))
        if content is None:
            self.doubt(digest)
            return False
        try:
            if len(content) > MOST_BYTES:
                raise LinkError("too_large", status=413)
            if not await self._call(lambda api: wall_api.has_picture(api, digest)):
                await self._call(lambda api: wall_api.send_picture(api, digest, content))
                _log.info("picture %s is sent", digest)
        except (LinkError, SignInError) as error:
            if error.params.get("status") in REFUSED or error.code == "forbidden":
                self._refused.add(digest)
                _log.warning("picture %s is refused: %s", digest, error.params)
                self._host.notices.post("layout_picture_refused", "warning")
                return True
            self._tries.failed(digest, error.retry_after_s if isinstance(error, LinkError) else None)
            return False
        self._tries.done(digest)
        if digest not in self._there:
            self._host.changes.emit("picture", {digest})
        self._there[digest] = boot_s()
        return True

    async def _sweep(self, named: set[str]) -> None:
        """Let go of what nobody needs, once it is sure that the layouts are known."""
        if not await self._named.are_known():
            return
        self._swept_s = boot_s()

        def work() -> list[str]:
            return self.folder.sweep(named | self._named.in_drafts(), KEPT_DAYS, KEPT_BYTES)

        try:
            gone = await self._host.blocking(work)
        except (OSError, ValueError) as error:
            raise StorageError("io_error", detail=str(error)) from error
        for digest in gone:
            self._states.pop(digest, None)

    def _tell(self, digest: str, state: PictureState) -> None:
        if self._states.get(digest) is not state:
            self._states[digest] = state
            self._host.changes.emit("picture", {digest})
