"""Panels, strips, forms and overlays: what they offer, what they refuse, and that everybody can use them."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.records.models import Incident, Indicator
from tests.harness.run import run_patiently
from tests.widgets import samples
from tests.widgets.conftest import WORDS
from tests.widgets.gallery import MockDesk
from widgets.base import theme
from widgets.base.confirm import ConfirmBox
from widgets.base.forms import AssignForm, EscalateForm, NoteForm, ResolveForm
from widgets.base.key_button import KeyButton
from widgets.incidents.deeds import next_step
from widgets.incidents.panel import IncidentPanel
from widgets.incidents.words import state_sentence
from widgets.indicators.indicator_tile import IndicatorTile, ScaleBadge, is_stale, standing
from widgets.queue.panel import QueuePanel
from widgets.shell.command_palette import CommandPalette
from widgets.shell.keys_sheet import KeysSheet
from widgets.shell.notice_bar import NoticeBar
from widgets.shell.sign_in_form import SignInForm
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.conflict_desk import ConflictDesk
from widgets.sync.outbox_list import OutboxList

CONTROLS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something to open over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_every_control_has_a_name_and_a_size(qtbot: QtBot) -> None:
    desk = MockDesk(1366, 768)
    qtbot.addWidget(desk)
    parts = [NoteForm(desk), AssignForm(desk), EscalateForm(desk), ResolveForm(desk), CommandPalette(desk)]
    rest = [KeysSheet(desk), OutboxList(desk), ConfirmBox(desk), SignInForm(desk)]
    rest[1].set_rows(samples.outbox(), samples.NOW)  # type: ignore[attr-defined]
    both = ConflictDesk(desk)
    both.set_conflict(samples.conflict(), "", samples.NOW)
    rest[2].ask("Thoát?", "Còn 5 thao tác chờ gửi.", "Thoát")  # type: ignore[attr-defined]
    desk.show()
    nameless, small = [], []
    for control in [part for kind in CONTROLS for part in desk.findChildren(kind)]:
        inside = any(isinstance(above, QComboBox | QLineEdit) for above in _above(control))
        if inside or control.objectName().startswith("qt_"):
            continue
        idle = isinstance(control, QAbstractButton) and control.isHidden() and not control.text()
        if not control.accessibleName() and not idle:
            nameless.append(f"{type(control).__name__} in {type(control.parent()).__name__}")
        sized = isinstance(control, QAbstractButton | QLineEdit) and control.isVisible()
        least = 28 if control.property("bar") or control.property("iconic") else 32
        if sized and not control.property("chip") and control.sizeHint().height() < least:
            small.append(f"{type(control).__name__} {control.accessibleName()} {control.sizeHint().height()}")
    assert not nameless
    assert not small
    assert parts


def _above(widget: QWidget) -> list[QWidget]:
    found_above = []
    parent = widget.parentWidget()
    while parent is not None:
        found_above.append(parent)
        parent = parent.parentWidget()
    return found_above


def test_every_word_is_translated() -> None:
    messages = ET.parse(WORDS).getroot().iter("message")  # noqa: S314 - our own file
    bad = []
    for message in messages:
        source, translation = message.findtext("source") or "", message.find("translation")
        text = translation.text if translation is not None else None
        if translation is None or translation.get("type") or not text:
            bad.append(source)
        elif sorted(_holes(source)) != sorted(_holes(text)):
            bad.append(f"{source} → {text}")
    assert not bad


def _holes(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def test_the_words_are_up_to_date(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    fresh.write_bytes(WORDS.read_bytes())
    files = sorted(str(path) for path in (WORDS.parents[3] / "widgets").rglob("*.py"))
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    command = [str(tool), "-silent", "-locations", "none", *files, "-ts", str(fresh)]
    run_patiently(command, check=True, patience_s=60)
    assert not [
        message.findtext("source")
        for message in ET.parse(fresh).getroot().iter("message")  # noqa: S314 - our own file
        if (found_words := message.find("translation")) is not None and found_words.get("type")
    ]


def test_what_is_done_is_not_the_next_step() -> None:
    new = samples.flooded()
    assert next_step(new) == "acknowledge-incident"
    known = samples.flooded(offline=True)
    assert next_step(known) == "assign-incident"
    assert next_step(known.model_copy(update={"assignee_id": "x"})) == "resolve-incident"
    assert next_step(known.model_copy(update={"state": "resolved"})) == ""


@pytest.mark.usefixtures("vietnamese")
def test_the_panel_marks_one_step_and_says_why_another_is_off(qtbot: QtBot) -> None:
    desk = MockDesk(1920, 1080, offline=True)
    qtbot.addWidget(desk)
    desk.show()
    buttons = desk.panel.findChildren(KeyButton)
    primary = [button.accessibleName() for button in buttons if button.property("primary")]
    assert primary == ["Phân công, G"]
    off = next(button for button in buttons if not button.isEnabled())
    assert "đã được tiếp nhận" in off.toolTip()
    assert state_sentence(samples.flooded(offline=True)) == "đã tiếp nhận · chờ gửi"
    with qtbot.waitSignal(desk.panel.command_chosen, timeout=30_000) as told:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert told.args == ["assign-incident"]


def test_the_panel_fits_its_column(qtbot: QtBot) -> None:
    desk = MockDesk(1920, 1080)
    qtbot.addWidget(desk)
    desk.show()
    beyond = [
        type(part).__name__
        for part in desk.panel.findChildren(QWidget)
        if part.isVisible() and part.mapTo(desk.panel, part.rect().topRight()).x() >= desk.panel.width()
    ]
    assert not beyond


def test_an_unknown_state_and_channel_are_shown_raw(qtbot: QtBot) -> None:
    panel = IncidentPanel()
    qtbot.addWidget(panel)
    strange = Incident(id="i", code="c", title="t", created_at=samples.NOW, state="paused", channel="drone", severity=9)
    panel.set_incident(strange, samples.NOW)
    assert state_sentence(strange) == "paused"
    panel.set_incident(None, samples.NOW)


def test_the_queue_has_a_word_for_every_emptiness(qtbot: QtBot) -> None:
    queue = QueuePanel()
    qtbot.addWidget(queue)
    assert queue.state() == "loading"
    queue.table.set_incidents([], samples.NOW)
    assert queue.state() == "empty"
    queue.search.setText("cầu sập")
    queue.table.set_incidents([], samples.NOW)
    assert queue.state() == "no_match"
    with qtbot.waitSignals([queue.search_edited, queue.filter_chosen], timeout=500):
        queue._empty.chosen.emit()
    assert queue.search.text() == ""
    queue.table.set_incidents(samples.incidents(), samples.NOW)
    assert queue.state() == "rows"


def test_an_indicator_is_grey_until_it_is_not() -> None:
    speed = samples.indicators()[1]
    assert standing(speed) == "normal"
    assert standing(speed.model_copy(update={"value": 19.0})) == "warn"
    assert standing(speed.model_copy(update={"value": 15.0})) == "alarm"
    assert standing(samples.indicators()[0]) == "alarm"
    assert not is_stale(speed, samples.NOW)
    assert is_stale(speed, samples.NOW + timedelta(minutes=4))


@pytest.mark.usefixtures("vietnamese")
def test_an_indicator_says_that_it_is_cut_off(qtbot: QtBot) -> None:
    tile = IndicatorTile()
    qtbot.addWidget(tile)
    tile.resize(210, 180)
    tile.show()
    tile.set_offline_since(samples.NOW - timedelta(minutes=4))
    tile.set_indicator(samples.indicators()[0], samples.NOW)
    assert tile._source.whole() == "trước khi mất kết nối · 4 phút"
    tile.resize(150, 180)
    tile.set_indicator(samples.indicators()[0], samples.NOW)
    assert tile._source.text() == "mất kết nối 4 phút"
    tile.set_offline_since(None)
    tile.set_indicator(Indicator(id="x", name="Không số"), samples.NOW)
    assert tile._value.text() == "–"


def test_legal_colours_come_with_number_and_word(qtbot: QtBot, vietnamese: None) -> None:
    tile = IndicatorTile()
    qtbot.addWidget(tile)
    tile.set_indicator(samples.indicators()[2], samples.NOW)
    assert tile._value.text() == "128"
    assert tile._state.accessibleName() == "3 · Kém"
    place = QWidget()
    qtbot.addWidget(place)
    badge = ScaleBadge(place)
    badge.set_badge("128 · Kém", theme.current().badge("vn_aqi", 128))
    badge.resize(60, badge.sizeHint().height())
    place.show()
    assert badge.width() < badge.sizeHint().width(), "the place is too narrow for it"
    needed = QFontMetrics(badge.fitting_font()).horizontalAdvance(badge.accessibleName())
    assert needed <= badge.width(), "a number that is cut off is a wrong one"


def test_notes_need_words_and_ctrl_enter_sends(qtbot: QtBot, window: QWidget) -> None:
    form = NoteForm(window)
    form.open()
    with qtbot.assertNotEmitted(form.submitted):
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert form.error_text()
    form.text.setPlainText("  Đã gọi CSGT  ")
    with qtbot.waitSignal(form.submitted, timeout=30_000) as told:
        qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [{"text": "Đã gọi CSGT"}]
    assert not form.isVisible()
    form.open()
    assert form.text.toPlainText() == ""
    form.text.setPlainText("x" * 4001)
    form.send()
    assert "4.001" in form.error_text()
    qtbot.keyClick(form.text, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_assigning_needs_a_person(qtbot: QtBot, window: QWidget) -> None:
    form = AssignForm(window)
    form.open()
    form.send()
    assert form.error_text()
    form.set_people(samples.people())
    form.choose("bao.tran")
    with qtbot.waitSignal(form.submitted, timeout=30_000) as told:
        form.send()
    assert told.args == [{"person": "bao.tran"}]


def test_keys_typed_in_an_overlay_are_no_commands(qtbot: QtBot, window: QWidget) -> None:
    fired: list[str] = []
    for key in ("A", "Down", "Esc"):
        shortcut = QShortcut(QKeySequence(key), window)
        shortcut.activated.connect(lambda key=key: fired.append(key))
    sheet = KeysSheet(window)
    sheet.set_groups([("Sự cố", [("A", "Tiếp nhận")])])
    sheet.open()
    for pressed in (Qt.Key.Key_A, Qt.Key.Key_Down, Qt.Key.Key_Escape):
        qtbot.keyClick(sheet, pressed)
    assert fired == []
    assert not sheet.isVisible()


def test_the_palette_needs_no_marks(qtbot: QtBot, window: QWidget) -> None:
    entries = [
        ("assign-incident", "Phân công", "G", ""),
        ("show-road", "Đường ngập", "", ""),
        ("acknowledge-incident", "Tiếp nhận", "A", "Đã tiếp nhận rồi."),
    ]
    palette = CommandPalette(window)
    palette.set_entries(entries)
    assert [entry[0] for entry in palette.fitting("phan cong")] == ["assign-incident"]
    assert [entry[0] for entry in palette.fitting("duong")] == ["show-road"]
    palette.open()
    assert palette.names()[-1] == "acknowledge-incident"
    with qtbot.waitSignal(palette.chosen, timeout=30_000) as told:
        qtbot.keyClicks(palette.first_focus(), "duong")
        qtbot.keyClick(palette.first_focus(), Qt.Key.Key_Return)
    assert told.args == ["show-road"]
    palette.open()
    qtbot.keyClicks(palette.first_focus(), "ghi")
    with qtbot.assertNotEmitted(palette.chosen):
        qtbot.keyClick(palette.first_focus(), Qt.Key.Key_Return)


def test_signing_in_asks_for_both_and_says_what_went_wrong(qtbot: QtBot) -> None:
    form = SignInForm()
    qtbot.addWidget(form)
    form.show()
    form.set_server("https://ioc.songmay.example")
    assert not form._readable.isVisible()
    form.set_server("http://ioc.songmay.example", readable=True)
    assert form._readable.isVisible()
    assert (form._readable.property("tone"), form._server.property("tone")) == ("error", "error")
    qtbot.keyClick(form._user, Qt.Key.Key_Return)
    assert form.error_text()
    form._user.setText("ha.le")
    form._password.setText("bí mật")
    with qtbot.waitSignal(form.submitted, timeout=30_000) as told:
        qtbot.keyClick(form._password, Qt.Key.Key_Return)
    assert told.args == ["ha.le", "bí mật"]
    form.set_busy(True)
    assert not form._button.isEnabled()
    form.set_busy(False)
    form.set_error("Sai mật khẩu.")
    assert form.error_text() == "Sai mật khẩu."
    assert form._password.text() == ""


def test_a_question_is_answered_once(qtbot: QtBot, window: QWidget) -> None:
    box = ConfirmBox(window)
    answers: list[str] = []
    box.confirmed.connect(lambda: answers.append("yes"))
    box.declined.connect(lambda: answers.append("no"))
    box.ask("Thoát?", "", "Thoát")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    box.ask("Thoát?", "", "Thoát")
    qtbot.mouseClick(box._yes, Qt.MouseButton.LeftButton)
    assert answers == ["no", "yes"]


def test_the_bottom_strip_keeps_its_height_in_an_outage(qtbot: QtBot) -> None:
    strip = BottomStrip()
    qtbot.addWidget(strip)
    strip.resize(1200, strip.height())
    strip.show()
    before, calm = strip.height(), strip.grab().toImage().pixelColor(600, 12)
    strip.set_outage("Mất kết nối", "Mọi thao tác được lưu.")
    assert strip.height() == before
    assert strip.grab().toImage().pixelColor(1100, 12) == theme.current().color("offline_ground") != calm


def test_a_notice_moves_nothing_and_takes_no_focus(qtbot: QtBot, window: QWidget) -> None:
    line = QLineEdit(window)
    line.show()
    line.setFocus()
    bar = NoticeBar(window)
    bar.show_notice("Đã gửi", "info")
    bar.show_notice("Ổ đĩa đầy", "error")
    assert bar.height() == 0
    assert bar.text() == "Đã gửi"
    bar.dismiss()
    assert bar.text() == "Ổ đĩa đầy"
    assert window.focusWidget() is line
    bar.dismiss()
    assert bar.text() == ""
