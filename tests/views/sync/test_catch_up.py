"""What happened while we were away: one line in the strip, the list behind it, and that it is gone once read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import HistoryEntry
from console.sync.catch_up import CatchUp
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, lines, pending, play, texts, words
from tests.views.played_session import NOW, incident
from views.sync.catch_up import CatchUpPresenter

AWAY = CatchUp(
    since=NOW - timedelta(minutes=20), until=NOW, new=("new",), changed=("worse", "gone"), ended=("done",),
    escalated=("worse",), settled=3, refused=1, in_conflict=1,
)  # fmt: skip


def _city(folder: Path) -> PlayedCity:
    said = HistoryEntry(at=NOW, verb="note", actor_name="Trần Gia Bảo")
    worse = {"severity": 1, "place": "Cầu Đá", "ward": "Hòa An", "history": (said,)}
    rows = [pending("a1", "rejected"), pending("a2", "conflict", target_id="lost"), pending("a3")]
    one, late = incident("one"), incident("worse").model_copy(update=worse)
    return PlayedCity(folder, [one, incident("new"), late, incident("done", "resolved")], rows=rows)


def _presenter(room: PlayedRoom) -> tuple[CatchUpPresenter, list[str]]:
    presenter, told = CatchUpPresenter(room.context, room.window, room.run), list[str]()
    presenter.told.connect(told.append)
    presenter.bind(room.registry)
    room.later(presenter.close)
    return presenter, told


def test_the_strip_tells_it_in_one_line_until_it_is_read(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, told = _presenter(room)
        assert room.registry.why_off("show-catch-up") == "no_catch_up"
        room.city.sync.catch_up = CatchUp(since=NOW, until=NOW)
        await room.hear("catch_up")
        assert told == [], "an outage in which nothing happened is no news"
        room.city.sync.catch_up = AWAY
        await room.hear("catch_up")
        [line] = told
        assert line.startswith("While we were away (20")
        assert line.endswith("1 new · 2 changed · 1 ended · 3 of ours applied · 1 of ours refused · 1 to decide")
        await room.do("show-catch-up")
        assert told[1:] == [""], "who has read it is told no more"
        assert not presenter.dismiss()
        assert room.registry.why_off("show-catch-up") is None, "it can be read again"

    play(qapp, _city(tmp_path), story)


def test_sent_away_unread_it_can_still_be_opened(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, told = _presenter(room)
        room.city.sync.catch_up = AWAY
        await room.hear("catch_up")
        assert presenter.dismiss()
        assert told[-1] == ""
        await room.do("show-catch-up")
        assert presenter.list.isVisible()

    play(qapp, _city(tmp_path), story)


def test_what_needs_us_stands_first_then_each_group_with_what_is_known(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, _told = _presenter(room)
        room.city.sync.catch_up = AWAY
        await room.hear("catch_up")
        await room.do("show-catch-up")
        found = lines(presenter.list)
        assert words(found) == [
            "Ours that need you (2); O opens them", "Note: x", "Note: x", "New (1)", "Ngập new",
            "Changed (2)", "Ngập worse", "An incident", "Ended (1)", "Ngập done",
        ]  # fmt: skip
        refused, conflict, worse, gone = found[1], found[2], found[6], found[7]
        assert (refused.icon, refused.below) == ("circle-x", "SC-one · Ngập one")
        assert (conflict.icon, conflict.below) == ("git-merge", "Lê Thu Hà"), "of an incident that is not here any more"
        assert worse.state == "now more severe · nobody has acknowledged"
        assert worse.below == "SC-worse · Cầu Đá, Hòa An · Trần Gia Bảo"
        assert gone.state == "no longer here"
        assert any("From 1" in text or "From 0" in text for text in texts(presenter.list)), "when it was"
        QTest.keyClick(presenter.list, Qt.Key.Key_Return)
        assert room.ran == [("open-incident", {"incident": "one"})]
        assert not presenter.list.isVisible()

    play(qapp, _city(tmp_path), story)


def test_where_nothing_of_ours_was_refused_the_outbox_is_not_listed(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, _told = _presenter(room)
        room.city.sync.catch_up = CatchUp(since=NOW, until=NOW, new=("new",), settled=1)
        await room.hear("catch_up")
        await room.do("show-catch-up")
        assert words(lines(presenter.list)) == ["New (1)", "Ngập new"]

    play(qapp, _city(tmp_path), story)


def test_when_the_cache_cannot_be_read_the_news_stay_for_another_try(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        presenter, told = _presenter(room)
        room.city.sync.catch_up = AWAY
        await room.hear("catch_up")
        room.city.trouble = StorageError("io_error")
        with pytest.raises(StorageError):
            await room.do("show-catch-up")
        assert not presenter.list.isVisible()
        assert len(told) == 1, "still in the strip"

    play(qapp, _city(tmp_path), story)
