"""Takes in what a device says of a piece of evidence, and gives the server's word for it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Row, false, select

from backend.audit.lines import note
from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.evidence.keys import EvidenceKeys
from backend.ledger.ledger import Ledger
from backend.ledger.schema import device_keys, device_people, evidence
from backend.ledger.upsert import upsert
from backend.people.roles import Caller
from contract.evidence import FILE_MOST_BYTES, SCHEMA, EvidenceIn, EvidenceOut, Receipt, digest_of, receipt_digest
from contract.instants import instant
from contract.signing import EVIDENCE, RECEIPT, is_signed, signature

LIST_MOST = 200
KINDS = frozenset({"still", "clip"})


class Register:
    """Of one ledger. Without `keys` nothing can be registered, and consoles keep what they have."""

    def __init__(self, ledger: Ledger, keys: EvidenceKeys | None) -> None:
        self._ledger = ledger
        self._keys = keys

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
        known = self._row(digest)
        if known is None:
            self._keep(caller, said, digest)
        return self.one(digest)

    def _keep(self, caller: Caller, said: EvidenceIn, digest: str) -> None:
        facts = _understood(said.manifest)
        key = self._device_key(caller, facts["device"])
        if not is_signed(key, EVIDENCE, digest, said.signature):
            raise ProblemError(422, "bad-signature", "the manifest is not signed by the device")
        person = str(facts["operator"]["id"])
        if person != caller.id and not self._works_at(caller.device_id, person):
            raise ProblemError(403, "forbidden", "whom the manifest names never signed in at this device")
        at_ms = now_ms()
        told = {
            "digest": digest, "device": caller.device_id, "key": key, "person": person, "number": facts["number"],
            "file": facts["file"], "said_at": facts["saved_at"], "registered_at": iso(at_ms),
        }  # fmt: skip
        receipt = Receipt(**told, signature=signature(self.keys.receipt, RECEIPT, receipt_digest(told)))
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

    def _device_key(self, caller: Caller, told: Mapping[str, Any]) -> str:
        """The key that this device was let in with. Raises `ProblemError` other-device."""
        query = select(device_keys.c.key).where(device_keys.c.device_id == caller.device_id)
        with self._ledger.engine.connect() as connection:
            key = connection.execute(query).scalar_one_or_none()
        if key is None or told != {"id": caller.device_id, "key": key}:
            raise ProblemError(403, "other-device", "the manifest names another device, or another key of it")
        return str(key)

    def _works_at(self, device_id: str, person: str) -> bool:
        """Whether somebody ever signed in there: they may have taken the desk over by PIN when they took it."""
        where = (device_people.c.device_id == device_id) & (device_people.c.user_id == person)
        with self._ledger.engine.connect() as connection:
            return connection.execute(select(device_people).where(where)).first() is not None

    def one(self, digest: str) -> EvidenceOut:
        """How it is with a piece. Raises `ProblemError` not-found."""
        row = self._row(digest)
        if row is None:
            raise ProblemError(404, "not-found", "no device registered this")
        return told_of(row)

    def about(self, incident_id: str | None) -> list[EvidenceOut]:
        """The newest pieces, of one incident or of all."""
        where = evidence.c.incident_id == incident_id if incident_id is not None else evidence.c.digest != ""
        return self._some(where)

    def of_device(self, device_id: str) -> list[Receipt]:
        """Every receipt of a device, in their order."""
        query = select(evidence.c.receipt).where(evidence.c.device_id == device_id)
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query.order_by(evidence.c.registered_ms, evidence.c.number)).scalars().all()
        return [Receipt.model_validate_json(row) for row in rows]

    def _some(self, where: ColumnElement[bool]) -> list[EvidenceOut]:
        query = select(evidence).where(where).order_by(evidence.c.registered_ms.desc()).limit(LIST_MOST)
        with self._ledger.engine.connect() as connection:
            return [told_of(row) for row in connection.execute(query)]

    def _row(self, digest: str) -> Row[Any] | None:
        with self._ledger.engine.connect() as connection:
            return connection.execute(select(evidence).where(evidence.c.digest == digest)).first()


def told_of(row: Row[Any]) -> EvidenceOut:
    """A row as it is told."""
    return EvidenceOut(
        receipt=Receipt.model_validate_json(row.receipt), pieces=row.pieces, complete=row.complete_ms is not None,
        gone_at=iso(row.gone_ms) if row.gone_ms is not None else None, held=row.held, kind=row.kind,
        camera_id=row.camera_id, incident_id=row.incident_id,
    )  # fmt: skip


def _understood(manifest: str) -> dict[str, Any]:
    """What a manifest says, as far as a receipt needs it. Raises `ProblemError` bad-manifest."""
    try:
        facts = json.loads(manifest)
        is_good = (
            facts["schema"] == SCHEMA
            and facts["kind"] in KINDS
            and type(facts["number"]) is int
            and 1 <= facts["number"] < 2**31
            and type(facts["bytes"]) is int
            and 0 < facts["bytes"] <= FILE_MOST_BYTES
            and len(facts["sha256"]) == 64
            and bytes.fromhex(facts["sha256"]).hex() == facts["sha256"]
            and instant(facts["saved_at"]) is not None
            and _short(facts["file"], 200)
            and _short(facts["camera"]["id"], 120)
            and _short(facts["operator"]["id"], 64)
            and (facts.get("incident_id") is None or _short(facts["incident_id"], 120))
            and isinstance(facts["device"], dict)
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise ProblemError(422, "bad-manifest", f"this is no manifest: {type(error).__name__}") from error
    if not is_good:
        raise ProblemError(422, "bad-manifest", "a field of the manifest is not what it must be")
    return dict(facts)


def _short(value: object, most: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= most and value.isprintable()
