"""HTTP sign-in: digest (RFC 7616, and RFC 2617 for what is older) and, where it may be, basic (RFC 7617)."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
import threading
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.request import parse_http_list

from backend.ptz.camera_access import CameraSignIn

_HASHES = MappingProxyType({"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"})
"""RFC 7616's algorithms, the strongest first, by their names in hashlib."""
_SESSION = "-SESS"
_SCHEME = re.compile(r"([!#$%&'*+.^_`|~0-9A-Za-z-]+)(?:\s+(?!=)(.*))?\Z", re.DOTALL)
_NONCES = 8
"""Nonces whose use is counted: as many as threads may ask one camera at a time."""


@dataclass(frozen=True)
class Challenge:
    """One scheme that a camera offers, in lower case as are the names of its fields; values without their quotes."""

    scheme: str
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def stale(self) -> bool:
        """Whether the sign-in was right and only its nonce too old."""
        return self.fields.get("stale", "").lower() == "true"


def challenges(headers: Iterable[str]) -> list[Challenge]:
    """All challenges of all `WWW-Authenticate` headers: one header may hold several (RFC 9110, 11.6.1)."""
    found: list[tuple[str, dict[str, str]]] = []
    for item in (item.strip() for header in headers for item in parse_http_list(_read(header))):
        begins = _SCHEME.match(item)
        if begins is not None:
            found.append((begins[1].lower(), {}))
        name, equals, value = (item if begins is None else begins[2] or "").partition("=")
        if equals and found:
            found[-1][1].setdefault(name.strip().lower(), _unquoted(value.strip()))
    return [Challenge(scheme, fields) for scheme, fields in found]


def _read(header: str) -> str:
    """http.client takes each byte of a header for a sign. Bytes that are no UTF-8 go back as they came."""
    return header.encode("latin-1", "replace").decode("utf-8", "surrogateescape")


def _unquoted(value: str) -> str:
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value


class HttpSignIn:
    """The answers to one camera's challenges; counts how often each nonce was used. Safe from several threads."""

    def __init__(self, sign_in: CameraSignIn, *, basic: bool) -> None:
        """`basic`: whether the password itself may be sent where a camera knows no digest."""
        self._sign_in = sign_in
        self._basic = basic
        self._lock = threading.Lock()
        self._used: dict[str, tuple[str, int]] = {}

    def answer(self, offered: Sequence[Challenge], path: str, body: bytes) -> str | None:
        """The `Authorization` of a POST of `body` to `path`; None where nothing that is offered can be answered.

        The strongest digest is taken, in whatever order they come; an unknown algorithm or quality is passed over.
        """
        digests = [one for one in offered if one.scheme == "digest" and _known(one)]
        if digests:
            return self._digest(min(digests, key=lambda one: [*_HASHES].index(_algorithm(one))), path, body)
        if self._basic and any(one.scheme == "basic" for one in offered):
            plain = f"{self._sign_in.user}:{self._sign_in.password}".encode()
            return "Basic " + base64.b64encode(plain).decode()
        return None

    def _digest(self, asked: Challenge, path: str, body: bytes) -> str:
        def hashed(*parts: str) -> str:
            text = ":".join(parts).encode("utf-8", "surrogateescape")
            return hashlib.new(_HASHES[_algorithm(asked)], text, usedforsecurity=False).hexdigest()

        user, password = self._sign_in.user, self._sign_in.password
        if asked.fields.get("charset", "").upper() == "UTF-8":
            user, password = unicodedata.normalize("NFC", user), unicodedata.normalize("NFC", password)
        realm, nonce, quality = asked.fields.get("realm", ""), asked.fields["nonce"], _quality(asked)
        own, count = self._counted(nonce)
        session = asked.fields.get("algorithm", "").upper().endswith(_SESSION)
        secret = hashed(user, realm, password)
        if session:
            secret = hashed(secret, nonce, own)
        what = ["POST", path]
        if quality == "auth-int":
            what.append(hashlib.new(_HASHES[_algorithm(asked)], body, usedforsecurity=False).hexdigest())
        middle = [f"{count:08x}", own, quality] if quality else []
        by_hash = asked.fields.get("userhash", "").lower() == "true"
        said = {"username": hashed(user, realm) if by_hash else user, "realm": realm, "nonce": nonce, "uri": path}
        said["response"] = hashed(secret, nonce, *middle, hashed(*what))
        if quality or session:
            said["cnonce"] = own
        said |= {name: asked.fields[name] for name in ("opaque",) if name in asked.fields}
        plain = {"qop": quality, "nc": f"{count:08x}"} if quality else {}
        plain |= {name: asked.fields[name] for name in ("algorithm",) if name in asked.fields}
        plain |= {"userhash": "true"} if by_hash else {}
        return _written(said, plain)

    def _counted(self, nonce: str) -> tuple[str, int]:
        """Our own nonce beside the camera's, and the how manieth use of that this is."""
        with self._lock:
            own, count = self._used.pop(nonce, (secrets.token_hex(8), 0))
            self._used[nonce] = (own, count + 1)
            while len(self._used) > _NONCES:
                del self._used[next(iter(self._used))]
            return own, count + 1


def _written(quoted: Mapping[str, str], plain: Mapping[str, str]) -> str:
    escaped = {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in quoted.items()}
    parts = [f'{name}="{value}"' for name, value in escaped.items()] + [
        f"{name}={value}" for name, value in plain.items()
    ]
    # Header lines are bytes; http.client takes text of one byte a sign.
    return ("Digest " + ", ".join(parts)).encode("utf-8", "surrogateescape").decode("latin-1")


def _algorithm(asked: Challenge) -> str:
    return asked.fields.get("algorithm", "MD5").upper().removesuffix(_SESSION)


def _known(asked: Challenge) -> bool:
    method = _HASHES.get(_algorithm(asked), "")
    return "nonce" in asked.fields and method in hashlib.algorithms_available and _quality(asked) is not None


def _quality(asked: Challenge) -> str | None:
    """The quality of protection to use: "" without one, as in RFC 2069; None where only unknown ones are offered."""
    offered = [word.strip().lower() for word in asked.fields.get("qop", "").split(",") if word.strip()]
    return next((word for word in ("auth", "auth-int") if word in offered), None) if offered else ""
