"""Somebody tries to see or to do more than their role, area, agency or lane lets them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people import reach
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from backend.people.roles import NO_LIMITS, Limits, Role, Scope
from backend.people.scopes import in_reach
from contract.roles import RIGHTS, rights_of
from contract.verbs import VERBS
from tests.backend.device import Device
from tests.backend.operations.server import PASSWORD, Served, hang_up
from tests.backend.operations.server import served as serving
from tests.harness.proven import Proven, key_of

GOOD = "ba con mèo trên mái ngói"
AT = "2026-11-21T03:00:00.000Z"
INCIDENTS: dict[str, dict[str, Any]] = {
    "near": {"ward": "Phường Bến Đá", "agency": "Sở Xây dựng", "channel": "sensor"},
    "far": {"ward": "Phường Vĩnh Hải", "agency": "Sở Tài chính", "channel": "sensor"},
    "soc": {"ward": "Phường Bến Đá", "agency": "Sở Xây dựng", "channel": "security"},
}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}"))
    yield found
    found.engine.dispose()


def _set_up(ledger: Ledger) -> None:
    """Incidents, cameras and numbers of two areas, two agencies and a lane."""
    records = [
        ("incident", key, {"code": key, "title": key, "severity": 2, "state": "new", "created_at": AT, **data})
        for key, data in INCIDENTS.items()
    ]
    cameras = [
        ("camera", "near", {"name": "A", "area": "Ven sông", "ward": "Phường Bến Đá"}),
        ("camera", "far", {"name": "B", "area": "Khu Cảng", "ward": "Phường Vĩnh Hải"}),
    ]
    indicators = [
        ("indicator", "near", {"name": "N", "domain": "water", "owner": "Sở Xây dựng"}),
        ("indicator", "far", {"name": "F", "domain": "budget", "owner": "Sở Tài chính"}),
    ]
    ledger.publish([*records, *cameras, *indicators, ("log_entry", "l", {"text": "x", "at": AT})])
    reach.note(ledger, [("Phường Bến Đá", "Ven sông")], [("Sở Xây dựng", "Sở Xây dựng tỉnh")], {})


@pytest.fixture
def served(ledger: Ledger) -> Iterator[Served]:
    with serving(ledger) as running:
        _set_up(ledger)
        yield running


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all who are refused whatever they ask for."""
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path_factory.mktemp('calm') / 'people.db'}"))
    with serving(ledger) as running:
        _set_up(ledger)
        running.token()  # the thread that tries passwords stays as long as the server
        yield running
    ledger.engine.dispose()


@pytest.fixture
def calm(quiet: Served) -> Iterator[Served]:
    """That one, of which nothing stays open."""
    yield quiet
    hang_up(quiet.opened)


class Town:
    """As `Device` asks for it."""

    def __init__(self, served: Served) -> None:
        self.url = served.url
        self.password = PASSWORD
        self.opened = served.opened


def device(served: Served, role: Role, **limits: list[str]) -> Device:
    """Somebody with this role, signed in."""
    served.token(role)
    if limits:
        Administration(served.ledger, Accounts(served.ledger)).change(str(role), {"limits": limits})
    return Device(Town(served), str(role), f"at-{role}")


# seeing


def test_an_agency_reads_nothing_outside_of_its_own(served: Served) -> None:
    """An agency asks at every door for incidents, cameras and numbers of another area, agency or lane."""
    cursor = served.ledger.cursor(0)
    one = device(served, Role.AGENCY, areas=["Ven sông"], agencies=["Sở Xây dựng"])

    def ids(items: list[dict[str, Any]]) -> set[tuple[str, str]]:
        return {(item["type"], item["id"]) for item in items if item.get("op") != "remove"}

    own = {("incident", "near"), ("camera", "near"), ("indicator", "near")}
    assert ids(one.call("GET", "/v1/sync/snapshot").json()["items"]) == own
    changes = one.call("GET", f"/v1/sync/changes?cursor={cursor}").json()["changes"]
    assert ids(changes) == own
    gone = [one for one in changes if one["op"] == "remove"]
    assert {(one["type"], one["id"]) for one in gone} == {
        ("incident", "far"), ("incident", "soc"), ("camera", "far"), ("indicator", "far"),
    }  # fmt: skip
    assert all(one["data"] is None and one["reason"] == "out_of_scope" for one in gone)
    assert "Vĩnh Hải" not in json.dumps(changes, ensure_ascii=False)
    types = one.call("GET", f"/v1/sync/digest?cursor={cursor}").json()["types"]
    assert {kind: told["count"] for kind, told in types.items()} == {"incident": 1, "camera": 1, "indicator": 1}
    assert one.call("GET", "/v1/incidents/near/past").status_code == 200
    for key in ("far", "soc"):
        assert one.call("GET", f"/v1/incidents/{key}/past").status_code == 404
    asked = {"series": [{"id": "far"}, {"id": "near"}], "resolution": "raw", "limit": 10}
    served.ledger.publish([("indicator", "far", {"name": "F", "domain": "budget", "owner": "Sở Tài chính"})])
    assert one.call("POST", "/v1/points:query", json=asked).json()["series"][0]["points"] == []
    assert one.call("GET", "/v1/cameras/far/ptz/lease").status_code in {403, 404}
    assert one.call("GET", "/v1/walls/w").status_code in {403, 404}


def test_an_agency_without_agencies_sees_nothing_of_any() -> None:
    """An account of an agency is made in a hurry, without saying of which."""
    scope = Scope(Role.AGENCY, NO_LIMITS)
    assert not in_reach(scope, "incident", {"agency": "Sở Xây dựng", "channel": "sensor"})
    assert not in_reach(scope, "incident", {"agency": "", "channel": "sensor"})


def test_what_leaves_the_reach_of_a_reader_is_taken_away(served: Served) -> None:
    """An incident goes to another agency, and the first one goes on reading it in its cache."""
    one = device(served, Role.AGENCY, agencies=["Sở Xây dựng"])
    cursor = served.ledger.cursor(served.ledger.wakeups.seq)
    version, data = served.ledger.current("incident", "near") or (0, {})
    assert version
    served.ledger.publish([("incident", "near", {**data, "agency": "Sở Tài chính"})])
    (change,) = one.call("GET", f"/v1/sync/changes?cursor={cursor}").json()["changes"]
    assert (change["op"], change["reason"], change["data"]) == ("remove", "out_of_scope", None)


@pytest.mark.parametrize(
    ("limits", "data"),
    [
        (Limits(areas=frozenset({"Ven sông"})), {"ward": ""}),
        (Limits(areas=frozenset({"Ven sông"})), {"ward": None}),
        (Limits(agencies=frozenset({"Sở"})), {"agency": "", "assignee_name": None}),
        (Limits(domains=frozenset({"traffic"})), {"kind": ""}),
        (Limits(domains=frozenset({"traffic"})), {"channel": "security", "kind": "x"}),
    ],
)
def test_what_says_nothing_of_where_it_is_is_nobodys(limits: Limits, data: dict[str, Any]) -> None:
    """A source leaves out the ward or the agency, so that everybody reads the incident."""
    assert not in_reach(Scope(Role.OPERATOR, limits), "incident", data)
    assert in_reach(Scope(Role.OPERATOR), "incident", data)


# doing


@pytest.mark.parametrize("role", [Role.VIEWER, Role.AUDITOR, Role.ADMIN, Role.WALL])
def test_who_does_not_act_does_not(calm: Served, role: Role) -> None:
    """Somebody who only looks, audits or administers sends an action on an incident."""
    one = device(calm, role)
    body = {
        "device_id": one.name,
        "actions": [one.action("note", _target(calm, "near"), text="x") | {"device_seq": 1}],
    }
    answer = one.call("POST", "/v1/actions:batch", json=body)
    if role is not Role.WALL:  # who has a desk says what leaves it as a file, and nothing else
        (result,) = answer.json()["results"]
        assert (result["result"], result["problem"]["code"]) == ("rejected", "forbidden")
    else:
        assert answer.status_code == 403
    assert not rights_of(role).acts


OWN = {"agencies": ["Sở Xây dựng"]}
RIVERSIDE = {"areas": ["Ven sông"]}
SAID: dict[str, dict[str, Any]] = {
    "acknowledge": {}, "note": {"text": "x"}, "escalate": {"level": 1, "reason": "x"},
    "assign": {"assignee_id": "a", "assignee_name": "A", "assignee_version": 0},
}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "limits", "done", "refused"),
    [
        (Role.OPERATOR, {}, ["acknowledge near", "escalate soc"], ["acknowledge soc"]),
        (Role.SECURITY_ANALYST, {}, ["acknowledge soc"], ["acknowledge near"]),
        (Role.DUTY_OFFICER, {}, ["acknowledge soc", "acknowledge far"], []),
        (Role.OPERATOR, RIVERSIDE, ["acknowledge near"], ["acknowledge far", "note far"]),
        (Role.AGENCY, OWN, ["note near"], ["note far", "note soc", "assign near", "acknowledge near"]),
    ],
)
def test_who_acts_does_so_within_their_own(
    served: Served, role: Role, limits: dict[str, list[str]], done: list[str], refused: list[str]
) -> None:
    """Somebody acts on an incident of another area, agency or lane, or as no agency does."""
    one = device(served, role, **limits)
    for said in (*done, *refused):
        verb, _, target = said.partition(" ")
        (result,) = one.send(one.action(verb, _target(served, target), **SAID[verb]))
        assert result["result"] == ("applied" if said in done else "rejected"), said
        assert said in done or result["problem"]["code"] == "forbidden"


def _target(served: Served, key: str) -> dict[str, Any]:
    version, _data = served.ledger.current("incident", key) or (0, {})
    return {"type": "incident", "id": key, "version": version}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_nobody_else_looks_after_accounts(calm: Served, role: Role) -> None:
    """Somebody who is no administrator asks for people, makes one, takes a role, resets a password."""
    one = device(calm, role)
    asked = [
        one.call("GET", "/v1/admin/people"),
        one.call("POST", "/v1/admin/people", json={"id": "x", "name": "X", "role": "admin"}),
        one.call("PATCH", f"/v1/admin/people/{role}", json={"role": "admin"}),
        one.call("POST", "/v1/admin/people/admin/password"),
        one.call("GET", "/v1/admin/sessions"),
        one.call("GET", "/v1/admin/devices"),
        one.call("POST", "/v1/admin/enrolment-codes"),
        one.call("PATCH", "/v1/admin/devices/x", json={"disabled": False}),
        one.call("DELETE", "/v1/admin/devices/x"),
        one.call("DELETE", "/v1/admin/people/admin/sessions"),
    ]
    assert {answer.status_code for answer in asked} == {403}


def test_an_administrator_looks_after_people_and_never_learns_a_password(served: Served) -> None:
    """An answer of the administration holds what a password was made of, or a token."""
    one = device(served, Role.ADMIN)
    made = one.call("POST", "/v1/admin/people", json={"id": "moi", "name": "Mới", "role": "viewer"}).json()
    assert len(made["password"]) == 23
    body = {"user": "moi", "password": made["password"], "device_id": "m"}

    def posted(path: str, said: dict[str, Any]) -> requests.Response:
        return requests.post(f"{served.url}{path}", json=said, auth=Proven(key_of("m")), timeout=40)

    assert posted("/v1/sign-in", body).json()["code"] == "password-change-needed"
    assert posted("/v1/password", body | {"new_password": GOOD}).status_code == 204
    signed_in = posted("/v1/sign-in", body | {"password": GOOD}).json()
    assert signed_in["actor"]["role"] == "viewer"
    told = one.call("GET", "/v1/admin/people").text + one.call("GET", "/v1/admin/sessions").text
    assert made["password"] not in told
    assert signed_in["token"] not in told
    assert all(word not in told for word in ("salt", "hash"))
    (session,) = one.call("GET", "/v1/admin/sessions?user=moi").json()["sessions"]
    assert one.call("DELETE", f"/v1/admin/people/moi/sessions/{session['id']}").json() == {"ended": 1}
    again = Proven(key_of("m"), signed_in["token"])
    assert requests.get(f"{served.url}/v1/me", auth=again, timeout=40).status_code == 401


def test_every_verb_is_somebodys_and_none_is_anybodys() -> None:
    """A verb that no role has, or that one who only looks has, came into the contract unnoticed."""
    assert {verb.name for verb in VERBS} == RIGHTS[Role.DUTY_OFFICER].does
    assert {role for role, rights in RIGHTS.items() if rights.acts} == {
        Role.OPERATOR, Role.DUTY_OFFICER, Role.SECURITY_ANALYST, Role.AGENCY,
    }  # fmt: skip
    assert {role for role, rights in RIGHTS.items() if rights.does == {"export"}} == {
        Role.VIEWER, Role.AUDITOR, Role.ADMIN,
    }, "what leaves their desk is told, and nothing else is theirs to do"  # fmt: skip
    assert not rights_of("root").does
    assert not rights_of("root").sees("incident")
