"""No letter is cut: the most marks above, tails and dots below, in every role, at every scale, wherever text stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.records.models import Incident, LinkChannel, StreamState
from tests.harness.ink import painted
from tests.harness.letters import WORST, extent, ink, rows_for, too_low
from tests.widgets import samples
from tests.widgets.gallery import MockDesk
from widgets.base import theme
from widgets.base.empty_state import EmptyState
from widgets.base.grouped_list import GroupedList, Line
from widgets.base.labels import ElidedLabel, FittedLabel, PlainLabel, label
from widgets.indicators.indicator_tile import ScaleBadge
from widgets.queue.incident_table import IncidentTable
from widgets.shell.sign_in_form import SignInForm
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.top_strip import TopStrip
from widgets.video.health_board import HealthTable
from widgets.video.tile import VideoTile

ROLES = tuple(theme.load().type)
SCALES = (1.0, 1.15, 1.5)
RATIOS = (0.9, 1.0, 1.25, 1.5)
"""Pixels of the screen for one of ours, as a desktop at 90 to 150 % has them."""
NO_ROOM = 60
"""So many pixels more than it asks for are ample."""


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Callable[[float], None]]:
    """Puts on the dark look at a scale; the one before comes back."""
    before = theme.current()
    yield lambda scale: theme.apply(qapp, theme.load("dark", scale))
    theme.apply(qapp, before)


def _box(marks: Any) -> Any:
    """What of a picture is inked, without the empty rows and columns around it."""
    rows, columns = np.flatnonzero(marks.any(axis=1)), np.flatnonzero(marks.any(axis=0))
    assert len(rows), "nothing is painted"
    return marks[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _is_whole(part: QWidget, high: int) -> bool:
    """Whether the part paints at this height what it paints in ample room."""
    part.resize(part.width(), high)
    tight = _box(ink(part))
    part.resize(part.width(), high + NO_ROOM)
    ample = _box(ink(part))
    return tight.shape == ample.shape and bool((tight == ample).all())


@pytest.mark.kind("cut-letters", "Marks upon marks (Ẳ Ỗ Ễ), tails and dots below, in every role", "They are whole.")
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("role", ROLES)
def test_a_label_of_one_line_is_whole(qtbot: QtBot, look: Callable[[float], None], role: str, scale: float) -> None:
    look(scale)
    part = label(WORST, role)
    qtbot.addWidget(part)
    part.resize(part.sizeHint())
    part.show()
    assert _is_whole(part, part.sizeHint().height())


@pytest.mark.kind("cut-letters", "The same in two and three wrapped lines", "They are whole.")
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("role", ROLES)
def test_a_wrapped_label_is_whole(qtbot: QtBot, look: Callable[[float], None], role: str, scale: float) -> None:
    look(scale)
    part = label(" ".join([WORST] * 3), role, wrap=True)
    qtbot.addWidget(part)
    metrics = QFontMetrics(part.font())
    for width in (metrics.horizontalAdvance(WORST) + 12, metrics.horizontalAdvance(WORST) * 2):
        part.resize(width, 10)
        part.show()
        assert _is_whole(part, part.heightForWidth(width))


@pytest.mark.kind("cut-letters", "The same in labels that end in an ellipsis, of one and two lines", "They are whole.")
@pytest.mark.parametrize("lines", [1, 2])
@pytest.mark.parametrize("role", ROLES)
def test_an_elided_label_is_whole(qtbot: QtBot, role: str, lines: int) -> None:
    part = ElidedLabel(" ".join([WORST] * 6), role, lines=lines)
    qtbot.addWidget(part)
    part.resize(QFontMetrics(part.font()).horizontalAdvance(WORST) * 2, 10)
    part.show()
    assert part.text().endswith("…")
    assert _is_whole(part, part.sizeHint().height())


@pytest.mark.kind("cut-letters", "Wrapped words in a layout that asks for no height", "They get all their lines.")
def test_wrapped_words_ask_for_their_lines(qtbot: QtBot) -> None:
    part = label(" ".join([WORST] * 6), "text", wrap=True)
    qtbot.addWidget(part)
    part.resize(200, 20)
    part.show()
    assert part.minimumSizeHint().height() >= part.heightForWidth(200)
    part.resize(700, 20)
    assert part.minimumSizeHint().height() == part.heightForWidth(700)


@pytest.mark.kind("cut-letters", "A font that says a fifth less than its letters need", "It is set right.")
@pytest.mark.parametrize("ratio", RATIOS)
@pytest.mark.parametrize("role", ROLES)
def test_the_font_says_what_its_letters_need(role: str, ratio: float) -> None:
    font = theme.current().font(role)
    high = QFontMetricsF(font).height()
    image = QImage(round(900 * ratio), round(200 * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.setFont(font)
    painter.setPen(Qt.GlobalColor.white)
    painter.drawText(10, 100, WORST)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1, 4)[:, :, :3].max(axis=(1, 2))
    rows = np.flatnonzero(pixels > 60)
    assert rows[-1] - rows[0] + 1 <= np.ceil(high * ratio) + 1
    assert 100 * ratio - rows[0] <= np.ceil(QFontMetricsF(font).ascent() * ratio) + 1


def _choose(box: QComboBox, text: str) -> None:
    box.clear()
    box.addItem(text)


def _chip() -> QPushButton:
    chip = QPushButton()
    chip.setProperty("chip", True)
    return chip


FIELDS: Mapping[str, tuple[Callable[[], QWidget], Callable[[Any, str], None]]] = MappingProxyType({
    "a button": (QPushButton, QPushButton.setText),
    "a chip": (_chip, QPushButton.setText),
    "a line": (QLineEdit, QLineEdit.setText),
    "a box to tick": (QCheckBox, QCheckBox.setText),
    "a choice": (QComboBox, _choose),
    "a text": (QPlainTextEdit, QPlainTextEdit.setPlainText),
})  # fmt: skip


@pytest.mark.kind("cut-letters", "The same in buttons, chips, fields and choices", "They are whole.")
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", FIELDS)
def test_what_is_typed_and_pressed_is_whole(
    qtbot: QtBot, look: Callable[[float], None], name: str, scale: float
) -> None:
    look(scale)
    make, write = FIELDS[name]
    part = make()
    qtbot.addWidget(part)
    part.resize(500, part.sizeHint().height())
    part.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # a cursor is ink too
    part.show()
    _written_whole(part, write)


def _written_whole(part: QWidget, write: Callable[[Any, str], None]) -> None:
    """The worst letters have as many rows of ink as a capital H says they must."""
    write(part, " ")
    empty = painted(part)
    write(part, "HHHH")
    capital = extent(empty, painted(part))
    write(part, WORST.replace(" ", ""))
    assert capital >= 8
    assert extent(empty, painted(part)) >= rows_for(capital)


def _incident(table: IncidentTable, **texts: str) -> None:
    given = {"id": "1", "code": "-", "title": "-", "severity": 2, "source_name": "-", "ward": "", **texts}
    table.set_incidents([Incident(created_at=samples.NOW - timedelta(hours=1), **given)], samples.NOW)


def _badge(part: ScaleBadge, text: str) -> None:
    part.set_badge(text, theme.current().badge("vn_aqi", 120))
    part.resize(400, part.sizeHint().height())


def _list() -> QWidget:
    return GroupedList("-", cast("QWidget", None))


def _captioned() -> VideoTile:
    tile = VideoTile()
    tile.set_state(StreamState.CONNECTING, None, None, None)
    return tile


Make = Callable[[], QWidget]
PAINTERS: Mapping[str, tuple[Make, Callable[[Any, str], None]]] = MappingProxyType({
    "the title of a row of the queue": (IncidentTable, lambda part, text: _incident(part, title=text)),
    "the second line of a row of the queue": (IncidentTable, lambda part, text: _incident(part, source_name=text)),
    "a row of a list": (_list, lambda part, text: part.set_lines([Line("a", text, "-")])),
    "the second line of a list": (_list, lambda part, text: part.set_lines([Line("a", "-", text)])),
    "a heading in a list": (_list, lambda part, text: part.set_lines([Line("", text), Line("a", "-")])),
    "a row of the board of health": (
        HealthTable, lambda part, text: part.set_rows([(text, "-", "-", "-", "-", False)]),
    ),
    "the caption of a picture": (_captioned, VideoTile.set_title),
    "a badge on a legal colour": (ScaleBadge, _badge),
    "the city in the strip": (TopStrip, TopStrip.set_city),
    "a channel in the strip": (TopStrip, lambda part, text: part.set_link(LinkChannel.VIDEO, text, "ok", "")),
    "facts at the foot": (BottomStrip, lambda part, text: part.set_facts([text])),
})  # fmt: skip


@pytest.mark.kind("cut-letters", "The same where rows, captions and badges paint by themselves", "They are whole.")
@pytest.mark.parametrize("scale", [1.0, 1.15])
@pytest.mark.parametrize("name", PAINTERS)
def test_what_paints_itself_paints_whole_letters(
    qtbot: QtBot, look: Callable[[float], None], name: str, scale: float
) -> None:
    look(scale)
    make, write = PAINTERS[name]
    part = make()
    qtbot.addWidget(part)
    part.resize(700, part.height() if part.minimumHeight() else 300)
    part.show()
    _written_whole(part, write)


@pytest.mark.kind("cut-letters", "A desk at 1366 × 768 and at 1920 × 1080, also offline", "All its text is whole.")
@pytest.mark.usefixtures("vietnamese")
@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)])
@pytest.mark.parametrize("offline", [False, True])
def test_no_text_of_a_desk_is_lower_than_its_letters(qtbot: QtBot, size: tuple[int, int], *, offline: bool) -> None:
    desk = MockDesk(*size, offline=offline, odd=offline)
    qtbot.addWidget(desk)
    desk.show()
    for _turn in range(8):  # layouts that ask again
        QApplication.processEvents()
    assert too_low(desk) == []


@pytest.mark.usefixtures("vietnamese")
def test_a_form_in_the_middle_has_its_lines(qtbot: QtBot) -> None:
    form = SignInForm()
    qtbot.addWidget(form)
    form.set_error(" ".join([WORST] * 8))
    form.show()
    form.adjustSize()
    qtbot.waitUntil(lambda: not too_low(form))


def test_an_empty_state_has_its_lines(qtbot: QtBot) -> None:
    part = EmptyState()
    qtbot.addWidget(part)
    part.set_text(WORST, " ".join([WORST] * 8), WORST)
    part.resize(300, 320)
    part.show()
    qtbot.waitUntil(lambda: not too_low(part))


@pytest.mark.kind("cut-letters", "A text as large as its room, where the room is low", "Smaller rather than cut.")
def test_a_fitted_text_is_whole(qtbot: QtBot) -> None:
    text = FittedLabel(WORST)
    qtbot.addWidget(text)
    for high in range(22, 90, 5):
        text.resize(700, high)
        text.show()
        tight = _box(ink(text))
        ample = PlainLabel(WORST, next(role for role in text.ROLES if theme.current().font(role) == text.font()))
        qtbot.addWidget(ample)
        ample.resize(700, high + NO_ROOM)
        ample.show()
        assert tight.shape == _box(ink(ample)).shape, high
