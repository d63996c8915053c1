"""How much of a record a role may have: all of it, all but what points to persons in free texts, or what a wall may."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from types import MappingProxyType
from typing import Any

from backend.privacy.on_wall import on_wall
from contract.personal import masked_record
from contract.roles import Role, rights_of


class Sight(Enum):
    """How much."""

    WHOLE = "whole"
    """Who deals with it needs to know: numbers to call stand in notes."""
    MASKED = "masked"
    """Who looks after the system, or looks on: everything, but no number of a person."""
    WALL = "wall"


_OF_ROLES: Mapping[str, Sight] = MappingProxyType({
    Role.OPERATOR: Sight.WHOLE, Role.DUTY_OFFICER: Sight.WHOLE, Role.SECURITY_ANALYST: Sight.WHOLE,
    Role.AGENCY: Sight.WHOLE, Role.WALL: Sight.WALL,
})  # fmt: skip
"""An agency is sent its own incidents alone, and has to reach people there."""


def sight_of(role: str) -> Sight:
    """What `role` may have; one that nobody has thought of gets no number of a person."""
    return _OF_ROLES.get(role, Sight.MASKED)


def may_see(role: str, kind: str) -> bool:
    """Whether records of `kind` are sent to `role` at all."""
    return rights_of(role).sees(kind)


def shown(role: str, kind: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """`data` of a record as `role` may have it."""
    sight = sight_of(role)
    if sight == Sight.WHOLE:
        return dict(data)
    return masked_record(kind, data) if sight == Sight.MASKED else on_wall(kind, data)
