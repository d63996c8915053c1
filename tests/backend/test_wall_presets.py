"""Presets that people keep: who may, what waits for the network, and what a city pack may not take away."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.upkeep.taking import Brought, compare, take
from tests.backend import alone as preset_rules
from tests.backend.alone import WallDeed, WallOutcome
from tests.backend.test_wall_rules import DAY, FLOOD, LAYOUTS, NIGHT, NOW, act, held, later, shown, wall

PLANS = {"ngap": {"name": "Ngập lụt", "preset": {"w": "night"}}, "bao": {"name": "Bão", "preset": {"other": "day"}}}


def do(before: dict[str, Any], verb: str, payload: dict[str, Any], by: str = "ha.le", **at: Any) -> WallOutcome:
    kept = copy.deepcopy(before)
    deed = WallDeed(act(f"wall_preset_{verb}", payload, by, **at), "w", before, "desk", LAYOUTS.get, lambda: PLANS)
    done = preset_rules.fold(deed)
    assert before == kept, "a rule never changes what it was given"
    return done


def presets(record: dict[str, Any]) -> dict[str, Any]:
    return {one["id"]: (one["name"], one["screens"]) for one in record["presets"]}


MINE = {"id": "mine", "name": "Của tôi", "screens": {"a": FLOOD}}


@pytest.mark.parametrize(
    ("by", "payload", "result", "code"),
    [
        ("ha.le", {}, "applied", ""),
        ("an.nguyen", {}, "applied", ""),
        ("w", {}, "rejected", "forbidden"),
        ("adm", {}, "rejected", "forbidden"),
        ("ha.le", {"id": "Của tôi"}, "rejected", "bad-payload"),
        ("ha.le", {"name": "  "}, "rejected", "bad-payload"),
        ("ha.le", {"name": "x" * 61}, "rejected", "bad-payload"),
        ("ha.le", {"name": "hai\ndòng"}, "rejected", "bad-payload"),
        ("ha.le", {"screens": {"gone": DAY}}, "rejected", "bad-payload"),
        ("ha.le", {"screens": {"a": {"layout": "none"}}}, "rejected", "bad-payload"),
        ("ha.le", {"screens": {}}, "rejected", "bad-payload"),
        ("ha.le", {"base": -1}, "rejected", "bad-payload"),
        ("ha.le", {"base": True}, "rejected", "bad-payload"),
    ],
)
def test_who_may_keep_what(by: str, payload: dict[str, Any], result: str, code: str) -> None:
    before = wall(lease=held("tuan.pham"))
    done = do(before, "save", MINE | payload, by)
    assert (done.result, (done.problem or {}).get("code", "")) == (result, code)
    if result == "applied":
        after = shown(done)
        assert presets(after)["mine"] == ("Của tôi", {"a": FLOOD})
        assert {**after, "presets": 0, "kept_presets": 0} == {**before, "presets": 0, "kept_presets": 0}, "nothing else"


def test_without_screens_it_is_what_every_screen_is_wished_to_show_and_never_a_picture_that_stands_still() -> None:
    before = wall(desired={"a": {**NIGHT, "frozen": True}, "lost": DAY})
    after = shown(do(before, "save", {"id": "now", "name": "Bây giờ"}))
    assert presets(after)["now"] == ("Bây giờ", {"a": NIGHT, "b": {}})
    black = shown(
        do(wall(), "save", {"id": "x", "name": "X", "screens": {"b": {**DAY, "blank": True, "frozen": True}}})
    )
    assert presets(black)["x"][1] == {"b": {**DAY, "blank": True}}


def test_what_was_kept_hours_ago_is_kept_now_for_it_is_no_order() -> None:
    assert do(wall(), "save", MINE, at=later(7200), occurred_at=NOW).result == "applied"


def test_of_two_who_keep_the_same_the_first_counts_and_both_are_told() -> None:
    first = shown(do(wall(), "save", {**MINE, "base": 0}))
    assert do(first, "save", {**MINE, "base": 0}, "tuan.pham").result == "applied", "just the same is no quarrel"
    late = do(first, "save", {**MINE, "screens": {"b": NIGHT}, "base": 0}, "tuan.pham")
    assert late.result == "superseded"
    assert presets(shown(late))["mine"] == ("Của tôi", {"a": FLOOD})
    line = shown(late)["told"][-1]
    assert (line["actor_id"], line["against_id"], line["what"], line["result"]) == (
        "tuan.pham", "ha.le", "Của tôi", "superseded",
    )  # fmt: skip
    seen = do(first, "save", {**MINE, "screens": {"b": NIGHT}, "base": 1}, "tuan.pham")
    assert presets(shown(seen))["mine"][1] == {"b": NIGHT}, "who saw the other's may save over it"
    again = do(first, "save", {**MINE, "name": "Khác", "base": 0})
    assert presets(shown(again))["mine"][0] == "Khác", "one's own is no surprise"
    assert do(first, "remove", {"id": "mine", "base": 0}, "tuan.pham").result == "superseded"
    gone = shown(do(first, "remove", {"id": "mine", "base": 1}, "tuan.pham"))
    assert "mine" not in presets(gone)
    assert do(gone, "remove", {"id": "mine", "base": 1}).result == "superseded", "gone is gone"
    assert do(gone, "save", {**MINE, "name": "Mới", "base": 1}).result == "superseded", "removed after it was seen"


def test_what_a_plan_shows_is_not_removed_and_who_names_it_is_told() -> None:
    done = do(wall(), "remove", {"id": "night"})
    assert done.result == "rejected"
    assert done.problem is not None
    assert (done.problem["status"], done.problem["code"], done.problem["plan_name"]) == (
        409, "preset-in-use", "Ngập lụt",
    )  # fmt: skip
    assert do(wall(), "save", {"id": "night", "name": "Đêm", "screens": {"a": DAY}}).result == "applied"


def test_a_wall_has_room_for_so_many() -> None:
    full = wall(presets=[{"id": f"p{n}", "name": "P", "screens": {"a": DAY}} for n in range(preset_rules.MOST)])
    done = do(full, "save", MINE)
    assert (done.problem or {})["code"] == "too-many-presets"
    assert do(full, "save", MINE | {"id": "p3"}).result == "applied", "saving over one needs no room"
    for number in range(preset_rules.REMOVED_MOST + 5):
        full = shown(do(full, "save", {"id": "p1", "name": f"N{number}", "screens": {"a": NIGHT}}))
        full["kept_presets"][f"old{number}"] = {"revision": 1}
    full = shown(do(full, "remove", {"id": "p2"}))
    assert len(full["kept_presets"]) == preset_rules.REMOVED_MOST + 1
    assert "old0" not in full["kept_presets"]
    assert {"p1", "p2"} <= set(full["kept_presets"])


def test_a_pack_that_changes_takes_nothing_of_the_rooms_away() -> None:
    ledger = Ledger(open_engine("sqlite://"))
    screens = [{"id": "a", "node": "n"}, {"id": "b", "node": "n"}]

    def pack(*ids: str, **plans: str) -> Brought:
        found = [{"id": one, "name": f"Gói {one}", "screens": {"a": NIGHT}} for one in ids]
        data = {"name": "Tường", "screens": screens, "presets": found, "desired": {"a": DAY}}
        shows = [("plan", key, {"name": key, "preset": {"w": one}}) for key, one in plans.items()]
        return Brought((*shows, ("wall", "w", data)), "c", "C", "", "{}", "{}")

    take(ledger, pack("night", "day", "flood"), starting=True)
    take(ledger, pack("night", "day", "flood", "new"), starting=True)
    found = ledger.current("wall", "w")
    assert found is not None
    record = found[1]
    assert list(presets(record)) == ["night", "day", "flood", "new"]
    for verb, payload in (
        ("save", MINE), ("save", {"id": "day", "name": "Ngày của phòng", "screens": {"b": FLOOD}}),
        ("remove", {"id": "flood"}), ("save", MINE | {"id": "brief"}), ("remove", {"id": "brief"}),
    ):  # fmt: skip
        record = shown(do(record, verb, payload))
    ledger.publish([("wall", "w", record)])
    take(ledger, pack("day", "flood", "later"), starting=True)
    found = ledger.current("wall", "w")
    assert found is not None
    assert presets(found[1]) == {
        "day": ("Ngày của phòng", {"b": FLOOD}), "later": ("Gói later", {"a": NIGHT}), "mine": ("Của tôi", {"a": FLOOD})
    }, "saved over, removed and new: all as the room left it; what only the pack ever had goes with it"  # fmt: skip
    planned = compare(ledger, pack("flood", p1="flood")).records
    needed = {key: data for kind, key, data in planned if kind == "wall"}["w"]
    assert "flood" in presets(needed), "a plan that begins finds what it shows"
