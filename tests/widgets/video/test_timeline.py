"""The last half hour over the cameras: what began in it is marked where it began, and can be opened there."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.widgets.samples import NOW
from widgets.video.timeline import Moment, Timeline
from widgets.video.toolbar import CameraBar


def _moment(key: str, minutes: float, severity: int = 1) -> Moment:
    return Moment(key, NOW - timedelta(minutes=minutes), severity, f"Sự cố {key}")


def test_a_mark_is_where_its_incident_began_and_opens_it(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    line.show()
    line.set_moments([_moment("old", 31), _moment("a", 29), _moment("b", 2, 2), _moment("ahead", -1)], NOW)
    assert line.accessibleName().endswith("2"), "what began before is left out, and what has not begun"
    first = next(x for x in range(line.width()) if line.moment_at(x) is not None)
    last = next(x for x in reversed(range(line.width())) if line.moment_at(x) is not None)
    assert first < line.width() * 0.1
    assert line.width() * 0.6 < last
    assert line.moment_at(line.width() / 3) is None
    with qtbot.waitSignal(line.incident_chosen, timeout=30_000) as told:
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(last - 3, 12))
    assert told.args == ["b"]
    with qtbot.assertNotEmitted(line.incident_chosen):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=QPoint(line.width() // 3, 12))
    line.grab()


def test_marks_move_with_the_minutes(qtbot: QtBot) -> None:
    line = Timeline()
    qtbot.addWidget(line)
    line.resize(line.sizeHint())
    one = _moment("a", 0)

    def place() -> int:
        return next(x for x in range(line.width()) if line.moment_at(x) is not None)

    line.set_moments([one], NOW)
    before = place()
    line.set_moments([one], NOW + timedelta(minutes=15))
    assert place() < before - 50


def test_it_gives_way_where_the_bar_is_narrow(qtbot: QtBot) -> None:
    bar = CameraBar()
    qtbot.addWidget(bar)
    bar.show()
    bar.resize(1048, 32)
    assert bar.timeline.isVisible()
    bar.resize(700, 32)
    assert not bar.timeline.isVisible()
