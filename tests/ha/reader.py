"""A console's reading by hand, at another server with each request: what it holds, and how often it began anew."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from itertools import cycle
from typing import Any

import requests

from tests.ha.replicas import Door, Records
from tests.harness.patience import Patience
from tests.harness.proven import Proven, signed_in

AGAIN_S = 0.05


class Reader:
    """Follows the feed round-robin over `doors`. A context manager that reads in a thread of its own."""

    def __init__(self, doors: Sequence[Door], user: str) -> None:
        self._doors = cycle(doors)
        self._http = requests.Session()
        self._http.trust_env = False
        self._http.verify = doors[0].authority or True
        self._http.auth = signed_in(doors[0].url, user, doors[0].password, "reader", http=self._http)
        self.records: Records = {}
        self.rebuilt = 0
        self.went_back: list[tuple[str, str]] = []
        """Records of which an older version came after a newer one, within one history."""
        self.fault: Exception | None = None
        self._cursor = ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="reader")
        self._snapshot()

    def __enter__(self) -> Reader:
        self._thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()
        self._http.close()

    def holds(self, wanted: Records, timeout_s: float = 60.0) -> bool:
        """Whether it comes to hold just these records."""
        patience = Patience(timeout_s)
        while self.records != wanted and self.fault is None and not patience.is_over:
            time.sleep(AGAIN_S)
        return self.records == wanted

    def _follow(self) -> None:
        try:
            while not self._over.is_set():
                self._step()
        except (AssertionError, KeyError, ValueError) as error:  # told by the test, in its own thread
            self.fault = error

    def _step(self) -> None:
        answer = self._ask(f"/v1/sync/changes?cursor={self._cursor}&wait=1")
        if answer is None:
            return
        if answer.status_code in (409, 410):
            self.rebuilt += 1
            self._snapshot()
            return
        said = answer.json()
        changed = dict(self.records)
        for one in said["changes"]:
            key = (one["type"], one["id"])
            if one["version"] < changed.get(key, (0, {}))[0]:
                self.went_back.append(key)
            if one["op"] == "remove":
                changed.pop(key, None)
            else:
                changed[key] = (one["version"], one["data"])
        self.records, self._cursor = changed, said["next_cursor"]

    def _snapshot(self) -> None:
        found: Records = {}
        page = ""
        while not self._over.is_set():
            answer = self._ask(f"/v1/sync/snapshot{page}")
            if answer is None:
                continue
            if answer.status_code in (409, 410):
                found, page = {}, ""
                continue
            said = answer.json()
            found |= {(one["type"], one["id"]): (one["version"], one["data"]) for one in said["items"]}
            if said["next_page"] is None:
                self.records, self._cursor = found, said["as_of_cursor"]
                return
            page = f"?page={said['next_page']}"

    def _ask(self, path: str) -> requests.Response | None:
        """An answer of the next server; None where it has none now."""
        try:
            answer: requests.Response = self._http.get(next(self._doors).url + path, timeout=40)
        except requests.RequestException:
            time.sleep(AGAIN_S)
            return None
        if answer.status_code >= 500 or answer.status_code == 429:
            time.sleep(AGAIN_S)
            return None
        assert answer.status_code in (200, 409, 410), f"{path}: {answer.status_code} {answer.text[:300]}"
        return answer


def stream_events(door: Door, proven: Proven) -> Any:
    """Names of the events of a stream, as they come; closing the generator ends it."""
    with requests.get(
        f"{door.url}/v1/sync/stream", auth=proven, stream=True, timeout=40, verify=door.authority or True
    ) as answer:
        answer.raise_for_status()
        for line in answer.iter_lines(chunk_size=1, decode_unicode=True):
            if line.startswith("event: "):
                yield line.removeprefix("event: ")
