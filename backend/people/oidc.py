"""Signing in with an account of the city's identity provider (OpenID Connect): the console has the browser, we ask.

The console begins in the system's browser (authorization code with PKCE, RFC 7636, back to a loopback address, RFC
8252) and hands us the code. We redeem it, hold the ID token against the provider's keys, and read the role from it.
What the console gets is our own token, bound to its device: there is one kind of token in the house. Second factors,
recovery and the directory (LDAP) are the provider's (docs/decisions/069-people.md).

A wall has no keyboard and no browser: somebody types a code at the provider for it, and we ask what became of that
(device authorization grant, RFC 8628; `backend.people.wall_codes`).
"""

from __future__ import annotations

import hashlib
import logging
import re
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jwt import ClaimsOption

from backend.base.problems import ProblemError
from contract.roles import Role

_log = logging.getLogger(__name__)
ALGORITHMS = ("RS256", "PS256", "ES256", "Ed25519")
"""Signatures by a key of the provider's: neither none, nor one with a secret that others may know."""
CONNECT_S, READ_S = 3.0, 5.0
KNOWN_S = 600.0
"""How long the provider's addresses and keys are taken as they are; a key that is not among them is asked for again."""
LEEWAY_S = 60
ASKING, WAITING_MOST = 2, 32
"""So many ask the provider at once, and so many wait for it."""
REST_S = 5.0
"""For so long nobody asks for its addresses after it did not tell them."""
T = TypeVar("T")
SCOPE = "openid profile email"
SUBJECT_MOST, NAME_MOST = 255, 200
BY_CODE = "urn:ietf:params:oauth:grant-type:device_code"
CODE_ENDPOINT = "device_authorization_endpoint"
CODE_MOST, SHOWN_MOST, ADDRESS_MOST = 2048, 40, 200
"""Letters of what only we know of a code, of what is typed, and of where: more fits on no screen."""
INTERVAL_S, INTERVAL_MOST_S, LIFE_MOST_S = 5, 60, 3600
"""Between two questions where the provider says nothing; the longest that is believed, of that and of a code's life."""
_SHOWN = re.compile(r"^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?\Z")
_USER = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._:@-]{0,63}$")


@dataclass(frozen=True)
class OidcSettings:
    """What a city says of its provider; `roles` are values of a claim with the role that each stands for, the first
    that somebody has counts."""

    issuer: str
    client_id: str
    client_secret: str = ""
    role_claim: str = "roles"
    roles: Sequence[tuple[str, Role]] = ()


@dataclass(frozen=True)
class Identity:
    """Who somebody is, by the provider's word."""

    subject: str
    """The issuer and its name for the person, which never becomes anybody else's."""
    user: str
    name: str
    role: Role


@dataclass(frozen=True)
class Answered:
    """What a console brings from the browser."""

    code: str
    verifier: str
    redirect_uri: str
    nonce: str


@dataclass(frozen=True)
class DeviceCode:
    """What the provider gives a device without a keyboard: what is typed where, and what we ask with."""

    secret: str
    user_code: str
    address: str
    life_s: int
    interval_s: int


class NotYet(StrEnum):
    """What a provider says as long as nobody has decided, in the words of RFC 8628, section 3.5."""

    PENDING = "authorization_pending"
    SLOWER = "slow_down"


class Provider:
    """One identity provider. Safe to call from several threads."""

    def __init__(self, settings: OidcSettings, clock: Callable[[], float] = time.time) -> None:
        self.settings = settings
        self._clock = clock
        self._lock = threading.Lock()
        self._known: tuple[float, dict[str, Any]] | None = None
        self._keys: tuple[float, KeySet] | None = None
        self._waiting, self._away_until = 0, 0.0
        self._threads = ThreadPoolExecutor(ASKING, thread_name_prefix="oidc")

    def close(self) -> None:
        """Let its threads go; the server ends."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def ask(self, work: Callable[[], T]) -> Future[T]:
        """Do `work`, which asks the provider, when it is its turn. Raises `ProblemError` provider-away where too many
        wait for theirs: a flood fills no memory here, and reaches nobody else by us."""
        with self._lock:
            if self._waiting >= WAITING_MOST:
                raise _away("too many ask at once")
            self._waiting += 1
        future = self._threads.submit(work)
        future.add_done_callback(self._on_done)
        return future

    def _on_done(self, _future: Future[Any]) -> None:
        with self._lock:
            self._waiting -= 1

    def begin_at(self) -> str:
        """Where the browser begins. Raises `ProblemError` provider-away."""
        return str(self._addresses()["authorization_endpoint"])

    def identity(self, answered: Answered) -> Identity:
        """Who came back. Raises `ProblemError` provider-away, provider-refused, no-role; nobody becomes a wall so."""
        form = {
            "grant_type": "authorization_code", "code": answered.code, "redirect_uri": answered.redirect_uri,
            "client_id": self.settings.client_id, "code_verifier": answered.verifier,
        }  # fmt: skip
        said = self._ask("POST", str(self._addresses()["token_endpoint"]), form | self._secret())
        return self.identity_of(said.get("id_token"), answered.nonce)

    def begin_code(self) -> DeviceCode:
        """A code for a device without a keyboard. Raises `ProblemError` code-unsupported, provider-away."""
        begin = str(self._addresses().get(CODE_ENDPOINT, ""))
        if not begin:
            raise ProblemError(404, "code-unsupported", "the identity provider has no sign-in by code")
        if not is_safe(begin):
            raise _away(f"its {CODE_ENDPOINT} is neither https nor on this machine")
        form = {"client_id": self.settings.client_id, "scope": SCOPE}
        return _code_of(self._ask("POST", begin, form | self._secret()))

    def identity_by_code(self, secret: str) -> Identity | NotYet:
        """Who let a device in whose code this is, or that nobody has yet.

        Raises `ProblemError` code-denied, code-expired, not-a-wall, provider-away, provider-refused.
        """
        form = {"grant_type": BY_CODE, "device_code": secret, "client_id": self.settings.client_id}
        status, said = self._answer("POST", str(self._addresses()["token_endpoint"]), form | self._secret())
        if status == 200:
            return self.identity_of(said.get("id_token"), None)
        error = str(said.get("error", ""))
        if error in (NotYet.PENDING, NotYet.SLOWER):
            return NotYet(error)
        if error == "access_denied":
            raise ProblemError(403, "code-denied", "somebody refused this at the identity provider")
        if error == "expired_token":
            raise code_expired()
        if status in (400, 401, 403):
            raise _refused("it did not take the code")
        raise _away(f"it answered {status}")

    def identity_of(self, id_token: object, nonce: str | None) -> Identity:
        """Who an ID token speaks of, with the role of a wall where there was no browser and so no `nonce`, and with
        any other where there was. Raises as `identity` does, or not-a-wall."""
        claims = self._claims(str(id_token), nonce)
        audience = claims.get("aud")
        if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != self.settings.client_id:
            raise _refused("the ID token was made for somebody else")
        has = claims.get(self.settings.role_claim)
        values = {str(one) for one in has} if isinstance(has, list) else {has} if isinstance(has, str) else set()
        fits = [
            role for value, role in self.settings.roles if value in values and (role == Role.WALL) == (nonce is None)
        ]
        if not fits and nonce is None:
            raise ProblemError(403, "not-a-wall", "the identity provider lets this person bring up no wall")
        if not fits:
            raise ProblemError(403, "no-role", "the identity provider gives this person no role here")
        subject = f"{self.settings.issuer} {claims['sub']}"
        user = str(claims.get("preferred_username") or claims.get("email") or "")
        if not _USER.match(user):  # no name that anything here could be called by
            user = f"oidc-{hashlib.sha256(subject.encode()).hexdigest()[:16]}"
        return Identity(subject[:SUBJECT_MOST], user, str(claims.get("name") or user)[:NAME_MOST], fits[0])

    def _secret(self) -> dict[str, str]:
        return {"client_secret": self.settings.client_secret} if self.settings.client_secret else {}

    def _claims(self, id_token: str, nonce: str | None) -> Mapping[str, Any]:
        needed: ClaimsOption = {"essential": True}
        asked: dict[str, ClaimsOption] = {} if nonce is None else {"nonce": {"essential": True, "value": nonce}}
        registry = jwt.JWTClaimsRegistry(
            now=round(self._clock()), leeway=LEEWAY_S, iss={"essential": True, "value": self.settings.issuer},
            aud={"essential": True, "value": self.settings.client_id}, exp=needed, iat=needed, sub=needed,
            **asked,
        )  # fmt: skip
        for is_fresh in (False, True):
            try:
                claims = jwt.decode(id_token, self._key_set(anew=is_fresh), algorithms=[*ALGORITHMS]).claims
                registry.validate(claims)
            except (JoseError, ValueError, TypeError) as error:
                # A key that is not known may be a new one; anything else is no better the second time.
                if is_fresh or type(error).__name__ not in {"InvalidKeyIdError", "ValueError", "BadSignatureError"}:
                    _log.info("an ID token was refused: %s", type(error).__name__)
                    raise _refused(f"the ID token is none of ours: {type(error).__name__}") from error
                continue
            return claims
        raise _refused("the ID token is none of ours")

    def _addresses(self) -> dict[str, Any]:
        now = self._clock()
        with self._lock:
            if self._known is not None and now - self._known[0] < KNOWN_S:
                return self._known[1]
            if now < self._away_until:
                raise _away("it did not answer a moment ago")
        try:
            found = self._told()
        except ProblemError:
            with self._lock:
                self._away_until = now + REST_S
            raise
        with self._lock:
            self._known = (now, found)
        return found

    def _told(self) -> dict[str, Any]:
        issuer = self.settings.issuer.rstrip("/")
        found = self._ask("GET", f"{issuer}/.well-known/openid-configuration")
        if found.get("issuer") != self.settings.issuer:
            raise _away("it calls itself another issuer than the configuration does")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(found.get(name, ""))):
                raise _away(f"its {name} is neither https nor on this machine")
        return found

    def _key_set(self, *, anew: bool) -> KeySet:
        now = self._clock()
        with self._lock:
            if not anew and self._keys is not None and now - self._keys[0] < KNOWN_S:
                return self._keys[1]
        said = self._ask("GET", str(self._addresses()["jwks_uri"]))
        try:
            keys = KeySet.import_key_set(said)  # type: ignore[arg-type]
        except (JoseError, KeyError, ValueError, TypeError, AttributeError) as error:
            raise _away("its keys cannot be read") from error
        with self._lock:
            self._keys = (now, keys)
        return keys

    def _ask(self, method: str, address: str, form: Mapping[str, str] | None = None) -> dict[str, Any]:
        status, said = self._answer(method, address, form)
        if method == "POST" and status in (400, 401, 403):
            raise _refused("it did not take the code")
        if status != 200:
            raise _away(f"it answered {status}")
        return said

    def _answer(
        self, method: str, address: str, form: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:  # fmt: skip
        """Status and JSON of what it answers. Raises `ProblemError` provider-away where that is none."""
        with requests.Session() as session:
            session.trust_env = False
            try:
                answer = session.request(
                    method, address, data=form, timeout=(CONNECT_S, READ_S), allow_redirects=False,
                    headers={"Accept": "application/json"},
                )  # fmt: skip
                said = answer.json()
            except (requests.RequestException, ValueError) as error:
                raise _away(type(error).__name__) from error
        if not isinstance(said, dict):
            raise _away(f"it answered {answer.status_code}")
        return answer.status_code, said


def is_safe(address: str) -> bool:
    """Whether what is said to this address is read by nobody on the way."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def code_expired() -> ProblemError:
    """What is said of a code that is over, and of one that nobody knows: who guesses learns nothing."""
    return ProblemError(401, "code-expired", "nobody typed the code in time; begin anew")


def _code_of(said: Mapping[str, Any]) -> DeviceCode:
    """What can be shown and asked with. Raises `ProblemError` provider-away for anything else."""
    secret, user_code, address = (str(said.get(name, "")) for name in ("device_code", "user_code", "verification_uri"))
    life, interval = said.get("expires_in"), said.get("interval", INTERVAL_S)
    if not 0 < len(secret) <= CODE_MOST or len(user_code) > SHOWN_MOST or not _SHOWN.match(user_code):
        raise _away("its code cannot be shown")
    if len(address) > ADDRESS_MOST or not _SHOWN.match(address) or not is_safe(address):
        raise _away("the address for its code is neither https nor on this machine")
    if not isinstance(life, int) or not isinstance(interval, int) or life <= 0:
        raise _away("it does not say how long its code holds")
    return DeviceCode(secret, user_code, address, min(life, LIFE_MOST_S), min(max(1, interval), INTERVAL_MOST_S))


def _away(why: str) -> ProblemError:
    _log.warning("the identity provider cannot be used: %s", why)
    return ProblemError(503, "provider-away", "the identity provider cannot be asked now", {"Retry-After": "10"})


def _refused(why: str) -> ProblemError:
    return ProblemError(401, "provider-refused", why)
