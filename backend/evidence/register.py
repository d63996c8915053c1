"""Takes in what a device says of a piece of evidence, and gives the server's word for it."""

from __future__ import annotations

from sqlalchemy import false, select

from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.evidence.checked import checked
from backend.evidence.keeping import USUAL, KeptDays
from backend.evidence.keys import EvidenceKeys
from backend.evidence.telling import Asked, page, row_of, told_of
from backend.ledger.evidence_tables import evidence
from backend.ledger.ledger import Ledger
from backend.ledger.upsert import upsert
from backend.people.roles import Caller
from contract.evidence import (
    EvidenceIn,
    EvidenceList,
    EvidenceOut,
    Receipt,
    digest_of,
)


class Register:
    """Of one ledger. Without `keys` nothing can be registered, and consoles keep what they have; files stay for so many
    `days`."""

    def __init__(self, ledger: Ledger, keys: EvidenceKeys | None, days: KeptDays = USUAL) -> None:
        self._ledger = ledger
        self._keys = keys
        self._days = days

    @property
    def keys(self) -> EvidenceKeys:
        """Raises `ProblemError` no-evidence-key where this server was given none."""
        if self._keys is None:
            raise ProblemError(503, "no-evidence-key", "this server was given no key for evidence")
        return self._keys

    def register(self, caller: Caller, said: EvidenceIn) -> EvidenceOut:
        """Write down a manifest for ever; the same one again is answered as before.

        Raises `ProblemError` bad-manifest, bad-signature, other-device, forbidden.
        """
        digest = digest_of(said.manifest.encode())
        there = select(evidence.c.digest).where(evidence.c.digest == digest)
        with self._ledger.engine.connect() as connection:
            is_known = connection.execute(there).first() is not None
        if not is_known:
            self._keep(caller, said, digest)
        return self.one(digest)

    def _keep(self, caller: Caller, said: EvidenceIn, digest: str) -> None:
        with self._ledger.engine.connect() as connection:
            facts, key = checked(connection, caller, said, digest)
        at_ms = now_ms()
        told = {
            "digest": digest, "device": caller.device_id, "key": key, "person": str(facts["operator"]["id"]),
            "number": facts["number"], "file": facts["file"], "said_at": facts["saved_at"],
            "registered_at": iso(at_ms),
        }  # fmt: skip
        receipt = self.keys.receipt_of(told)
        values = {
            "digest": digest, "device_id": caller.device_id, "number": facts["number"], "kind": facts["kind"],
            "camera_id": str(facts["camera"]["id"]), "incident_id": facts.get("incident_id"), "held": "",
            "sha256": facts["sha256"], "size": facts["bytes"], "manifest": said.manifest, "pieces": 0,
            "signature": said.signature, "receipt": receipt.model_dump_json(), "registered_ms": at_ms,
        }  # fmt: skip
        with self._ledger.aside() as connection:
            if upsert(connection, evidence, values, false()):  # who asks again may ask another server
                what = {"file": facts["file"], "digest": digest}
                note(connection, "evidence-registered", caller.id, caller.device_id, what=what)

    def one(self, digest: str, caller: Caller | None = None) -> EvidenceOut:
        """How it is with a piece. Raises `ProblemError` not-found, also where it is out of the reach of `caller`."""
        with self._ledger.engine.connect() as connection:
            return told_of(row_of(connection, digest, caller), self._days)

    def about(self, caller: Caller, asked: Asked) -> EvidenceList:
        """A page of what fits and is in the caller's reach, the newest first. Raises `ProblemError` not-found."""
        with self._ledger.engine.connect() as connection:
            return page(connection, caller, asked, self._days)

    def of_device(self, device_id: str) -> list[Receipt]:
        """Every receipt of a device, in their order."""
        query = select(evidence.c.receipt).where(evidence.c.device_id == device_id)
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query.order_by(evidence.c.registered_ms, evidence.c.number)).scalars().all()
        return [Receipt.model_validate_json(row) for row in rows]
