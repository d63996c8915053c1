"""Joining incidents that are one and the same, and parting them, as a merge rule: always reversible, and so accepted
unless the incident has ended. Which one answers for a ring of them is for its readers to see
(`console.queue.likeness`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def join(key: str, incident: Mapping[str, Any], payload: Mapping[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Result and changed fields of folding `key` under `payload["into"]`; None where that is itself."""
    into = payload["into"]
    if into == key:
        return None
    return ("superseded" if incident.get("joined_into") == into else "applied"), {"joined_into": into}


def part(incident: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Result and changed fields of letting it stand by itself again."""
    return ("applied" if incident.get("joined_into") else "superseded"), {"joined_into": None}
