"""The list of keys as a file: written into the folder for files, told by its name, and offered to be opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QPushButton

from tests.views.cache_room import words
from tests.views.desk_room import Room, at_desk
from views.shell.keys_file import NAME
from widgets.base.paper import Section, write_pdf
from widgets.shell.keys_sheet import KeysSheet


def _buttons(sheet: KeysSheet) -> dict[str, QPushButton]:
    return {one.text(): one for one in sheet.findChildren(QPushButton) if one.isVisible() and one.text()}


def test_every_key_stands_on_its_pages_and_they_are_offered_to_be_opened(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    written: list[Section] = []

    def write(path: Path, title: str, sections: Sequence[Section], foot: str, told: Callable[[int, int], bool]) -> int:
        written.extend(sections)
        return write_pdf(path, title, sections, foot, told)

    monkeypatch.setattr("views.shell.keys_file.write_pdf", write)
    folder = tmp_path / "tệp"
    folder.mkdir()

    async def story(room: Room) -> None:
        room.window._context.remember(files_in=str(folder))
        await room.run("show-keys")
        sheet = room.window.around.sheets.keys
        sheet.search.setText("map")
        assert "Open the file" not in _buttons(sheet)
        _buttons(sheet)["Save for printing"].click()
        await room.until(lambda: "Open the file" in _buttons(sheet), "it is written")
        assert f"Written: {NAME}" in words(sheet)
        assert str(folder) not in words(sheet), "a file is told by its name"
        _buttons(sheet)["Open the file"].click()
        assert opened == [str(folder / NAME)]
        assert [one.name for one in folder.iterdir()] == [NAME]
        paper = (folder / NAME).read_bytes()
        assert paper.startswith(b"%PDF-")
        assert len(re.findall(rb"/Type\s*/Page\b", paper)) >= 2, "they do not fit on one"
        said = {text for section in written for row in section.rows for text in row}
        lacking = [one.title for one in room.window.registry if one.keys and one.title not in said]
        assert not lacking, "all of them, whatever is typed in the search"
        assert "Ctrl+K" in said

    at_desk(qapp, tmp_path / "desk", story)


def test_a_folder_that_takes_no_file_is_told_beside_the_list(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: Room) -> None:
        room.window._context.files_folder = lambda: tmp_path / "gone"  # type: ignore[method-assign]
        with pytest.raises(OSError, match="gone"):
            await room.run("save-keys")
        sheet = room.window.around.sheets.keys
        assert sheet.isVisible(), "what the palette ran is shown where it is told of"
        assert "Open the file" not in _buttons(sheet)
        assert "there is no such file or folder" in words(sheet)

    at_desk(qapp, tmp_path / "desk", story)
