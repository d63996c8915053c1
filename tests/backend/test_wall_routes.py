"""A wall over real HTTP: pushes and leases, what nodes report, stills, the recording, and what a wall may not have."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import requests
from PIL import Image

from backend.city.loading import DEFAULT_CITY, load
from console.records.wall import Actual, Recording, Wall
from tests.backend.device import Device
from tests.journeys.city import City, city

WALL = "phong-truc"
BASE = f"/v1/walls/{WALL}"


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


@pytest.fixture(scope="module")
def node(town: City) -> Iterator[requests.Session]:
    """What a wall node calls with: its own token, and a connection for each call, so that no test leaves one open."""
    with requests.Session() as http:
        http.trust_env = False
        http.headers["Connection"] = "close"
        http.auth = town.proven(town.wall_token("phong-truc"))
        yield http


def _items(town: City, http: requests.Session, kind: str) -> dict[str, dict[str, Any]]:
    items = http.get(town.url + "/v1/sync/snapshot", timeout=40).json()["items"]
    return {item["id"]: item for item in items if item["type"] == kind}


def _wall(town: City, desk: Device) -> Wall:
    item = _items(town, desk.http, "wall")[WALL]
    return Wall.model_validate({**item["data"], "id": WALL, "version": item["version"]})


def _do(town: City, desk: Device, verb: str, /, **payload: Any) -> tuple[str, dict[str, Any]]:
    wall = _wall(town, desk)
    target = {"type": "wall", "id": WALL, "version": wall.version}
    if verb in ("wall_show", "wall_preset"):
        payload.setdefault("revision", wall.revision)
    answer = desk.send(desk.action(verb, target, **payload))[0]
    return answer["result"], answer["problem"] or {}


def _jpeg(width: int = 480, shade: int = 90) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, 270), (shade, shade, 120)).save(out, "JPEG")
    return out.getvalue()


def _report(*tiles: dict[str, Any], screen: str = "t1", **fields: Any) -> dict[str, Any]:
    return {"revision": 1, "screens": [{"id": screen, "tiles": list(tiles), **fields}]}


def test_two_desks_that_push_at_once_end_in_one_state_and_both_are_told(town: City) -> None:
    ha, tuan = Device(town, "ha.le", "first"), Device(town, "tuan.pham", "second")
    seen = _wall(town, ha).revision
    one, other = {"layout": "truc-dem", "index": 0}, {"layout": "truc-ngap-lut", "index": 0}
    assert _do(town, ha, "wall_show", screens={"t1": one}, revision=seen)[0] == "applied"
    result, problem = _do(town, tuan, "wall_show", screens={"t1": other}, revision=seen)
    assert (result, problem["code"]) == ("superseded", "wall-changed")
    for desk in (ha, tuan):
        wall = _wall(town, desk)
        assert wall.desired["t1"].layout == "truc-dem"
        told = wall.told[-1]
        assert (told.actor_id, told.against_id, told.result) == ("tuan.pham", "ha.le", "superseded")
    result, problem = _do(town, tuan, "wall_show", screens={"t2": other})
    assert (result, problem["code"], problem["holder_id"]) == ("rejected", "wall-held", "ha.le"), "ha.le leads it now"
    assert _do(town, ha, "wall_release")[0] == "applied"
    assert _do(town, tuan, "wall_show", screens={"t1": other})[0] == "applied"
    changed = next(one for one in reversed(_wall(town, ha).told) if one.result == "applied")
    assert _do(town, tuan, "wall_roll_back", to=changed.revision)[0] == "applied"
    assert _wall(town, ha).desired["t1"].layout == "truc-dem"
    assert _do(town, tuan, "wall_release")[0] == "applied"


def test_pushes_that_meet_in_the_server_are_taken_one_after_the_other(town: City) -> None:
    desks = [Device(town, user, f"race-{user}") for user in ("ha.le", "tuan.pham", "ngoc.vo")]
    before = _wall(town, desks[0])
    target = {"type": "wall", "id": WALL, "version": before.version}
    pushes = []
    for desk, layout in zip(desks, ("main", "two", "truc-dem"), strict=True):
        wish = {"layout": layout, "index": 0, "frozen": True}
        pushes.append(desk.action("wall_show", target, screens={"p2": wish}, revision=before.revision))
    with ThreadPoolExecutor(len(desks)) as pool:
        answers = list(pool.map(lambda pair: pair[0].send(pair[1])[0], zip(desks, pushes, strict=True)))
    assert sorted(one["result"] for one in answers) == ["applied", "superseded", "superseded"]
    first = next(desk for desk, one in zip(desks, answers, strict=True) if one["result"] == "applied")
    after = _wall(town, desks[0])
    assert after.revision == before.revision + 1
    told = after.told[-3:]
    assert [one.result for one in told] == ["applied", "superseded", "superseded"]
    assert {one.against_id for one in told[1:]} == {first.user} == {told[0].actor_id}
    assert _do(town, first, "wall_roll_back", to=after.revision)[0] == "applied"
    assert _do(town, first, "wall_release")[0] == "applied"


def test_a_duty_officer_takes_over_and_the_holder_is_told(town: City) -> None:
    ha, officer = Device(town, "ha.le", "desk-a"), Device(town, "an.nguyen", "desk-b")
    assert _do(town, ha, "wall_take", minutes=30, take_over=False)[0] == "applied"
    result, problem = _do(town, officer, "wall_take", minutes=10, take_over=False)
    assert (result, problem["code"], problem["may_take_over"]) == ("rejected", "wall-held", True)
    assert _do(town, officer, "wall_take", minutes=10, take_over=True)[0] == "applied"
    wall = _wall(town, ha)
    assert wall.lease is not None
    assert wall.lease.holder_id == "an.nguyen"
    assert (wall.told[-1].verb, wall.told[-1].against_id) == ("wall_take", "ha.le")
    assert _do(town, officer, "wall_release")[0] == "applied"


def test_a_nodes_report_is_what_the_desk_reads_and_it_is_recorded(town: City, node: requests.Session) -> None:
    desk = Device(town, "ha.le", "looks")
    camera = {"place": "0", "type": "camera", "name": "Cầu Bến Đá", "ref": "cam-02", "state": "live"}
    alarm = {"place": "1", "type": "slot", "ref": "cam-04", "state": "live", "incident_id": "inc-1"}
    said = _report(camera | {"as_of": datetime.now(UTC).isoformat()}, alarm, wish_revision=1, monitor="HDMI-1")
    stray = {"id": "p1", "tiles": []}
    said["screens"].append(stray)
    answer = node.put(town.url + BASE + "/nodes/trai", json=said, timeout=40)
    assert (answer.status_code, answer.json()["stills"]) == (200, False)
    actual = Actual.model_validate(desk.call("GET", BASE + "/actual").json())
    left, right = actual.node("trai"), actual.node("phai")
    assert left is not None
    assert right is not None
    assert (left.cut_off, right.cut_off, right.reported_at) == (False, True, None)
    assert [one.id for one in left.screens] == ["t1"], "a node speaks for its own screens alone"
    assert left.screens[0].tiles[0].ref == "cam-02"
    again = node.put(town.url + BASE + "/nodes/trai", json=said, timeout=40).json()
    assert again["stills"] is True, "somebody looks"
    for query in ("camera=cam-02", "incident=inc-1", "screen=t1"):
        found = Recording.model_validate(desk.call("GET", f"{BASE}/recording?{query}").json())
        assert [one.screen for one in found.entries] == ["t1"], query
        assert found.entries[0].tiles[1].incident_id == "inc-1"
    for query in ("camera=cam-09", "incident=inc-2", "screen=p2", "to=2020-01-01T00:00:00Z"):
        assert desk.call("GET", f"{BASE}/recording?{query}").json()["entries"] == [], query


def test_a_still_is_what_the_wall_painted(town: City, node: requests.Session) -> None:
    desk = Device(town, "ha.le", "sees")
    now = datetime.now(UTC).isoformat(timespec="milliseconds")
    node.put(town.url + BASE + "/nodes/trai", json=_report({"type": "clock"}, screen="t2"), timeout=40)
    assert desk.call("GET", BASE + "/stills/t2").status_code == 404

    def put(data: bytes, screen: str = "t2", kind: str = "image/jpeg") -> int:
        headers = {"IOC-At": now, "Content-Type": kind}
        path = f"{BASE}/nodes/trai/stills/{screen}"
        return node.put(town.url + path, data=data, headers=headers, timeout=40).status_code

    assert put(_jpeg()) == 204
    assert [put(_jpeg(640)), put(b"\xff\xd8" * 150_000), put(_jpeg(), kind="image/png"), put(_jpeg(), "p1")] == [
        422, 413, 415, 404,
    ]  # fmt: skip
    seen = desk.call("GET", BASE + "/stills/t2")
    assert (seen.content, seen.headers["Content-Type"]) == (_jpeg(), "image/jpeg")
    same = desk.call("GET", BASE + "/stills/t2", headers={"If-None-Match": seen.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    entry = Recording.model_validate(desk.call("GET", f"{BASE}/recording?screen=t2").json()).entries[0]
    assert entry.still is not None
    assert desk.call("GET", f"{BASE}/recording/stills/{entry.still}").content == _jpeg()


def test_what_was_shown_during_an_outage_is_told_afterwards_and_counts_once(town: City, node: requests.Session) -> None:
    desk = Device(town, "ha.le", "later")
    start = datetime.now(UTC) - timedelta(hours=2)
    entry = {
        "screen": "p2", "from": start.isoformat(), "to": (start + timedelta(minutes=5)).isoformat(),
        "tiles": [{"type": "camera", "ref": "cam-21", "as_of": start.isoformat()}],
    }  # fmt: skip
    old = entry | {"from": "2020-01-01T00:00:00Z", "to": "2020-01-01T00:01:00Z"}
    taken = [
        node.post(town.url + BASE + "/recording", json={"entries": [entry, old]}, timeout=40).json()["taken"]
        for _time in range(2)
    ]
    assert taken == [1, 0]
    found = Recording.model_validate(desk.call("GET", f"{BASE}/recording?camera=cam-21").json())
    assert [(one.screen, one.ends_at - one.starts_at) for one in found.entries] == [("p2", timedelta(minutes=5))]


def test_only_the_wall_reports_and_only_those_who_act_read(town: City, node: requests.Session) -> None:
    desk, admin = Device(town, "ha.le", "tries"), Device(town, "quan.tri", "feeds")
    paths = ("/actual", "/stills/t1", "/recording", "/recording/stills/1")
    assert {node.get(town.url + BASE + path, timeout=40).status_code for path in paths} == {403}
    assert {admin.call("GET", BASE + path).status_code for path in paths} == {403}
    for one in (desk, admin):
        assert one.call("PUT", BASE + "/nodes/trai", json=_report()).status_code == 403
        assert one.call("POST", BASE + "/recording", json={"entries": []}).status_code == 403
    unknown = [f"/v1/walls/{wall}/nodes/{name}" for wall, name in ((WALL, "giua"), ("khac", "trai"))]
    assert {node.put(town.url + path, json=_report(), timeout=40).status_code for path in unknown} == {404}
    batch = {"device_id": "wall.phong-truc", "actions": []}
    assert node.post(town.url + "/v1/actions:batch", json=batch, timeout=40).status_code == 403


def test_a_token_of_one_node_speaks_for_that_node_alone(town: City) -> None:
    now = datetime.now(UTC)
    town.feed()(records=[{"type": "wall", "id": "x", "data": {"name": "X", "screens": []}}])
    bounds = {"any": ("", ""), "wall": (WALL, ""), "node": (WALL, "trai"), "sister": (WALL, "phai"), "else": ("x", "")}
    entries: list[dict[str, Any]] = [
        {"screen": screen, "from": (now - timedelta(minutes=minute)).isoformat(), "to": now.isoformat(), "tiles": []}
        for minute, screen in ((41, "t1"), (42, "p1"))
    ]
    said = {}
    for name, bound in bounds.items():
        http = requests.Session()
        http.trust_env = False
        http.auth = town.proven(town.wall_token(f"bound-{name}", *bound))
        actor = http.get(town.url + "/v1/me", timeout=40).json()["actor"]
        assert (actor["wall"], actor["node"]) == bound
        still: dict[str, Any] = {"data": _jpeg(), "timeout": 40}
        still["headers"] = {"IOC-At": now.isoformat(), "Content-Type": "image/jpeg"}
        recorded = http.post(town.url + BASE + "/recording", json={"entries": entries}, timeout=40)
        said[name] = (
            http.put(town.url + BASE + "/nodes/trai", json=_report(), timeout=40).status_code,
            http.put(town.url + BASE + "/nodes/trai/stills/t1", **still).status_code,
            recorded.status_code,
        )
        if name == "sister":
            problem = http.put(town.url + BASE + "/nodes/trai", json=_report(), timeout=40).json()
            assert problem["code"] == "other-wall"
            assert "node phai of the wall phong-truc" in problem["detail"]
    assert said == {
        "any": (200, 204, 200), "wall": (200, 204, 200), "node": (200, 204, 200), "sister": (403, 403, 200),
        "else": (403, 403, 403),
    }  # fmt: skip


def test_what_one_node_recorded_is_never_another_nodes(town: City) -> None:
    start = datetime.now(UTC) - timedelta(hours=5)
    entries: list[dict[str, Any]] = [
        {"screen": screen, "from": start.isoformat(), "to": (start + timedelta(minutes=1)).isoformat(), "tiles": []}
        for screen in ("t1", "p1", "p2")
    ]
    auth = town.proven(town.wall_token("records", WALL, "trai"))
    answer = requests.post(town.url + BASE + "/recording", json={"entries": entries}, auth=auth, timeout=40)
    assert answer.json()["taken"] == 1


def test_a_wall_has_nothing_that_names_a_person(town: City, node: requests.Session) -> None:
    desk = Device(town, "ha.le", "named")
    assert _do(town, desk, "wall_take", minutes=5, take_over=False)[0] == "applied"
    assert _do(town, desk, "wall_preset", preset="dem")[0] == "applied"
    full = _items(town, desk.http, "wall")[WALL]["data"]
    assert full["lease"]["holder_id"] == "ha.le"
    seen = _items(town, node, "wall")[WALL]["data"]
    assert (seen["desired"], seen["revision"]) == (full["desired"], full["revision"])
    names = {full["lease"]["holder_name"], "ha.le"}
    assert not any(name in json.dumps(seen, ensure_ascii=False) for name in names)
    for kind in ("log_entry", "handover", "contact"):
        assert _items(town, node, kind) == {}
    assert _items(town, node, "alarm_rule")
    assert _do(town, desk, "wall_release")[0] == "applied"


def test_of_what_people_did_a_wall_has_neither_who_nor_their_words(town: City, node: requests.Session) -> None:
    desk = Device(town, "ha.le", "says")
    item = desk.incident()
    to = {"assignee_id": "tuan.pham", "assignee_name": "Phạm Quốc Tuấn",
          "assignee_version": item["data"].get("assignee_version", 0)}  # fmt: skip
    said = [
        desk.action("acknowledge", item),
        desk.action("assign", item, **to),
        desk.action("note", item, text="Gọi ông Tư 0903123456"),
        desk.action("resolve", item, resolution="Ông Tư 0903123456 đã về nhà"),
    ]
    assert {one["result"] for one in desk.send(*said)} <= {"applied", "superseded"}
    people = [one for person in load(DEFAULT_CITY).people for one in (person.id, person.name)]
    seen = node.get(town.url + "/v1/sync/snapshot", timeout=40).text
    assert item["id"] in seen
    assert [word for word in (*people, "0903123456") if word in seen] == []


def test_layouts_are_saved_with_every_version_and_not_removed_while_shown(town: City) -> None:
    desk = Device(town, "ha.le", "lays-out")
    body = {"screens": [{"rows": 1, "cols": 1, "tiles": [{"type": "clock", "row": 0, "col": 0}]}]}

    def say(verb: str, version: int, **payload: Any) -> dict[str, Any]:
        target = {"type": "layout", "id": "cua-toi", "version": version}
        return desk.send(desk.action(verb, target, **payload))[0]

    bad = say("layout_save", 0, name="Của tôi", body={"screens": [{"rows": 0, "cols": 1}]})
    assert (bad["problem"]["code"], bad["problem"]["field"]) == ("bad-layout", "screens.0.rows")
    first = say("layout_save", 0, name="Của tôi", body=body)
    assert (first["result"], first["version"]) == ("applied", 1)
    second = say("layout_save", 1, name="Của chúng tôi", body=body)
    assert (second["result"], second["version"]) == ("applied", 2)
    assert say("layout_save", 1, name="Chậm", body=body)["result"] == "conflict"
    assert _do(town, desk, "wall_show", screens={"p1": {"layout": "cua-toi", "index": 0}})[0] == "applied"
    assert say("layout_remove", 2)["problem"]["code"] == "layout-in-use"
    assert _do(town, desk, "wall_preset", preset="ngay")[0] == "applied"
    assert say("layout_remove", 2)["result"] == "applied"
    kept = desk.call("GET", "/v1/layouts/cua-toi/versions").json()["versions"]
    assert [(one["version"], one["name"]) for one in kept] == [(2, "Của chúng tôi"), (1, "Của tôi")]
    assert kept[0]["body"] == body
    assert desk.call("GET", "/v1/layouts/main/versions").json()["versions"][0]["version"] == 1
    assert desk.call("GET", "/v1/layouts/khong-co/versions").status_code == 404
