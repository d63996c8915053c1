"""Who a request comes from, and how far what they see and do reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from contract.roles import Right, Rights, Role, rights_of

__all__ = ["NOBODY", "NO_LIMITS", "Caller", "Limits", "Person", "Right", "Role", "Scope"]


@dataclass(frozen=True)
class Limits:
    """What a person is narrowed to, by the words that records use; an empty set narrows nothing."""

    areas: frozenset[str] = frozenset()
    """Areas, with the wards in them, by name."""
    domains: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    """The kinds of incidents that belong to those domains."""
    agencies: frozenset[str] = frozenset()
    """By every name that records call them."""


NO_LIMITS = Limits()


@dataclass(frozen=True)
class Person:
    """Somebody with an account, whether they are signed in or not."""

    id: str
    name: str
    role: str
    desk: str = ""
    limits: Limits = NO_LIMITS
    is_disabled: bool = False


NOBODY = Person("", "", "")
"""Who is not known, or was shut out: sees nothing and does nothing."""


class Scope(NamedTuple):
    """What is the same for all who see the same: pages are put together once for each."""

    role: str
    limits: Limits = NO_LIMITS

    @property
    def rights(self) -> Rights:
        """Those of the role."""
        return rights_of(self.role)


@dataclass(frozen=True)
class Caller:
    """Who a request comes from, by its token."""

    id: str
    name: str
    role: Role
    desk: str
    device_id: str
    expires_ms: int
    wall: str = ""
    """Of a wall's token: the one wall that it speaks for; empty for one that was made before there were bounds."""
    node: str = ""
    """The one node of that wall; empty for all of them."""
    key: str = ""
    """The thumbprint of the key that proves its requests; empty for a token that is bound to none."""
    limits: Limits = NO_LIMITS

    @property
    def scope(self) -> Scope:
        """How far it reaches."""
        return Scope(self.role, self.limits)

    def may(self, right: Right) -> bool:
        """Whether the role has it."""
        return right in rights_of(self.role).may
