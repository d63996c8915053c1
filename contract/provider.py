"""Signing in with an account of the city's identity provider: requests and answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from contract.signing_in import PublicKey, SignedIn
from contract.wire import NO_NUL, Answer, Strict, Word

NAMED = r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$"
"""Ids of walls and nodes; both together name an account."""


class ProviderOut(Answer):
    """Where the browser begins, with the fields of RFC 6749 and RFC 7636 added by the console."""

    authorization_endpoint: str
    client_id: str
    scope: str


class SignInWays(Answer):
    """How somebody may sign in here, beside name and password."""

    provider: ProviderOut | None


class ProviderSignIn(Strict):
    """What the browser brought back from the identity provider, and the device as in `SignIn`."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=2048, pattern=r"^[\x21-\x7e]+$")]
    code_verifier: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._~-]{43,128}$")]
    redirect_uri: Annotated[str, StringConstraints(pattern=r"^http://127\.0\.0\.1:[0-9]{1,5}/signed-in$")]
    nonce: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{22,128}$")]
    device_id: Word
    device_name: Annotated[str, StringConstraints(max_length=120, pattern=NO_NUL)] = ""
    author_key: PublicKey = ""
    enrolment_code: Annotated[str, StringConstraints(max_length=64, pattern=NO_NUL)] = ""


class WallCodeIn(Strict):
    """Which node of which wall wants to be let in. Its device's key comes in the header `DPoP`: the code, and the token
    in the end, are bound to it."""

    wall: Annotated[str, StringConstraints(max_length=28, pattern=NAMED)]
    node: Annotated[str, StringConstraints(max_length=28, pattern=NAMED.replace("^", "^(?:").replace("$", ")?$"))] = ""


class WallCodeOut(Answer):
    """What the wall shows, and what it asks with (RFC 8628, section 3.2; our handle in place of the provider's)."""

    handle: str
    user_code: str
    verification_uri: str
    expires_in: int
    """Seconds for which the code is good."""
    interval: int
    """Seconds between two questions, and before the first."""


class WallCodePoll(Strict):
    """Ask whether somebody has let the wall in."""

    handle: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{43}$")]


class WallCodeAnswer(Answer):
    """`waiting`: ask again in `interval` seconds, which is longer than before for who came too early. `signed-in`: the
    wall's token is in `signed_in`, this once."""

    state: Literal["waiting", "signed-in"]
    interval: int = 0
    signed_in: SignedIn | None = None
