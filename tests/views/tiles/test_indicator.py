"""One figure of the city on a wall: its value, what the outage of its channel says, and one that is not there."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from console.records.models import LinkChannel, LinkState
from tests.views.cache_room import words
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.indicator import INDICATOR


async def level(stage: StageRoom, value: float, key: str = "i1") -> None:
    """The city says how high the water is, a minute ago."""
    as_of = (stage.room.now - timedelta(minutes=1)).isoformat()
    facts = {"name": "Mực nước Bến Đá", "short_name": "Mực nước", "unit": "m", "decimals": 1, "as_of": as_of}
    await stage.room.write("indicator", key, value=value, **facts)


def test_the_value_follows_what_the_city_says(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await level(stage, 1.5)
        tile, binding = await stage.bind(INDICATOR.name, indicator="i1")
        assert "Mực nước" in words(tile)
        assert "1.5" in words(tile).replace(",", ".")
        assert (binding.name, binding.ref) == ("Mực nước", "i1")
        assert binding.as_of == stage.room.now - timedelta(minutes=1)
        await level(stage, 2.5)
        await stage.room.until(lambda: "2.5" in words(tile).replace(",", "."), "the new value")

    on_stage(qapp, tmp_path, story)


def test_while_its_channel_is_down_the_value_is_from_before(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await level(stage, 1.5)
        tile, binding = await stage.bind(INDICATOR.name, indicator="i1")
        assert "connection" not in words(tile)
        stage.room.link(LinkChannel.INDICATORS, LinkState.DOWN)
        stage.room.now += timedelta(minutes=5)
        binding.tick(stage.room.now)
        assert "connection" in words(tile)
        stage.room.link(LinkChannel.INDICATORS, LinkState.LIVE)
        binding.tick(stage.room.now)
        assert "connection" not in words(tile)

    on_stage(qapp, tmp_path, story)


def test_one_that_is_not_there_yet_comes_and_by_its_place_it_may_become_another(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(stage: StageRoom) -> None:
        tile, binding = await stage.bind(INDICATOR.name, indicator="i1")
        _first, by_place = await stage.bind(INDICATOR.name, indicator="#1")
        assert (binding.ref, by_place.ref) == ("", "")
        await level(stage, 1.5)
        await stage.room.until(lambda: binding.ref == by_place.ref == "i1", "it is there")
        assert "Mực nước" in words(tile)
        await level(stage, 9.5, key="i0")
        await stage.room.until(lambda: by_place.ref == "i0", "the first in the city's list is another")
        assert binding.ref == "i1"

    on_stage(qapp, tmp_path, story)
