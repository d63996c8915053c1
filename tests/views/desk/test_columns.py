"""The columns of a desk: where there is no room for all, the queue folds for the incident; cameras stay in sight."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from tests.views.cache_room import CacheRoom
from tests.views.desk.two_incidents import NARROW, WIDE, at_desk
from views.desk.columns import (
    INCIDENT_NARROW_PX,
    INCIDENT_PX,
    QUEUE_NARROW_PX,
    QUEUE_PX,
    column_px,
    middle_px,
)
from views.desk.desk import Desk
from views.workspace.rail import initials
from widgets.base import theme
from widgets.base.desk_page import STAGE
from widgets.workspace.folded_queue import FOLDED_PX
from widgets.workspace.rail import NAMED_FROM_PX, RAIL_PX, rail_px


def test_the_incident_has_a_column_where_there_is_room_and_the_queue_folds_for_it_where_there_is_none(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        assert not desk.folded
        assert desk.incident_panel.isVisible()
        assert desk.grid.isVisible()
        assert (desk.queue_panel.width(), desk.incident_panel.width()) == (QUEUE_PX, INCIDENT_PX)
        room.window.resize(*NARROW)
        await room.until(lambda: desk.folded, "it folds")
        assert desk.grid.isVisible()
        assert not desk.incident_panel.isVisible()
        assert desk.queue_panel.width() == QUEUE_NARROW_PX
        await room.run("open-incident", incident="two")
        assert desk.incident_panel.isVisible()
        assert desk.incident_panel.width() == INCIDENT_NARROW_PX
        assert desk.grid.isVisible(), "what is seen there decides, at every size"
        assert desk.folded_queue.isVisible()
        assert not desk.queue_panel.isVisible()
        assert desk.queue.selected_id == "two"
        desk.back()
        assert desk.queue_panel.isVisible()
        assert not desk.incident_panel.isVisible()
        room.window.resize(*WIDE)
        await room.until(lambda: not desk.folded, "there is room again")
        assert desk.incident_panel.isVisible()
        assert desk.grid.isVisible()

    at_desk(qapp, tmp_path, story)


def test_the_queue_folds_by_hand_and_for_pages_and_they_stand_beside_it(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        told: list[bool] = []
        desk.folded_by_hand.connect(told.append)
        desk.toggle_queue()
        assert (desk.folded_queue.isVisible(), desk.queue_panel.isVisible()) == (True, False)
        desk.show_page(shown=True)
        desk.show_page(shown=False)
        assert desk.folded_queue.isVisible(), "what a hand folded stays folded"
        desk.toggle_queue()
        desk.show_page(shown=True)
        assert desk.folded_queue.isVisible()
        desk.show_page(shown=False)
        assert desk.queue_panel.isVisible()
        assert told == [True, False]
        stage: QRect = room.window.property(STAGE)
        assert stage.left() == RAIL_PX + FOLDED_PX
        assert (stage.top(), stage.right() + 1) == (desk.top.height(), desk.width())
        assert stage.bottom() + 1 == desk.height() - desk.bottom.height()

    at_desk(qapp, tmp_path, story)


def test_a_wide_window_names_the_places_of_its_rail(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom, desk: Desk) -> None:
        for width, named in ((1366, False), (NAMED_FROM_PX - 1, False), (NAMED_FROM_PX, True), (1920, False)):
            room.window.resize(width, 900)
            await room.until(lambda width=width: desk.width() == width, "it has this width")  # type: ignore[misc]
            assert desk.rail.width() == rail_px(width)
            assert (desk.rail.width() > rail_px(1920)) == named
            assert all(one.width() == desk.rail.width() for one in desk.rail.buttons.values())
            assert room.window.property(STAGE).left() == desk.rail.width() + theme.current().px(FOLDED_PX)

    at_desk(qapp, tmp_path, story)


def test_queue_and_incident_are_as_wide_as_drawn_for_each_screen(qapp: QApplication, tmp_path: Path) -> None:
    assert [column_px(width) for width in (1366, 1920, 2560, 3840)] == [(320, 360), (400, 408), (440, 480), (560, 640)]

    async def story(room: CacheRoom, desk: Desk) -> None:
        for size in ((1920, 1080), (2560, 1440), (3840, 2160)):
            room.window.resize(*size)
            await room.until(lambda size=size: desk.width() == size[0], "it has this width")  # type: ignore[misc]
            assert (desk.queue_panel.width(), desk.incident_panel.width()) == column_px(size[0])
            left = middle_px(size[0])
            await room.until(lambda left=left: desk.middle.width() == left, "the middle has the rest")  # type: ignore[misc]

    at_desk(qapp, tmp_path, story)


def test_the_rail_shows_who_sits_here() -> None:
    assert [initials(name) for name in ("Lê Thu Hà", "Quản trị", "Ánh", "")] == ["TH", "QT", "Á", ""]


def test_a_desk_with_large_text_is_laid_out_as_a_smaller_one(qapp: QApplication, tmp_path: Path) -> None:
    before = theme.current()

    async def story(room: CacheRoom, desk: Desk) -> None:
        assert not desk.folded
        theme.apply(qapp, theme.load("dark", desk_scale=1.5))
        await room.until(lambda: desk.folded, "it folds")
        assert desk.queue_panel.width() == round(QUEUE_NARROW_PX * 1.5)
        await room.run("open-incident", incident="two")
        assert desk.incident_panel.width() == round(INCIDENT_NARROW_PX * 1.5)
        assert desk.grid.isVisible()
        theme.apply(qapp, theme.load("dark", desk_scale=0.9))
        await room.until(lambda: not desk.folded, "there is room again")
        assert (desk.queue_panel.width(), desk.incident_panel.width()) == (QUEUE_PX, INCIDENT_PX)

    try:
        at_desk(qapp, tmp_path, story)
    finally:
        theme.apply(qapp, before)
