"""A webhook over real HTTP: signed, bounded, and fooled by no certificate, redirect, slowness or address."""

from __future__ import annotations

import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from backend.messages.adapters import http as http_adapter
from backend.messages.adapters.http import _wait_s
from backend.messages.adapters.reaching import Bounds
from backend.messages.adapters.signing import is_signed, signed
from backend.messages.adapters.webhook import WebhookAdapter
from backend.messages.channel_models import Webhook
from backend.messages.letter import Address, Letter, NotSentError
from tests.backend.messages.peer import Peer, Says
from tests.backend.messages.post_room import HERE
from tests.harness.certificates import Certificates

LETTER = Letter(
    "0123456789abcdef0123456789abcdef", "forwarding", "incident", "i1", "Chuyển xử lý", "Ngập ở hẻm 12",
    1_764_000_000_000, facts={"code": "PA-1"},
)  # fmt: skip
SECRET = "mật khẩu của cơ quan"


@pytest.fixture
def certificates(tmp_path: Path) -> Certificates:
    return Certificates(tmp_path)


@pytest.fixture
def peer(certificates: Certificates) -> Iterator[Peer]:
    with Peer(certificates.context) as running:
        yield running


@pytest.fixture
def adapter(certificates: Certificates) -> WebhookAdapter:
    return made(certificates)


def made(certificates: Certificates, **more: Any) -> WebhookAdapter:
    said = {"networks": HERE, "authorities": certificates.authority, "timeout_s": 5, **more}
    return WebhookAdapter(Webhook.model_validate(said))


def at(peer: Peer, path: str = "/nhan-tin?v=1") -> Address:
    return Address((peer.url + path,), SECRET)


def why(adapter: WebhookAdapter, address: Address) -> NotSentError:
    with pytest.raises(NotSentError) as caught:
        adapter.send(LETTER, address)
    return caught.value


def test_it_is_signed_over_its_time_and_its_body(adapter: WebhookAdapter, peer: Peer) -> None:
    done = adapter.send(LETTER, at(peer))
    assert (done.ref, done.is_delivered) == (LETTER.key, True)
    (taken,) = peer.taken
    assert (taken.method, taken.path) == ("POST", "/nhan-tin?v=1")
    assert taken.headers["Idempotency-Key"] == LETTER.key
    stamp = taken.headers["X-IOC-Timestamp"]
    expected = hmac.new(SECRET.encode(), stamp.encode() + b"." + taken.body, hashlib.sha256).hexdigest()
    assert taken.headers["X-IOC-Signature"] == f"sha256={expected}"
    said = json.loads(taken.body)
    assert said["text"] == "Ngập ở hẻm 12"
    assert said["about"] == {"type": "incident", "id": "i1"}
    assert said["facts"] == {"code": "PA-1"}
    assert said["drill"] is False


def test_a_signature_holds_for_that_body_that_secret_and_these_minutes() -> None:
    body = b'{"id": "x"}'
    headers = signed("s", body)
    stamp, signature = headers["X-IOC-Timestamp"], headers["X-IOC-Signature"]
    assert is_signed("s", body, stamp, signature)
    assert not is_signed("s", body + b" ", stamp, signature)
    assert not is_signed("t", body, stamp, signature)
    assert not is_signed("", body, stamp, signed("", body)["X-IOC-Signature"])
    assert not is_signed("s", body, str(int(stamp) + 1), signature)
    old = signed("s", body, int(stamp) - 301)
    assert not is_signed("s", body, old["X-IOC-Timestamp"], old["X-IOC-Signature"])
    for odd in ("", "-5", "1e9", "٣", "9" * 40, "sha256="):
        assert not is_signed("s", body, odd, signature)
        assert not is_signed("s", body, stamp, odd)


@pytest.mark.parametrize(
    ("status", "reason", "final"),
    [
        (400, "refused", True), (404, "refused", True), (413, "refused", True), (422, "refused", True),
        (401, "bad-sign-in", False), (403, "bad-sign-in", False), (408, "timeout", False), (429, "busy", False),
        (500, "server-error", False), (503, "busy", False), (301, "redirected", True), (307, "redirected", True),
    ],
)  # fmt: skip
def test_what_each_answer_means(
    adapter: WebhookAdapter, peer: Peer, status: int, reason: str, final: bool
) -> None:  # fmt: skip
    peer.usually = Says(status, headers={"Location": f"{peer.url}/elsewhere"})
    error = why(adapter, at(peer))
    assert (error.reason, error.final) == (reason, final)
    assert [one.path for one in peer.taken] == ["/nhan-tin?v=1"], "no redirect is followed"


def test_it_is_left_alone_for_as_long_as_it_asks(adapter: WebhookAdapter, peer: Peer) -> None:
    peer.says += [Says(429, headers={"Retry-After": "77"}), Says(503, headers={"Retry-After": "999999"})]
    assert [why(adapter, at(peer)).after_s for _again in range(2)] == [77.0, 3600.0]
    assert _wait_s("Wed, 21 Oct 2015 07:28:00 GMT") == 0.0, "that is over"
    assert _wait_s("Wed, 21 Oct 2099 07:28:00 GMT") == 3600.0
    assert [_wait_s(odd) for odd in ("", "soon", "-1", "nan", "1" * 400)] == [0.0, 0.0, 0.0, 0.0, 3600.0]


@pytest.mark.parametrize("shown", ["expired", "wrong_authority", "wrong_host"])
def test_no_certificate_is_believed_that_should_not_be(
    certificates: Certificates, adapter: WebhookAdapter, peer: Peer, shown: str
) -> None:
    certificates.show(shown)
    assert why(adapter, at(peer)).reason == "bad-certificate"
    assert peer.taken == [], "nothing was said to it"


@pytest.mark.parametrize("said", [Says(hangs=True), Says(drips=True)], ids=["hangs", "drips"])
def test_it_takes_no_longer_than_it_may(certificates: Certificates, peer: Peer, said: Says) -> None:
    peer.usually = said
    assert why(made(certificates, timeout_s=0.5), at(peer)).reason == "timeout"


def test_who_never_begins_to_speak_tls_takes_no_longer(certificates: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = Address((f"https://127.0.0.1:{silent.getsockname()[1]}/",), SECRET)
        assert why(made(certificates, timeout_s=0.5), address).reason == "timeout"


def test_nobody_there_is_unreachable(certificates: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    assert why(made(certificates), Address((f"https://127.0.0.1:{port}/",), SECRET)).reason == "unreachable"
    assert why(made(certificates), Address(("https://nowhere.invalid/",), SECRET)).reason == "unreachable"


def test_an_endless_answer_is_read_no_further(adapter: WebhookAdapter, peer: Peer) -> None:
    peer.usually = Says(200, b"x" * 200_000)
    assert why(adapter, at(peer)).reason == "odd-answer"


def test_no_more_is_sent_than_may_be(adapter: WebhookAdapter, peer: Peer) -> None:
    with mock.patch.object(http_adapter, "REQUEST_MOST", 100):
        error = why(adapter, at(peer))
    assert (error.reason, error.final) == ("too-large", True)
    assert peer.taken == []


@pytest.mark.parametrize(
    "text",
    [
        "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.1.2.3", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_no_address_of_a_private_network_is_called_unless_it_is_named(text: str) -> None:
    assert not Bounds([], 1).allows(text)


def test_what_is_named_is_called_and_the_internet_is() -> None:
    assert Bounds([], 1).allows("8.8.8.8")
    assert Bounds([], 1).allows("2606:4700::1111")
    assert Bounds(["10.20.0.0/16"], 1).allows("10.20.3.4")
    assert Bounds(["10.20.0.0/16"], 1).allows("::ffff:10.20.3.4")
    assert not Bounds(["10.20.0.0/16"], 1).allows("10.21.0.1")


def test_a_name_that_means_a_private_address_is_not_called(certificates: Certificates, peer: Peer) -> None:
    port = peer.url.rpartition(":")[2]
    error = why(made(certificates, networks=[]), Address((f"https://localhost:{port}/",), SECRET))
    assert (error.reason, error.final) == ("address-refused", True)
    assert peer.taken == []


def test_a_name_is_looked_up_once_so_that_nobody_changes_what_it_means(
    certificates: Certificates, adapter: WebhookAdapter, peer: Peer
) -> None:
    plain = socket.getaddrinfo
    with mock.patch("socket.getaddrinfo", side_effect=plain) as looked:
        adapter.send(LETTER, at(peer))
    assert looked.call_count == 1


def test_neither_address_nor_secret_is_told_by_anything(adapter: WebhookAdapter) -> None:
    address = Address(("https://127.0.0.1:1/khoa-bi-mat",), SECRET)
    error = why(adapter, address)
    for said in (repr(address), str(error), repr(error)):
        assert "khoa-bi-mat" not in said
        assert SECRET not in said
