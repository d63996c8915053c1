"""Both strips: each channel's own truth with its age, what lasts before everything else, and what waits to be sent."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.records.models import Indicator, LinkState
from offline_cache.errors import StorageError
from tests.views.cache_room import CacheRoom, at_cache, failing, words
from tests.views.played_session import incident
from views.sync.strips import CHANNELS, StripsPresenter, alarm_load
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.top_strip import TopStrip


class Strips:
    """Both, with what the queue and the indicators show."""

    def __init__(self, room: CacheRoom) -> None:
        self.room = room
        self.top, self.bottom = TopStrip(room.window), BottomStrip(room.window)
        self.incidents = [incident("one")]
        self.indicators: list[Indicator] = []
        self._parent = QObject(room.window)
        self.presenter = StripsPresenter(
            room.context, self.top, self.bottom, incidents=lambda: self.incidents,
            indicators=lambda: self.indicators, parent=self._parent,
        )  # fmt: skip
        room.window.show()
        for part in (self.top, self.bottom):
            part.resize(1600, part.height())
            part.show()
        room.ends.append(self.presenter.close)
        self.presenter.start()

    def said(self) -> str:
        """After another second."""
        self.presenter.tick(self.room.now)
        return words(self.top) + "\n" + words(self.bottom)


async def strips(room: CacheRoom) -> Strips:
    for channel in CHANNELS:
        room.link(channel, LinkState.LIVE)
    made = Strips(room)
    await room.settle()
    return made


def test_who_sits_here_the_shift_and_the_announcement_stand_on_top(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made = await strips(room)
        assert "Lê Thu Hà" in made.said()
        at, end = room.now.isoformat(), (room.now + timedelta(hours=8)).isoformat()
        await room.write("shift", "current", name="Ca ngày", starts_at=at, ends_at=end, people=[])
        await room.until(lambda: "Ca ngày" in made.said(), "the shift")
        for key, text, level in (("a", "Áp thấp", 2), ("b", "Bão số 5", 4)):
            await room.write("notice", key, text=text, level=level, valid_from=at, valid_to=end)
        await room.until(lambda: made.presenter._notice is not None, "the announcements")
        assert made.presenter._notice is not None
        assert made.presenter._notice.text == "Bão số 5", "the gravest"
        assert made.presenter.waiting == 0

    at_cache(qapp, tmp_path, story)


def test_an_outage_is_said_below_with_what_waits_and_how_old_the_data_is(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made = await strips(room)
        assert "Alarm load: " in made.said()
        assert "Ctrl+K commands" in made.said()
        assert made.presenter.standing == []
        for channel in CHANNELS:
            room.link(channel, LinkState.DOWN, reason="unreachable")
        room.now += timedelta(minutes=3)
        assert "Actions waiting to send: 0 · data 3" in made.said()
        assert made.presenter.standing
        assert "Alarm load" not in made.said(), "something more important is to be said"
        for channel in CHANNELS:
            room.link(channel, LinkState.LIVE)
        assert "Alarm load: " in made.said()

    at_cache(qapp, tmp_path, story)


def test_where_the_outbox_cannot_be_read_nobody_claims_that_nothing_waits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(room.session.store, "outbox", failing(StorageError("full")))
            for channel in CHANNELS:
                room.link(channel, LinkState.DOWN)
            made = Strips(room)
            await room.settle()
            assert "Actions waiting to send: …" in made.said()
            assert made.presenter.waiting is None
            assert [level for _text, level in room.told] == ["warning"]

    at_cache(qapp, tmp_path, story)


def test_facts_name_the_oldest_tile_the_wall_and_the_news(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made = await strips(room)
        for key, minutes in (("i1", 1), ("i2", 5)):
            at = (room.now - timedelta(minutes=minutes)).isoformat()
            facts = {"id": key, "version": 1, "name": f"Mực nước {key}", "as_of": at}
            made.indicators.append(Indicator.model_validate(facts))
        made.presenter.wall_fact = lambda _now: "Wall: all live"
        made.presenter.wall_channel = lambda: ("Wall 2/2", "ok", "")
        assert "Oldest tile: Mực nước i2, 5" in made.said()
        assert "Wall: all live" in made.said()
        await room.until(lambda: "Wall 2/2" in made.said(), "its channel")
        made.presenter.set_news("4 thay đổi")
        assert "4 thay đổi" in made.said()
        assert "Ctrl+U shows" in made.said()

    at_cache(qapp, tmp_path, story)


def test_the_load_counts_fresh_incidents_for_each_operator_and_no_drills() -> None:
    one = incident("one")
    now = one.created_at + timedelta(minutes=9)
    drill = one.model_copy(update={"drill": True})
    assert alarm_load([one, one, one, drill], now, people=2) == 1.5
    assert alarm_load([one], now, people=0) == 1.0
    assert alarm_load([one], now + timedelta(minutes=2), people=1) == 0.0
