"""Proves a test's requests, as a console does: each carries a proof of the device's key (`contract.proof`)."""

from __future__ import annotations

import hashlib
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from requests.auth import AuthBase

from contract.keys import public_text
from contract.proof import HEADER, NONCE_HEADER, SCHEME, made

TIMEOUT_S = 40


def key_of(name: str) -> Ed25519PrivateKey:
    """The key of a test's device: the same in every process and at every start."""
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(f"a test's device\n{name}".encode()).digest())


class Proven(AuthBase):
    """`auth` of requests and sessions. It learns the server's nonces, and asks once more where one was missing.

    Safe to use from several threads.
    """

    def __init__(self, key: Ed25519PrivateKey, token: str = "", nonces: dict[str, str] | None = None) -> None:
        self.key = key
        self.token = token
        self.nonces: dict[str, str] = {} if nonces is None else nonces

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        self._prove(request)
        request.register_hook("response", self._heard)
        return request

    def headers(self, method: str, url: str) -> dict[str, str]:
        """Of one request that something else than `requests` sends."""
        nonce = self.nonces.get(urlsplit(url).netloc, "")
        proof = {HEADER: made(self.key, method, url, self.token, nonce)}
        return proof | ({"Authorization": f"{SCHEME} {self.token}"} if self.token else {})

    def learn(self, url: str, nonce: str | None) -> None:
        """The nonce that an answer told, if it did."""
        if nonce:
            self.nonces[urlsplit(url).netloc] = nonce

    def _prove(self, request: requests.PreparedRequest) -> None:
        request.headers.update(self.headers(str(request.method), str(request.url)))

    def _heard(self, answer: requests.Response, *_told: Any, **options: Any) -> requests.Response:
        self.learn(str(answer.request.url), answer.headers.get(NONCE_HEADER))
        if answer.status_code != 401 or "use_dpop_nonce" not in answer.headers.get("WWW-Authenticate", ""):
            return answer
        again = answer.request.copy()
        answer.content  # noqa: B018 - read, so that the connection can be used again
        answer.close()
        self._prove(again)
        second: requests.Response = answer.connection.send(again, **options)
        second.history.append(answer)
        second.request = again
        self.learn(str(again.url), second.headers.get(NONCE_HEADER))
        return second


def signed_in(url: str, user: str, password: str, device: str, **more: Any) -> Proven:
    """Somebody at a device, whose key is `key_of` its name; `more` are fields of the sign-in, and `http`, the session
    that asks; without it one that ends with that.

    Raises `requests.HTTPError` where they are not let in.
    """
    proven, http = Proven(more.pop("key", None) or key_of(device)), more.pop("http", None)
    said = {"user": user, "password": password, "device_id": device, **more}
    with nullcontext(http) if http is not None else requests.Session() as asking:
        asking.trust_env = False
        answer = asking.post(f"{url}/v1/sign-in", json=said, auth=proven, timeout=TIMEOUT_S)
    answer.raise_for_status()
    proven.token = str(answer.json()["token"])
    return proven


def author_key(key: Ed25519PrivateKey) -> dict[str, str]:
    """The field of a sign-in that tells the public half of an author's key."""
    return {"author_key": public_text(key)}
