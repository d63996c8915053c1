"""What is laid out, and how often: labels keep their heights only while they are true, a history comes as one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.records.models import HistoryEntry
from tests.widgets.samples import NOW
from widgets.base import theme
from widgets.base.labels import WIDTHS_MOST, PlainLabel, label
from widgets.base.overlay import Overlay
from widgets.incidents.history_list import HistoryList

SENTENCE = "Tổ tuần tra đang trên đường tới, dự kiến mười lăm phút, đề nghị xử lý trước giờ cao điểm."


def _is_right(made: PlainLabel, width: int) -> bool:
    """Whether it says of its height what Qt does."""
    return made.heightForWidth(width) == QLabel.heightForWidth(made, width)


@pytest.fixture
def shown(qtbot: QtBot) -> PlainLabel:
    """A label that wraps and has been seen."""
    made = label(SENTENCE, "text", wrap=True)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_label_is_as_high_as_its_text_in_its_font_needs(shown: PlainLabel, qapp: QApplication) -> None:
    widths = (120, 200, 400)
    assert len({shown.heightForWidth(width) for width in widths}) == 3
    before = shown.heightForWidth(200)
    shown.setText(SENTENCE * 3)
    assert all(_is_right(shown, width) for width in widths)
    assert shown.heightForWidth(200) > before
    shown.setText(SENTENCE)
    assert shown.heightForWidth(200) == before
    theme.apply(qapp, theme.load("dark", wall_scale=2.0))
    assert all(_is_right(shown, width) for width in widths)
    assert shown.heightForWidth(200) > before


def test_a_label_is_laid_out_once_for_a_width_and_keeps_few(shown: PlainLabel) -> None:
    for width in range(100, 100 + 3 * WIDTHS_MOST):
        assert _is_right(shown, width)
        assert len(shown._heights) <= WIDTHS_MOST
    shown._heights[99] = 7
    assert shown.heightForWidth(99) == 7


def test_a_tone_that_is_set_before_a_label_is_seen_is_seen(qtbot: QtBot) -> None:
    made = label(SENTENCE)
    qtbot.addWidget(made)
    made.set_tone("late")
    made.show()
    assert made.palette().windowText().color() == theme.current().color("late")
    made.set_tone("error")
    assert made.palette().windowText().color() == theme.current().color("severity1")


class Resizes(QObject):
    """Counts how often a part is given another size."""

    count = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Look at what passes by."""
        self.count += event.type() == QEvent.Type.Resize
        return False


def _entries(count: int) -> tuple[HistoryEntry, ...]:
    return tuple(
        HistoryEntry(at=NOW + timedelta(minutes=number), verb="note", actor_name="Hà", text=f"{number} {SENTENCE}")
        for number in range(count)
    )


def test_sixty_lines_come_as_one(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(440, 600)
    made, resizes = HistoryList(ground), Resizes(ground)
    QVBoxLayout(ground).addWidget(made)
    ground.show()
    made.set_history(_entries(1), NOW)
    made.installEventFilter(resizes)
    made.set_history(_entries(60), NOW)
    assert resizes.count <= 2, "laid out for some of them, and not for all at once"
    assert made.isVisible()
    lines = [part for part in made.findChildren(QLabel) if part.isVisible() and SENTENCE in part.text()]
    assert len(lines) == 60
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in lines))
    made.set_history(_entries(2), NOW)
    assert sum(part.isVisible() for part in lines) == 2


def test_a_line_has_a_mark_for_as_long_as_its_entry_has(qtbot: QtBot) -> None:
    made = HistoryList()
    qtbot.addWidget(made)
    made.show()
    (entry,) = _entries(1)

    def marks() -> list[str]:
        return [part.text() for part in made.findChildren(QLabel) if part.isVisible() and "outage" in part.text()]

    made.set_history((entry,), NOW)
    assert marks() == []
    made.set_history((entry.model_copy(update={"offline": True}),), NOW)
    assert marks() == ["done during the outage"]
    made.set_history((entry,), NOW)
    assert marks() == []


def test_an_open_panel_stays_in_the_middle_of_its_window_each_time_it_is_opened(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    panel = Overlay(window, "Kéo")
    for width in (1000, 1200):
        panel.open()
        window.resize(width, 600)
        assert abs(panel.geometry().center().x() - width // 2) <= 1
        panel.close()
