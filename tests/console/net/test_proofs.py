"""Every request proves that it comes from this device, and a server's nonce costs one more try at most."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from console.base.errors import LinkError, SignInError
from console.base.settings import Settings
from console.net.api import Api
from console.people.device_key import DeviceKey
from contract import proof

TOKEN = "canary-token"


class _Server(ThreadingHTTPServer):
    """Notes every request; wants the newest nonce where it has one, and answers as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Answers)
        self.nonce = ""
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.problem: tuple[int, str] | None = None
        self.never_content = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Answers(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"

    def log_message(self, *_words: object) -> None:
        return

    def _answer(self) -> None:
        headers = dict(self.headers.items())
        self.rfile.read(int(headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, headers))
        said = headers.get("DPoP", "")
        token = headers.get("Authorization", " ").split(" ", 1)[1]
        nonce = proof.checked(said, self.command, self.server.url + self.path, token).nonce if said else ""
        if said and self.server.nonce and (nonce != self.server.nonce or self.server.never_content):
            return self._send(401, {"code": "use-dpop-nonce"}, nonce=self.server.nonce)
        if self.server.problem is not None:
            return self._send(self.server.problem[0], {"code": self.server.problem[1]})
        if self.path.startswith("/v1/sync/stream"):
            return self._send(200, "event: heartbeat\ndata: {}\n\n", kind="text/event-stream")
        return self._send(200, {"ok": True}, nonce=self.server.nonce)

    do_GET = do_POST = _answer  # noqa: N815 - http.server names them

    def _send(self, status: int, body: Any, nonce: str = "", kind: str = "application/json") -> None:
        content = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if nonce:
            self.send_header("DPoP-Nonce", nonce)
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def server() -> Iterator[_Server]:
    running = _Server()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,))
    thread.start()
    yield running
    running.shutdown()
    thread.join()
    running.server_close()


@pytest.fixture
def device() -> DeviceKey:
    return DeviceKey.made("desk-1")


@pytest.fixture
def api(server: _Server, device: DeviceKey) -> Iterator[Api]:
    made = Api(server.url, Settings(), device.prove)
    yield made
    made.close()


def test_a_token_of_this_device_goes_with_a_proof_that_fits_it(server: _Server, api: Api, device: DeviceKey) -> None:
    api.set_token(TOKEN, bound=True)
    api.call("GET", "/v1/incidents/c%3A1%2F2/past", {"page": "a b"})
    api.push({"actions": []})
    list(api.wakeups())
    assert [one[0] for one in server.asked] == ["GET", "POST", "GET"]
    ids = set()
    for method, path, headers in server.asked:
        assert headers["Authorization"] == f"DPoP {TOKEN}"
        told = proof.checked(headers["DPoP"], method, server.url + path, TOKEN)
        assert told.public == device.public
        ids.add(told.id)
        assert TOKEN not in headers["DPoP"]
    assert len(ids) == 3, "a proof is good once"


def test_to_sign_in_is_to_prove_the_device_alone(server: _Server, api: Api, device: DeviceKey) -> None:
    api.set_token(TOKEN, bound=True)
    api.sign_in({"user": "ha.le", "password": "x"})
    (_method, _path, headers) = server.asked[0]
    assert "Authorization" not in headers, "whoever was signed in before has no part in it"
    assert proof.checked(headers["DPoP"], "POST", f"{server.url}/v1/sign-in").public == device.public


def test_a_token_that_is_bound_to_nothing_comes_as_it_is(server: _Server, api: Api) -> None:
    api.set_token(TOKEN)
    api.me()
    assert server.asked[0][2]["Authorization"] == f"Bearer {TOKEN}"
    assert "DPoP" not in server.asked[0][2]


def test_a_missing_nonce_costs_one_more_try_and_the_next_requests_have_it(server: _Server, api: Api) -> None:
    server.nonce = secrets.token_hex(8)
    api.set_token(TOKEN, bound=True)
    api.me()
    api.me()
    assert [one[1] for one in server.asked] == ["/v1/me"] * 3
    server.nonce = secrets.token_hex(8)
    assert [wakeup.name for wakeup in api.wakeups()] == ["heartbeat"]
    assert len(server.asked) == 5


@pytest.mark.parametrize("stream", [False, True])
def test_a_server_that_is_never_content_is_asked_twice_and_no_more(server: _Server, api: Api, stream: bool) -> None:
    server.nonce, server.never_content = "n", True
    api.set_token(TOKEN, bound=True)
    with pytest.raises(SignInError, match="expired"):
        list(api.wakeups()) if stream else api.me()
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        ((403, "device-unknown"), "device_unknown"),
        ((403, "bad-enrolment-code"), "bad_enrolment_code"),
        ((403, "other-device"), "other_device"),
        ((403, "device-disabled"), "device_disabled"),
        ((401, "bad-proof"), "bad_proof"),
        ((401, "token-expired"), "expired"),
        ((401, "bad-credentials"), "bad_credentials"),
        ((403, "forbidden"), "forbidden"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_why_a_device_is_not_let_in_is_told_as_it_is(
    server: _Server, api: Api, problem: tuple[int, str], code: str, stream: bool
) -> None:
    server.problem = problem
    api.set_token(TOKEN, bound=True)
    with pytest.raises(SignInError) as refused:
        list(api.wakeups()) if stream else api.me()
    assert refused.value.code == code
    assert len(server.asked) == 1


def test_a_401_of_somebody_else_is_no_nonce(server: _Server, api: Api) -> None:
    """As a captive portal's."""
    server.problem = (401, "")
    api.set_token(TOKEN, bound=True)
    with pytest.raises((SignInError, LinkError)):
        api.me()
    assert len(server.asked) == 1
