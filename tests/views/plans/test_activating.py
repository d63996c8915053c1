"""Activating a plan: behind a sentence, joining what runs, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from console.records.models import Actor
from tests.views.plans.planned_city import activation, city, plan_desk
from tests.views.played_city import PlayedRoom, play
from views.base.commands import CommandRefusedError


def test_a_plan_is_activated_behind_a_sentence_and_its_view_opens(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("activate-plan", plan="lu")
        form = desk.plans.forms.activate()
        form.send()
        assert form.error_text() == "Choose the level first."
        form.levels.choose(2)
        form.reason.setPlainText("Nước lên nhanh")
        form.send()
        await room.settle()
        assert "“Phòng lũ” is activated in earnest for the whole room." in form.said()
        assert "The wall keeps what it shows." in form.said()
        assert desk.acted() == []
        form.send()
        await room.settle()
        [(verb, said)] = desk.acted()
        assert (verb, said["level"], said["reason"], said["drill"]) == ("plan_activate", 2, "Nước lên nhanh", False)
        assert not form.isVisible()

    play(qapp, city(tmp_path), story)


def test_activating_what_runs_already_says_that_it_joins_and_ends_drills(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("activate-plan", plan="lu")
        form = desk.plans.forms.activate()
        form.levels.choose(1)
        form.reason.setPlainText("x")
        form.send()
        assert "It runs already: this joins it" in form.said()
        assert "The drill of “Phòng lũ” ends with it." in form.said()
        done = await room.do("activate-plan", plan="lu", level=2, reason="Nước lên")
        assert isinstance(done, dict)
        assert desk.panel.activation_id() == "run", "the one that it has joined is shown"

    play(qapp, city(tmp_path, activation(), activation("drill", drill=True)), story)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({"plan": "gone"}, "no_plan"),
        ({"plan": "lu", "level": 9, "reason": "x"}, "no_level"),
        ({"plan": "lu", "level": 1, "reason": "  "}, "empty_text"),
    ],
)
def test_a_plan_that_cannot_be_activated_so_is_refused(
    tmp_path: Path, qapp: QApplication, args: dict[str, Any], code: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("activate-plan", **args)
        assert refused.value.code == code
        room.city.actor = Actor(id="x", name="x", role="operator")
        assert room.registry.why_off("activate-plan", {"plan": "lu"}) == "officer_only"
        assert desk.acted() == []

    play(qapp, city(tmp_path), story)
