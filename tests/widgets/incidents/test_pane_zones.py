"""The zones of the pane: what stands still, what stays in sight, and how much time is left."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from console.records.checklist import Checklist, progress
from console.records.models import HistoryEntry, Incident
from tests.widgets.samples import NOW
from widgets.incidents.countdown import countdown
from widgets.incidents.foot import around_words
from widgets.incidents.panel import IncidentPanel

DESK, LAPTOP = (408, 1008), (360, 696)
"""The room of a pane at 1920 × 1080 and at 1366 × 768, between the strips."""
LIST = Checklist.model_validate(
    {"id": "c", "name": "Tai nạn", "steps": [{"id": str(number), "text": f"Bước {number}"} for number in range(9)]}
)


def _incident(**facts: Any) -> Incident:
    said = {"id": "i", "code": "SC-1", "title": "Ngập sâu tại hầm chui Trần Phú, xe không qua được", "severity": 1}
    return Incident.model_validate({**said, "created_at": NOW - timedelta(minutes=20), **facts})


def _pane(qtbot: QtBot, size: tuple[int, int], lines: int) -> IncidentPanel:
    panel = IncidentPanel()
    qtbot.addWidget(panel)
    panel.resize(*size)
    panel.show()
    history = tuple(
        HistoryEntry(at=NOW + timedelta(seconds=number), verb="note", actor_name="Hà", text=f"Đã gọi {number}")
        for number in range(lines)
    )
    incident = _incident(history=history, description="Nước dâng nhanh, hai xe máy chết máy giữa hầm. " * 6)
    panel.set_incident(incident, NOW)
    panel.checklist.set_progress(progress(LIST, incident), NOW)
    panel.camera.set_camera("c1", 140.0, 1, 4)
    return panel


def _place(panel: IncidentPanel, part: QWidget) -> tuple[int, int]:
    """Where a part begins and ends, from the top of the pane."""
    top = part.mapTo(panel, QPoint(0, 0)).y()
    return top, top + part.height()


@pytest.mark.parametrize("size", [DESK, LAPTOP])
def test_head_actions_and_history_are_in_sight_however_much_stands_between(qtbot: QtBot, size: tuple[int, int]) -> None:
    panel = _pane(qtbot, size, 40)
    history = panel._history
    qtbot.waitUntil(lambda: _place(panel, panel.foot)[1] == panel.height())
    assert history.height() >= 160
    assert _place(panel, panel.head)[0] >= 0
    assert _place(panel, panel.deeds)[0] >= _place(panel, panel.head)[1]
    assert _place(panel, panel.middle)[1] <= _place(panel, history)[0]
    assert _place(panel, history)[1] <= _place(panel, panel.foot)[0]
    before = _place(panel, panel.deeds)
    panel.middle.bring(panel.checklist)
    panel.set_incident(_incident(id="j", state="closed"), NOW)
    panel.checklist.set_progress(None, NOW)
    panel.camera.set_camera("", None, 0, 0)
    qtbot.waitUntil(lambda: history.height() > 160)
    assert _place(panel, panel.deeds) == before, "actions never move"


def test_a_picture_is_sixteen_to_nine_above_its_caption(qtbot: QtBot) -> None:
    panel = _pane(qtbot, DESK, 1)
    camera = panel.camera
    qtbot.waitUntil(lambda: camera.height() == camera.heightForWidth(camera.width()))
    room = camera.tile.picture_size()
    assert abs(room.width() * 9 - room.height() * 16) < 16


@pytest.mark.parametrize(
    ("left", "facts", "figure", "tone"),
    [
        (timedelta(minutes=8, seconds=14), {"severity": 1}, "08:14", "soon"),
        (timedelta(minutes=6), {"severity": 1}, "06:00", "overdue"),
        (timedelta(minutes=6), {"severity": 2}, "06:00", "soon"),
        (timedelta(minutes=59), {"severity": 2}, "59:00", ""),
        (timedelta(hours=3, minutes=10), {"severity": 2}, "3 h", ""),
        (timedelta(minutes=-25), {"severity": 4}, "25 min", "overdue"),
        (timedelta(minutes=5), {"state": "resolved"}, "", ""),
        (timedelta(minutes=5), {"paused_since": NOW}, "", ""),
    ],
)
def test_time_is_told_by_how_much_it_matters(left: timedelta, facts: dict[str, Any], figure: str, tone: str) -> None:
    """The last quarter of what is critical is as loud as what is over: here of 28 and of 26 minutes."""
    told = countdown(_incident(deadline=NOW + left, **facts), NOW)
    assert (told.figure, told.tone) == (figure, tone)


def test_a_clock_that_stands_still_says_since_when() -> None:
    told = countdown(_incident(deadline=NOW, paused_since=NOW - timedelta(minutes=7)), NOW)
    assert told.below == "clock stopped since 21:40"
    assert countdown(_incident(), NOW).below == "no deadline"
    later: datetime = NOW + timedelta(days=2)
    assert countdown(_incident(deadline=later), NOW).below == "due 21:47 23/11"


def test_the_foot_counts_each_kind_and_leaves_out_what_there_is_none_of() -> None:
    assert around_words(500, {"camera": 4, "incident": 2}) == "Within 500 m: cameras: 4 · incidents: 2"
    assert around_words(500, {}) == "Within 500 m: nothing known"


def test_the_head_says_what_the_incident_is_not_part_of(qtbot: QtBot) -> None:
    panel = _pane(qtbot, LAPTOP, 1)
    panel.head.set_apart("outside the filter", "The filter leaves it out")
    assert "The filter leaves it out" in panel.head._apart.toolTip()
    panel.head.set_apart("")
    assert not panel.head._apart.isVisible()
