"""Opening an incident: it is there once, with its number, on the city's way; over real HTTP and by the engine alone."""

from __future__ import annotations

import dataclasses
import random
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.actions.deed import Act, Deed, Outcome
from backend.actions.engine import fold
from backend.base.clock import iso
from backend.city.loading import DEFAULT_CITY, load
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.roles import Limits
from backend.rules import RULES
from contract.instants import instant, parse_ms
from tests.backend.device import Device
from tests.journeys.city import City, city

NOW = "2026-11-21T14:00:00.000Z"
FIRE: dict[str, Any] = {
    "title": "Cháy nhà trong hẻm", "description": "Khói đen, gần trường học", "kind": "chay", "channel": "emergency",
    "severity": 1, "ward": "Phường Bến Đá", "place": "Hẻm 12, đường Bến Đá", "lat": 10.77, "lon": 106.7,
    "camera_ids": ["cam-02"], "indicator_ids": ["cs-15"],
}  # fmt: skip


def an_id() -> str:
    return f"d-{uuid.uuid4()}"


def deed(payload: dict[str, Any], *, key: str = "", late_s: float = 0, version: int = 0, **more: Any) -> Deed:
    received = iso(parse_ms(NOW) + round(late_s * 1000))
    act = Act("a-1", "open", 0, payload, "ha.le", "Lê Thu Hà", more.pop("role", "operator"), NOW, received, **more)
    return Deed(act, "incident", key or an_id(), version, {"state": "new"} if version else {}, number=lambda: 7)


def code(done: Outcome) -> str:
    return str((done.problem or {}).get("code", done.result))


# the rule


def test_what_is_said_becomes_the_record() -> None:
    done = fold(RULES, deed(FIRE))
    assert done.result == "applied"
    assert done.data is not None
    [line] = done.data.pop("history")
    assert {name: done.data[name] for name in FIRE} == FIRE
    assert {name: done.data[name] for name in done.data.keys() - FIRE.keys()} == {
        "code": "TT-0007", "state": "new", "source_name": "Lê Thu Hà", "created_at": NOW, "updated_at": NOW,
    }  # fmt: skip
    assert (line["verb"], line["actor_name"], line["offline"], line["action_id"]) == ("open", "Lê Thu Hà", False, "a-1")


def test_little_is_enough_and_blanks_say_nothing() -> None:
    done = fold(RULES, deed({"title": "  Cây đổ ", "severity": 4, "of_tomorrow": 1}))
    assert done.data is not None
    assert (done.data["title"], done.data["channel"], done.data["lat"]) == ("Cây đổ", "field_report", None)
    assert "of_tomorrow" not in done.data


def test_a_number_grows_beyond_four_digits() -> None:
    act = deed(FIRE)
    done = fold(RULES, Deed(act.act, act.target, act.key, 0, {}, number=lambda: 12345))
    assert done.data is not None
    assert done.data["code"] == "TT-12345"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"title": " "}, "title"), ({"title": "x" * 10_000}, "title"), ({"title": "Ch\u202eáy"}, "title"),
        ({"severity": 5}, "severity"), ({"severity": "1"}, "severity"), ({"channel": "pigeon"}, "channel"),
        ({"lat": float("nan")}, "lat"), ({"lon": float("inf")}, "lon"), ({"lat": 91}, "lat"),
        ({"camera_ids": ["c"] * 17}, "camera_ids"), ({"place": "a\u0007"}, "place"),
        ({"reporter": {"name": "Trần Văn A"}}, "reporter"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_and_takes_no_number(change: dict[str, Any], field: str) -> None:
    taken: list[int] = []
    asked = deed({**FIRE, **change})

    def number() -> int:
        taken.append(1)
        return 1

    done = fold(RULES, Deed(asked.act, asked.target, asked.key, 0, {}, number=number))
    assert (code(done), (done.problem or {})["field"], taken) == ("bad-payload", field, [])


@pytest.mark.parametrize("key", ["x", "d-1", f"D-{uuid.UUID(int=1)}", f"d-{uuid.UUID(int=1)}x", str(uuid.UUID(int=1))])
def test_its_id_is_one_that_a_desk_makes(key: str) -> None:
    done = fold(RULES, deed(FIRE, key=key))
    assert (code(done), (done.problem or {})["fields"]) == ("bad-payload", ["target_id"])


def test_what_is_there_is_not_opened_again() -> None:
    assert code(fold(RULES, deed(FIRE, version=1))) == "exists"


@pytest.mark.parametrize(
    ("limits", "payload", "result"),
    [
        (Limits(areas=frozenset({"Phường Bến Đá"})), FIRE, "applied"),
        (Limits(areas=frozenset({"Phường Bến Đá"})), {**FIRE, "ward": " Phường Bến Đá "}, "applied"),
        (Limits(areas=frozenset({"Phường Vĩnh Hải"})), FIRE, "forbidden"),
        (Limits(areas=frozenset({"Phường Bến Đá"})), {**FIRE, "ward": ""}, "forbidden"),
        (Limits(domains=frozenset({"order"}), kinds=frozenset({"chay"})), FIRE, "applied"),
        (Limits(domains=frozenset({"order"}), kinds=frozenset({"rac"})), FIRE, "forbidden"),
        (Limits(agencies=frozenset({"Công an"})), FIRE, "forbidden"),
        (Limits(areas=frozenset({"Phường Vĩnh Hải"})), {**FIRE, "severity": 7}, "bad-payload"),
    ],
)
def test_nobody_opens_where_they_see_nothing(limits: Limits, payload: dict[str, Any], result: str) -> None:
    assert code(fold(RULES, deed(payload, limits=limits))) == result


@pytest.mark.parametrize("channel", ["field_report", "security"])
@pytest.mark.parametrize(
    ("role", "result"),
    [("operator", "applied"), ("duty_officer", "applied"), ("security_analyst", "applied"), ("agency", "forbidden"),
     ("viewer", "forbidden"), ("auditor", "forbidden"), ("admin", "forbidden"), ("wall", "forbidden")],
)  # fmt: skip
def test_who_opens_any(role: str, result: str, channel: str) -> None:
    assert code(fold(RULES, deed({**FIRE, "channel": channel}, role=role))) == result


@pytest.mark.parametrize(("verb", "target"), [("open", "layout"), ("open", "plan"), ("note", "incident")])
def test_nothing_else_is_made_by_it(verb: str, target: str) -> None:
    act = Act("a-1", verb, 0, FIRE, "ha.le", "Hà", "operator", NOW, NOW)
    assert code(fold(RULES, Deed(act, target, an_id(), 0, {}))) in {"unknown-action", "unknown-target"}


def test_what_was_opened_in_an_outage_was_opened_then() -> None:
    done = fold(LifeCycles(load(DEFAULT_CITY)).over(RULES), deed(FIRE, late_s=3 * 3600))
    assert done.data is not None
    assert (done.data["created_at"], done.data["stage_since"]) == (NOW, NOW)
    assert all(entry["started_at"] == NOW for entry in done.data["deadlines"])
    assert done.data["history"][0]["offline"] is True


def test_it_goes_the_citys_way_as_a_report_does() -> None:
    cycles = LifeCycles(load(DEFAULT_CITY))
    done = fold(cycles.over(RULES), deed(FIRE))
    assert done.data is not None
    bare = {name: value for name, value in done.data.items() if name in {*FIRE, "state", "created_at"}}
    [(_kind, _key, reported)] = cycles.shaped([("incident", "i", bare)], {})
    way = ("life_cycle", "stage", "stage_name", "stage_since", "level", "level_name", "deadline", "deadline_kind")
    assert reported["stage"]
    assert {name: done.data[name] for name in (*way, "deadlines")} == {
        name: reported[name] for name in (*way, "deadlines")
    }


@pytest.mark.parametrize("kind", [one.id for one in load(DEFAULT_CITY).incident_kinds])
def test_consoles_are_told_what_is_usual_for_a_kind(kind: str) -> None:
    pack = load(DEFAULT_CITY)
    said = next(one for one in pack.incident_kinds if one.id == kind)
    agency = next(one for one in pack.agencies if one.id == said.agency)
    told = [one for _type, _id, data in LifeCycles(pack).records() for one in data["kinds"] if one["id"] == kind]
    assert told == [
        {"id": kind, "name": said.name, "channel": said.channel, "agency": agency.short_name,
         "severity": said.severity}
    ]  # fmt: skip
    assert said.severity in {1, 2, 3, 4}, "of the sample city each has one"


def test_a_pack_may_propose_no_severity() -> None:
    pack = load(DEFAULT_CITY)
    silent = pack.incident_kinds[0].model_copy(update={"severity": None})
    cycles = LifeCycles(dataclasses.replace(pack, incident_kinds=(silent,)))
    assert [one["severity"] for _type, _id, data in cycles.records() for one in data["kinds"]] == [None]


def test_numbers_are_one_count_for_all_servers_of_a_database(tmp_path: Path) -> None:
    servers = [Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}")) for _number in range(3)]

    def take(ledger: Ledger) -> list[int]:
        found = []
        for _again in range(20):
            with ledger.write() as connection:
                found.append(ledger.next_opened(connection))
        return found

    with ThreadPoolExecutor(len(servers)) as pool:
        numbers = [one for found in pool.map(take, servers) for one in found]
    for ledger in servers:
        ledger.engine.dispose()
    assert sorted(numbers) == list(range(1, 61))


# the server


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


@pytest.fixture(scope="module")
def desk(town: City) -> Device:
    return Device(town, "ha.le", "desk-open")


def target(key: str) -> dict[str, Any]:
    return {"id": key, "version": 0}


def record(device: Device, key: str) -> dict[str, Any]:
    """The incident as consoles get it."""
    found = device.call("GET", f"/v1/incidents/{key}/past")
    found.raise_for_status()
    return dict(found.json()["data"])


def test_two_have_two_numbers_one_after_the_other(desk: Device) -> None:
    keys = [an_id(), an_id()]
    results = desk.send(*(desk.action("open", target(key), **FIRE) for key in keys))
    assert [(one["result"], one["version"]) for one in results] == [("applied", 1), ("applied", 1)]
    codes = [record(desk, key)["code"] for key in keys]
    first = int(codes[0].removeprefix("TT-"))
    assert codes == [f"TT-{first:04}", f"TT-{first + 1:04}"]
    opened = [one for one in desk.call("GET", "/v1/sync/snapshot").json()["items"] if one["id"] in keys]
    assert [one["data"]["stage"] for one in opened] == ["moi", "moi"], "everybody gets it, on its way"


def test_sent_again_it_is_a_duplicate_and_there_is_one(desk: Device) -> None:
    key = an_id()
    action = desk.action("open", target(key), **FIRE)
    assert desk.send(action)[0]["result"] == "applied"
    before = record(desk, key)
    assert desk.send(action)[0]["result"] == "duplicate"
    other = desk.send(desk.action("open", target(key), **FIRE | {"title": "Khác"}))[0]
    assert (other["result"], other["problem"]["status"], other["problem"]["code"]) == ("rejected", 409, "exists")
    assert record(desk, key) == before


def test_however_often_lines_are_cut_there_is_one_of_each(desk: Device) -> None:
    """Answers are lost at random, so that a desk sends again what was taken long ago, beside what was not."""
    chance = random.Random(17)
    keys = [an_id() for _ in range(60)]
    acts = [desk.action("open", target(key), **FIRE | {"severity": 3}) for key in keys]
    heard = 0
    while heard < len(acts):
        sent = acts[heard : heard + chance.randint(1, 12)]
        told = [one["result"] for one in desk.send(*sent)]
        assert set(told) <= {"applied", "duplicate"}
        heard += chance.randint(0, len(sent))
    items = desk.call("GET", "/v1/sync/snapshot").json()["items"]
    codes = [one["data"]["code"] for one in items if one["id"] in keys]
    numbers = sorted(int(one.removeprefix("TT-")) for one in codes)
    assert numbers == list(range(numbers[0], numbers[0] + len(keys)))


def test_a_refusal_leaves_no_number_out(desk: Device) -> None:
    keys = [an_id(), an_id()]
    said = [FIRE, {**FIRE, "severity": 9}, FIRE]
    targets = [keys[0], an_id(), keys[1]]
    acts = [desk.action("open", target(key), **payload) for key, payload in zip(targets, said, strict=True)]
    assert [one["result"] for one in desk.send(*acts)] == ["applied", "rejected", "applied"]
    numbers = [int(record(desk, key)["code"].removeprefix("TT-")) for key in keys]
    assert numbers[1] == numbers[0] + 1


def test_what_is_opened_is_acted_on_at_once(desk: Device) -> None:
    """In one batch, as a desk sends it after an outage: what it did at an incident that the server has never seen."""
    key = an_id()
    opened, noted = desk.action("open", target(key), **FIRE), desk.action("note", target(key), text="Đã gọi 114")
    assert [one["result"] for one in desk.send(opened, noted)] == ["applied", "applied"]
    assert [line["verb"] for line in record(desk, key)["history"]] == ["open", "note"]


def test_a_critical_one_is_a_line_of_the_watch(desk: Device) -> None:
    key = an_id()
    desk.send(desk.action("open", target(key), **FIRE))
    items = desk.call("GET", "/v1/sync/snapshot").json()["items"]
    lines = [one["data"] for one in items if one["type"] == "log_entry" and one["data"]["incident_id"] == key]
    assert [(one["event"], one["params"]["title"]) for one in lines] == [("critical_incident", FIRE["title"])]


def test_an_outage_takes_nothing_off_the_deadlines(desk: Device) -> None:
    key = an_id()
    action = desk.action("open", target(key), **FIRE)
    then = datetime.now(UTC) - timedelta(hours=2)
    action["occurred_at"] = then.isoformat(timespec="milliseconds")
    desk.send(desk.sealed(action))
    data = record(desk, key)
    begun = instant(data["created_at"])
    assert begun is not None
    assert data["history"][0]["offline"] is True
    assert all(instant(entry["started_at"]) == begun for entry in data["deadlines"])


def test_desks_that_open_at_one_moment_get_numbers_of_their_own(town: City) -> None:
    desks = [Device(town, "ha.le", f"desk-open-{number}") for number in range(4)]

    def open_five(device: Device) -> list[str]:
        keys = [an_id() for _ in range(5)]
        results = [device.send(device.action("open", target(key), **FIRE | {"severity": 3}))[0] for key in keys]
        assert {one["result"] for one in results} == {"applied"}
        return [record(device, key)["code"] for key in keys]

    with ThreadPoolExecutor(len(desks)) as pool:
        codes = [code for found in pool.map(open_five, desks) for code in found]
    numbers = sorted(int(one.removeprefix("TT-")) for one in codes)
    assert numbers == list(range(numbers[0], numbers[0] + 20))


def test_a_source_reports_none_under_such_an_id(town: City, desk: Device) -> None:
    key = an_id()
    data = {"code": "X", "title": "Ngập", "created_at": NOW}
    feed = town.feed()
    for _moment in ("before", "after"):
        with pytest.raises(requests.HTTPError) as refused:
            feed(records=[{"type": "incident", "id": key, "data": data}])
        told = refused.value.response.json()
        assert (told["code"], told["records"][0]["faults"][0]["field"]) == ("bad-records", "id")
        desk.send(desk.action("open", target(key), **FIRE))
    assert record(desk, key)["title"] == FIRE["title"]
