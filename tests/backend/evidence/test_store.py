"""Evidence at the server: registered once with a receipt, its file sealed, kept for its days, looked at for a
reason."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import insert, select, update

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.evidence.keeping import KeptDays
from backend.evidence.keys import EvidenceKeys, keys_in
from backend.evidence.register import Register
from backend.evidence.store import DAY_MS, EvidenceStore
from backend.evidence.telling import PAGE, Asked
from backend.ledger.engine import open_engine
from backend.ledger.evidence_tables import evidence, evidence_pieces
from backend.ledger.key_tables import device_keys
from backend.ledger.ledger import Ledger
from backend.ledger.schema import device_people
from backend.people.accounts import Accounts
from backend.people.roles import Caller, Limits, Role
from contract.evidence import PIECE_BYTES, EvidenceIn, digest_of
from contract.instants import parse_ms
from contract.keys import public_text
from contract.signing import AUTHOR, EVIDENCE, signature

DEVICE = Ed25519PrivateKey.generate()
CLIP = bytes(range(256)) * (PIECE_BYTES // 256) * 2 + b"the end"


class Room:
    """One server, and a device that took something."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.later_ms = 0
        accounts = Accounts(ledger)
        for person, role in (("ha.le", Role.OPERATOR), ("an.nguyen", Role.DUTY_OFFICER)):
            accounts.put(person, person.title(), role, "B1", "mật khẩu dài lắm")
        with ledger.write() as connection:
            connection.execute(
                insert(device_keys).values(
                    device_id="desk-1", key=public_text(DEVICE), name="", enrolled_ms=0, disabled=False
                )
            )
            connection.execute(insert(device_people).values(device_id="desk-1", user_id="an.nguyen"))
        self.keys = EvidenceKeys.of(b"k" * 32)
        self.register = Register(ledger, self.keys)
        self.store = EvidenceStore(ledger, self.register, KeptDays(365, 90), lambda: now_ms() + self.later_ms)

    @staticmethod
    def caller(person: str = "ha.le", role: Role = Role.OPERATOR, device: str = "desk-1") -> Caller:
        return Caller(person, person.title(), role, "B1", device, now_ms() + DAY_MS)

    @staticmethod
    def manifest(**more: Any) -> str:
        facts = {
            "schema": 2, "kind": "clip", "number": 1, "file": "a.mp4", "bytes": len(CLIP),
            "sha256": hashlib.sha256(CLIP).hexdigest(), "saved_at": "2026-11-21T07:00:00+00:00",
            "camera": {"id": "c1"}, "operator": {"id": "ha.le", "name": "Hà"}, "incident_id": "sc-1",
            "device": {"id": "desk-1", "key": public_text(DEVICE)}, "previous": None,
        }  # fmt: skip
        return json.dumps(facts | more)

    def said(self, purpose: str = EVIDENCE, key: Ed25519PrivateKey = DEVICE, **more: Any) -> EvidenceIn:
        text = self.manifest(**more)
        return EvidenceIn(manifest=text, signature=signature(key, purpose, digest_of(text.encode())))

    def stored(self) -> str:
        """One clip, registered and sent; its digest."""
        digest = self.register.register(self.caller(), self.said()).receipt.digest
        for number in range(3):
            self.store.take(self.caller(), digest, number, CLIP[number * PIECE_BYTES : (number + 1) * PIECE_BYTES])
        return digest

    def change(self, digest: str, **values: Any) -> None:
        with self.ledger.write() as connection:
            connection.execute(update(evidence).where(evidence.c.digest == digest).values(**values))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    yield Room(ledger)
    ledger.engine.dispose()


def refused(work: Callable[[], object]) -> str:
    with pytest.raises(ProblemError) as problem:
        work()
    return problem.value.code


def test_a_receipt_is_the_same_each_time_and_only_the_servers_key_made_it(room: Room) -> None:
    first = room.register.register(room.caller(), room.said())
    assert room.register.register(room.caller(), room.said()) == first
    assert first.receipt.is_by(room.keys.public)
    assert not first.receipt.is_by(public_text(DEVICE))
    assert not first.receipt.model_copy(update={"registered_at": "2026-01-01T00:00:00Z"}).is_by(room.keys.public)
    assert room.register.of_device("desk-1") == [first.receipt]
    told = room.register.about(room.caller(), Asked(incident="sc-1")).pieces
    assert [one.receipt.digest for one in told] == [first.receipt.digest]
    assert room.register.about(room.caller(), Asked(incident="sc-2")).pieces == []


def test_nobody_registers_for_another(room: Room) -> None:
    """Another device, another key of it, another person, a signature for another purpose: refused."""
    other = Ed25519PrivateKey.generate()
    take = room.register.register
    assert refused(lambda: take(room.caller(device="desk-2"), room.said())) == "other-device"
    assert refused(lambda: take(room.caller(), room.said(key=other))) == "bad-signature"
    own = {"id": "desk-1", "key": public_text(other)}
    assert refused(lambda: take(room.caller(), room.said(key=other, device=own))) == "other-device"
    assert refused(lambda: take(room.caller(), room.said(AUTHOR))) == "bad-signature"
    assert refused(lambda: take(room.caller(), room.said(operator={"id": "khac", "name": ""}))) == "forbidden"
    assert take(room.caller(), room.said(operator={"id": "an.nguyen", "name": ""})).receipt.person == "an.nguyen"
    assert refused(lambda: take(room.caller(), room.said(schema=1))) == "bad-manifest"
    assert refused(lambda: Register(room.ledger, None).register(room.caller(), room.said())) == ("no-evidence-key")


@pytest.mark.parametrize(
    "wrong", [{"bytes": 0}, {"bytes": 10**12}, {"number": True}, {"sha256": "x" * 64}, {"saved_at": "gestern"},
              {"file": "a\n"}, {"camera": None}, {"kind": "film"}, {"incident_id": 5}],
)  # fmt: skip
def test_a_manifest_that_is_none_is_refused(room: Room, wrong: dict[str, Any]) -> None:
    assert refused(lambda: room.register.register(room.caller(), room.said(**wrong))) == "bad-manifest"


def test_a_file_comes_in_pieces_and_goes_on_where_it_broke_off(room: Room) -> None:
    digest = room.register.register(room.caller(), room.said()).receipt.digest
    parts = [CLIP[start : start + PIECE_BYTES] for start in range(0, len(CLIP), PIECE_BYTES)]
    take = room.store.take
    assert refused(lambda: take(room.caller(), digest, 1, parts[1])) == "piece-gap"
    assert take(room.caller(), digest, 0, parts[0]) == 1
    assert take(room.caller(), digest, 0, b"x") == 1, "one that is there is none"
    assert refused(lambda: take(room.caller(), digest, 1, b"short")) == "wrong-digest"
    assert refused(lambda: take(room.caller(device="desk-2"), digest, 1, parts[1])) == "other-device"
    assert not room.register.one(digest).complete
    assert [take(room.caller(), digest, number, parts[number]) for number in (1, 2)] == [2, 3]
    assert room.register.one(digest).complete


def test_a_file_that_is_another_is_not_kept(room: Room) -> None:
    digest = room.register.register(room.caller(), room.said()).receipt.digest
    for number in range(2):
        room.store.take(room.caller(), digest, number, bytes(PIECE_BYTES))
    assert refused(lambda: room.store.take(room.caller(), digest, 2, b"another")) == "wrong-digest"
    assert room.register.one(digest).pieces == 0
    with room.ledger.engine.connect() as connection:
        assert connection.execute(select(evidence_pieces)).all() == []


def test_who_looks_says_why_and_it_is_written_down_first(room: Room) -> None:
    digest = room.stored()
    officer = room.caller("an.nguyen", Role.DUTY_OFFICER)
    kind, content = room.store.look(officer, digest, "Công an phường đề nghị")
    [look] = room.store.looks(officer, digest)
    assert (look.who, look.what, look.why) == ("an.nguyen", "look", "Công an phường đề nghị")
    assert (kind, b"".join(content)) == ("clip", CLIP)
    assert refused(lambda: room.store.look(officer, "0" * 64, "xem thử thôi")) == "not-found"


def test_who_has_the_database_alone_reads_nothing_and_changes_nothing_unseen(room: Room) -> None:
    digest = room.stored()
    table = evidence_pieces.c
    with room.ledger.write() as connection:
        rows = connection.execute(select(evidence_pieces).order_by(table.number)).all()
        assert all(CLIP[:64] not in bytes(row.sealed) for row in rows)
        spoilt = bytearray(rows[1].sealed)
        spoilt[500] ^= 1
        connection.execute(update(evidence_pieces).where(table.number == 1).values(sealed=bytes(spoilt)))
    _kind, content = room.store.look(room.caller(), digest, "xem lại")
    assert refused(lambda: b"".join(content)) == "evidence-damaged"


def test_a_file_goes_after_its_days_unless_somebody_holds_it_and_the_registration_stays(room: Room) -> None:
    digest, officer = room.stored(), room.caller("an.nguyen", Role.DUTY_OFFICER)
    room.later_ms = 89 * DAY_MS
    assert room.store.forget() == 0
    room.store.hold(officer, digest, "Vụ án 12/2026", held=True)
    room.later_ms = 91 * DAY_MS
    assert room.store.forget() == 0, "held"
    assert room.register.one(digest).held == "Vụ án 12/2026"
    room.store.hold(officer, digest, "Đã xét xử xong", held=False)
    assert room.store.forget() == 1
    left = room.register.one(digest)
    assert (left.complete, left.gone_at is not None, left.receipt.digest) == (True, True, digest)
    assert refused(lambda: room.store.look(officer, digest, "xem lại")) == "gone"
    assert [look.what for look in room.store.looks(officer, digest)] == ["hold", "let_go", "forgotten"]


def test_it_is_told_until_when_a_file_stays_and_what_is_gone_cannot_be_held(room: Room) -> None:
    digest, officer = room.stored(), room.caller("an.nguyen", Role.DUTY_OFFICER)
    told = room.register.one(digest)
    days = parse_ms(str(told.stays_until)) - parse_ms(told.receipt.registered_at)
    assert (days, told.person_name, told.camera_name) == (90 * DAY_MS, "Hà", "")
    room.later_ms = 91 * DAY_MS
    assert room.store.forget() == 1
    assert room.register.one(digest).stays_until is None
    assert refused(lambda: room.store.hold(officer, digest, "Vụ án 12/2026", held=True)) == "gone"


def test_what_was_registered_is_looked_for_page_by_page(room: Room) -> None:
    """By incident, cameras, device, kind, what is held and a while; a page goes on where the one before it ended."""
    officer = room.caller("an.nguyen", Role.DUTY_OFFICER, "desk-9")
    digests = [
        room.register.register(room.caller(), room.said(number=number, camera={"id": f"c{number % 3}"})).receipt.digest
        for number in range(1, PAGE + 4)
    ]

    def found(**asked: Any) -> list[str]:
        return [one.receipt.digest for one in room.register.about(officer, Asked(**asked)).pieces]

    first = room.register.about(officer, Asked())
    rest = room.register.about(officer, Asked(before=str(first.next_before)))
    assert (len(first.pieces), len(rest.pieces), rest.next_before) == (PAGE, 3, None)
    assert {one.receipt.digest for one in (*first.pieces, *rest.pieces)} == set(digests)
    assert set(found(cameras=("c1",))) == set(digests[0::3])
    assert found(device="desk-2") == found(kind="still") == found(held=True) == found(since_ms=2**53) == []
    room.store.hold(officer, digests[4], "Vụ án 12/2026", held=True)
    assert found(held=True) == [digests[4]]
    assert refused(lambda: found(before="0" * 64)) == "not-found"


def test_who_is_narrowed_to_an_area_sees_what_was_taken_there_and_by_their_own_device(room: Room) -> None:
    places: tuple[dict[str, Any], ...] = ({"place": {"ward": "Bến Đá"}}, {"place": {"ward": "Hòa An"}}, {})
    there, elsewhere, nowhere = (
        room.register.register(room.caller(), room.said(number=number, **place)).receipt.digest
        for number, place in enumerate(places, 1)
    )
    away = replace(room.caller("an.nguyen", Role.DUTY_OFFICER, "desk-9"), limits=Limits(areas=frozenset({"Bến Đá"})))
    assert [one.receipt.digest for one in room.register.about(away, Asked()).pieces] == [there]
    for digest in (elsewhere, nowhere):
        tries: tuple[Callable[[], object], ...] = (
            partial(room.register.one, digest, away),
            partial(room.store.looks, away, digest),
            partial(room.store.look, away, digest, "xem lại"),
            partial(room.store.hold, away, digest, "Vụ án", held=True),
        )
        assert [refused(one) for one in tries] == ["not-found"] * 4
    at_home = replace(away, device_id="desk-1")
    assert len(room.register.about(at_home, Asked()).pieces) == 3, "the device has them anyway"


def test_the_keys_come_of_a_file_that_only_its_owner_reads(tmp_path: Path) -> None:
    path = tmp_path / "city.db.evidence-key"
    made = keys_in(path, "vi", make=True)
    assert path.stat().st_mode & 0o077 == 0
    assert keys_in(path, "vi").public == made.public
    assert made.seal != made.receipt.private_bytes_raw()
    assert str(made.seal) not in repr(made)
