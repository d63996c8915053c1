"""The tile of docs/how-to/add-a-tile.md, run by `test_how_to.py` in a tree that has it: checked, shown and edited."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from backend.walls.layout_check import layout_fault
from console.analysis.legibility import Room as Seats
from console.analysis.legibility import judged
from console.layouts.check import check
from console.layouts.layout import read_layout
from tests.harness.waiting import comes
from tests.views.layouts.test_editor import Bench
from tests.views.wall_node.test_wall_incidents import Room, _tell
from views.tiles.types import LEGIBILITY
from views.wall_control.names import type_word
from views.wall_node.pane import Pane
from widgets.base import theme
from widgets.base.labels import FittedLabel

TILE = {"type": "newest", "row": 0, "col": 0, "gravest": 2}
BODY = {"name": "Thử", "screens": [{"rows": 2, "cols": 2, "tiles": [TILE]}]}


def test_a_layout_that_names_it_is_taken_and_its_fields_are_known() -> None:
    assert layout_fault(BODY) is None
    layout, found = check(BODY, "x")
    assert layout is not None
    assert found == []
    _layout, odd = check({"screens": [{"rows": 1, "cols": 1, "tiles": [{**TILE, "gravst": 1}]}]}, "x")
    assert [one.params.get("hint") for one in odd] == ["gravest"]
    near, far = (judged(layout.screens[0], Seats(metres, 0.53), by_type=LEGIBILITY) for metres in (3, 40))
    assert near[0].is_legible
    assert not far[0].is_legible
    assert type_word("newest") == "Newest"


def test_it_is_shown_and_follows_what_comes(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(room: Room) -> None:
        room.ground.resize(1920, 1080)
        pane = Pane(room.stage, room.ground, read_layout(BODY, "x").screens[0])
        await comes(lambda: pane.is_ready(video=True), "the pane is ready")
        assert pane.reveal()
        text = pane.placed[0].tile.findChild(FittedLabel)
        assert isinstance(text, FittedLabel)
        assert text.text() == "–", "what is open is not so grave"
        await room.critical("SC-1")
        await comes(lambda: text.text() == "SC-1", "the incident is shown")
        [told] = pane.report(room.stage.now())
        assert (told.type, told.state, told.incident_id) == ("newest", "live", "SC-1")
        assert told.as_of is not None
        pane.end()

    _tell(qapp, tmp_path, story)


def test_it_is_found_added_and_told_in_the_editor(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, theme.load("dark"))
    window = QWidget()
    window.resize(1920, 1080)
    qtbot.addWidget(window)
    window.show()
    bench = Bench(window)
    bench.board.palette_list.line.setText("newest")
    [part] = bench.board.palette_list.shown()
    bench.workbench.filling.take(part)
    gravest = bench.board.tile_facts.field("gravest")
    assert isinstance(gravest, QSpinBox)
    assert (gravest.value(), gravest.minimum(), gravest.maximum()) == (4, 1, 4)
    gravest.setValue(2)
    assert bench.edits.spec.tiles[-1].config == {"gravest": 2}
    bench.edits.run("undo")
    assert bench.edits.spec.tiles[-1].config == {}
