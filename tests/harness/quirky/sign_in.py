"""Locks of quirky cameras: Basic (RFC 7617) and Digest by several algorithms (RFC 7616)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

_HASHES = {"MD5": hashlib.md5, "SHA-256": hashlib.sha256}
_SESS = "-SESS"


@dataclass(frozen=True)
class Lock:
    """Who may look, and how that is asked for. `algorithms` in the order of their challenges; "" names none."""

    user: str = "xem"
    password: str = "bi-mat"
    basic: bool = False
    algorithms: tuple[str, ...] = ("MD5",)
    qop: str = ""
    one_header: bool = False
    """All challenges in one header, as RFC 7235 allows."""
    realm: str = "cam"
    fresh: bool = False
    """A nonce opens one request; the next one is told that its nonce is stale."""
    algorithm_quoted: bool = True
    basic_first: bool = True

    def challenge(self, nonce: str, *, stale: bool = False) -> str:
        """The headers of a 401."""
        basic = [f'Basic realm="{self.realm}"'] if self.basic else []
        found = basic if self.basic_first else []
        for algorithm in self.algorithms:
            quote = '"' if self.algorithm_quoted else ""
            named = f", algorithm={quote}{algorithm}{quote}" if algorithm else ""
            asked = f', qop="{self.qop}"' if self.qop else ""
            found.append(f'Digest realm="{self.realm}", nonce="{nonce}"{named}{asked}, stale="{str(stale).upper()}"')
        found += [] if self.basic_first else basic
        lines = [", ".join(found)] if self.one_header else found
        return "".join(f"WWW-Authenticate: {line}\r\n" for line in lines)

    def opens(self, method: str, told: str, nonce: str) -> bool:
        """Whether this header Authorization is right for a request by `method`."""
        if self.basic and told == "Basic " + base64.b64encode(f"{self.user}:{self.password}".encode()).decode():
            return True
        fields = dict(re.findall(r'(\w+)="?([^",]*)"?', told))
        algorithm = fields.get("algorithm", "MD5").upper()
        if not told.startswith("Digest") or algorithm not in {(one or "MD5").upper() for one in self.algorithms}:
            return False
        if self.qop and not fields.get("qop"):
            return False
        return fields.get("nonce") == nonce and fields.get("response") == self._right(method, algorithm, fields)

    def _right(self, method: str, algorithm: str, fields: dict[str, str]) -> str:
        def digest(*parts: str) -> str:
            return _HASHES[algorithm.removesuffix(_SESS)](":".join(parts).encode()).hexdigest()

        who, what = digest(self.user, self.realm, self.password), digest(method, fields.get("uri", ""))
        if algorithm.endswith(_SESS):
            who = digest(who, fields.get("nonce", ""), fields.get("cnonce", ""))
        if fields.get("qop"):
            return digest(who, fields["nonce"], fields["nc"], fields["cnonce"], fields["qop"], what)
        return digest(who, fields.get("nonce", ""), what)
