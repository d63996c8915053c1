"""What a loop does aside runs in Python's own threads; what defines classes of Qt is loaded by the main one (079)."""

from __future__ import annotations

import asyncio
import importlib
import threading
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from tests.harness.qt_loop import qt_loop
from tests.views.desk_room import Room, at_desk
from views.shell import on_demand

OF_QT = frozenset({"views", "widgets", "PySide6", "pyqtgraph"})
ROOT = Path(__file__).resolve().parents[3]


def test_what_is_done_aside_is_done_in_a_thread_of_pythons(qapp: QApplication) -> None:
    async def there() -> threading.Thread:
        return await asyncio.get_running_loop().run_in_executor(None, threading.current_thread)

    with qt_loop(qapp) as loop:
        found = loop.run_until_complete(there())
    assert type(found) is threading.Thread, "Qt's own would be a dummy to Python"
    assert found.name.startswith("aside")


def test_the_program_gives_its_loop_the_same_threads() -> None:
    said = (ROOT / "main.py").read_text(encoding="utf-8")
    assert said.count("QEventLoop(") == said.count("set_default_executor(aside.threads())") == 1


def test_a_part_that_opens_later_is_loaded_by_the_main_thread(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded: list[tuple[str, threading.Thread]] = []

    def load(name: str, package: str | None = None) -> ModuleType:
        loaded.append((name, threading.current_thread()))
        return real(name, package)

    real = importlib.import_module
    monkeypatch.setattr(importlib, "import_module", load)

    async def story(desk: Room) -> None:
        for command in ("show-measures", "show-settings", "show-about", "edit-layouts"):
            await desk.run(command)

    at_desk(qapp, tmp_path, story)
    modules = {one.module for one in on_demand.PARTS}
    assert len([name for name, _thread in loaded if name in modules]) == 4
    of_qt = [thread for name, thread in loaded if name.split(".")[0] in OF_QT]
    assert set(of_qt) == {threading.main_thread()}
