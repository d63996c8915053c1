"""Letting in a wall, which has no keyboard: it shows a code, somebody types it at the city's identity provider.

The device authorization grant (RFC 8628), with the server as the provider's client: what the provider is asked with
never leaves the server. A wall is told a handle instead, which is worth nothing without its device's key, and is asked
for as often as the provider allows. Whoever typed the code needs a claim that stands for the role `wall`; the token
that comes of it is the wall's own, as `Accounts.issue_wall_token` makes it, and nobody's sign-in
(docs/decisions/069-people.md).
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, delete, func, insert, select, update

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import users, wall_codes
from backend.people.accounts import Accounts
from backend.people.oidc import DeviceCode, Identity, NotYet, Provider, code_expired
from backend.people.roles import Caller

SLOWER_S = 5
"""By so much longer who is too fast has to wait from then on (RFC 8628, section 3.5)."""
INTERVAL_MOST_S = 60
PER_SOURCE, MOST = 64, 1024
"""Codes that wait, of one address and in all: a wall of 24 PCs behind one router shows as many."""
_NONCE_BYTES = 12


@dataclass(frozen=True)
class Asked:
    """A code that the provider may be asked about now; `hash` names it."""

    hash: str
    wall: str
    node: str
    secret: str


class WallCodes:
    """Those of one database, at one provider. All methods block."""

    def __init__(self, ledger: Ledger, accounts: Accounts, provider: Provider) -> None:
        self._ledger, self._accounts, self._provider = ledger, accounts, provider

    def begin(self, wall: str, node: str, thumbprint: str, source: str) -> tuple[str, DeviceCode]:
        """A code for a node of a wall whose device has this key, and the handle that it asks with from `source`.

        Raises `ProblemError` too-many-requests, code-unsupported, provider-away, provider-refused.
        """
        self._check_room(source)
        code, handle = self._provider.begin_code(), secrets.token_urlsafe(32)
        at_ms = now_ms()
        row = {
            "hash": _hash(handle), "key": thumbprint, "wall": wall, "node": node, "source": source,
            "sealed": _sealed(handle, code.secret), "interval_s": code.interval_s,
            "next_ms": at_ms + code.interval_s * 1000, "expires_ms": at_ms + code.life_s * 1000,
        }  # fmt: skip
        with self._ledger.aside() as connection:
            connection.execute(delete(wall_codes).where(wall_codes.c.expires_ms < at_ms))
            connection.execute(insert(wall_codes).values(**row))
        return handle, code

    def _check_room(self, source: str) -> None:
        waiting = select(func.count()).where(wall_codes.c.expires_ms >= now_ms())
        with self._ledger.engine.connect() as connection:
            mine = connection.execute(waiting.where(wall_codes.c.source == source)).scalar_one()
            every = connection.execute(waiting).scalar_one()
        if mine >= PER_SOURCE or every >= MOST:
            wait = {"Retry-After": "60"}
            raise ProblemError(429, "too-many-requests", "too many walls wait to be let in", wait)

    def asked(self, handle: str, thumbprint: str) -> Asked | int:
        """What the provider may be asked with now, or for how many seconds the wall has to wait: longer than before
        where it came too early. Raises `ProblemError` code-expired."""
        codes, at_ms, named = wall_codes.c, now_ms(), wall_codes.c.hash == _hash(handle)
        with self._ledger.aside() as connection:
            row = connection.execute(select(wall_codes).where(named, codes.key == thumbprint)).first()
            if row is None or row.expires_ms < at_ms:
                raise code_expired()
            # Of two that come at once one asks; the other was too fast.
            is_due = connection.execute(
                update(wall_codes).where(named, codes.next_ms <= at_ms).values(next_ms=at_ms + row.interval_s * 1000)
            ).rowcount
            if is_due:
                return Asked(row.hash, row.wall, row.node, _opened(handle, row.sealed))
            return self._slower(connection, row.hash, row.interval_s)

    def answer(self, asked: Asked, thumbprint: str) -> tuple[str, Caller] | int:
        """The token of the wall, bound to its key, or for how many seconds it has to wait.

        Raises `ProblemError` code-denied, code-expired, not-a-wall, account-disabled, user-exists, provider-away,
        provider-refused. After a decision, whatever it is, the code is over.
        """
        try:
            found = self._provider.identity_by_code(asked.secret)
        except ProblemError as error:
            if error.code != "provider-away":
                self._end(asked.hash)
            raise
        if isinstance(found, NotYet):
            return self._wait_s(asked.hash, slower=found is NotYet.SLOWER)
        if not self._end(asked.hash):
            raise code_expired()  # another request of the same wall has the token
        self._check(found)
        return self._accounts.let_in_wall(asked.wall, asked.node, thumbprint, by=found.user)

    def _wait_s(self, name: str, *, slower: bool) -> int:
        with self._ledger.aside() as connection:
            row = connection.execute(select(wall_codes).where(wall_codes.c.hash == name)).first()
            if row is None:
                raise code_expired()
            return self._slower(connection, name, row.interval_s) if slower else int(row.interval_s)

    @staticmethod
    def _slower(connection: Connection, name: str, interval_s: int) -> int:
        longer = min(interval_s + SLOWER_S, INTERVAL_MOST_S)
        values = {"interval_s": longer, "next_ms": now_ms() + longer * 1000}
        connection.execute(update(wall_codes).where(wall_codes.c.hash == name).values(**values))
        return longer

    def _end(self, name: str) -> bool:
        with self._ledger.aside() as connection:
            return bool(connection.execute(delete(wall_codes).where(wall_codes.c.hash == name)).rowcount)

    def _check(self, identity: Identity) -> None:
        """Raise `ProblemError` account-disabled where whoever typed the code was shut out here."""
        with self._ledger.engine.connect() as connection:
            row = connection.execute(select(users.c.is_disabled).where(users.c.subject == identity.subject)).first()
        if row is not None and row.is_disabled:
            raise ProblemError(403, "account-disabled", "an administrator shut this account out")


def _hash(handle: str) -> str:
    return hashlib.sha256(f"wall code\n{handle}".encode()).hexdigest()


def _sealed(handle: str, secret: str) -> str:
    """Opened by whoever has the handle alone: what the database holds asks the provider nothing."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return base64.b64encode(nonce + _cipher(handle).encrypt(nonce, secret.encode(), None)).decode()


def _opened(handle: str, sealed: str) -> str:
    content = base64.b64decode(sealed)
    return _cipher(handle).decrypt(content[:_NONCE_BYTES], content[_NONCE_BYTES:], None).decode()


def _cipher(handle: str) -> AESGCM:
    return AESGCM(hashlib.sha256(f"wall code key\n{handle}".encode()).digest())
