"""Who told of it is seen by whoever types it, and by nobody after."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest

from widgets.opening.masks import masked_name, masked_phone
from widgets.opening.sheet import OpenSheet


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Ông Nguyễn Văn Tâm", "Ông N••• V•• T••"),
        ("Trần Thị Bích Hợp", "T••• T•• B••• H••"),
        ("Bà", "Bà"),
        ("cô Ý", "cô Ý••"),
        ("  ", ""),
        ("", ""),
    ],
)
def test_a_name_is_told_apart_and_no_more(name: str, shown: str) -> None:
    assert masked_name(name) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0200 555 417", "0200 ••• 417"),
        ("0200.555.417", "0200 ••• 417"),
        ("+84 200 555 417", "8420 ••• 417"),
        ("113", "•••"),
        ("5554417", "•••"),
        ("máy bàn", "•••"),
        (" ", ""),
    ],
)
def test_a_number_is_told_apart_and_no_more(number: str, shown: str) -> None:
    assert masked_phone(number) == shown


def _typed(sheet: OpenSheet) -> None:
    fields = sheet.body.reporter
    fields.name.setFocus()
    QTest.keyClicks(fields.name, "Ong Le Van Tam")
    assert fields.name.text() == "Ong Le Van Tam"
    QTest.keyClick(fields.name, Qt.Key.Key_Tab)
    QTest.keyClicks(fields.phone, "0200555417")
    assert fields.phone.text() == "0200555417"
    QTest.keyClick(fields.phone, Qt.Key.Key_Tab)


def test_masked_as_soon_as_the_field_is_left(sheet: OpenSheet) -> None:
    _typed(sheet)
    fields = sheet.body.reporter
    assert (fields.name.text(), fields.phone.text()) == ("O•• L•• V•• T••", "0200 ••• 417")
    assert sheet.said()["reporter"] == {"name": "Ong Le Van Tam", "phone": "0200555417"}


def test_whoever_comes_back_edits_what_was_typed(sheet: OpenSheet) -> None:
    _typed(sheet)
    phone = sheet.body.reporter.phone
    phone.setFocus()
    QTest.keyClick(phone, Qt.Key.Key_End)
    QTest.keyClicks(phone, "9")
    sheet.body.title.setFocus()
    assert sheet.said()["reporter"]["phone"] == "02005554179"
    assert phone.text() == "0200 ••• 179"


def test_another_window_masks_and_a_menu_does_not(sheet: OpenSheet) -> None:
    phone = sheet.body.reporter.phone
    phone.setFocus()
    QTest.keyClicks(phone, "0200555417")
    for reason, shown in (
        (Qt.FocusReason.PopupFocusReason, "0200555417"),
        (Qt.FocusReason.ActiveWindowFocusReason, "0200 ••• 417"),
    ):
        QCoreApplication.sendEvent(phone, QFocusEvent(QFocusEvent.Type.FocusOut, reason))
        assert phone.text() == shown


def test_the_eye_shows_both_until_it_is_pressed_again_or_the_sheet_goes(sheet: OpenSheet) -> None:
    _typed(sheet)
    fields = sheet.body.reporter
    for _time in range(2):
        fields.eye.click()
        assert (fields.name.text(), fields.phone.text()) == ("Ong Le Van Tam", "0200555417")
        fields.eye.click()
        assert fields.phone.text() == "0200 ••• 417"
    fields.eye.click()
    sheet.hide()
    assert (fields.name.text(), fields.phone.text()) == ("O•• L•• V•• T••", "0200 ••• 417")


def test_what_is_masked_is_not_written_into(sheet: OpenSheet) -> None:
    _typed(sheet)
    phone = sheet.body.reporter.phone
    assert phone.isReadOnly()
    assert not phone.acceptDrops()
    QTest.keyClicks(phone, "1")
    assert phone.text() == "0200 ••• 417"
    assert sheet.said()["reporter"]["phone"] == "0200555417"


def test_a_screen_reader_is_told_the_mask(sheet: OpenSheet) -> None:
    _typed(sheet)
    assert "555" not in sheet.body.reporter.phone.displayText()
    assert "555" not in sheet.body.reporter.phone.toolTip()
