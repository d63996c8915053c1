"""A city pack that changed: what is said of it, what is taken over and what refused, and that people's work stays."""

from __future__ import annotations

import contextlib
import dataclasses
import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, delete, insert

from backend.base.clock import now_ms
from backend.city.pack import CityPack
from backend.ledger.schema import bound_tokens, meta, tokens, users
from backend.program.structure import put_in_place
from backend.upkeep.taking import BROUGHT, ChangedMeanwhileError, brought, compare, take
from backend.upkeep.words import lines
from tests.backend.upkeep.packs import (
    BASE,
    applied,
    city,
    data,
    everything,
    incident,
    lived,
    planned,
    with_entry,
    with_more,
    without,
)

GOLDEN_VI = """\
  ~ camera cam-01 “Ngã tư Chợ Mới”
      name: “Ngã tư Sông Mây” → “Ngã tư Chợ Mới”
      lat: 9.6203 → 9.7
  + camera cam-25 “Đường mới”
  ~ nguồn dữ liệu nguon-scada-nuoc “SCADA cấp nước”
      agency: “Công ty Cấp nước Sông Mây” → “Công ty Cấp nước mới”
  ~ chỉ số cs-01 “Mực nước hầm chui Trần Phú”
      alarm: 0.5 → 0.6
  ~ quy trình qt-ngap-ham “Ngập hầm chui”
      contacts: 3 → 2 mục
  ~ văn bản mẫu: thứ tự
  ~ cơ quan cap-nuoc “Công ty Cấp nước mới”
      name: “Công ty Cấp nước Sông Mây” → “Công ty Cấp nước mới”
  ! camera cam-24 “Bãi tập kết Rạch Lá”: không bỏ, vì còn dùng ở: bố cục truc-dem “Phòng trực ban đêm”, \
bố cục truc-ngap-lut “Phòng trực khi ngập lụt”, bố cục truc-ngay “Phòng trực ban ngày”
  - văn bản mẫu da-goi “Đã gọi lực lượng”
Thêm 1, sửa 6, bỏ 1; không bỏ 1, chờ khởi động lại 0."""
GOLDEN_EN = """\
  ~ camera cam-01 “Ngã tư Chợ Mới”
      name: “Ngã tư Sông Mây” → “Ngã tư Chợ Mới”
      lat: 9.6203 → 9.7
  + camera cam-25 “Đường mới”
  ~ source nguon-scada-nuoc “SCADA cấp nước”
      agency: “Công ty Cấp nước Sông Mây” → “Công ty Cấp nước mới”
  ~ indicator cs-01 “Mực nước hầm chui Trần Phú”
      alarm: 0.5 → 0.6
  ~ checklist qt-ngap-ham “Ngập hầm chui”
      contacts: 3 → 2 entries
  ~ template: their order
  ~ agency cap-nuoc “Công ty Cấp nước mới”
      name: “Công ty Cấp nước Sông Mây” → “Công ty Cấp nước mới”
  ! camera cam-24 “Bãi tập kết Rạch Lá”: not removed, because it is in use: layout truc-dem “Phòng trực ban đêm”, \
layout truc-ngap-lut “Phòng trực khi ngập lụt”, layout truc-ngay “Phòng trực ban ngày”
  - template da-goi “Đã gọi lực lượng”
1 to add, 6 to change, 1 to remove; 1 not removed, 0 wait for a start."""


def changed() -> CityPack:
    """The demo's pack a year later."""
    pack = with_entry(city(), "cameras", "cam-01", name="Ngã tư Chợ Mới", lat=9.7)
    pack = with_entry(pack, "indicators", "cs-01", alarm=0.6)
    pack = with_entry(pack, "agencies", "cap-nuoc", name="Công ty Cấp nước mới")
    first = pack.checklists[0]
    pack = with_entry(pack, "checklists", first.id, contacts=first.contacts[:-1])
    pack = without(without(pack, "cameras", "cam-24"), "templates", "da-goi")
    new = pack.cameras[0].model_copy(update={"id": "cam-25", "name": "Đường mới", "path": "cam-25"})
    return dataclasses.replace(pack, cameras=(*pack.cameras, new))


def test_what_is_said_reads_like_this() -> None:
    ledger = lived()
    assert "\n".join(planned(ledger, changed(), "vi")) == GOLDEN_VI
    assert "\n".join(planned(ledger, changed(), "en")) == GOLDEN_EN


def test_a_pack_that_did_not_change_changes_nothing() -> None:
    ledger = lived()
    before = everything(ledger)
    assert planned(ledger, city()) == ["Không có gì thay đổi."]
    applied(ledger, city())
    put_in_place(ledger, city(), BASE)
    assert everything(ledger) == before


def test_applied_twice_changes_nothing_the_second_time() -> None:
    ledger = lived()
    applied(ledger, changed())
    assert data(ledger, "camera", "cam-01")["name"] == "Ngã tư Chợ Mới"
    assert data(ledger, "camera", "cam-25")["main_url"] == f"{BASE}/cam-25/main"
    assert ledger.current("template", "da-goi") is None
    assert ledger.current("camera", "cam-24") is not None
    before = everything(ledger)
    again = applied(ledger, changed())
    assert [line for line in again if line.startswith(("  +", "  ~", "  -"))] == []
    assert everything(ledger) == before


def test_what_was_refused_goes_once_nobody_needs_it() -> None:
    ledger = lived()
    applied(ledger, changed())
    shown = {"name": "Trống", "body": {"screens": [{"rows": 1, "cols": 1, "tiles": []}]}}
    names = ("truc-dem", "truc-ngap-lut", "truc-ngay")
    ledger.publish([("layout", name, shown) for name in names])
    assert "  - camera cam-24 “Bãi tập kết Rạch Lá”" in applied(ledger, changed())
    assert ledger.current("camera", "cam-24") is None
    assert all(data(ledger, "layout", name) == shown for name in names), "what the room saved stays"


@pytest.mark.parametrize(
    ("field", "key", "record", "reason"),
    [
        ("cameras", "cam-99", incident("1", camera_ids=["cam-99"]), "sự cố “SC-1 · Ngập hẻm 12”"),
        ("cameras", "cam-99", ("layout", "của-phòng", {"name": "Phòng", "body": {"screens": [
            {"rows": 1, "cols": 1, "tiles": [{"type": "tour", "tiles": [{"type": "camera", "camera": "cam-99"}]}]}]}}),
         "bố cục của-phòng “Phòng”"),
        ("indicators", "cs-99", incident("1", indicator_ids=["cs-99"]), "sự cố"),
        ("sources", "nguon-99", ("indicator", "x", {"name": "Của bộ nối", "source": "Nguồn 99"}), "chỉ số x"),
        ("agencies", "co-quan-99", incident("1", assignee_id="agency:Cơ quan 99", assignee_name="Cơ quan 99"), "sự cố"),
        ("agencies", "co-quan-99", incident("1", agency="Cơ quan 99"), "sự cố"),
        ("incident_kinds", "loai-99", incident("1", kind="loai-99"), "sự cố"),
        ("checklists", "quy-trinh-99", incident("1", steps=[{"checklist": "quy-trinh-99", "step": "a"}]), "sự cố"),
    ],
)  # fmt: skip
def test_what_is_in_use_is_not_removed_and_the_rest_goes_on(
    field: str, key: str, record: tuple[str, str, dict[str, Any]], reason: str
) -> None:
    first = getattr(city(), field)[0]
    more = first.model_copy(
        update={"id": key, "name": {"sources": "Nguồn 99", "agencies": "Cơ quan 99"}.get(field, key)}
    )
    ledger = lived(with_more(city(), field, more))
    ledger.publish([record])
    less = with_entry(city(), "cameras", "cam-01", name="Tên mới")
    said = applied(ledger, less)
    refused = [line for line in said if line.startswith("  !")]
    assert len(refused) == 1
    assert key in refused[0]
    assert reason in refused[0]
    assert data(ledger, "camera", "cam-01")["name"] == "Tên mới"
    kind = {"incident_kinds": "kinds", "agencies": "agencies"}.get(field)
    if kind is None:
        assert ledger.current(field.removesuffix("s"), key) is not None
    else:
        cycles = [data(ledger, "life_cycle", one.id) for one in city().life_cycles]
        assert any(entry["id"] == key for cycle in cycles for entry in cycle[kind])
    if record[0] == "incident":
        ledger.publish([("incident", "1", {**record[2], "state": "closed"})])
        assert any(line.startswith("  -") and key in line for line in applied(ledger, less))
        assert not [line for line in planned(ledger, less) if key in line]


def test_a_plan_that_runs_and_a_wall_that_nodes_report_for_stay() -> None:
    ledger = lived()
    plan, wall = city().plans[0], city().walls[0]
    ledger.publish([("plan", plan.id, {**data(ledger, "plan", plan.id), "running": "lần-1"})])
    with ledger.write() as connection:
        connection.execute(
            insert(users).values(id="node-1", name="Máy 1", role="wall", desk="", salt="", password_hash="")
        )
        connection.execute(
            insert(tokens).values(hash="h", user_id="node-1", device_id="d", expires_ms=now_ms() + 60_000)
        )
        connection.execute(insert(bound_tokens).values(hash="h", wall=wall.id, node="n"))
    less = without(without(city(), "walls", wall.id), "plans", *(one.id for one in city().plans))
    said = applied(ledger, less)
    refused = [line for line in said if line.startswith("  !")]
    assert any(f"kế hoạch ứng phó {plan.id}" in line and "đang chạy" in line for line in refused)
    assert any(f"tường màn hình {wall.id}" in line and "máy của tường “Máy 1”" in line for line in refused)
    assert len(refused) == 2
    assert len([line for line in said if line.startswith("  - kế hoạch")]) == len(city().plans) - 1


def test_a_camera_goes_together_with_the_plan_that_alone_needed_it() -> None:
    new = city().cameras[0].model_copy(update={"id": "cam-99", "path": "cam-99"})
    plan = city().plans[0].model_copy(update={"id": "kh-99", "cameras": ["cam-99"], "preset": {}})
    ledger = lived(dataclasses.replace(city(), cameras=(*city().cameras, new), plans=(*city().plans, plan)))
    said = applied(ledger, city())
    assert len([line for line in said if line.startswith("  -")]) == 2
    assert not [line for line in said if line.startswith("  !")]


def test_a_server_that_starts_takes_over_and_removes_nothing(
    caplog: pytest.LogCaptureFixture, expected_noise: list[str]
) -> None:
    expected_noise.append("city pack song-may: ! ")
    ledger = lived()
    put_in_place(ledger, changed(), BASE)
    assert data(ledger, "camera", "cam-01")["name"] == "Ngã tư Chợ Mới"
    assert ledger.current("camera", "cam-24") is not None
    assert ledger.current("template", "da-goi") is not None
    said = [(record.levelname, record.getMessage()) for record in caplog.records]
    assert ("INFO", "city pack song-may: ~ camera cam-01 “Ngã tư Chợ Mới”") in said
    left = [text for level, text in said if level == "WARNING"]
    assert len(left) == 2
    assert all("city apply" in text for text in left)
    assert "  - văn bản mẫu da-goi “Đã gọi lực lượng”" in applied(ledger, changed()), "and that command removes them"


def test_life_cycles_wait_for_the_server_that_goes_by_them() -> None:
    ledger = lived()
    cycle = city().life_cycles[0]
    pack = with_entry(city(), "life_cycles", cycle.id, name="Vòng đời mới")
    before = data(ledger, "life_cycle", cycle.id)
    said = applied(ledger, pack)
    assert said[0].startswith(f"  … vòng đời sự cố {cycle.id}")
    assert data(ledger, "life_cycle", cycle.id) == before
    put_in_place(ledger, pack, BASE)
    assert data(ledger, "life_cycle", cycle.id)["name"] == "Vòng đời mới"
    assert planned(ledger, pack) == ["Không có gì thay đổi."]


def test_what_sources_said_since_stays() -> None:
    ledger = lived()
    measured = {**data(ledger, "indicator", "cs-01"), "value": 0.3, "as_of": "2026-11-21T05:00:00.000Z"}
    renamed = {**data(ledger, "camera", "cam-02"), "name": "Tên của bộ nối", "masks": [[0.1, 0.1, 0.2, 0.2]]}
    source = city().sources[0].id
    heard = {**data(ledger, "source", source), "last_report_at": "2026-11-21T05:00:00.000Z"}
    ledger.publish([("indicator", "cs-01", measured), ("camera", "cam-02", renamed), ("source", source, heard)])
    pack = with_entry(city(), "indicators", "cs-01", alarm=0.6)
    pack = with_entry(pack, "sources", source, name="Tên mới")
    applied(ledger, pack)
    assert data(ledger, "indicator", "cs-01") == measured | {"alarm": 0.6, "source": "Tên mới"}
    assert data(ledger, "camera", "cam-02") == renamed, "the pack says of it what it said before"
    assert data(ledger, "source", source)["last_report_at"] == heard["last_report_at"]
    applied(ledger, with_entry(pack, "cameras", "cam-02", name="Tên của gói"))
    assert data(ledger, "camera", "cam-02") == renamed | {"name": "Tên của gói"}


@pytest.mark.parametrize("seed", range(12))
def test_nothing_that_people_did_is_touched(seed: int, possible_noise: list[str]) -> None:
    """Whatever was done, and however the pack changed."""
    possible_noise.append("city pack song-may: ! ")
    rng = random.Random(seed)
    ledger = lived()
    wall, plan = city().walls[0].id, city().plans[0].id
    led = data(ledger, "wall", wall)
    screens = [screen["id"] for screen in led["screens"]]
    theirs: dict[str, Any] = {
        "desired": led["desired"] | {rng.choice(screens): {"blank": True}}, "revision": rng.randrange(2, 99),
        "lease": rng.choice([None, {"holder_id": "ha.le", "until": "2030-01-01T00:00:00Z"}]),
    }  # fmt: skip
    layouts = [one.id for one in city().layouts]
    saved, removed = rng.sample(layouts, 2)
    mine = {"name": "Của phòng", "body": {"screens": [{"rows": 1, "cols": 1, "tiles": []}]}}
    done = [
        ("wall", wall, led | theirs),
        ("plan", plan, data(ledger, "plan", plan) | {"running": "lần-1", "deeds": 4}),
        ("activation", "lần-1", {"plan_id": plan, "activated_at": "2026-11-21T05:00:00Z", "log": []}),
        ("layout", saved, mine),
        incident("1", state="acknowledged", shelved_until="2030-01-01T00:00:00Z", history=[{"text": "ghi chú"}]),
        ("shift", "current", data(ledger, "shift", "current") | {"deeds": 3}),
        ("log_entry", "1", {"at": "2026-11-21T05:00:00Z", "text": "dòng"}),
    ]
    ledger.publish(done, [("layout", removed, "deleted")])
    pack = changed() if rng.random() < 0.5 else city()
    pack = without(pack, "layouts", *rng.sample(layouts, rng.randrange(3)))
    pack = with_entry(pack, "walls", wall, name="Tường mới", screens=city().walls[0].screens[: rng.randrange(2, 6)])
    pack = with_entry(pack, "plans", plan, name="Kế hoạch mới")
    steps = [lambda: applied(ledger, pack), lambda: put_in_place(ledger, pack, BASE)]
    for step in rng.choices(steps, k=3):
        step()
    kept = {screen["id"] for screen in data(ledger, "wall", wall)["screens"]}
    after = data(ledger, "wall", wall)
    assert after["name"] == "Tường mới"
    assert {name: after[name] for name in ("revision", "lease")} == {
        name: theirs[name] for name in ("revision", "lease")
    }
    assert {screen: after["desired"][screen] for screen in kept} == {one: theirs["desired"][one] for one in kept}
    running = data(ledger, "plan", plan)
    assert (running["running"], running["deeds"], running["name"]) == ("lần-1", 4, "Kế hoạch mới")
    for kind, key, given in done:
        if kind not in ("wall", "plan"):
            assert data(ledger, kind, key) == given
    assert ledger.current("layout", removed) is None


def test_an_older_ledger_that_remembers_no_pack_loses_nothing() -> None:
    ledger = lived()
    with ledger.write() as connection:
        connection.execute(delete(meta).where(meta.c.key == BROUGHT))
    ledger.publish([], [("layout", "main", "deleted")])
    put_in_place(ledger, without(changed(), "contacts", city().contacts[-1].id), BASE)
    assert ledger.current("layout", "main") is None, "the room removed it"
    assert ledger.current("contact", city().contacts[-1].id) is not None, "nobody knows that it was the pack's"
    assert data(ledger, "camera", "cam-01")["name"] == "Ngã tư Chợ Mới"


def test_what_somebody_does_in_between_is_compared_again() -> None:
    ledger = lived()
    wall = city().walls[0].id
    writing, done = ledger.write, [False]

    @contextlib.contextmanager
    def busy() -> Iterator[Connection]:
        if not done[0]:
            done[0] = True
            led = data(ledger, "wall", wall)
            ledger.publish(
                [("wall", wall, led | {"revision": 77, "desired": led["desired"] | {"t1": {"blank": True}}})]
            )
        with writing() as connection:
            yield connection

    ledger.write = busy  # type: ignore[method-assign]
    applied(ledger, with_entry(changed(), "walls", wall, name="Tường mới"))
    after = data(ledger, "wall", wall)
    assert (after["name"], after["revision"], after["desired"]["t1"]) == ("Tường mới", 77, {"blank": True})
    assert data(ledger, "camera", "cam-01")["name"] == "Ngã tư Chợ Mới"


def test_what_holds_no_more_when_somebody_says_yes_is_shown_again() -> None:
    ledger = lived()
    given = brought(without(city(), "templates", "da-goi"), BASE)
    shown = compare(ledger, given)
    ledger.publish([], [("template", "da-goi", "gone")])
    with pytest.raises(ChangedMeanwhileError) as caught:
        take(ledger, given, expected=shown)
    assert [line for line in lines(caught.value.now.differences, "en") if line.startswith("  -")] == []
    assert data(ledger, "template", "hien-truong-on")["place"] == 1, "nothing was written"
