"""The rules of walls and layouts as tables of cases: nothing here needs a server."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.base.clock import iso
from backend.walls.layout_check import layout_fault
from backend.walls.rules import put_up
from backend.walls.wishes import wish_fault
from contract.instants import parse_ms
from tests.backend import alone as layout_rules
from tests.backend import alone as rules
from tests.backend.alone import LayoutDeed, WallDeed, WallOutcome

NOW = "2026-11-21T14:00:00.000Z"
DAY, NIGHT, FLOOD = ({"layout": name, "index": 0} for name in ("day", "night", "flood"))
PAIR: dict[str, Any] = {"screens": [{"rows": 1, "cols": 1}, {"rows": 2, "cols": 2}]}
LAYOUTS = dict.fromkeys(("day", "night", "flood"), PAIR)
PEOPLE = {"ha.le": "operator", "tuan.pham": "operator", "an.nguyen": "duty_officer", "w": "wall", "adm": "admin"}


def later(seconds: float) -> str:
    return iso(parse_ms(NOW) + round(seconds * 1000))


def wall(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Tường", "screens": [{"id": "a", "node": "n"}, {"id": "b", "node": "n"}],
        "desired": {"a": DAY, "b": DAY},
        "presets": [{"id": "night", "name": "Đêm", "screens": {"a": NIGHT, "b": NIGHT, "gone": NIGHT}}],
        "lease": None, "told": [], "changed": {}, "revision": 1, **fields,
    }  # fmt: skip


def held(by: str, seconds: float = 60) -> dict[str, Any]:
    return {"holder_id": by, "holder_name": by.title(), "device_id": "x", "until": later(seconds)}


def act(verb: str, payload: dict[str, Any], by: str = "ha.le", at: str = NOW, **fields: Any) -> Act:
    return Act(
        action_id="id", type=verb, base_version=fields.pop("base_version", 1), payload=payload, actor_id=by,
        actor_name=by.title(), role=PEOPLE[by], occurred_at=fields.pop("occurred_at", at), received_at=at, **fields,
    )  # fmt: skip


def do(before: dict[str, Any], verb: str, payload: dict[str, Any], by: str = "ha.le", at: str = NOW) -> WallOutcome:
    kept = copy.deepcopy(before)
    done = rules.fold(WallDeed(act(verb, payload, by, at), "w", before, "desk", LAYOUTS.get))
    assert before == kept, "a rule never changes what it was given"
    return done


def shown(done: WallOutcome) -> dict[str, Any]:
    assert done.wall is not None
    return done.wall


@pytest.mark.parametrize(
    ("lease", "verb", "payload", "by", "result", "code", "holder"),
    [
        (None, "wall_take", {"minutes": 10}, "ha.le", "applied", "", "ha.le"),
        ("ha.le", "wall_take", {"minutes": 1}, "ha.le", "applied", "", "ha.le"),
        ("tuan.pham", "wall_take", {"minutes": 10}, "ha.le", "rejected", "wall-held", "tuan.pham"),
        ("tuan.pham", "wall_take", {"minutes": 10, "take_over": True}, "ha.le", "rejected", "wall-held", "tuan.pham"),
        ("tuan.pham", "wall_take", {"minutes": 10}, "an.nguyen", "rejected", "wall-held", "tuan.pham"),
        ("tuan.pham", "wall_take", {"minutes": 10, "take_over": True}, "an.nguyen", "applied", "", "an.nguyen"),
        (None, "wall_take", {"minutes": 0}, "ha.le", "rejected", "bad-payload", None),
        (None, "wall_take", {"minutes": 61}, "ha.le", "rejected", "bad-payload", None),
        (None, "wall_take", {"minutes": True}, "ha.le", "rejected", "bad-payload", None),
        (None, "wall_take", {"minutes": 5}, "w", "rejected", "forbidden", None),
        (None, "wall_take", {"minutes": 5}, "adm", "rejected", "forbidden", None),
        ("ha.le", "wall_release", {}, "ha.le", "applied", "", None),
        ("tuan.pham", "wall_release", {}, "ha.le", "superseded", "", "tuan.pham"),
        ("tuan.pham", "wall_release", {}, "an.nguyen", "superseded", "", "tuan.pham"),
        (None, "wall_release", {}, "ha.le", "superseded", "", None),
        (None, "wall_show", {"screens": {"a": NIGHT}, "revision": 1}, "ha.le", "applied", "", "ha.le"),
        ("tuan.pham", "wall_show", {"screens": {"a": NIGHT}, "revision": 1}, "ha.le", "rejected", "wall-held",
         "tuan.pham"),
        ("tuan.pham", "wall_preset", {"preset": "night", "revision": 1}, "an.nguyen", "rejected", "wall-held",
         "tuan.pham"),
        ("tuan.pham", "wall_identify", {"seconds": 10}, "ha.le", "applied", "", "tuan.pham"),
        (None, "wall_identify", {"seconds": 61}, "ha.le", "rejected", "bad-payload", None),
        (None, "wall_dance", {}, "ha.le", "rejected", "unknown-action", None),
    ],
)  # fmt: skip
def test_who_leads(*, lease: str | None, verb: str, payload: dict[str, Any], by: str, result: str, code: str,
                   holder: str | None) -> None:  # fmt: skip
    before = wall(lease=held(lease) if lease else None)
    done = do(before, verb, payload, by)
    assert (done.result, (done.problem or {}).get("code", "")) == (result, code)
    after = (done.wall or before)["lease"]
    assert (after or {}).get("holder_id") == holder


def test_an_expired_lease_is_none_and_a_push_lengthens_ones_own() -> None:
    stale = wall(lease=held("tuan.pham", -1))
    assert shown(do(stale, "wall_take", {"minutes": 2}))["lease"]["until"] == later(120)
    assert not shown(do(stale, "wall_take", {"minutes": 2}))["told"], "nobody was there to be told"
    short, long = wall(lease=held("ha.le", 30)), wall(lease=held("ha.le", 3000))
    push = {"screens": {"a": NIGHT}, "revision": 1}
    assert shown(do(short, "wall_show", push))["lease"]["until"] == later(300)
    assert shown(do(long, "wall_show", push))["lease"]["until"] == later(3000)


def test_who_is_taken_over_from_is_told() -> None:
    after = shown(do(wall(lease=held("tuan.pham")), "wall_take", {"minutes": 5, "take_over": True}, "an.nguyen"))
    assert [(one["verb"], one["actor_id"], one["against_id"]) for one in after["told"]] == [
        ("wall_take", "an.nguyen", "tuan.pham")
    ]
    assert after["revision"] == 1, "what is shown stays"


@pytest.mark.parametrize(
    ("by", "screens", "seen", "result"),
    [
        ("tuan.pham", {"a": FLOOD}, 1, "superseded"),  # the same screen, later, by another person
        ("tuan.pham", {"a": FLOOD, "b": FLOOD}, 1, "superseded"),  # all or nothing
        ("tuan.pham", {"a": NIGHT}, 1, "rejected"),  # just what is there already: no conflict, but led by another
        ("tuan.pham", {"b": FLOOD}, 1, "rejected"),  # another screen: no conflict, but led by another
        ("tuan.pham", {"a": FLOOD}, 2, "rejected"),  # saw the change: no conflict, but led by another
        ("ha.le", {"a": FLOOD}, 1, "applied"),  # one's own change is no surprise
    ],
)
def test_of_two_who_push_the_first_counts(by: str, screens: dict[str, Any], seen: int, result: str) -> None:
    first = shown(do(wall(), "wall_show", {"screens": {"a": NIGHT}, "revision": 1}))
    assert (first["revision"], first["desired"]) == (2, {"a": NIGHT, "b": DAY})
    second = do(first, "wall_show", {"screens": screens, "revision": seen}, by)
    assert second.result == result
    if result == "superseded":
        after = shown(second)
        assert (after["desired"], after["revision"], after["lease"]) == (first["desired"], 2, first["lease"])
        told = after["told"][-1]
        assert (told["actor_id"], told["against_id"], told["result"]) == ("tuan.pham", "ha.le", "superseded")


def test_once_the_first_let_go_a_second_push_that_saw_it_is_done() -> None:
    first = shown(do(wall(), "wall_show", {"screens": {"a": NIGHT}, "revision": 1}))
    free = shown(do(first, "wall_release", {}))
    assert do(free, "wall_show", {"screens": {"b": FLOOD}, "revision": 1}, "tuan.pham").result == "applied"
    assert do(free, "wall_show", {"screens": {"a": FLOOD}, "revision": 1}, "tuan.pham").result == "superseded"


def test_a_preset_fills_the_screens_that_there_are_and_rolls_back() -> None:
    night = shown(do(wall(), "wall_preset", {"preset": "night", "revision": 1}))
    assert night["desired"] == {"a": NIGHT, "b": NIGHT}
    flood = shown(do(night, "wall_show", {"screens": {"b": FLOOD}, "revision": 2}))
    back = shown(do(flood, "wall_roll_back", {"to": 2}))
    assert (back["desired"], back["revision"]) == ({"a": DAY, "b": DAY}, 4)
    again = shown(do(back, "wall_roll_back", {"to": 4}))
    assert again["desired"] == {"a": NIGHT, "b": FLOOD}, "a roll back is rolled back like anything else"
    for to in (1, 99, True, "2", None):
        refused = do(back, "wall_roll_back", {"to": to})
        assert (refused.result, (refused.problem or {})["code"]) == ("rejected", "bad-payload"), to
    assert do(wall(), "wall_preset", {"preset": "no", "revision": 1}).result == "rejected"
    assert do(wall(), "wall_preset", {"preset": "night"}).result == "rejected", "nobody pushes unseen"


def test_told_is_bounded_and_what_was_never_wished_rolls_back_to_nothing() -> None:
    now = wall(desired={})
    for turn in range(30):
        now = shown(do(now, "wall_show", {"screens": {"a": (DAY, NIGHT)[turn % 2]}, "revision": turn + 1}))
    assert [one["revision"] for one in now["told"]] == list(range(12, 32))
    first = shown(do(wall(desired={}), "wall_show", {"screens": {"a": DAY}, "revision": 1}))
    assert shown(do(first, "wall_roll_back", {"to": 2}))["desired"] == {"a": {}}


def test_what_outlived_its_minute_is_not_done() -> None:
    payload = {"screens": {"a": NIGHT}, "revision": 1}
    for age, result in ((60, "applied"), (70, "rejected")):
        late = act("wall_show", payload, at=later(age), occurred_at=NOW)
        done = rules.fold(WallDeed(late, "w", wall(), "desk", LAYOUTS.get))
        assert done.result == result, age
    ahead = act("wall_show", payload, at=NOW, occurred_at=later(3600), skew_s=3600 + 100)
    assert rules.fold(WallDeed(ahead, "w", wall(), "desk", LAYOUTS.get)).result == "rejected", "by the server's clock"


def test_a_plan_goes_past_every_lease_and_tells_the_holder() -> None:
    after = put_up(wall(lease=held("ha.le")), {"a": FLOOD}, act("plan_activate", {}, "an.nguyen"), "plan")
    assert (after["desired"]["a"], after["lease"]["holder_id"]) == (FLOOD, "ha.le")
    assert (after["told"][-1]["verb"], after["told"][-1]["against_id"], after["told"][-1]["before"]) == (
        "plan", "ha.le", {"a": DAY},
    )  # fmt: skip
    late = do(after, "wall_show", {"screens": {"a": NIGHT}, "revision": 1})
    assert late.result == "superseded", "who had not seen the plan does not undo it"


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        ({}, None),
        ({"blank": True}, None),
        ({"layout": "day", "index": 1, "frozen": True}, None),
        ({"layout": "day"}, None),
        ({"tour": [DAY, {"screen": {"rows": 1, "cols": 1}}], "dwell_s": 15}, None),
        ("day", ""),
        ({"layout": "no"}, "layout"),
        ({"layout": ["day"]}, "layout"),
        ({"layout": "day", "index": 2}, "index"),
        ({"layout": "day", "index": True}, "index"),
        ({"index": 0}, "index"),
        ({"layout": "day", "screen": {}}, "screen"),
        ({"layout": "day", "zoom": 2}, "zoom"),
        ({"blank": 1}, "blank"),
        ({"dwell_s": 5}, "dwell_s"),
        ({"tour": [], "dwell_s": 5}, "tour"),
        ({"tour": [DAY], "dwell_s": 1}, "dwell_s"),
        ({"tour": [DAY, {"layout": "no"}], "dwell_s": 5}, "tour.1.layout"),
        ({"tour": [{"tour": [DAY], "dwell_s": 5}], "dwell_s": 5}, "tour.0.tour"),
        ({"screen": {"rows": 0, "cols": 1}}, "screen.rows"),
        ({"screen": []}, "screen"),
    ],
)
def test_a_wish_that_no_node_could_show_is_named(wish: Any, field: str | None) -> None:
    fault = wish_fault(wish, LAYOUTS.get)
    assert (fault.field if fault is not None else None) == field
    done = do(wall(), "wall_show", {"screens": {"a": wish}, "revision": 1})
    if field is None:
        assert shown(done)["desired"]["a"] == wish
    else:
        assert (done.problem or {})["field"] == f"screens.a.{field}".rstrip(".")


@pytest.mark.parametrize("screens", [None, {}, [], {"z": DAY}, {"a": DAY, "z": DAY}])
def test_only_screens_of_the_wall_are_shown_on(screens: Any) -> None:
    assert do(wall(), "wall_show", {"screens": screens, "revision": 1}).result == "rejected"


@pytest.mark.parametrize("broken", [{"screens": 3, "told": "x", "lease": 7, "desired": [], "changed": None}, {}])
def test_a_wall_that_a_connector_brought_broken_breaks_nothing(broken: dict[str, Any]) -> None:
    for verb, payload in (
        ("wall_take", {"minutes": 5}), ("wall_release", {}), ("wall_show", {"screens": {"a": DAY}, "revision": 0}),
        ("wall_preset", {"preset": "night", "revision": 0}), ("wall_roll_back", {"to": 1}),
        ("wall_identify", {"seconds": 5}),
    ):  # fmt: skip
        assert do(broken, verb, payload).result in {"applied", "superseded", "rejected"}


# layouts


def body(*tiles: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"screens": [{"rows": 2, "cols": 2, "tiles": list(tiles)}], **fields}


@pytest.mark.parametrize(
    ("given", "field"),
    [
        (body(), None),
        (body({"type": "a-newer-one", "row": 0, "col": 0, "depth": 3}, colour="kept"), None),
        (body({"type": "clock", "row": 0, "col": 0, "cols": 2}, {"type": "clock", "row": 1, "col": 0}), None),
        (body({"type": "clock", "row": 0, "col": 0, "cols": 3}), "screens.0"),
        (body({"type": "clock", "row": 0, "col": 0, "rows": 2}, {"type": "clock", "row": 1, "col": 0}), "screens.0"),
        (body({"type": "", "row": 0, "col": 0}), "screens.0.tiles.0.type"),
        (body({"type": "clock", "row": "0", "col": 0}), "screens.0.tiles.0.row"),
        (body(format=0), "format"),
        (body(seat_distance_m=0), "seat_distance_m"),
        ({"screens": []}, "screens"),
        ({}, "screens"),
        ([], "body"),
        (body({"type": "text", "row": 0, "col": 0, "text": "\0"}), "body"),
        (body({"type": "text", "row": 0, "col": 0, "text": "x" * 600_000}), "body"),
        (body({"type": "text", "row": 0, "col": 0, "size": float("nan")}), "body"),
    ],
)
def test_a_layout_is_read_as_strictly_as_the_console_reads_it(given: Any, field: str | None) -> None:
    fault = layout_fault(given)
    assert (fault.field if fault is not None else None) == field


@pytest.mark.parametrize(
    ("version", "base", "verb", "payload", "result", "code"),
    [
        (None, 0, "layout_save", {"name": "Mới", "body": body()}, "applied", ""),
        (None, 3, "layout_save", {"name": "Mới", "body": body()}, "conflict", "layout-changed"),
        (2, 2, "layout_save", {"name": "Mới", "body": body()}, "applied", ""),
        (2, 1, "layout_save", {"name": "Mới", "body": body()}, "conflict", "layout-changed"),
        (2, 0, "layout_save", {"name": "Mới", "body": body()}, "conflict", "layout-changed"),
        (2, 2, "layout_save", {"name": " ", "body": body()}, "rejected", "bad-layout"),
        (2, 2, "layout_save", {"name": "Mới", "body": {}}, "rejected", "bad-layout"),
        (2, 2, "layout_save", {"name": "Mới"}, "rejected", "bad-layout"),
        (2, 2, "layout_remove", {}, "applied", ""),
        (2, 1, "layout_remove", {}, "conflict", "layout-changed"),
        (None, 1, "layout_remove", {}, "rejected", "unknown-target"),
        (2, 2, "layout_paint", {}, "rejected", "unknown-action"),
    ],
)
def test_saving_and_removing(
    *, version: int | None, base: int, verb: str, payload: dict[str, Any], result: str, code: str
) -> None:
    found = (version, {"name": "Cũ", "body": body()}) if version is not None else None
    done = layout_rules.fold(LayoutDeed(act(verb, payload, base_version=base), "mine", found, {"w": wall()}))
    assert (done.result, (done.problem or {}).get("code", "")) == (result, code)


@pytest.mark.parametrize(
    ("key", "where"),
    [("day", "a"), ("night", "Đêm"), ("flood", "b"), ("free", None)],
)
def test_what_a_wall_wishes_is_not_removed(key: str, where: str | None) -> None:
    hung = wall(desired={"a": DAY, "b": {"tour": [DAY, FLOOD], "dwell_s": 9}})
    deed = LayoutDeed(act("layout_remove", {}), key, (1, {}), {"w": hung})
    done = layout_rules.fold(deed)
    assert (done.problem or {}).get("where") == where
    assert done.removed is (where is None)
