"""Signing in at a camera: Basic (RFC 7617) and Digest (RFC 7616, and 2069 for old cameras), in RTSP as in HTTP.

FFmpeg's own knows MD5 alone and cuts what is longer than 127 bytes, so no reader is given a password to sign with.
"""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from console.video.reasons import Failed

_HASHES = MappingProxyType({"SHA-512-256": "sha512_256", "SHA-256": "sha256", "MD5": "md5"})
"""Best first (RFC 7616, 3.7: the client takes the strongest that it knows)."""
_TOKEN = r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"  # noqa: S105 - the token of RFC 9110, 5.6.2
_FIELD = re.compile(rf'[\s,]*({_TOKEN})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,"]*))')
_SCHEME = re.compile(rf"[\s,]*({_TOKEN})(?=\s|,|$)")
_MOST = 16_384


@dataclass(frozen=True)
class Challenge:
    """One offer of a 401: the scheme in small letters, and its fields."""

    scheme: str
    fields: Mapping[str, str]

    @property
    def algorithm(self) -> str:
        """The hash that a Digest asks for, in capitals."""
        return (self.fields.get("algorithm") or "MD5").upper()

    @property
    def strength(self) -> int:
        """For comparing: 0 where this program cannot sign so."""
        if self.scheme == "basic":
            return 1
        kind = self.algorithm.removesuffix("-SESS")
        names = list(reversed(_HASHES))
        if self.scheme != "digest" or "nonce" not in self.fields or kind not in names:
            return 0
        return 2 + names.index(kind) if _HASHES[kind] in hashlib.algorithms_available else 0


def challenges(lines: Sequence[str]) -> list[Challenge]:
    """All offers of all headers WWW-Authenticate, however many share a line (RFC 9110, 11.6.1)."""
    return [challenge for line in lines for challenge in _of_line(line[:_MOST])]


def _of_line(line: str) -> Iterator[Challenge]:
    at, scheme, fields = 0, "", dict[str, str]()
    while at < len(line):
        field = _FIELD.match(line, at)
        named = None if field else _SCHEME.match(line, at)
        if field is not None:
            quoted = field.group(2)
            fields[field.group(1).lower()] = field.group(3) if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        elif named is not None:
            if scheme:
                yield Challenge(scheme, fields)
            scheme, fields = named.group(1).lower(), {}
        at = (field or named).end() if field or named else at + 1  # type: ignore[union-attr]
    if scheme:
        yield Challenge(scheme, fields)


class SignIn:
    """One connection's sign-in. It is told of challenges and signs requests; a wrong password is tried once."""

    def __init__(self, who: tuple[str, str] | None) -> None:
        self._who = who
        self._taken: Challenge | None = None
        self._count, self._cnonce = 0, ""
        self._stale_before = False
        self.proven = False
        """Whether a signed request was let in."""

    def header(self, method: str, uri: str) -> str:
        """The value of Authorization for one request; empty before there was a challenge."""
        if self._who is None or self._taken is None:
            return ""
        user, password = self._who
        if self._taken.scheme == "basic":
            return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
        return self._digest(self._taken, method, uri)

    def refused(self, lines: Sequence[str], *, signed: bool) -> None:
        """A request was answered 401 with these challenges; `signed`: although it was signed.

        Returns where it is worth asking once more. Raises `Failed`.
        """
        offered = challenges(lines)
        best = max(offered, key=lambda one: one.strength, default=None)
        if self._who is None:
            raise Failed("sign_in_missing")
        if best is None or best.strength == 0:
            raise Failed("sign_in_wrong" if signed else "sign_in_unknown")
        if signed and not self.proven:
            # Where the camera itself says that only the nonce was too old, the password was right (RFC 7616, 3.3).
            if best.fields.get("stale", "").lower() != "true" or self._stale_before:
                raise Failed("sign_in_wrong")
            self._stale_before = True
        self._take(best)

    def let_in(self, next_nonce: str = "") -> None:
        """A signed request was let in; the next nonce where the camera named one (Authentication-Info)."""
        self.proven = True
        if next_nonce and self._taken is not None:
            self._take(Challenge(self._taken.scheme, {**self._taken.fields, "nonce": next_nonce}))

    def _take(self, challenge: Challenge) -> None:
        self._taken, self._count, self._cnonce = challenge, 0, os.urandom(8).hex()

    def _digest(self, taken: Challenge, method: str, uri: str) -> str:
        user, password = self._who or ("", "")
        fields, algorithm = taken.fields, taken.algorithm
        realm, nonce = fields.get("realm", ""), fields["nonce"]
        kind = _HASHES[algorithm.removesuffix("-SESS")]

        def hashed(*parts: str) -> str:
            return hashlib.new(
                kind, ":".join(parts).encode("utf-8", "surrogateescape"), usedforsecurity=False
            ).hexdigest()

        offered = [one.strip().lower() for one in fields.get("qop", "").split(",") if one.strip()]
        qop = "auth" if "auth" in offered else offered[0] if offered else ""
        self._count += 1
        count = f"{self._count:08x}"
        who = hashed(user, realm, password)
        if algorithm.endswith("-SESS"):
            who = hashed(who, nonce, self._cnonce)
        what = hashed(method, uri, hashed("")) if qop == "auth-int" else hashed(method, uri)
        middle = [nonce, count, self._cnonce, qop] if qop else [nonce]
        hides = fields.get("userhash", "").lower() == "true"
        told = {
            "username": hashed(user, realm) if hides else user, "realm": realm, "nonce": nonce, "uri": uri,
            "response": hashed(who, *middle, what),
        }  # fmt: skip
        if "opaque" in fields:
            told["opaque"] = fields["opaque"]
        parts = [f"{name}={_quoted(value)}" for name, value in told.items()]
        if "algorithm" in fields:
            parts.append(f"algorithm={fields['algorithm']}")
        if qop or algorithm.endswith("-SESS"):
            parts.append(f'cnonce="{self._cnonce}"')
        if qop:
            parts += [f"qop={qop}", f"nc={count}"]
        if hides:
            parts.append("userhash=true")
        return "Digest " + ", ".join(parts)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
