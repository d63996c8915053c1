"""The checklist beside the incident and what a step asks for: all of it by the keyboard, each row with its name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.records.checklist import Checklist, Progress, progress
from console.records.models import Incident
from widgets.base.labels import breakable
from widgets.incidents.checklist import ChecklistView, StepForm
from widgets.incidents.checklist_row import ChecklistRow, next_words
from widgets.incidents.contact_list import ContactList, ContactRow

BEGUN = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)
LIST = Checklist.model_validate(
    {
        "id": "qt", "name": "Cháy", "steps": [
            {"id": "see", "text": "Xác minh", "minutes": 2},
            {"id": "hurt", "text": "Có người bị thương?", "minutes": 3,
             "answers": [{"id": "yes", "text": "Có", "next": ["call"]}, {"id": "no", "text": "Không"}]},
            {"id": "call", "text": "Gọi 115", "minutes": 1, "evidence": "note", "agency": "Cấp cứu 115"},
        ],
    }
)  # fmt: skip


def _progress(*done: tuple[str, str]) -> Progress:
    steps = [
        {"checklist": "qt", "step": step, "answer": answer, "at": BEGUN, "actor_name": "Hà"} for step, answer in done
    ]
    data = {"id": "i", "code": "SC-1", "title": "Cháy", "created_at": BEGUN, "steps": steps}
    return progress(LIST, Incident.model_validate(data))


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    return window


def test_digits_arrows_and_enter_mark_steps(qtbot: QtBot, window: QWidget) -> None:
    view = ChecklistView(window)
    marked: list[int] = []
    view.step_chosen.connect(marked.append)
    view.set_progress(_progress(("see", "")), BEGUN)
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_1)
    qtbot.keyClick(view, Qt.Key.Key_Up)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_9)
    assert marked == [2, 1, 1], "Enter marks what is next, a digit its step, and there is no ninth"


def test_each_row_says_its_number_what_and_who(window: QWidget) -> None:
    view = ChecklistView(window)
    view.set_progress(_progress(("see", ""), ("hurt", "yes")), BEGUN)
    names = [row.accessibleName() for row in view.findChildren(QWidget) if row.accessibleName().startswith(("1", "2"))]
    assert len(names) == 2
    assert "Xác minh" in names[0]
    assert "Hà" in names[0]
    assert view.accessibleName()


def test_the_next_step_tells_its_time_and_when_it_is_over() -> None:
    words, tone = next_words(_progress(), BEGUN + timedelta(seconds=30))
    assert "Xác minh" in words
    assert tone == ""
    _words, tone = next_words(_progress(), BEGUN + timedelta(minutes=5))
    assert tone == "overdue"


def test_a_branch_grows_the_list(window: QWidget) -> None:
    view = ChecklistView(window)
    for done, rows in (((), 2), ((("hurt", "yes"),), 3), ((("hurt", "no"),), 2)):
        view.set_progress(_progress(*done), BEGUN)
        QApplication.processEvents()
        found = [row for row in view.findChildren(QWidget) if row.accessibleName()[:1].isdigit() and not row.isHidden()]
        assert len(found) == rows


def test_a_step_asks_for_its_answer_and_its_note(qtbot: QtBot, window: QWidget) -> None:
    form = StepForm(window)
    sent: list[dict[str, str]] = []
    form.submitted.connect(sent.append)
    form.set_step(LIST.steps[1])
    form.open()
    form.send()
    assert form.error_text(), "no answer was chosen"
    qtbot.keyClick(form.first_focus(), Qt.Key.Key_2)
    form.send()
    assert sent == [{"step": "hurt", "answer": "no", "text": ""}]
    form.set_step(LIST.steps[2])
    form.open()
    form.send()
    assert form.error_text()
    qtbot.keyClicks(form.text, "Xe 03")
    qtbot.keyClick(form.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert sent[1:] == [{"step": "call", "answer": "", "text": "Xe 03"}]


def test_numbers_have_names_for_those_who_hear_the_screen(window: QWidget) -> None:
    contacts = ContactList(window)
    contacts.set_contacts(
        [ContactRow("fire", "114", "Chữa cháy"), ContactRow("power", "0200 3000 201", "Trực điện", "Điện lực")]
    )
    contacts.open()
    names = [part.accessibleName() for part in contacts.findChildren(QWidget) if part.accessibleName()]
    assert "0200 3000 201 · Trực điện · Điện lực" in names


def test_an_endless_word_can_be_broken_and_stays_the_same() -> None:
    text = "ảnh.png · SHA-256 " + "0123456789abcdef" * 4
    assert max(len(part) for part in breakable(text).replace("\u200b", " ").split()) <= 28
    assert breakable(text).replace("\u200b", "") == text
    assert breakable("Đã gọi tổ tuần tra") == "Đã gọi tổ tuần tra"


def test_an_answer_stands_in_its_row_and_goes_once_it_is_given(qtbot: QtBot, window: QWidget) -> None:
    view = ChecklistView(window, asks=True)
    view.resize(376, 400)
    view.show()
    answered: list[tuple[int, str]] = []
    marked: list[int] = []
    view.answered.connect(lambda number, answer: answered.append((number, answer)))
    view.step_chosen.connect(marked.append)
    view.set_progress(_progress(), BEGUN)
    QApplication.processEvents()
    buttons = {one.accessibleName(): one for one in view.findChildren(QPushButton) if one.isVisible()}
    assert list(buttons) == ["Có người bị thương?: Có", "Có người bị thương?: Không"]
    qtbot.mouseClick(buttons["Có người bị thương?: Không"], Qt.MouseButton.LeftButton)
    assert (answered, marked) == ([(2, "no")], []), "the answer alone, and no form beside it"
    view.set_progress(_progress(("hurt", "no")), BEGUN)
    QApplication.processEvents()
    assert not [one for one in view.findChildren(QPushButton) if one.isVisible()]
    rows = [row for row in view.findChildren(ChecklistRow) if row.isVisible()]
    assert all(row.height() >= 36 for row in rows)


def test_a_list_that_does_not_ask_has_no_answers_to_be_pressed(window: QWidget) -> None:
    view = ChecklistView(window)
    view.set_progress(_progress(), BEGUN)
    assert view.findChildren(QPushButton) == []


def test_long_answers_stand_below_their_step_when_it_is_its_turn(window: QWidget) -> None:
    longer = [{"id": "y", "text": "Có người bị thương"}, {"id": "n", "text": "Không ai bị thương"}]
    steps = [{"id": "see", "text": "Xác minh"}, {"id": "hurt", "text": "Có ai bị thương?", "answers": longer}]
    checklist = Checklist.model_validate({"id": "qt", "name": "Cháy", "steps": steps})
    facts = {"id": "i", "code": "SC-1", "title": "Cháy", "created_at": BEGUN}
    seen = {"checklist": "qt", "step": "see", "at": BEGUN, "actor_name": "Hà"}
    view = ChecklistView(window, asks=True)
    view.resize(340, 400)
    view.show()
    for done, shown in (([], 0), ([seen], 2)):
        view.set_progress(progress(checklist, Incident.model_validate({**facts, "steps": done})), BEGUN)
        QApplication.processEvents()
        buttons = [one for one in view.findChildren(QPushButton) if one.isVisible()]
        assert len(buttons) == shown
        assert all(one.mapTo(view, one.rect().topRight()).x() < view.width() for one in buttons)
