"""A server's word for pieces of evidence, where a test needs no server: receipts as `backend.evidence` writes them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.evidence import seals
from contract.evidence import Receipt, receipt_digest
from contract.keys import public_text
from contract.signing import RECEIPT, signature

SERVER = Ed25519PrivateKey.generate()
KEY = public_text(SERVER)
AT = "2026-11-21T07:00:02.000Z"


def registered(path: Path, server: Ed25519PrivateKey = SERVER) -> Receipt:
    """Put a receipt into the seal of the piece at `path`."""
    manifest = path.with_name(f"{path.name}.json")
    facts, place = json.loads(manifest.read_text(encoding="utf-8")), seals.path_of(manifest)
    seal = seals.read(place)
    told = {
        "digest": seal.digest, "device": seal.device, "key": seal.key, "person": "ha.le", "number": facts["number"],
        "file": facts["file"], "said_at": facts["saved_at"], "registered_at": AT,
    }  # fmt: skip
    receipt = Receipt(**told, signature=signature(server, RECEIPT, receipt_digest(told)))
    seals.write(place, replace(seal, receipt=receipt, stored=True))
    return receipt
