"""Desks that are told apart by their faults alone: one city, and a console and a proxy for each of them."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.faults.room import SETTLED_S, linked, read_only
from tests.harness.fault_proxy import FaultProxy
from tests.harness.rewriting_proxy import RewritingProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.held_up import HeldUp

START_S = 90.0
NAMED_S = 12.0
"""Silence is noticed before a call that was begun during it has met its own deadline."""


@dataclass
class Desk:
    """A console behind a proxy. What was in the log before this desk's fault is none of its business."""

    town: City
    proxy: Any
    console: Driver
    folder: Path
    held_up: HeldUp
    inner: Any = None
    """A proxy that understands HTTP, behind the other one, where there is one."""
    device_id: str = ""
    known: frozenset[str] = frozenset()

    def begin(self) -> None:
        """From here on it is this fault's: its actions, its gaps."""
        self.device_id = self.device_id or self.outbox("SELECT value FROM meta WHERE key = 'device_id'")[0][0]
        self.known = frozenset(row["action_id"] for row in self.town.log())
        self.held_up.begin()

    def write(self, words: str, count: int = 3) -> list[tuple[str, str]]:
        """Save some notes; the key and the text of each. A note is promised once its command has returned."""
        rows = self.console.state()["rows"]
        texts = [f"{words} {number}" for number in range(count)]
        ids = [
            self.console.do("add-note", incident=rows[number % len(rows)]["id"], text=text)["action_id"]
            for number, text in enumerate(texts)
        ]
        return list(zip(ids, texts, strict=True))

    def arrived(self) -> list[tuple[str, str]]:
        """This console's notes that the server took since `begin`, in the order of their numbers."""
        rows = [row for row in self.town.log() if row["device_id"] == self.device_id]
        numbers = [row["device_seq"] for row in rows]
        assert numbers == list(range(1, len(rows) + 1)), "numbers without a gap"
        return [
            (row["action_id"], json.loads(row["payload"])["text"])
            for row in rows
            if row["type"] == "note" and row["result"] != "rejected" and row["action_id"] not in self.known
        ]

    def again(self) -> Desk:
        """Ready for the next fault: nothing in the way, nothing that waits."""
        self.proxy.mode = "clear"
        self.inner.clear()
        self.proxy.cut()
        self.settle(40)
        self.inner.asked.clear()
        self.proxy.connects.clear()
        self.begin()
        return self

    def cursor(self) -> str:
        """How far the console has read."""
        return str(self.cache("SELECT value FROM meta WHERE key = 'cursor'")[0][0])

    def outbox(self, query: str) -> list[Any]:
        """Rows of the console's own outbox, read beside it."""
        return read_only(self.folder / "outbox.db", query)

    def cache(self, query: str) -> list[Any]:
        """Rows of the console's cache, read beside it."""
        return read_only(self.folder / "cache.db", query)

    def shows_waiting(self, count: int) -> None:
        """The screen says, a moment later at most, that so many actions wait."""
        self.console.until(lambda s: s["outbox"]["waiting"] == count, 10, f"{count} that wait")

    def settle(self, within_s: float = SETTLED_S) -> float:
        """Wait until nothing waits, in the file and on screen, and the link lives; how long that took (s)."""
        began = time.monotonic()
        unsent = "SELECT 1 FROM actions WHERE state IN ('waiting', 'sending', 'answered') LIMIT 1"
        while self.outbox(unsent) and time.monotonic() - began < within_s:
            time.sleep(0.1)
        left_s = within_s - (time.monotonic() - began)
        self.console.until(lambda s: s["outbox"]["waiting"] == 0 and linked(s), left_s, "nothing that waits")
        return round(time.monotonic() - began, 1)

    def gaps(self) -> dict[str, float]:
        """The longest that the interface was held up since `begin`; fails where that is more than a fault may cost."""
        return self.held_up.figures()


def down_for(desk: Desk, within_s: float, reason: str) -> float:
    """Wait until the incidents' channel is down, then until it says why; how long the first took (s)."""
    began = time.monotonic()
    desk.console.until(lambda s: s["links"]["incidents"]["state"] == "down", within_s, "down")
    took = time.monotonic() - began
    desk.console.until(lambda s: s["links"]["incidents"]["reason"] == reason, NAMED_S, f"down because of {reason}")
    return round(took, 1)


@contextmanager
def a_desk(
    folder: Path,
    town: City,
    proxy: FaultProxy,
    *,
    inner: RewritingProxy | None = None,
    url: str = "http://127.0.0.1:{port}",
    settings: str = "",
    environment: Mapping[str, str] | None = None,
) -> Iterator[Desk]:
    """A console at `url`, signed in and with a queue; `{port}` in it is the proxy's."""
    folder.mkdir(exist_ok=True)
    data = folder / "desk"
    data.mkdir()
    (data / "settings.toml").write_text(f'credentials = "file"\n{settings}', encoding="utf-8")
    with (
        proxy,
        Driver(
            data,
            *("--backend", url.format(port=proxy.port)),
            sign_in=("ha.le", town.password),
            environment=environment,
        ) as console,
    ):
        console.until(lambda s: len(s["rows"]) > 10 and linked(s), START_S, "a queue, and a link that lives")
        with HeldUp(console) as held_up:
            desk = Desk(town, proxy, console, data, held_up, inner)
            desk.begin()
            yield desk


@contextmanager
def one_desk(folder: Path) -> Iterator[Desk]:
    """A city, and one desk behind two proxies: one for bytes, one for what is asked and answered. Faults take turns."""
    with City(folder, cameras=False) as town, RewritingProxy(("127.0.0.1", town.port)) as inner:
        outer = FaultProxy(("127.0.0.1", inner.port))
        with a_desk(folder / "one", town, outer, inner=inner) as desk:
            yield desk
