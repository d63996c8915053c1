"""Whether a request is proven to come from the device whose token it carries, asked for every request."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Sequence
from types import MappingProxyType

from sqlalchemy import select

from backend.base.problems import ProblemError
from backend.ledger.history import History
from backend.ledger.schema import meta
from backend.ledger.upsert import upsert
from backend.people.nonces import Nonces, Used
from contract.keys import bytes_of, text_of
from contract.proof import NONCE_HEADER, SCHEME, Proof, ProofError, checked

SECRET = "nonce-secret"  # noqa: S105 - the name of the ledger's note that holds it
_SECRET_BYTES = 32
_ERRORS = MappingProxyType({
    "use-dpop-nonce": "use_dpop_nonce", "bad-token": "invalid_token", "token-expired": "invalid_token",
})  # fmt: skip
"""What RFC 9449 and RFC 6750 call our codes."""


class Proofs:
    """One server's look at proofs; the secret of its nonces is the database's. Safe to call from several threads.

    `required`: whether a token that is bound to no key is refused (docs/reference/settings.md).
    """

    def __init__(self, history: History, *, required: bool = True, clock_s: Callable[[], float] = time.time) -> None:
        self.required = required
        self._nonces = Nonces(secret_of(history), clock_s)
        self._used = Used(self._nonces.minute)

    @property
    def nonce(self) -> str:
        """The one that the next proof shall have."""
        return self._nonces.newest()

    def looked(self, offered: Sequence[str], method: str, url: str, token: str = "") -> Proof:
        """What the one proof of a request with `token` says. Raises `ProblemError` bad-proof, use-dpop-nonce.

        Who asks sees whether its key is the right one, and then lets it be `spent`.
        """
        if len(offered) != 1:
            raise self.refusal(401, "bad-proof", "this needs one proof of the device's key")
        try:
            proof = checked(offered[0], method, url, token)
        except ProofError as error:
            raise self.refusal(401, "bad-proof", str(error)) from error
        minute = self._nonces.minute_of(proof.nonce)
        if minute is None or not self._used.remembers(minute):
            raise self.refusal(401, "use-dpop-nonce", "the proof needs the nonce that comes with this answer")
        return proof

    def of_sign_in(self, offered: Sequence[str], method: str, url: str) -> Proof | None:
        """That of a request without a token; None where it has none and none is required. Raises as `looked` does."""
        return self.looked(offered, method, url) if offered or self.required else None

    def spent(self, proof: Proof) -> None:
        """It is good no more. Raises `ProblemError` bad-proof where it was not before."""
        minute = self._nonces.minute_of(proof.nonce)
        if minute is None or not self._used.take(minute, f"{proof.thumbprint}\n{proof.id}", self._nonces.minute):
            raise self.refusal(401, "bad-proof", "it came before")

    def refusal(self, status: int, code: str, why: str) -> ProblemError:
        """The one for a request that proves nothing, or not what it has to; it tells the nonce of the next proof."""
        error = _ERRORS.get(code, "invalid_dpop_proof")
        said = {"WWW-Authenticate": f'{SCHEME} error="{error}", algs="Ed25519"', NONCE_HEADER: self.nonce}
        return ProblemError(status, code, why, said)


def secret_of(history: History) -> bytes:
    """The secret of a database's nonces, made where there is none; two servers that start at once have the same."""
    query = select(meta.c.value).where(meta.c.key == SECRET)
    with history.engine.connect() as connection:
        found = connection.execute(query).scalar()
    if found is None:
        with history.aside() as connection:
            # Whose comes first stays, for no secret is empty.
            upsert(connection, meta, {"key": SECRET, "value": text_of(secrets.token_bytes(_SECRET_BYTES))},
                   meta.c.value == "")  # fmt: skip
        with history.engine.connect() as connection:
            found = connection.execute(query).scalar_one()
    return bytes_of(found)
