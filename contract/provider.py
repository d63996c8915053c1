"""Signing in with an account of the city's identity provider: requests and answers."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from contract.signing_in import PublicKey
from contract.wire import NO_NUL, Answer, Strict, Word


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
