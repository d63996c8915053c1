"""Plans on screen: activated by keys behind a plain sentence, led by letters, a drill that nobody overlooks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.records.plan import STAND_DOWN, Activation, Plan
from tests.harness.laid_out import lay_out
from widgets.base import theme
from widgets.base.desk_page import STAGE
from widgets.base.key_button import CommandButton, KeyButton
from widgets.base.labels import label
from widgets.base.severity import severity_word
from widgets.plans.command import CommandPanel, CommandView
from widgets.plans.drill import DrillFrame
from widgets.plans.forms import ActivateForm
from widgets.plans.list import PlanList
from widgets.plans.tile import PlanTile
from widgets.plans.words import level_badge, level_text, line_mark, line_text, line_who, report_text

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
CRITICAL = f"1 {severity_word(1)}"
PLAN = Plan.model_validate(
    {
        "id": "pa", "version": 1, "name": "Ứng phó lũ", "hazard": "flood", "report_every_min": {"3": 60},
        "scale": {"kind": "disaster_risk", "levels": [{"level": 1, "name": "thấp"}, {"level": 3, "name": "lớn"}]},
        "checklist": [{"id": "a", "text": "Xác minh", "minutes": 5}, {"id": "b", "text": "Chặn hầm"}],
        "stand_down": [{"id": "z", "text": "Nước rút"}], "agencies": [{"id": "pccc", "name": "Cảnh sát PCCC"}],
    }
)  # fmt: skip


def _activation(**more: Any) -> Activation:
    data = {
        "id": "a1", "version": 1, "plan_id": "pa", "plan_name": PLAN.name, "level": 3, "reason": "Mưa",
        "by": "Nguyễn Hữu An", "activated_at": NOW - timedelta(minutes=20),
        "next_report_at": NOW + timedelta(minutes=40),
        "log": [{"at": NOW, "event": "note", "params": {"text": "Dòng"}, "actor_name": "An"}],
        "polls": [{"id": "q", "question": "Sẵn sàng?", "at": NOW}],
    }  # fmt: skip
    return Activation.model_validate({**data, **more})


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    return window


def test_nothing_is_activated_before_its_sentence_was_read(window: QWidget, qtbot: QtBot) -> None:
    form = ActivateForm(window)
    sent: list[dict[str, Any]] = []
    form.submitted.connect(sent.append)
    form.set_plan(PLAN, ["Tường phòng trực"], {False: "Đang chạy."}, drill=False)
    form.open()
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.error_text(), "a level is needed"
    qtbot.keyClick(form.levels, Qt.Key.Key_3)
    assert form.levels.level() == 3
    qtbot.keyClick(form.levels, Qt.Key.Key_2)
    assert form.levels.level() == 3, "there is no level 2"
    qtbot.keyClick(form, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.error_text(), "a reason is needed"
    qtbot.keyClicks(form.reason, "Mua lon")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Tường phòng trực" in form.said()
    assert "Đang chạy." in form.said()
    assert "60" in form.said()
    assert not sent
    form.drill.setChecked(True)
    assert not form.said(), "what was read is no longer so"
    form.drill.setChecked(False)
    form.send()
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert form.isVisible(), "Esc takes the sentence back first"
    form.send()
    form.send()
    assert sent == [{"plan": "pa", "level": 3, "reason": "Mua lon", "drill": False, "show_on_wall": False}]


def test_the_list_is_walked_by_keys_and_says_why_it_is_off(window: QWidget, qtbot: QtBot) -> None:
    plans = PlanList(window)
    chosen: list[tuple[str, bool]] = []
    opened: list[str] = []
    plans.plan_chosen.connect(lambda plan, drill: chosen.append((plan, drill)))
    plans.activation_chosen.connect(opened.append)
    plans.show_plans([PLAN], [_activation()], NOW, "")
    plans.open()
    assert plans.keys() == ["run:a1", "plan:pa"]
    qtbot.keyClick(plans, Qt.Key.Key_Return)
    assert opened == ["a1"]
    qtbot.keyClick(plans, Qt.Key.Key_1)
    qtbot.keyClick(plans, Qt.Key.Key_D)
    qtbot.keyClick(plans, Qt.Key.Key_Return)
    assert chosen == [("pa", True), ("pa", False)]
    plans.show_plans([PLAN], [], NOW, "Chỉ lãnh đạo trực")
    qtbot.keyClick(plans, Qt.Key.Key_Return)
    assert len(chosen) == 2
    plans.show_plans([], [], NOW, "")
    assert plans.keys() == []


def _view(one: Activation, *buttons: CommandButton) -> CommandView:
    return CommandView(one, PLAN, one.progress(PLAN), one.progress(PLAN, STAND_DOWN), (), (), buttons, NOW)


def test_the_command_view_obeys_letters_and_digits(window: QWidget, qtbot: QtBot) -> None:
    window.setProperty(STAGE, QRect(112, 44, 1254, 696))
    panel = CommandPanel(window)
    deeds: list[str] = []
    steps: list[tuple[int, int]] = []
    panel.command_chosen.connect(deeds.append)
    panel.step_chosen.connect(lambda which, number: steps.append((which, number)))
    on, off = CommandButton("report", "Báo cáo", "B"), CommandButton("over", "Kết thúc", "E", enabled=False)
    panel.show_view(_view(_activation(), on, off))
    panel.open()
    focus = QApplication.focusWidget()
    assert focus is not None
    qtbot.keyClick(focus, Qt.Key.Key_2)
    qtbot.keyClick(focus, Qt.Key.Key_B)
    qtbot.keyClick(focus, Qt.Key.Key_E)
    assert (deeds, steps) == (["report"], [(0, 2)])
    assert panel.activation_id() == "a1"
    assert panel.accessibleName()
    assert not [part for part in panel.findChildren(QLabel) if part.textFormat() != Qt.TextFormat.PlainText]
    assert panel.geometry().top() >= 44, "the top strip is not covered"
    assert panel.geometry().bottom() <= 768 - 26, "nor the bottom strip"


def test_the_end_of_a_plan_stands_apart_in_red_outline(window: QWidget, qtbot: QtBot) -> None:
    panel = CommandPanel(window)
    buttons = (CommandButton("write-plan-log", "Log", "N"), CommandButton("stand-down-plan", "End it", "E"))
    panel.show_view(_view(_activation(), *buttons))
    panel.open()
    lay_out()
    shown = [one for one in panel.findChildren(KeyButton) if one.isVisible()]
    [end] = [one for one in shown if one.property("danger")]
    assert len(shown) == 2, "it has no second button among the others"
    nearest = max(one.geometry().right() for one in shown if one is not end)
    assert end.geometry().left() - nearest > theme.current().px(32)
    with qtbot.waitSignal(panel.command_chosen, timeout=30_000) as told:
        qtbot.mouseClick(end, Qt.MouseButton.LeftButton)
    assert told.args == ["stand-down-plan"]


def test_legal_colours_stay_in_their_badge_with_number_and_word() -> None:
    badge = level_badge(PLAN, 3)
    assert badge is not None
    assert badge.level == 3
    assert level_text(PLAN, 3).endswith("3 · lớn")
    own = PLAN.model_copy(update={"scale": PLAN.scale.model_copy(update={"kind": "none"})})
    assert level_badge(own, 3) is None, "a scale that no law colours has no colour"
    flood = PLAN.model_copy(update={"scale": PLAN.scale.model_copy(update={"kind": "flood_alarm"})})
    assert level_text(flood, 3).split(" · ")[0].endswith("III")


def test_late_is_told_and_a_log_of_tomorrow_is_shown() -> None:
    text, tone = report_text(_activation(next_report_at=NOW - timedelta(minutes=4)), NOW)
    assert tone == "overdue"
    assert "4" in text
    assert report_text(_activation(ended_at=NOW), NOW)[0] == ""
    line = _activation(log=[{"at": NOW, "event": "invented", "params": {"x": 1}}]).log[0]
    assert line_text(line) == "invented"
    half = _activation(log=[{"at": NOW, "event": "level", "params": {}}]).log[0]
    assert "…" in line_text(half), "what is missing does not fail"


@pytest.mark.parametrize(
    ("event", "params", "said"),
    [
        ("incident_came", {"severity": 1, "code": "SC-1", "title": "Ngập", "ward": ""}, ["SC-1", "Ngập", CRITICAL]),
        ("number", {"name": "Sông", "value": 1.7, "unit": "m", "decimals": 2, "limit": 1.6, "to": "alarm"}, ["1,70 m"]),
        ("number", {"name": "Sông", "to": "normal", "from": "warn", "value": None}, ["Sông"]),
        ("flood", {"minute": NOW.isoformat(), "came": 590, "lost": 2}, ["590", "2", "21:00"]),
        ("report_late", {"due": NOW.isoformat()}, ["21:00"]),
        ("source_up", {}, ["…"]), ("invented", {"x": 1}, ["invented"]),
    ],
)  # fmt: skip
def test_what_the_log_writes_by_itself_is_in_words_and_nobodys(
    event: str, params: dict[str, Any], said: list[str]
) -> None:
    line = _activation(log=[{"at": NOW, "event": event, "params": params, "kind": "automatic"}]).log[0]
    assert all(word in line_text(line) for word in said), line_text(line)
    typed = _activation().log[0]
    assert line_who(line) not in ("", line_who(typed))
    assert line_mark(line) != line_mark(typed), "told apart by shape too"


def test_a_drill_is_marked_at_every_edge_and_takes_no_click(window: QWidget, qtbot: QtBot) -> None:
    box = QVBoxLayout(window)
    box.addWidget(label("x", "text", window))
    frame = DrillFrame(window)
    before = window.grab().toImage()
    frame.set_running(True)
    qtbot.wait(1)
    shown = window.grab().toImage()
    edges = (QPoint(2, 400), QPoint(1363, 400), QPoint(700, 766), QPoint(683, 10))
    for point in edges:
        around = {shown.pixel(point.x(), point.y() + by) for by in (-20, -14, -7, 0) if point.y() + by >= 0}
        assert around != {before.pixel(point)}, point
    assert shown.pixel(400, 400) == before.pixel(400, 400), "the work itself is not covered"
    assert window.childAt(2, 400) is not frame
    assert frame.accessibleName()
    window.resize(1000, 600)
    assert frame.size() == window.size()
    theme.apply(QApplication.instance(), theme.load("light"))  # type: ignore[arg-type]
    frame.set_running(False)
    assert not frame.is_running


def test_the_wall_tile_shows_no_name(window: QWidget) -> None:
    tile = PlanTile(window)
    tile.set_activation(_activation(drill=True), PLAN, NOW, 1)
    words = [part.text() for part in tile.findChildren(QLabel)]
    assert not any("An" in text or "Mưa" in text for text in words)
    assert any("Xác minh" in text for text in words)
    tile.set_nothing()
    assert not any("Xác minh" in part.text() for part in tile.findChildren(QLabel))
