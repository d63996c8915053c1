"""Several walks at once, each on its own stage; one that fails is told and stops no other."""

from __future__ import annotations

import contextlib
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tests.tour.album import Size, named
from tests.tour.stage import Stage, Walk

WITH_CAMERAS = 2
"""So many walks show cameras at once: more, and two processors shed pictures."""
OpenStage = Callable[[Walk, Size], AbstractContextManager[Stage]]


@dataclass(frozen=True)
class Walked:
    """How one walk went: seconds, what was passed over, and what it ended with where it failed."""

    name: str
    seconds: float
    passed_over: tuple[str, ...] = ()
    failed: str = ""


def walked(walks: Sequence[tuple[Walk, Size]], at: OpenStage, at_once: int) -> list[Walked]:
    """Go all of them, in this order, so many at once. KeyboardInterrupt comes at once, whatever the walks wait for."""
    few = threading.BoundedSemaphore(WITH_CAMERAS)
    hands = ThreadPoolExecutor(at_once)
    try:
        done = list(hands.map(lambda one: _go(one[0], one[1], at, few), walks))
    except KeyboardInterrupt:
        hands.shutdown(wait=False, cancel_futures=True)
        raise
    hands.shutdown()
    return done


def _go(walk: Walk, size: Size, at: OpenStage, few: threading.BoundedSemaphore) -> Walked:
    name = f"{walk.name} {named(size)}"
    passed: list[str] = []
    with few if walk.uses_cameras else contextlib.nullcontext():
        began = time.monotonic()
        try:
            with at(walk, size) as stage:
                passed = stage.album.passed_over
                walk.go(stage)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on, and it is told
            traceback.print_exc()
            return _told(Walked(name, time.monotonic() - began, tuple(passed), f"{type(error).__name__}: {error}"))
        return _told(Walked(name, time.monotonic() - began, tuple(passed)))


def _told(one: Walked) -> Walked:
    end = f"FAILED {one.failed.splitlines()[0]}" if one.failed else "done"
    print(f"{one.name}: {end} after {one.seconds:.0f} s", flush=True)
    return one
