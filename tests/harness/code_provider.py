"""A real identity provider that lets devices without a keyboard in by a code (RFC 8628, OpenID Connect Core).

It listens on this machine, signs ID tokens with a key of its own, and keeps to the RFC: a code is for the client that
began, is decided once, is redeemed once, is over after its life, and who asks faster than told hears `slow_down` and
has to wait five seconds more from then on. Its clock is moved by `later`, so that no test has to wait.
"""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import RSAKey

BY_CODE = "urn:ietf:params:oauth:grant-type:device_code"
LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no code is a word (RFC 8628, section 6.1)."""
KID = "code-provider"


@dataclass
class Pending:
    """A code on its way. `sub` is who typed it, `denied` that they refused."""

    client: str
    user_code: str
    until_s: float
    interval_s: float
    asked_s: float
    sub: str = ""
    denied: bool = False


@dataclass
class CodeProvider:
    """`people` are the claims of each by `sub`. `interval_s` and `life_s` are what it tells with each code."""

    people: dict[str, dict[str, Any]]
    client: str = "ioc-console"
    client_secret: str = "client-secret"
    interval_s: int = 1
    life_s: int = 600
    issuer: str = ""
    has_codes: bool = True
    """Whether it knows such codes at all."""
    polls: list[str] = field(default_factory=list)
    """What it answered to each question for a token, in words of the RFCs."""
    page: str = ""
    """Where codes are typed, as it tells it; its own page where empty."""
    _codes: dict[str, Pending] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": KID}))
    _ahead_s: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def later(self, seconds: float) -> None:
        """So much time has passed."""
        self._ahead_s += seconds

    def decide(self, user_code: str, sub: str, *, denied: bool = False) -> bool:
        """Somebody types a code at the page, and lets the device in or not; whether there is such a code."""
        with self._lock:
            found = next((one for one in self._codes.values() if one.user_code == user_code), None)
            if found is None or found.until_s < self._now_s() or found.sub or found.denied:
                return False
            found.sub, found.denied = sub, denied
            return True

    def secrets_of(self, user_code: str) -> list[str]:
        """What the client asks with for this code: known to nobody else outside of a test."""
        with self._lock:
            return [key for key, one in self._codes.items() if one.user_code == user_code]

    def _now_s(self) -> float:
        return time.monotonic() + self._ahead_s

    # what it answers

    def known(self) -> dict[str, Any]:
        """Its addresses."""
        told = {
            "issuer": self.issuer, "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token", "jwks_uri": f"{self.issuer}/keys",
        }  # fmt: skip
        return told | ({"device_authorization_endpoint": f"{self.issuer}/codes"} if self.has_codes else {})

    def keys(self) -> dict[str, Any]:
        """Those that its ID tokens are held against."""
        return {"keys": [self._key.as_dict(private=False)]}

    def begin(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """A code for a client."""
        if not self._is_client(form):
            return 401, {"error": "invalid_client"}
        key, user_code = secrets.token_urlsafe(32), "".join(secrets.choice(LETTERS) for _ in range(8))
        user_code = f"{user_code[:4]}-{user_code[4:]}"
        with self._lock:
            now_s = self._now_s()
            self._codes[key] = Pending(self.client, user_code, now_s + self.life_s, self.interval_s, now_s)
        told = {"device_code": key, "user_code": user_code, "verification_uri": self.page or f"{self.issuer}/device"}
        return 200, told | {"expires_in": self.life_s, "interval": self.interval_s}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """What became of a code."""
        status, told = self._token(form)
        self.polls.append(str(told.get("error", "token")))
        return status, told

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        if not self._is_client(form):
            return 401, {"error": "invalid_client"}
        if form.get("grant_type") != BY_CODE:
            return 400, {"error": "unsupported_grant_type"}
        with self._lock:
            key, now_s = form.get("device_code", ""), self._now_s()
            found = self._codes.get(key)
            if found is None or found.client != form.get("client_id"):
                return 400, {"error": "invalid_grant"}
            if found.until_s < now_s:
                return 400, {"error": "expired_token"}
            if now_s - found.asked_s < found.interval_s * 0.9:  # the way here takes its time as well
                found.interval_s += 5
                return 400, {"error": "slow_down"}
            found.asked_s = now_s
            if found.denied:
                return 400, {"error": "access_denied"}
            if not found.sub:
                return 400, {"error": "authorization_pending"}
            del self._codes[key]
        at_s = round(time.time())
        claims = {
            "iss": self.issuer, "aud": self.client, "sub": found.sub, "iat": at_s, "exp": at_s + 300,
            **self.people[found.sub],
        }  # fmt: skip
        told = jwt.encode({"alg": "RS256", "kid": KID}, claims, self._key)
        return 200, {"access_token": secrets.token_urlsafe(16), "token_type": "Bearer", "id_token": told}

    def _is_client(self, form: dict[str, str]) -> bool:
        return (form.get("client_id"), form.get("client_secret")) == (self.client, self.client_secret)


def _handler(provider: CodeProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        """Speaks HTTP for the provider."""

        def do_GET(self) -> None:
            found = {"/.well-known/openid-configuration": provider.known, "/keys": provider.keys}.get(self.path)
            self._say(*((404, {"error": "not_found"}) if found is None else (200, found())))

        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
            form = {name: values[0] for name, values in parse_qs(text).items()}
            found = {"/codes": provider.begin, "/token": provider.token}.get(self.path)
            self._say(*((404, {"error": "not_found"}) if found is None else found(form)))

        def _say(self, status: int, told: dict[str, Any]) -> None:
            content = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Cache-Control", "no-store")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_args: object) -> None:
            """Nobody reads it."""

    return Handler


@contextmanager
def code_provider(people: dict[str, dict[str, Any]], **more: Any) -> Iterator[CodeProvider]:
    """Until the test is over; `more` are fields of `CodeProvider`."""
    made = CodeProvider(people, **more)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(made))
    server.daemon_threads = True
    made.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
