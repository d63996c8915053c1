"""The shift's log: what it shows first, what is on its way, how it is narrowed, and what a fault leaves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from offline_cache.errors import StorageError
from tests.harness.waiting import comes
from tests.views.played_city import PlayedRoom, lines, pending, play, texts, words
from tests.views.shifts.day_shift import Watch, city, log_line


def test_the_log_shows_pinned_lines_first_and_follows_what_comes(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert watch.shift.state()["shift"]["log"] == []
        await room.do("show-shift-log")
        assert [line.key for line in lines(watch.log)] == ["", "pin:pinned", "", "new", "pinned", "down"]
        assert words(lines(watch.log))[0] == "Pinned for the next shift (1)"
        assert lines(watch.log)[3].below == "written by hand · Lê Thu Hà · SC-one · Ngập one"
        assert words(lines(watch.log))[5] == "Source lost: Trạm bơm"
        said = texts(watch.log)
        assert any("Here: nobody has signed on — Not signed on: Lê Thu Hà; Trần Gia Bảo" in text for text in said)
        assert "all lines · 3 of 3" in said
        room.city.put(log_line("fresh", text="Điện có lại"))
        await room.hear("log_entry", "fresh")
        assert [line.key for line in lines(watch.log)][3:] == ["fresh", "new", "pinned", "down"]

    play(qapp, city(tmp_path), story)


def test_a_line_on_its_way_is_told_so(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("show-shift-log")
        said: dict[str, Any] = {
            "type": "log_entry",
            "target_type": "shift",
            "target_id": "current",
            "payload": {"text": "Chưa gửi"},
        }
        room.city.rows.append(pending("a1", **said))
        await room.hear("outbox", "current")
        [line] = [one for one in lines(watch.log) if one.words == "Chưa gửi"]
        assert (line.state, line.tone) == ("waiting to send", "late")

    play(qapp, city(tmp_path), story)


def test_the_log_is_narrowed_by_words_kind_and_incident(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("show-shift-log", search="tram", kind="automatic")
        assert [line.key for line in lines(watch.log) if line.key] == ["down"], "pinned lines give way to what is asked"
        watch.log.search.setText("")
        QTest.keyClick(watch.log, Qt.Key.Key_T)
        QTest.keyClick(watch.log, Qt.Key.Key_I)
        await room.settle()
        assert [line.key for line in lines(watch.log) if line.key] == ["new"], "of the incident that is shown"
        assert any("1 of 3" in text for text in texts(watch.log))
        QTest.keyClick(watch.log, Qt.Key.Key_I)
        await room.settle()
        assert "all lines · 3 of 3" in texts(watch.log)

    play(qapp, city(tmp_path), story)


def test_when_the_log_cannot_be_read_what_is_shown_stays(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("show-shift-log")
        room.city.trouble = StorageError("io_error")
        await room.hear("log_entry", "new")
        await room.hear("log_entry", "new")
        assert [line.key for line in lines(watch.log)] == ["", "pin:pinned", "", "new", "pinned", "down"]
        assert [level for level, _text in room.notices] == ["warning"], "told once"

    play(qapp, city(tmp_path), story)


def test_what_comes_while_it_is_being_opened_is_shown(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        blocking = room.city.blocking

        async def meanwhile(work: Callable[[], Any]) -> Any:
            room.city.blocking = blocking  # type: ignore[method-assign]
            room.city.put(log_line("fresh", text="Điện có lại"))
            room.city.changes.emit("log_entry", {"fresh"})
            refresher = watch.shift.log._refresher
            await comes(lambda: refresher._task is not None and refresher._task.done(), "a closed log reads nothing")
            return await blocking(work)

        room.city.blocking = meanwhile  # type: ignore[method-assign]
        await room.do("show-shift-log")
        await room.settle()
        assert "fresh" in [line.key for line in lines(watch.log)]

    play(qapp, city(tmp_path), story)
