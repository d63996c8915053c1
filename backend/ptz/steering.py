"""Carries orders to one camera: the latest wins, and nobody's silence leaves a camera turning."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Protocol

from backend.ptz.errors import NOT_STOPPED, SIGN_IN, UNREACHABLE, CameraError
from backend.ptz.motion import Velocity
from backend.ptz.soap import SIGN_IN_PAUSE_S

_log = logging.getLogger(__name__)
DEAD_MAN_S = 1.0
"""Without a further move the camera is told to stop, whatever became of the console."""
STOP_TRIES, STOP_RETRY_S, STOP_RETRY_MAX_S = 3, 0.5, 2.0
"""A camera that turns is told to stop until it has answered, at growing intervals; its failure is logged after some
tries. One that no order ever reached is left after them."""
STILL = Velocity()
ENDING = "the server is ending"


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

    def __init__(
        self,
        camera_id: str,
        camera: Turning,
        dead_man_s: float = DEAD_MAN_S,
        mark: Callable[[str, bool], None] = lambda _camera_id, _turns: None,
    ) -> None:
        """`mark` is told before the camera may turn and after it has stopped."""
        self._mark = mark
        self._camera_id = camera_id
        self._camera = camera
        self._dead_man_s = dead_man_s
        self._changed = threading.Condition()
        self._next: _Job | None = None
        self._thread: threading.Thread | None = None
        self._closed = False
        # Of the worker alone from here on.
        self._moving = False
        self._reached = False
        self._ending = False
        self._stop_at = 0.0
        self._stops_failed = 0

    def give(self, order: Order) -> Future[None]:
        """Replace the order that waits, if any; both are answered by what becomes of the newer one."""
        with self._changed:
            waiting = self._next.done if self._next is not None else None
            done: Future[None] = Future() if waiting is None else waiting
            if self._closed:
                done.set_exception(CameraError(UNREACHABLE, ENDING))
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

    def resume(self) -> None:
        """Stop a camera that a server before this one left turning. Before any order."""
        self._moving = self._reached = True
        self.give(STILL)

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

    @property
    def not_stopped(self) -> bool:
        """Whether the camera may be turning because it did not take a Stop; it is told again."""
        return self._stops_failed > 0 and self._reached

    def _work(self) -> None:
        while (job := self._take()) is not None:
            self._carry_out(job)

    def _take(self) -> _Job | None:
        """The next order, or the dead man's, or None: then this worker is no longer the worker."""
        with self._changed:
            while self._next is None:
                if self._closed and not self._ending:
                    self._ending, self._stops_failed, self._stop_at = True, 0, time.monotonic()
                if not self._moving or (self._ending and self._stops_failed >= STOP_TRIES):
                    self._thread = None
                    return None
                left_s = self._stop_at - time.monotonic()
                if left_s <= 0:
                    return _Job(STILL, time.monotonic(), None)
                self._changed.wait(left_s)
            job, self._next = self._next, None
            return job

    def _carry_out(self, job: _Job) -> None:
        error: CameraError | None = None
        try:
            self._tell(job)
        except CameraError as refused:
            error = refused
        self._marked(self._moving)
        if job.done is not None and error is not None:
            job.done.set_exception(error)
        elif job.done is not None:
            job.done.set_result(None)

    def _tell(self, job: _Job) -> None:
        late = time.monotonic() - job.given_at >= self._dead_man_s
        if isinstance(job.order, Velocity) and not (job.order.still or late or self._closed):
            self._move(job.order, job.given_at)
            return
        if self._moving or isinstance(job.order, Velocity):
            # Before a preset, too: one that the camera does not go to would leave it turning.
            self._stop()
        if self._closed and job.order != STILL:
            raise CameraError(UNREACHABLE, ENDING)
        if isinstance(job.order, GoTo):
            token = job.order.token
            self._asked(lambda: self._camera.go_to(token))
        elif job.order != STILL:
            raise CameraError(UNREACHABLE, "the camera was too slow for this order")

    def _marked(self, turns: bool) -> None:
        # The camera has to be stopped, whether or not anybody can write down that it turns.
        with contextlib.suppress(CameraError):
            self._asked(lambda: self._mark(self._camera_id, turns))

    def _asked(self, question: Callable[[], None]) -> None:
        """Whatever goes wrong in it, the worker lives on to stop the camera. Raises `CameraError` and nothing else."""
        try:
            question()
        except CameraError:
            raise
        except Exception as fault:
            _log.exception("camera %s: a fault of ours in an order", self._camera_id)
            said = f"the server failed at this order ({type(fault).__name__})"
            raise CameraError(UNREACHABLE, said, reached=True) from fault

    def _move(self, velocity: Velocity, given_at: float) -> None:
        # Before the camera is asked: an answer that is lost does not tell whether it turns.
        self._marked(True)
        before = self._moving, self._reached, self._stop_at
        self._moving, self._stops_failed = True, 0
        self._stop_at = given_at + self._dead_man_s
        try:
            self._asked(lambda: self._camera.move(velocity))
        except CameraError as error:
            # A refused order lengthens no earlier one.
            self._moving, self._reached, self._stop_at = before
            if error.code == UNREACHABLE:
                self._moving, self._reached = True, self._reached or error.reached
                self._stop_at = given_at + self._dead_man_s
            raise
        self._reached = True

    def _stop(self) -> None:
        """Tell the camera; where it does not take it, see to it that it is told again. Raises `CameraError`."""
        try:
            self._asked(self._camera.stop)
        except CameraError as error:
            self._stop_failed(error)
            if not self._reached:
                raise
            raise CameraError(NOT_STOPPED, f"the camera may still turn: {error.detail}") from error
        if self._stops_failed >= STOP_TRIES:
            _log.info("camera %s has stopped now", self._camera_id)
        self._moving, self._reached, self._stops_failed = False, False, 0

    def _stop_failed(self, error: CameraError) -> None:
        if not self._moving and error.code != UNREACHABLE:
            return
        self._moving = True
        self._stops_failed += 1
        wait_s = min(STOP_RETRY_S * 2 ** min(self._stops_failed - 1, 10), STOP_RETRY_MAX_S)
        # An account that is locked by our haste stops nothing.
        self._stop_at = time.monotonic() + (SIGN_IN_PAUSE_S if error.code == SIGN_IN else wait_s)
        if self._stops_failed == STOP_TRIES:
            _log.warning("camera %s was not reached to stop it: %s", self._camera_id, error.detail)
            if not self._reached:
                # Nor was it by any order to turn.
                self._moving, self._stops_failed = False, 0
