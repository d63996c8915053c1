"""A source with its credential tries to be more than a source, and others try to be one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import select

from backend.__main__ import main
from backend.feeds.credentials import Credentials, Scope
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines, feed_credentials
from backend.people.roles import Role
from contract.ownership import FEEDABLE
from tests.backend.operations.server import Served, served

AT = "2026-11-21T07:30:00.000Z"
INCIDENT = {"code": "SC-1", "title": "Ngập", "severity": 3, "created_at": AT, "updated_at": AT}
ALL = frozenset({"incident", "indicator"})
Attack = tuple[Served, dict[str, str]]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attack]:
    """A server, and the header of a source that may write incidents and indicators under `kttv.`."""
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path_factory.mktemp('feeds') / 'city.db'}"))
    token = Credentials(ledger).issue(Scope("kttv", ALL, "kttv.", 60_000))
    with served(ledger) as running:
        running.token()  # the thread that tries passwords stays as long as the server
        yield running, {"Authorization": f"Bearer {token}"}
    ledger.engine.dispose()


def feed(town: Attack, headers: dict[str, str] | None = None, query: str = "", **body: Any) -> requests.Response:
    served_, own = town
    return requests.post(f"{served_.url}/v1/feeds/records{query}", json=body, headers=headers or own, timeout=60)


def kinds(ledger: Ledger) -> list[tuple[str, dict[str, Any]]]:
    with ledger.engine.connect() as connection:
        rows = connection.execute(select(audit_lines).order_by(audit_lines.c.number))
        return [(row.kind, json.loads(row.what)) for row in rows]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.DUTY_OFFICER, Role.ADMIN, Role.WALL])
def test_nobodys_sign_in_reports_as_a_source(town: Attack, role: Role) -> None:
    """Somebody who is signed in, an administrator among them, writes records by the connectors' door."""
    headers = {"Authorization": f"Bearer {town[0].token(role)}"}
    answer = feed(town, headers, records=[{"type": "incident", "id": "kttv.x", "data": INCIDENT}])
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-token")
    assert town[0].ledger.current("incident", "kttv.x") is None


def test_a_sources_token_opens_no_other_door(town: Attack) -> None:
    """A stolen credential of a source is tried at every other route."""
    routes = requests.get(f"{town[0].url}/v1/openapi.json", timeout=60).json()["paths"]
    opened = []
    for path, methods in routes.items():
        for method in methods:
            if (path, method) in {("/v1/feeds/records", "post"), ("/v1/health", "get"), ("/v1/sign-in", "post")}:
                continue
            where = path.replace("{", "").replace("}", "")
            answer = requests.request(method, town[0].url + where, headers=town[1], timeout=60)
            if answer.status_code not in {401, 403, 422}:
                opened.append((method, path, answer.status_code))
    # What needs no token needs none of a source either; everything else refuses it before anything is looked up.
    by_code = {("post", "/v1/sign-in/wall"), ("post", "/v1/sign-in/wall/answer")}
    by_signature = {("post", "/v1/messages/receipts/{channel}")}
    open_to_all = {("get", "/v1/health"), ("get", "/v1/sign-in/ways"), ("post", "/v1/sign-in/provider"), *by_code}
    open_to_all |= by_signature
    assert [one for one in opened if one[:2] not in open_to_all] == []


@pytest.mark.parametrize("kind", ["log_entry", "handover", "shift", "wall", "layout", "plan"])
@pytest.mark.parametrize("partial", ["", "?partial=true"])
def test_what_people_write_is_written_by_no_source(town: Attack, kind: str, partial: str) -> None:
    """A source forges a line of the log, a handover, who is on shift, what a wall shows, a layout, a plan."""
    data = {"text": "Đã bàn giao", "actor_id": "an.nguyen", "name": "x", "body": {}, "signatures": []}
    answer = feed(town, query=partial, records=[{"type": kind, "id": "kttv.1", "data": data}])
    assert (answer.status_code, answer.json()["code"]) == (403, "out-of-scope")
    assert town[0].ledger.current(kind, "kttv.1") is None
    gone = feed(town, query=partial, removes=[{"type": kind, "id": "kttv.1"}])
    assert gone.status_code == 403


def test_no_credential_covers_what_people_write(town: Attack) -> None:
    """An administrator makes a credential that would cover lines of the log, or a row in the database says so."""
    with pytest.raises(ValueError, match="log_entry"):
        Credentials(town[0].ledger).issue(Scope("x", frozenset({"log_entry", "incident"}), "x."))
    forged = Scope("x", frozenset({"log_entry"}), "x.")
    assert not forged.covers("log_entry", "x.1")


def test_a_new_incident_carries_nothing_that_somebody_did(town: Attack) -> None:
    """A source reports an incident that a duty officer had acknowledged, assigned and resolved."""
    deeds = {
        "acknowledged_by": "an.nguyen", "acknowledged_at": AT, "assignee_id": "ha.le", "assignee_name": "Hà",
        "escalation_level": 3, "tags": ["giả"],
        "history": [{"at": AT, "verb": "acknowledge", "actor_name": "An", "text": "đã xem"}],
    }  # fmt: skip
    answer = feed(town, records=[{"type": "incident", "id": "kttv.2", "data": INCIDENT | deeds}])
    assert answer.status_code == 200, answer.text
    [result] = answer.json()["results"]
    assert set(deeds) <= set(result["kept"])
    found = town[0].ledger.current("incident", "kttv.2")
    assert found is not None
    assert not set(deeds) & {name for name, value in found[1].items() if value}
    again = feed(town, records=[{"type": "incident", "id": "kttv.2", "data": INCIDENT | deeds}])
    assert again.json()["results"][0]["status"] == "unchanged"


@pytest.mark.parametrize(
    "body",
    [
        {"records": [{"type": "incident", "id": "other.1", "data": INCIDENT}]},
        {"records": [{"type": "camera", "id": "kttv.cam", "data": {"name": "x"}}]},
        {"removes": [{"type": "incident", "id": "other.1"}]},
        {"points": [{"id": "other.rain", "points": [{"at": AT, "value": 1.0}]}]},
        {"source": "cong-an", "records": []},
        {"records": [{"type": "source", "id": "cong-an", "data": {"name": "x", "last_report_at": AT}}]},
    ],
    ids=["another prefix", "another type", "another's removal", "another's values", "as another", "another's source"],
)
def test_a_source_reaches_its_own_records_alone(town: Attack, body: dict[str, Any]) -> None:
    """A source writes, removes or measures what is another's, or speaks as another."""
    mine = {"type": "incident", "id": "kttv.3", "data": INCIDENT}
    body = {**body, "records": [*body.get("records", ()), mine]}
    answer = feed(town, query="?partial=true", **body)
    assert (answer.status_code, answer.json()["code"]) == (403, "out-of-scope")
    assert town[0].ledger.current("incident", "kttv.3") is None, "nothing of such a request is written"


def test_its_own_source_record_is_a_sources(town: Attack) -> None:
    """Not an attack: a source says when it reported last, and the report is counted in the audit."""
    answer = feed(town, records=[{"type": "source", "id": "kttv", "data": {"name": "KTTV", "last_report_at": AT}}])
    assert answer.status_code == 200, answer.text


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    yield found
    found.engine.dispose()


def test_two_are_valid_while_a_source_changes_over(ledger: Ledger) -> None:
    """An old credential is used after its overlap, and after it was ended."""
    credentials = Credentials(ledger)
    scope = Scope("kttv", ALL, "kttv.")
    first, second = credentials.issue(scope), credentials.issue(scope)
    with served(ledger) as running:
        status = {}
        for name, token in (("first", first), ("second", second)):
            status[name] = feed((running, {"Authorization": f"Bearer {token}"}), records=[]).status_code
        assert status == {"first": 200, "second": 200}
        third = credentials.issue(scope)
        fresh = Credentials(ledger)
        assert len(fresh.all()) == 2
        with pytest.raises(Exception, match="ended"):
            fresh.scope_of(first)
        assert fresh.scope_of(second).source == fresh.scope_of(third).source == "kttv"
        assert credentials.end("kttv") == 2
        for token in (second, third):
            with pytest.raises(Exception, match="ended"):
                Credentials(ledger).scope_of(token)
    told = [kind for kind, _what in kinds(ledger)]
    assert told.count("feed-credential-made") == 3
    assert told.count("feed-credential-ended") == 2


def test_a_source_that_floods_is_held_back_and_another_is_not(ledger: Ledger) -> None:
    """A credential reports more often than it may."""
    flood = Credentials(ledger).issue(Scope("flood", ALL, "f.", 3))
    other = Credentials(ledger).issue(Scope("other", ALL, "o.", 60))
    with served(ledger) as running:
        one = {"Authorization": f"Bearer {flood}"}
        answers = [feed((running, one), records=[]) for _ in range(8)]
        held = [answer for answer in answers if answer.status_code == 429]
        assert len(held) >= 4
        assert all(int(answer.headers["Retry-After"]) >= 1 for answer in held)
        assert feed((running, {"Authorization": f"Bearer {other}"}), records=[]).status_code == 200


def test_no_token_is_kept_or_written_down(town: Attack, capfd: pytest.CaptureFixture[str]) -> None:
    """Whoever reads the database, its audit or the log looks for a token that opens the door."""
    token = town[1]["Authorization"].removeprefix("Bearer ")
    feed(town, {"Authorization": "Bearer feed.guessed"}, records=[])
    with town[0].ledger.engine.connect() as connection:
        stored = [str(row) for table in (feed_credentials, audit_lines) for row in connection.execute(select(table))]
    assert not any(token in row or "guessed" in row for row in stored)
    said = capfd.readouterr()
    assert token not in said.out + said.err


def test_the_command_makes_lists_and_ends(ledger: Ledger, capsys: pytest.CaptureFixture[str]) -> None:
    """The command line is asked for a credential of everything, or of nobody."""
    database = str(ledger.engine.url)
    common = ["token", "--role", "feed", "--database", database, "--lang", "en"]
    for wrong in (
        ["--types", "incident", "--prefix", "a."],
        ["--source", "a", "--types", "incident"],
        ["--source", "a", "--types", "incident,log_entry", "--prefix", "a."],
        ["--source", "a", "--prefix", "a."],
        ["--source", "a", "--types", "incident", "--prefix", "a.", "--per-minute", "0"],
    ):
        assert main([*common, *wrong]) == 2
    capsys.readouterr()
    assert main([*common, "--source", "a", "--types", "incident,indicator", "--prefix", "a."]) == 0
    token = capsys.readouterr().out.strip()
    assert Credentials(ledger).scope_of(token).types == ALL
    assert main([*common, "--list"]) == 0
    listed = capsys.readouterr().out
    assert listed.startswith("a\t")
    assert token not in listed
    assert main([*common, "--source", "a", "--end"]) == 0
    assert main([*common, "--source", "a", "--end"]) == 1, "there is none left"


def test_every_type_is_either_a_sources_or_peoples() -> None:
    """A new type of record slips past both lists."""
    assert not FEEDABLE & {"log_entry", "handover", "shift", "wall", "layout", "plan", "activation"}
