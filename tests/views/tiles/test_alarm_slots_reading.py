"""What the places for alarms read of the cache: at first all of it, then what changed and no more."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.base.settings import Settings
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.errors import StorageError
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from tests.harness.waiting import comes
from views.tiles.alarm_slots import AlarmSlots

PLACE = "a/0,0"
NOW = datetime(2026, 11, 21, 5, tzinfo=UTC)
RULE = {"name": "Worst", "severities": [1], "cameras": "nearest", "minutes": 30}


class Room:
    """The places of a wall over a real cache, and what of it was read since `read` was cleared."""

    def __init__(self, session: Session, patch: pytest.MonkeyPatch) -> None:
        self.session = session
        self.read: list[tuple[Any, ...]] = []
        self.met: list[BaseException] = []
        self.broken = ""
        for name in ("incidents", "incidents_of", "cameras"):
            patch.setattr(session.store, name, partial(self._reading, name, getattr(session.store, name)))
        self.slots = AlarmSlots(session, lambda: NOW, self.met.append)
        self._version = 1

    async def _reading(self, name: str, read: Callable[..., Awaitable[Any]], *asked: Any, **more: Any) -> Any:
        self.read.append((name, *asked))
        if name == self.broken:
            raise StorageError("full")
        return await read(*asked, **more)

    async def write(self, kind: str, key: str, **data: object) -> None:
        """Commit a record as a pull would, and announce it."""
        self._version += 1
        write = partial(
            feeds.apply_page, items=[Item(kind, key, self._version, data or None)], cursor="c", search_text=search_text
        )
        self.session.changes.emit(kind, (await self.session.caches[0].write(write))[kind])

    def shown(self) -> tuple[str, tuple[str, ...]] | None:
        """The incident at the place, and its cameras."""
        self.slots.tick(NOW)
        showing = self.slots.showing(PLACE)
        return (showing.incident.id, showing.cameras) if showing is not None else None

    def title(self) -> str:
        """Of the incident at the place."""
        self.slots.tick(NOW)
        showing = self.slots.showing(PLACE)
        return showing.incident.title if showing is not None else ""


def _incident(title: str = "", severity: int = 1) -> dict[str, object]:
    at = (NOW - timedelta(minutes=1)).isoformat()
    return {
        "code": "SC",
        "title": title,
        "state": "new",
        "severity": severity,
        "created_at": at,
        "lat": 9.6,
        "lon": 106,
    }


def _camera(lat: float) -> dict[str, object]:
    return {"name": "Cầu", "lat": lat, "lon": 106, "sub_url": "rtsp://127.0.0.1:9/k"}


@asynccontextmanager
async def _room(folder: Path, patch: pytest.MonkeyPatch) -> AsyncIterator[Room]:
    session = Session(Settings(credentials="file"), folder, with_video=False)
    await session.start()
    items = [Item("camera", "k1", 1, _camera(9.6001)), Item("camera", "k2", 1, _camera(9.9))]
    items += [Item("incident", "fire", 1, _incident()), Item("alarm_rule", "worst", 1, RULE)]
    await session.caches[0].write(partial(feeds.apply_page, items=items, cursor="c", search_text=search_text))
    made = Room(session, patch)
    try:
        yield made
    finally:
        made.slots.close()
        await session.stop()


def _tell(qapp: QApplication, folder: Path, story: Callable[[Room], Awaitable[None]]) -> None:
    async def told() -> None:
        with pytest.MonkeyPatch.context() as patch:
            async with _room(folder, patch) as made:
                await story(made)

    with qt_loop(qapp) as loop:
        loop.run_until_complete(told())


def test_an_incident_that_changed_is_read_by_its_id_and_a_camera_that_moved_without_any(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(made: Room) -> None:
        made.slots.set_places([PLACE])
        await comes(lambda: made.shown() == ("fire", ("k1",)), "the alarm with the camera near it")
        made.read.clear()
        await made.write("incident", "fire", **_incident("worse"))
        await comes(lambda: made.title() == "worse", "its new title")
        assert made.read == [("incidents_of", frozenset({"fire"}))]
        made.read.clear()
        await made.write("camera", "k2", **_camera(9.6002))
        await comes(lambda: made.shown() == ("fire", ("k1", "k2")), "the camera that is near now")
        assert made.read == [("cameras",)]
        assert not made.met

    _tell(qapp, tmp_path, story)


def test_cameras_that_could_not_be_read_are_read_with_the_next_incident(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        made.slots.set_places([PLACE])
        await comes(lambda: made.shown() == ("fire", ("k1",)), "the alarm with the camera near it")
        made.broken = "cameras"
        await made.write("camera", "k2", **_camera(9.6002))
        await comes(lambda: made.met, "the failure is told")
        made.broken = ""
        await made.write("incident", "fire", **_incident("worse"))
        await comes(lambda: made.shown() == ("fire", ("k1", "k2")), "what was missed")

    _tell(qapp, tmp_path, story)


def test_without_a_place_for_alarms_nothing_is_read(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: Room) -> None:
        told: list[object] = []
        made.session.changes.subscribe({"incident", "camera"}, told.append)
        await made.write("incident", "fire", **_incident("worse"))
        await made.write("camera", "k2", **_camera(9.6002))
        await comes(lambda: len(told) == 2, "both changes are told")
        assert not made.read
        assert made.shown() is None

    _tell(qapp, tmp_path, story)
