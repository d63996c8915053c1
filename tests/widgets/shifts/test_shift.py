"""The shift's panels by the keyboard alone: a line of the log, a handover given and taken, signatures asked twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from console.records.models import HistoryEntry, Incident, Shift
from console.records.shift import Draft, Handover, HandoverItem, ShiftEntry, Signature, Since
from contract.records.shift import Person
from widgets.shifts.handover import GivePanel
from widgets.shifts.log import LogView, ShiftLog
from widgets.shifts.log_form import LogForm
from widgets.shifts.take_over import TakePanel
from widgets.shifts.words import entry_mark, entry_text, kind_word

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
CTRL = Qt.KeyboardModifier.ControlModifier
TUAN = Person(id="tuan.pham", name="Phạm Quốc Tuấn", desk="Bàn trực 1")


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


def _incident(key: str, **changes: Any) -> Incident:
    return Incident(id=key, code=key, title="Ngập", created_at=NOW, **changes)


def _draft() -> Draft:
    items = ((_incident("a", severity=1), ""), (_incident("b"), ""))
    return Draft(items, sources_down=("Trạm mưa",), pending=2, people=(TUAN,))


def _press(qtbot: QtBot, panel: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    there = panel.window().focusWidget() or panel
    qtbot.keyClick(there, key, modifier or Qt.KeyboardModifier.NoModifier)


def test_giving_is_asked_twice_and_says_in_one_sentence_what_is_signed(qtbot: QtBot, window: QWidget) -> None:
    panel = GivePanel(window)
    panel.show_draft(_draft(), {"a": "Chờ cấp trên", "b": ""}, {})
    panel.open()
    panel.setFocus()
    _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    assert not panel.signing, "nobody is chosen yet"
    panel.choose_person("tuan.pham")
    panel.setFocus()
    _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    assert panel.signing
    for part in ("2", "Phạm Quốc Tuấn", "1"):
        assert part in panel.said()
    _press(qtbot, panel, Qt.Key.Key_Escape)
    assert panel.isVisible(), "Esc leaves the signature first"
    assert not panel.signing
    _press(qtbot, panel, Qt.Key.Key_Down)
    _press(qtbot, panel, Qt.Key.Key_Return)
    with qtbot.waitSignal(panel.edited) as edited:
        qtbot.keyClicks(window.focusWidget(), "Cho bom")
    assert set(edited.args[0]) == {"a", "b", "notes"}, "every key is worth keeping"
    _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    with qtbot.waitSignal(panel.signed) as signed:
        _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    assert signed.args[0] == {
        "to": "tuan.pham",
        "items": ["a", "b"],
        "expected": {"a": "Chờ cấp trên", "b": "Cho bom"},
        "notes": "",
    }


def test_what_was_typed_before_comes_back(window: QWidget) -> None:
    panel = GivePanel(window)
    panel.show_draft(_draft(), {"a": "x", "b": "y"}, {"b": "đã gõ", "notes": "mưa to"})
    values = panel.values()
    assert (values["expected"], values["notes"]) == ({"a": "x", "b": "đã gõ"}, "mưa to")


def _handover() -> Handover:
    items = tuple(HandoverItem(incident_id=key, code=key, state="new", expected_next="Chờ") for key in "ab")
    signature = Signature(side="giver", actor_name="Lê Thu Hà", at=NOW, hash="0123456789abcdef")
    return Handover(id="h", from_id="ha.le", from_name="Lê Thu Hà", to_id=TUAN.id, to_name=TUAN.name, items=items,
                    signatures=(signature,))  # fmt: skip


def _since(handover: Handover) -> list[Since]:
    line = HistoryEntry(at=NOW + timedelta(minutes=9), verb="note", actor_name="x", text="đã tới nơi")
    return [Since(item, _incident(item.incident_id), (line,) if item.incident_id == "b" else ())
            for item in handover.items]  # fmt: skip


def test_taking_is_by_item_or_all_and_returning_needs_a_reason(qtbot: QtBot, window: QWidget) -> None:
    panel = TakePanel(window, lambda _handover, _item: "")
    handover = _handover()
    panel.show_handover(handover, _since(handover), "1/1", TUAN.id, NOW)
    panel.open()
    with qtbot.waitSignal(panel.taken) as taken:
        _press(qtbot, panel, Qt.Key.Key_T)
    assert taken.args == ["h", ["b"]], "what changed stands first"
    _press(qtbot, panel, Qt.Key.Key_R)
    with qtbot.assertNotEmitted(panel.returned):
        _press(qtbot, panel, Qt.Key.Key_Return)
    qtbot.keyClicks(window.focusWidget(), "doi khac")
    with qtbot.waitSignal(panel.returned) as returned:
        _press(qtbot, panel, Qt.Key.Key_Return)
    assert returned.args == ["h", ["a"], "doi khac"]
    _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    assert "Lê Thu Hà" in panel.said()
    with qtbot.waitSignal(panel.taken) as taken:
        _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    assert taken.args == ["h", ["a", "b"]]


def test_who_gave_only_looks(qtbot: QtBot, window: QWidget) -> None:
    panel = TakePanel(window, lambda _handover, _item: "")
    handover = _handover()
    panel.show_handover(handover, _since(handover), "", "ha.le", NOW)
    panel.open()
    with qtbot.assertNotEmitted(panel.taken):
        _press(qtbot, panel, Qt.Key.Key_T)
        _press(qtbot, panel, Qt.Key.Key_Return, CTRL)
        _press(qtbot, panel, Qt.Key.Key_Return, CTRL)


def test_hand_and_system_are_told_apart_by_shape_and_word(qtbot: QtBot, window: QWidget) -> None:
    typed = ShiftEntry(id="t", at=NOW, text="Trạm bơm hỏng", pinned=True)
    automatic = ShiftEntry(id="s", at=NOW, kind="automatic", event="source_down", params={"name": "Trạm mưa"})
    assert entry_mark(typed) != entry_mark(automatic)
    assert kind_word(typed) != kind_word(automatic)
    assert "Trạm mưa" in entry_text(automatic)
    assert entry_text(automatic.model_copy(update={"event": "newer_event"})) == "newer_event"
    shift = Shift(id="current", name="Ca ngày", starts_at=NOW, ends_at=NOW, people=(TUAN,))
    log = ShiftLog(window)
    log.show_log(LogView((automatic, typed), (typed,), {}, shift, "", 2, NOW))
    log.open()
    assert log.shown_ids() == ["pin:t", "s", "t"]
    with qtbot.waitSignal(log.correct_chosen) as corrected:
        _press(qtbot, log, Qt.Key.Key_C)
    assert corrected.args == ["t"]
    _press(qtbot, log, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(log.correct_chosen):
        _press(qtbot, log, Qt.Key.Key_C)
    with qtbot.waitSignal(log.add_chosen):
        _press(qtbot, log, Qt.Key.Key_L)


def test_a_line_is_written_pinned_and_linked_without_a_mouse(qtbot: QtBot, window: QWidget) -> None:
    form = LogForm(window)
    form.begin(incident=_incident("SC-1"))
    qtbot.keyClicks(window.focusWidget(), "Mua lon")
    for _box in range(2):
        _press(qtbot, form, Qt.Key.Key_Tab)
        _press(qtbot, form, Qt.Key.Key_Space)
    with qtbot.waitSignal(form.submitted) as sent:
        _press(qtbot, form, Qt.Key.Key_Return, CTRL)
    assert sent.args[0] == {"text": "Mua lon", "pinned": True, "linked": True}


def test_every_control_has_an_accessible_name(window: QWidget) -> None:
    for panel in (GivePanel(window), TakePanel(window, lambda _handover, _item: ""), ShiftLog(window), LogForm(window)):
        assert panel.accessibleName()
        for kind in (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit):
            for control in panel.findChildren(kind):
                inside = isinstance(control.parent(), QComboBox)
                hidden_until_used = isinstance(control, QAbstractButton) and not control.text()
                assert control.accessibleName() or inside or hidden_until_used, f"{panel}: {control}"
