"""What was typed into the queue's line is told in words, with names as they are spelt."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backend.city import loading
from backend.incidents.life_cycle import LifeCycles
from console.queue.query import parse
from console.verbs.life_cycle import LifeCycle
from tests.views.desk_room import Room
from tests.views.seen_desk import at_city
from views.queue.understood import understood_words

NAMES = {
    "ward": {"Phường Hòa An": "Phường Hòa An", "Phường Bến Đá": "Phường Bến Đá"},
    "kind": {"muc-nuoc": "Cảm biến mực nước"},
}


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ngap", ""),
        ("", ""),
        ("sev:1,2", "severity Critical or High"),
        ("sev:cao quá hạn", "severity High · overdue"),
        ('kind:"muc-nuoc" ward:"Hòa An"', "kind Cảm biến mực nước · ward Phường Hòa An"),
        ("ward:phuong", "ward phuong"),
        ("due<2h age>1d", "due within 2 h · open for more than 1 d"),
        ("-mine của tôi", "not mine · mine"),
        ("sev:1 ngập -cháy", "severity Critical · with “ngập” · without “chay”"),
        ("state:new channel:sensor", "state nobody has acknowledged · from Sensor"),
        ("shelved joined unassigned", "put aside · joined under another · assigned to nobody"),
    ],
)
def test_each_term_is_told_in_words(line: str, words: str) -> None:
    assert understood_words(parse(line), lambda key: NAMES.get(key, {})) == words


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("mức độ:cao", "mức Cao"),
        ("sev:1,3", "mức Khẩn cấp hoặc Trung bình"),
        ('phường:"ben da"', "phường Bến Đá"),
        ("loại:den-tin-hieu", "loại Đèn tín hiệu hỏng"),
        ('loại:"tin hieu hong"', "loại Đèn tín hiệu hỏng"),
        ("quá hạn", "quá hạn"),
        ("người nhận:tuan", "người xử lý Phạm Quốc Tuấn"),
        ("-mine hạn<2h", "không của tôi · hạn trong 2 giờ"),
        ("quá hạn ngap", "quá hạn · có chữ “ngap”"),
    ],
)
def test_a_desk_says_in_the_rooms_own_words_what_it_understood(
    qapp: QApplication, tmp_path: Path, line: str, words: str
) -> None:
    cycles = [{**data, "id": key} for _kind, key, data in LifeCycles(loading.load(loading.DEFAULT_CITY)).records()]

    async def story(room: Room) -> None:
        room.window._context.life_cycles = tuple(LifeCycle.model_validate({**one, "version": 1}) for one in cycles)
        await room.run("search-incidents", text=line)
        panel = room.window.desk.queue_panel
        assert panel.understood.isVisible()
        assert panel.understood.text().partition(": ")[2].lower() == words.lower()
        if line.startswith("loại"):
            assert {one.kind for one in room.window.desk.queue.shown} == {"den-tin-hieu"}
        await room.run("search-incidents", text="")
        assert not panel.understood.isVisible()

    at_city(qapp, tmp_path, (1366, 768), story)
