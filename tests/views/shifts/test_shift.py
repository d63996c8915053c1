"""The shift at a desk: its log, writing and correcting in it, and who signs on and off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.records.models import Actor, Shift
from console.records.shift import ShiftEntry
from contract.records.shift import Person
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, lines, pending, play, texts, words
from tests.views.played_session import NOW, incident
from views.base.commands import CommandRefusedError
from views.shifts.log_writing import DRAFT
from views.shifts.room import ShiftRoom

PEOPLE = (Person(id="ha.le", name="Lê Thu Hà", desk="Bàn 1"), Person(id="bao.tran", name="Trần Gia Bảo"))


def _shift(**facts: Any) -> Shift:
    ends = NOW + timedelta(hours=6)
    return Shift(id="current", version=3, name="Ca ngày", starts_at=NOW, ends_at=ends, people=PEOPLE, **facts)


def _line(key: str, minutes: int = 0, **facts: Any) -> ShiftEntry:
    at = NOW - timedelta(minutes=minutes)
    return ShiftEntry.model_validate({"id": key, "at": at, "actor_name": "Lê Thu Hà", "shift_name": "Ca ngày", **facts})


def _city(folder: Path) -> PlayedCity:
    log = (
        _line("new", 1, text="Xe đã tới", incident_id="one"),
        _line("pinned", 5, text="Chờ Sở trả lời", pinned=True),
        _line("down", 9, kind="automatic", event="source_down", params={"name": "Trạm bơm"}),
    )
    return PlayedCity(folder, [incident("one")], [_shift(), *log])


class Watch:
    """The room of the shift over a whole desk; the incident `one` is shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        at = room.workplace()
        self.desk, self.overlays = at.desk, at.overlays
        self.shift = ShiftRoom(at)
        room.later(self.shift.close)
        self.shift.bind(room.registry)
        self.log, self.form = self.shift.log.log, self.shift.writing.form

    async def start(self) -> None:
        self.desk.queue.start()
        await self.room.settle()
        assert self.desk.known(None) is not None

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        told = ("shift_name", "shift_starts_at")
        return [
            (one.type, {name: value for name, value in one.payload.items() if name not in told})
            for one in self.room.city.acted
        ]


def test_the_log_shows_pinned_lines_first_and_follows_what_comes(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        assert watch.shift.state()["shift"]["log"] == []
        await room.do("show-shift-log")
        assert [line.key for line in lines(watch.log)] == ["", "pin:pinned", "", "new", "pinned", "down"]
        assert words(lines(watch.log))[0] == "▲ Pinned for the next shift (1)"
        assert lines(watch.log)[3].below == "written by hand · Lê Thu Hà · SC-one · Ngập one"
        assert words(lines(watch.log))[5] == "Source lost: Trạm bơm"
        said = texts(watch.log)
        assert any("Here: nobody has signed on — Not signed on: Lê Thu Hà; Trần Gia Bảo" in text for text in said)
        assert "all lines · 3 of 3" in said
        room.city.put(_line("fresh", text="Điện có lại"))
        await room.hear("log_entry", "fresh")
        assert [line.key for line in lines(watch.log)][3:] == ["fresh", "new", "pinned", "down"]

    play(qapp, _city(tmp_path), story)


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

    play(qapp, _city(tmp_path), story)


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

    play(qapp, _city(tmp_path), story)


def test_what_is_typed_is_kept_until_it_is_saved(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("add-log-entry")
        watch.form.text.insertPlainText("Đã gọi lại")
        assert room.city.drafts.get(*DRAFT) is not None
        room.city.told_in_vain = StorageError("full")
        watch.form.send()
        await room.settle()
        assert watch.acted() == []
        assert [level for level, _text in room.notices] == ["warning"]
        assert room.city.drafts.get(*DRAFT) is not None, "what the disk refused is not lost"
        room.city.told_in_vain = None
        await room.do("add-log-entry")
        assert watch.form.text.toPlainText() == "Đã gọi lại"
        watch.form._link.setChecked(True)
        watch.form._pin.setChecked(True)
        watch.form.send()
        await room.settle()
        assert watch.acted() == [("log_entry", {"text": "Đã gọi lại", "incident_id": "one", "pinned": True})]
        assert room.city.drafts.get(*DRAFT) is None

    play(qapp, _city(tmp_path), story)


def test_what_was_left_with_esc_comes_back_and_a_correction_is_another_draft(
    tmp_path: Path, qapp: QApplication
) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("add-log-entry")
        watch.form.text.insertPlainText("Đang gọi")
        watch.form.close()
        await room.do("correct-log-entry", entry="new")
        assert watch.form.text.toPlainText() == "Xe đã tới"
        watch.form.close()
        await room.do("add-log-entry")
        assert watch.form.text.toPlainText() == "Đang gọi"

    play(qapp, _city(tmp_path), story)


def test_a_correction_names_the_line_and_keeps_what_it_was_about(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        await room.do("correct-log-entry", entry="new")
        assert watch.form.text.toPlainText() == "Xe đã tới"
        watch.form.text.setPlainText("Hai xe đã tới")
        watch.form.send()
        await room.settle()
        await room.do("correct-log-entry", entry="pinned", text=" Đã trả lời ")
        await room.do("pin-log-entry", entry="pin:pinned")
        assert watch.acted() == [
            ("log_entry", {"text": "Hai xe đã tới", "incident_id": "one", "pinned": False, "corrects": "new"}),
            ("log_entry", {"text": "Đã trả lời", "incident_id": None, "pinned": True, "corrects": "pinned"}),
            ("log_entry", {"text": "Chờ Sở trả lời", "incident_id": None, "pinned": False, "corrects": "pinned"}),
        ]
        for entry, text, code in (
            ("down", "x", "unknown_entry"),
            ("no", "x", "unknown_entry"),
            ("new", " ", "empty_text"),
        ):
            with pytest.raises(CommandRefusedError) as refused:
                await room.do("correct-log-entry", entry=entry, text=text)
            assert refused.value.code == code

    play(qapp, _city(tmp_path), story)


def test_signing_on_shows_what_was_pinned_and_signing_off_is_said(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator", desk="Bàn 1")
        await room.do("sign-on")
        assert lines(watch.log)[1].key == "pin:pinned"
        await room.do("sign-off")
        assert watch.acted() == [("sign_on", {"desk": "Bàn 1"}), ("sign_off", {})]
        here = PEOPLE[0].model_copy(update={"present_since": NOW})
        room.city.put(_shift().model_copy(update={"people": (here, PEOPLE[1])}))
        await room.hear("shift", "current")
        assert watch.shift.state()["shift"]["here"] == ["ha.le"]
        assert any(text.startswith("Here: Lê Thu Hà · Bàn 1") for text in texts(watch.log))

    play(qapp, _city(tmp_path), story)


def test_who_may_not_or_where_no_watch_runs_is_told_why(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        watch = Watch(room)
        await watch.start()
        room.city.actor = Actor(id="x", name="x", role="viewer")
        assert room.registry.why_off("sign-on") == "forbidden"
        room.city.actor = None
        assert room.registry.why_off("add-log-entry") == "sign_in_first"
        room.city.records_here = []
        await room.hear("shift")
        room.city.actor = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
        assert room.registry.why_off("add-log-entry") == "no_shift"
        await room.do("show-shift-log")
        assert lines(watch.log) == []
        assert "Nothing to show" in texts(watch.log)

    play(qapp, _city(tmp_path), story)


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

    play(qapp, _city(tmp_path), story)
