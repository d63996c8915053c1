"""The eye finds each kind of fault where one was planted, and nothing in the same page without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.harness.eye.faults import Kind, faults
from tests.harness.eye.picture import contrast, largest
from tests.harness.eye.words import painted
from widgets.base import theme
from widgets.base.labels import ElidedLabel, PlainLabel

Plant = Callable[["Page"], object]
LONG = "Ngập sâu ở hầm chui Trần Phú, nước lên nhanh"


class Page(QWidget):
    """What is looked at; `filler` covers it with a pattern that is neither text nor empty."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(800, 600)
        self.filler = True

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().color("ground1"))
        if self.filler:
            painter.setPen(theme.current().color("line"))
            for at in range(200, 600, 12):
                painter.drawLine(0, at, 800, at)


class Canvas(QWidget):
    """A part that paints a text by itself, at a place within or beyond its edge."""

    def __init__(self, page: QWidget, left: int) -> None:
        super().__init__(page)
        self._left = left
        self.setGeometry(20, 20, 300, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        painter = QPainter(self)
        painter.setFont(theme.current().font("text"))
        painter.setPen(theme.current().color("text1"))
        painter.drawText(QPoint(self._left, 24), "Cảng cá Vĩnh Hải")


class Column(QWidget):
    """A painter that writes into a column of this width, which cuts what is longer."""

    def __init__(self, page: QWidget, wide: int) -> None:
        super().__init__(page)
        self._wide = wide
        self.setGeometry(20, 20, 500, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        painter = QPainter(self)
        painter.setFont(theme.current().font("text"))
        painter.setPen(theme.current().color("text1"))
        painter.drawText(QRect(0, 0, self._wide, 40), int(Qt.AlignmentFlag.AlignVCenter), LONG)


@pytest.fixture(autouse=True)
def _look(qapp: QApplication) -> None:
    theme.apply(qapp, theme.load("dark"))


def seen(qtbot: QtBot, *plants: Plant) -> list[Kind]:
    """Plant these on a page, and tell what the eye finds there."""
    page = Page()
    qtbot.addWidget(page)
    for plant in plants:
        plant(page)
    page.show()
    return [fault.kind for fault in faults(page)]


def label(text: str, at: QRect) -> Plant:
    def plant(page: Page) -> None:
        made = PlainLabel(text, "text", page)
        made.setGeometry(at)

    return plant


def elided(tooltip: bool) -> Plant:
    def plant(page: Page) -> None:
        made = ElidedLabel(LONG, "text", page)
        made.setGeometry(20, 20, 120, 20)
        if not tooltip:
            made.setToolTip("")
            made.setToolTip = lambda _tip: None  # type: ignore[method-assign]

    return plant


def button(at: QRect, *, of: type[QPushButton | QToolButton] = QPushButton, chip: bool = False) -> Plant:
    def plant(page: Page) -> None:
        made = of(page)
        made.setText("Mở")
        made.setProperty("chip", chip)
        made.setStyleSheet("min-height: 0; min-width: 0; padding: 0;")
        made.setGeometry(at)

    return plant


def within(left: int) -> Plant:
    def plant(page: Page) -> None:
        part = QWidget(page)
        part.setGeometry(20, 20, 200, 60)
        line = QLineEdit(part)
        line.setAccessibleName("Tìm")
        line.setGeometry(left, 10, 100, 32)

    return plant


def scrolled(page: Page) -> None:
    """The same line, in an area that one can scroll to it."""
    area = QScrollArea(page)
    inner = QWidget()
    inner.setFixedSize(600, 40)
    QLineEdit(inner).setGeometry(400, 2, 100, 32)
    area.setWidget(inner)
    area.setGeometry(20, 20, 200, 80)


def rows(high: int) -> Plant:
    def plant(page: Page) -> None:
        made = QListWidget(page)
        made.setStyleSheet(f"QListView::item {{ min-height: {high}px; max-height: {high}px; padding: 0; }}")
        made.addItem("SC-2026-0012")
        made.setGeometry(20, 20, 300, 100)

    return plant


def bare(page: Page) -> None:
    page.filler = False


def toned(color: QColor) -> Plant:
    def plant(page: Page) -> None:
        made = QLabel("Đã tiếp nhận", page)
        made.setStyleSheet(f"color: {color.name()}")
        made.setGeometry(20, 20, 200, 20)

    return plant


def entry(*, icon: bool) -> Plant:
    def plant(page: Page) -> None:
        rail = QWidget(page)
        rail.setObjectName("rail")
        rail.setGeometry(20, 20, 60, 60)
        made = QToolButton(rail)
        made.setGeometry(0, 0, 48, 48)
        if icon:
            drawn = QPixmap(20, 20)
            drawn.fill(Qt.GlobalColor.transparent)
            painter = QPainter(drawn)
            painter.setPen(Qt.GlobalColor.white)
            painter.drawEllipse(4, 4, 11, 11)
            painter.end()
            made.setIcon(drawn)
        else:
            made.setText("A")

    return plant


AT = QRect(20, 20, 300, 20)
FAULTS: tuple[tuple[Kind, Plant, Plant], ...] = (
    (Kind.CUT, label(LONG, QRect(20, 20, 100, 20)), label(LONG, QRect(20, 20, 400, 20))),
    (Kind.CUT, label(LONG, QRect(20, 20, 400, 8)), label(LONG, QRect(20, 20, 400, 24))),
    (Kind.CUT, elided(tooltip=False), elided(tooltip=True)),
    (Kind.CUT, lambda page: Canvas(page, 260), lambda page: Canvas(page, 20)),
    (Kind.CUT, lambda page: Column(page, 100), lambda page: Column(page, 400)),
    (Kind.OUTSIDE, within(150), within(50)),
    (Kind.OUTSIDE, within(150), scrolled),
    (Kind.SMALL, button(QRect(20, 20, 80, 26)), button(QRect(20, 20, 80, 28))),
    (Kind.SMALL, button(QRect(20, 20, 20, 28)), button(QRect(20, 20, 24, 28))),
    (Kind.SMALL, button(QRect(20, 20, 80, 26)), button(QRect(20, 20, 80, 26), chip=True)),
    (Kind.SMALL, button(AT.adjusted(0, 0, 0, 2), of=QToolButton), button(AT.adjusted(0, 0, 0, 4), of=QToolButton)),
    (Kind.SMALL, rows(20), rows(32)),
    (Kind.EMPTY, bare, lambda _page: None),
    (Kind.FAINT, toned(QColor(90, 100, 110)), toned(QColor(170, 180, 190))),
    (Kind.ICON, entry(icon=False), entry(icon=True)),
)


@pytest.mark.parametrize(("kind", "planted", "clean"), FAULTS)
def test_what_is_planted_is_found_and_nothing_else(qtbot: QtBot, kind: Kind, planted: Plant, clean: Plant) -> None:
    assert set(seen(qtbot, planted)) == {kind}
    assert seen(qtbot, clean) == []


def test_texts_over_each_other(qtbot: QtBot) -> None:
    here = label("Mất hình 11 phút", AT)
    assert seen(qtbot, here, label("Cảng cá Vĩnh Hải", AT.translated(30, 4))) == [Kind.OVER]
    assert seen(qtbot, here, label("Cảng cá Vĩnh Hải", AT.translated(0, 24))) == []


def test_what_lies_under_a_panel_is_not_over_it(qtbot: QtBot) -> None:
    def cover(page: Page) -> None:
        panel = QWidget(page)
        panel.setAutoFillBackground(True)
        panel.setGeometry(0, 0, 400, 60)
        PlainLabel("Cảng cá Vĩnh Hải", "text", panel).setGeometry(AT)

    assert seen(qtbot, label("Mất hình 11 phút", AT), cover) == []


def test_an_area_that_is_a_picture_may_be_plain(qtbot: QtBot) -> None:
    class PlaceMap(QWidget):
        """By its name the eye knows what is a picture."""

    def cover(page: Page) -> None:
        PlaceMap(page).setGeometry(0, 0, 800, 600)

    assert seen(qtbot, bare, cover) == []


def test_a_sentence_may_end_in_an_ellipsis(qtbot: QtBot) -> None:
    assert seen(qtbot, label("Đang đọc…", AT)) == []


def test_a_painted_text_is_found_where_it_stands(qtbot: QtBot) -> None:
    page = Page()
    qtbot.addWidget(page)
    part = Canvas(page, 20)
    page.show()
    [one] = painted(part)
    assert one.text == "Cảng cá Vĩnh Hải"
    assert one.color == theme.current().color("text1")
    assert 18 <= one.ink.left() <= 24
    assert one.ink.bottom() >= 24


def test_contrast_is_computed_right() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)
    assert contrast(QColor(255, 255, 255, 0), QColor("black")) == pytest.approx(1)


def test_the_largest_free_rectangle() -> None:
    free = [[True, True, False], [True, True, True], [False, True, True]]
    assert largest(_array(free)) in (QRect(0, 0, 2, 2), QRect(1, 1, 2, 2))
    assert largest(_array([[False, True, True, True]])) == QRect(1, 0, 3, 1)
    assert largest(_array([[False]])).isEmpty()


def _array(cells: list[list[bool]]) -> Any:
    return np.array(cells)
