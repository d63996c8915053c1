"""A row of the table of verbs: what the contract says of a verb, and what this console knows of it beyond that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from contract.verbs import BY_NAME
from contract.verbs.base import Payload

E = TypeVar("E")
V = TypeVar("V", bound="Verb[Any]")
OFFICERS = frozenset({"duty_officer"})
ACTING_ROLES = OFFICERS | {"operator"}
"""Roles that act; the others watch."""
ORDER = timedelta(hours=2)
"""Orders to people are not replayed hours later (docs/explanation/contract.md#merge-rules)."""
FOR_NOW = timedelta(seconds=60)
"""What a wall is to show is meant for now (docs/reference/wall.md)."""


@dataclass(frozen=True)
class Verb(Generic[E]):
    """One verb. A name that the contract does not have raises `KeyError` where anything of it is asked for."""

    name: str
    effect: E
    """What the overlay does with an unsent one: how its target looks before the server has answered."""
    valid_for: timedelta | None = None
    """An unsent one that is older is not sent, and its author is asked; None stays true for ever."""
    officers: bool = False
    """Whether it is a duty officer's beyond what the contract says."""

    @property
    def target(self) -> str:
        """The type of what it acts on."""
        return BY_NAME[self.name].target

    @property
    def payload(self) -> type[Payload]:
        """What is said with it."""
        return BY_NAME[self.name].payload

    @property
    def online_only(self) -> bool:
        """Whether it is refused where it was done during an outage."""
        return BY_NAME[self.name].online_only

    @property
    def roles(self) -> frozenset[str]:
        """Who may say it, where a city's life cycle says nothing else."""
        return OFFICERS if self.officers or BY_NAME[self.name].officer_only else ACTING_ROLES


def by_name(*verbs: V) -> Mapping[str, V]:
    """A table in which a verb is found by its name."""
    return MappingProxyType({verb.name: verb for verb in verbs})
