"""The chain of a device's actions: each one holds the hash of the one before, so that none can be lost or changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

CHAINED = (
    "action_id", "device_id", "actor_id", "type", "target_type", "target_id", "base_version", "payload", "occurred_at",
    "mono_ms", "boot_id", "prev_hash",
)  # fmt: skip
"""What an action's hash covers. Not its number: that is given at the first delivery."""


def canonical(fields: Mapping[str, Any]) -> str:
    """JSON with sorted keys, without blanks, letters as they are."""
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def chain_hash(fields: Mapping[str, Any]) -> str:
    """SHA-256, in hex, of the canonical form of an action with its device. Raises KeyError where a field is missing."""
    return hashlib.sha256(canonical({name: fields[name] for name in CHAINED}).encode()).hexdigest()
