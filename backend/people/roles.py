"""What somebody is here for, and who a request comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody is here for."""

    OPERATOR = "operator"
    DUTY_OFFICER = "duty_officer"
    WALL = "wall"
    ADMIN = "admin"


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
