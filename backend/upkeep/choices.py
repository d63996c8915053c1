"""What forms let choose from: agencies and kinds of incident in life cycles, as entries of their own. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

CHOICES = MappingProxyType({"agencies": "agency", "kinds": "incident_kind"})
"""Field of a life cycle's record, and what its entries are."""
Name = tuple[str, str]


def choices_of(records: Mapping[Name, Mapping[str, Any]]) -> dict[Name, dict[str, Any]]:
    """Every agency and every kind that the life cycles among `records` name."""
    return {
        (what, str(entry["id"])): entry
        for (kind, _key), data in records.items()
        if kind == "life_cycle"
        for field, what in CHOICES.items()
        for entry in data.get(field) or ()
    }


def with_choices(brought: Mapping[str, Any], known: Mapping[str, Any], kept: frozenset[Name]) -> dict[str, Any]:
    """The life cycle as it is brought, and those of `kept` that it had before."""
    whole = dict(brought)
    for field, what in CHOICES.items():
        entries = list(brought.get(field) or ())
        here = {entry["id"] for entry in entries}
        entries += [
            one for one in known.get(field) or () if (what, one["id"]) in kept and one["id"] not in here
        ]  # fmt: skip
        whole[field] = entries
    return whole
