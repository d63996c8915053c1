"""Layouts from files and to files, and a picture that is given to a tile."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from console.layouts.findings import LayoutError
from tests.views.layouts.layout_room import DAY, LayoutRoom, at_layouts
from views.base.commands import CommandRefusedError
from views.layouts.files import LayoutFiles
from views.words.sentences import sentence


def test_what_is_written_out_can_be_brought_in_and_is_a_draft_then(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open()
        assert isinstance(made.editor.files, LayoutFiles)
        for ending in ("yaml", "toml", "json"):
            path = tmp_path / f"ngay.{ending}"
            assert await made.room.run("export-layout", path=str(path), layout="day") == {"path": str(path)}
            assert made.said() == sentence("layout_written", {"file": path.name})
            await made.room.write("layout", "day")
            told = await made.room.run("import-layout", path=str(path))
            assert told["findings"] == []
            assert made.edits.layout.name == "Ban ngày"
            assert [len(screen.tiles) for screen in made.edits.layout.screens] == [1, 1]
            assert told["layout"] in made.saving.drafts()
            await made.saving.remove(told["layout"])
            await made.room.write("layout", "day", name="Ban ngày", body=DAY)
        saved = [(one.type, one.target_id, one.payload["file"]) for one in await made.room.saved()]
        assert saved == [("export", "layout", f"ngay.{ending}") for ending in ("yaml", "toml", "json")], (
            "no layout is saved by itself, and what left the desk is told"
        )

    at_layouts(qapp, tmp_path / "desk", story)


def test_the_open_layout_is_written_as_it_is_edited(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open("day")
        await made.change()
        path = tmp_path / "ngay.json"
        await made.room.run("export-layout", path=str(path))
        assert json.loads(path.read_text())["screens"][0].get("tiles", []) == []

    at_layouts(qapp, tmp_path / "desk", story)


def test_what_is_odd_in_a_file_is_told_and_kept_and_what_is_wrong_is_refused_by_its_field(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open()
        path = tmp_path / "la.json"
        tile = {"type": "hologram", "row": 0, "col": 0, "depth": 2}
        path.write_text(json.dumps({"screens": [{"rows": 1, "cols": 1, "tiles": [tile]}]}))
        told = await made.room.run("import-layout", path=str(path))
        assert any("hologram" in one for one in told["findings"])
        assert made.edits.layout.name == "la", "a file's name is better than none"
        assert made.edits.spec.tiles[0].config == {"depth": 2}
        path.write_text(json.dumps({"screens": [{"rows": 0, "cols": 1}]}))
        with pytest.raises(LayoutError) as refused:
            await made.room.run("import-layout", path=str(path))
        assert "la.json" in sentence(refused.value.code, refused.value.params)
        with pytest.raises(LayoutError):
            await made.room.run("import-layout", path=str(tmp_path / "gone.json"))

    at_layouts(qapp, tmp_path / "desk", story)


@pytest.mark.parametrize("path", ["ngay.yaml", "/tmp/ngay.exe", "", "~nobody-here/x.yaml"])
def test_a_path_that_is_none_is_refused_and_nothing_is_written(qapp: QApplication, tmp_path: Path, path: str) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open()
        with pytest.raises(CommandRefusedError, match="bad_path"):
            await made.room.run("export-layout", path=path, layout="day")
        with pytest.raises(CommandRefusedError, match="layout_unknown"):
            await made.room.run("export-layout", path=str(tmp_path / "x.yaml"), layout="gone")
        assert not (tmp_path / "x.yaml").exists()

    at_layouts(qapp, tmp_path / "desk", story)


def test_a_picture_goes_to_the_tile_that_was_chosen_and_to_no_other(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "so-do.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#12ab34"))
    assert image.save(str(path))

    async def story(made: LayoutRoom) -> None:
        body = {"screens": [{"rows": 1, "cols": 2, "tiles": [{"type": "picture", "row": 0, "col": 1}]}]}
        await made.room.write("layout", "pictures", name="Hình", body=body)
        await made.open("pictures")
        made.board.canvas.select(-1)
        await made.editor.pictures.use(str(path))
        assert made.said() == sentence("layout_no_tile")
        made.board.canvas.select(0)
        await made.editor.pictures.use(str(path))
        [tile] = made.edits.spec.tiles
        assert tile.config["title"] == "so-do"
        kept = list(made.room.session.pictures.folder.path.iterdir())
        assert [one.stem for one in kept] == [tile.config["sha256"]]
        path.write_text("no picture")
        await made.editor.pictures.use(str(path))
        assert "so-do.png" in made.said()
        assert made.edits.spec.tiles == (tile,)

    at_layouts(qapp, tmp_path / "desk", story)
