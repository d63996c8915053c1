"""The response plan on a wall: what is in force, the real before the exercised, or that none is."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from tests.views.cache_room import words
from tests.views.stage_room import StageRoom, on_stage
from views.tiles.plan import PLAN

NONE = "No response plan is in force"


async def activate(stage: StageRoom, key: str, plan: str, **facts: object) -> None:
    """A plan is in force for ten minutes now."""
    at = (stage.room.now - timedelta(minutes=10)).isoformat()
    usual = {"plan_id": plan, "plan_name": f"Kế hoạch {plan}", "activated_at": at, "level": 2}
    await stage.room.write("activation", key, **{**usual, **facts})


def test_the_real_one_goes_before_the_exercise_and_its_next_step_is_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await stage.room.write(
            "plan",
            "ngập",
            name="Kế hoạch ngập",
            checklist=[{"id": "a", "text": "Gọi công an"}, {"id": "b", "text": "B"}],
        )
        tile, binding = await stage.bind(PLAN.name)
        assert NONE in words(tile)
        await activate(stage, "x", "cháy", drill=True)
        await stage.room.until(lambda: binding.ref == "x", "the drill")
        await activate(stage, "y", "ngập")
        await stage.room.until(lambda: binding.ref == "y", "the real one")
        for said in ("Kế hoạch ngập", "Next: Gọi công an", "Steps 0 of 2", "1 more in force"):
            assert said in words(tile)
        await activate(stage, "y", "ngập", ended_at=stage.room.now.isoformat())
        await stage.room.until(lambda: binding.ref == "x", "it has ended")
        assert "Kế hoạch cháy" in words(tile)
        assert "more in force" not in words(tile)

    on_stage(qapp, tmp_path, story)


def test_a_layout_may_name_one_plan_alone(qapp: QApplication, tmp_path: Path) -> None:
    async def story(stage: StageRoom) -> None:
        await activate(stage, "x", "cháy")
        tile, binding = await stage.bind(PLAN.name, plan="ngập")
        assert NONE in words(tile)
        assert binding.name == ""
        await activate(stage, "y", "ngập")
        await stage.room.until(lambda: binding.name == "Kế hoạch ngập", "its own")

    on_stage(qapp, tmp_path, story)
