"""Evidence that a test's device registers and sends, as a console does."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from contract.evidence import PIECE_BYTES, digest_of
from contract.keys import public_text
from contract.signing import EVIDENCE, signature
from tests.backend.device import Device

PICTURE = b"\x89PNG" + bytes(2000)


def register(desk: Device, number: int, camera: tuple[str, str], *, whole: bool = True, **more: Any) -> str:
    """Register a piece of `camera` (its id and name), with `whole` send its file too; its digest."""
    facts = {
        "schema": 2, "kind": "still", "number": number, "file": f"20261121-1400{number:02}-{camera[0]}-still.png",
        "bytes": len(PICTURE), "sha256": hashlib.sha256(PICTURE).hexdigest(), "saved_at": datetime.now(UTC).isoformat(),
        "camera": {"id": camera[0], "name": camera[1]}, "operator": {"id": desk.user, "name": "Lê Thu Hà"},
        "device": {"id": desk.name, "key": public_text(desk.key)}, "previous": None,
    }  # fmt: skip
    manifest = json.dumps(facts | more)
    said = {"manifest": manifest, "signature": signature(desk.key, EVIDENCE, digest_of(manifest.encode()))}
    answer = desk.call("POST", "/v1/evidence", json=said)
    answer.raise_for_status()
    digest = str(answer.json()["receipt"]["digest"])
    for piece in range(-(-len(PICTURE) // PIECE_BYTES) if whole else 0):
        part = PICTURE[piece * PIECE_BYTES : (piece + 1) * PIECE_BYTES]
        desk.call("PUT", f"/v1/evidence/{digest}/pieces/{piece}", data=part).raise_for_status()
    return digest
