"""What an administrator sees of the tokens of sources: when each last came, and when and why it was last refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import update

from backend.feeds.credentials import Credentials, Scope
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import feed_credentials
from backend.people.roles import Role
from tests.backend.operations.server import Served, served

SCOPE = Scope("kttv", frozenset({"indicator", "source"}), "kttv.")
GOOD = {"records": [{"type": "source", "id": "kttv", "data": {"name": "Khí tượng"}}]}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Served]:
    with served(Ledger(open_engine(f"sqlite:///{tmp_path / 'feeds.db'}"))) as running:
        yield running


def _report(town: Served, token: str, body: dict[str, Any]) -> int:
    headers = {"Authorization": f"Bearer {token}"}
    return requests.post(f"{town.url}/v1/feeds/records", json=body, headers=headers, timeout=40).status_code


def _seen(town: Served, admin: str) -> list[dict[str, Any]]:
    answer = town.get("/v1/admin/source-tokens", admin)
    assert answer.status_code == 200, answer.text
    tokens: list[dict[str, Any]] = answer.json()["tokens"]
    return tokens


def test_when_it_came_and_why_it_was_refused(town: Served) -> None:
    admin, token = town.token(Role.ADMIN), Credentials(town.ledger).issue(SCOPE)
    [new] = _seen(town, admin)
    assert (new["source"], new["prefix"], new["types"]) == ("kttv", "kttv.", ["indicator", "source"])
    assert (new["last_used_at"], new["last_refused_at"], new["refused_why"]) == (None, None, "")
    assert _report(town, token, GOOD) == 200
    [used] = _seen(town, admin)
    assert used["last_used_at"] is not None
    assert used["last_refused_at"] is None
    assert _report(town, token, {"records": [{"type": "source", "id": "csgt", "data": {"name": "x"}}]}) == 403
    [refused] = _seen(town, admin)
    assert refused["refused_why"] == "out-of-scope"
    assert refused["last_refused_at"] == refused["last_used_at"] >= used["last_used_at"]
    assert _report(town, token, GOOD) == 200
    assert _seen(town, admin) == [refused], "the same minute is written down once"
    assert token not in str(refused)


def test_a_token_that_is_over_and_still_comes_is_seen(town: Served) -> None:
    admin, credentials = town.token(Role.ADMIN), Credentials(town.ledger)
    token = credentials.issue(SCOPE)
    credentials.end("kttv")
    with town.ledger.aside() as connection:
        connection.execute(update(feed_credentials).values(ends_ms=1))
    assert _seen(town, admin) == [], "what is long over is told no more"
    assert _report(town, token, GOOD) == 401
    [told] = _seen(town, admin)
    assert (told["refused_why"], told["last_refused_at"] is not None) == ("bad-token", True)


def test_records_that_did_not_fit_are_a_refusal_of_part_of_it(town: Served) -> None:
    admin, token = town.token(Role.ADMIN), Credentials(town.ledger).issue(SCOPE)
    bad = {"type": "indicator", "id": "kttv.x", "data": {"name": 7}}
    body = {"records": [*GOOD["records"], bad]}
    headers = {"Authorization": f"Bearer {token}"}
    answer = requests.post(f"{town.url}/v1/feeds/records?partial=true", json=body, headers=headers, timeout=40)
    assert (answer.status_code, len(answer.json()["refused"])) == (200, 1)
    assert _seen(town, admin)[0]["refused_why"] == "bad-records"


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMIN, Role.WALL}))
def test_nobody_else_sees_them(town: Served, role: Role) -> None:
    assert town.get("/v1/admin/source-tokens", town.token(role)).status_code == 403
