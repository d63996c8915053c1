"""Writing in the shift's log: what is typed is kept, and a correction names its line."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from offline_cache.errors import StorageError
from tests.views.played_city import PlayedRoom, play
from tests.views.shifts.day_shift import Watch, city
from views.base.commands import CommandRefusedError
from views.shifts.log_writing import DRAFT


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
        assert [level for level, _text in room.notices] == ["error"], "what is not saved is red"
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

    play(qapp, city(tmp_path), story)


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

    play(qapp, city(tmp_path), story)


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

    play(qapp, city(tmp_path), story)
