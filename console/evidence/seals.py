"""The seal beside a manifest: the device's signature under it, and the server's receipt once there is one.

`NAME.png.seal` is JSON in its canonical form, so that not one letter of it can be another without being seen; `sum`
tells a seal that was damaged from one that was forged.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from pydantic import ValidationError

from contract.chain import canonical
from contract.evidence import Receipt
from contract.signing import EVIDENCE, is_signed
from offline_cache.plain_files import opened

ENDING = ".seal"
LARGEST = 65_536


class Signer(Protocol):
    """This device's key (`console.people.device_key`)."""

    device_id: str
    public: str

    def sign(self, purpose: str, digest: str) -> str:
        """The signature for `purpose` over a SHA-256 in hex."""


class BrokenSealError(Exception):
    """This is no seal as it was written."""


@dataclass(frozen=True)
class Seal:
    """Of one manifest, by its digest."""

    digest: str
    device: str
    key: str
    signature: str
    receipt: Receipt | None = None
    stored: bool = False
    """The server has the file as well."""

    @classmethod
    def made(cls, signer: Signer, digest: str) -> Seal:
        """A new one."""
        return cls(digest, signer.device_id, signer.public, signer.sign(EVIDENCE, digest))

    @property
    def is_signed(self) -> bool:
        """Whether the key that it names has signed."""
        return is_signed(self.key, EVIDENCE, self.digest, self.signature)

    def to_text(self) -> str:
        """As it is kept."""
        told: dict[str, Any] = {
            "digest": self.digest, "device": self.device, "key": self.key, "signature": self.signature,
            "receipt": self.receipt.model_dump() if self.receipt is not None else None, "stored": self.stored,
        }  # fmt: skip
        return canonical(told | {"sum": _sum(told)}) + "\n"


def path_of(manifest: Path) -> Path:
    """Where the seal of a manifest `NAME.png.json` lies."""
    return manifest.with_name(manifest.name.removesuffix(".json") + ENDING)


def read(path: Path) -> Seal:
    """The seal at `path`. Raises `BrokenSealError`, OSError."""
    with opened(path) as file:
        content = file.read(LARGEST + 1)
    try:
        told = json.loads(content.decode())
        found = _understood(told)
    except (ValueError, TypeError, KeyError, AttributeError, ValidationError, RecursionError) as error:
        raise BrokenSealError(path.name) from error
    if content != found.to_text().encode():
        raise BrokenSealError(path.name)
    return found


def write(path: Path, seal: Seal) -> None:
    """Put it in place of the one before, whole or not at all. Raises OSError."""
    part = path.with_name(path.name + ".part")
    number = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(seal.to_text())
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)


def _understood(told: Mapping[str, Any]) -> Seal:
    receipt, stored = told["receipt"], told["stored"]
    digest, device, key, signature = (told[name] for name in ("digest", "device", "key", "signature"))
    if not all(isinstance(one, str) for one in (digest, device, key, signature)) or not isinstance(stored, bool):
        raise ValueError("not a seal's fields")
    known = Receipt.model_validate(receipt) if receipt is not None else None
    return Seal(digest, device, key, signature, known, stored)


def _sum(told: Mapping[str, Any]) -> str:
    return hashlib.sha256(canonical(told).encode()).hexdigest()[:16]
