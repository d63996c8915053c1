"""Carries orders to one camera: the latest wins, and nobody's silence leaves a camera turning."""

from __future__ import annotations

import logging
import threading
import time
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from backend.ptz.onvif import Velocity
from backend.ptz.soap import UNREACHABLE, CameraError

_log = logging.getLogger(__name__)
DEAD_MAN_S = 1.0
"""Without a further move the camera is told to stop, whatever became of the console."""
STOP_TRIES, STOP_RETRY_S = 3, 0.5
STILL = Velocity()


class Turning(Protocol):
    """What is asked of a camera; each raises `CameraError`."""

    def move(self, velocity: Velocity) -> None: ...
    def stop(self) -> None: ...
    def go_to(self, token: str) -> None: ...


@dataclass(frozen=True)
class GoTo:
    """An order to turn to a preset."""

    token: str


Order = Velocity | GoTo


@dataclass(frozen=True)
class _Job:
    order: Order
    given_at: float
    done: Future[None] | None
    """None for the dead man's stop, which nobody waits for."""


class Steering:
    """A worker thread lives while its camera turns or has an order, and only then. At most one order waits."""

    def __init__(self, camera_id: str, camera: Turning, dead_man_s: float = DEAD_MAN_S) -> None:
        self._camera_id = camera_id
        self._camera = camera
        self._dead_man_s = dead_man_s
        self._changed = threading.Condition()
        self._next: _Job | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        # Of the worker alone from here on.
        self._moving = False
        self._stop_at = 0.0
        self._stops_failed = 0

    def give(self, order: Order) -> Future[None]:
        """Replace the order that waits, if any; both are answered by what becomes of the newer one."""
        with self._changed:
            waiting = self._next.done if self._next is not None else None
            done: Future[None] = Future() if waiting is None else waiting
            if self._closed:
                done.set_exception(CameraError(UNREACHABLE, "the server is ending"))
                return done
            if waiting is None:
                # From now on nobody can cancel it: others may wait for the same.
                done.set_running_or_notify_cancel()
            self._next = _Job(order, time.monotonic(), done)
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=f"ptz {self._camera_id}", daemon=True)
                self._thread.start()
            self._changed.notify_all()
            return done

    def close(self, timeout_s: float) -> None:
        """Stop the camera if it turns, and take no more orders."""
        with self._changed:
            thread = self._thread
            self._closed = True
            self._changed.notify_all()
        if thread is not None:
            thread.join(timeout_s)

    @property
    def busy(self) -> bool:
        """Whether a worker lives."""
        with self._changed:
            return self._thread is not None

    def _work(self) -> None:
        try:
            while (job := self._take()) is not None:
                self._carry_out(job)
        finally:
            with self._changed:
                if self._thread is threading.current_thread():
                    self._thread = None

    def _take(self) -> _Job | None:
        """The next order, or the dead man's, or None: then this worker is no longer the worker."""
        with self._changed:
            while self._next is None:
                if not self._moving:
                    self._thread = None
                    return None
                left_s = 0.0 if self._closed else self._stop_at - time.monotonic()
                if left_s <= 0:
                    return _Job(STILL, time.monotonic(), None)
                self._changed.wait(left_s)
            job, self._next = self._next, None
            return job

    def _carry_out(self, job: _Job) -> None:
        error: BaseException | None = None
        try:
            self._tell(job)
        except CameraError as refused:
            error = refused
            if job.done is None:
                self._stop_failed(refused)
        except BaseException as fault:
            error = fault
            raise
        finally:
            if job.done is not None and error is not None:
                job.done.set_exception(error)
            elif job.done is not None:
                job.done.set_result(None)

    def _tell(self, job: _Job) -> None:
        if isinstance(job.order, GoTo):
            self._camera.go_to(job.order.token)
            self._moving = False
            return
        late = time.monotonic() - job.given_at >= self._dead_man_s
        if job.order.still or late:
            self._camera.stop()
            self._moving, self._stops_failed = False, 0
            if late and not job.order.still:
                raise CameraError(UNREACHABLE, "the camera was too slow for this order")
            return
        # Before the camera is asked: an answer that is lost does not tell whether it turns.
        moved, self._moving, self._stops_failed = self._moving, True, 0
        self._stop_at = job.given_at + self._dead_man_s
        try:
            self._camera.move(job.order)
        except CameraError as error:
            self._moving = moved or error.code == UNREACHABLE
            raise

    def _stop_failed(self, error: CameraError) -> None:
        self._stops_failed += 1
        self._stop_at = time.monotonic() + STOP_RETRY_S
        if self._stops_failed >= STOP_TRIES:
            # Its own timeout has ended the move; see `backend.ptz.onvif.CAMERA_TIMEOUT`.
            self._moving, self._stops_failed = False, 0
            _log.warning("camera %s was not reached to stop it: %s", self._camera_id, error.detail)
