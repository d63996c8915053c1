"""Evidence at the server, attacked over HTTP: nobody registers, reads or replaces what is another's, nor unseen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.evidence.keeping import Keeping
from backend.evidence.keys import EvidenceKeys
from backend.people.roles import Role
from contract.evidence import PIECE_BYTES, EvidenceOut, digest_of
from contract.keys import public_text
from contract.signing import DEVICE, EVIDENCE, signature
from tests.attacks.identity_room import ADMIN, COLLEAGUE, OFFICER, VICTIM, Room, room_of
from tests.backend.device import Device

AUDITOR = "kiem.toan"
KEYS = EvidenceKeys.of(b"k" * 32)
PICTURE = b"\x89PNG" + bytes(PIECE_BYTES)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from room_of(tmp_path, keeping=Keeping(KEYS))


def body(desk: Device, purpose: str = EVIDENCE, **more: Any) -> dict[str, str]:
    """A manifest as a console writes it, signed by the key of `desk`."""
    facts = {
        "schema": 2, "kind": "still", "number": 1, "file": "a.png", "bytes": len(PICTURE),
        "sha256": hashlib.sha256(PICTURE).hexdigest(), "saved_at": "2026-11-21T07:00:00+00:00",
        "camera": {"id": "c1", "name": "Cầu"}, "operator": {"id": desk.user, "name": ""}, "incident_id": "i-1",
        "device": {"id": desk.name, "key": public_text(desk.key)}, "previous": None,
    }  # fmt: skip
    manifest = json.dumps(facts | more)
    return {"manifest": manifest, "signature": signature(desk.key, purpose, digest_of(manifest.encode()))}


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, str(answer.json().get("code", ""))


def kept(desk: Device) -> str:
    """The digest of a picture that is there whole."""
    digest = str(desk.call("POST", "/v1/evidence", json=body(desk)).json()["receipt"]["digest"])
    for number in range(2):
        part = PICTURE[number * PIECE_BYTES : (number + 1) * PIECE_BYTES]
        answer = desk.call("PUT", f"/v1/evidence/{digest}/pieces/{number}", data=part)
    assert answer.json()["complete"]
    return digest


def test_another_device_can_neither_register_nor_replace_nor_add(room: Room) -> None:
    """A colleague's device registers in the victim's name, and sends pieces of the victim's picture."""
    victim, other = Device(room, VICTIM, "desk-1"), Device(room, COLLEAGUE, "desk-2")
    assert told(other.call("POST", "/v1/evidence", json=body(victim))) == (403, "other-device")
    stolen = body(other, device={"id": "desk-1", "key": public_text(victim.key)})
    assert told(other.call("POST", "/v1/evidence", json=stolen)) == (403, "other-device")
    assert told(victim.call("POST", "/v1/evidence", json=stolen)) == (422, "bad-signature")
    assert told(other.call("POST", "/v1/evidence", json=body(other, operator={"id": VICTIM}))) == (403, "forbidden")
    digest = str(victim.call("POST", "/v1/evidence", json=body(victim)).json()["receipt"]["digest"])
    piece = f"/v1/evidence/{digest}/pieces/0"
    assert told(other.call("PUT", piece, data=PICTURE[:PIECE_BYTES])) == (403, "other-device")


def test_a_signature_for_something_else_registers_nothing(room: Room) -> None:
    """The device's signature of an action, and one under another manifest, are given for one of evidence."""
    desk = Device(room, VICTIM, "desk-1")
    assert told(desk.call("POST", "/v1/evidence", json=body(desk, DEVICE))) == (422, "bad-signature")
    moved = body(desk) | {"manifest": body(desk, number=2)["manifest"]}
    assert told(desk.call("POST", "/v1/evidence", json=moved)) == (422, "bad-signature")


def test_another_picture_is_not_taken_for_the_one_that_was_registered(room: Room) -> None:
    """A picture is registered, and another one of the same size sent for it."""
    desk = Device(room, VICTIM, "desk-1")
    digest = str(desk.call("POST", "/v1/evidence", json=body(desk)).json()["receipt"]["digest"])
    path = f"/v1/evidence/{digest}/pieces"
    assert desk.call("PUT", f"{path}/0", data=bytes(PIECE_BYTES)).json()["pieces"] == 1
    assert told(desk.call("PUT", f"{path}/1", data=b"fake")) == (409, "wrong-digest")
    assert told(desk.call("PUT", f"{path}/1", data=bytes(2 * PIECE_BYTES))) == (413, "too-large")
    assert not desk.call("GET", f"/v1/evidence/{digest}").json()["complete"]


def test_nobody_looks_without_a_reason_or_unseen(room: Room) -> None:
    """A picture is asked for without a reason, with one of three letters, as nobody; then with a good one."""
    desk, officer = Device(room, VICTIM, "desk-1"), Device(room, OFFICER, "desk-2")
    digest = kept(desk)
    path = f"/v1/evidence/{digest}/looks"
    for why in ({}, {"why": "xem"}, {"why": "     "}):
        assert told(officer.call("POST", path, json=why))[0] == 422
    officer.http.auth, proven = None, officer.http.auth
    assert told(officer.call("POST", path, json={"why": "Công an đề nghị"}))[0] == 401
    officer.http.auth = proven
    assert officer.call("POST", path, json={"why": "Công an đề nghị"}).content == PICTURE
    assert told(desk.call("GET", path)) == (403, "forbidden"), "who looked is for those who answer for it"
    [look] = officer.call("GET", path).json()["looks"]
    assert (look["who"], look["device"], look["why"]) == (OFFICER, "desk-2", "Công an đề nghị")


def test_who_took_it_cannot_let_go_of_what_is_held(room: Room) -> None:
    """A picture is held for a court; the operator who took it tries to end that."""
    desk, officer = Device(room, VICTIM, "desk-1"), Device(room, OFFICER, "desk-2")
    path = f"/v1/evidence/{kept(desk)}/hold"
    assert officer.call("PUT", path, json={"held": True, "why": "Vụ án 12"}).json()["held"] == "Vụ án 12"
    assert told(desk.call("PUT", path, json={"held": False, "why": "không cần"})) == (403, "forbidden")


def test_the_list_and_who_looked_are_for_those_who_answer_for_it_and_only_an_officer_holds(room: Room) -> None:
    """Everybody asks for the list and for who looked; an administrator and an auditor try to hold and to look."""
    room.accounts.put(AUDITOR, AUDITOR, Role.AUDITOR, "", room.password)
    desk, officer = Device(room, VICTIM, "desk-1"), Device(room, OFFICER, "desk-2")
    admin, auditor = Device(room, ADMIN, "desk-3"), Device(room, AUDITOR, "desk-4")
    digest = kept(desk)
    assert told(desk.call("GET", "/v1/evidence")) == (403, "forbidden")
    for one in (officer, admin, auditor):
        [piece] = one.call("GET", "/v1/evidence?incident=i-1&camera=c1&camera=c2&kind=still").json()["pieces"]
        assert (piece["receipt"]["digest"], piece["camera_name"], piece["held"]) == (digest, "Cầu", "")
        assert one.call("GET", f"/v1/evidence/{digest}/looks").json()["looks"] == []
    assert officer.call("GET", "/v1/evidence?held=true").json()["pieces"] == []
    for query in ("kind=film", "since=gestern", "before=x", "camera=%00", "device=a b"):
        assert told(officer.call("GET", f"/v1/evidence?{query}"))[0] == 422, query
    for one in (admin, auditor):
        said = {"held": True, "why": "Vụ án 12"}
        assert told(one.call("PUT", f"/v1/evidence/{digest}/hold", json=said)) == (403, "forbidden")
    assert told(auditor.call("POST", f"/v1/evidence/{digest}/looks", json={"why": "kiểm tra"})) == (403, "forbidden")


def test_a_receipt_is_the_servers_word_and_no_key_registers_nothing(room: Room, tmp_path: Path) -> None:
    """The receipt that a console is given, and a server without a key for it."""
    desk = Device(room, VICTIM, "desk-1")
    answer = EvidenceOut.model_validate(desk.call("POST", "/v1/evidence", json=body(desk)).json())
    assert answer.receipt.is_by(desk.call("GET", "/v1/evidence/key").json()["key"])
    assert KEYS.public == desk.call("GET", "/v1/evidence/key").json()["key"]
    (tmp_path / "bare").mkdir()
    for bare in room_of(tmp_path / "bare"):
        other = Device(bare, VICTIM, "desk-1")
        assert told(other.call("POST", "/v1/evidence", json=body(other))) == (503, "no-evidence-key")
