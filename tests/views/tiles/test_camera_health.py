"""How many cameras truly live, of those that are shown here; the worst of them is named."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import StreamState
from tests.views.cache_room import words
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.camera_health import ALIVE, HEALTH


async def three(stage: StageRoom) -> None:
    """Three cameras in the city, two of them on the wall."""
    for key, name in (("k1", "Cầu Bến Đá"), ("k2", "Hầm chui"), ("k3", "Ngã tư Sông Mây")):
        await stage.camera(key, name)
    for key in ("k1", "k2"):
        await stage.bind("camera", camera=key)


def test_only_what_is_watched_is_counted_and_the_rest_of_the_city_is_mentioned(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(stage: StageRoom) -> None:
        await three(stage)
        tile, binding = await stage.bind(ALIVE.name)
        for key in ("k1", "k2"):
            stage.stream(key, StreamState.LIVE)
        binding.tick(stage.room.now)
        assert "2 / 2" in words(tile)
        assert "shown here, of 3 in the city" in words(tile)
        stage.stream("k2", StreamState.SIGN_IN_FAILED)
        binding.tick(stage.room.now)
        assert "1 / 2" in words(tile)
        assert "Hầm chui: " in words(tile), "who needs somebody"
        assert "in the city" not in words(tile)

    on_stage(qapp, tmp_path, story)


def test_the_board_lists_what_is_watched_up_to_its_most(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await three(stage)
        tile, binding = await stage.bind(HEALTH.name)
        stage.stream("k1", StreamState.LIVE)
        stage.stream("k2", StreamState.SIGN_IN_FAILED)
        binding.tick(stage.room.now)
        assert tile.shown() == 2
        small, told = await stage.bind(HEALTH.name, most=1)
        told.tick(stage.room.now)
        assert small.shown() == 1
        assert "1 more cameras" in words(small)

    on_stage(qapp, tmp_path, story)


def test_where_nothing_is_shown_nothing_is_claimed(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        tile, _alive = await stage.bind(ALIVE.name)
        assert "0 / 0" in words(tile)
        board, _health = await stage.bind(HEALTH.name)
        assert board.shown() == 0

    on_stage(qapp, tmp_path, story)
