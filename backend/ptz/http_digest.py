"""HTTP digest (RFC 7616), for cameras that do not look at a sign-in inside the SOAP message."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from types import MappingProxyType
from urllib.request import parse_http_list, parse_keqv_list

from backend.camera_access import CameraSignIn

_HASHES = MappingProxyType({"SHA-256": hashlib.sha256, "MD5": hashlib.md5})


def authorization(challenges: Iterable[str], sign_in: CameraSignIn, path: str) -> str | None:
    """The `Authorization` of a POST to `path`, by the strongest of the camera's digest challenges; None without one."""
    offers = {}
    for challenge in challenges:
        scheme, _, rest = challenge.partition(" ")
        if scheme.lower() != "digest":
            continue
        fields = parse_keqv_list([item for item in parse_http_list(rest) if "=" in item])
        if "nonce" in fields and "realm" in fields:
            offers[fields.get("algorithm", "MD5").upper()] = fields
    name = next((name for name in _HASHES if name in offers), None)
    return None if name is None else _answer(name, offers[name], sign_in, path)


def _answer(algorithm: str, asked: dict[str, str], sign_in: CameraSignIn, path: str) -> str:
    def hashed(*parts: str) -> str:
        return _HASHES[algorithm](":".join(parts).encode(), usedforsecurity=False).hexdigest()

    count, own = "00000001", secrets.token_hex(8)
    who, what = hashed(sign_in.user, asked["realm"], sign_in.password), hashed("POST", path)
    said = {"username": sign_in.user, "realm": asked["realm"], "nonce": asked["nonce"], "uri": path}
    if "auth" in {word.strip() for word in asked.get("qop", "").split(",")}:
        said["response"] = hashed(who, asked["nonce"], count, own, "auth", what)
        plain = f", qop=auth, nc={count}"
        said["cnonce"] = own
    else:
        said["response"], plain = hashed(who, asked["nonce"], what), ""
    if "opaque" in asked:
        said["opaque"] = asked["opaque"]
    if "algorithm" in asked:
        plain += f", algorithm={algorithm}"
    escaped = {name: value.replace("\\", "\\\\").replace('"', '\\"') for name, value in said.items()}
    text = "Digest " + ", ".join(f'{name}="{value}"' for name, value in escaped.items()) + plain
    # Header lines are bytes; http.client takes text of one byte a sign.
    return text.encode().decode("latin-1")
