"""A device whose record of actions began anew: told to who answers for the room, once, and to nobody at that device."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.views.desk_room import Room, at_desk
from views.words.sentences import sentence

EVENT = "chain_restarted"


def _line(key: str, device: str, *, hours: float = 0, **more: Any) -> Item:
    at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    params = {"device": f"Bàn 3 ({device})", "device_id": device, "who": "Phạm Quốc Tuấn"}
    said = {"at": at, "received_at": at, "kind": "automatic", "event": EVENT, "params": params}
    return Item("log_entry", key, 1, said | more)


async def _hears(desk: Room, *lines: Item) -> None:
    cache, _box = desk.session.caches
    await cache.write(lambda db: feeds.apply_page(db, lines, "c2", search_text))
    desk.session.changes.emit("log_entry", {one.id for one in lines})
    await desk.settle()


def _become(desk: Room, role: str) -> None:
    actor = desk.session.people.actor
    assert actor is not None
    desk.session.people.actor = actor.model_copy(update={"role": role})


def _told(desk: Room) -> list[dict[str, object]]:
    return [one.params for one in desk.session.notices.recent if one.code == EVENT]


@pytest.mark.parametrize(("role", "times"), [("duty_officer", 1), ("admin", 1), ("operator", 0)])
def test_who_answers_for_the_room_is_told_once(qapp: QApplication, tmp_path: Path, role: str, times: int) -> None:
    async def story(desk: Room) -> None:
        _become(desk, role)
        for _time in range(2):
            await _hears(desk, _line("chain:desk-3:a", "desk-3"))
        assert len(_told(desk)) == times
        for params in _told(desk):
            assert (params["device"], params["who"]) == ("Bàn 3 (desk-3)", "Phạm Quốc Tuấn")
            words = sentence(EVENT, params)
            assert "Bàn 3 (desk-3)" in words
            assert "shut the device out" in words, "and what to do"

    at_desk(qapp, tmp_path, story)


def test_neither_old_news_nor_ones_own_nor_what_a_person_wrote(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _become(desk, "admin")
        assert desk.session.device is not None
        own = desk.session.device.device_id
        await _hears(
            desk, _line("old", "desk-3", hours=25), _line("own", own), _line("typed", "desk-3", kind="typed"),
            _line("other", "desk-3", event="source_down"),
        )  # fmt: skip
        assert _told(desk) == []

    at_desk(qapp, tmp_path, story)


def test_who_signs_in_later_is_told_as_well(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        _become(desk, "operator")
        await _hears(desk, _line("chain:desk-3:a", "desk-3", hours=5))
        assert _told(desk) == []
        _become(desk, "duty_officer")
        desk.session.changes.emit("session")
        await desk.until(lambda: len(_told(desk)) == 1, "the news")

    at_desk(qapp, tmp_path, story)
