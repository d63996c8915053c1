"""The report after action: one timeline of everything, narrowed by kind, and the same on paper."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.evidence.saved_pictures import Picture
from console.measures.after_action import Moment
from console.measures.exports import ExportError
from console.records.models import HistoryEntry, Incident
from console.records.shift import ShiftEntry
from console.sync import outage_log as outages
from contract.records.incident import Due
from offline_cache.cache import Cache
from offline_cache.schema import migrate_cache
from tests.views.played_city import PlayedCity, PlayedRoom, lines, play, texts, words
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.measures.after_action import AfterActionPresenter
from views.measures.report_words import beside_words, kind_words, moment_words, note


def _at(minutes: int) -> Any:
    return NOW - timedelta(minutes=minutes)


def _one(**facts: Any) -> Incident:
    history = (
        HistoryEntry(at=_at(50), verb="acknowledge", actor_name="Lê Thu Hà"),
        HistoryEntry(at=_at(30), verb="note", actor_name="Trần Gia Bảo", text="Đã gọi", offline=True, received_at=NOW),
    )
    told = {
        "created_at": _at(60), "source_name": "Trạm bơm", "history": history, "place": "Cầu Đá", "ward": "Hòa An",
        "deadlines": (Due(kind="resolve", name="xử lý", due=_at(20)),),
    }  # fmt: skip
    return incident("one").model_copy(update={**told, **facts})


LOG = (
    ShiftEntry(id="l1", at=_at(40), text="Mưa lớn", actor_name="Lê Thu Hà"),
    ShiftEntry(id="l2", at=_at(40), text="Việc khác", actor_name="Lê Thu Hà", incident_id="two"),
)


class Reports:
    """The presenter; `two` is the incident that is shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.shown: Incident | None = room.city.known.get("one")
        self.presenter = AfterActionPresenter(room.context, room.window, room.run, lambda: self.shown)
        self.presenter.bind(room.registry)
        self.board = self.presenter.board


@asynccontextmanager
async def _reports(room: PlayedRoom, folder: Path) -> AsyncIterator[Reports]:
    """With a cache that has lived through an outage."""
    cache = Cache(folder / "cache.db", migrate_cache)
    await cache.open()
    room.city.caches = (cache, cache)
    try:
        await cache.write(lambda db: outages.keep(db, _at(35), _at(25)))
        room.city.connect()
        yield Reports(room)
    finally:
        cache.close()


def test_everything_stands_on_one_line_of_time(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with _reports(room, tmp_path) as reports:
            assert await room.do("show-after-action") == {"count": 7}
            found = [line for line in lines(reports.board) if line.key]
            assert [line.state for line in found] == [
                "reported", "action", "shift log", "outage", "action", "outage", "deadline",
            ]  # fmt: skip
            assert words(found) == [
                "Trạm bơm: Ngập one", "Acknowledged by Lê Thu Hà", "Lê Thu Hà: Mưa lớn",
                "This desk lost the connection", "Trần Gia Bảo: Đã gọi", "This desk was connected again",
                "Deadline missed: xử lý",
            ]  # fmt: skip
            assert found[4].below, "that it was done during the outage"
            assert (found[1].tone, found[4].tone) == ("text2", "late")
            total = reports.board.cards.accessibleDescription()
            assert total.startswith("acknowledged after 10")
            assert "2 actions of 2 people" in total
            assert "1 done during an outage" in total
            assert "1 deadlines missed" in total
            told = reports.board.cards.words()
            assert told[0].startswith("Acknowledged after 10")
            assert told[2] == "Resolved after –", "what was not done has no time"
            assert told[3] == "Actions 2 by 2 people · 1 done during an outage"
            assert told[4] == "Deadlines missed 1 0 pictures"

    play(qapp, PlayedCity(tmp_path, [_one()], LOG), story)


def test_one_kind_after_the_other_can_be_looked_at_alone(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with _reports(room, tmp_path) as reports:
            await room.do("show-after-action")
            told = []
            for _kind in range(6):
                QTest.keyClick(reports.board, Qt.Key.Key_T)
                state = reports.presenter.state()["after_action"]
                told.append((state["only"], len(state["lines"])))
            assert told == [("came", 1), ("action", 2), ("log", 1), ("deadline", 1), ("outage", 2), ("", 7)]
            QTest.keyClick(reports.board, Qt.Key.Key_T)
            await room.do("show-after-action")
            assert reports.presenter.state()["after_action"]["only"] == "", "opened anew it shows all"

    play(qapp, PlayedCity(tmp_path, [_one()], LOG), story)


def test_who_answers_for_evidence_goes_on_to_it_from_the_report(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with _reports(room, tmp_path) as reports:
            actor = room.city.actor
            assert actor is not None
            for role, ran in (("operator", []), ("auditor", [("show-evidence", {"incident": "one"})])):
                room.city.actor = actor.model_copy(update={"role": role})
                await room.do("show-after-action")
                QTest.keyClick(reports.board, Qt.Key.Key_E)
                assert room.ran == ran, role

    play(qapp, PlayedCity(tmp_path, [_one()], LOG), story)


def test_the_report_is_written_where_one_says_and_nowhere_else(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with _reports(room, tmp_path) as reports:
            await room.do("show-after-action")
            assert reports.board.file.path().endswith("SC-one-2026-11-28.pdf")
            reports.board.file.chosen.emit("/x/y.pdf")
            assert room.ran == [("export-report", {"path": "/x/y.pdf", "incident": "one"})]
            for name in ("r.txt", "r.pdf"):
                assert await room.do("export-report", path=str(tmp_path / name)) == {"path": str(tmp_path / name)}
            told = [(one.target_id, one.payload["file"], one.payload["about"]) for one in room.city.acted]
            assert told == [("report", name, "incident:one") for name in ("r.txt", "r.pdf")]
            text = (tmp_path / "r.txt").read_text(encoding="utf-8")
            assert text.startswith("SC-one · Ngập one\n")
            for wanted in (
                "Cầu Đá, Hòa An",
                "Lê Thu Hà, Trần Gia Bảo",
                "Trần Gia Bảo: Đã gọi",
                "Deadline missed: xử lý",
            ):
                assert wanted in text, wanted
            assert "Việc khác" not in text, "what the log says of another one is not in it"
            assert (tmp_path / "r.pdf").read_bytes().startswith(b"%PDF-")
            assert "Written: r.pdf" in texts(reports.board)
            with pytest.raises(CommandRefusedError) as refused:
                await room.do("export-report", path=str(tmp_path / "r.exe"))
            assert refused.value.code == "bad_path"
            with pytest.raises(ExportError):
                await room.do("export-report", path=str(tmp_path / "none" / "r.txt"))
            assert not any(text.startswith("Written") for text in texts(reports.board)), "and it says why"
            assert room.registry.why_off("export-report", {"path": "x"}) is None, "another place may be tried"

    play(qapp, PlayedCity(tmp_path, [_one()], LOG), story)


def test_an_outage_that_lasts_is_in_it_and_what_is_not_here_is_refused(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        async with _reports(room, tmp_path) as reports:
            room.city.links.failed("bad_page")
            await room.do("show-after-action", incident="one")
            assert words(lines(reports.board)).count("This desk lost the connection") == 2
            with pytest.raises(CommandRefusedError) as refused:
                await room.do("show-after-action", incident="gone")
            assert refused.value.code == "unknown_incident"
            reports.shown = None
            assert room.registry.why_off("show-after-action") == "no_incident"

    play(qapp, PlayedCity(tmp_path, [_one()]), story)


def test_a_line_says_what_is_known_of_it() -> None:
    assert moment_words(Moment(NOW, "came", text="Ngập")) == "Ngập"
    assert moment_words(Moment(NOW, "deadline", code="resolve")) == "Deadline missed: resolve"
    assert note(Moment(NOW, "outage", code="lost")) == ""
    assert kind_words("outage") == "outage"
    saved = Picture(Path("/x/a.png"), "Cầu Đá", NOW, "Lê Thu Hà", "ab12")
    told = Moment(NOW, "picture", "Lê Thu Hà", "Cầu Đá", picture=saved)
    assert moment_words(told) == "Lê Thu Hà saved a picture of Cầu Đá"
    assert note(told) == "a.png · SHA-256 ab12", "by which it can be checked"
    assert beside_words(told) == "a.png", "the digest is for the file"
