"""Who moves a camera: one person at a time, for a short while that every order renews."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, literal, or_, select

from backend.ledger.history import History
from backend.ledger.schema import ptz_leases
from backend.ledger.upsert import upsert
from backend.people.roles import Caller, Right, Role

LIFE_S = 30.0


@dataclass(frozen=True)
class Lease:
    """Somebody's right to move a camera until `ends_at`, in seconds of the leases' clock."""

    camera_id: str
    holder_id: str
    holder_name: str
    holder_role: Role
    ends_at: float


class LeasedError(Exception):
    """Somebody else has the camera; `lease` says who and until when."""

    def __init__(self, lease: Lease) -> None:
        super().__init__(lease.holder_name)
        self.lease = lease


def may_take_over(caller: Caller, lease: Lease) -> bool:
    """Whether `caller` may take the camera from who has it."""
    return caller.may(Right.TAKE_OVER_CAMERA) and lease.holder_role == Role.OPERATOR


class Leases:
    """Kept in memory. Not locked; `Gateway` does that."""

    def __init__(self, life_s: float = LIFE_S, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self._life_s = life_s
        self._held: dict[str, Lease] = {}

    def of(self, camera_id: str) -> Lease | None:
        """Who has the camera now."""
        lease = self._held.get(camera_id)
        if lease is not None and lease.ends_at <= self.clock():
            del self._held[camera_id]
            return None
        return lease

    def take(self, camera_id: str, caller: Caller, *, take_over: bool = False) -> Lease:
        """Take or renew the lease. Raises `LeasedError` where somebody else has it and it is not taken over."""
        held = self.of(camera_id)
        other = held is not None and held.holder_id != caller.id
        if held is not None and other and not (take_over and may_take_over(caller, held)):
            raise LeasedError(held)
        lease = Lease(camera_id, caller.id, caller.name, caller.role, self.clock() + self._life_s)
        self._held[camera_id] = lease
        return lease

    def give_back(self, camera_id: str, caller: Caller) -> bool:
        """Let others have the camera; whether the caller had it."""
        held = self.of(camera_id)
        if held is None or held.holder_id != caller.id:
            return False
        del self._held[camera_id]
        return True


RENEWED_S = 3.0
"""A lease that was renewed so short a while ago is not written again: a lever gives ten orders a second."""


class SharedLeases(Leases):
    """Kept in the database, for all servers over it: what one lends, the other knows."""

    def __init__(self, history: History, life_s: float = LIFE_S) -> None:
        super().__init__(life_s, time.time)
        self._history = history

    def of(self, camera_id: str) -> Lease | None:
        """As `Leases.of`."""
        with self._history.engine.connect() as connection:
            row = connection.execute(select(ptz_leases).where(ptz_leases.c.camera_id == camera_id)).first()
        if row is None or row.until_ms <= self.clock() * 1000:
            return None
        return Lease(camera_id, row.holder_id, row.holder_name, Role(row.holder_role), row.until_ms / 1000)

    def take(self, camera_id: str, caller: Caller, *, take_over: bool = False) -> Lease:
        """As `Leases.take`, in one statement: of two servers that lend at once, one does."""
        now = self.clock()
        held = self.of(camera_id)
        if held is not None and held.holder_id == caller.id and held.ends_at - now > self._life_s - RENEWED_S:
            return held
        lease = Lease(camera_id, caller.id, caller.name, caller.role, now + self._life_s)
        may = literal(take_over and caller.may(Right.TAKE_OVER_CAMERA)) & (ptz_leases.c.holder_role == Role.OPERATOR)
        free = or_(ptz_leases.c.holder_id == caller.id, ptz_leases.c.until_ms <= round(now * 1000), may)
        values = {
            "camera_id": camera_id, "holder_id": caller.id, "holder_name": caller.name,
            "holder_role": str(caller.role), "until_ms": round(lease.ends_at * 1000),
        }  # fmt: skip
        with self._history.aside() as connection:
            if upsert(connection, ptz_leases, values, free):
                return lease
        raise LeasedError(self.of(camera_id) or lease)

    def give_back(self, camera_id: str, caller: Caller) -> bool:
        """As `Leases.give_back`."""
        held = self.of(camera_id)
        mine = (ptz_leases.c.camera_id == camera_id) & (ptz_leases.c.holder_id == caller.id)
        with self._history.aside() as connection:
            return connection.execute(delete(ptz_leases).where(mine)).rowcount > 0 and held is not None
