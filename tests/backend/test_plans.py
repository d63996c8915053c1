"""Response plans as rules: who may do what, what joins what, what the walls show before, during and after."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.base.clock import iso
from backend.city import loading
from backend.city.problems import CityPackError
from backend.people.roles import Role
from backend.privacy import sight
from contract.instants import parse_ms
from contract.ownership import merged
from tests.backend.alone import PlanOutcome
from tests.backend.plan_room import FIRE, FLOOD, Room
from tests.journeys.city import PACK


def _code(done: PlanOutcome) -> tuple[str, str]:
    return done.result, (done.problem or {}).get("code", "")


@pytest.fixture
def room() -> Room:
    return Room()


def test_an_officer_activates_and_everything_follows_at_once(room: Room) -> None:
    before = dict(room.wall())
    done = room.activate("a1", late_s=7200, via="Lê Thu Hà")
    assert done.result == "applied"
    assert done.records[-1][0] == "plan", "the target comes last: its version tells that all the rest is here"
    one = room.one("a1")
    assert (one["level"], one["offline"], one["by"]) == (2, True, "Nguyễn Hữu An")
    assert parse_ms(one["next_report_at"]) - parse_ms(one["activated_at"]) == 360 * 60_000, "the rhythm of level 2"
    assert one["log"][0]["via"] == "Lê Thu Hà", "who was signed in at the desk is told"
    preset = next(p for p in room.records["wall", "phong-truc"]["presets"] if p["id"] == "ngap-lut")["screens"]
    assert room.wall() == {**before, **preset}
    assert room.records["wall", "phong-truc"]["told"][-1]["verb"] == "plan"
    assert room.shift_lines() == ["plan_activated"]
    room.do("plan_stand_down", activation_id="a1", reason="Nước rút")
    assert room.wall() == before
    assert room.shift_lines()[-1] == "plan_stood_down"
    assert room.events("a1") == ["activated", "wall_shown", "stood_down", "wall_back"]


@pytest.mark.parametrize(
    ("verb", "payload"),
    [
        ("plan_activate", {"activation_id": "b", "level": 2, "reason": "x"}),
        ("plan_level", {"level": 3, "reason": "x"}),
        ("plan_report", {"text": "x"}), ("plan_poll", {"question": "x"}), ("plan_stand_down", {"reason": "x"}),
        ("plan_inject", {"title": "x", "severity": 1}),
    ],
)  # fmt: skip
def test_what_only_an_officer_may_is_judged_at_replay(room: Room, verb: str, payload: Mapping[str, Any]) -> None:
    room.activate("a1")
    said = {"activation_id": "a1", **payload}
    assert _code(room.do(verb, role="operator", late_s=9999, **said)) == ("rejected", "forbidden")
    assert _code(room.do(verb, role="wall", **said)) == ("rejected", "forbidden")
    assert _code(room.do("plan_log", role="operator", activation_id="a1", text="Trực tại chỗ"))[0] == "applied"


def test_a_second_activation_joins_the_first_and_the_higher_level_counts(room: Room) -> None:
    room.activate("a1", level=2)
    assert room.activate("b2", level=4, reason="Đê Rạch Lá rò").result == "superseded"
    assert ("activation", "b2") not in room.records
    assert room.one("a1")["level"] == 4
    assert room.activate("c3", level=1).result == "superseded"
    assert room.one("a1")["level"] == 4, "never lowered by joining"
    assert room.do("plan_log", activation_id="b2", text="Điều thêm xuồng").result == "applied"
    assert room.events("a1") == ["activated", "wall_shown", "joined", "joined", "note"], "its lines join the first"
    room.do("plan_stand_down", activation_id="c3", reason="Xong")
    assert room.one("a1")["ended_at"]
    assert room.activate("d4").result == "applied", "over: the next one is new"


def test_a_stale_level_lowers_nothing(room: Room) -> None:
    room.activate("a1", level=2)
    room.do("plan_level", activation_id="a1", level=4, reason="Nước lên", base_level=2)
    assert (
        room.do("plan_level", activation_id="a1", level=1, reason="Tưởng đã rút", base_level=2).result == "superseded"
    )
    assert room.one("a1")["level"] == 4
    assert room.do("plan_level", activation_id="a1", level=5, reason="Vỡ bờ", base_level=2).result == "applied"
    assert room.do("plan_level", activation_id="a1", level=3, reason="Rút dần", base_level=5).result == "applied"
    assert _code(room.do("plan_level", activation_id="a1", level=9, reason="x")) == ("rejected", "bad-payload")
    assert room.one("a1")["level"] == 3


def test_reports_begin_the_countdown_anew_and_late_is_told(room: Room) -> None:
    room.activate("a1", level=5)
    room.minute += 40
    room.do("plan_report", activation_id="a1", text="Báo cáo số 1")
    one = room.one("a1")
    assert one["log"][-1]["params"]["late_min"] == 11
    sent = parse_ms(one["reports"][0]["at"])
    assert parse_ms(one["next_report_at"]) == sent + 30 * 60_000
    room.minute += 100
    room.do("plan_level", activation_id="a1", level=4, reason="Giảm")
    changed = parse_ms(room.one("a1")["log"][-1]["at"])
    assert parse_ms(room.one("a1")["next_report_at"]) == changed, "a new rhythm makes nobody late for a time before it"


def test_the_first_step_counts_and_every_word_of_an_agency_is_kept(room: Room) -> None:
    room.activate("a1")
    step: dict[str, Any] = {"activation_id": "a1", "checklist": "main", "step": "xac-minh", "title": "Xác minh"}
    step["text"] = "0,6 m"
    assert room.do("plan_step", role="operator", **step).result == "applied"
    assert room.do("plan_step", **step).result == "superseded"
    assert len(room.one("a1")["steps"]) == 1
    assert room.events("a1")[-2:] == ["step", "step"]
    assert _code(room.do("plan_answer", activation_id="a1", agency="pccc", go=True)) == ("rejected", "unknown-poll")
    room.do("plan_poll", activation_id="a1", question="Sẵn sàng?")
    for go in (False, True):
        assert room.do("plan_answer", role="operator", activation_id="a1", agency="pccc", go=go).result == "applied"
    assert [said["go"] for said in room.one("a1")["polls"][0]["answers"]] == [False, True]
    assert _code(room.do("plan_answer", activation_id="a1", agency="tai-chinh", go=True))[0] == "rejected"


def test_a_drill_is_stored_apart_and_a_real_emergency_ends_it(room: Room) -> None:
    before = dict(room.wall())
    room.activate("d1", drill=True)
    assert room.wall() == before, "the wall is left alone unless asked"
    room.activate("d2", FIRE, drill=True, show_on_wall=True)
    assert room.wall() != before
    assert room.do("plan_inject", FIRE, activation_id="d2", title="Cháy kho sơn", severity=1, place="Tân Lộc").result
    incident = next(data for (kind, key), data in room.records.items() if kind == "incident")
    assert incident["drill"] is True
    assert incident["title"].startswith("DIỄN TẬP: ")
    assert room.shift_lines() == [], "no line in the watch's log"
    room.activate("r1", level=3)
    assert room.one("d1")["ended_at"]
    assert room.one("d2")["ended_at"]
    assert not room.records["plan", FLOOD].get("running_drill")
    assert not room.records["plan", FIRE].get("running_drill")
    assert next(data for (kind, _), data in room.records.items() if kind == "incident")["state"] == "closed"
    assert _code(room.do("plan_inject", activation_id="r1", title="x", severity=1)) == ("rejected", "not-a-drill")
    room.do("plan_stand_down", activation_id="r1", reason="Xong")
    assert room.wall() == before, "what stood before the drill, not the drill's own"


def test_what_was_put_up_by_hand_stays_and_two_plans_leave_what_stood_before_both(room: Room) -> None:
    before = dict(room.wall())
    room.activate("a1")
    room.activate("f1", FIRE, level=1)
    room.do("plan_stand_down", activation_id="a1", reason="Rút")
    assert room.wall() != before, "the fire's scene stays"
    wall = room.records["wall", "phong-truc"]
    by_hand = {"layout": "truc-dem", "index": 0}
    room.records["wall", "phong-truc"] = {**wall, "desired": {**wall["desired"], "t1": by_hand}}
    room.do("plan_stand_down", FIRE, activation_id="f1", reason="Dập tắt")
    assert room.wall() == {**before, "t1": by_hand}


def test_odd_payloads_are_refused_and_change_nothing(room: Room) -> None:
    kept = dict(room.records)
    payloads: tuple[dict[str, Any], ...] = (
        {"activation_id": "", "level": 1, "reason": "x"}, {"activation_id": "a", "level": True, "reason": "x"},
        {"activation_id": "a", "level": 1, "reason": " "}, {"activation_id": ["a"], "level": 1, "reason": "x"},
    )  # fmt: skip
    for payload in payloads:
        assert _code(room.do("plan_activate", **payload)) == ("rejected", "bad-payload")
    assert _code(room.do("plan_log", activation_id="no", text="x")) == ("rejected", "unknown-activation")
    assert _code(room.do("plan_burn", activation_id="no")) == ("rejected", "unknown-action")
    assert room.records == kept


@pytest.mark.parametrize("odd", [None, 5, "x", [1, "y"], {"a": 1}, [{"level": "x", "id": []}], True])
def test_whatever_a_connector_brings_a_plan_never_fails(room: Room, odd: object) -> None:
    """What cannot be read is left out; an emergency is logged even under a plan that came half."""
    whole = dict(room.records["plan", FLOOD])
    for field in whole:
        room.records["plan", FLOOD] = {**whole, field: odd}
        key = f"a-{field}"
        level = 0 if field == "scale" else 2
        assert room.activate(key, level=level).result in {"applied", "rejected"}
        for verb, payload in (
            ("plan_level", {"level": 3, "reason": "x"}), ("plan_report", {"text": "x"}), ("plan_log", {"text": "x"}),
            ("plan_poll", {"question": "x"}), ("plan_answer", {"agency": "pccc", "go": True}),
            ("plan_step", {"checklist": "main", "step": "x", "title": "x"}), ("plan_stand_down", {"reason": "x"}),
        ):  # fmt: skip
            assert room.do(verb, activation_id=key, **payload).result in {"applied", "superseded", "rejected"}


def test_a_clock_that_is_far_off_breaks_nothing(room: Room) -> None:
    """A desk whose clock stands in the year 1 activates; one that is ahead makes no report due before it was heard."""
    assert room.activate("a1", late_s=-(10**7)).result == "applied"
    assert room.one("a1")["activated_at"] == room.one("a1")["received_at"], "never after it was heard"
    act = Act("x", "plan_log", 1, {}, "a", "A", "operator", "0001-01-01T00:00:00Z", iso(0), skew_s=-9e9)
    assert act.at


def test_a_connector_changes_a_plan_and_not_what_runs_of_it(room: Room) -> None:
    room.activate("a1")
    brought = {"name": "Tên mới", "running": "", "deeds": 0}
    after = merged("plan", room.records["plan", FLOOD], brought).data
    assert (after["name"], after["running"], after["deeds"]) == ("Tên mới", "a1", 1)
    assert merged("plan", None, brought).data == {"name": "Tên mới"}


def test_a_wall_never_learns_a_name_a_number_or_a_typed_word(room: Room) -> None:
    room.activate("a1", reason="Ông Bảy báo tin")
    room.do("plan_poll", activation_id="a1", question="Chị Lan sẵn sàng?")
    room.do("plan_answer", activation_id="a1", agency="pccc", go=True, text="gọi 0909")
    room.do("plan_step", activation_id="a1", checklist="main", step="x", title="t", text="Bà Tư ở số 5")
    room.do("plan_report", activation_id="a1", text="Bà Tư")
    shown = sight.shown(Role.WALL, "activation", room.one("a1"))
    text = str(shown)
    for secret in ("An", "Bảy", "Lan", "0909", "Tư", "Bà"):
        assert secret not in text, secret
    assert shown["level"] == 2
    assert [one["step"] for one in shown["steps"]] == ["x"]
    plan = sight.shown(Role.WALL, "plan", room.records["plan", FLOOD])
    assert "roles" not in plan
    assert plan["checklist"]


@pytest.mark.parametrize(
    ("change", "code", "field"),
    [
        (("level: 5, name: rủi ro thảm họa", "level: 6, name: rủi ro thảm họa"), "wrong_value",
         "[1].scale.levels[5].level"),
        (("level: 2, name: rủi ro trung bình", "level: 1, name: rủi ro trung bình"), "wrong_value",
         "[1].scale.levels[2].level"),
        (("phong-truc: ngap-lut", "phong-truc: ngap"), "unknown_reference", "[1].preset.phong-truc"),
        (("phong-truc: ngap-lut", "phong-hop: ngap-lut"), "unknown_reference", "[1].preset.phong-hop"),
        (("agencies: [thoat-nuoc, cong-an", "agencies: [thoat-nuo, cong-an"), "unknown_reference_hint",
         "[1].agencies[1]"),
        (("agencies: [thoat-nuoc, cong-an", "agencies: [cong-an, cong-an"), "named_twice", "[1].agencies[2]"),
        (("contact: truc-thoat-nuoc", "contact: truc-thoat"), "unknown_reference_hint", "[1].roles[2].contact"),
        (("indicators: [cs-12", "indicators: [cs-99"), "unknown_reference_hint", "[1].indicators[1]"),
        (("next: [lenh-so-tan, diem-tam-tru", "next: [lenh-so-ta, diem-tam-tru"), "unknown_reference_hint",
         "[1].checklist[5].answers[1].next[1]"),
        (("hazard: flood", "hazard: tsunami"), "wrong_value", "[1].hazard"),
        (("report_every_min: 30}", "report_every_min: 1}"), "wrong_value", "[1].scale.levels[5].report_every_min"),
    ],
)  # fmt: skip
def test_faults_of_plans_are_told_with_file_line_and_field(
    tmp_path: Path, change: tuple[str, str], code: str, field: str
) -> None:
    shutil.copytree(PACK, tmp_path / "city")
    path = tmp_path / "city" / "plans.yaml"
    text = path.read_text(encoding="utf-8")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    with pytest.raises(CityPackError) as caught:
        loading.load(tmp_path / "city")
    found = caught.value.problems[0]
    assert (found.file, found.code, found.field) == ("plans.yaml", code, field)
    assert found.line > 1
    assert found.text("vi") != found.text("en")
