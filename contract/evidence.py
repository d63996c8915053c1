"""Evidence as both sides speak of it: a manifest, the device's signature under it, the server's receipt for it.

A manifest is a text; its digest, the SHA-256 of its bytes, is what the device signs (`contract.signing.EVIDENCE`), what
the next manifest names, and what the server registers. The receipt is the server's word that this device had this
digest at this time, signed by a key that no console has (`RECEIPT`): it needs no server to be checked.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from contract.chain import canonical
from contract.keys import PUBLIC_KEY, SIGNATURE
from contract.signing import RECEIPT, is_signed
from contract.wire import Answer, Sha256, Strict

MANIFEST_MOST = 16_384
"""Letters; a manifest has some 1,500."""
PIECE_BYTES = 2**20
"""A file goes to the server in pieces of this size, the last one shorter; what arrived stays over a broken line."""
FILE_MOST_BYTES = 512 * 2**20
"""A clip of a minute has some 30 MB."""
SCHEMA = 2
"""Of manifests that are signed; those before were not."""
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=5, max_length=1000, pattern=r"^[^\x00]*$")]
"""Why somebody looks, or holds: a sentence."""


class Receipt(BaseModel):
    """What the server says of one piece: whose it is, which number and file, and since when it knows of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    digest: Sha256
    device: str
    key: Annotated[str, StringConstraints(pattern=PUBLIC_KEY)]
    """The device's."""
    person: str
    number: int
    file: str
    said_at: str
    """When it was saved, as the manifest has it."""
    registered_at: str
    """By the server's clock. What lies between the two is the gap in which nobody but the device knew of it."""
    signature: Annotated[str, StringConstraints(pattern=SIGNATURE)]

    def is_by(self, server_key: str) -> bool:
        """Whether the server of this public key wrote it."""
        return is_signed(server_key, RECEIPT, receipt_digest(self.model_dump()), self.signature)


class EvidenceIn(Strict):
    """A manifest to be registered, to the letter, and the device's signature over its digest."""

    manifest: Annotated[str, StringConstraints(min_length=2, max_length=MANIFEST_MOST, pattern=r"^[^\x00]*$")]
    signature: Annotated[str, StringConstraints(pattern=SIGNATURE)]


class EvidenceOut(Answer):
    """How it is with one piece at the server."""

    receipt: Receipt
    pieces: int
    """So many of the file's have arrived; the next one has this number."""
    complete: bool
    """The file is here whole, and is the one that the manifest names."""
    stays_until: str | None = None
    """When its retention ends: its file goes then, unless it is held. None where it went."""
    gone_at: str | None = None
    """When its retention ended and the file was removed; the registration stays."""
    held: str = ""
    """Why nobody may remove it; empty where it is not held."""
    kind: str = ""
    camera_id: str = ""
    camera_name: str = ""
    """As the manifest has it, and as the next one; empty where it says none."""
    person_name: str = ""
    incident_id: str | None = None
    time_stamp: str = ""
    """RFC 3161, base64 of its DER; empty where there is none."""


class EvidenceList(Answer):
    """Pieces, those that were registered last first; `next_before` where there are more, perhaps with none of these."""

    pieces: list[EvidenceOut]
    next_before: Sha256 | None = None


class ReceiptList(Answer):
    """Every receipt of a device, in the order of their registration: what must be in its folder."""

    receipts: list[Receipt]


class ServerKey(Answer):
    """The public key that receipts are checked with."""

    key: str


class LookIn(Strict):
    """Somebody wants to see a file."""

    why: Reason


class HoldIn(Strict):
    """Nobody may remove it from now on, or again; why."""

    held: Annotated[bool, Field(strict=True)]
    why: Reason


class Look(Answer):
    """Who saw or held it, when and why."""

    at: str
    who: str
    name: str
    device: str
    what: str
    why: str


class Looks(Answer):
    """All of them, the oldest first."""

    looks: Annotated[list[Look], Field()]


def digest_of(manifest: bytes) -> str:
    """What is signed, chained and registered of a manifest: SHA-256 in hex."""
    return hashlib.sha256(manifest).hexdigest()


def receipt_digest(told: dict[str, Any]) -> str:
    """What the server signs of a receipt: all of it but the signature."""
    signed = {name: value for name, value in told.items() if name != "signature"}
    return hashlib.sha256(canonical(signed).encode()).hexdigest()
