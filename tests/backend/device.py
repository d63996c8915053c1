"""A device that speaks the contract by hand: it numbers, chains, signs and sends what a test tells it to."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime
from typing import Any, Protocol

import requests
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from requests.adapters import HTTPAdapter

from contract.chain import chain_hash
from contract.keys import public_text, thumbprint
from contract.signing import AUTHOR, DEVICE, signature
from tests.harness.proven import author_key, key_of, signed_in


class Town(Protocol):
    """Where a device knocks, and everybody's password there."""

    @property
    def url(self) -> str: ...
    @property
    def password(self) -> str: ...


def signed(action: dict[str, Any], device: Ed25519PrivateKey, author: Ed25519PrivateKey) -> dict[str, Any]:
    """The action with both signatures over its hash."""
    return {
        **action, "signature": signature(device, DEVICE, action["hash"]),
        "author_key": thumbprint(public_text(author)), "author_signature": signature(author, AUTHOR, action["hash"]),
    }  # fmt: skip


class _From(HTTPAdapter):
    """Connects from this address of the machine's own."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
        """As the library has it, with where from."""
        super().init_poolmanager(*arguments, source_address=(self._address, 0), **named)


class Device:
    """One signed-in device. The chain hash is the console's own, so that both sides are held to one form."""

    def __init__(self, town: Town, user: str, name: str = "desk-test") -> None:
        self.town = town
        self.name = name
        self.user = user
        self.key = key_of(name)
        self.author = Ed25519PrivateKey.generate()
        self.http = requests.Session()
        getattr(town, "opened", []).append(self.http)
        self.http.trust_env = False
        self.http.verify = getattr(town, "authority", None) or True
        if address := getattr(town, "address", ""):
            self.http.mount("http://", _From(address))
        self.proven = signed_in(town.url, user, town.password, name, http=self.http, **author_key(self.author))
        self.http.auth = self.proven
        self.seq = 0
        self.head = ""

    def call(self, method: str, path: str, **options: Any) -> requests.Response:
        """One request, whatever it answers."""
        return self.http.request(method, self.town.url + path, timeout=40, **options)

    def incident(self, number: int = 0) -> dict[str, Any]:
        """An incident of the snapshot: id, version, data."""
        items = self.call("GET", "/v1/sync/snapshot").json()["items"]
        found = [item for item in items if item["type"] == "incident"]
        item: dict[str, Any] = found[number]
        return item

    def action(self, kind: str, target: dict[str, Any], /, **payload: Any) -> dict[str, Any]:
        """The next action of the chain, signed, not yet numbered."""
        fields: dict[str, Any] = {
            "action_id": str(uuid.uuid4()), "actor_id": self.user, "type": kind,
            "target_type": target.get("type", "incident"),
            "target_id": target["id"], "base_version": target["version"], "payload": payload, "mono_ms": 1,
            "occurred_at": datetime.now(UTC).isoformat(timespec="milliseconds"), "boot_id": "boot",
            "prev_hash": self.head,
        }  # fmt: skip
        return self.sealed(fields)

    def sealed(self, fields: dict[str, Any]) -> dict[str, Any]:
        """An action of these fields at the end of the chain, hashed and signed; anew where it was before."""
        self.head = chain_hash({**fields, "device_id": self.name})
        return signed({**fields, "hash": self.head}, self.key, self.author)

    def send(self, *actions: dict[str, Any], skipped: tuple[dict[str, Any], ...] = ()) -> list[dict[str, Any]]:
        """Number what has no number, send it all as one batch; the results."""
        for action in actions:
            if "device_seq" not in action:
                self.seq += 1
                action["device_seq"] = self.seq
        body = {"device_id": self.name, "actions": actions, "skipped": [self.link(one) for one in skipped]}
        answer = self.call("POST", "/v1/actions:batch", json=body)
        answer.raise_for_status()
        results: list[dict[str, Any]] = answer.json()["results"]
        return results

    @staticmethod
    def link(action: dict[str, Any]) -> dict[str, Any]:
        """The link of an action that will not come."""
        return {key: action[key] for key in ("action_id", "prev_hash", "hash")} | {"reason": "withdrawn"}
