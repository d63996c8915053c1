"""Places that are reserved for alarms: which incident fills them, with what of it, and when it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from offline_cache.errors import StorageError
from tests.views.cache_room import failing
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.alarm_slots import AlarmSlots

RULE: Mapping[str, Any] = {"name": "Nặng", "severities": [1], "cameras": "linked", "minutes": 5.0}


async def filled(stage: StageRoom, *places: str, rule: Mapping[str, Any] = RULE) -> AlarmSlots:
    """These places are reserved, and everything is read."""
    slots = stage.slots
    await stage.room.write("alarm_rule", "r", **rule)
    slots.set_places(places)
    await stage.room.until(lambda: slots._has_read, "the first look")
    return slots


def step(stage: StageRoom, seconds: float = 2.0) -> dict[str, str]:
    """So much later; what stands where."""
    stage.room.now += timedelta(seconds=seconds)
    stage.slots.tick(stage.room.now)
    return stage.slots.all()


def test_a_grave_incident_fills_a_place_with_what_the_rule_wants_and_leaves_with_its_end(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(stage: StageRoom) -> None:
        slots = await filled(stage, "t1/0,0", rule={**RULE, "map": True, "indicators": "linked"})
        assert step(stage) == {}
        await stage.incident("minor", severity=3)
        await stage.incident("fire", camera_ids=["k1"], indicator_ids=["i1"], lat=9.62, lon=106.48)
        await stage.room.until(lambda: "fire" in slots._index._incidents, "the incident is read")
        assert step(stage) == {"t1/0,0": "fire"}
        shown = slots.showing("t1/0,0")
        assert shown is not None
        assert (shown.cameras, shown.indicators, shown.at) == (("k1",), ("i1",), (9.62, 106.48))
        began = shown.since
        await stage.incident("fire", camera_ids=["k1", "k2"])
        await stage.room.until(lambda: slots._index._incidents["fire"].camera_ids == ("k1", "k2"), "its news")
        step(stage, 20)
        again = slots.showing("t1/0,0")
        assert again is not None
        assert (again.cameras, again.since) == (("k1", "k2"), began), "another content is no other alarm"
        await stage.incident("fire", state="resolved", resolved_at=stage.room.now.isoformat())
        await stage.room.until(lambda: not slots._index._incidents["fire"].is_open, "its end")
        assert step(stage, 20) == {}
        assert slots.showing("t1/0,0") is None
        assert slots.changes == 2, "it came and it went"

    on_stage(qapp, tmp_path, story)


def test_an_alarm_goes_when_its_minutes_are_over(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        slots = await filled(stage, "t1/0,0")
        await stage.incident("fire")
        await stage.room.until(lambda: slots._index._incidents, "the incident is read")
        assert step(stage) == {"t1/0,0": "fire"}
        assert step(stage, 240) == {"t1/0,0": "fire"}
        assert step(stage, 90) == {}

    on_stage(qapp, tmp_path, story)


def test_a_wall_without_a_reserved_place_reads_nothing_and_shows_nothing(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stage.room.session.store, "incidents_of", failing(AssertionError("nobody asked")))
            await stage.room.write("alarm_rule", "r", **RULE)
            await stage.incident("fire")
        assert step(stage) == {}
        assert not [one for one in stage.met if "AlarmSlots" in repr(one)]

    on_stage(qapp, tmp_path, story)


def test_after_a_failure_all_is_read_again_and_meanwhile_what_is_shown_stays(
    qapp: QApplication, tmp_path: Path
) -> None:
    async def story(stage: StageRoom) -> None:
        slots = await filled(stage, "t1/0,0", "t1/0,1")
        await stage.incident("fire")
        await stage.room.until(lambda: slots._index._incidents, "the incident is read")
        assert step(stage) == {"t1/0,0": "fire"}
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(stage.room.session.store, "incidents_of", failing(StorageError("full")))
            await stage.incident("flood")
            await stage.room.until(lambda: stage.met, "the failure is told")
        assert step(stage, 20) == {"t1/0,0": "fire"}
        await stage.incident("smoke", severity=3)
        await stage.room.until(lambda: "flood" in slots._index._incidents, "what was missed")
        assert set(step(stage, 20).values()) == {"fire", "flood"}

    on_stage(qapp, tmp_path, story)
