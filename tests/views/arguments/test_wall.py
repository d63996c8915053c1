"""Arguments of the commands on the wall: which of them name what is changed, and which leave it to a person."""

from __future__ import annotations

import pytest

from views.arguments.reading import WrongArgumentError, arguments_of, read
from views.arguments.wall import (
    LEAD_MIN,
    ApplyWallPreset,
    IdentifyWall,
    LeadWall,
    PushToWall,
    RollBackWall,
    ShowWall,
    SwapWallScreens,
    TurnWallScreen,
    WallChange,
)


@pytest.mark.parametrize(
    ("kind", "chosen"),
    [
        (ApplyWallPreset, [{"preset": "night"}]),
        (RollBackWall, [{"to": 7}]),
        (SwapWallScreens, [{"with": "t2"}]),
        (TurnWallScreen, [{"screen": "t1"}]),
        (PushToWall, [{"layout": "day"}, {"row": "preset:night"}, {"what": "camera"}, {"wish": {"blank": True}}]),
    ],
)
def test_a_change_is_chosen_once_it_names_what_it_is(kind: type[WallChange], chosen: list[dict[str, object]]) -> None:
    assert not read(kind, {}).is_chosen
    assert not read(kind, {"dry": True}).is_chosen
    for given in chosen:
        assert read(kind, given).is_chosen, given
        assert not read(kind, given).dry, "it is sent unless it is said that it is only tried out"


def test_a_screen_alone_does_not_say_what_is_put_on_it() -> None:
    assert not read(PushToWall, {"screen": "t1"}).is_chosen
    assert not read(SwapWallScreens, {"screen": "t1"}).is_chosen


def test_what_is_left_out_is_as_usual() -> None:
    assert read(LeadWall, {}).minutes == LEAD_MIN
    assert read(IdentifyWall, {}).seconds is None
    assert read(PushToWall, {"layout": "day"}).index == 0
    assert "with" in arguments_of(SwapWallScreens), "as people call it, without the underscore that Python wants"


@pytest.mark.parametrize(
    ("kind", "given"),
    [(ShowWall, {"mode": "everything"}), (PushToWall, {"what": "map"}), (LeadWall, {"minutes": 1.5}),
     (RollBackWall, {"to": "7"}), (TurnWallScreen, {"on": 1})],
)  # fmt: skip
def test_what_the_wall_does_not_know_is_refused(kind: type[WallChange], given: dict[str, object]) -> None:
    with pytest.raises(WrongArgumentError):
        read(kind, given)
