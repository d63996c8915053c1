"""Why something cannot be done at the wall: who is signed in, who leads it, and whether there is one at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import HA
from tests.views.wall_control.wall_room import WallRoom, at_wall
from views.arguments.wall import LeadWall, TurnWallScreen
from views.base.commands import CommandRefusedError
from views.wall_control.reasons import WallReasons

TOLD = ("pushing", "taking", "taking_over", "keeping")


def reasons(wall: WallRoom) -> dict[str, str | None]:
    """Each of them, as of now."""
    why = WallReasons(wall.room.context, wall.control.watch)
    return {
        "pushing": why.pushing(TurnWallScreen()), "taking": why.taking(LeadWall()),
        "taking_over": why.taking_over(LeadWall()), "keeping": why.keeping(LeadWall()),
    }  # fmt: skip


def test_the_reason_is_the_one_that_a_person_can_do_something_about(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        session = wall.room.session
        session.people.actor = None
        assert reasons(wall) == dict.fromkeys(TOLD, "sign_in_first")
        session.people.actor = HA.model_copy(update={"role": "viewer"})
        assert reasons(wall) == dict.fromkeys(TOLD, "forbidden")
        session.people.actor = HA
        assert reasons(wall) == dict.fromkeys(TOLD, "no_wall")
        await wall.wall()
        free = {"pushing": None, "taking": None, "taking_over": "wall_not_held", "keeping": "wall_not_yours"}
        assert reasons(wall) == free
        await wall.change(lease=wall.lease("ha.le"))
        assert reasons(wall) == {**free, "keeping": None}
        await wall.change(lease=wall.lease("an", "An", minutes=-1))
        assert reasons(wall) == free, "a lease that is over holds nobody"

    at_wall(qapp, tmp_path, story)


def test_while_somebody_else_leads_a_change_can_be_tried_but_not_sent(qapp: QApplication, tmp_path: Path) -> None:
    async def story(wall: WallRoom) -> None:
        await wall.wall(lease=wall.lease("an", "An"))
        assert reasons(wall) == {
            "pushing": "wall_held", "taking": "wall_held", "taking_over": None, "keeping": "wall_not_yours",
        }  # fmt: skip
        assert (await wall.room.run("blank-wall-screen", screen="t1", dry=True))["screens"]
        with pytest.raises(CommandRefusedError, match="wall_held"):
            await wall.room.run("blank-wall-screen", screen="t1")
        wall.room.session.people.actor = HA.model_copy(update={"role": "operator"})
        assert reasons(wall)["taking_over"] == "duty_officer_only"
        assert await wall.orders() == []

    at_wall(qapp, tmp_path, story)
