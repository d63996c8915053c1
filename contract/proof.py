"""That a request comes from the device whose token it carries: a proof of possession for each (DPoP, RFC 9449).

A proof is a JSON Web Signature by the device's key. It names the method and the address, the token by its hash, and the
server's nonce, so that nobody's clock plays a part: a console whose clock is a day off proves as well as any other. A
nonce is told with `DPoP-Nonce`; who has none, or an old one, is answered `use-dpop-nonce` and tries once more.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import OKPKey

from contract.keys import bytes_of, public_text, text_of, thumbprint

HEADER, NONCE_HEADER = "DPoP", "DPoP-Nonce"
SCHEME = "DPoP"
"""Of `Authorization` where the token is bound to a key; one that is not comes as `Bearer`."""
LONGEST = 2048
"""A proof has some 500 letters."""
_TYPE, _ALGORITHM = "dpop+jwt", "Ed25519"
_REGISTRY = jws.JWSRegistry(algorithms=[_ALGORITHM])


class ProofError(Exception):
    """This is no proof of what it shall prove; the text says why, in English, for a log."""


@dataclass(frozen=True)
class Proof:
    """What a good proof says: by which key (`public` and its `thumbprint`), for which nonce, and its own `id`."""

    public: str
    thumbprint: str
    nonce: str
    id: str


def made(key: Ed25519PrivateKey, method: str, url: str, token: str = "", nonce: str = "") -> str:
    """A proof for one request. `url` may hold a query, which is no part of it; before signing in there is no token."""
    header = {
        "typ": _TYPE, "alg": _ALGORITHM, "jwk": {"kty": "OKP", "crv": "Ed25519", "x": public_text(key)},
    }  # fmt: skip
    claims = {"jti": text_of(secrets.token_bytes(16)), "htm": method.upper(), "htu": _address(url)}
    claims |= {"ath": hash_of(token)} if token else {}
    claims |= {"nonce": nonce} if nonce else {}
    return jws.serialize_compact(header, json.dumps(claims), OKPKey.import_key(_jwk(key)), registry=_REGISTRY)


def checked(text: str, method: str, url: str, token: str = "") -> Proof:
    """What `text` proves of a request with `token`. Raises `ProofError`.

    Who asks still has to see whether the key is the right one, and whether nonce and id were not used before.
    """
    if len(text) > LONGEST:
        raise ProofError("it is longer than any proof")
    try:
        public = _told_key(jws.extract_compact(text.encode()).headers())
        key = OKPKey.import_key({"kty": "OKP", "crv": "Ed25519", "x": public})
        claims = json.loads(jws.deserialize_compact(text, key, registry=_REGISTRY).payload)
    except (JoseError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise ProofError(f"it is not signed by the key that it names: {type(error).__name__}") from error
    said = claims if isinstance(claims, dict) else {}
    expected = {"htm": method.upper(), "htu": _address(url)} | ({"ath": hash_of(token)} if token else {})
    wrong = [name for name, value in expected.items() if said.get(name) != value]
    if wrong:
        raise ProofError(f"it was made for another request: {', '.join(wrong)}")
    identity, nonce = said.get("jti"), said.get("nonce", "")
    if not isinstance(identity, str) or not 16 <= len(identity) <= 64 or not isinstance(nonce, str):
        raise ProofError("it has no id")
    return Proof(public, thumbprint(public), nonce, identity)


def hash_of(token: str) -> str:
    """How a proof names the token that it goes with (RFC 9449, section 4.2)."""
    return text_of(hashlib.sha256(token.encode()).digest())


def _told_key(header: object) -> str:
    """The public key in the header of a proof. Raises ValueError."""
    if not isinstance(header, dict) or header.get("typ") != _TYPE or header.get("alg") != _ALGORITHM:
        raise ValueError("this is no proof")
    jwk = header.get("jwk")
    if not isinstance(jwk, dict) or set(jwk) != {"kty", "crv", "x"} or (jwk["kty"], jwk["crv"]) != ("OKP", "Ed25519"):
        raise ValueError("its key is no public Ed25519 key")
    if not isinstance(jwk["x"], str) or len(bytes_of(jwk["x"])) != 32:
        raise ValueError("its key is no public Ed25519 key")
    return jwk["x"]


def _address(url: str) -> str:
    """Host and path, of which two spellings are one. The scheme is left out: behind what ends TLS for it a server does
    not know the one outside, nor whether a port that is named there is the usual one. Raises `ProofError`."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise ProofError("its request has no address") from error
    host = parts.netloc.rpartition("@")[2].lower().removesuffix(":443").removesuffix(":80")
    return f"//{host}{unquote(parts.path) or '/'}"


def _jwk(key: Ed25519PrivateKey) -> dict[str, str | list[str]]:
    return {"kty": "OKP", "crv": "Ed25519", "x": public_text(key), "d": text_of(key.private_bytes_raw())}
