"""Cameras that can be turned, who has each, and their orders."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType

from backend.base.problems import ProblemError
from backend.people.roles import Caller
from backend.ptz.camera_access import CameraAccess
from backend.ptz.errors import NO_PTZ
from backend.ptz.leases import Lease, Leases
from backend.ptz.onvif import OnvifCamera
from backend.ptz.steering import STILL, Order, Steering

CLOSE_S = 6.0
"""For all cameras together to take their Stop when the server ends: an order under way, then two tries of 3 s at most
beside each other."""
AT_ONCE = 8
"""Questions about presets that may wait for cameras at a time: each holds a thread of the server for seconds."""


class Gateway:
    """One for the server. A lease is looked at and its order given under one lock: after a take-over not one order of
    who had the camera before gets through."""

    def __init__(
        self,
        access: CameraAccess,
        leases: Leases | None = None,
        streams: Callable[[str], Sequence[str]] = lambda _camera_id: (),
        mark: Callable[[str, bool], None] = lambda _camera_id, _turns: None,
    ) -> None:
        """`streams` tells a camera's own addresses, by which a recorder's channel is known; `mark` is told of each
        camera when it may turn and when it has stopped."""
        self._cameras = MappingProxyType({
            key: OnvifCamera(
                entry.onvif, entry.onvif_sign_in,
                profile=entry.onvif_profile, basic=entry.onvif_basic, streams=partial(streams, key),
            )
            for key, entry in access.cameras.items() if entry.onvif
        })  # fmt: skip
        self._steering = MappingProxyType(
            {key: Steering(key, camera, mark=mark) for key, camera in self._cameras.items()}
        )
        self.leases = leases or Leases()
        self._lock = threading.Lock()
        self._asked = threading.BoundedSemaphore(AT_ONCE)

    def camera(self, camera_id: str) -> OnvifCamera:
        """The camera itself. Raises `ProblemError` no-ptz."""
        found = self._cameras.get(camera_id)
        if found is None:
            raise ProblemError(404, NO_PTZ, "this camera cannot be turned from here")
        return found

    @contextmanager
    def asking(self, camera_id: str) -> Iterator[OnvifCamera]:
        """The camera, for a question that the caller waits for. Raises `ProblemError` busy beside no-ptz."""
        camera = self.camera(camera_id)
        if not self._asked.acquire(blocking=False):
            raise ProblemError(503, "busy", "too many questions to cameras at a time", {"Retry-After": "3"})
        try:
            yield camera
        finally:
            self._asked.release()

    def lease(self, camera_id: str) -> Lease | None:
        """Who has a camera."""
        self.camera(camera_id)
        with self._lock:
            return self.leases.of(camera_id)

    def take(self, camera_id: str, caller: Caller, *, take_over: bool) -> Lease:
        """Take or renew the lease; a camera taken over stops. Raises `LeasedError`."""
        self.camera(camera_id)
        with self._lock:
            before = self.leases.of(camera_id)
            lease = self.leases.take(camera_id, caller, take_over=take_over)
            if before is not None and before.holder_id != caller.id:
                self._halt(camera_id)
            return lease

    def give_back(self, camera_id: str, caller: Caller) -> Future[None] | None:
        """End one's own lease; the camera stops, if it turns. Somebody else's lease stays as it is."""
        self.camera(camera_id)
        with self._lock:
            return self._halt(camera_id) if self.leases.give_back(camera_id, caller) else None

    def not_stopped(self, camera_id: str) -> bool:
        """Whether the camera may be turning although it was told to stop."""
        return self._steering[camera_id].not_stopped

    def order(self, camera_id: str, caller: Caller, order: Order) -> tuple[Lease, Future[None]]:
        """Give an order by one's lease, which it renews. Raises `ProblemError` no-lease."""
        self.camera(camera_id)
        with self._lock:
            held = self.leases.of(camera_id)
            if held is None or held.holder_id != caller.id:
                raise ProblemError(409, "no-lease", "take the camera before you move it")
            return self.leases.take(camera_id, caller), self._steering[camera_id].give(order)

    def resume(self, turning: Iterable[str]) -> None:
        """Stop the cameras that a server before this one left turning."""
        for camera_id in turning:
            if camera_id in self._steering and not self._steering[camera_id].busy:
                self._steering[camera_id].resume()

    def close(self) -> None:
        """Stop what turns; the server ends."""
        for steering in self._steering.values():
            steering.close(0.0)
        ends_at = time.monotonic() + CLOSE_S
        for steering in self._steering.values():
            steering.close(max(0.0, ends_at - time.monotonic()))

    def _halt(self, camera_id: str) -> Future[None] | None:
        steering = self._steering[camera_id]
        return steering.give(STILL) if steering.busy else None
