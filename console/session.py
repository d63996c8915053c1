"""Builds, starts and stops everything behind the screens. Knows asyncio and no Qt, so it runs headless as well."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import IO, TypeVar

from console.base.changes import Changes
from console.base.errors import IocError, LinkError, SignInError
from console.base.notices import Notices
from console.base.server_time import ServerTime
from console.base.settings import Settings
from console.base.threads import Threads
from console.incidents.decisions import Decisions
from console.net.api import Api
from console.net.links import Links
from console.people.credentials import Kept, choose
from console.people.pin import PinBook
from console.plans.store import PlanStore
from console.records.misread import Misreads
from console.records.models import Actor, PendingAction
from console.shifts.store import ShiftStore
from console.storage.drafts import Drafts
from console.storage.retention import Retention
from console.storage.storage import Storage, StorageState
from console.storage.store import Store
from console.sync.catch_up import CatchUp
from console.sync.looking_through import LookingThrough
from console.sync.loops import Loops
from console.verbs.actions import Action
from console.video import access as camera_access
from console.video.fleet import Fleet
from console.walls.picture_files import LayoutPictures
from console.walls.store import WallStore
from offline_cache import feeds, health
from offline_cache.cache import Cache
from offline_cache.drafts import DraftFile

_log = logging.getLogger(__name__)
T = TypeVar("T")
NET_THREADS, WORK_THREADS = 8, 2
"""Four calls may be in the air for the loops and one for each thing an operator asks; files have threads of their own,
so that no answer that is long in coming holds up what is to be saved."""
NET_STOP_S = 1.0
ASK_S = 4.0
"""How long the start may wait to hear whether a sign-in still holds that seems to be over."""


class Session:
    """One console's whole life with one data folder and one backend."""

    def __init__(self, settings: Settings, data_dir: Path, *, with_video: bool = True) -> None:
        self.settings = settings
        self.data_dir = data_dir
        self.changes = Changes()
        self.notices = Notices()
        self.time = ServerTime()
        self.links = Links(lambda: self.changes.emit("links"), time_of_day=self.time.now)
        self.actor: Actor | None = None
        self.catch_up: CatchUp | None = None
        self.fleet = Fleet(
            cameras_per_worker=settings.cameras_per_worker, reader=settings.reader, replay_s=settings.replay_seconds
        )
        self.fleet.set_access(None)
        self._with_video = with_video
        self._storage = Storage(data_dir, self.changes, self.notices, self.blocking)
        self._cache, self._box, self._outbox = (
            self._storage.files.cache,
            self._storage.files.box,
            self._storage.files.outbox,
        )
        self.store = Store(self._cache, self._box, Misreads(lambda: self.changes.emit("misread")))
        self._looking = LookingThrough(self._cache, self.store, self.changes, self.notices)
        self.shifts = ShiftStore(self.store, self.blocking)
        self.walls = WallStore(self.store, self.call)
        self.plans = PlanStore(self.store)
        self.pictures = LayoutPictures(self)
        self.decisions = Decisions(self._outbox, self.store, self.act, self._announce_outbox)
        self.drafts = Drafts(
            DraftFile(data_dir / "drafts.json"),
            self.blocking,
            lambda: self.actor.id if self.actor else "",
            self.time.now,
        )
        self._credentials = choose(settings, data_dir)
        self.pins = PinBook(self._credentials, self.blocking)
        self._net = Threads("net", NET_THREADS)
        self._work = ThreadPoolExecutor(WORK_THREADS, thread_name_prefix="work")
        self._retention = Retention(self._cache, self._box)
        self._sweeping: asyncio.Task[None] | None = None
        self._api: Api | None = None
        self._loops: Loops | None = None
        self.drift = 0
        """How often since the start what was kept here was not what the server has, and was fetched anew."""
        self._lock: IO[bytes] | None = None
        self._kept: Kept | None = None

    async def start(self) -> None:
        """Open storage, take up the kept sign-in, begin to sync. Raises `StorageError` where nothing can be kept."""
        self.changes.attach(asyncio.get_running_loop())
        self._lock = health.lock_folder(self.data_dir)
        if self._with_video:
            self.fleet.start()
        try:
            await self._storage.open()
        except IocError:
            await self.stop()
            raise
        await self.drafts.start()
        self._looking.start()
        self._sweeping = asyncio.get_running_loop().create_task(self._retention.run(), name="retention")
        kept = await self.blocking(self._credentials.load)
        if kept is not None and self._still_holds(kept):
            self.actor, self._kept = kept.actor, kept
        self.fleet.set_access(await camera_access.remembered(self._cache, kept.cameras if kept is not None else {}))
        if self.settings.backend_url:
            self._connect(kept.token if kept is not None and self.actor is not None else None)
        self.pictures.start()
        if kept is not None and self.actor is None:
            # Only this machine's clock says that it is over, and that clock may be wrong.
            with contextlib.suppress(LinkError, SignInError, TimeoutError):
                await asyncio.wait_for(self.use_token(kept.token), ASK_S)

    def _still_holds(self, kept: Kept) -> bool:
        if kept.mark is not None:
            self.time.restore(kept.mark)
        return not self.time.is_past(datetime.fromisoformat(kept.expires_at), kept.mark)

    def _connect(self, token: str | None) -> None:
        assert self.settings.backend_url is not None  # noqa: S101 - asked by the caller
        self._api = Api(self.settings.backend_url, self.settings)
        self._api.set_token(token)
        self._loops = Loops(self)
        self._storage.rebuilt = self._loops.refill
        if token is not None:
            self._loops.start()

    async def stop(self) -> None:
        """Stop accepting, end the loops, cut the network, close storage and decoders; under 3 s."""
        if self._api is not None:
            self._api.close()
        if self._loops is not None:
            await self._loops.stop()
        if self._sweeping is not None:
            self._sweeping.cancel()
            await asyncio.wait((self._sweeping,))
        await self.pictures.stop()
        await self._looking.close()
        await self.drafts.stop()
        await self._storage.close()
        await self.blocking(self.fleet.stop)
        await self.blocking(lambda: self._net.stop(NET_STOP_S))
        self._work.shutdown(wait=True, cancel_futures=True)
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    async def call(self, work: Callable[[Api], T]) -> T:
        """Run a blocking call of the contract on a net thread. Raises `LinkError`, `SignInError`."""
        api = self._api
        if api is None:
            raise LinkError("no_backend")
        return await self._net.run(lambda: work(api))

    def cut(self, hung_for_s: float | None = None) -> None:
        """Cut every connection in the air; calls that have hung for so long despite that lose their threads."""
        if self._api is not None:
            self._api.cut()
        if hung_for_s is not None and self._net.write_off(hung_for_s):
            _log.error("calls hang and are given up")

    async def blocking(self, work: Callable[[], T]) -> T:
        """Run something that blocks, such as a file, on a thread."""
        return await asyncio.get_running_loop().run_in_executor(self._work, work)

    # who is signed in

    async def sign_in(self, user: str, password: str) -> Actor:
        """Become `user`. Raises `SignInError` bad_credentials, `LinkError` where the server cannot be asked."""
        device_id, name = self._outbox.device_id, self.settings.device_name
        answer = await self.call(lambda api: api.sign_in(user, password, device_id, name))
        try:
            mark = self.time.mark(answer.get("server_time"))
            actor = Actor.model_validate(answer["actor"])
            kept = Kept(str(answer["token"]), actor, str(answer["expires_at"]), mark=mark)
        except (KeyError, ValueError) as error:
            raise LinkError("bad_answer", detail="sign-in") from error
        return await self._enter(kept)

    async def use_token(self, token: str) -> Actor:
        """Become whom `token` stands for: a wall node. Works offline once it has worked."""
        assert self._api is not None or not self.settings.backend_url  # noqa: S101 - start was called
        if self._api is None:
            raise LinkError("no_backend")
        self._api.set_token(token)
        answer = await self.call(lambda api: api.me())
        mark = self.time.mark(answer.get("server_time"))
        return await self._enter(
            Kept(token, Actor.model_validate(answer["actor"]), str(answer["expires_at"]), mark=mark)
        )

    async def _enter(self, kept: Kept) -> Actor:
        self.actor, self._kept = kept.actor, kept
        await self.blocking(lambda: self._credentials.save(kept))
        await self.pins.proved(kept.actor, self.time.now())
        if self._api is not None and self._loops is not None:
            self._api.set_token(kept.token)
            self._loops.start()
        self.changes.emit("session")
        return kept.actor

    async def sign_out(self) -> None:
        """Forget who sat here. What they saved stays in the outbox and keeps their name."""
        if self._loops is not None:
            await self._loops.stop()
        try:
            await self.call(lambda api: api.sign_out())
        except (LinkError, SignInError):
            _log.info("signed out here; the server could not be told")
        if self._api is not None:
            self._api.set_token(None)
        await self.blocking(self._credentials.clear)
        self.actor, self._kept = None, None
        self.changes.emit("session")

    # acting

    async def change_person(self, actor: Actor) -> None:
        """Act as `actor` from now on, who proved by PIN to be here during an outage; the server judges at replay."""
        self.actor = actor
        if (kept := self._kept) is not None:
            self._kept = fresh = Kept(kept.token, actor, kept.expires_at, kept.cameras, kept.mark)
            await self.blocking(lambda: self._credentials.save(fresh))
        self.changes.emit("session")

    async def act(self, action: Action, instead_of: str | None = None, by: Actor | None = None) -> PendingAction:
        """Save what the operator, or somebody who proved it by PIN, did, `instead_of` what is in trouble; returns once
        it is on the disk.

        Raises `StorageError`, `SignInError`.
        """
        if self.actor is None:
            raise SignInError("not_signed_in")
        if self._kept is not None and self.time.is_past(datetime.fromisoformat(self._kept.expires_at), self._kept.mark):
            # Somebody goes on acting through an outage for a day (docs/explanation/contract.md#signing-in).
            raise SignInError("expired")
        saved = await self._storage.save(action, by or self.actor, instead_of)
        self._announce_outbox(action.target_id, action.target_type)
        return saved

    def _announce_outbox(self, target_id: str, kind: str = "incident") -> None:
        self.changes.emit("outbox")
        self.changes.emit(kind, {target_id})
        if self._loops is not None:
            self._loops.wake_delivery()

    # what the loops need

    @property
    def storage_state(self) -> StorageState:
        """Whether what is done here can be saved."""
        return self._storage.state

    @property
    def caches(self) -> tuple[Cache, Cache]:
        """The cache and the outbox."""
        return self._cache, self._box

    async def needs_points(self) -> bool:
        """Whether no history was ever fetched."""
        return not await self._cache.read(lambda db: feeds.get_meta(db, "points_fetched"))

    async def learn_cameras(self) -> None:
        """Ask whom the decoders may ask. Raises `LinkError`, `SignInError`."""
        try:
            access = camera_access.understood(await self.call(lambda api: api.camera_access()))
        except LinkError as error:
            without = camera_access.without_list(error)
            if without is None:
                raise
            access = without
        self.fleet.set_access(access)
        await camera_access.remember(self._cache, access)
        kept = self._kept
        if kept is not None and kept.cameras != dict(access.sign_ins):
            self._kept = fresh = Kept(kept.token, kept.actor, kept.expires_at, access.sign_ins, kept.mark)
            await self.blocking(lambda: self._credentials.save(fresh))

    async def points_fetched(self) -> None:
        """Remember that it was."""
        await self._cache.write(lambda db: feeds.set_meta(db, "points_fetched", "1"))
