"""The types of records in the change feed."""

from __future__ import annotations

from typing import Literal, get_args

FedKind = Literal[
    "camera",
    "indicator",
    "incident",
    "plan",
    "layout",
    "wall",
    "alarm_rule",
    "shift",
    "log_entry",
    "handover",
    "source",
    "notice",
    "checklist",
    "template",
    "contact",
]
"""What comes in by the connectors' door."""
MadeKind = Literal["activation", "city_map", "life_cycle", "message"]
"""What the server alone makes: of a city's files, and of what people do."""
FED_KINDS: tuple[str, ...] = get_args(FedKind)
KINDS: tuple[str, ...] = (*FED_KINDS, *get_args(MadeKind))
"""All of them. A console keeps records of types that it does not know, and shows nothing of them."""
