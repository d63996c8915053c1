"""A map on a wall: where its middle is, what it is called, how many are open on it, and without a place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.stage_room import StageRoom, on_stage
from views.tiles.binding import Binding
from views.tiles.map import MAP

HERE = {"lat": 9.62, "lon": 106.48}


def test_without_any_place_it_says_that_there_is_none_until_one_is_known(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        tile, binding = await stage.bind(MAP.name)
        assert "Nobody said where this is" in tile.accessibleDescription()
        assert binding.state() == "missing"
        await stage.camera("k1", "Cầu Bến Đá", **HERE)
        await stage.room.until(lambda: binding.state() == "live", "the cameras tell where the city is")
        binding.tick(stage.room.now)
        assert "Nobody said" not in tile.accessibleDescription()
        assert tile.middle == (9.62, 106.48)

    on_stage(qapp, tmp_path, story)


def test_it_is_around_what_the_layout_says(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.camera("k1", "Cầu Bến Đá", lat=9.7, lon=106.5)
        await stage.room.write("city_map", "city", name="Sông Mây", centre={"lat": 9.62, "lon": 106.48}, features=[])
        for config, middle, name in (
            ({}, (9.62, 106.48), "Sông Mây"),
            ({"camera": "k1"}, (9.7, 106.5), "Cầu Bến Đá"),
            ({"camera": "gone", "lat": 9.5, "lon": 106.4}, (9.5, 106.4), "Map"),
            ({"lat": 9.5, "lon": 106.4, "title": "Cảng"}, (9.5, 106.4), "Cảng"),
            ({"camera": "gone"}, None, "Map"),
        ):  # fmt: skip
            tile, binding = await stage.bind(MAP.name, **config)
            assert tile.middle == middle, config
            assert binding.name == name

    on_stage(qapp, tmp_path, story)


def test_open_incidents_on_it_are_counted_once_a_second(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        def ticked(one: Binding) -> bool:
            one.tick(stage.room.now)
            return True

        tile, binding = await stage.bind(MAP.name, **HERE, radius_m=500)
        captions: list[tuple[str, str]] = []
        tile.set_captions = lambda left, right="": captions.append((left, right))
        await stage.incident("far", lat=10.9, lon=107.9)
        await stage.incident("nowhere")
        await stage.room.until(lambda: len(stage.incidents.index.known) == 2, "both")
        await stage.room.settle()
        binding.tick(stage.room.now)
        assert {right for _left, right in captions} <= {""}, "none of them is on it"
        for key in ("one", "two"):
            await stage.incident(key, **HERE)
        await stage.room.until(lambda: len(stage.incidents.index.known) == 4, "all of them")
        await stage.room.until(lambda: ticked(binding) and ("Map", "2 open here") in captions, "both")
        assert set(tile.shown()) == {"one", "two"}

    on_stage(qapp, tmp_path, story)
