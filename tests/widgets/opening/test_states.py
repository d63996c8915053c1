"""What the sheet says of what is near, seen, stored and wrong; and that all of it has its place at every width."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.widgets.opening.cases import KINDS, NEAR, STEPS, Answers, pictures
from widgets.base import theme
from widgets.base.labels import ElidedLabel
from widgets.opening.rows import NearRow
from widgets.opening.sheet import OpenSheet

PANES = ((360, 696, 1.0), (408, 1008, 1.0), (480, 1368, 15 / 13), (540, 1008, 1.5))
LEAST_PX = 28


def _fill(sheet: OpenSheet) -> None:
    sheet.set_call("0200 ••• 417", "1022, máy 3 · lần thứ ba trong bảy ngày", "01:42")
    sheet.set_kind(KINDS[2])
    sheet.set_place("Hẻm 12 đường Lê Thánh Tôn nối dài, khu phố 3, Phường Sông Mây, Thành phố Sông Mây")
    sheet.set_severity(3, proposed=True)
    sheet.set_near(NEAR, "2 việc trong 100 m, 24 giờ qua")
    sheet.set_pictures(pictures())
    sheet.set_steps(KINDS[2].name, STEPS)
    sheet.set_kept("đã lưu nháp 21:47:10")
    sheet.set_trouble("Ổ đĩa của máy này đã đầy, nên chưa lưu được sự cố.")
    sheet.body.reporter.give("Ông Nguyễn Văn Tâm", "0200 555 417")


@pytest.fixture(params=PANES, ids=lambda pane: f"{pane[0]}-{pane[2]:.2f}")
def filled(qtbot: QtBot, vietnamese: None, qapp: QApplication, request: pytest.FixtureRequest) -> OpenSheet:
    """All that there can be, in the pane of a desk of each size, the last with large text."""
    width, height, scale = request.param
    theme.apply(qapp, theme.load("dark", 1.0, scale))
    sheet = OpenSheet()
    qtbot.addWidget(sheet)
    _fill(sheet)
    sheet.resize(width, height)
    sheet.show()
    qtbot.waitUntil(lambda: sheet.body.isVisible() and sheet.foot.isVisible())
    QApplication.processEvents()
    return sheet


def test_nothing_stands_beyond_the_pane_or_is_too_small(filled: OpenSheet) -> None:
    assert filled.minimumSizeHint().width() <= filled.width()
    for part in filled.findChildren(QWidget):
        if not part.isVisible() or part.window() is not filled:
            continue
        right = part.mapTo(filled, part.rect().topRight()).x()
        assert right < filled.width(), f"{type(part).__name__} {part.accessibleName()}"
        if isinstance(part, QAbstractButton | QLineEdit):
            assert part.height() >= LEAST_PX, part.accessibleName()


def test_head_and_foot_stay_and_the_body_scrolls(filled: OpenSheet) -> None:
    bottom = filled.foot.mapTo(filled, filled.foot.rect().bottomLeft()).y()
    assert bottom == filled.height() - 1
    assert filled.head.y() == 0
    bar = filled.scroll_area.verticalScrollBar()
    is_taller = filled.body.height() > filled.scroll_area.viewport().height()
    assert (bar.maximum() > 0) == is_taller
    filled.scroll_area.bring(filled.body.steps)
    QApplication.processEvents()
    steps = filled.body.steps
    assert not steps.visibleRegion().isEmpty()
    assert steps.visibleRegion().boundingRect().bottom() == steps.rect().bottom()


def test_words_are_whole_or_end_in_an_ellipsis_with_a_tooltip(filled: OpenSheet) -> None:
    for part in filled.findChildren(ElidedLabel):
        if part.isVisible() and " ".join(part.text().split()) != " ".join(part.whole().split()):
            assert "…" in part.text()
            assert part.toolTip()
    levels = filled.body.severity.findChildren(QPushButton)
    assert len(levels) == 4
    assert all(one.width() >= one.sizeHint().width() for one in levels)
    assert filled.foot.kept() == "đã lưu nháp 21:47:10"


def test_every_control_has_a_name_and_every_button_a_tooltip(filled: OpenSheet) -> None:
    kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QAbstractItemView)
    controls = [part for kind in kinds for part in filled.findChildren(kind) if part.isVisible()]
    assert len(controls) > 12
    for part in controls:
        assert part.accessibleName(), type(part).__name__
        if isinstance(part, QAbstractButton):
            assert part.toolTip(), part.accessibleName()


def test_a_bar_moves_nothing_to_the_side(sheet: OpenSheet) -> None:
    sheet.resize(408, 1400)
    QApplication.processEvents()
    assert sheet.scroll_area.verticalScrollBar().maximum() == 0
    before = sheet.body.kind.line.width()
    _fill(sheet)
    sheet.resize(408, 500)
    QApplication.processEvents()
    assert sheet.scroll_area.verticalScrollBar().maximum() > 0
    assert sheet.body.kind.line.width() == before


def test_a_line_that_is_cut_says_so_until_somebody_is_in_it(sheet: OpenSheet) -> None:
    sheet.set_place("Hẻm 12 đường Lê Thánh Tôn nối dài, khu phố 3, Phường Sông Mây, Thành phố Sông Mây")
    QApplication.processEvents()
    assert sheet.body.place.line.is_cut()
    assert sheet.body.place.line.cursorPosition() == 0
    sheet.body.place.line.setFocus()
    assert not sheet.body.place.line.is_cut()
    sheet.set_place("Cầu Bến Đá")
    sheet.body.kind.line.setFocus()
    assert not sheet.body.place.line.is_cut()


def test_the_same_is_looked_for_found_or_not_there(sheet: OpenSheet, answers: Answers) -> None:
    near = sheet.body.near
    assert near.isHidden()
    sheet.set_near((), "đang tìm…")
    assert not near.isHidden()
    assert (near.rows(), near.head.beside()) == ((), "đang tìm…")
    sheet.set_near(NEAR, "2 việc")
    first, second = near.row_parts()
    assert not first.join.isHidden()
    assert second.join.isHidden()
    first.join.click()
    second.look.click()
    assert answers.told == [("join_into", "i1"), ("look_at", "i2")]
    sheet.set_near((), "không có việc nào")
    assert near.row_parts() == ()
    sheet.set_near((), "")
    assert near.isHidden()


def test_more_than_have_room_are_not_listed(sheet: OpenSheet) -> None:
    many = [NearRow(f"i{number}", 4, f"Việc {number}") for number in range(9)]
    sheet.set_near(many, "9 việc")
    assert [row.id for row in sheet.body.near.rows()] == ["i0", "i1", "i2", "i3"]


def test_a_picture_that_is_not_to_go_along_is_told_by_its_camera(sheet: OpenSheet, answers: Answers) -> None:
    sheet.set_pictures(pictures())
    sheet.body.pictures.row_parts()[1].drop.click()
    assert answers.told == [("picture_dropped", "c2")]
    sheet.set_pictures(pictures()[:1])
    assert len(sheet.body.pictures.row_parts()) == 1
    sheet.set_pictures(())
    assert sheet.body.pictures.isHidden()


def test_a_place_without_a_point_says_so_under_its_field(sheet: OpenSheet) -> None:
    sheet.set_place("Sau chợ", "Chưa có vị trí trên bản đồ")
    assert sheet.body.place.note() == "Chưa có vị trí trên bản đồ"
    assert sheet.body.place.line.accessibleDescription() == "Chưa có vị trí trên bản đồ"
    sheet.set_place("Cầu Bến Đá")
    assert sheet.body.place.note() == ""


def test_steps_are_numbered(sheet: OpenSheet) -> None:
    sheet.set_steps("Cây đổ", STEPS)
    assert sheet.body.steps.words().startswith("1 Xác minh bằng camera · 2 Báo")
    sheet.set_steps("", ())
    assert sheet.body.steps.isHidden()


def test_trouble_loses_nothing_and_goes_again(sheet: OpenSheet) -> None:
    _fill(sheet)
    said = sheet.said()
    sheet.set_trouble("Chưa lưu được.")
    assert sheet.foot.trouble() == "Chưa lưu được."
    assert sheet.said() == said
    sheet.set_trouble("")
    assert sheet.foot.trouble() == ""


def test_the_main_button_has_one_width(sheet: OpenSheet) -> None:
    before = sheet.foot.open_button.width()
    sheet.set_sending(on=True)
    assert not sheet.foot.open_button.isEnabled()
    assert "stored" in sheet.foot.open_button.toolTip()
    assert sheet.foot.open_button.width() == before


@pytest.mark.parametrize("look", ["dark", "light", "high_contrast"])
def test_it_is_drawn_in_every_look(sheet: OpenSheet, qapp: QApplication, look: str) -> None:
    before = sheet.grab().toImage()
    _fill(sheet)
    sheet.set_pictures(())
    theme.apply(qapp, theme.load(look))
    QApplication.processEvents()
    after = sheet.grab().toImage()
    assert after != before
    ground = theme.current().color("ground1")
    assert after.pixelColor(sheet.width() - 3, sheet.head.height() // 2) == ground
