"""What a device says of a piece of evidence, held against what is known: its manifest, its key, whose it may be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from backend.base.problems import ProblemError
from backend.ledger.key_tables import device_keys
from backend.ledger.schema import device_people
from backend.people.roles import Caller
from contract.evidence import FILE_MOST_BYTES, SCHEMA, EvidenceIn
from contract.instants import instant
from contract.signing import EVIDENCE, is_signed

KINDS = frozenset({"still", "clip"})


def checked(connection: Connection, caller: Caller, said: EvidenceIn, digest: str) -> tuple[dict[str, Any], str]:
    """What the manifest says, and the key that this device signed it with.

    Raises `ProblemError` bad-manifest, bad-signature, other-device, forbidden.
    """
    facts = _understood(said.manifest)
    key = _device_key(connection, caller, facts["device"])
    if not is_signed(key, EVIDENCE, digest, said.signature):
        raise ProblemError(422, "bad-signature", "the manifest is not signed by the device")
    person = str(facts["operator"]["id"])
    if person != caller.id and not _works_at(connection, caller.device_id, person):
        raise ProblemError(403, "forbidden", "whom the manifest names never signed in at this device")
    return facts, key


def _device_key(connection: Connection, caller: Caller, told: Mapping[str, Any]) -> str:
    """The key that this device was let in with. Raises `ProblemError` other-device."""
    query = select(device_keys.c.key).where(device_keys.c.device_id == caller.device_id)
    key = connection.execute(query).scalar_one_or_none()
    if key is None or told != {"id": caller.device_id, "key": key}:
        raise ProblemError(403, "other-device", "the manifest names another device, or another key of it")
    return str(key)


def _works_at(connection: Connection, device_id: str, person: str) -> bool:
    """Whether somebody ever signed in there: they may have taken the desk over by PIN when they took it."""
    where = (device_people.c.device_id == device_id) & (device_people.c.user_id == person)
    return connection.execute(select(device_people).where(where)).first() is not None


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
