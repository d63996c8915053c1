"""A row of the table of verbs: what the contract says of a verb, and what this console knows of it beyond that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from contract.roles import RIGHTS
from contract.verbs import BY_NAME
from contract.verbs.base import Payload

E = TypeVar("E")
V = TypeVar("V", bound="Verb[Any]")
OFFICERS = frozenset({"duty_officer"})
ORDER = timedelta(hours=2)
"""Orders to people are not replayed hours later (docs/explanation/contract.md#merge-rules)."""
FOR_NOW = timedelta(seconds=60)
"""What a wall is to show is meant for now (docs/reference/wall.md)."""


_WORDS = ("text", "reason", "resolution", "assignee_name", "title", "question", "tag", "agency", "code", "name")
"""Fields of payloads that people read, those that they wrote first."""


def words(payload: Mapping[str, Any]) -> str:
    """What a payload says to whoever reads of it; empty where it only does something."""
    return next((str(payload[field]) for field in _WORDS if payload.get(field)), "")


def roles_that_do(*verbs: str) -> frozenset[str]:
    """The roles that may say one of these at all (`contract.roles`)."""
    return frozenset(str(role) for role, rights in RIGHTS.items() if rights.does & {*verbs})


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
    stays: bool = False
    """Whether not even its author takes an unsent one back."""
    text: Callable[[Mapping[str, Any]], str] = words
    """What is read of it: in its line of history, and wherever it is named."""

    @property
    def target(self) -> str:
        """The type of what it acts on."""
        return BY_NAME[self.name].target

    @property
    def payload(self) -> type[Payload]:
        """What is said with it."""
        return BY_NAME[self.name].payload

    @property
    def says(self) -> tuple[str, ...]:
        """All that can be said with it."""
        return tuple(self.payload.model_fields)

    @property
    def needs(self) -> tuple[str, ...]:
        """What has to be said with it."""
        return tuple(name for name, field in self.payload.model_fields.items() if field.is_required())

    @property
    def online_only(self) -> bool:
        """Whether it is refused where it was done during an outage."""
        return BY_NAME[self.name].online_only

    @property
    def roles(self) -> frozenset[str]:
        """Who may say it, where a city's life cycle says nothing else."""
        return OFFICERS if self.officers else roles_that_do(self.name)


def by_name(*verbs: V) -> Mapping[str, V]:
    """A table in which a verb is found by its name."""
    return MappingProxyType({verb.name: verb for verb in verbs})
