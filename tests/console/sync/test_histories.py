"""Histories of indicators: what a screen reads first, many in one question, only what is missing; old servers too."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from console.base.errors import LinkError
from console.records.misread import POINTS, Misreads
from console.sync.contact import Contact
from console.sync.histories import Histories
from console.sync.history_loop import LOOK_S, SLOWLY_S, HistoryLoop
from console.sync.host import Host
from console.sync.steps import Bounds, Steps
from console.sync.wanted import MOST, Wanted
from offline_cache import feeds, history
from offline_cache.cache import Cache
from offline_cache.errors import ReplacedError
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
DAY = timedelta(days=1)
IDS = tuple(f"i{number}" for number in range(9))


def iso(at: datetime) -> str:
    return at.isoformat(timespec="milliseconds")


class Server:
    """Each indicator has a value an hour, of two days; two or more values an answer."""

    def __init__(self, *, is_old: bool = False) -> None:
        self._is_old = is_old
        self.asked: list[Any] = []
        self.ids = IDS
        self.failing = ""
        self.odd: list[Any] = []
        self.on_the_way: Callable[[], Awaitable[None]] | None = None

    def _values(self, key: str, since: str) -> list[list[Any]]:
        begin = datetime.fromisoformat(since)
        hours = [NOW - timedelta(hours=hour) for hour in range(48, -1, -1)]
        return [[iso(at), float(at.hour)] for at in hours if at >= begin] if key in self.ids else []

    async def many_points(self, series: Sequence[Mapping[str, str]], limit: int) -> dict[str, Any]:
        """As the contract says."""
        if self._is_old:
            raise LinkError("bad_answer", status=404)
        if self.failing:
            raise LinkError(self.failing)
        self.asked.append({one["id"]: one["since"] for one in series})
        if self.on_the_way is not None:
            work, self.on_the_way = self.on_the_way, None
            await work()
        said = []
        for one in series:
            values = self._values(one["id"], one["since"])
            given, left = values[:limit], values[limit:]
            following = left[0][0] if left else None if limit else one["since"]
            limit -= len(given)
            said.append({"id": one["id"], "points": [*given, *self.odd], "rollups": [], "next_since": following})
        return {"resolution": "raw", "series": said}

    async def points(self, indicator_id: str, since: str | None) -> dict[str, Any]:
        """As it was before."""
        self.asked.append(indicator_id)
        values = self._values(indicator_id, since or iso(NOW - 30 * DAY))
        following = values[7][0] if len(values) > 7 else None
        return {"points": values[:7], "next_since": following}


class Desk:
    """A real cache with indicators, and what fetches their histories."""

    def __init__(self, folder: Path, server: Server) -> None:
        self._path = folder / "cache.db"
        self.cache = Cache(self._path, migrate_cache)
        self.misreads = Misreads()
        self.heard: list[set[str] | None] = []
        self.told: list[str] = []
        self.histories = Histories(self.cache, server, self._emit, lambda: NOW, self.misreads)
        self.wanted = Wanted()
        self.contact = Contact(cast(Any, None))
        self.contact.points_due = True
        host = SimpleNamespace(
            store=SimpleNamespace(misreads=self.misreads),
            wanted=self.wanted,
            caches=(self.cache, None),
            changes=SimpleNamespace(emit=self._emit),
            time=SimpleNamespace(now=lambda: NOW),
            links=SimpleNamespace(histories=lambda failure="": self.told.append(failure)),
        )
        steps = Steps(lambda _name, _seconds: None, Bounds())
        self.loop = HistoryLoop(cast(Host, host), server, self.contact, steps)

    def _emit(self, kind: str, ids: set[str] | None) -> None:
        assert kind == "points"
        self.heard.append(ids)

    async def fill(self) -> None:
        """Nine indicators by the hour."""
        items = [Item("indicator", key, 1, {"period": "hour"}) for key in IDS]
        await self.cache.write(lambda db: feeds.apply_page(db, items, "c1", lambda _kind, _data: None))

    async def replace(self) -> None:
        """As storage does where a file is damaged."""

        def aside() -> None:
            for path in self._path.parent.glob("cache.db*"):
                path.unlink()

        await self.cache.reopen(None, aside)

    async def hours(self, key: str) -> int:
        """How many values are here."""
        return len(await self.cache.read(lambda db: history.read_points(db, key, 0)))


def _run(folder: Path, server: Server, work: Callable[[Desk], Awaitable[None]]) -> None:
    async def run() -> None:
        desk = Desk(folder, server)
        await desk.cache.open()
        await desk.fill()
        try:
            await work(desk)
        finally:
            desk.cache.close()

    asyncio.run(run())


@pytest.mark.parametrize("is_old", [False, True])
def test_only_what_is_missing_and_shown_is_asked_for(tmp_path: Path, is_old: bool) -> None:
    server = Server(is_old=is_old)

    async def work(desk: Desk) -> None:
        await desk.histories.fetch({"i1": DAY, "i2": 2 * DAY, "nobody": DAY})
        assert [await desk.hours(key) for key in ("i1", "i2", "nobody")] == [25, 49, 0]
        assert set().union(*(ids or set() for ids in desk.heard)) == {"i1", "i2"}
        server.asked.clear()
        await desk.histories.fetch({"i1": DAY, "i2": DAY})
        if is_old:
            assert server.asked == ["i1", "i2"]
        else:
            assert server.asked == [{"i1": iso(NOW), "i2": iso(NOW)}]
        assert await desk.hours("i1") == 25

    _run(tmp_path, server, work)


def test_an_answer_that_is_not_whole_is_gone_on_with(tmp_path: Path) -> None:
    server = Server()

    async def work(desk: Desk) -> None:
        windows = {"i1": DAY, "i2": DAY, "i3": DAY}
        left = dict(windows)
        while left:
            for key in await desk.histories.fetch_some(left, 20):
                del left[key]
        assert [await desk.hours(key) for key in windows] == [25, 25, 25]
        assert len(server.asked) == 4

    _run(tmp_path, server, work)


def test_values_that_are_none_cost_themselves_and_are_told(tmp_path: Path) -> None:
    server = Server()
    server.odd = [["yesterday", 1.0], "x", [iso(NOW), "much"], [iso(NOW + 9 * DAY), 1.0]]

    async def work(desk: Desk) -> None:
        await desk.histories.fetch({"i1": DAY})
        assert await desk.hours("i1") == 25
        assert desk.misreads.ids(POINTS) == {"i1"}

    _run(tmp_path, server, work)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"series": []},
        {"series": [{"id": "i1", "points": [], "next_since": iso(NOW)}]},
        {"series": [{"id": "i1", "points": "x", "next_since": None}]},
        {"series": [{"id": "other", "points": [], "next_since": None}]},
        {"series": ["i1"]},
    ],
)
def test_an_answer_that_is_none_is_an_outage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]
) -> None:
    server = Server()

    async def odd(series: object, limit: int) -> dict[str, Any]:
        return cast(dict[str, Any], json.loads(json.dumps(answer)))

    monkeypatch.setattr(server, "many_points", odd)

    async def work(desk: Desk) -> None:
        with pytest.raises(LinkError, match="bad_answer"):
            await desk.histories.fetch({"i1": DAY})

    _run(tmp_path, server, work)


def test_a_history_lacks_nothing_of_what_went_with_the_file(tmp_path: Path) -> None:
    server = Server()

    async def work(desk: Desk) -> None:
        await desk.histories.fetch_some({"i1": 2 * DAY}, 20)
        server.on_the_way = desk.replace
        with pytest.raises(ReplacedError):
            await desk.histories.fetch_some({"i1": 2 * DAY}, 20)
        await desk.fill()
        await desk.histories.fetch({"i1": 2 * DAY})
        assert await desk.hours("i1") == 49

    _run(tmp_path, server, work)


def test_what_a_screen_reads_comes_first_and_the_rest_slowly(tmp_path: Path) -> None:
    server = Server()

    async def work(desk: Desk) -> None:
        for key in ("i7", "i3"):
            desk.wanted.read(key)
        assert await desk.loop._round() == SLOWLY_S
        assert server.asked == [{key: iso(NOW - DAY) for key in ("i3", "i7")}]
        assert await desk.loop._round() == LOOK_S, "seven of 25 values fit into one slow question"
        assert [*server.asked[1]] == [key for key in IDS if key not in ("i3", "i7")]
        assert [await desk.hours(key) for key in IDS] == [25] * 9
        assert desk.told == ["", ""]
        # Nothing is to be done until the server was away, or somebody opens what nobody knew.
        server.asked.clear()
        desk.wanted.read("i1")
        assert await desk.loop._round() == LOOK_S
        assert server.asked == []
        desk.contact.find()
        assert desk.contact.histories.is_set()
        await desk.loop._round()
        assert server.asked == [{key: iso(NOW) for key in ("i1", "i3", "i7")}]

    _run(tmp_path, server, work)


def test_an_indicator_that_is_new_is_fetched_when_it_is_read(tmp_path: Path) -> None:
    server = Server()

    async def work(desk: Desk) -> None:
        await desk.loop._round()
        server.asked.clear()
        server.ids = (*IDS, "new")
        items = [Item("indicator", "new", 1, {"period": "day"})]
        await desk.cache.write(lambda db: feeds.apply_page(db, items, "c2", lambda _kind, _data: None))
        desk.wanted.read("new")
        desk.wanted.read("nobody")
        await desk.loop._round()
        assert server.asked == [{"new": iso(NOW - 30 * DAY)}]

    _run(tmp_path, server, work)


def test_a_server_without_values_is_asked_again(tmp_path: Path) -> None:
    server = Server()
    server.failing = "server_error"

    async def work(desk: Desk) -> None:
        desk.wanted.read("i3")
        again_s = await desk.loop._round()
        assert again_s < SLOWLY_S
        server.failing = ""
        await desk.loop._round()
        assert desk.told == ["server_error", ""]
        assert await desk.hours("i3") == 25

    _run(tmp_path, server, work)


def test_a_file_that_took_the_place_of_another_is_filled_anew(tmp_path: Path) -> None:
    server = Server()

    async def work(desk: Desk) -> None:
        await desk.loop._round()
        await desk.replace()
        await desk.fill()
        await desk.loop._round()
        assert [await desk.hours(key) for key in IDS] == [25] * 9

    _run(tmp_path, server, work)


def test_what_is_read_is_known_in_its_order_and_told_once() -> None:
    wanted, heard = Wanted(), []
    wanted.heard = lambda: heard.append(wanted.ids()[0])
    for key in ("a", "b", "a", "b"):
        wanted.read(key)
    assert (wanted.ids(), heard) == (["b", "a"], ["a", "b"])
    for number in range(MOST):
        wanted.read(str(number))
    assert len(wanted.ids()) == MOST
    assert "a" not in wanted.ids()
