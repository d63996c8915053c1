"""No control without an accessible name: every widget of the desk's window, with everything opened that can open."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import qasync
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from console.base.settings import Settings
from console.records.models import Actor
from console.session import Session
from console.storage.store import search_text
from offline_cache import feeds
from offline_cache.feeds import Item
from tests.harness.qt_loop import qt_loop
from views.base.command_list import COMMANDS
from views.base.commands import CommandRefusedError
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.shell.desk_window import DeskWindow
from views.shell.keys import table
from widgets.base import theme
from widgets.base.overlay import Overlay

CONTROLS = (
    QAbstractButton, QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QTabBar,
    QAbstractSlider, QProgressBar,
)  # fmt: skip
NOW = datetime.now(UTC)


@pytest.fixture
def loop(qapp: QApplication) -> Iterator[qasync.QEventLoop]:
    with qt_loop(qapp) as running:
        yield running


def _items() -> list[Item]:
    at = NOW.isoformat()
    incident: dict[str, Any] = {
        "code": "SC-1", "title": "Ngập", "created_at": at, "state": "acknowledged", "severity": 1, "lat": 10.78,
        "lon": 106.70, "reporter_masked": "•••• 000", "assignee_id": "ha.le", "assignee_name": "Lê Thu Hà",
        "history": [{"at": at, "verb": "note", "actor_name": "Hà", "text": "Đã gọi"}],
    }  # fmt: skip
    camera = {"name": "Cầu", "url": "rtsp://127.0.0.1:9/x", "lat": 10.7801, "lon": 106.7001}
    shift = {
        "name": "Ca ngày", "starts_at": at, "ends_at": (NOW + timedelta(hours=12)).isoformat(),
        "people": [{"id": "ha.le", "name": "Lê Thu Hà"}, {"id": "tuan.pham", "name": "Phạm Quốc Tuấn"}],
    }  # fmt: skip
    line = {"at": at, "text": "Mưa to", "actor_name": "Hà", "pinned": True}
    return [
        Item("incident", "one", 1, incident),
        Item("incident", "two", 1, {**incident, "code": "SC-2", "joined_into": "one"}),
        Item("incident", "three", 1, {**incident, "code": "SC-3"}),
        Item("camera", "cam", 1, camera),
        Item("shift", "current", 1, shift),
        Item("log_entry", "line", 1, line),
    ]


def _spoken(part: QWidget) -> str:
    """What a screen reader says: the given name, else the words that are written on it."""
    if part.accessibleName():
        return part.accessibleName()
    if isinstance(part, QAbstractButton):
        return part.text()
    return ""


def _inner(part: QWidget) -> bool:
    """Parts that Qt makes inside a control of its own: the line of a spin box, the list of a drop-down, scroll bars."""
    above = part.parentWidget()
    while above is not None:
        if isinstance(above, QComboBox | QAbstractSpinBox):
            return True
        if isinstance(above, QLineEdit):  # the cross that clears it
            return True
        if isinstance(above, QAbstractItemView) and part.objectName().startswith("qt_"):
            return True
        above = above.parentWidget()
    return isinstance(part, QScrollBar | QHeaderView) or part.objectName().startswith("qt_")


def _where(part: QWidget) -> str:
    way = []
    at: QWidget | None = part
    while at is not None:
        way.append(type(at).__name__)
        at = at.parentWidget()
    return " < ".join(way)


def _nameless(window: QWidget) -> list[str]:
    found = []
    for part in window.findChildren(QWidget):
        takes_keys = part.focusPolicy() != part.focusPolicy().NoFocus and not isinstance(part, QLabel)
        if isinstance(part, QAbstractButton | Overlay) and not part.isVisibleTo(window):
            continue  # its words come with what it is shown for
        if (isinstance(part, CONTROLS) or takes_keys) and not _inner(part) and not _spoken(part).strip():
            found.append(_where(part))
    return found


def test_every_control_has_a_name(loop: qasync.QEventLoop, qapp: QApplication, tmp_path: Path) -> None:
    async def story() -> None:
        session = Session(Settings(credentials="file"), tmp_path, with_video=False)
        await session.start()
        session.people.actor = Actor(id="ha.le", name="Lê Thu Hà", role="duty_officer")
        look = theme.load("dark")
        theme.apply(qapp, look)
        context = Context(session, Options(), tmp_path, Faults(), Timings(None, 0.0), look)
        cache, _box = session.caches
        await cache.write(lambda db: feeds.apply_page(db, _items(), "c", search_text))
        window = DeskWindow(context, lambda _code: None)
        try:
            window.open()
            await _until(lambda: bool(window.desk.queue.shown))
            window.desk.queue.select("one")
            await _until(lambda: window.desk.incident.incident is not None)
            problems = _nameless(window)
            opened = set()
            for command in tuple(window.registry):
                if command.name in {"lock-desk", "toggle-theme", "toggle-contrast"}:
                    continue
                try:
                    await window.registry.run(command.name)
                except (CommandRefusedError, Exception):  # noqa: BLE001, S112 - what is off opens nothing
                    continue
                await asyncio.sleep(0.05)
                if (name := window.overlays.open_name()) is not None:
                    opened.add(name)
                    problems += [f"{command.name}: {one}" for one in _nameless(window)]
                    assert window.overlays.go_back()
            window.around.lock.lock()
            problems += [f"locked: {one}" for one in _nameless(window)]
            hidden = {type(one).__name__ for one in window.findChildren(Overlay) if one.isVisible()}
            assert not hidden, "nothing stays open over a locked desk"
            assert not problems, "\n".join(sorted(set(problems)))
            assert len(opened) >= 15, sorted(opened)
            assert table(window.registry), "no key means two things"
            known = set(window.overlays.all())
            lost = [type(one).__name__ for one in window.findChildren(Overlay) if one not in known]
            assert not lost, "every panel over the desk goes with Esc and with the lock"
        finally:
            window.close_all()
            await session.stop()
            window.deleteLater()

    loop.run_until_complete(story())


async def _until(test: Any) -> None:
    for _try in range(200):
        if test():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it never came")


def test_a_key_sequence_is_read_the_same_on_the_button_and_by_qt() -> None:
    for command in COMMANDS:
        for key in command.keys:
            assert QKeySequence(key).toString(), f"{command.name}: {key} is no key"
