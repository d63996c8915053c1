"""Who moves a camera: one person at a time, for a short while that every order renews."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from backend.people.auth import Caller, Role

LIFE_S = 30.0
_MAY_TAKE_OVER = frozenset({Role.DUTY_OFFICER, Role.ADMIN})


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
    return caller.role in _MAY_TAKE_OVER and lease.holder_role == Role.OPERATOR


class Leases:
    """Kept in memory: a server that starts anew knows of none. Not locked; `Gateway` does that."""

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
