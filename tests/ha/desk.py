"""A desk that acts without pause: each note is sent until it is answered, as a console does, with the same keys."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Sequence
from typing import Any

import requests

from tests.backend.device import Device
from tests.ha.replicas import Door
from tests.harness.waiting import until

AGAIN_S = 0.05
DONE = frozenset({"applied", "duplicate"})


class BusyDesk:
    """Writes notes to `targets` in turn, in a thread of its own. A context manager."""

    def __init__(self, door: Door, user: str, name: str, targets: Sequence[dict[str, Any]]) -> None:
        self.answered: dict[str, str] = {}
        """Text by action id, of every note that was answered *applied*, or *duplicate* where it was sent again."""
        self.refused: list[dict[str, Any]] = []
        self._device = Device(door, user, name)
        self._targets = itertools.cycle(targets)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._act, name=name)

    def __enter__(self) -> BusyDesk:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        self._device.http.close()

    def does(self, more: int, what: str, timeout_s: float = 60.0) -> None:
        """Wait until so many more are answered. Raises AssertionError that names `what`."""
        wanted = len(self.answered) + more
        until(lambda: len(self.answered) >= wanted or self.refused, f"{more} more answers {what}", timeout_s)
        assert not self.refused, what

    def _act(self) -> None:
        for number in itertools.count():
            text = f"{self._device.name}: {number}"
            action = self._device.action("note", next(self._targets), text=text)
            while not self._over.is_set():
                result = self._sent(action)
                if result["result"] in DONE:
                    self.answered[action["action_id"]] = text
                    break
                if result["result"] != "retry":
                    self.refused.append(result)
                    return
                time.sleep(AGAIN_S)
            if self._over.is_set():
                return

    def _sent(self, action: dict[str, Any]) -> dict[str, Any]:
        try:
            return self._device.send(action)[0]
        except requests.RequestException:
            return {"result": "retry"}
