"""The figures of a period, on the board and as files: what is written to paper stays text, may take pages, can be
stopped, and never holds up the screen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QTableView
from pytestqt.qtbot import QtBot

from console.measures.exports import ExportError
from console.records.models import HistoryEntry, Incident
from console.verbs.life_cycle import LifeCycle
from contract.records.life_cycle import Kind
from offline_cache.errors import StorageError
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.views.played_city import PlayedCity, PlayedRoom, play, texts
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.base.drafts import DraftKeeper
from views.measures.measures import MeasuresPresenter
from widgets.base.formats import local
from widgets.base.paper import Section, write_pdf

GAP_MS = 100.0


def _on(_done: int, _all: int) -> bool:
    return True


@pytest.mark.usefixtures("qtbot")
def test_pages_are_turned_and_strange_texts_fit(tmp_path: Path) -> None:
    strange = "<img src=/etc/passwd>\u202e\x00" + "rất dài " * 900
    rows = [[f"{number}", strange if number == 5 else "Ngập"] for number in range(200)]
    pages = write_pdf(tmp_path / "a.pdf", "Số liệu", [Section("Phường", rows, (0.3, 0.7))], "chân", _on)
    assert 2 < pages < 20
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF-")
    with pytest.raises(FileNotFoundError):
        write_pdf(tmp_path / "none" / "a.pdf", "x", [], "", _on)


def test_writing_stops_when_told(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    seen: list[int] = []

    def stop(done: int, _all: int) -> bool:
        seen.append(done)
        return done < 40

    rows = [["x"]] * 100
    with pytest.raises(InterruptedError):
        write_pdf(tmp_path / "a.pdf", "x", [Section("y", rows)], "", stop)
    assert seen == [0, 20, 40]


def _entry(verb: str, minutes: int, name: str = "Lê Thu Hà") -> HistoryEntry:
    return HistoryEntry(at=NOW - timedelta(minutes=minutes), verb=verb, actor_name=name)


def _city(folder: Path) -> PlayedCity:
    def one(key: str, minutes: int, **facts: Any) -> Incident:
        came = {"created_at": NOW - timedelta(minutes=minutes), "kind": "ngap", "ward": "Hòa An"}
        return incident(key).model_copy(update={**came, **facts})

    times = {"acknowledged_at": NOW - timedelta(minutes=110), "resolved_at": NOW - timedelta(minutes=60)}
    deeds = (_entry("acknowledge", 110), _entry("resolve", 60, "Trần Gia Bảo"))
    done = {**times, "state": "resolved", "history": deeds}
    return PlayedCity(
        folder,
        [
            one("a", 120, **done),
            one("b", 30, kind="chay", ward="=Bến Đá"),
            one("old", 60 * 50),
            one("drill", 30, drill=True),
        ],
    )


class Board:
    """The presenter and its board."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.presenter = MeasuresPresenter(room.context, room.window, room.run, DraftKeeper(room.context, room.window))
        self.presenter.bind(room.registry)
        self.part = self.presenter.board

    def rows(self) -> list[list[str]]:
        [table] = self.part.findChildren(QTableView)
        model = table.model()
        return [
            [model.index(row, column).data() for column in range(model.columnCount())]
            for row in range(model.rowCount())
        ]

    def said(self) -> str:
        return "\n".join(texts(self.part))


def test_a_period_is_summed_up_and_grouped_in_the_citys_words(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        room.context.life_cycles = (LifeCycle(id="c", name="c", kinds=(Kind(id="ngap", name="Ngập nước"),)),)
        board = Board(room)
        assert board.presenter.state() == {"measures": None}
        assert await room.do("show-measures") == {"count": 2}, "of the last day, without exercises"
        assert sorted(row[:2] for row in board.rows()) == [["Ngập nước", "1"], ["chay", "1"]]
        assert "2 incidents · acknowledged in 10" in board.said()
        assert "on time –" in board.said(), "none had a deadline"
        assert await room.do("show-measures", period="7d", by="ward") == {"count": 3}
        assert sorted(row[:2] for row in board.rows()) == [["=Bến Đá", "1"], ["Hòa An", "2"]]
        assert await room.do("show-measures", by="operator") == {"count": 3}, "the period stays as it was chosen"
        assert sorted((row[0], row[2]) for row in board.rows()) == [("Lê Thu Hà", "1"), ("Trần Gia Bảo", "1")]
        assert sorted(board.presenter.state()["measures"]["rows"]) == [["Lê Thu Hà", 1], ["Trần Gia Bảo", 1]]

    play(qapp, _city(tmp_path), story)


def test_a_span_of_its_own_is_told_by_its_ends_or_refused(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        board = Board(room)
        since, until = (NOW - timedelta(days=3)).isoformat(), (NOW - timedelta(days=2)).isoformat()
        assert await room.do("show-measures", since=since, until=until) == {"count": 1}
        days = [f"{local(NOW - timedelta(days=back)):%d/%m/%Y %H:%M}" for back in (3, 2)]
        assert await room.do("show-measures", since=days[0], until=days[1]) == {"count": 1}
        for wrong in ({"since": since}, {"since": until, "until": since}, {"since": "gestern", "until": until}):
            with pytest.raises(CommandRefusedError) as refused:
                await room.do("show-measures", **wrong)
            assert refused.value.code == "bad_period"
        assert await room.do("show-measures", since="2001-01-01 00:00", until="2001-01-02 00:00") == {"count": 0}
        assert board.rows() == []
        assert "0 incidents" in board.said()

    play(qapp, _city(tmp_path), story)


def test_what_is_chosen_on_the_board_is_the_command(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        board = Board(room)
        await room.do("show-measures", period="30d", by="agency")
        board.part.ask()
        assert room.ran == [("show-measures", {"period": "30d", "by": "agency", "since": "", "until": ""})]
        board.part.file.chosen.emit("/tmp/x.csv")
        assert room.ran[1:] == [("export-measures", {"path": "/tmp/x.csv"})]

    play(qapp, _city(tmp_path), story)


def test_the_file_says_what_the_board_says_and_can_do_no_harm(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        board = Board(room)
        await room.do("show-measures", by="ward")
        path = tmp_path / "so-lieu.csv"
        assert await room.do("export-measures", path=str(path)) == {"path": str(path)}
        written = path.read_text(encoding="utf-8-sig")
        assert '"Hòa An"' in written
        assert "'=Bến Đá" in written, "what a stranger wrote is never a formula"
        assert f"Written: {path.name}" in board.said()
        for name in ("so-lieu.pdf", "so-lieu.xlsx"):
            await room.do("export-measures", path=str(tmp_path / name))
            assert (tmp_path / name).stat().st_size > 60
        lines = [one.payload for one in room.city.acted if one.target_id == "measures"]
        assert [(one["file"], one["count"]) for one in lines] == [
            (f"so-lieu.{ending}", len(board.rows())) for ending in ("csv", "pdf", "xlsx")
        ]
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("export-measures", path="so-lieu.exe")
        assert refused.value.code == "bad_path"
        with pytest.raises(ExportError):
            await room.do("export-measures", path=str(tmp_path / "none" / "x.csv"))
        assert len(room.city.acted) == len(lines), "what was not written is not told"
        assert board.presenter.state()["measures"]["writing"] is None, "the next one may be tried"

    play(qapp, _city(tmp_path), story)


def test_when_the_cache_cannot_be_read_the_last_figures_stay(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        board = Board(room)
        await room.do("show-measures", by="ward")
        before = board.rows()
        room.city.trouble = StorageError("io_error")
        with pytest.raises(StorageError):
            await room.do("show-measures", by="operator")
        assert board.rows() == before
        room.city.trouble = None
        with pytest.raises(CommandRefusedError):
            await room.do("show-measures", by="agency", since="gestern")
        await room.do("export-measures", path=str(tmp_path / "so-lieu.csv"))
        assert (tmp_path / "so-lieu.csv").read_text(encoding="utf-8-sig").startswith('"group"')
        assert board.presenter.state()["measures"]["by"] == "ward", "what is written is what is shown"

    play(qapp, _city(tmp_path), story)


@pytest.mark.journey
def test_measures_and_the_report_of_an_incident_leave_as_files(tmp_path: Path) -> None:
    (tmp_path / "city").mkdir()
    with (
        City(tmp_path / "city", cameras=False) as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        rows = console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")["rows"]
        console.do("add-note", incident=rows[0]["id"], text='=HYPERLINK("x")')
        console.do("show-measures", period="7d", by="ward")
        shown = console.state()["measures"]
        assert shown["count"] == sum(count for _ward, count in shown["rows"]) >= len(rows)
        nothing = console.do("show-measures", since="2001-01-01 00:00", until="2001-01-02 00:00")
        assert nothing["count"] == 0
        console.do("show-measures", period="7d", by="operator")
        for name in ("so-lieu.xlsx", "so-lieu.csv", "so-lieu.pdf"):
            console.do("export-measures", path=str(tmp_path / name))
            assert (tmp_path / name).stat().st_size > 60
        console.do("export-report", path=str(tmp_path / "r.txt"), incident=rows[0]["id"])
        console.do("export-report", path=str(tmp_path / "r.pdf"), incident=rows[0]["id"])
        report = (tmp_path / "r.txt").read_text(encoding="utf-8")
        assert rows[0]["title"] in report
        assert '=HYPERLINK("x")' in report
        for bad in ("so-lieu.xlsx", "/tmp/x.exe", str(tmp_path / "none" / "x.csv"), "/tmp/a\0.csv"):
            with pytest.raises(RefusedError, match=r"bad_path|not_written"):
                console.do("export-measures", path=bad)
        with pytest.raises(RefusedError, match="bad_period"):
            console.do("show-measures", since="2026-02-30", until="2026-03-01")
        assert not list(tmp_path.glob(".*.part"))
