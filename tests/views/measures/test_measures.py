"""What is written to paper stays text, may take pages, can be stopped, and never holds up the screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
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
