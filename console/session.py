"""Builds, starts and stops everything behind the screens. Knows asyncio and no Qt, so it runs headless as well."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.base.errors import IocError
from console.base.settings import Settings
from console.base.surroundings import Surroundings
from console.incidents.acting import Acting
from console.net.connection import Connection
from console.parcels import Parcels
from console.people.sign_in import SignIn
from console.records.models import Actor
from console.storage.data_folder import DataFolder
from console.stores import Stores
from console.sync.sync import Sync
from console.video.cameras import Cameras


class Session:
    """One console's whole life with one data folder and one backend. Each room is built and run by its own; what
    screens ask for all the time they find here."""

    def __init__(self, settings: Settings, data_dir: Path, *, with_video: bool = True) -> None:
        self._around = around = Surroundings(settings, data_dir)
        self.settings, self.data_dir = settings, data_dir
        self.changes, self.notices, self.time = around.changes, around.notices, around.time
        self.blocking = around.blocking
        self._connection = connection = Connection(around)
        self.links = connection.links
        self._data = data = DataFolder(around, lambda: self.actor.id if self.actor else "")
        self.storage, self.caches, self.store, self.drafts = data.storage, data.caches, data.store, data.drafts
        self._cameras = Cameras(around, connection, data.caches[0], decode=with_video)
        self.fleet = self._cameras.fleet
        self.sync = Sync(around, connection, data, self._learn_cameras, lambda: self.owner_id)
        self.people = SignIn(around, connection, self.sync.begin, self.sync.end)
        self.pins, self.use_token = self.people.pins, self.people.use_token
        self.sign_out, self.call = self.people.sign_out, self.people.call_as_oneself
        self.device = self.people.device
        """What signs what is taken here; None before the start, and where it can be kept nowhere."""
        acting = Acting(self.people, data, around.changes, self.sync.saved)
        self.act, self.decisions = acting.act, acting.decisions
        stores = Stores(around, connection, data.store)
        self.shifts, self.walls, self.plans = stores.shifts, stores.walls, stores.plans
        self._parcels = Parcels(self, connection.call)
        self.pictures, self.evidence = self._parcels.pictures, self._parcels.evidence
        self.opening, self.calls = self._parcels.opening, self._parcels.calls

    @property
    def actor(self) -> Actor | None:
        """Who is signed in here."""
        return self.people.actor

    @property
    def acts_as_oneself(self) -> bool:
        """Whether who acts here has signed in themselves, instead of by PIN during an outage."""
        return self.people.acts_as_oneself

    @property
    def owner_id(self) -> str:
        """In whose sign-in everything is asked and sent; empty for nobody's."""
        return self.people.owner_id

    async def sign_in(self, user: str, password: str, enrolment_code: str = "") -> Actor:
        """Become `user`, as `console.people.sign_in` has it."""
        return await self.people.sign_in(user, password, enrolment_code)

    async def _take_up_device(self) -> None:
        """Be the device whose key is kept. Where it is gone this is another device, and what waits needs a person."""
        outbox = self.storage.files.outbox
        before, known = outbox.device_id, outbox.device_key
        device = await self.people.take_up_device(before, known)
        self.device = device
        if device is None:
            return
        stranded = await outbox.take_up(device)
        if stranded or (known and device.device_id != before):
            self.notices.post("device_lost", "warning", count=stranded)

    async def change_password(self, user: str, old: str, new: str) -> None:
        """Another password for `user`, who signs in anew with it. Raises `SignInError`, `LinkError`."""
        await self.people.change_password(user, old, new)

    async def _learn_cameras(self) -> None:
        await self.people.keep_cameras(await self._cameras.learn())

    async def start(self) -> None:
        """Open storage, take up the kept sign-in, begin to sync. Raises `StorageError` where nothing can be kept."""
        self.changes.attach(asyncio.get_running_loop())
        self._data.hold()
        self._cameras.start()
        try:
            await self._data.open()
        except IocError:
            await self.stop()
            raise
        await self._take_up_device()
        self.sync.look()
        await self._cameras.take_up(await self.people.take_up())
        if self._connection.make(self.people.device.prove if self.people.device is not None else None):
            self.sync.make()
            self.people.begin_again()
        await self._parcels.start()
        await self.people.ask_again()

    async def stop(self) -> None:
        """Stop accepting, end the loops, cut the network, close storage and decoders; under 3 s."""
        self._connection.close()
        await self.sync.close()
        await self._parcels.stop()
        await self._data.close()
        await self._cameras.stop()
        await self._connection.stop()
        self._around.end()
        self._data.let_go()
