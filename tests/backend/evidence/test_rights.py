"""Who saves evidence has it registered, whoever they are; who reads the register is somebody of the room."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.evidence.keeping import Keeping
from backend.evidence.keys import EvidenceKeys
from contract.evidence import digest_of
from contract.keys import public_text
from contract.roles import RIGHTS, Right, Role
from contract.signing import EVIDENCE, signature
from tests.attacks.identity_room import PASSWORD, Room, room_of
from tests.backend.device import Device

STILL = b"a still"
PEOPLE = [role for role in Role if role is not Role.WALL]
SAVES = {Role.OPERATOR, Role.DUTY_OFFICER, Role.SECURITY_ANALYST, Role.AGENCY}
OPENS = SAVES - {Role.AGENCY}
SEES = {Role.DUTY_OFFICER, Role.AUDITOR, Role.ADMIN}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    for one in room_of(tmp_path, keeping=Keeping(EvidenceKeys.of(b"k" * 32))):
        for role in PEOPLE:
            one.accounts.put(str(role), str(role), role, "", PASSWORD)
        yield one


def body(desk: Device) -> dict[str, str]:
    """What `desk` says of a still that it saved."""
    manifest = json.dumps({
        "schema": 2, "kind": "still", "number": 1, "file": "a.png", "bytes": len(STILL), "incident_id": None,
        "sha256": hashlib.sha256(STILL).hexdigest(), "saved_at": "2026-11-21T07:00:00+00:00", "camera": {"id": "c1"},
        "operator": {"id": desk.user}, "device": {"id": desk.name, "key": public_text(desk.key)}, "previous": None,
    })  # fmt: skip
    return {"manifest": manifest, "signature": signature(desk.key, EVIDENCE, digest_of(manifest.encode()))}


def test_the_table_is_that_of_the_pages() -> None:
    assert {role for role, rights in RIGHTS.items() if Right.SAVE_EVIDENCE in rights.may} == SAVES
    assert {role for role, rights in RIGHTS.items() if Right.OPEN_EVIDENCE in rights.may} == OPENS
    assert {role for role, rights in RIGHTS.items() if Right.SEE_EVIDENCE in rights.may} == SEES


@pytest.mark.parametrize("role", PEOPLE)
def test_who_saves_it_has_it_registered_and_sends_its_file(room: Room, role: Role) -> None:
    desk = Device(room, str(role), f"at-{role}")
    said = body(desk)
    path = f"/v1/evidence/{digest_of(said['manifest'].encode())}"
    answers = [
        desk.call("GET", "/v1/evidence/key"), desk.call("POST", "/v1/evidence", json=said),
        desk.call("PUT", f"{path}/pieces/0", data=STILL), desk.call("GET", path),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {200 if role in SAVES else 403}
    if role in SAVES:
        assert answers[-1].json()["complete"]
        assert answers[-1].json()["receipt"]["person"] == str(role)


@pytest.mark.parametrize("role", PEOPLE)
def test_what_others_registered_is_read_by_those_of_the_room_alone(room: Room, role: Role) -> None:
    owner = Device(room, "ha.le", "desk-1")
    said = body(owner)
    path = f"/v1/evidence/{digest_of(said['manifest'].encode())}"
    owner.call("POST", "/v1/evidence", json=said)
    owner.call("PUT", f"{path}/pieces/0", data=STILL)
    desk = Device(room, str(role), f"at-{role}")
    seen = [
        desk.call("GET", "/v1/evidence"), desk.call("GET", "/v1/evidence/receipts?device=desk-1"),
        desk.call("GET", f"{path}/looks"),
    ]  # fmt: skip
    assert {answer.status_code for answer in seen} == {200 if role in SEES else 403}
    opened = desk.call("POST", f"{path}/looks", json={"why": "Công an đề nghị"})
    assert opened.status_code == (200 if role in OPENS else 403)
    if role in OPENS:
        assert opened.content == STILL
        assert opened.headers["Content-Type"] == "image/png"


def test_an_empty_piece_is_none(room: Room) -> None:
    desk = Device(room, "ha.le", "desk-1")
    said = body(desk)
    path = f"/v1/evidence/{digest_of(said['manifest'].encode())}/pieces/0"
    desk.call("POST", "/v1/evidence", json=said)
    assert desk.call("PUT", path, data=STILL).status_code == 200
    assert desk.call("PUT", path, data=b"").status_code == 422, "not even where the piece is there already"


@pytest.mark.parametrize("held", [0, 1, "no", "true", None])
def test_a_hold_is_said_in_so_many_words(room: Room, held: object) -> None:
    """Nothing that only looks like a no lets go of what a court waits for."""
    owner, officer = Device(room, "ha.le", "desk-1"), Device(room, "an.nguyen", "desk-2")
    said = body(owner)
    owner.call("POST", "/v1/evidence", json=said)
    path = f"/v1/evidence/{digest_of(said['manifest'].encode())}"
    assert officer.call("PUT", f"{path}/hold", json={"held": True, "why": "Vụ án 12"}).status_code == 200
    assert officer.call("PUT", f"{path}/hold", json={"held": held, "why": "không cần"}).status_code == 422
    assert officer.call("GET", path).json()["held"] == "Vụ án 12"
