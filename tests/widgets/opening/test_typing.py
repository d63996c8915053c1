"""Kind and place are found by typing and chosen by keys alone; what is in no list is kept as it was written."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.widgets.opening.cases import KINDS, NEAR, Answers, pictures
from widgets.opening.rows import KindRow, PlaceRow
from widgets.opening.sheet import OpenSheet

ENTER, DOWN, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_Tab


def press(*keys: str | Qt.Key) -> None:
    """Press these where the keyboard is, letter by letter; nothing is given to a part that has it not."""
    for key in keys:
        here = QApplication.focusWidget()
        assert here is not None
        if isinstance(key, str):
            QTest.keyClicks(here, key)
        else:
            QTest.keyClick(here, key)


def test_three_letters_enter_four_letters_enter_enter_is_a_whole_incident(answers: Answers) -> None:
    press("cay", ENTER, "le t", ENTER)
    assert "open_wanted" not in answers.names()
    press(ENTER)
    assert answers.told == [("kind_chosen", "tree-road"), ("place_chosen", "s:ltt"), ("open_wanted", None)]
    said = answers.sheet.said()
    assert (said["kind"], said["place_key"], said["severity"]) == ("tree-road", "s:ltt", 3)
    assert said["title"] == "Cây đổ chắn đường"


def test_arrows_walk_the_list_and_end_at_its_ends(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", DOWN, DOWN, DOWN, DOWN, ENTER)
    assert answers.told == [("kind_chosen", "branch")]
    assert sheet.body.place.line.hasFocus()


def test_a_click_chooses_and_goes_on(sheet: OpenSheet, answers: Answers) -> None:
    press("cay")
    offers = sheet.body.kind.offers
    at = offers.visualRect(offers.model().index(1, 0)).center()
    QTest.mouseClick(offers.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert answers.told == [("kind_chosen", "tree-wire")]
    assert not sheet.body.kind.is_open
    assert sheet.body.place.line.hasFocus()


def test_an_enter_that_was_faster_than_the_answer_takes_its_first(sheet: OpenSheet) -> None:
    chosen: list[str] = []
    sheet.kind_chosen.connect(chosen.append)
    press("cay", ENTER)
    assert chosen == []
    sheet.set_kinds(KINDS[:2])
    assert chosen == ["tree-road"]
    assert sheet.body.place.line.hasFocus()


def test_letters_after_a_hasty_enter_take_it_back(sheet: OpenSheet) -> None:
    chosen: list[str] = []
    sheet.kind_chosen.connect(chosen.append)
    press("cay", ENTER, "x")
    sheet.set_kinds(KINDS[:2])
    assert chosen == []
    assert sheet.body.kind.is_open


def test_tab_takes_what_is_marked_and_goes_on(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", DOWN, TAB)
    assert answers.told == [("kind_chosen", "tree-wire")]
    assert sheet.body.place.line.hasFocus()


def test_esc_closes_an_open_list_first_then_leaves(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", ESC)
    assert not sheet.body.kind.is_open
    assert answers.names() == []
    press(ESC)
    assert answers.names() == ["leave_wanted"]
    assert sheet.said()["kind_text"] == "cay"


def test_an_empty_list_takes_nothing_until_somebody_walks_it(sheet: OpenSheet, answers: Answers) -> None:
    sheet.set_kinds(KINDS[:3])
    press(ENTER)
    assert answers.names() == []
    press(DOWN, ENTER)
    assert answers.told == [("kind_chosen", "tree-road")]


def test_what_is_no_kind_becomes_the_title(sheet: OpenSheet, answers: Answers) -> None:
    press("voi rong")
    assert sheet.body.kind.note().startswith("There is no such kind")
    press(ENTER)
    assert answers.told == [("kind_chosen", "")]
    assert sheet.body.place.line.hasFocus()
    assert sheet.body.kind.note() == "Without a kind: it will open as “other”."
    said = sheet.said()
    assert (said["kind"], said["title"]) == ("", "voi rong")


def test_what_is_no_place_stays_in_words_and_a_further_enter_opens(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", ENTER, "sau dinh", ENTER)
    assert answers.told[-1] == ("place_chosen", "")
    assert sheet.body.place.note() == "Kept in words, without a point on the map."
    press(ENTER)
    assert answers.names()[-1] == "open_wanted"
    assert sheet.said()["place"] == "sau dinh"


def test_enter_without_a_kind_goes_back_to_it(sheet: OpenSheet, answers: Answers) -> None:
    sheet.set_place("Cầu Bến Đá")
    sheet.body.place.line.setFocus()
    press(ENTER)
    assert sheet.body.kind.line.hasFocus()
    assert "open_wanted" not in answers.names()


def test_to_type_again_is_to_choose_again(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", ENTER)
    sheet.body.kind.line.setFocus()
    QTest.keyClick(sheet.body.kind.line, Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    assert answers.told == [("kind_chosen", "tree-road"), ("kind_chosen", "")]
    assert sheet.said()["kind"] == ""
    assert sheet.said()["severity"] is None


def test_a_title_of_somebodys_own_outlives_another_kind(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", ENTER)
    sheet.body.title.setFocus()
    sheet.body.title.selectAll()
    press("Cay bang gay ngang")
    sheet.set_kind(KINDS[4])
    assert sheet.said()["title"] == "Cay bang gay ngang"
    sheet.body.title.selectAll()
    press(Qt.Key.Key_Delete, TAB)
    assert sheet.body.title.text() == "Ngập đường"
    sheet.set_kind(KINDS[5])
    assert sheet.said()["title"] == "Cháy rác"
    assert answers.told == [("kind_chosen", "tree-road")]


def test_a_place_that_is_pointed_at_is_not_the_one_of_the_list(sheet: OpenSheet, answers: Answers) -> None:
    press("cay", ENTER, "le t", ENTER)
    sheet.set_place("Hẻm 12 đường Lê Thánh Tôn, P. Sông Mây")
    assert sheet.said()["place_key"] == "s:ltt"
    sheet.set_place("gần Cầu Bến Đá, cách 30 m")
    assert (sheet.said()["place"], sheet.said()["place_key"]) == ("gần Cầu Bến Đá, cách 30 m", "")
    assert sheet.body.place.note() == ""
    sheet.body.place.line.setFocus()
    press(ENTER)
    assert answers.names()[-1] == "open_wanted"


@pytest.mark.parametrize("field", ["kind", "place", "title", "words", "name", "phone", "button"])
def test_ctrl_enter_opens_from_everywhere(sheet: OpenSheet, answers: Answers, field: str) -> None:
    body = sheet.body
    parts: dict[str, QWidget] = {
        "kind": body.kind.line, "place": body.place.line, "title": body.title, "words": body.words,
        "name": body.reporter.name, "phone": body.reporter.phone, "button": sheet.foot.later_button,
    }  # fmt: skip
    press("cay")
    parts[field].setFocus()
    QTest.keyClick(parts[field], ENTER, Qt.KeyboardModifier.ControlModifier)
    assert answers.names() == ["open_wanted"]


@pytest.mark.parametrize("field", ["title", "name", "phone"])
def test_enter_in_a_line_opens_once_nothing_is_missing(sheet: OpenSheet, answers: Answers, field: str) -> None:
    part = sheet.body.title if field == "title" else getattr(sheet.body.reporter, field)
    part.setFocus()
    press(ENTER)
    assert answers.names() == []
    assert sheet.body.kind.line.hasFocus()
    sheet.set_kind(KINDS[0])
    sheet.set_place("Cầu Bến Đá")
    part.setFocus()
    press(ENTER)
    assert answers.names() == ["open_wanted"]


def test_while_it_is_being_stored_it_is_not_opened_twice(sheet: OpenSheet, answers: Answers) -> None:
    sheet.set_sending(on=True)
    QTest.keyClick(sheet.body.kind.line, ENTER, Qt.KeyboardModifier.ControlModifier)
    sheet.foot.open_button.click()
    assert answers.names() == []
    sheet.set_sending(on=False)
    sheet.foot.open_button.click()
    assert answers.names() == ["open_wanted"]


def test_letters_that_are_still_composed_find_and_none_is_lost(sheet: OpenSheet, answers: Answers) -> None:
    line = sheet.body.kind.line
    for composed in ("c", "câ", "cây"):
        QCoreApplication.sendEvent(line, QInputMethodEvent(composed, []))
    assert [row.key for row in sheet.body.kind.offers.offers()] == ["tree-road", "tree-wire", "branch"]
    given = QInputMethodEvent("", [])
    given.setCommitString("cây")
    QCoreApplication.sendEvent(line, given)
    assert line.text() == "cây"
    press(" de", ENTER)
    assert answers.told == [("kind_chosen", "tree-wire")]


def test_every_letter_is_told_once(sheet: OpenSheet) -> None:
    told: list[str] = []
    changes: list[None] = []
    sheet.kind_typed.connect(told.append)
    sheet.changed.connect(lambda: changes.append(None))
    press("ca")
    given = QInputMethodEvent("", [])
    given.setCommitString("y")
    QCoreApplication.sendEvent(sheet.body.kind.line, given)
    assert told == ["c", "ca", "cay"]
    assert len(changes) == 3


def test_what_the_presenter_sets_counts_as_nobodys_deed(sheet: OpenSheet) -> None:
    told: list[object] = []
    for signal in (sheet.kind_typed, sheet.kind_chosen, sheet.place_typed, sheet.place_chosen, sheet.severity_chosen):
        signal.connect(told.append)
    sheet.changed.connect(lambda: told.append("changed"))
    sheet.set_kind(KindRow("flood", "Ngập đường"))
    sheet.set_kinds(KINDS)
    sheet.set_place("Cầu Bến Đá")
    sheet.set_places([PlaceRow("c:2", "Cầu Bến Đá")])
    sheet.set_severity(2, proposed=True)
    assert told == []
    assert not sheet.body.kind.is_open
    assert not sheet.body.place.is_open


def test_tab_walks_the_parts_as_they_stand(sheet: OpenSheet) -> None:
    sheet.set_near(NEAR, "2 việc")
    sheet.set_pictures(pictures())
    body, near, shown = sheet.body, sheet.body.near.row_parts(), sheet.body.pictures.row_parts()
    expected = [
        body.kind.line, body.place.line, near[0].join, near[0].look, near[1].look, *_levels(sheet)[:1],
        body.reporter.name, body.reporter.phone, body.reporter.eye, body.title, body.words,
        *(row.drop for row in shown), sheet.foot.open_button, sheet.foot.later_button,
    ]  # fmt: skip
    body.kind.line.setFocus()
    walked: list[QWidget] = []
    for _step in expected:
        here = QApplication.focusWidget()
        assert here is not None
        walked.append(here)
        QTest.keyClick(here, TAB)
    assert walked == expected


def _levels(sheet: OpenSheet) -> list[QPushButton]:
    return sheet.body.severity.findChildren(QPushButton)


def test_a_map_comes_after_the_place(sheet: OpenSheet) -> None:
    picture = QWidget()
    picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    sheet.put_map(picture)
    sheet.body.place.line.setFocus()
    press(TAB)
    assert QApplication.focusWidget() is picture
    assert picture.parent() is sheet.ground


def test_digits_and_arrows_choose_the_severity(sheet: OpenSheet, answers: Answers) -> None:
    sheet.set_severity(3, proposed=True)
    _levels(sheet)[2].setFocus()
    press("2")
    press(Qt.Key.Key_Left, Qt.Key.Key_Left)
    assert answers.told == [("severity_chosen", 2), ("severity_chosen", 1), ("severity_chosen", 1)]
    assert sheet.said()["severity"] == 1
    assert sheet.body.severity_head.beside() == "proposed by the kind: Medium"


@pytest.mark.parametrize("key", [Qt.Key.Key_A, Qt.Key.Key_2, ENTER, ESC])
def test_keys_in_the_sheet_are_no_commands_of_the_desk(sheet: OpenSheet, key: Qt.Key) -> None:
    text = chr(key) if key < Qt.Key.Key_Escape else ""
    asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, text)
    asked.ignore()
    QCoreApplication.sendEvent(sheet.foot.later_button, asked)
    assert asked.isAccepted()


def test_keys_of_the_desk_go_through(sheet: OpenSheet) -> None:
    asked = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier, "\x02")
    asked.ignore()
    QCoreApplication.sendEvent(sheet.foot.later_button, asked)
    assert not asked.isAccepted()
