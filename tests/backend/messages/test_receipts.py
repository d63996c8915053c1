"""Receipts: proven, never backwards, once, and of no use to whoever has no secret."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from starlette.datastructures import Headers

from backend.base.problems import ProblemError
from backend.ledger.schema import messages
from backend.messages.adapters.signing import signed
from backend.messages.receipts import taken
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE, PostRoom, secret_file


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as running:
        running.usually = Says(body=b'{"id": "gw-1"}')
        yield running


@pytest.fixture
def room(tmp_path: Path, peer: Peer) -> Iterator[PostRoom]:
    (tmp_path / "out").mkdir()
    hooks = {
        name: {"webhook": {"url": f"{peer.url}/{name}", "secret_file": secret_file(tmp_path, name, f"of {name}")}}
        for name in ("thoat-nuoc", "cong-an")
    }
    sms = {
        "url": f"{peer.url}/sms", "networks": HERE, "body": {"to": "{to}"}, "answer": {"id": "$.id"},
        "receipts": {
            "secret_file": secret_file(tmp_path, "sms", "of sms"), "id": "$.report[0].ref", "state": "$.report[0].code",
            "delivered": [0], "read": [5], "failed": ["EXPIRED"],
        },
    }  # fmt: skip
    zalo = {**sms, "receipts": {"secret_file": secret_file(tmp_path, "zalo", "of zalo"), "token_header": "X-Token"}}
    made = PostRoom(tmp_path, {
        "webhook": {"networks": HERE}, "sms": sms, "zalo": zalo, "file": {"folder": str(tmp_path / "out")},
        "agencies": {"thoat-nuoc": {**hooks["thoat-nuoc"], "file": "tn"}, "cong-an": hooks["cong-an"]},
    })  # fmt: skip
    made.open(reporter={"name": "Tư", "phone": "0912345678"})
    yield made
    made.close()


def tell(
    room: PostRoom, channel: str, data: Mapping[str, Any], secret: str, headers: Mapping[str, str] | None = None
) -> str:  # fmt: skip
    """A receipt comes; the code of its refusal, or `taken`."""
    body = json.dumps(data).encode()
    try:
        taken(room.post, channel, Headers(headers if headers is not None else signed(secret, body)), body)
    except ProblemError as error:
        return error.code
    return "taken"


def sms(room: PostRoom, code: object, ref: str = "gw-1", secret: str = "of sms") -> str:  # noqa: S107
    return tell(room, "sms", {"report": [{"ref": ref, "code": code}]}, secret)


@pytest.fixture
def answered(room: PostRoom) -> str:
    """A reply that went by SMS, for Zalo's answer was none."""
    (key,) = room.do("reply", text="Đã xong")
    with room.ledger.aside() as connection:
        connection.execute(messages.update().values(channel="sms", others=[]))
    room.until(key, "sent")
    return key


def test_a_receipt_leads_forwards_and_never_back(room: PostRoom, answered: str) -> None:
    assert room.row(answered).ref == "gw-1"
    assert sms(room, 0) == "taken"
    record = room.record(answered)
    assert (record["state"], bool(record["delivered_at"])) == ("delivered", True)
    assert sms(room, 5) == "taken"
    before = room.record(answered)
    for code in (0, 5, "EXPIRED", "on its way"):
        assert sms(room, code) == "taken", "the same again, or what is older, changes nothing"
    assert room.record(answered) == before
    assert before["state"] == "read"


def test_our_own_key_names_it_as_well(room: PostRoom, answered: str) -> None:
    assert sms(room, 0, ref=answered) == "taken"
    assert room.record(answered)["state"] == "delivered"


def test_what_did_not_arrive_has_failed_and_is_told(room: PostRoom, answered: str) -> None:
    assert sms(room, "EXPIRED") == "taken"
    record = room.record(answered)
    assert (record["state"], record["reason"]) == ("failed", "undelivered")
    assert sms(room, "EXPIRED") == "taken"
    assert sms(room, 0) == "taken"
    assert room.record(answered)["state"] == "failed"
    assert len(room.log()) == 1


def test_a_receipt_that_overtakes_our_own_note_stands(room: PostRoom, peer: Peer) -> None:
    key = room.forward("Công an TP")
    (row,) = room.post.queue.claim("webhook", 1, [])
    assert tell(room, "webhook", {"id": key, "state": "read"}, "of cong-an") == "taken"
    assert room.post.queue.change({row.id: {"state": "delivered", "tries": 1}}) == 0
    assert room.record(key)["state"] == "read"


def test_what_one_agency_was_sent_no_other_speaks_for(room: PostRoom) -> None:
    key = room.forward("Công an TP")
    room.step()
    said = {"id": key, "state": "read"}
    assert tell(room, "webhook", said, "of thoat-nuoc") == "receipt-not-proven"
    assert tell(room, "webhook", said, "") == "receipt-not-proven"
    assert tell(room, "webhook", {"id": "0" * 32, "state": "read"}, "of cong-an") == "receipt-not-proven"
    assert tell(room, "webhook", said | {"state": "eaten"}, "of cong-an") == "bad-receipt"
    assert tell(room, "webhook", said, "of cong-an") == "taken"
    assert room.record(key)["state"] == "read"


def test_an_agency_that_could_not_take_it_is_reached_by_the_next_channel(room: PostRoom) -> None:
    key = room.forward("Thoát nước")
    with room.ledger.aside() as connection:
        connection.execute(messages.update().values(state="sent"))
    assert tell(room, "webhook", {"id": key, "state": "failed"}, "of thoat-nuoc") == "taken"
    assert room.until(key, "sent")["channel"] == "file"


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "receipt-not-proven"),
        ({"X-Token": "guess"}, "receipt-not-proven"),
        ({"X-Token": "of zalo"}, "unknown-message"),
    ],
)
def test_a_gateway_that_cannot_sign_has_a_token(room: PostRoom, headers: dict[str, str], code: str) -> None:
    assert tell(room, "zalo", {"id": "x", "state": "read"}, "", headers) == code


def test_who_proves_nothing_learns_nothing(room: PostRoom, answered: str) -> None:
    for secret in ("guess", "", "of zalo"):
        assert sms(room, 0, secret=secret) == "receipt-not-proven"
        assert sms(room, 0, ref="nobody's", secret=secret) == "receipt-not-proven"
    body = json.dumps({"report": [{"ref": "gw-1", "code": 0}]}).encode()
    old = signed("of sms", body, 1_700_000_000)
    assert tell(room, "sms", json.loads(body), "", old) == "receipt-not-proven"
    assert room.record(answered)["state"] == "sent"


def test_odd_receipts_are_refused(room: PostRoom) -> None:
    assert sms(room, 0, ref="nobody's") == "unknown-message"
    assert tell(room, "sms", {}, "of sms") == "bad-receipt"
    assert tell(room, "sms", {"report": [{"ref": True, "code": 0}]}, "of sms") == "bad-receipt"
    for channel in ("file", "email", "voice", "agencies", "nonsense", "__class__"):
        assert tell(room, channel, {"id": "x", "state": "read"}, "s") == "no-receipts"
    for body in (b"", b"[" * 10_000, b"\xff", b"null", b"3"):
        with pytest.raises(ProblemError) as caught:
            taken(room.post, "sms", Headers(signed("of sms", body)), body)
        assert caught.value.code == "bad-receipt"
        with pytest.raises(ProblemError) as caught:
            taken(room.post, "webhook", Headers(signed("of sms", body)), body)
        assert caught.value.code in ("bad-receipt", "receipt-not-proven")
