"""Icons: drawn in the colour of a token, sharp on every screen, with one stroke, and new ones with a new theme."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPainter
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from widgets.base import icons, theme
from widgets.base.icon_button import IconButton
from widgets.base.icon_mark import IconMark

NAMES = tuple(sorted(path.stem for path in icons.FOLDER.glob("*.svg")))
SHAPES_OF_SEVERITY = ("triangle", "diamond")
LEAST_INKED = 0.05


def _inked(image: QImage) -> list[QColor]:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return [color for color in pixels if color.alpha() > 0]


def test_the_licence_lies_beside_them() -> None:
    assert "ISC License" in (icons.FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "Lucide" in (Path(__file__).resolve().parents[3] / "NOTICE").read_text(encoding="utf-8")


def test_no_icon_is_taken_for_a_severity() -> None:
    assert not [name for name in NAMES if any(shape in name for shape in SHAPES_OF_SEVERITY)]


@pytest.mark.parametrize("name", NAMES)
def test_each_is_drawn_in_the_colour_that_is_asked_for(dark: theme.Theme, name: str) -> None:
    image = icons.pixmap(name, "accent", icons.CAPTION).toImage()
    inked = _inked(image)
    assert (image.width(), image.height()) == (14, 14)
    assert len(inked) > LEAST_INKED * image.width() * image.height()
    solid = max(inked, key=lambda color: color.alpha())
    assert abs(solid.hue() - dark.color("accent").hue()) <= 8


def test_a_fine_screen_has_more_pixels_of_the_same_size(dark: theme.Theme) -> None:
    fine = icons.pixmap("bell", side=icons.RAIL, ratio=2.0)
    assert (fine.width(), fine.devicePixelRatio()) == (40, 2.0)
    assert fine.deviceIndependentSize().width() == 20


def test_the_stroke_is_as_wide_at_every_size(dark: theme.Theme) -> None:
    """The line of `minus`, straight and level: its ink in one column is its width."""
    widths = []
    for side in (icons.CAPTION, icons.CONTROL, icons.RAIL, 32):
        image = icons.pixmap("minus", "text1", side, ratio=4.0).toImage()
        column = [image.pixelColor(image.width() // 2, y).alphaF() for y in range(image.height())]
        widths.append(sum(column) / 4)
    assert widths == pytest.approx([icons.STROKE] * 4, abs=0.1)


def test_what_cannot_be_pressed_is_quiet(dark: theme.Theme) -> None:
    off = icons.icon("plus", "text1").pixmap(16, 16, QIcon.Mode.Disabled).toImage()
    solid = max(_inked(off), key=lambda color: color.alpha())
    assert abs(solid.lightness() - dark.color("text3").lightness()) < 20


def test_an_unknown_name_is_an_error(dark: theme.Theme) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_it_is_painted_where_it_is_wanted(dark: theme.Theme) -> None:
    image = QImage(40, 40, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    icons.paint(painter, QRectF(20, 20, 16, 16), "square", "severity1")
    painter.end()
    inked = [(x, y) for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() > 0]
    assert min(inked) >= (20, 20)
    assert max(inked) <= (36, 36)


def test_a_new_theme_colours_what_is_worn(qapp: QApplication, qtbot: QtBot, dark: theme.Theme) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    icons.wear(button, "bell", "text1")
    before = button.icon().pixmap(16, 16).toImage()
    theme.apply(qapp, theme.load("light"))
    assert button.icon().pixmap(16, 16).toImage() != before
    icons.wear(button, "")
    assert button.icon().isNull()


def test_a_button_that_is_an_icon_says_its_name_its_key_and_why_it_is_off(qtbot: QtBot, dark: theme.Theme) -> None:
    button = IconButton("link", "Copy the link", "Ctrl+L")
    qtbot.addWidget(button)
    assert "Copy the link · Ctrl+L" in button.toolTip()
    assert button.accessibleName() == "Copy the link, Ctrl+L"
    assert button.isEnabled()
    button.say("Copy the link", "Ctrl+L", "Nothing is chosen")
    assert "Nothing is chosen" in button.toolTip()
    assert not button.isEnabled()
    assert button.sizeHint().height() >= 28


def test_one_that_is_on_looks_so(qtbot: QtBot, dark: theme.Theme) -> None:
    button = IconButton("map", "Map")
    qtbot.addWidget(button)
    button.setCheckable(True)
    off = button.icon().pixmap(16, 16).toImage()
    button.setChecked(True)
    assert button.icon().pixmap(16, 16).toImage() != off


def test_a_mark_takes_no_more_room_than_its_icon(qapp: QApplication, qtbot: QtBot, dark: theme.Theme) -> None:
    mark = IconMark("lock", side=icons.CAPTION)
    qtbot.addWidget(mark)
    assert (mark.width(), mark.height()) == (14, 14)
    theme.apply(qapp, theme.load("dark", desk_scale=2.0))
    assert mark.width() == 28
    mark.show_icon("", tip="")
    assert mark.name() == ""
