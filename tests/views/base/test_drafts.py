"""Forms and their drafts: what comes back, what is thrown away, and what is nobody's typing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from console.storage.drafts import Drafts
from offline_cache.drafts import DraftFile
from views.base.context import Context
from views.base.drafts import DraftKeeper
from widgets.base import theme
from widgets.base.draft_line import DraftLine
from widgets.base.forms import NoteForm
from widgets.incidents.stage_forms import ExtendForm


@pytest.fixture
def keeper(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[tuple[DraftKeeper, NoteForm, Drafts]]:
    theme.apply(qapp, theme.load("dark"))

    async def make() -> Drafts:
        return Drafts(
            DraftFile(tmp_path / "drafts.json"), cast("Any", None), lambda: "ha.le", lambda: datetime.now(UTC)
        )

    drafts = asyncio.run(make())
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    window.show()
    context = SimpleNamespace(session=SimpleNamespace(drafts=drafts), now=lambda: datetime.now(UTC))
    yield DraftKeeper(cast("Context", context), window), NoteForm(window), drafts
    window.close()


def _open(keeper: DraftKeeper, form: NoteForm, target: str) -> None:
    form.open()
    keeper.opened(form, target, "add-note")


def test_every_incident_gives_back_its_own(keeper: tuple[DraftKeeper, NoteForm, Drafts]) -> None:
    forms, form, drafts = keeper
    for target, words in (("one", "Đã gọi"), ("two", "Đang tới")):
        _open(forms, form, target)
        assert forms.texts(form) == [""]
        form.text.insertPlainText(words)
        form.close()
    for target, words in (("one", "Đã gọi"), ("two", "Đang tới")):
        _open(forms, form, target)
        assert forms.texts(form) == [words]
        assert forms.words(form)
        form.close()
    forms.saved("one", "add-note")
    assert drafts.get("one", "add-note") is None
    assert drafts.get("two", "add-note") is not None


def test_a_draft_can_be_thrown_away(keeper: tuple[DraftKeeper, NoteForm, Drafts]) -> None:
    forms, form, drafts = keeper
    _open(forms, form, "one")
    form.text.insertPlainText("nhầm")
    form.close()
    _open(forms, form, "one")
    line = form.findChild(DraftLine)
    assert line is not None
    button = line.findChild(QPushButton)
    assert button is not None
    assert button.accessibleName()
    button.click()
    assert forms.texts(form) == [""]
    assert drafts.get("one", "add-note") is None
    back = next(one for one in line.findChildren(QPushButton) if one.isVisible())
    back.click()
    assert forms.texts(form) == ["nhầm"], "undone"
    assert drafts.get("one", "add-note") is not None
    button.click()
    form.close()
    _open(forms, form, "one")
    assert forms.texts(form) == [""]
    assert not forms.words(form)
    assert drafts.get("one", "add-note") is None


def test_what_the_program_writes_is_no_draft(keeper: tuple[DraftKeeper, NoteForm, Drafts]) -> None:
    forms, form, drafts = keeper
    _open(forms, form, "one")
    forms.away(form)
    form.text.setPlainText("một xung đột khác")
    assert drafts.get("one", "add-note") is None


def test_a_time_that_was_chosen_comes_back_with_the_words(
    qtbot: QtBot, keeper: tuple[DraftKeeper, Any, Drafts]
) -> None:
    del qtbot
    forms, note, drafts = keeper
    form = ExtendForm(note.window())
    now = datetime(2026, 11, 21, 5, tzinfo=UTC)
    form.set_deadline(now, now)
    form.open()
    forms.opened(form, "one", "extend-deadline")
    assert drafts.get("one", "extend-deadline") is None, "what the program offers is nobody's typing"
    form.at.setDateTime(form.at.dateTime().addDays(3))
    form.reason.insertPlainText("Chờ vật tư")
    wanted = form.values()
    form.close()
    form.set_deadline(now, now)
    form.clear()
    form.open()
    forms.opened(form, "one", "extend-deadline")
    assert form.values() == wanted
    form.close()
