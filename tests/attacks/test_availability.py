"""Attempts to stop a server from outside: by what is sent, by what is not sent, by how often, by how much is kept."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests
from sqlalchemy import delete

from backend.base.newest import size_of
from backend.entrance import connections, entrance, line
from backend.entrance.caps import MIB
from backend.entrance.connections import SILENT_PER_SOURCE, Connections
from backend.entrance.rates import Rates
from backend.entrance.sources import Sources
from backend.entrance.turns import Turns
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import tokens
from backend.operations.scraping import networks_of
from backend.people.accounts import Accounts
from backend.people.roles import Role
from tests.backend.operations.server import DESK, PASSWORD, Served, served
from tests.backend.past.desk import Desk, ended
from tests.harness.waiting import until

ANSWER_S = 60.0
"""Only ends a test that would never end."""
KIND = {"Content-Type": "application/json"}
ACTIONS, FEEDS, SIGN_IN = "/v1/actions:batch", "/v1/feeds/records", "/v1/sign-in"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'ledger.db'}"))
    yield found
    found.engine.dispose()


@pytest.fixture
def there(ledger: Ledger) -> Iterator[Served]:
    with served(ledger) as running:
        yield running


@pytest.fixture(scope="module")
def calm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all attacks that are refused as they come and leave nothing behind."""
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path_factory.mktemp('calm') / 'ledger.db'}"))
    with served(ledger) as running:
        running.token()  # the thread that tries passwords stays as long as the server
        yield running
    ledger.engine.dispose()


def _connected(there: Served) -> socket.socket:
    parts = urlsplit(there.url)
    return socket.create_connection((str(parts.hostname), int(parts.port or 0)), timeout=ANSWER_S)


def _mine(there: Served, token: str, path: str, method: str = "POST") -> tuple[str, ...]:
    """Headers of a request of whoever has this token, and the key that it is bound to."""
    found = there.proven(token).headers(method, there.url + path.partition("?")[0])
    return (f"Host: {urlsplit(there.url).netloc}", *(f"{name}: {value}" for name, value in found.items()))


def _head(path: str, *headers: str, method: str = "POST") -> bytes:
    host = () if any(one.startswith("Host:") for one in headers) else ("Host: x",)
    lines = (f"{method} {path} HTTP/1.1", "Content-Type: application/json", *host, *headers)
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _until_the_end(sock: socket.socket) -> bytes:
    """Everything that comes until the server hangs up."""
    found = b""
    while part := sock.recv(65536):
        found += part
    return found


def _asked(sock: socket.socket, *headers: str, path: str = "/v1/me") -> int:
    """The status of the answer to one more request on this connection, which is read whole."""
    sock.sendall(_head(path, *headers, method="GET"))
    head, body = b"", b""
    while b"\r\n\r\n" not in head:
        head += sock.recv(65536)
    head, _, body = head.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    while len(body) < length:
        body += sock.recv(65536)
    return int(head.split()[1])


def _answered(there: Served, sent: bytes) -> tuple[int, str]:
    """Status and code of the answer to what was sent, where the server ends the connection with it."""
    with _connected(there) as sock:
        sock.sendall(sent)
        head, _, body = _until_the_end(sock).partition(b"\r\n\r\n")
    return int(head.split()[1]), str(json.loads(body)["code"])


@pytest.mark.parametrize("path", [ACTIONS, FEEDS, "/v1/points:query", "/v1/nowhere"])
@pytest.mark.parametrize("header", [(), ("Authorization: Bearer nobody-knows-this",)], ids=["nobody", "made-up"])
def test_large_bodies_of_strangers(calm: Served, path: str, header: tuple[str, ...]) -> None:
    """8 MB announced without a token, or with one that is made up: refused before a byte of it is sent."""
    status, code = _answered(calm, _head(path, f"Content-Length: {8 * MIB}", *header))
    assert (status, code) in {(401, "no-token"), (401, "bad-token"), (413, "too-large")}
    assert _answered(calm, _head(path, "Transfer-Encoding: chunked", *header))[0] == 401


def test_a_large_sign_in(calm: Served) -> None:
    """A sign-in of 8 MB, announced and not announced: 4 KB are read of it."""
    assert _answered(calm, _head(SIGN_IN, f"Content-Length: {8 * MIB}")) == (413, "too-large")
    chunk = b"%x\r\n" % 1000 + b"x" * 1000 + b"\r\n"
    assert _answered(calm, _head(SIGN_IN, "Transfer-Encoding: chunked") + chunk * 6) == (413, "too-large")


@pytest.mark.parametrize(("path", "most"), [(ACTIONS, 2 * MIB), (FEEDS, 8 * MIB), ("/v1/sign-out", 64 * 1024)])
def test_large_bodies_of_somebody(calm: Served, path: str, most: int) -> None:
    """Whoever has a token sends more than the address takes: refused unread, by each address's own bound."""
    mine = _mine(calm, calm.token(Role.ADMIN), path)
    assert _answered(calm, _head(path, f"Content-Length: {most + 1}", *mine)) == (413, "too-large")


def test_large_bodies_by_a_stolen_token(calm: Served) -> None:
    """A token without the key that it is bound to, and 2 MB of actions: refused before a byte of them is sent."""
    token = calm.token()
    for header in (f"Authorization: DPoP {token}", f"Authorization: Bearer {token}"):
        assert _answered(calm, _head(ACTIONS, f"Content-Length: {MIB}", header)) == (401, "bad-proof")
    stolen = _mine(calm, token, "/v1/me", "GET")
    assert _answered(calm, _head(ACTIONS, f"Content-Length: {MIB}", *stolen)) == (401, "bad-proof")


def test_large_bodies_of_who_may_not(calm: Served) -> None:
    """An operator, with key and token, reports 8 MB of records as a source does: refused before they are parsed."""
    mine = calm.proven(calm.token())
    answer = requests.post(calm.url + FEEDS, data=b"{" * MIB, headers=KIND, auth=mine, timeout=ANSWER_S)
    assert (answer.status_code, answer.json()["code"]) == (401, "bad-token"), "a sign-in is no source's credential"


def test_who_asks_too_much_is_heard_later(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A flood on one connection: refused at once, and the next request on it waits; who comes anew is answered."""
    monkeypatch.setattr(entrance, "REST_S", 0.2)
    there.doorway.nameless_rate = Rates(1, 0.0001)
    with _connected(there) as sock:
        assert [_asked(sock, path="/v1/health") for _one in range(3)] == [200, 429, 429]
    there.doorway.nameless_rate = Rates(100, 1)
    assert there.get("/v1/health").status_code == 200


def test_an_answer_is_read_though_the_body_was_not(there: Served) -> None:
    """Whoever goes on sending a body that was refused still gets its answer."""
    answer = requests.post(there.url + ACTIONS, data=b"x" * (4 * MIB), timeout=ANSWER_S)
    assert (answer.status_code, answer.json()["code"]) == (413, "too-large")
    # Closed over what was not read, a connection is reset, which here comes behind the answer, elsewhere in its place.
    assert _answered(there, _head(ACTIONS, f"Content-Length: {4 * MIB}") + b"x" * (MIB // 2)) == (413, "too-large")


def test_a_body_that_does_not_come(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A body of which half is sent, and then nothing: the place is given to others."""
    monkeypatch.setattr(entrance, "BODY_S", 0.2)
    assert _answered(there, _head(SIGN_IN, "Content-Length: 100") + b"{") == (408, "too-slow")


@pytest.mark.parametrize("sent", [b"", b"GET /v1/health HTT", b"GET /v1/health HTTP/1.1\r\nHost: x\r\nA: b"])
def test_a_head_that_does_not_end(there: Served, monkeypatch: pytest.MonkeyPatch, sent: bytes) -> None:
    """A connection that says nothing, or half a request: it is ended."""
    monkeypatch.setattr(line, "HEAD_S", 0.2)
    with _connected(there) as sock:
        sock.sendall(sent)
        assert _until_the_end(sock) == b""
    until(lambda: not len(there.doorway.connections), "nobody in the book")


def test_half_a_second_request(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole request, then the next one letter by letter: it has to end as the first one has."""
    monkeypatch.setattr(line, "HEAD_S", 0.2)
    with _connected(there) as sock:
        assert _asked(sock, path="/v1/health") == 200
        sock.sendall(b"GET /v1/hea")
        assert _until_the_end(sock) == b""


def test_who_showed_no_token_is_not_waited_for(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand connections that asked once and go on holding a place: one without a token is let go soon."""
    monkeypatch.setattr(line, "NAMELESS_IDLE_S", 0.2)
    token = there.token()
    with _connected(there) as known, _connected(there) as nobody:
        assert _asked(known, *_mine(there, token, "/v1/me", "GET")) == 200
        nobody.sendall(_head("/v1/health", method="GET"))
        assert b"200 OK" in _until_the_end(nobody)
        assert _asked(known, *_mine(there, token, "/v1/me", "GET")) == 200, "who is known is waited for"


def test_hundreds_of_half_open_connections(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half-open connections from the operator's own address: only the newest stay, and the operator works."""
    monkeypatch.setattr(connections, "AT_ONCE_S", 0.0)  # the attack need not wait for it
    token = there.token()
    with ExitStack() as stack, _connected(there) as desk:
        assert _asked(desk, *_mine(there, token, "/v1/me", "GET")) == 200
        for _number in range(3 * SILENT_PER_SOURCE):
            stack.enter_context(_connected(there)).sendall(b"GET /")
        until(lambda: len(there.doorway.connections) <= SILENT_PER_SOURCE + 1, "the oldest are gone")
        assert _asked(desk, *_mine(there, token, "/v1/me", "GET")) == 200, "the connection that was there"
        assert requests.get(there.url + "/v1/health", timeout=ANSWER_S).status_code == 200, "and a new one"


def test_a_city_that_comes_back_at_the_same_moment() -> None:
    """Half-open lines are let go to make room for a city whose consoles all connect again at once from one address: its
    own, not read from yet, are not among them; those that stay silent are."""
    gone: list[int] = []
    now = [0.0]
    book = Connections(clock=lambda: now[0])
    there = [book.arrive("city", lambda number=number: gone.append(number)) for number in range(200)]  # type: ignore[misc]
    assert gone == []
    for visitor in there[:150]:
        assert visitor is not None
        book.asked(visitor)
    now[0] = 1.0
    more = range(200, 200 + SILENT_PER_SOURCE)
    for number in more:
        book.arrive("city", lambda number=number: gone.append(number))  # type: ignore[misc]
    assert gone == list(range(150, 200)), "who asked stays, who came just now stays"


def test_a_full_house_sends_strangers_away() -> None:
    """All places taken from many addresses: who showed a token stays, who said nothing goes first."""
    gone: list[str] = []
    book = Connections(most=3, per_source=3)
    names = ("known", "asked", "silent")
    visitors = {name: book.arrive(name, lambda name=name: gone.append(name)) for name in names}  # type: ignore[misc]
    known, asked = visitors["known"], visitors["asked"]
    assert known is not None
    assert asked is not None
    book.asked(asked)
    book.known(known)
    for number, expected in enumerate((["silent"], ["silent", "new 0"], ["silent", "new 0", "new 1"])):
        assert book.arrive(f"new {number}", lambda number=number: gone.append(f"new {number}")) is not None  # type: ignore[misc]
        assert gone == expected
    assert len(book) == 3


def _signs_in(there: Served, user: str, **headers: str) -> requests.Response:
    body = {"user": user, "password": PASSWORD, "device_id": DESK}
    proven = there.proven("")
    return requests.post(there.url + SIGN_IN, json=body, auth=proven, headers=headers, timeout=ANSWER_S)


def test_a_flood_of_sign_ins(there: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords tried faster than they can be: beyond the queue the answer is 429 at once, with when to come again."""
    there.token()
    there.doorway.sign_ins = Turns(8, 4)
    held = threading.Event()
    plain = Accounts.sign_in

    def slow(*given: Any) -> Any:
        held.wait(ANSWER_S)
        return plain(*given)

    monkeypatch.setattr(Accounts, "sign_in", slow)
    with ThreadPoolExecutor(12) as threads:
        sent = [threads.submit(_signs_in, there, str(Role.OPERATOR)) for _one in range(12)]
        until(lambda: sum(one.done() for one in sent) == 8, "all but those who wait have their answer")
        held.set()
        answers = [one.result() for one in sent]
    assert sorted(one.status_code for one in answers) == [200] * 4 + [429] * 8
    assert all(int(one.headers["Retry-After"]) >= 1 for one in answers if one.status_code == 429)


def test_forged_addresses(there: Served) -> None:
    """X-Forwarded-For made up anew for each sign-in: it is believed from the centre's own proxies alone."""
    there.token()

    def tried(number: int) -> int:
        return _signs_in(there, str(Role.OPERATOR), **{"X-Forwarded-For": f"192.0.2.{number}"}).status_code

    there.doorway.sign_in_rate = Rates(2, 0.0001)
    assert [tried(number) for number in range(3)] == [200, 200, 429]
    there.doorway.sources = Sources(networks_of(["127.0.0.0/8"]))
    assert [tried(number) for number in range(3)] == [200, 200, 200]
    assert tried(0) == 200
    assert tried(0) == 429, "one address behind the proxy is one source"


def test_one_machine_with_many_addresses() -> None:
    """A new IPv6 address for each connection: a network of 64 bits is one source."""
    sources = Sources(networks_of(["10.0.0.1"]))
    assert sources.of_peer("2001:db8::1") == sources.of_peer("2001:db8::ffff:2") != sources.of_peer("2001:db8:0:1::1")
    assert sources.of_peer("::ffff:192.0.2.1") == "192.0.2.1"
    told = [(b"x-forwarded-for", b"1.1.1.1, 192.0.2.7"), (b"x-forwarded-for", b"10.0.0.1")]
    assert sources.of_request({"type": "http", "client": ("10.0.0.1", 1), "headers": told}) == "192.0.2.7"
    assert sources.of_request({"type": "http", "client": ("10.0.0.2", 1), "headers": told}) == "10.0.0.2"
    odd = [(b"x-forwarded-for", b"' OR 1=1")]
    assert sources.of_request({"type": "http", "client": ("10.0.0.1", 1), "headers": odd}) == "10.0.0.1"


def test_a_payload_without_an_end(ledger: Ledger) -> None:
    """A note with 20 KB of fields that nobody knows: refused, and not carried by the incident."""
    ledger.publish([("incident", "a", ended("Ngập", 1, state="in_progress", history=[]))])
    answer = Desk(ledger).does("note", "a", text="x", more="y" * 20_000)
    assert (answer.result, (answer.problem or {})["code"]) == ("rejected", "bad-payload")


@pytest.mark.parametrize(("verb", "payload"), [
    ("note", {"text": "ề" * 4000}),
    ("attach", {"name": "ề" * 4000, "sha256": "0" * 64}),
    ("step", {"checklist": "c", "step": "s", "title": "ề" * 1000, "text": "ề" * 2000}),
])  # fmt: skip
def test_a_record_that_grows(ledger: Ledger, verb: str, payload: dict[str, str]) -> None:
    """A hundred of the longest notes, attachments and steps at one incident: what every change sends again stays small,
    and nothing is lost of the history."""
    ledger.publish([("incident", "a", ended("Ngập", 1, state="in_progress", history=[]))])
    desk = Desk(ledger)
    for number in range(100):
        said = payload | ({"step": f"s{number}"} if verb == "step" else {})
        assert desk.does(verb, "a", **said).result == "applied"
    found = ledger.current("incident", "a")
    assert found is not None
    assert size_of(found[1]) < 100_000
    assert len(found[1]["history"]) + found[1]["history_before"] == 100


@pytest.mark.parametrize("path", ["/v1/health", "/v1/me", "/v1/nowhere", "/v1/sync/snapshot", "/readyz", FEEDS])
def test_nothing_is_kept_on_the_way(calm: Served, path: str) -> None:
    """An answer that a proxy or a browser might keep: none may."""
    assert calm.get(path, calm.token()).headers["Cache-Control"] == "no-store"
    assert calm.get(path).headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/v1/sync/stream", "/v1/sync/changes?wait=25&cursor="])
@pytest.mark.parametrize("is_here", [True, False], ids=["signed out here", "taken back elsewhere"])
def test_a_stream_outlives_nobody(there: Served, path: str, *, is_here: bool) -> None:
    """A stream, or a long poll, that was begun with a token that is worth nothing any more: it ends."""
    token = there.token()
    cursor = there.get("/v1/sync/snapshot", token).json()["as_of_cursor"] if path.endswith("=") else ""
    with _connected(there) as sock:
        sock.sendall(_head(path + cursor, *_mine(there, token, path, "GET"), "Connection: close", method="GET"))
        if not cursor:
            assert sock.recv(65536).startswith(b"HTTP/1.1 200")
        until(lambda: _attends(there), "it waits")
        if is_here:
            requests.post(there.url + "/v1/sign-out", auth=there.proven(token), timeout=ANSWER_S)
        else:
            with there.ledger.aside() as connection:
                connection.execute(delete(tokens))
        rest = _until_the_end(sock)
    assert b" 401 " in rest.partition(b"\r\n")[0] if cursor else b"event: page" not in rest


def _attends(there: Served) -> bool:
    waiting = there.operations.metrics.consoles
    return any(waiting.labels(state)._value.get() > 0 for state in ("stream", "long_poll"))
