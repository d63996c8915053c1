"""The forms of a life cycle's steps: nothing goes without its reason, and no deadline becomes an earlier one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDateTimeEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.base.forms import Form
from widgets.incidents import stage_forms

NOW = datetime(2026, 11, 21, 8, 0, tzinfo=UTC)
FORMS = (
    stage_forms.RefuseForm, stage_forms.ReopenForm, stage_forms.PauseForm, stage_forms.ReplyForm,
    stage_forms.VerifyForm, stage_forms.ForwardForm, stage_forms.ClassifyForm, stage_forms.CloseForm,
    stage_forms.ExtendForm,
)  # fmt: skip


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    widget.resize(1200, 800)
    qtbot.addWidget(widget)
    widget.show()
    return widget


def sent(form: Form) -> list[dict[str, Any]]:
    """What the form sends when it is told to."""
    told: list[dict[str, Any]] = []
    form.submitted.connect(told.append)
    form.send()
    return told


@pytest.mark.parametrize("make", FORMS)
def test_every_control_has_a_name(window: QWidget, make: type[Form]) -> None:
    form = make(window)  # type: ignore[call-arg]
    form.open()
    kinds = (QAbstractButton, QComboBox, QDateTimeEdit, QPlainTextEdit)
    controls = [one for kind in kinds for one in form.findChildren(kind) if one.isVisible()]
    assert len(controls) >= 3
    assert all(one.accessibleName() for one in controls)
    assert form.first_focus() in controls


@pytest.mark.parametrize("make", [stage_forms.RefuseForm, stage_forms.ReopenForm, stage_forms.PauseForm])
def test_without_its_reason_nothing_goes(window: QWidget, make: type[Form]) -> None:
    form: Any = make(window)  # type: ignore[call-arg]
    form.open()
    assert sent(form) == []
    assert form.error_text()
    form.text.setPlainText("  Ngoài địa bàn ")
    assert sent(form)[-1] == {"reason": "Ngoài địa bàn"}


def test_a_deadline_is_only_made_later(window: QWidget) -> None:
    form = stage_forms.ExtendForm(window)
    form.set_deadline(NOW + timedelta(hours=2), NOW)
    form.open()
    assert sent(form) == [], "a reason is missing"
    form.reason.setPlainText("Chờ vật tư")
    offered = sent(form)[-1]
    assert datetime.fromisoformat(offered["deadline"]) == NOW + timedelta(hours=26)
    form.open()
    form.reason.setPlainText("Chờ vật tư")
    form.at.setDateTime(form.at.dateTime().addDays(-2))
    assert sent(form) == []
    assert form.first_focus() is form.at


def test_what_is_chosen_is_what_is_sent(window: QWidget) -> None:
    forward = stage_forms.ForwardForm(window)
    forward.agency.set_choices([("Sở Xây dựng", "Sở Xây dựng")])
    forward.open()
    assert sent(forward) == []
    forward.agency.setCurrentIndex(0)
    assert sent(forward)[-1] == {"agency": "Sở Xây dựng"}
    kinds = stage_forms.ClassifyForm(window)
    kinds.kind.set_choices([("rac", "Rác")], "rac")
    kinds.level.set_choices([("khan", "Khẩn"), ("binh-thuong", "Bình thường")])
    kinds.open()
    assert sent(kinds) == []
    kinds.level.setCurrentIndex(1)
    assert sent(kinds)[-1] == {"kind": "rac", "level": "binh-thuong"}
    close = stage_forms.CloseForm(window)
    close.open()
    assert sent(close)[-1] == {}, "not everybody is asked"
    close.open()
    close.satisfaction.setCurrentIndex(5)
    assert sent(close)[-1] == {"satisfaction": 5}
