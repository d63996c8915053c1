"""A device that speaks the contract to a backend: it signs in, acts in a chain, reads; and a source."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from contract.chain import chain_hash
from contract.keys import public_text, thumbprint
from contract.proof import HEADER, NONCE_HEADER, SCHEME, made
from contract.signing import AUTHOR, DEVICE, signature

TIMEOUT_S = 60.0


class UnreachableError(Exception):
    """The backend cannot be spoken with at all."""


@dataclass(frozen=True)
class Answer:
    """A status and what came with it; `{}` where that is no JSON object."""

    status: int
    body: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.status} {self.body.get('code') or ''}".strip()


class Feeder:
    """A source with its token: it reports, and nothing else."""

    def __init__(self, url: str, token: str) -> None:
        self._url, self._token = url.rstrip("/"), token

    def feed(self, **body: Any) -> Answer:
        """Report; `partial=True` for the good ones of a request. Raises `UnreachableError`."""
        partial = "?partial=true" if body.pop("partial", False) else ""
        return _asked(f"{self._url}/v1/feeds/records{partial}", self._token, "POST", body)


class Client:
    """One device with a key of its own, signed in as one person; its numbers begin at 1."""

    def __init__(self, url: str, user: str, password: str) -> None:
        self._url, self.user, self._token, self._nonce = url.rstrip("/"), user, "", ""
        self.device = f"check-{uuid.uuid4().hex[:12]}"
        self._key, self._author = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
        self._seq, self._head = 0, ""
        who = {"user": user, "password": password, "author_key": public_text(self._author)}
        said = self.call("POST", "/v1/sign-in", {**who, "device_id": self.device})
        if said.status != 200:
            raise UnreachableError(f"signing in as {user} was answered {said}")
        self._token = str(said.body.get("token"))

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """One proven request, whatever it answers; a second one where the first had no nonce yet. Raises
        `UnreachableError`."""
        answer = self.ask(method, path, body, self.proof(method, path))
        again = answer.status == 401 and answer.body.get("code") == "use-dpop-nonce"
        return self.ask(method, path, body, self.proof(method, path)) if again else answer

    def proof(self, method: str, path: str) -> str:
        """One that is good for one such request."""
        return made(self._key, method, self._url + path, self._token, self._nonce)

    def ask(self, method: str, path: str, body: Any = None, proof: str = "") -> Answer:
        """One request with that proof, or with none. Raises `UnreachableError`."""
        request = urllib.request.Request(self._url + path, method=method)  # noqa: S310 - see `__main__`: http alone
        request.add_header("Accept", "application/json")
        if proof:
            request.add_header(HEADER, proof)
        if self._token:
            request.add_header("Authorization", f"{SCHEME} {self._token}")
        data = None
        if body is not None:
            request.add_header("Content-Type", "application/json")
            data = json.dumps(body).encode()
        try:
            with urllib.request.urlopen(request, data, TIMEOUT_S) as answer:  # noqa: S310
                self._nonce = answer.headers.get(NONCE_HEADER) or self._nonce
                return Answer(answer.status, _object(answer.read()))
        except urllib.error.HTTPError as error:
            with error:
                self._nonce = error.headers.get(NONCE_HEADER) or self._nonce
                return Answer(error.code, _object(error.read()))
        except OSError as error:
            raise UnreachableError(str(error)) from error

    def act(self, verb: str, target: tuple[str, str], version: int, payload: dict[str, Any]) -> dict[str, Any]:
        """Do one thing; the result that it was answered with."""
        action = self.action(verb, target, version, payload)
        self._seq += 1
        return self.send({**action, "device_seq": self._seq})

    def action(self, verb: str, target: tuple[str, str], version: int, payload: dict[str, Any]) -> dict[str, Any]:
        """The next one of the chain, signed, without a number."""
        fields: dict[str, Any] = {
            "action_id": str(uuid.uuid4()), "actor_id": self.user, "type": verb, "target_type": target[0],
            "target_id": target[1], "base_version": version, "payload": payload, "mono_ms": self._seq,
            "occurred_at": datetime.now(UTC).isoformat(timespec="milliseconds"), "boot_id": "check",
            "prev_hash": self._head,
        }  # fmt: skip
        signed = self.signed(fields)
        self._head = str(signed["hash"])
        return signed

    def signed(self, fields: dict[str, Any]) -> dict[str, Any]:
        """With its hash and both signatures, whatever it says."""
        digest = chain_hash({**fields, "device_id": self.device})
        return {
            **fields, "hash": digest, "signature": signature(self._key, DEVICE, digest),
            "author_key": thumbprint(public_text(self._author)),
            "author_signature": signature(self._author, AUTHOR, digest),
        }  # fmt: skip

    def send(self, action: dict[str, Any]) -> dict[str, Any]:
        """The result of one action that has its number."""
        answer = self.call("POST", "/v1/actions:batch", {"device_id": self.device, "actions": [action]})
        results = answer.body.get("results")
        if answer.status != 200 or not isinstance(results, list) or len(results) != 1:
            return {"result": f"no result: {answer}", "version": action["base_version"]}
        return dict(results[0])

    def records(self) -> dict[tuple[str, str], tuple[int, dict[str, Any]]]:
        """Version and data of everything that the snapshot has. Raises `UnreachableError`."""
        found: dict[tuple[str, str], tuple[int, dict[str, Any]]] = {}
        page: str | None = ""
        while page is not None:
            answer = self.call("GET", "/v1/sync/snapshot" + (f"?page={page}" if page else ""))
            if answer.status != 200:
                raise UnreachableError(f"the snapshot was answered {answer}")
            for item in answer.body["items"]:
                found[item["type"], item["id"]] = (item["version"], item["data"])
            page = answer.body["next_page"]
        return found


def _asked(url: str, token: str, method: str, body: Any) -> Answer:
    request = urllib.request.Request(url, method=method)  # noqa: S310 - see `__main__`: http alone
    request.add_header("Accept", "application/json")
    if token:
        request.add_header("Authorization", f"Bearer {token}")
    data = None
    if body is not None:
        request.add_header("Content-Type", "application/json")
        data = json.dumps(body).encode()
    try:
        with urllib.request.urlopen(request, data, TIMEOUT_S) as answer:  # noqa: S310
            return Answer(answer.status, _object(answer.read()))
    except urllib.error.HTTPError as error:
        with error:
            return Answer(error.code, _object(error.read()))
    except OSError as error:
        raise UnreachableError(str(error)) from error


def _object(text: bytes) -> dict[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
