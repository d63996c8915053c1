"""SMS, voice and Zalo by a template over real HTTP: what is sent, and what an answer means."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from pydantic import ValidationError

from backend.messages.adapters.gateway import GatewayAdapter, number
from backend.messages.answer_paths import is_one_of, steps_of, value_at
from backend.messages.channel_models import Gateway, is_mobile, is_subscriber
from backend.messages.letter import Address, Letter, NotSentError, Sent
from backend.messages.parts import parts_of
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE, secret_file
from tests.harness.certificates import Certificates

KEY = "0123456789abcdef0123456789abcdef"
TEXT = 'Phản ánh "PA-1" đã xong {to}\r\nX-Evil: 1 &to=113'


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


@pytest.fixture
def peer(certificates: Certificates) -> Iterator[Peer]:
    with Peer(certificates.context) as running:
        running.usually = Says(body=b'{"code": 0, "data": [{"id": 77}]}')
        yield running


class Sending:
    """One gateway, and what goes by it."""

    def __init__(self, peer: Peer, certificates: Certificates, folder: Path, **said: Any) -> None:
        whole = {
            "url": f"{peer.url}/send", "networks": HERE, "authorities": certificates.authority, "timeout_s": 5,
            "secrets": {"token": secret_file(folder, "sms.token", "tok-123")}, **said,
        }  # fmt: skip
        self.adapter = GatewayAdapter(Gateway.model_validate(whole))

    def send(self, text: str = TEXT, to: str = "0912 345 678") -> Sent:
        letter = Letter(KEY, "reply", "incident", "i1", "Trả lời", text, 0)
        return self.adapter.send(letter, Address((to,)))


ANSWER = {"ok": "$.code", "ok_is": [0, "100"], "again_is": [99], "id": "$.data[0].id"}
BODY = {"to": "{to}", "messages": [{"text": "{text}", "ref": "{key}"}], "unicode": True, "brand": "SONGMAY"}


def test_a_template_is_filled_and_what_somebody_wrote_stays_text(
    peer: Peer, certificates: Certificates, tmp_path: Path
) -> None:  # fmt: skip
    headers = {"Authorization": "Bearer {secret:token}", "X-Subject": "{text}"}
    sending = Sending(peer, certificates, tmp_path, headers=headers, body=BODY, answer=ANSWER)
    assert sending.send().ref == "77"
    (taken,) = peer.taken
    assert json.loads(taken.body) == {
        "to": "84912345678", "messages": [{"text": TEXT, "ref": KEY}], "unicode": True, "brand": "SONGMAY",
    }  # fmt: skip
    assert taken.headers["Authorization"] == "Bearer tok-123"
    assert "X-Evil" not in taken.headers
    assert taken.headers["Idempotency-Key"] == KEY


def test_a_form_and_an_address_are_filled_so_that_nothing_is_added(
    peer: Peer, certificates: Certificates, tmp_path: Path
) -> None:  # fmt: skip
    sending = Sending(
        peer, certificates, tmp_path, url=f"{peer.url}/send/{{to}}?m={{text}}", body={"to": "{to}", "m": "{text}"},
        body_type="form", number="national",
    )  # fmt: skip
    sending.send()
    (taken,) = peer.taken
    assert parse_qs(taken.body.decode()) == {"to": ["0912345678"], "m": [TEXT]}
    path, _mark, query = taken.path.partition("?")
    assert path == "/send/0912345678"
    assert parse_qs(query) == {"m": [TEXT]}


def test_a_get_has_no_body(peer: Peer, certificates: Certificates, tmp_path: Path) -> None:
    Sending(peer, certificates, tmp_path, method="GET", url=f"{peer.url}/s?to={{to}}", body=BODY).send()
    assert (peer.taken[0].method, peer.taken[0].body) == ("GET", b"")


@pytest.mark.parametrize(
    ("body", "reason", "final"),
    [
        (b'{"code": 99}', "busy", False), (b'{"code": 7}', "refused", True), (b"{}", "odd-answer", False),
        (b"<html>", "odd-answer", False), (b'{"code": null}', "odd-answer", False),
        (b"[" * 60_000, "odd-answer", False), (b'{"code": true}', "refused", True),
    ],
)  # fmt: skip
def test_an_answer_of_200_may_be_a_refusal(
    peer: Peer, certificates: Certificates, tmp_path: Path, *, body: bytes, reason: str, final: bool
) -> None:
    peer.usually = Says(body=body)
    with pytest.raises(NotSentError) as caught:
        Sending(peer, certificates, tmp_path, body=BODY, answer=ANSWER).send()
    assert (caught.value.reason, caught.value.final) == (reason, final)


def test_a_gateway_that_is_busy_holds_its_channel(peer: Peer, certificates: Certificates, tmp_path: Path) -> None:
    peer.usually = Says(429, headers={"Retry-After": "30"})
    with pytest.raises(NotSentError) as caught:
        Sending(peer, certificates, tmp_path, body=BODY).send()
    assert (caught.value.reason, caught.value.after_s, caught.value.of_all) == ("busy", 30.0, True)


def test_a_text_is_no_longer_than_the_gateway_takes(peer: Peer, certificates: Certificates, tmp_path: Path) -> None:
    Sending(peer, certificates, tmp_path, body=BODY, longest=60).send("ă" * 61)
    said = json.loads(peer.taken[0].body)["messages"][0]["text"]
    assert said == "ă" * 59 + "…"


def test_a_secret_that_others_may_read_is_not_used(peer: Peer, certificates: Certificates, tmp_path: Path) -> None:
    sending = Sending(peer, certificates, tmp_path, headers={"A": "{secret:token}"}, body=BODY)
    (tmp_path / "sms.token").chmod(0o644)
    with pytest.raises(NotSentError) as caught:
        sending.send()
    assert (caught.value.reason, peer.taken) == ("secret", [])


@pytest.mark.parametrize(
    "said",
    [
        {"url": "https://x.vn/{to.real}"}, {"url": "https://{to}.vn/"}, {"url": "https://x.vn/{secret:token}"},
        {"url": "http://sms.vn/"}, {"url": "https://a:b@sms.vn/"}, {"body": {"t": "{secret:none}"}},
        {"body": {"t": "{nobody}"}}, {"body": {"t": "{"}}, {"headers": {"A: b\r\nC": "x"}}, {"answer": {"ok": "code"}},
        {"answer": {"ok": "$..code"}}, {"nonsense": 1}, {"networks": ["10.0.0.0/99"]},
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(said: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Gateway.model_validate({"url": "https://sms.vn/", "secrets": {"token": "t"}, **said})


def test_numbers_are_written_as_a_gateway_wants_them() -> None:
    for written in ("0912345678", "0912 345 678", "+84912345678", "84912345678", "0912.345.678"):
        assert [number(written, form) for form in ("national", "international", "plus")] == [
            "0912345678", "84912345678", "+84912345678",
        ]  # fmt: skip
    assert number("+4915112345678", "national") == "4915112345678"
    assert number("u0ZaloId", "plus") == "u0ZaloId"
    assert all(map(is_mobile, ("0912345678", "+84 912 345 678", "84912345678", "+4915112345678")))
    assert all(map(is_subscriber, ("02003000201", "0200 3000 201", "+84 200 3000 201", "0912345678")))
    assert not any(map(is_subscriber, ("114", "113", "19001234", "18001234", "1022", "", "+", "0001234567")))
    assert not any(map(is_mobile, ("114", "02003000201", "0123456789", "", "abc", "091234567")))


def test_paths_into_answers() -> None:
    data = {"a": [{"b-c": 1}], "n": None}
    assert value_at(data, "$.a[0].b-c") == 1
    assert [value_at(data, path) for path in ("$.x", "$.a[1]", "$.a.b", "$.n.x", "$[0]")] == [None] * 5
    assert value_at(data, "$") == data
    for odd in ("", "a", "$a", "$.", "$[", "$[-1]", "$.a..b", "$" + ".a" * 13):
        with pytest.raises(ValueError, match=r".*"):
            steps_of(odd)
    assert is_one_of(0, ["0"])
    assert not is_one_of(None, ["None"])
    assert not is_one_of(True, [1])


def test_parts_of_an_sms_are_counted_as_they_are_paid_for() -> None:
    assert [parts_of("a" * size) for size in (0, 160, 161, 306, 307)] == [1, 1, 2, 2, 3]
    assert [parts_of("ặ" * size) for size in (70, 71, 134, 135)] == [1, 2, 2, 3]
    assert parts_of("€" * 80) == 1
    assert parts_of("€" * 81) == 2
    assert parts_of("🚒" * 35) == 1
    assert parts_of("🚒" * 36) == 2
