"""Acting as somebody else."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select, update

from backend.ledger.schema import actions, tokens
from backend.people.roles import Role
from contract.chain import chain_hash
from contract.keys import public_text, text_of, thumbprint
from contract.signing import AUTHOR, DEVICE, signature
from tests.attacks.identity_room import ACCEPTED, COLLEAGUE, OFFICER, PASSWORD, TARGET, VICTIM, Room, room_of
from tests.backend.device import Device, signed
from tests.harness.proven import author_key

pytestmark = pytest.mark.timeout(600)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """Where a good password lets a new device in."""
    yield from room_of(tmp_path)


def _of(actor: str, device: Device, **more: Any) -> dict[str, Any]:
    """The next action of a device that names somebody, with its hash and without signatures."""
    fields: dict[str, Any] = {
        "action_id": str(uuid.uuid4()), "actor_id": actor, "type": "note", "target_type": "incident",
        "target_id": "i-1", "base_version": 1, "payload": {"text": "mạo danh"}, "mono_ms": 1,
        "occurred_at": "2026-11-30T01:00:00.000Z", "boot_id": "boot", "prev_hash": device.head, **more,
    }  # fmt: skip
    device.head = chain_hash({**fields, "device_id": device.name})
    return {**fields, "hash": device.head}


def _code(result: dict[str, Any]) -> str:
    return str((result.get("problem") or {}).get("code", result["result"]))


class SharedDesk:
    """A desk at which two people work: the attacker is signed in, and has the device's key in their hands."""

    def __init__(self, room: Room) -> None:
        self.victim = Device(room, VICTIM, "desk-1")
        self.pin = Ed25519PrivateKey.generate()
        told = self.victim.call("POST", "/v1/author-keys", json=author_key(self.pin))
        assert told.status_code == 204, told.text
        self.real = self.victim.action("note", TARGET, text="của Hà")
        assert self.victim.send(self.real)[0]["result"] == "applied"
        self.attacker = Device(room, COLLEAGUE, "desk-1")
        self.attacker.seq, self.attacker.head = 1, self.victim.head
        self.rng = random.Random(15)

    def attempt(self) -> dict[str, Any]:
        """One of the ways to name the victim, chosen by chance."""
        mine, ways = self.attacker, self._ways()
        action = _of(VICTIM, mine, mono_ms=self.rng.randrange(2**40))
        return self.rng.choice(ways)(action)

    def _ways(self) -> list[Callable[[dict[str, Any]], dict[str, Any]]]:
        mine, device = self.attacker, self.attacker.key
        names = [thumbprint(public_text(one)) for one in (self.victim.author, self.pin, mine.author)]

        def by(key: Ed25519PrivateKey, purpose: str, digest: str, name: str) -> Callable[[Any], dict[str, Any]]:
            return lambda action: {
                **action, "signature": signature(device, DEVICE, action["hash"]), "author_key": name,
                "author_signature": signature(key, purpose, digest or action["hash"]),
            }  # fmt: skip

        def copied(action: dict[str, Any]) -> dict[str, Any]:
            taken = {name: self.real[name] for name in ("author_key", "author_signature")}
            return {**action, "signature": signature(device, DEVICE, action["hash"]), **taken}

        def renamed(action: dict[str, Any]) -> dict[str, Any]:
            own = _of(COLLEAGUE, mine, mono_ms=action["mono_ms"], prev_hash=action["prev_hash"])
            return {**signed(own, device, mine.author), "actor_id": VICTIM}

        def noise(action: dict[str, Any]) -> dict[str, Any]:
            words = text_of(self.rng.randbytes(64)), text_of(self.rng.randbytes(64))
            return {**action, "signature": words[0], "author_key": self.rng.choice(names), "author_signature": words[1]}

        def device_alone(action: dict[str, Any]) -> dict[str, Any]:
            return {**action, "signature": signature(device, DEVICE, action["hash"])}

        name = self.rng.choice(names)
        return [
            dict, device_alone, copied, renamed, noise,
            by(mine.author, AUTHOR, "", name), by(device, AUTHOR, "", name), by(device, DEVICE, "", name),
            by(mine.author, DEVICE, "", name), by(Ed25519PrivateKey.generate(), AUTHOR, "", name),
            by(mine.author, AUTHOR, str(self.real["hash"]), name),
        ]  # fmt: skip


@pytest.mark.parametrize("many", [200, pytest.param(10_000, marks=pytest.mark.long)])
def test_a_colleague_at_the_same_desk_acts_as_somebody_else(room: Room, many: int, record_property: Any) -> None:
    """Whoever is signed in at a shared desk, with its key, names a colleague in every way that chance comes upon."""
    desk = SharedDesk(room)
    results = []
    for _ in range(many // 100):
        results += desk.attacker.send(*(desk.attempt() for _ in range(100)))
    accepted = [one for one in results if one["result"] in ACCEPTED]
    record_property("attempts", many)
    record_property("seen", f"{len(accepted)} accepted")
    assert len(results) == many
    assert accepted == []
    assert {_code(one) for one in results} <= {"not-signed", "bad-signature", "author-not-proven", "bad-hash"}
    with room.ledger.engine.connect() as connection:
        done = connection.execute(select(actions.c.actor_id, actions.c.proof).where(actions.c.result == "applied"))
        assert [tuple(row) for row in done] == [(VICTIM, "author")], "the one that was really theirs"


def test_a_signature_is_put_under_another_action(room: Room) -> None:
    """Both signatures of something that somebody did are put under something that they did not."""
    desk = SharedDesk(room)
    names = ("signature", "author_key", "author_signature")
    other = {**_of(VICTIM, desk.attacker), **{name: desk.real[name] for name in names}}
    assert _code(desk.attacker.send(other)[0]) == "bad-signature"
    changed = {name: value for name, value in desk.real.items() if name != "device_seq"}
    changed |= {"action_id": str(uuid.uuid4())}
    bent = changed["action_id"]
    assert _code(desk.attacker.send(changed)[0]) == "bad-hash"
    assert room.log(bent).proof == "", "nor does the log call it theirs"


def test_the_devices_signature_is_shown_for_the_authors(room: Room) -> None:
    """The device's key, which everybody at a desk has, signs in the author's place."""
    desk = SharedDesk(room)
    action = _of(VICTIM, desk.attacker)
    told = signature(desk.attacker.key, DEVICE, action["hash"])
    for author in (thumbprint(public_text(desk.attacker.key)), desk.real["author_key"]):
        sent = {**action, "action_id": str(uuid.uuid4())}
        sent["hash"] = chain_hash({**sent, "device_id": "desk-1"})
        sent |= {"signature": signature(desk.attacker.key, DEVICE, sent["hash"]), "author_key": author}
        assert _code(desk.attacker.send({**sent, "author_signature": told})[0]) in {
            "author-not-proven",
            "bad-signature",
        }


@pytest.mark.parametrize(("verb", "target"), [("close", "i-1"), ("refuse", "i-1"), ("reveal", "i-1")])
def test_an_officers_verb_is_done_in_the_officers_name(room: Room, verb: str, target: str) -> None:
    """An operator at a desk where an officer has been closes, refuses and reveals as the officer."""
    Device(room, OFFICER, "desk-1")
    desk = Device(room, VICTIM, "desk-1")
    action = _of(OFFICER, desk, type=verb, target_id=target, payload={"reason": "không có lý do nào cả"})
    assert _code(desk.send(action)[0]) == "not-signed"
    own = _of(OFFICER, desk, type=verb, target_id=target, payload={"reason": "lần nữa"})
    assert _code(desk.send(signed(own, desk.key, desk.author))[0]) == "author-not-proven"


def test_a_key_is_told_in_anothers_name(room: Room) -> None:
    """A key is registered while signed in as oneself, or at another device, and used in a colleague's name."""
    desk = SharedDesk(room)
    own = Ed25519PrivateKey.generate()
    assert desk.attacker.call("POST", "/v1/author-keys", json=author_key(own)).status_code == 204
    said = {**author_key(own), "user": VICTIM}
    assert desk.attacker.call("POST", "/v1/author-keys", json=said).status_code == 422
    assert (
        _code(desk.attacker.send(signed(_of(VICTIM, desk.attacker), desk.attacker.key, own))[0]) == "author-not-proven"
    )
    elsewhere = Device(room, VICTIM, "desk-2")
    action = signed(_of(VICTIM, desk.attacker, mono_ms=2), desk.attacker.key, elsewhere.author)
    assert _code(desk.attacker.send(action)[0]) == "author-not-proven", "a key is one device's"


def test_a_pin_is_set_by_who_sits_at_an_unlocked_desk(room: Room) -> None:
    """Somebody left their desk unlocked: a key of the attacker's is told in their name, to act as them for good."""
    desk = Device(room, VICTIM, "desk-1")
    with room.ledger.aside() as connection:
        connection.execute(update(tokens).values(expires_ms=tokens.c.expires_ms - 6 * 60_000))
    own = Ed25519PrivateKey.generate()
    told = desk.call("POST", "/v1/author-keys", json=author_key(own))
    assert (told.status_code, told.json()["code"]) == (403, "sign-in-again")
    later = Device(room, COLLEAGUE, "desk-1")
    assert _code(later.send(signed(_of(VICTIM, later), later.key, own))[0]) == "author-not-proven"


@pytest.mark.parametrize("change", ["password", "role"])
def test_a_key_of_somebody_whose_password_or_role_changed_is_used(room: Room, change: str) -> None:
    """What was signed with a key from before arrives after, in a colleague's sign-in and in their own."""
    desk = SharedDesk(room)
    late = signed(_of(VICTIM, desk.attacker), desk.attacker.key, desk.victim.author)
    by_pin = signed(_of(VICTIM, desk.attacker, mono_ms=2), desk.attacker.key, desk.pin)
    again = signed(_of(VICTIM, desk.attacker, mono_ms=3), desk.attacker.key, desk.victim.author)
    role, password = (Role.DUTY_OFFICER, PASSWORD) if change == "role" else (Role.OPERATOR, "mat-khau-moi")
    room.accounts.put(VICTIM, VICTIM, role, "", password)
    results = desk.attacker.send(late, by_pin)
    assert [_code(one) for one in results] == ["author-not-proven"] * 2
    assert change in results[0]["problem"]["detail"]
    room.password = password
    own = Device(room, VICTIM, "desk-1")
    own.seq = desk.attacker.seq
    assert _code(own.send(again)[0]) == "author-not-proven", "nor does one's own sign-in make it good"


def test_a_key_that_ended_is_told_again(room: Room) -> None:
    """Somebody's old key is registered anew by whoever has it and their new password."""
    author = Ed25519PrivateKey.generate()
    desk = Device(room, VICTIM, "desk-1")
    assert desk.call("POST", "/v1/author-keys", json=author_key(author)).status_code == 204
    room.password = "mat-khau-moi"
    room.accounts.put(VICTIM, VICTIM, Role.OPERATOR, "", room.password)
    desk = Device(room, VICTIM, "desk-1")
    assert desk.call("POST", "/v1/author-keys", json=author_key(author)).status_code == 204
    action = signed(desk.action("note", TARGET, text="x"), desk.key, author)
    assert desk.send(action)[0]["problem"]["code"] == "author-not-proven"


def test_somebody_who_is_put_again_as_they_are_loses_nothing(room: Room) -> None:
    """A server that starts anew gives its people the passwords that they have: what is under way still counts."""
    desk = SharedDesk(room)
    late = signed(_of(VICTIM, desk.attacker), desk.attacker.key, desk.victim.author)
    room.accounts.put(VICTIM, VICTIM, Role.OPERATOR, "", PASSWORD)
    assert desk.attacker.send(late)[0]["result"] == "applied"


def test_what_was_saved_before_there_were_keys_is_delivered_by_somebody_else(room: Room) -> None:
    """An action without signatures is its author's own in their own sign-in alone, and the log says how it is known."""
    desk = SharedDesk(room)
    theirs, own = _of(VICTIM, desk.attacker), _of(COLLEAGUE, desk.attacker)
    results = desk.attacker.send(theirs, own)
    assert [_code(one) for one in results] == ["not-signed", "applied"]
    assert (room.log(own["action_id"]).proof, room.log(theirs["action_id"]).proof) == ("session", "")


def test_something_unsigned_is_laid_among_what_a_colleague_delivers(room: Room) -> None:
    """Who has the files of a desk puts an action in a colleague's name into the outbox, without a signature of theirs,
    so that the colleague's own sign-in delivers it."""
    desk = SharedDesk(room)
    laid = [_of(VICTIM, desk.victim), _of(VICTIM, desk.victim, mono_ms=2)]
    laid[1]["signature"] = signature(desk.victim.key, DEVICE, laid[1]["hash"])
    assert [_code(one) for one in desk.victim.send(*laid)] == ["not-signed", "author-not-proven"]
    fresh = Device(room, OFFICER, "desk-1")
    fresh.seq, fresh.head = desk.victim.seq, desk.victim.head
    old = _of(OFFICER, fresh)
    signed_since = signed(_of(OFFICER, fresh, mono_ms=3), fresh.key, fresh.author)
    later = _of(OFFICER, fresh, mono_ms=4)
    assert [_code(one) for one in fresh.send(old, signed_since, later)] == ["applied", "applied", "not-signed"]


def test_people_change_at_a_shared_desk_during_an_outage(room: Room) -> None:
    """One officer and one operator at two desks, the person changes while there is no server: who did what stays so."""
    pin = Ed25519PrivateKey.generate()
    operator = Device(room, VICTIM, "desk-1")
    assert operator.call("POST", "/v1/author-keys", json=author_key(pin)).status_code == 204
    before = [operator.action("note", TARGET, text=f"Hà {number}") for number in range(3)]
    second = Device(room, OFFICER, "desk-2")
    beside = [second.action("note", TARGET, text="từ bàn hai")]
    officer = Device(room, OFFICER, "desk-1")
    officer.head = operator.head
    during = [officer.action("note", TARGET, text="lãnh đạo")]
    by_pin = _of(VICTIM, officer, payload={"text": "Hà, bằng mã PIN"})
    taken = officer.send(*before, *during, signed(by_pin, officer.key, pin))
    assert [one["result"] for one in taken] == ["applied"] * 5
    assert second.send(*beside)[0]["result"] == "applied"
    rows = [room.log(one["action_id"]) for one in (*before, *during, by_pin, *beside)]
    said = [(row.actor_id, row.proof) for row in rows]
    assert said == [(VICTIM, "author")] * 3 + [(OFFICER, "author"), (VICTIM, "pin"), (OFFICER, "author")]
    swapped = signed(_of(OFFICER, officer, mono_ms=9), officer.key, pin)
    as_officer = signed(_of(VICTIM, officer, mono_ms=9), officer.key, officer.author)
    assert [_code(one) for one in officer.send(swapped, as_officer)] == ["author-not-proven"] * 2
    assert rows[0].author_key == public_text(operator.author), "the line can be looked at again without anything else"
    assert rows[0].device_key == public_text(operator.key)
