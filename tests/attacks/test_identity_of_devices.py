"""Coming in from another device than one's own."""

from __future__ import annotations

import base64
import random
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update

from backend.base.problems import ProblemError
from backend.ledger.key_tables import enrolment_codes
from backend.ledger.schema import tokens
from backend.people.accounts import Admission
from backend.people.devices import Devices
from contract.keys import text_of
from contract.proof import HEADER, NONCE_HEADER, made
from tests.attacks.identity_room import COLLEAGUE, PASSWORD, TARGET, VICTIM, Room, room_of
from tests.backend.device import Device
from tests.backend.operations.server import hang_up
from tests.harness.proven import Proven, key_of, signed_in

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Where a good password lets a new device in."""
    yield from room_of(tmp_path)


@pytest.fixture(scope="module")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """The same for attacks that change nothing: one for all of them."""
    for found in room_of(tmp_path_factory.mktemp("calm")):
        Device(found, VICTIM)  # the thread that tries passwords stays as long as the server
        yield found


@pytest.fixture
def calm(quiet: Room) -> Iterator[Room]:
    """That one, of which nothing stays open."""
    yield quiet
    hang_up(quiet.opened)


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Room]:
    """Where a new device needs a code."""
    yield from room_of(tmp_path, Admission(by_code=True))


def _bare(device: Device, authorization: str, *proofs: str, path: str = "/v1/me") -> tuple[int, str]:
    """What a request with just these headers is answered, without any help."""
    headers = {"Authorization": authorization}
    if proofs:
        headers[HEADER] = proofs[0]
    answer = requests.get(device.town.url + path, headers=headers, timeout=40)
    return answer.status_code, str(answer.json().get("code", ""))


def _nonce(device: Device) -> str:
    return str(device.call("GET", "/v1/me").headers[NONCE_HEADER])


# the token


def test_a_stolen_token_is_used_without_the_key_of_its_device(calm: Room) -> None:
    """A token that somebody read is sent as it is, without a proof and with one by a key of their own."""
    desk = Device(calm, VICTIM)
    token, nonce = desk.proven.token, _nonce(desk)
    own = Ed25519PrivateKey.generate()
    for path in ("/v1/me", "/v1/sync/snapshot", "/v1/cameras/access", "/v1/sync/stream", "/metrics"):
        proof = made(own, "GET", calm.url + path, token, nonce)
        for scheme in ("Bearer", "DPoP"):
            assert _bare(desk, f"{scheme} {token}", path=path) == (401, "bad-proof")
            assert _bare(desk, f"{scheme} {token}", proof, path=path) == (401, "bad-proof")
    assert desk.call("GET", "/v1/me").status_code == 200


def test_a_proof_that_somebody_saw_is_sent_again(calm: Room) -> None:
    """A whole request, token and proof and all, is sent a second time."""
    desk = Device(calm, VICTIM)
    proof = made(desk.key, "GET", f"{calm.url}/v1/me", desk.proven.token, _nonce(desk))
    assert _bare(desk, f"DPoP {desk.proven.token}", proof)[0] == 200
    assert _bare(desk, f"DPoP {desk.proven.token}", proof) == (401, "bad-proof")


@pytest.mark.parametrize(
    ("method", "path", "token", "nonce", "code"),
    [
        ("POST", "/v1/me", "", "", "bad-proof"),
        ("GET", "/v1/sync/snapshot", "", "", "bad-proof"),
        ("GET", "/v1/me/", "", "", "bad-proof"),
        ("GET", "/v1/me", "another-token", "", "bad-proof"),
        ("GET", "/v1/me", "none", "", "bad-proof"),
        ("GET", "/v1/me", "", "none", "use-dpop-nonce"),
        ("GET", "/v1/me", "", "29000000.AAAAAAAAAAAAAAAAAAAAAA", "use-dpop-nonce"),
        ("GET", "/v1/me", "", "forged", "use-dpop-nonce"),
    ],
)
def test_a_proof_of_something_else_is_sent_along(
    calm: Room, *, method: str, path: str, token: str, nonce: str, code: str
) -> None:
    """A proof of another method, another address, another token, none, or with a nonce that the server never gave."""
    desk = Device(calm, VICTIM)
    real = _nonce(desk)
    told = {"": real, "none": "", "forged": real[:-3] + "AAA"}.get(nonce, nonce)
    of = {"": desk.proven.token, "none": ""}.get(token, token)
    proof = made(desk.key, method, calm.url + path, of, told)
    assert _bare(desk, f"DPoP {desk.proven.token}", proof) == (401, code)


def test_a_proof_for_another_server_is_sent_to_this_one(calm: Room) -> None:
    """What a console proved to a server that somebody set up beside is passed on."""
    desk = Device(calm, VICTIM)
    proof = made(desk.key, "GET", "http://ioc.example/v1/me", desk.proven.token, _nonce(desk))
    assert _bare(desk, f"DPoP {desk.proven.token}", proof) == (401, "bad-proof")


def test_a_proof_is_forged(calm: Room, record_property: Any) -> None:
    """A proof is cut, mended, signed by nothing, or names another way of signing."""
    desk, rng = Device(calm, VICTIM), random.Random(15)
    proof = made(desk.key, "GET", f"{calm.url}/v1/me", desk.proven.token, _nonce(desk))
    head, body, _signature = proof.split(".")
    unsigned = text_of(b'{"typ":"dpop+jwt","alg":"none","jwk":{}}')
    tried = [f"{unsigned}.{body}.", f"{head}.{body}.", "a.b.c", "x" * 3000, "{}", f"{proof}.{proof}"]
    for _ in range(100):
        at = rng.randrange(len(proof))
        tried.append(proof[:at] + rng.choice("ABCxyz019-_.") + proof[at + 1 :])
    taken = [one for one in tried if one != proof and _bare(desk, f"DPoP {desk.proven.token}", one)[0] != 401]
    record_property("attempts", len(tried))
    assert not taken


def test_somebody_signs_in_without_a_device(calm: Room) -> None:
    """A good name and a good password, and nothing that proves a device."""
    said = {"user": VICTIM, "password": PASSWORD, "device_id": "desk-1"}
    answer = requests.post(f"{calm.url}/v1/sign-in", json=said, timeout=40)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-proof")
    assert answer.headers[NONCE_HEADER], "whoever can prove is told how"


def test_a_token_from_before_there_were_keys_is_used(room: Room) -> None:
    """A token that is bound to no key is sent, with a proof and without."""
    desk = Device(room, VICTIM)
    token, _caller = room.accounts.sign_in(COLLEAGUE, PASSWORD, "desk-of-old")
    for scheme in ("Bearer", "DPoP"):
        assert _bare(desk, f"{scheme} {token}") == (401, "bad-proof")
    proof = made(desk.key, "GET", f"{room.url}/v1/me", token, _nonce(desk))
    assert _bare(desk, f"DPoP {token}", proof) == (401, "bad-proof")


def test_a_walls_token_is_taken_to_another_machine(room: Room) -> None:
    """The token in a wall's file is copied after the wall has used it."""
    token = room.accounts.issue_wall_token("hall", "hall")
    with requests.Session() as http:
        assert http.get(f"{room.url}/v1/me", auth=Proven(key_of("hall"), token), timeout=40).status_code == 200
        other = http.get(f"{room.url}/v1/me", auth=Proven(key_of("laptop"), token), timeout=40)
        assert (other.status_code, other.json()["code"]) == (401, "bad-proof")
        bare = http.get(f"{room.url}/v1/me", headers={"Authorization": f"Bearer {token}"}, timeout=40)
        assert (bare.status_code, bare.json()["code"]) == (401, "bad-proof")
        assert http.get(f"{room.url}/v1/me", auth=Proven(key_of("hall"), token), timeout=40).status_code == 200


# the device


def _refused_sign_in(room: Room, user: str, device: str, **more: Any) -> tuple[int, str]:
    with pytest.raises(requests.HTTPError) as refused:
        signed_in(room.url, user, PASSWORD, device, **more)
    return refused.value.response.status_code, str(refused.value.response.json()["code"])


def test_another_machine_calls_itself_by_the_name_of_a_desk(room: Room) -> None:
    """A colleague signs in elsewhere under the name of somebody's device, to use up its numbers or act from it."""
    desk = Device(room, VICTIM, "desk-1")
    assert desk.send(desk.action("note", TARGET, text="một"))[0]["result"] == "applied"
    assert _refused_sign_in(room, COLLEAGUE, "desk-1", key=key_of("laptop")) == (403, "other-device")
    other = Device(room, COLLEAGUE, "laptop")
    other.seq = 1
    burning = {"device_id": "desk-1", "actions": [{**other.action("note", TARGET, text="x"), "device_seq": 2}]}
    answer = other.call("POST", "/v1/actions:batch", json=burning)
    assert (answer.status_code, answer.json()["code"]) == (403, "device-mismatch")
    assert room.last_number("desk-1") == 1
    assert desk.send(desk.action("note", TARGET, text="hai"))[0]["result"] == "applied", "its numbers are its own"


def test_somebody_signs_in_at_a_wall(room: Room) -> None:
    """A person's console calls itself by the name of a wall's node."""
    assert _refused_sign_in(room, COLLEAGUE, "wall.hall") == (403, "other-device")
    assert room.accounts.issue_wall_token("hall", "hall")


def test_the_name_of_a_device_from_before_there_were_keys_is_taken(room: Room) -> None:
    """A device that the server knew by name alone gets the first key that comes with a good password, and no second."""
    room.accounts.sign_in(VICTIM, PASSWORD, "desk-of-old")
    with pytest.raises(requests.HTTPError):
        signed_in(room.url, COLLEAGUE, "not-the-word", "desk-of-old", key=key_of("laptop"))
    assert signed_in(room.url, VICTIM, PASSWORD, "desk-of-old").token
    assert _refused_sign_in(room, COLLEAGUE, "desk-of-old", key=key_of("laptop")) == (403, "other-device")
    with pytest.raises(ProblemError) as refused:
        room.accounts.sign_in(COLLEAGUE, PASSWORD, "desk-of-old")
    assert refused.value.code == "other-device", "nor by who proves none, where that is allowed at all"


def test_a_device_is_let_in_with_a_code_that_nobody_gave(strict: Room, record_property: Any) -> None:
    """A good password on a machine that nobody let in: without a code, with made up ones, a used and an old one."""
    devices_of = Devices(strict.ledger)
    assert _refused_sign_in(strict, VICTIM, "desk-1") == (403, "device-unknown")
    made_up = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(20)] + ["-", "x", "  ", "'--"]
    for code in made_up:
        assert _refused_sign_in(strict, VICTIM, "desk-1", enrolment_code=code) == (403, "bad-enrolment-code")
    code = devices_of.new_code()
    typed = code.lower().replace("-", " ")
    assert signed_in(strict.url, VICTIM, PASSWORD, "desk-1", enrolment_code=typed).token
    assert signed_in(strict.url, COLLEAGUE, PASSWORD, "desk-1").token, "and it needs none from then on"
    assert _refused_sign_in(strict, VICTIM, "desk-2", enrolment_code=code) == (403, "bad-enrolment-code"), "used"
    old = devices_of.new_code()
    with strict.ledger.aside() as connection:
        connection.execute(update(enrolment_codes).values(expires_ms=1))
    assert _refused_sign_in(strict, VICTIM, "desk-2", enrolment_code=old) == (403, "bad-enrolment-code"), "too old"
    record_property("attempts", len(made_up) + 3)


def test_a_code_is_wasted_by_somebody_without_a_password(strict: Room) -> None:
    """A code that was overheard is tried without a good password: it stays good for whom it was made."""
    code = Devices(strict.ledger).new_code()
    with pytest.raises(requests.HTTPError) as refused:
        signed_in(strict.url, VICTIM, "not-the-word", "laptop", enrolment_code=code)
    assert refused.value.response.status_code == 401
    assert signed_in(strict.url, VICTIM, PASSWORD, "desk-1", enrolment_code=code).token


def test_a_device_that_was_shut_out_comes_back(room: Room) -> None:
    """A lost laptop that an administrator shut out goes on with its token, and signs in anew with a good password."""
    desk = Device(room, VICTIM, "laptop")
    assert Devices(room.ledger).disable("laptop")
    with room.ledger.engine.connect() as connection:
        assert connection.execute(select(tokens).where(tokens.c.device_id == "laptop")).first() is None
    assert _refused_sign_in(room, VICTIM, "laptop") == (403, "device-disabled")
    assert Devices(room.ledger).enable("laptop")
    assert signed_in(room.url, VICTIM, PASSWORD, "laptop").token != desk.proven.token


def test_a_keyless_sign_in_where_it_is_allowed_takes_the_place_of_a_device_with_a_key(tmp_path: Path) -> None:
    """Where consoles from before there were keys are let in, one calls itself by the name of a desk that has a key."""
    for room in room_of(tmp_path, Admission(proof_required=False)):
        Device(room, VICTIM, "desk-1")
        said = {"user": COLLEAGUE, "password": PASSWORD, "device_id": "desk-1"}
        answer = requests.post(f"{room.url}/v1/sign-in", json=said, timeout=40)
        assert (answer.status_code, answer.json()["code"]) == (403, "other-device")
        answer = requests.post(f"{room.url}/v1/sign-in", json={**said, "device_id": "old-desk"}, timeout=40)
        bearer = {"Authorization": f"Bearer {answer.json()['token']}"}
        assert requests.get(f"{room.url}/v1/me", headers=bearer, timeout=40).status_code == 200
        told = requests.post(f"{room.url}/v1/author-keys", json={"author_key": "A" * 43}, headers=bearer, timeout=40)
        assert (told.status_code, told.json()["code"]) == (403, "forbidden"), "nothing speaks for longer than its token"
