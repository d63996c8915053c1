"""All that was written comes back as it was, and only what somebody wrote counts as a change."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.widgets.opening.cases import KINDS, NEAR, STEPS, Answers, pictures
from widgets.opening.sheet import OpenSheet


def _write(sheet: OpenSheet) -> None:
    QTest.keyClicks(sheet.body.kind.line, "cay")
    QTest.keyClick(sheet.body.kind.line, Qt.Key.Key_Return)
    QTest.keyClicks(sheet.body.place.line, "ben da")
    QTest.keyClick(sheet.body.place.line, Qt.Key.Key_Return)
    sheet.body.reporter.give("Ông Nguyễn Văn Tâm", "0200 555 417")
    sheet.body.words.setPlainText("Cây bàng gãy ngang.\nChưa thấy ai bị thương.")
    sheet.body.severity.show_level(2)


def test_a_draft_comes_back_as_it_was(qtbot: QtBot, sheet: OpenSheet, answers: Answers) -> None:
    _write(sheet)
    said = sheet.said()
    assert said == {
        "title": "Cây đổ chắn đường", "description": "Cây bàng gãy ngang.\nChưa thấy ai bị thương.",
        "kind": "tree-road", "kind_text": "Cây đổ chắn đường", "place": "Phường Bến Đá", "place_key": "w:ben-da",
        "severity": 2, "reporter": {"name": "Ông Nguyễn Văn Tâm", "phone": "0200 555 417"},
    }  # fmt: skip
    other = OpenSheet()
    qtbot.addWidget(other)
    other.take_up(said)
    assert other.said() == said
    assert other.body.title.is_usual
    assert answers.told


def test_a_draft_without_a_kind_keeps_its_words_and_its_own_title(qtbot: QtBot, sheet: OpenSheet) -> None:
    sheet.take_up({"title": "Voi trên cầu", "kind_text": "voi", "place": "gần chợ"})
    assert sheet.said()["title"] == "Voi trên cầu"
    assert sheet.body.kind.note() == "Without a kind: it will open as “other”."
    assert sheet.body.place.note() == "Kept in words, without a point on the map."
    again = OpenSheet()
    qtbot.addWidget(again)
    again.take_up(sheet.said())
    assert again.said() == sheet.said()


def test_to_take_up_is_no_change(sheet: OpenSheet) -> None:
    told: list[str] = []
    sheet.changed.connect(lambda: told.append("changed"))
    sheet.kind_chosen.connect(told.append)
    sheet.place_typed.connect(told.append)
    sheet.take_up({"title": "A", "description": "B", "kind": "flood", "kind_text": "Ngập đường", "severity": 1})
    assert told == []
    sheet.body.words.insertPlainText("x")
    assert told == ["changed"]


def test_every_field_tells_that_it_was_changed(sheet: OpenSheet, answers: Answers) -> None:
    told: list[None] = []
    sheet.changed.connect(lambda: told.append(None))
    body = sheet.body
    for line in (body.kind.line, body.place.line, body.reporter.name, body.reporter.phone, body.title, body.words):
        before = len(told)
        line.setFocus()
        QTest.keyClicks(line, "a")
        assert len(told) > before, line.accessibleName()
    before = len(told)
    sheet.body.severity.findChildren(QPushButton)[0].click()
    assert len(told) == before + 1
    assert answers.told[-1] == ("severity_chosen", 1)


def test_cleared_it_is_as_it_was_made(qtbot: QtBot, sheet: OpenSheet, answers: Answers) -> None:
    _write(sheet)
    sheet.set_near(NEAR, "2 việc")
    sheet.set_pictures(pictures())
    sheet.set_call("0200 ••• 417", "1022")
    sheet.set_trouble("Ổ đĩa đã đầy.")
    sheet.set_kept("đã lưu nháp 21:47:10")
    sheet.set_severity(1, proposed=True)
    sheet.clear()
    fresh = OpenSheet()
    qtbot.addWidget(fresh)
    assert sheet.said() == fresh.said()
    assert sheet.foot.trouble() == sheet.foot.kept() == sheet.body.severity_head.beside() == ""
    for part in (sheet.body.near, sheet.body.pictures, sheet.body.steps, sheet.head.call):
        assert part.isHidden()
    assert not sheet.body.kind.is_open
    assert not sheet.body.kind.offers.offers()
    sheet.set_kind(KINDS[0])
    assert sheet.said()["title"] == KINDS[0].name
    sheet.set_steps(KINDS[0].name, STEPS)
    assert not sheet.body.steps.isHidden()
