"""Saves what an operator did: chained, in the database and in the journal, before anybody is told that it is saved."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Mapping
from typing import Any

import uuid_utils

from console.base.clock import SYSTEM_CLOCK, Clock
from console.base.errors import IocError, StorageError
from console.people.proofs import AuthorKey, DeviceKey, proofs_of
from console.records.models import Actor, PendingAction
from console.storage.store import pending_action
from console.verbs.actions import Action
from contract.chain import chain_hash
from offline_cache import outbox, salvage
from offline_cache.cache import Cache
from offline_cache.feeds import get_meta, set_meta
from offline_cache.journal import Journal

_log = logging.getLogger(__name__)


class DeskOutbox:
    """The writing side of the outbox."""

    def __init__(self, box: Cache, journal: Journal, clock: Clock = SYSTEM_CLOCK) -> None:
        self._box = box
        self._clock = clock
        self.journal = journal
        self.device_id = ""
        self.device_key = ""
        """The thumbprint of the key that this device had last; empty before it had one."""
        self._device: DeviceKey | None = None
        self.behind = False
        """Whether the journal lacks something that the database has."""

    async def open(self) -> int:
        """Learn, or make, this device's name; take over what only the journal has; how many that were."""
        self.device_id = await self._box.read(lambda db: get_meta(db, "device_id"))
        recovered = await self._box.write(lambda db: salvage.restore_missing(db, self.journal))
        if not self.device_id:
            self.device_id = await self._box.write(_device_id)
        self.device_key = await self._box.read(lambda db: get_meta(db, "device_key"))
        if self._device is not None:
            await self._belong_to(self._device)
        await self.shorten()
        return recovered

    async def take_up(self, device: DeviceKey) -> int:
        """Sign in the name of `device` from now on; how many actions were done at another one and cannot be sent as
        that any more (`offline_cache.outbox.belong`)."""
        known = (self.device_id, self.device_key) == (device.device_id, device.thumbprint)
        stranded = await self._belong_to(device)
        if stranded or not known:
            await self.shorten()
        return stranded

    async def _belong_to(self, device: DeviceKey) -> int:
        stranded = await self._box.write(lambda db: outbox.belong(db, device.device_id, device.thumbprint))
        self._device, self.device_id, self.device_key = device, device.device_id, device.thumbprint
        return stranded

    async def shorten(self) -> bool:
        """Forget what was settled long ago and write the journal anew, of what is not; whether that worked.

        It is a new file then: one whose sync has failed is not written to any more.
        """
        try:
            await self._box.write(self._shorten)
        except StorageError as error:
            _log.warning("the journal was not written anew: %s", error.code)
            self.behind = True
            return False
        self.behind = False
        return True

    def _shorten(self, database: Any) -> None:
        outbox.prune(database)
        self.journal.rewrite(salvage.journal_lines(database))

    async def save(
        self, action: Action, actor: Actor, instead_of: str | None = None, key: AuthorKey | None = None
    ) -> PendingAction:
        """Save `action` of `actor`, signed by this device and by their `key`; `instead_of` what is in trouble, which it
        names and settles at once.

        Raises `StorageError`; then nothing was saved, and what was in trouble still is.
        """
        occurred_at = self._clock.now().isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields: dict[str, Any] = {
            **action.model_dump(),
            "payload": {**action.payload, "instead_of": instead_of} if instead_of else action.payload,
            "action_id": str(uuid_utils.uuid7()),
            "device_id": self.device_id,
            "actor_id": actor.id,
            "actor_name": actor.name,
            "occurred_at": occurred_at,
            "mono_ms": round(self._clock.monotonic_s() * 1000),
            "boot_id": self._clock.boot_id,
        }

        def write(database: Any) -> outbox.Row:
            fields["prev_hash"] = outbox.last_hash(database)
            fields["hash"] = chain_hash(fields)
            fields.update(proofs_of(str(fields["hash"]), self._device, key))
            if instead_of is not None:
                outbox.set_state(database, instead_of, outbox.SETTLED, outbox.REPLACED)
            return outbox.save(database, fields)

        row = await self._box.write(write)
        await self._box.maintain(lambda _connection: self._copy(vars(row)))
        return pending_action(row)

    def _copy(self, line: Mapping[str, Any]) -> None:
        """The second copy. The first is on the disk already, so a failure takes nothing back of what was saved."""
        try:
            self.journal.append(line)
        except OSError as error:
            self.behind = True
            _log.warning("no second copy: %s", error.strerror)

    async def withdraw(self, action_id: str) -> str:
        """Take it back; its target's id. Raises `IocError` no_action, already_sent."""
        row = await self._box.read(lambda db: outbox.get(db, action_id))
        if row is None:
            raise IocError("no_action")
        if not await self._box.write(lambda db: outbox.withdraw(db, action_id)):
            raise IocError("already_sent")
        await self._box.maintain(lambda _connection: self._copy({"withdrawn": action_id}))
        return row.target_id

    async def trouble(self, action_id: str) -> Action:
        """What is in trouble, as it was said. Raises `IocError` no_action where it is not."""
        row = await self._box.read(lambda db: outbox.get(db, action_id))
        if row is None or row.state not in outbox.TROUBLED:
            raise IocError("no_action")
        return Action(
            type=row.type,
            target_type=row.target_type,
            target_id=row.target_id,
            base_version=row.base_version,
            payload=row.payload,
        )

    async def put_away(self, action_id: str) -> str:
        """Take what is in trouble out of sight; its target's id. Raises `IocError` no_action."""
        return await self._move(action_id, outbox.put_away)

    async def take_out(self, action_id: str) -> str:
        """Bring it back; its target's id. Raises `IocError` no_action."""
        return await self._move(action_id, outbox.take_out)

    async def _move(self, action_id: str, move: Callable[[Any, str], bool]) -> str:
        row = await self._box.read(lambda db: outbox.get(db, action_id))
        if row is None or not await self._box.write(lambda db: move(db, action_id)):
            raise IocError("no_action")
        return row.target_id


def genuine(fields: Mapping[str, Any], device_id: str) -> bool:
    """Whether an action that was found on a damaged disk is what its own hash says."""
    try:
        return chain_hash({**fields, "device_id": fields.get("device_id") or device_id}) == str(fields["hash"])
    except (KeyError, TypeError, ValueError):
        return False


def _device_id(database: Any) -> str:
    known = get_meta(database, "device_id")
    if not known:
        known = f"desk-{secrets.token_hex(8)}"
        set_meta(database, "device_id", known)
    return known
