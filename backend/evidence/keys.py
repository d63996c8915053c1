"""The two keys that evidence needs, both derived from the secret in one file: one seals files, one signs receipts.

Who has the database alone can neither read a picture nor write a receipt.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.backups.sealing import KEY, key_of, make_key
from contract.evidence import Receipt, receipt_digest
from contract.keys import public_text
from contract.signing import RECEIPT, signature

_SALT = b"ioc evidence"


@dataclass(frozen=True)
class EvidenceKeys:
    """Of one city; every server that answers for it has the same."""

    seal: bytes = field(repr=False)
    receipt: Ed25519PrivateKey = field(repr=False)

    @property
    def public(self) -> str:
        """What receipts are checked with."""
        return public_text(self.receipt)

    def receipt_of(self, told: dict[str, Any]) -> Receipt:
        """The server's word for what it was told: the fields of a receipt but its signature."""
        return Receipt(**told, signature=signature(self.receipt, RECEIPT, receipt_digest(told)))

    @classmethod
    def of(cls, secret: bytes) -> EvidenceKeys:
        """Those that come of `secret`."""
        seal, receipt = (HKDF(SHA256(), KEY, _SALT, use).derive(secret) for use in (b"seal", b"receipt"))
        return cls(seal, Ed25519PrivateKey.from_private_bytes(receipt))


def keys_in(path: Path, lang: str, *, make: bool = False) -> EvidenceKeys:
    """Those of the secret in the file at `path`; with `make` a new one where there is no file.

    Raises `RefusedError` where it cannot be used, OSError where it cannot be made.
    """
    if make and not path.exists():
        make_key(path)
    return EvidenceKeys.of(key_of(path, lang))
