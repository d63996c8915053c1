"""The wall judged: legibility by angle, attention by the trials' figures, ages, and what differs from the wish."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.analysis.attention import COMFORTABLE, DETECTED, attention, detected
from console.analysis.legibility import ARC_MINUTES, Room, judged
from console.analysis.wall_ages import Ages, ages, together
from console.analysis.wall_content import bundle, camera_grid
from console.analysis.wall_difference import changed, differences, places
from console.records.wall import Actual, NodeReport, ScreenReport, TileReport, Wall
from contract.layouts import ScreenSpec
from contract.records.wall import Told, WallScreen, Wish

NOW = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)


def _grid(side: int, kind: str = "camera") -> ScreenSpec:
    tiles = [{"type": kind, "row": row, "col": col} for row in range(side) for col in range(side)]
    return ScreenSpec.model_validate({"rows": side, "cols": side, "tiles": tiles})


def test_the_rule_is_the_domains_figure() -> None:
    room = Room(10.0, 0.5)
    assert room.least_text_mm == pytest.approx(46.5, abs=0.1), "46 mm at 10 m (docs/explanation/domain.md#the-room)"
    assert room.arc_minutes(room.least_text_mm / 0.5) == pytest.approx(ARC_MINUTES)


def test_tiles_are_legible_until_the_seat_is_too_far_and_then_it_is_said_how_large_they_must_be() -> None:
    near, far = Room(3.0, 0.53), Room(10.0, 0.53)
    assert all(one.is_legible for one in judged(_grid(4), near))
    found = judged(_grid(4), far)
    assert len(found) == 16
    assert not any(one.is_legible for one in found)
    rows, cols = found[0].least_cells or (0, 0)
    larger = {"rows": 4, "cols": 4, "tiles": [{"type": "camera", "row": 0, "col": 0, "rows": rows, "cols": cols}]}
    assert judged(ScreenSpec.model_validate(larger), far)[0].is_legible, "what is advised is enough"


def test_text_that_is_scaled_for_a_nearer_seat_is_too_small_even_in_a_large_tile() -> None:
    [one] = judged(_grid(1), Room(8.0, 0.53), drawn_for=Room(4.0, 0.53))
    assert one.arc_minutes == pytest.approx(8.0, abs=0.1)
    assert not one.is_legible


def test_a_whole_screen_can_be_too_small_and_a_picture_has_no_text() -> None:
    assert judged(_grid(1, "queue"), Room(40.0, 0.53))[0].least_cells is None
    assert judged(_grid(1, "picture"), Room(40.0, 0.53)) == ()


def test_every_stop_of_a_tour_is_judged_and_those_of_a_type_together() -> None:
    room = Room(3.0, 0.53)
    stops = [{"type": kind} for kind in ("camera", "queue", "camera", "picture", "queue")]
    grid = {"rows": 4, "cols": 4, "tiles": [{"type": "tour", "row": 0, "col": 0, "tiles": stops, "dwell_s": 9}]}
    found = judged(ScreenSpec.model_validate(grid), room)
    assert [(one.type, one.stops, one.is_legible) for one in found] == [
        ("camera", (0, 2), True), ("queue", (1, 4), False),
    ]  # fmt: skip
    alone = {**grid, "tiles": [{"type": "queue", "row": 0, "col": 0}]}
    [same] = judged(ScreenSpec.model_validate(alone), room)
    assert (same.arc_minutes, same.stops) == (found[1].arc_minutes, ()), "a stop is as large as its tour"
    for odd in (None, "x", [], ["x"]):
        empty = {**grid, "tiles": [{"type": "tour", "row": 0, "col": 0, "tiles": odd}]}
        assert [one.type for one in judged(ScreenSpec.model_validate(empty), room)] == ["tour"]


@given(st.floats(1, 40), st.floats(0.1, 2), st.integers(1, 8), st.sampled_from(["camera", "indicator", "queue"]))
def test_a_farther_seat_never_reads_better_and_advice_always_helps(
    metres: float, pitch: float, side: int, kind: str
) -> None:
    near, far = judged(_grid(side, kind), Room(metres, pitch))[0], judged(_grid(side, kind), Room(metres * 2, pitch))[0]
    assert far.arc_minutes <= near.arc_minutes + 1e-6
    if not near.is_legible and near.least_cells is not None:
        assert near.least_cells > (1, 1)


def test_attention_is_the_trials_figures_and_a_line_between_them() -> None:
    for monitors, share in DETECTED:
        assert detected(monitors) == pytest.approx(share)
    assert detected(5) == pytest.approx(0.66)
    assert detected(40) == pytest.approx(0.53)
    found = attention(["camera"] * 20 + ["indicator", "queue"], 2)
    assert (found.tiles, found.per_watcher, found.is_beyond, found.is_too_many) == (20, 10.0, True, True)
    assert found.most == 2 * COMFORTABLE
    assert not attention(["camera"] * 4, 0).is_too_many, "nobody named is one person"


@given(st.floats(0, 30), st.floats(0, 30))
def test_more_to_watch_is_never_seen_better(one: float, other: float) -> None:
    assert (detected(one) >= detected(other)) == (one <= other) or math.isclose(detected(one), detected(other))


def _tile(state: str = "live", old_s: float | None = None, name: str = "Cầu") -> TileReport:
    as_of = None if old_s is None else NOW - timedelta(seconds=old_s)
    return TileReport(place="0", type="camera", name=name, state=state, as_of=as_of)


def test_the_board_names_the_oldest_and_counts_what_is_not_live() -> None:
    board = ages([_tile(), _tile(old_s=14, name="Mực nước"), _tile("frozen", name="Hầm")], NOW)
    assert (board.oldest_s, board.oldest, board.not_live, board.dark) == (14.0, "Mực nước", 1, ("Hầm",))
    lost = ages([_tile(old_s=3)], NOW, cut_off=True)
    assert lost.not_live == 1, "nobody knows whether a node that is cut off shows anything"
    both = together([board, lost, Ages()])
    assert (both.tiles, both.not_live, both.oldest_s) == (4, 2, 14.0)


def _wall(**changes: Any) -> Wall:
    screens = tuple(WallScreen(id=f"m{n}", node=f"pc{n // 2}") for n in range(4))
    return Wall(id="w", name="W", screens=screens, revision=7, **changes)


def _actual(cut_off: bool = False, **said: Any) -> Actual:
    report = ScreenReport(id="m0", **{"wish_revision": 7, "tiles": (_tile(),), **said})
    return Actual(nodes=(NodeReport(node="pc0", reported_at=NOW, cut_off=cut_off, screens=(report,)),))


@pytest.mark.parametrize(
    ("actual", "codes"),
    [
        (None, []),
        (Actual(), ["not_heard"]),
        (_actual(), []),
        (_actual(cut_off=True), ["cut_off"]),
        (_actual(present=False, trouble="no_monitor", tiles=(_tile("frozen"),)), ["absent"]),
        (_actual(trouble="bad_layout", tiles=(_tile("frozen"),)), ["trouble", "not_live"]),
        (_actual(wish_revision=6), ["not_applied"]),
        (_actual(blank=True), ["not_blank"]),
        (_actual(frozen=True), ["not_frozen"]),
    ],
)  # fmt: skip
def test_what_differs_is_told_the_gravest_first(actual: Actual | None, codes: list[str]) -> None:
    told = Told(revision=7, at=NOW - timedelta(minutes=1), screens=("m0",))
    assert [one.code for one in differences(_wall(told=(told,)), actual, "m0", NOW)] == codes


def test_a_change_that_is_on_its_way_does_not_differ_yet_nor_does_one_of_another_screen() -> None:
    fresh = Told(revision=7, at=NOW - timedelta(seconds=1), screens=("m0",))
    assert differences(_wall(told=(fresh,)), _actual(wish_revision=6), "m0", NOW) == ()
    other = Told(revision=7, at=NOW - timedelta(minutes=1), screens=("m1",))
    assert differences(_wall(told=(other,)), _actual(wish_revision=6), "m0", NOW) == ()


def test_screens_stand_as_the_wall_says_else_node_by_node_else_in_reading_order() -> None:
    assert places(_wall()) == {"m0": (0, 0), "m1": (0, 1), "m2": (1, 0), "m3": (1, 1)}
    said = tuple(WallScreen(id=f"m{n}", node="pc", row=0, col=3 - n) for n in range(4))
    assert places(Wall(id="w", screens=said))["m0"] == (0, 3)
    five = Wall(id="w", screens=tuple(WallScreen(id=f"m{n}", node="pc") for n in range(5)))
    assert places(five)["m4"] == (1, 1)
    assert places(Wall(id="w")) == {}


def test_only_what_would_really_change_is_told() -> None:
    wall = _wall(desired={"m0": Wish(layout="a")})
    wishes = {"m0": Wish(layout="a"), "m1": Wish(layout="a"), "gone": Wish(layout="a")}
    assert set(changed(wall, wishes)) == {"m1"}


@given(st.integers(0, 20), st.integers(0, 8))
def test_what_a_desk_shows_always_makes_a_screen_that_can_be_shown(cameras: int, indicators: int) -> None:
    ids = [f"cam-{n}" for n in range(cameras)]
    for wish in (camera_grid(ids), bundle(ids, [f"cs-{n}" for n in range(indicators)])):
        spec = ScreenSpec.model_validate(wish.screen)
        assert len(spec.tiles) <= max(1, cameras + indicators)


def test_what_is_pushed_around_an_incident_can_be_read_in_the_sample_citys_room() -> None:
    spec = ScreenSpec.model_validate(bundle([f"cam-{n}" for n in range(6)], ["cs-1", "cs-2"]).screen)
    assert all(one.is_legible for one in judged(spec, Room(5.0, 0.9)))
