"""The form that asks under which name the room keeps what its wall shows."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from widgets.walls.preset_form import NAME_MOST, WallPresetForm


def test_it_says_what_is_kept_and_what_would_be_saved_over(qtbot: QtBot) -> None:
    window = QWidget()
    window.resize(1366, 768)
    qtbot.addWidget(window)
    window.show()
    form = WallPresetForm(window)
    sent: list[dict[str, Any]] = []
    form.submitted.connect(sent.append)
    form.set_wall(("t1: Ban ngày", "t2: <b>Ban đêm</b>"), "t1", ("Đêm",))
    form.open()
    name, alone = form.findChild(QLineEdit), form.findChild(QCheckBox)
    assert name is not None
    assert alone is not None
    assert QWidget.focusWidget(window) is name
    assert alone.isVisible()
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert (sent, bool(form.error_text()), form.isVisible()) == ([], True, True), "nothing without a name"
    name.setText("  đÊM ")
    assert "đÊM" in form._over.text()
    assert form._over.isVisible(), "however it is written, it is the same name"
    name.setText("Đêm 2" + "x" * 99)
    assert len(name.text()) == NAME_MOST
    assert not form._over.isVisible()
    name.setText(" Đêm 2 ")
    alone.setChecked(True)
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert sent == [{"name": "Đêm 2", "alone": True}]
    assert not form.isVisible()
    form.open()
    assert (name.text(), alone.isChecked()) == ("", False), "the next one begins empty"
    form.set_wall(("t1: Ban ngày",), "t1", ())
    assert not alone.isVisible(), "a wall of one screen has nothing to choose"
