"""Writing a file beside the screen: what is said, what a stop leaves, and paths that are none."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QProgressBar

from console.exporting import MEASURES, Leaving
from console.measures.exports import ExportError, Progress
from tests.harness.patience import Patience
from tests.views.cache_room import CacheRoom, at_cache, words
from views.base.commands import CommandRefusedError
from views.base.file_writer import FileWriter, paper, target, whole
from views.words.sentences import sentence
from widgets.base.file_line import FileLine
from widgets.base.paper import Section

LEAVING = Leaving(MEASURES, 3)


def writer(room: CacheRoom) -> tuple[FileWriter, FileLine]:
    line = FileLine("File: .csv", room.window)
    room.window.show()
    line.show()
    return FileWriter(room.context, line), line


def test_it_is_told_when_the_file_is_there(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made, line = writer(room)
        path = tmp_path / "bao-cao.csv"

        def write(there: Path, tell: Progress) -> None:
            tell(1, 2)
            there.write_text("xong")

        await made.write(path, write, "Đã ghi", LEAVING)
        assert path.read_text() == "xong"
        assert [(one.type, one.payload["count"]) for one in await room.saved()] == [("export", 3)]
        assert "Đã ghi" in words(line)
        assert made.share is None
        bar = line.findChild(QProgressBar)
        assert bar is not None
        assert bar.isHidden()

    at_cache(qapp, tmp_path / "desk", story)


def test_a_stop_leaves_nothing_and_says_so(qapp: QApplication, tmp_path: Path) -> None:
    begun = threading.Event()

    async def story(room: CacheRoom) -> None:
        made, line = writer(room)
        path = tmp_path / "bao-cao.csv"

        def write(there: Path, tell: Progress) -> None:
            there.write_text("một phần")
            begun.set()
            patience = Patience(5.0)
            while not patience.is_over:
                if not tell(1, 2):
                    raise ExportError("cancelled")

        work = room.context.start_task(made.write(path, write, "Đã ghi", LEAVING))
        await room.until(lambda: begun.is_set() and made.share, "it is half written")
        line.cancelled.emit()
        await room.until(work.done, "it stops")
        assert isinstance(work.exception(), ExportError)
        assert sentence("cancelled") in words(line)

    at_cache(qapp, tmp_path / "desk", story)
    assert list(tmp_path.glob("*bao-cao*")) == []


def test_where_it_cannot_be_written_the_reason_is_said(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        made, line = writer(room)
        with pytest.raises(ExportError):
            await made.write(
                tmp_path / "no" / "folder" / "x.csv", lambda there, _tell: there.write_text("x"), "Đã ghi", LEAVING
            )
        said = [one.text() for one in line.findChildren(QLabel) if one.text()]
        assert said
        assert "Đã ghi" not in said
        await made.write(tmp_path / "x.csv", lambda there, _tell: there.write_text("x"), "Đã ghi", LEAVING)
        assert (tmp_path / "x.csv").exists(), "the next one goes"

    at_cache(qapp, tmp_path / "desk", story)


@pytest.mark.parametrize("text", ["", "  ", "x.csv", "/tmp/x.exe", "/tmp/x", "/tmp/a\0b.csv", "~nobody-here/x.csv"])
def test_what_is_no_file_of_these_kinds_is_refused(text: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        target(text, (".csv", ".xlsx"))
    assert refused.value.code == "bad_path"
    assert ".csv .xlsx" in sentence("bad_path", refused.value.params)


def test_the_home_folder_may_be_written_short(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert target(" ~/X.CSV ", (".csv",)) == tmp_path / "X.CSV"
    assert whole("x", ()) == Path("x")


def test_pages_that_are_stopped_are_cancelled(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    sections = [Section("Tình hình", (("Ngập",), ("Cháy",)))]
    paper(tmp_path / "x.pdf", "Báo cáo", sections, "chân trang", lambda _rows, _of: True)
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(ExportError, match="cancelled"):
        paper(tmp_path / "y.pdf", "Báo cáo", sections, "chân trang", lambda _rows, _of: False)
