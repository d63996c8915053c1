"""Looking after people and their sign-ins: requests and answers of `/v1/admin` and `/v1/password`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from contract.roles import Role
from contract.wire import NO_NUL, Answer, Strict, Word

LETTERS_MOST = 200
"""Of a password."""
Secret = Annotated[str, StringConstraints(min_length=1, max_length=LETTERS_MOST)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00-\x20][^\x00]*$")]
Desk = Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)]
Flag = Annotated[bool, Field(strict=True)]
Named = Annotated[
    list[Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]], Field(max_length=100)
]


class PasswordIn(Strict):
    """Somebody's own new password, with the one that they have: signed in, or asked for one at sign-in."""

    user: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=NO_NUL)]
    password: Secret
    new_password: Secret
    device_id: Word


class LimitsIn(Strict):
    """What a person is narrowed to; an empty list narrows nothing."""

    areas: Named = Field(default_factory=list)
    domains: Named = Field(default_factory=list)
    agencies: Named = Field(default_factory=list)


class PersonIn(Strict):
    """A new person. The server makes a password, which has to be changed at the first sign-in."""

    id: Word
    name: Name
    role: Role
    desk: Desk = ""
    limits: LimitsIn = LimitsIn()


class PersonChange(Strict):
    """What of a person is to be otherwise. Another role, state or limit ends their sign-ins."""

    name: Name | None = None
    role: Role | None = None
    desk: Desk | None = None
    limits: LimitsIn | None = None
    disabled: Flag | None = None


class LimitsOut(Answer):
    """As an administrator wrote them."""

    areas: list[str] = Field(default_factory=list)
    domains: list[str] = Field(default_factory=list)
    agencies: list[str] = Field(default_factory=list)


class PersonOut(Answer):
    """A person as an administrator sees them."""

    id: str
    name: str
    role: str
    desk: str
    limits: LimitsOut
    disabled: bool
    must_change: bool
    password_at: str | None
    last_sign_in_at: str | None
    last_device: str
    sessions: int
    waits_s: int
    """For how many seconds a place that is not known for them has to wait after wrong passwords."""


class PeopleOut(Answer):
    """Everybody, by id."""

    people: list[PersonOut]


class PasswordOut(Answer):
    """A password that the server made: told once, kept nowhere."""

    id: str
    password: str


class SessionOut(Answer):
    """One sign-in that holds. `wall` and `node` are what a wall's token is bound to."""

    id: str
    user: str
    name: str
    device_id: str
    expires_at: str
    wall: str
    node: str


class SessionsOut(Answer):
    """Sign-ins that hold."""

    sessions: list[SessionOut]


class SourceTokenOut(Answer):
    """What lets a source in; `name` tells it from others and opens nothing. A token that is over is told of for 30
    days more."""

    name: str
    source: str
    types: list[str]
    prefix: str
    """What the ids of its records begin with."""
    made_at: str
    expires_at: str
    last_used_at: str | None
    """To the minute; null for never."""
    last_refused_at: str | None
    refused_why: str
    """The code of the problem that it was last refused with; bad-records also where only some records were."""


class SourceTokensOut(Answer):
    """Those of all sources, by source."""

    tokens: list[SourceTokenOut]


class DeviceOut(Answer):
    """A device that was let in with its key, and who signed in there."""

    id: str
    name: str
    enrolled_at: str
    disabled: bool
    people: list[str]


class DevicesOut(Answer):
    """Every device that was let in."""

    devices: list[DeviceOut]


class DeviceChange(Strict):
    """Shut a device out, or let it in again."""

    disabled: Flag


class CodeOut(Answer):
    """A code that lets one device in: told once, kept nowhere."""

    code: str
    expires_at: str


class Ended(Answer):
    """How many sign-ins ended."""

    ended: int


class Choices(Answer):
    """What limits can be made of in this city, and which roles there are."""

    roles: list[str] = Field(default_factory=list)
    areas: list[str] = Field(default_factory=list)
    domains: list[str] = Field(default_factory=list)
    agencies: list[str] = Field(default_factory=list)
