"""Help: every page leads to every other, says what there is to say in both languages, and tells nobody an address."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk
from views.base.command_list import COMMANDS
from views.help import about
from views.help.texts import chapters
from views.program.findings import Finding
from views.words.language import LANGUAGES
from widgets.help.pages import Chapter, in_columns
from widgets.help.tabs import HelpTabs

ROOT = Path(__file__).resolve().parents[3]
PAGES = {"show-keys": "keys", "show-manual": "manual", "show-about": "about"}


async def _opens(desk: Room, name: str) -> None:
    await desk.until(lambda: desk.window.overlays.open_name() == name, name)


def _tabs(desk: Room) -> HelpTabs:
    page = desk.window.overlays.named(str(desk.window.overlays.open_name()))
    found = page.findChild(HelpTabs)
    assert found is not None
    return found


def test_from_the_keys_to_every_page_and_back_by_mouse(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        rail = desk.window.desk.rail.buttons["show-keys"]
        await desk.strike("F1")
        for command in ("show-manual", "show-about", "show-keys"):
            QTest.mouseClick(_tabs(desk).chips[command], Qt.MouseButton.LeftButton)
            await _opens(desk, PAGES[command])
            assert _tabs(desk).chips[command].isChecked()
            assert rail.isChecked(), "it is one place of the rail"
        for incident in ("one", "two", "three"):
            await desk.run("acknowledge-incident", incident=incident)
        queue = desk.window.desk.queue
        await desk.until(lambda: not queue.urgent(datetime.now(UTC)), "no alarm waits")
        QTest.mouseClick(_tabs(desk).chips["show-tour"], Qt.MouseButton.LeftButton)
        await desk.until(lambda: desk.window.overlays.open_name() == "tour", "the tour, over the desk itself")

    at_desk(qapp, tmp_path, story)


def test_the_machine_is_looked_at_and_no_address_is_told(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(desk: Room) -> None:
        desk.window._context.server = "https://may-chu.songmay.example:8443"
        await desk.run("show-about")
        board: Any = desk.window.rooms.on_demand.part("about").board
        told = "\n".join(board.words())
        assert "SQLite" in told
        assert "free" in told
        assert str(tmp_path) not in told
        assert "songmay" not in told
        monkeypatch.setattr(
            about.AboutPresenter, "_look", lambda _self: [Finding("A", "well"), Finding("B", "odd", "Mend it.")]
        )
        QTest.mouseClick(board.again, Qt.MouseButton.LeftButton)
        await desk.until(lambda: board.words() == ["B · odd · Mend it.", "A · well"], "what asks for a hand, first")
        assert board.sum.text().startswith("1 of 2")

    at_desk(qapp, tmp_path, story)


def test_the_manual_has_ways_to_begin(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("show-manual")
        board: Any = desk.window.rooms.on_demand.part("manual").board
        assert board.reader.words().startswith("The desk\n")
        board.pressed.emit("show-settings")
        await desk.until(lambda: desk.window.overlays.open_name() == "settings", "the settings")

    at_desk(qapp, tmp_path, story)


def test_both_languages_have_the_same_chapters_and_the_newest_version() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    for name in ("manual", "news"):
        shapes = [[len(one.paragraphs) for one in chapters(name, of)] for of in LANGUAGES]
        assert len(shapes[0]) > 5
        assert shapes[0] == shapes[1], name
    for of in LANGUAGES:
        assert chapters("news", of)[0].title.endswith(newest[1])


def test_keys_that_the_manual_names_are_keys() -> None:
    known = {key.replace("Left", "←").replace("Right", "→") for command in COMMANDS for key in command.keys}
    for of in LANGUAGES:
        text = "\n".join(line for one in chapters("manual", of) for line in one.paragraphs)
        named = set(re.findall(r"(?:Ctrl|Alt|Shift)\+[\w+←→]*\w|Alt\+[←→]", text))
        assert len(named) > 10
        assert named <= known, named - known


def test_columns_are_about_equally_long_and_none_is_torn() -> None:
    told = [Chapter(str(number), ("x" * 62,) * number) for number in range(1, 9)]
    columns = in_columns(told, 3)
    assert [one for column in columns for one in column] == told
    lengths = [sum(one.weight for one in column) for column in columns]
    assert len(columns) == 3
    assert max(lengths) < 2 * min(lengths)
    assert in_columns(told, 1) == [told]
