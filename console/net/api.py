"""The backend's contract over HTTP; the only importer of requests.

Every call blocks and belongs on a net thread. Each has a time-out per read and a deadline over all, a cap on the body,
and follows no redirect. What is not the contract's JSON is treated as an outage, never as data (captive portals).
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, NoReturn
from urllib.parse import quote

import requests
import sseclient
from urllib3.exceptions import ReadTimeoutError

from console.base.errors import LinkError, SignInError
from console.base.settings import Settings
from console.base.version import SCHEMA
from console.net.plain import check
from console.net.sockets import CutAdapter, Cutter, Patience
from contract import proof
from offline_cache.json_text import read_json

CONNECT_S = 3.05
READ_S = 10.0
DEADLINE_S = 20.0
HEARTBEAT_LOST_S = 25.0
"""A stream without a heartbeat for this long is dead (docs/reference/faults.md, row 8)."""
MAX_BODY_BYTES = 64 * 2**20
MAX_EVENT_BYTES = 2**20
"""A wake-up that brings its changes has a quarter of that at most; more without an end of an event is no stream of
ours."""
_SLICE = 64 * 1024
JSON = "application/json"
OUTBOX_AGE, OUTBOX_AGE_MOST_S = "IOC-Outbox-Age", 366 * 24 * 3600.0
"""Of the oldest action that waits to be sent (s); the contract takes a year at most."""
STEERING = frozenset({
    "leased", "no_lease", "camera_unreachable", "camera_sign_in", "camera_refused", "camera_unclear",
    "camera_not_stopped", "no_ptz",
})  # fmt: skip
"""Why a camera cannot be turned: codes of problems that are shown as they are."""
ACCOUNTS = frozenset({
    "password_change_needed", "password_too_short", "password_too_common", "password_unchanged", "user_exists",
    "last_admin", "no_role", "provider_refused", "provider_away", "account_disabled",
    "code_denied", "code_expired", "code_unsupported", "not_a_wall", "unknown_wall",
})  # fmt: skip
"""Why an account is not as somebody wants it: likewise."""
OF_THE_DEVICE = frozenset({"bad_enrolment_code", "bad_proof", "device_disabled", "device_unknown", "other_device"})
"""Why this device is not let in: codes of problems that are told as they are."""
JsonObject = dict[str, Any]
_SPOKEN: Mapping[str, str] = MappingProxyType({"IOC-Schema": str(SCHEMA)})
Prove = Callable[[str, str, str, str], str]
"""A proof for method, address, token and nonce that a request comes from this device (`contract.proof`). Blocks."""


class Wakeup(NamedTuple):
    """An event of the stream: `wake`, `heartbeat`, or a `page` that brings what is new."""

    name: str
    page: JsonObject | None


class _Proving(requests.auth.AuthBase):
    """Puts token, proof and the server's newest nonce to a request as it leaves: the address is that of the wire."""

    def __init__(self, token: str, prove: Prove | None, nonce: str) -> None:
        self._token, self._prove, self._nonce = token, prove, nonce

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        """Runs on the thread that asks."""
        if self._token:
            scheme = proof.SCHEME if self._prove is not None else "Bearer"
            request.headers["Authorization"] = f"{scheme} {self._token}"
        if self._prove is not None:
            told = self._prove(str(request.method), str(request.url), self._token, self._nonce)
            request.headers[proof.HEADER] = told
        return request


class Api:
    """One backend, one token. Safe to use from several threads. `prove` speaks for this device."""

    def __init__(self, base_url: str, settings: Settings, prove: Prove | None = None) -> None:
        self._base = base_url.rstrip("/")
        self._cutter = Cutter()
        self._session = requests.Session()
        self._session.trust_env = False
        self._may_be_plain = settings.allow_plain_http
        self._session.verify = str(settings.ca_file) if settings.ca_file else True
        self._session.proxies = {"http": settings.proxy, "https": settings.proxy} if settings.proxy else {}
        self._patience = Patience()
        adapter = CutAdapter(self._cutter, self._patience, pool_connections=2, pool_maxsize=4)
        self._session.mount("http://", adapter)
        self._session.mount("https://", adapter)
        self._prove = prove
        self._nonce = ""
        """The newest that the server told: a proof holds with it for a while."""
        self._token = ("", False)

    def set_token(self, token: str | None, *, bound: bool = False) -> None:
        """Who the next calls are made as; a token that is `bound` to this device's key goes with a proof."""
        self._token = (token or "", bound)

    def cut(self) -> None:
        """Cut every call that is in the air; the next ones connect anew."""
        self._cutter.cut()

    def close(self) -> None:
        """Cut every call that is in the air, for good."""
        self._cutter.cut(for_good=True)
        self._session.close()

    # the contract

    def health(self) -> JsonObject:
        """That the server answers; needs no token."""
        return self.call("GET", "/v1/health")

    def sign_in(self, said: Mapping[str, str]) -> JsonObject:
        """Token and actor for what `contract.wire.SignIn` has. Raises `SignInError` bad_credentials, and why this
        device is not let in (`OF_THE_DEVICE`)."""
        return self.call("POST", "/v1/sign-in", body=said, signing_in=True)

    def sign_in_by_provider(self, said: Mapping[str, str]) -> JsonObject:
        """The same for what the browser brought back, as `contract.provider.ProviderSignIn` has it."""
        return self.call("POST", "/v1/sign-in/provider", body=said, signing_in=True)

    def ways_to_sign_in(self) -> JsonObject:
        """How somebody may sign in beside name and password; needs no token."""
        return self.call("GET", "/v1/sign-in/ways")

    def register_author_key(self, public: str) -> None:
        """Tell the public half of a key that a PIN seals, in the own sign-in of its person."""
        self.call("POST", "/v1/author-keys", body={"author_key": public}, empty=True)

    def change_password(self, said: Mapping[str, str]) -> None:
        """Another password, as `contract.administration.PasswordIn` has it; all sign-ins of the person end. Raises
        `SignInError` bad_credentials or of `ACCOUNTS`."""
        self.call("POST", "/v1/password", body=said, empty=True, signing_in=True)

    def me(self) -> JsonObject:
        """Who the token stands for."""
        return self.call("GET", "/v1/me")

    def camera_access(self) -> JsonObject:
        """Hosts and sign-ins of the cameras; to be kept in memory."""
        return self.call("GET", "/v1/cameras/access")

    def reporter(self, incident_id: str) -> JsonObject:
        """Who reported an incident, to somebody whose reason the server has; to be kept nowhere."""
        return self.call("GET", f"/v1/incidents/{quote(incident_id, safe='')}/reporter")

    def steer(self, method: str, camera_id: str, what: str, body: Mapping[str, Any] | None = None) -> JsonObject:
        """Turn a camera: lease, move, stop, preset(s), as in the contract.

        Raises `LinkError` with the problem's own code for what stands in the way (`STEERING`).
        """
        path = f"/v1/cameras/{quote(camera_id, safe='')}/ptz/{what}"
        return self.call(method, path, body=body, empty=True)

    def sign_out(self) -> None:
        """End the token."""
        self.call("POST", "/v1/sign-out", empty=True)

    def snapshot(self, page: str | None) -> JsonObject:
        """A page of everything."""
        return self.call("GET", "/v1/sync/snapshot", {"scope": "city", **({"page": page} if page else {})})

    def changes(self, cursor: str, limit: int, wait_s: float, outbox_age_s: float = 0.0) -> JsonObject:
        """Changes after `cursor`; may wait for some. Where something is unsent, its age is told (s)."""
        query = {"cursor": cursor, "limit": limit, "wait": wait_s}
        headers = {OUTBOX_AGE: f"{min(outbox_age_s, OUTBOX_AGE_MOST_S):.0f}"} if outbox_age_s >= 1 else {}
        limits_s = (wait_s + READ_S, wait_s + DEADLINE_S)
        return self.call("GET", "/v1/sync/changes", query, headers=headers, read_s=limits_s[0], deadline_s=limits_s[1])

    def points(self, indicator_id: str, since: str | None) -> JsonObject:
        """Measured values of an indicator."""
        path = f"/v1/indicators/{quote(indicator_id, safe='')}/points"
        return self.call("GET", path, {"since": since} if since else {})

    def push(self, batch: Mapping[str, Any]) -> JsonObject:
        """Deliver actions; each is answered by itself."""
        return self.call("POST", "/v1/actions:batch", body=batch)

    def wakeups(self) -> Iterator[Wakeup]:
        """Server-sent events as they come, until the stream ends. Raises `LinkError`."""
        try:
            with self._patience.until(time.monotonic() + HEARTBEAT_LOST_S):
                response, refusal = self._stream()
                if _wants_nonce(response, refusal):
                    response.close()
                    response, refusal = self._stream()
            with response:
                if response.status_code != 200:
                    _refuse(response, _parse(response, refusal) or {})
                if not response.headers.get("Content-Type", "").startswith("text/event-stream"):
                    raise LinkError("not_json")
                for event in sseclient.SSEClient(_events(response)).events():
                    yield Wakeup(event.event, _object(event.data) if event.event == "page" else None)
        except requests.RequestException as error:
            raise _link_error(error) from error

    def _stream(self) -> tuple[requests.Response, bytes]:
        """An open stream, or what was said instead."""
        response = self._session.get(
            self._base + "/v1/sync/stream?pages=true",
            headers={**_SPOKEN, "Accept": "text/event-stream"},
            stream=True,
            timeout=(CONNECT_S, HEARTBEAT_LOST_S),
            allow_redirects=False,
            auth=self._proving(),
        )
        self._hear_nonce(response)
        return response, b"" if response.status_code == 200 else next(response.iter_content(_SLICE), b"")

    # how a call is made

    def _proving(self, *, signing_in: bool = False) -> _Proving:
        """What goes with the next request; to sign in is to prove the device alone."""
        check(self._base, allowed=self._may_be_plain)
        token, bound = ("", True) if signing_in else self._token
        return _Proving(token, self._prove if bound else None, self._nonce)

    def _hear_nonce(self, response: requests.Response) -> None:
        self._nonce = response.headers.get(proof.NONCE_HEADER, self._nonce)

    def call(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        *,
        body: Mapping[str, Any] | None = None,
        headers: Mapping[str, str] | None = None,
        read_s: float = READ_S,
        deadline_s: float = DEADLINE_S,
        empty: bool = False,
        signing_in: bool = False,
    ) -> JsonObject:
        """A call that is answered in JSON, or not at all where it may be `empty`."""
        content = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        told = {"Content-Type": JSON, **(headers or {})}
        limits_s = (read_s, deadline_s)
        response, answer = self._exchange(
            method, path, query, content, headers=told, limits_s=limits_s, signing_in=signing_in
        )
        if response.status_code == 204 and empty:
            return {}
        said = _parse(response, answer)
        del answer  # an error remembers the frames that it came through, and what they hold, for a good while
        if response.status_code != 200:
            _refuse(response, said or {})
        if said is None:
            raise LinkError("not_json")
        return said

    def fetch(
        self,
        method: str,
        path: str,
        *,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        deadline_s: float = DEADLINE_S,
    ) -> tuple[int, Mapping[str, str], bytes]:
        """A call that carries or brings something other than JSON: status (200, 204 or 304), headers and body."""
        limits_s = (READ_S, deadline_s)
        response, answer = self._exchange(method, path, None, content, headers=headers or {}, limits_s=limits_s)
        if response.status_code not in (200, 204, 304):
            _refuse(response, _parse(response, answer) or {})
        return response.status_code, response.headers, answer

    def _exchange(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None,
        content: bytes | None,
        *,
        headers: Mapping[str, str],
        limits_s: tuple[float, float] = (READ_S, DEADLINE_S),
        signing_in: bool = False,
    ) -> tuple[requests.Response, bytes]:
        """Ask, and once more where nothing but the server's nonce was missing; both within the deadline."""
        read_s, deadline_s = limits_s
        deadline = time.monotonic() + deadline_s

        def ask() -> tuple[requests.Response, bytes]:
            with (
                self._patience.until(deadline),
                self._session.request(
                    method,
                    self._base + path,
                    params=query,
                    data=content,
                    headers={**_SPOKEN, "Accept": JSON, **headers},
                    timeout=(CONNECT_S, read_s),
                    allow_redirects=False,
                    stream=True,
                    auth=self._proving(signing_in=signing_in),
                ) as response,
            ):
                self._hear_nonce(response)
                return response, _read(response, deadline)

        try:
            response, answer = ask()
            return ask() if _wants_nonce(response, answer) else (response, answer)
        except requests.RequestException as error:
            raise _link_error(error) from error


def _wants_nonce(response: requests.Response, answer: bytes) -> bool:
    """Whether the request is to be made again, with the nonce that was told with the answer (RFC 9449, section 8)."""
    if response.status_code != 401 or proof.NONCE_HEADER not in response.headers:
        return False
    return (_parse(response, answer) or {}).get("code") == "use-dpop-nonce"


def _refuse(response: requests.Response, problem: JsonObject) -> NoReturn:
    """Raise what a status other than 200 means."""
    status = response.status_code
    code = str(problem.get("code", "")).replace("-", "_")
    if code in OF_THE_DEVICE | ACCOUNTS:
        raise SignInError(code)
    if status == 401:
        raise SignInError("bad_credentials" if code == "bad_credentials" else "expired")
    if status == 403 and code:
        raise SignInError("forbidden")
    if code in STEERING:
        raise LinkError(code, holder=str(problem.get("holder_name", "")), may=bool(problem.get("may_take_over")))
    if 300 <= status < 400:
        raise LinkError("redirected")
    if status == 429:
        raise LinkError(
            "too_many_reveals" if code == "too_many_reveals" else "too_many_requests", _retry_after(response)
        )
    if status >= 500:
        raise LinkError("server_error", _retry_after(response), status=status)
    if code in ("epoch_changed", "cursor_expired"):
        raise LinkError(code)
    if status == 426:
        raise LinkError("update_needed")
    raise LinkError("bad_answer" if code else "not_json", status=status, detail=str(problem.get("detail", "")))


def _read(response: requests.Response, deadline: float) -> bytes:
    """The body, unpacked, within the deadline and the cap: a trickle and a gzip bomb both end here."""
    content = bytearray()
    for part in response.iter_content(_SLICE):
        content += part
        fault = "too_large" if len(content) > MAX_BODY_BYTES else "timed_out" if time.monotonic() > deadline else ""
        if fault:
            content.clear()
            raise LinkError(fault, limit=MAX_BODY_BYTES)
    return bytes(content)


def _events(response: requests.Response) -> Iterator[bytes]:
    """The stream's parts as they come. Raises `LinkError` too_large where an event has no end."""
    open_bytes = 0
    for part in response.iter_content(_SLICE):
        end = max(part.rfind(b"\n\n"), part.rfind(b"\r\n\r\n"))
        open_bytes = open_bytes + len(part) if end < 0 else len(part) - end
        if open_bytes > MAX_EVENT_BYTES:
            raise LinkError("too_large", limit=MAX_EVENT_BYTES)
        yield part


def _parse(response: requests.Response, content: bytes) -> JsonObject | None:
    """The answer as an object; None where it is not the contract's JSON."""
    return _object(content) if "json" in response.headers.get("Content-Type", "") else None


def _object(content: bytes | str) -> JsonObject | None:
    """The text as an object; None where it is none."""
    try:
        data = read_json(content)
    except (ValueError, RecursionError):
        return None
    return data if isinstance(data, dict) else None


def _retry_after(response: requests.Response) -> float | None:
    text = response.headers.get("Retry-After", "")
    return min(float(text), 300.0) if text.isdigit() else None


def _link_error(error: requests.RequestException) -> LinkError:
    if isinstance(error, requests.exceptions.SSLError):
        return LinkError("bad_certificate")
    # A body that stops coming is a ConnectionError to requests; what it wraps tells the time-out.
    if isinstance(error, requests.exceptions.Timeout) or any(isinstance(one, ReadTimeoutError) for one in error.args):
        return LinkError("timed_out")
    return LinkError("unreachable")
