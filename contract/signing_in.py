"""Requests and answers of coming in: who somebody is, and at which device (docs/explanation/contract.md#signing-in)."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from contract.keys import PUBLIC_KEY
from contract.wire import NO_NUL, Answer, Strict, Word

PublicKey = Annotated[str, StringConstraints(pattern=PUBLIC_KEY.replace("^", "^(").replace("$", ")?$"))]


class SignIn(Strict):
    """Name and password of somebody, and the device they sit at. The device's key comes in the header `DPoP`
    (`contract.proof`): the token is bound to it."""

    user: Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=NO_NUL)]
    password: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    device_id: Word
    device_name: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    author_key: PublicKey = ""
    """The public half of the key that this person's actions at this device are signed with while this sign-in lasts."""
    enrolment_code: Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)] = ""
    """Of a device that the server does not know yet, where it lets none in without: a code from an administrator."""


class AuthorKeyIn(Strict):
    """The public half of a key that somebody's PIN seals at a device, for an outage (`contract.signing`)."""

    author_key: Annotated[str, StringConstraints(pattern=PUBLIC_KEY)]


class ActorOut(Answer):
    """Who is signed in."""

    id: str
    name: str
    role: str
    desk: str
    centre: str
    """The city whose centre this is."""
    wall: str = ""
    """Of a wall's token: the one wall that it speaks for; empty for any."""
    node: str = ""
    """The one node of that wall; empty for any."""


class SignedIn(Answer):
    """The token is shown once and never again."""

    token: str
    expires_at: str
    actor: ActorOut
    server_time: str


class Me(Answer):
    """Who a token stands for."""

    actor: ActorOut
    expires_at: str
    server_time: str
