"""The editor under hands: mouse, keys and fields change the layout, everything has a name, refusals are told; and what
it opens, saves and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from console.layouts.boxes import Box, box_of
from console.layouts.layout import read_layout
from console.records.models import Camera, Indicator, OutboxState
from console.records.wall import LayoutVersion
from tests.views.desk_room import HA
from tests.views.layouts.layout_room import DAY, LayoutRoom, at_layouts
from views.layouts.city import City
from views.layouts.decision import CHOICES
from views.layouts.workbench import Workbench
from views.words.sentences import sentence
from widgets.base import theme
from widgets.layouts.board import LayoutBoard
from widgets.layouts.offer import Part
from widgets.layouts.tile import LayoutTile

KEYS = Qt.Key
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
CITY = City(
    {key: Camera(id=key, version=1, name=name) for key, name in (("c1", "Cầu Bến Đá"), ("c2", "Hầm chui"))},
    {"i1": Indicator(id="i1", version=1, name="Mực nước")},
)
BODY = {
    "name": "Thử",
    "screens": [
        {
            "rows": 4,
            "cols": 4,
            "tiles": [
                {"type": "camera", "row": 0, "col": 0, "rows": 2, "cols": 2, "camera": "c1"},
                {"type": "tour", "row": 0, "col": 2, "tiles": [], "dwell_s": 9},
                {"type": "hologram", "row": 3, "col": 3, "depth": 2},
            ],
        }
    ],
}


class Bench:
    """The editor without a city behind it."""

    def __init__(self, window: QWidget) -> None:
        self.board = LayoutBoard(window)
        self.workbench = Workbench(self.board, window)
        self.edits = self.workbench.edits
        self.workbench.filling.set_city(CITY)
        self.edits.begin(read_layout(BODY, "x"))
        self.board.show_shelf(shelf=False)
        self.board.open()

    def boxes(self) -> list[Box]:
        """Where the tiles are."""
        return [box_of(tile) for tile in self.edits.spec.tiles]

    def tiles(self) -> list[LayoutTile]:
        """The tiles as painted, in the order of the layout."""
        found = [tile for tile in self.board.canvas.findChildren(LayoutTile) if tile.isVisible()]
        frame = self.board.canvas.frame()
        return [next(t for t in found if frame.rect_of(box).contains(t.geometry().center())) for box in self.boxes()]

    def press(self, qtbot: QtBot, *keys: tuple[Qt.Key, Qt.KeyboardModifier] | Qt.Key) -> None:
        """Press keys where the keyboard is."""
        for one in keys:
            key, held = one if isinstance(one, tuple) else (one, Qt.KeyboardModifier.NoModifier)
            QApplication.processEvents()  # fields that came with the last key are shown by now
            qtbot.keyClick(QApplication.focusWidget(), key, held)


@pytest.fixture
def bench(qapp: QApplication, qtbot: QtBot) -> Iterator[Bench]:
    theme.apply(qapp, theme.load("dark"))
    window = QWidget()
    window.resize(1920, 1080)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    yield Bench(window)
    window.close()


def drag(qtbot: QtBot, part: QWidget, begin: QPoint, by: QPoint) -> None:
    """Press, move in two steps, release: as a hand does."""
    qtbot.mousePress(part, Qt.MouseButton.LeftButton, pos=begin)
    for at in (begin + by / 2, begin + by):
        event = QMouseEvent(
            QMouseEvent.Type.MouseMove, at.toPointF(), part.mapToGlobal(at).toPointF(), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(part, event)
    qtbot.mouseRelease(part, Qt.MouseButton.LeftButton, pos=begin + by)


def test_a_tile_is_carried_and_its_side_is_pulled(bench: Bench, qtbot: QtBot) -> None:
    area = bench.board.canvas.frame().area
    cell = QPoint(area.width() // 4, area.height() // 4)
    drag(qtbot, bench.tiles()[0], QPoint(60, 60), QPoint(0, cell.y() * 2))
    assert bench.boxes()[0] == Box(2, 0, 2, 2)
    tile = bench.tiles()[0]
    drag(qtbot, tile, QPoint(tile.width() - 2, tile.height() // 2), QPoint(cell.x(), 0))
    assert bench.boxes()[0] == Box(2, 0, 2, 3)
    drag(qtbot, tile, QPoint(tile.width() - 2, tile.height() // 2), QPoint(cell.x() * 3, 0))
    assert bench.boxes()[0] == Box(2, 0, 2, 3), "the tile at the end of the last row is in the way"
    assert bench.board.said.text()


def test_the_screen_keeps_its_ratio(bench: Bench) -> None:
    for wide, high in ((1920, 1080), (1080, 1920), (3840, 1080)):
        bench.edits.replace(
            read_layout({"screens": [{"rows": 1, "cols": 1, "width_px": wide, "height_px": high}]}, "x")
        )
        area = bench.board.canvas.frame().area
        assert area.width() / area.height() == pytest.approx(wide / high, rel=0.01)


def test_something_is_carried_from_the_list_onto_the_screen(bench: Bench, qtbot: QtBot) -> None:
    palette, canvas = bench.board.palette_list, bench.board.canvas
    palette.line.setText("cau ben")
    assert [part.title for part in palette.shown()] == ["Cầu Bến Đá"]
    view = palette._list
    begin = view.visualRect(view.currentIndex()).center()
    there = canvas.mapToGlobal(canvas.frame().rect_of(Box(2, 1)).center())
    drag(qtbot, view.viewport(), begin, there - view.viewport().mapToGlobal(begin))
    assert bench.boxes()[-1] == Box(2, 1)
    assert bench.edits.spec.tiles[-1].config == {"camera": "c1"}


def test_everything_goes_by_keys(bench: Bench, qtbot: QtBot) -> None:
    begun = bench.edits.layout
    bench.press(qtbot, KEYS.Key_Tab, KEYS.Key_Down, (KEYS.Key_Right, SHIFT), (KEYS.Key_C, CTRL))
    assert bench.boxes()[0] == Box(1, 0, 2, 3)
    bench.press(qtbot, (KEYS.Key_Z, CTRL), (KEYS.Key_V, CTRL))
    assert bench.boxes()[0] == Box(1, 0, 2, 2)
    assert bench.boxes()[-1] == Box(0, 0), "a copy that has no room of its size takes a cell"
    bench.press(qtbot, (KEYS.Key_Right, CTRL), KEYS.Key_Delete)
    assert [tile.type for tile in bench.edits.spec.tiles] == ["camera", "hologram", "camera"]
    bench.press(qtbot, (KEYS.Key_C, SHIFT | CTRL), (KEYS.Key_V, CTRL), (KEYS.Key_N, SHIFT | CTRL))
    assert len(bench.edits.layout.screens) == 3
    bench.press(qtbot, (KEYS.Key_PageUp, CTRL), KEYS.Key_PageUp, KEYS.Key_PageUp, (KEYS.Key_F, CTRL))
    assert (bench.edits.spec.rows, bench.edits.spec.cols) == (52, 96)
    assert [len(screen.tiles) for screen in bench.edits.layout.screens] == [3, 0, 3]
    while bench.edits.history.past:
        bench.press(qtbot, (KEYS.Key_Z, CTRL))
    assert bench.edits.layout == begun
    assert bench.edits.spec.tiles[2].config == {"depth": 2}


def test_a_tour_takes_cameras_in(bench: Bench, qtbot: QtBot) -> None:
    bench.press(qtbot, KEYS.Key_Tab, KEYS.Key_Tab, KEYS.Key_Slash)
    assert QApplication.focusWidget() is bench.board.palette_list.line
    qtbot.keyClicks(bench.board.palette_list.line, "ham")
    bench.press(qtbot, (KEYS.Key_Return, SHIFT))
    assert bench.edits.spec.tiles[1].config["tiles"] == [{"type": "camera", "camera": "c2"}]
    bench.press(qtbot, KEYS.Key_Escape)
    assert bench.board.canvas.has_keyboard(), "the first Esc goes back to the screen"
    assert bench.board.isVisible()


def test_a_closed_editor_keeps_no_keys(bench: Bench, qtbot: QtBot) -> None:
    bench.press(qtbot, KEYS.Key_Tab, KEYS.Key_Escape)
    QApplication.processEvents()
    assert not bench.board.isVisible()
    here = QApplication.focusWidget()
    assert here is None or not bench.board.isAncestorOf(here)


def test_a_template_keeps_tiles_and_tells_which_found_no_place(bench: Bench) -> None:
    bench.workbench.filling.use_template("1+5")
    assert [tile.type for tile in bench.edits.spec.tiles] == ["camera", "tour", "hologram", "camera"]
    bench.workbench.filling.use_template("1")
    assert len(bench.edits.spec.tiles) == 1
    assert "3" in bench.board.said.text()


def test_fields_change_what_is_chosen(bench: Bench, qtbot: QtBot) -> None:
    bench.press(qtbot, KEYS.Key_Tab)
    across = bench.board.tile_facts.field("cols")
    assert isinstance(across, QSpinBox)
    across.setValue(3)
    assert bench.boxes()[0] == Box(0, 0, 2, 2), "the tour is in the way"
    assert across.value() == 2
    bench.press(qtbot, KEYS.Key_Tab, KEYS.Key_F2)
    line = QApplication.focusWidget()
    assert isinstance(line, QLineEdit)
    qtbot.keyClicks(line, "Vong quanh")
    bench.press(qtbot, KEYS.Key_Return)
    assert bench.edits.spec.tiles[1].config["title"] == "Vong quanh"
    bench.press(qtbot, KEYS.Key_T)
    box = QApplication.focusWidget()
    assert isinstance(box, QComboBox)
    before = bench.edits.layout
    bench.press(qtbot, KEYS.Key_Down)
    assert box.view().isVisible()
    assert bench.edits.layout == before, "an arrow opens the list and chooses nothing"
    qtbot.keyClick(box.view(), KEYS.Key_Down)
    qtbot.keyClick(box.view(), KEYS.Key_Down)
    qtbot.keyClick(box.view(), KEYS.Key_Return)
    assert bench.boxes()[0] == Box(0, 0)
    assert (bench.edits.spec.rows, bench.edits.spec.cols) == (2, 2)


def test_a_map_is_put_around_a_place_that_is_typed(bench: Bench, qtbot: QtBot) -> None:
    bench.workbench.hands.take(Part("map", "Map", "Tiles", (("camera", "cam-01"),)))
    bench.workbench.show()
    line = bench.board.tile_facts.field("at")
    assert isinstance(line, QLineEdit)

    def told(text: str) -> Mapping[str, Any]:
        line.setFocus()
        line.setText(text)
        qtbot.keyClick(line, KEYS.Key_Return)
        return bench.edits.spec.tiles[bench.board.canvas.place].config

    assert told("")["camera"] == "cam-01", "left as it was"
    for wrong in ("Cầu Sông Mây", "106,48; 9,62"):
        assert told(wrong)["camera"] == "cam-01"
        assert line.text() == wrong, "what was typed stays, to be mended"
    assert told("9,6203; 106,4811") == {"lat": 9.6203, "lon": 106.4811}
    assert line.text() == "9.62030; 106.48110"
    assert told("") == {}, "around the city's centre"


def test_what_is_odd_or_small_is_marked_and_said(bench: Bench) -> None:
    assert any("hologram" in one.text for one in bench.workbench.troubles.found)
    bench.edits.replace(read_layout({**BODY, "seat_distance_m": 20.0}, "x"))
    small = [one for one in bench.workbench.troubles.found if "NUREG-0700" in one.text]
    assert [one.tile for one in small] == [0, 1]
    assert "NUREG-0700" in bench.tiles()[0].accessibleName()


def test_everything_has_a_name(bench: Bench) -> None:
    for shelf in (False, True):
        bench.board.show_shelf(shelf=shelf)
        for part in bench.board.findChildren(QWidget):
            if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isEnabled():
                named = part.accessibleName() or part.objectName().startswith("qt_")
                assert named, f"{type(part).__name__} in {type(part.parent()).__name__}"
    assert bench.board.canvas.findChildren(LayoutTile)[0].accessibleName().startswith(("Camera", "Máy"))


# what it opens, saves and lists, over a real cache


def test_the_list_says_what_is_a_draft_and_what_waits(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open("day")
        await made.change()
        made.board.asked.emit("shelf")
        assert made.rows()["day"] == ("Ban ngày", "version 3 · draft")
        assert made.rows()["night"] == ("Ban đêm", "version 4")
        await made.room.run("edit-layouts", layout="day")
        assert "draft" in made.said()
        await made.room.run("save-layout")
        made.board.asked.emit("shelf")
        await made.room.until(lambda: "waits to be sent" in made.rows()["day"][1], "the save waits")

    at_layouts(qapp, tmp_path, story)


def test_a_new_layout_is_begun_and_nothing_can_be_saved_before_one_is_open(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open()
        assert made.board.shows_shelf
        assert made.room.registry.why_off("save-layout") == "layout_not_open"
        await made.press(KEYS.Key_Insert)
        assert not made.board.shows_shelf
        assert made.edits.layout.name
        told = await made.room.run("save-layout")
        assert [row.target_id for row in await made.room.saved()] == [told["layout"]]

    at_layouts(qapp, tmp_path, story)


def test_old_versions_are_listed_and_one_becomes_the_newest_by_saving(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        old = {"name": "Ban ngày", "screens": [{"rows": 1, "cols": 1}]}
        await made.open()
        shelf = made.board.shelf
        shelf.layouts.choose("night")
        await made.room.settle()
        shelf.layouts.choose("day")
        await made.room.settle()
        assert shelf.told.text() == sentence("unreachable"), "without the server nobody knows them"
        made.known = [LayoutVersion(version=1, at=None, actor_name="An", body=old)]
        shelf.layouts.choose("night")
        await made.room.settle()
        shelf.layouts.choose("day")
        await made.room.settle()
        assert [(row.title, row.detail) for row in shelf.versions.rows()] == [("Version 1", "An")]
        shelf.asked.emit("version", "day@1")
        assert len(made.edits.layout.screens) == 1
        await made.room.run("save-layout")
        [row] = await made.room.saved()
        assert len(row.payload["body"]["screens"]) == 1
        shelf.asked.emit("version", "day@9")
        assert made.said() == sentence("layout_no_version")

    at_layouts(qapp, tmp_path, story)


def test_the_second_del_takes_a_layout_off_every_desk(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open()
        shelf = made.board.shelf
        for verb, key in (("remove", "day"), ("look", "night"), ("remove", "day")):
            shelf.asked.emit(verb, key)
            await made.room.settle()
        assert await made.room.saved() == [], "something else was done between them"
        assert "Press Del once more" in made.said()
        shelf.asked.emit("remove", "day")
        await made.room.settle()
        assert [(row.type, row.target_id) for row in await made.room.saved()] == [("layout_remove", "day")]
        assert made.said() == sentence("layout_removed", {"name": "Ban ngày"})

    at_layouts(qapp, tmp_path, story)


def test_a_conflict_offers_its_three_ways_out_and_a_refusal_one(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        for state, choices in ((OutboxState.CONFLICT, CHOICES), (OutboxState.REJECTED, ("theirs",))):
            await made.open("day")
            await made.change()
            await made.room.run("save-layout")
            row = (await made.room.saved())[-1]
            await made.room.answer(row.action_id, state, "layout-changed")
            await made.room.run("edit-layouts", layout="day")
            assert made.editor.state()["layout_editor"]["choices"] == CHOICES
            assert made.board._choices.count() == len(choices)
            await made.room.run("save-layout", choice="theirs")
            assert made.edits.layout == read_layout(DAY, "Ban ngày")
            assert await made.room.saved() == []

    at_layouts(qapp, tmp_path, story)


def test_somebody_else_at_the_desk_begins_anew(qapp: QApplication, tmp_path: Path) -> None:
    async def story(made: LayoutRoom) -> None:
        await made.open("day")
        made.room.session.people.actor = HA.model_copy(update={"id": "an"})
        made.room.session.changes.emit("session")
        await made.room.until(lambda: not made.board.isVisible(), "it closes")
        assert made.saving.id == ""
        assert made.editor.state() == {"layout_editor": None}

    at_layouts(qapp, tmp_path, story)
