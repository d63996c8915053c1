"""What left a desk stands in the audit: who, what, how many; from everybody who has a desk, and from no wall."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from contract import vectors
from contract.roles import Role
from tests.attacks.identity_room import PASSWORD, Room, room_of
from tests.backend.device import Device

MEASURES = {"type": "export", "id": "measures", "version": 0}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    for one in room_of(tmp_path):
        for role in Role:
            one.accounts.put(str(role), str(role), role, "", PASSWORD)
        yield one


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.WALL])
def test_whoever_writes_something_out_is_named_in_the_audit(room: Room, role: Role) -> None:
    desk, auditor = Device(room, str(role), f"at-{role}"), Device(room, "auditor", "at-the-auditors")
    said = desk.action("export", MEASURES, file="so-lieu.csv", count=37, about="2026-11-01/2026-11-30")
    (result,) = desk.send(said)
    assert (result["result"], result["version"]) == ("applied", 0)
    [line] = auditor.call("GET", "/v1/audit/lines?kind=action&about=export:measures").json()["lines"]
    assert (line["who"], line["device"], line["what"]["type"]) == (str(role), f"at-{role}", "export")
    assert line["action"]["payload"] == {"file": "so-lieu.csv", "count": 37, "about": "2026-11-01/2026-11-30"}


def test_no_wall_writes_anything_out(room: Room) -> None:
    wall = Device(room, "wall", "at-the-wall")
    body: dict[str, Any] = {"device_id": wall.name, "actions": [wall.action("export", MEASURES, file="a", count=1)]}
    body["actions"][0]["device_seq"] = 1
    assert wall.call("POST", "/v1/actions:batch", json=body).status_code == 403


@pytest.mark.parametrize("vector", vectors.read("exports"), ids=lambda one: one["what"])
def test_the_golden_vectors(room: Room, vector: dict[str, Any]) -> None:
    desk = Device(room, "ha.le", "desk-1")
    target = {"type": "export", "id": vector["target"], "version": 0}
    (result,) = desk.send(desk.action("export", target, **vector["payload"]))
    assert result["result"] == vector["expect"]
    assert (result["problem"] or {}).get("code") == vector.get("code")
