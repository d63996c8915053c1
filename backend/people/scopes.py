"""What of a record somebody may see, and what they may do with it: by their role, and by what they are narrowed to.

Pure. Asked at every door: snapshot, changes, stream, past, points, cameras, and by the log for every action.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from backend.people.roles import Limits, Right, Scope
from contract.roles import domain_of
from contract.verbs import BY_NAME

AREA_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType({"camera": ("area", "ward"), "incident": ("ward",)})
AGENCY_FIELDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"incident": ("agency", "assignee_name"), "indicator": ("owner",), "source": ("agency",)}
)
"""The fields of a type that say where something is and whose. A type without one is nobody's in particular."""
OF_DOMAINS = frozenset({"incident", "indicator"})
MESSAGE = "message"
MESSAGES_ABOUT = ("incident", "activation")
"""A message is seen by who sees what it is about; it carries the fields that decide so."""
NARROWED = frozenset({*AREA_FIELDS, *AGENCY_FIELDS, *OF_DOMAINS, MESSAGE})


def is_whole(scope: Scope, kind: str) -> bool:
    """Whether every record of a type is in reach, so that nobody has to look into one."""
    rights, limits = scope.rights, scope.limits
    if kind == MESSAGE:
        return rights.sees(kind) and all(is_whole(scope, one) for one in MESSAGES_ABOUT)
    narrowed = (
        (bool(limits.areas) and kind in AREA_FIELDS)
        or ((bool(limits.agencies) or rights.own_alone) and kind in AGENCY_FIELDS)
        or ((bool(limits.domains) or bool(rights.unseen_domains)) and kind in OF_DOMAINS)
    )
    return rights.sees(kind) and not narrowed


def in_reach(scope: Scope, kind: str, data: Mapping[str, Any]) -> bool:
    """Whether a record may be seen. What says nothing of where it is, or whose, is out of a narrowed one's reach."""
    rights, limits = scope.rights, scope.limits
    if not rights.sees(kind):
        return False
    if kind == MESSAGE:
        about = str(data.get("about_type") or "")
        return about in MESSAGES_ABOUT and in_reach(scope, about, data.get("reach") or {})
    if limits.areas and not _is_one_of(data, AREA_FIELDS.get(kind), limits.areas):
        return False
    if (limits.agencies or rights.own_alone) and not _is_one_of(data, AGENCY_FIELDS.get(kind), limits.agencies):
        return False
    return kind not in OF_DOMAINS or _in_domains(scope, kind, data, limits)


def why_not(scope: Scope, verb: str, kind: str, data: Mapping[str, Any]) -> str | None:
    """Why somebody may not do `verb` with a record of type `kind`, in English for a log; None where they may.

    `data` is empty for a record that is not there yet.
    """
    rights = scope.rights
    if verb not in rights.does:
        known = BY_NAME.get(verb)
        if rights.acts and known is not None and known.officer_only and Right.OFFICER not in rights.may:
            return "only a duty officer may do this"
        return f"this role does not act on {kind}s" if not rights.acts else "this role does not do this"
    if data and not in_reach(scope, kind, data):
        return "this is outside of what this person may see and act for"
    if kind == "incident" and not rights.in_lane(verb, domain_of(data.get("channel"))):
        return "this belongs to another lane"
    return None


def _is_one_of(data: Mapping[str, Any], fields: tuple[str, ...] | None, mine: frozenset[str]) -> bool:
    return fields is None or any(str(data.get(field) or "") in mine for field in fields)


def _in_domains(scope: Scope, kind: str, data: Mapping[str, Any], limits: Limits) -> bool:
    domain = domain_of(data.get("channel")) if kind == "incident" else str(data.get("domain") or "")
    if domain in scope.rights.unseen_domains:
        return False
    if not limits.domains or domain in limits.domains:
        return True
    return kind == "incident" and str(data.get("kind") or "") in limits.kinds
