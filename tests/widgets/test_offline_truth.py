"""What the operator sees of an outage: our actions and their reasons, two versions side by side, what was missed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from console.incidents.conflicts import combined
from console.records.models import HistoryEntry, OutboxState
from tests.widgets import samples
from widgets.incidents.history_list import offline_words, times_text
from widgets.sync.bottom_strip import BottomStrip
from widgets.sync.catch_up_list import CatchUpList
from widgets.sync.conflict_desk import ConflictDesk
from widgets.sync.outbox_list import OutboxList, OutboxRow
from widgets.words.outbox_words import standing_word

NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """Something to open over."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    return made


@pytest.fixture
def outbox(window: QWidget) -> OutboxList:
    """The list, open, with one action in every state."""
    made = OutboxList(window)
    made.set_rows(samples.outbox(), samples.NOW)
    made.open()
    return made


def test_what_needs_somebody_stands_first_and_is_chosen(outbox: OutboxList) -> None:
    assert outbox.shown_ids() == ["a0", "a1", "a2", "a3", "a4", "a5", "a6"], "put away ones are not in sight"


@pytest.mark.parametrize(
    ("key", "signal", "action_id"),
    [
        (Qt.Key.Key_D, "decide_chosen", "a0"),
        (Qt.Key.Key_R, "retry_chosen", "a1"),
        (Qt.Key.Key_Delete, "put_away_chosen", "a2"),
        (Qt.Key.Key_W, "withdraw_chosen", "a3"),
        (Qt.Key.Key_Return, "open_chosen", "i0"),
    ],
)
def test_every_deed_has_its_key(qtbot: QtBot, outbox: OutboxList, key: Qt.Key, signal: str, action_id: str) -> None:
    for _step in range(int(action_id[1:]) if action_id != "i0" else 4):
        qtbot.keyClick(outbox, Qt.Key.Key_Down)
    with qtbot.waitSignal(getattr(outbox, signal), timeout=30_000) as told:
        qtbot.keyClick(outbox, key)
    assert told.args == [action_id]


def test_a_deed_that_is_not_offered_does_nothing(qtbot: QtBot, outbox: OutboxList) -> None:
    """What was numbered cannot be withdrawn, and a conflict is not merely tried again."""
    with qtbot.assertNotEmitted(outbox.retry_chosen):
        qtbot.keyClick(outbox, Qt.Key.Key_R)
    for _step in range(5):
        qtbot.keyClick(outbox, Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(outbox.withdraw_chosen):
        qtbot.keyClick(outbox, Qt.Key.Key_W)


def test_putting_away_can_be_undone_and_what_was_put_away_can_be_shown(qtbot: QtBot, outbox: OutboxList) -> None:
    qtbot.keyClick(outbox, Qt.Key.Key_Delete)
    with qtbot.waitSignal(outbox.take_out_chosen, timeout=30_000) as told:
        qtbot.keyClick(outbox, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["a0"]
    qtbot.keyClick(outbox, Qt.Key.Key_P)
    assert "a7" in outbox.shown_ids()


def test_what_lost_to_somebody_else_is_not_told_as_done() -> None:
    lost = samples.action(1, OutboxState.SETTLED, "assign").model_copy(update={"reason": "assignee-changed"})
    assert standing_word(lost) == "recorded, somebody else's stands"
    assert standing_word(samples.action(1, OutboxState.SETTLED)) == "settled"


def test_an_outlived_order_asks_whether_to_say_it_again(outbox: OutboxList) -> None:
    offered = {deed.name: deed.text for deed in outbox.deeds(samples.action(1, OutboxState.EXPIRED, "escalate"))}
    assert offered["retry"] == "Say it again now"
    assert offered["put_away"] == "Drop it"


def test_every_button_has_a_name(outbox: OutboxList) -> None:
    buttons = [button for button in outbox.findChildren(QAbstractButton) if button.isVisible()]
    assert len(buttons) == 6, "three deeds, the pages before and after, and the way out"
    assert all(button.accessibleName() for button in buttons)


def test_five_hundred_actions_are_all_there(qtbot: QtBot, window: QWidget) -> None:
    made = OutboxList(window)
    rows = [OutboxRow(samples.action(number, OutboxState.WAITING, text=f"số {number}"), "SC") for number in range(500)]
    made.set_rows(rows, samples.NOW)
    made.open()
    qtbot.waitExposed(window)
    made.set_rows(rows, samples.NOW)
    made.set_rows(rows[1:], samples.NOW)
    assert len(made.shown_ids()) == 499


def test_nothing_to_send_says_so(window: QWidget) -> None:
    made = OutboxList(window)
    made.set_rows([], samples.NOW)
    made.open()
    assert made.shown_ids() == []


@pytest.fixture
def desk(window: QWidget) -> ConflictDesk:
    """The desk over a conflict."""
    made = ConflictDesk(window)
    made.set_conflict(samples.conflict(), "", samples.NOW)
    made.open()
    return made


def test_what_differs_is_told_by_word_and_shape() -> None:
    fields = {field.name: field for field in samples.conflict().fields}
    assert fields["state"].differs
    assert fields["resolution"].differs
    assert not fields["escalation_level"].differs
    assert fields["escalation_level"].is_news, "somebody escalated after what we saw"
    assert [line.actor_name for line in samples.conflict().since] == ["Nguyễn Hữu An"] * 2 + ["Trần Quốc Bảo"]


def test_a_choice_is_shown_before_it_is_confirmed(qtbot: QtBot, desk: ConflictDesk) -> None:
    with qtbot.assertNotEmitted(desk.decided):
        qtbot.keyClick(desk, Qt.Key.Key_Return)
        qtbot.keyClick(desk, Qt.Key.Key_1)
    assert desk.choice() == "ours"
    with qtbot.waitSignal(desk.decided, timeout=30_000) as told:
        qtbot.keyClick(desk, Qt.Key.Key_Return)
    assert told.args == ["ours", ""]


def test_combining_brings_both_words_to_be_edited(qtbot: QtBot, desk: ConflictDesk) -> None:
    qtbot.keyClick(desk, Qt.Key.Key_3)
    both = combined(samples.conflict())
    assert "thông xe" in both
    assert "thêm máy bơm" in both
    with qtbot.waitSignal(desk.decided, timeout=30_000) as told:
        desk.confirm()
    assert told.args == ["combine", both]


def test_esc_decides_nothing(qtbot: QtBot, desk: ConflictDesk) -> None:
    qtbot.keyClick(desk, Qt.Key.Key_2)
    with qtbot.assertNotEmitted(desk.decided):
        qtbot.keyClick(desk, Qt.Key.Key_Escape)
    assert not desk.isVisible()


def test_enter_opens_what_was_missed(qtbot: QtBot, window: QWidget) -> None:
    made = CatchUpList(window)
    made.set_lines("", samples.missed())
    made.open()
    qtbot.keyClick(made, Qt.Key.Key_Down)
    with qtbot.waitSignal(made.opened_incident, timeout=30_000) as told:
        qtbot.keyClick(made, Qt.Key.Key_Return)
    assert told.args == ["i2"]


def test_news_stand_on_the_strip_until_an_outage_is_graver(qtbot: QtBot) -> None:
    strip = BottomStrip()
    qtbot.addWidget(strip)
    strip.set_facts(["Tải cảnh báo"])
    strip.set_news("12 mới")
    strip.show()
    assert strip.property("outage") is not True
    with qtbot.waitSignal(strip.pressed, timeout=30_000):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, NO_KEY)


def test_a_line_done_offline_tells_both_times_and_a_wrong_clock() -> None:
    entry = HistoryEntry(
        at=samples.NOW, received_at=samples.NOW + timedelta(minutes=26), verb="note", text="x", offline=True, skew_s=42
    )
    assert "22:13" in offline_words(entry)
    assert "42" in offline_words(entry)
    assert "21:47:12" in times_text(entry)
    assert "22:13:12" in times_text(entry)
