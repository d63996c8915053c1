"""What a change of an incident makes a wall's tiles read: that incident, once for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.base.settings import Settings
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.errors import StorageError
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes
from views.tiles.binding import Binding, Stage
from views.tiles.open_incidents import WallIncidents
from views.tiles.types import TILE_TYPES
from views.video.streams import ALARM_PRIORITY, StreamTiles
from widgets.base.severity import severity_word
from widgets.video.tile import VideoTile

CAMERAS = ("k1", "k2", "k3")


class Room:
    """Tiles on one stage over a real cache, and what of it was read since `read` was cleared."""

    def __init__(self, session: Session, patch: pytest.MonkeyPatch) -> None:
        self.session = session
        self.read: list[tuple[str, Any]] = []
        self.met: list[BaseException] = []
        self.broken = False
        self._watch(patch)
        self.ground = QWidget()
        self.streams = StreamTiles(session.fleet, lambda _live: None, self.ground)
        self.incidents = WallIncidents(session, self.met.append)
        self.stage = Stage(
            session, self.streams, lambda: datetime.now(UTC), self.met.append, lambda _cameras: [], self.incidents
        )
        self.bound: list[Binding] = []
        self._version = 1

    def _watch(self, patch: pytest.MonkeyPatch) -> None:
        store = self.session.store
        for name in ("incidents", "incidents_of", "records", "cameras"):
            patch.setattr(store, name, partial(self._reading, name, getattr(store, name)))

    async def _reading(self, name: str, read: Callable[..., Awaitable[Any]], *asked: Any, **more: Any) -> Any:
        ids = asked[-1] if name in ("incidents_of", "records") else None
        if name != "records" or isinstance(ids, tuple):  # the session looks through what is odd, by sets of ids
            self.read.append((name, ids))
        if self.broken:
            raise StorageError("full")
        return await read(*asked, **more)

    async def bind(self, kind: str, **config: object) -> Any:
        """A tile of this type that has read."""
        made = TILE_TYPES[kind].make(self.ground)
        binding = TILE_TYPES[kind].bind(made, self.stage, config)
        self.bound.append(binding)
        await comes(lambda: binding.has_read, f"the {kind} tile has read")
        return made

    async def write(self, kind: str, key: str, **data: object) -> None:
        """Commit a record as a pull would, and announce it."""
        self._version += 1
        item = Item(kind, key, self._version, data or None)
        write = partial(feeds.apply_page, items=[item], cursor="c", search_text=search_text)
        self.session.changes.emit(kind, (await self.session.caches[0].write(write))[kind])

    async def critical(self, key: str, *cameras: str, severity: int = 1) -> None:
        """An open incident about these cameras."""
        await self.write("incident", key, **_incident(key, cameras, severity))


def _incident(key: str, cameras: tuple[str, ...], severity: int) -> dict[str, object]:
    at = "2026-11-21T05:00:00Z"
    return {"code": key, "title": key, "state": "new", "severity": severity, "created_at": at, "camera_ids": cameras}


@asynccontextmanager
async def _room(folder: Path, patch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    session = Session(Settings(credentials="file"), folder, with_video=False)
    await session.start()
    items = [Item("camera", key, 1, {"name": key, "sub_url": f"rtsp://127.0.0.1:9/{key}"}) for key in CAMERAS]
    items += [Item("incident", f"old-{number}", 1, _incident(f"old-{number}", (), 3)) for number in range(20)]
    write = partial(feeds.apply_page, items=items, cursor="c", search_text=search_text)
    await session.caches[0].write(write)
    made = Room(session, patch)
    try:
        yield made
    finally:
        for binding in made.bound:
            binding.close()
        made.incidents.close()
        made.streams.close()
        await session.stop()
        made.ground.deleteLater()


def _tell(qapp: QApplication, folder: Path, story: Callable[[Room], Awaitable[None]]) -> None:
    async def told() -> None:
        with pytest.MonkeyPatch.context() as patch:
            async with _room(folder, patch) as made:
                await story(made)

    with qt_loop(qapp) as loop:
        loop.run_until_complete(told())


def _is_marked(tile: VideoTile) -> bool:
    return severity_word(1) in tile.accessibleName()


def _priority(made: Room, tile: VideoTile) -> int:
    place = made.streams.place_of(tile)
    assert place is not None
    return place.stream.spec.priority


def test_one_change_is_read_once_by_its_id_whatever_the_number_of_tiles(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        one, two, three = [await made.bind("camera", camera=key) for key in CAMERAS]
        for kind in ("queue", "count", "map"):
            await made.bind(kind)
        made.read.clear()
        await made.critical("fire", "k2")
        await comes(lambda: _is_marked(two), "the mark")
        assert made.read == [("incidents_of", frozenset({"fire"}))]
        assert [_is_marked(tile) for tile in (one, two, three)] == [False, True, False]
        assert [_priority(made, tile) for tile in (one, two, three)] == [0, ALARM_PRIORITY, 0]
        made.read.clear()
        await made.write("incident", "fire")
        await comes(lambda: not _is_marked(two), "the mark goes")
        assert made.read == [("incidents_of", frozenset({"fire"}))]
        assert _priority(made, two) == 0
        assert not made.met

    _tell(qapp, tmp_path, story)


def test_a_tile_that_comes_later_knows_at_once(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        await made.critical("fire", "k2")
        await comes(lambda: made.incidents.index.is_alarmed("k2"), "the index knows")
        made.read.clear()
        by_id, by_place = await made.bind("camera", camera="k2"), await made.bind("camera", camera="#2")
        unmarked = await made.bind("camera", camera="k2", marked=False)
        assert [_is_marked(tile) for tile in (by_id, by_place, unmarked)] == [True, True, False]
        assert _priority(made, unmarked) == ALARM_PRIORITY, "of its stream it is the same"
        assert ("incidents", None) not in made.read

    _tell(qapp, tmp_path, story)


def test_another_camera_is_read_only_by_who_may_show_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        named, first = await made.bind("camera", camera="k3"), await made.bind("camera", camera="#1")
        made.read.clear()
        await made.write("camera", "k0", name="k0", sub_url="rtsp://127.0.0.1:9/k0")
        await comes(lambda: made.bound[1].ref == "k0", "the first in the city's list is another")
        assert ("records", ("k3",)) not in made.read
        await made.write("camera", "k3", name="Cầu mới", sub_url="rtsp://127.0.0.1:9/k3")
        await comes(lambda: made.bound[0].name == "Cầu mới", "its new name")
        assert not _is_marked(named)
        assert not _is_marked(first)

    _tell(qapp, tmp_path, story)


def test_after_a_failure_everything_is_read_again_and_nobody_waits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        tile = await made.bind("camera", camera="k1")
        made.broken = True
        await made.critical("fire", "k1")
        await comes(lambda: made.met, "the failure is told")
        assert not _is_marked(tile)
        made.broken = False
        made.read.clear()
        await made.critical("flood", "k2")
        await comes(lambda: _is_marked(tile), "what was missed")
        assert made.read == [("incidents", None)]

    _tell(qapp, tmp_path, story)


def test_where_the_first_look_fails_a_tile_still_comes(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        made.broken = True
        queue = await made.bind("queue")
        assert made.met
        assert queue.shown() == 0
        made.broken = False
        made.session.changes.emit("incident")
        await comes(lambda: len(made.incidents.index.known) == 20, "all of them")

    _tell(qapp, tmp_path, story)


def test_who_has_ended_hears_no_more_and_one_that_fails_stops_no_other(tmp_path: Path, qapp: QApplication) -> None:
    async def story(made: Room) -> None:
        heard: list[frozenset[str]] = []

        def broken(_cameras: frozenset[str]) -> None:
            raise ZeroDivisionError("a listener of ours")

        await comes(lambda: made.incidents.index.known, "the first look")
        await asyncio.sleep(0)
        made.incidents.listen(broken)
        end = made.incidents.listen(heard.append)
        await made.critical("fire", "k1", "k2")
        await comes(lambda: heard, "the change")
        assert heard == [frozenset({"k1", "k2"})]
        assert [type(error) for error in made.met] == [ZeroDivisionError]
        end()
        await made.critical("fire", "k1", severity=2)
        await comes(lambda: not made.incidents.index.alarmed(), "the next one")
        assert len(heard) == 1

    _tell(qapp, tmp_path, story)
