"""Who may come in and as whom: people with their passwords, and the tokens that they are given."""

from __future__ import annotations

import hashlib
import logging
import secrets
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import bound_tokens, tokens, users
from backend.people import author_keys, reach
from backend.people.attendance import Attending, Known
from backend.people.author_keys import Kind
from backend.people.devices import AT_SIGN_IN, WALL, Admission, Devices, Seat, end_tokens
from backend.people.policy import Policy, is_right, secret
from backend.people.proofs import Proofs
from backend.people.roles import NO_LIMITS, Caller, Limits, Person, Role
from backend.people.tries import Source, Tries

__all__ = ["AT_SIGN_IN", "Accounts", "Admission"]

_log = logging.getLogger(__name__)
TOKEN_LIFE_MS = 24 * 3600 * 1000
"""A watch and an outage: whoever signed in goes on for a day (docs/explanation/contract.md#signing-in)."""
FRESH_MS = 5 * 60 * 1000
"""So long after a sign-in whoever gave the password is believed to sit there still."""
WALL_TOKEN_LIFE_MS = 366 * 24 * 3600 * 1000
KNOWN_S = 2.0
"""What another process takes back it tells of (`History.ended`); where that is not heard, as in the second in which the
database is away, a token is worth something for so long at most. One taken back here is worth nothing from then on."""
HARMLESS = frozenset({"name", "desk"})
"""What of somebody may change while they work."""
SIGNING_IN = 2
"""So many passwords are tried at once, 40 a second. Each takes 16 MiB, which glibc keeps for every thread that ever
did: forty threads kept 640 MB after a hundred sign-ins, two keep 32 (docs/decisions/065-indexes-are-proven.md)."""


def _fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


TOLD = frozenset({"name", "role", "desk", "is_disabled", "limits", "must_change"})
"""What the audit tells of a changed account besides the names of all fields; of a password that it is another one."""


class Accounts:
    """People and tokens in the ledger's database; `proofs` looks at what proves their requests."""

    def __init__(
        self, ledger: Ledger, admission: Admission = AT_SIGN_IN, policy: Policy | None = None
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self.devices = Devices(ledger, by_code=admission.by_code)
        self.proofs = Proofs(ledger, required=admission.proof_required)
        self.policy = policy or Policy()
        self.tries = Tries(ledger)
        self._lock = threading.Lock()
        self._unbound: set[str] = set()
        self._known: Known[Caller] = Known(KNOWN_S, self._lasting)
        ledger.on_ended(self._known.forget)
        self._signing_in: ThreadPoolExecutor | None = None

    @property
    def signing_in(self) -> ThreadPoolExecutor:
        """Where `sign_in` runs while a server answers others."""
        with self._lock:
            if self._signing_in is None:
                self._signing_in = ThreadPoolExecutor(SIGNING_IN, thread_name_prefix="sign-in")
            return self._signing_in

    def close(self) -> None:
        """Let its threads go; the server ends."""
        with self._lock:
            threads, self._signing_in = self._signing_in, None
        if threads is not None:
            threads.shutdown()
        if self.policy.provider is not None:
            self.policy.provider.close()

    def put(self, user_id: str, name: str, role: Role, desk: str, password: str) -> None:
        """Make or change a person, whatever the password: what people set themselves goes through `Administration`.

        Who has another role or password than before has to sign in again.
        """
        with self._ledger.engine.connect() as connection:
            before = connection.execute(select(users).where(users.c.id == user_id)).first()
        values: dict[str, Any] = {"name": name, "desk": desk}
        if before is None or (before.role, before.is_disabled) != (str(role), False):
            values |= {"role": str(role), "is_disabled": False}
        if not is_right(password, before):
            values |= secret(password)
        if before is None:
            with self._ledger.aside() as connection:
                connection.execute(insert(users).values(id=user_id, **values))
                what = {"role": str(role), "desk": desk}
                self.devices.told(connection, "account-made", "", what=what, about=f"user:{user_id}")
        else:
            self.change(user_id, values)

    def change(
        self, user_id: str, values: Mapping[str, Any], check: Callable[[Connection], object] = lambda _connection: None
    ) -> bool:
        """Change what is written of somebody. Where it is more than how they are called, all that they were given ends,
        and what they signed and that has not come yet counts no more. Whether there is such a person.

        `check` raises, in the same transaction, where that shall not be.
        """
        with self._ledger.aside() as connection:
            check(connection)
            found = connection.execute(update(users).where(users.c.id == user_id).values(**values)).rowcount > 0
            if values.keys() - HARMLESS:
                end_tokens(self._ledger, connection, tokens.c.user_id == user_id)
                author_keys.revoke(connection, user_id)
            if found:
                said = {name: value for name, value in values.items() if name in TOLD}
                what = {"fields": sorted(values), **said}
                self.devices.told(connection, "account-changed", "", what=what, about=f"user:{user_id}")
        self._known.forget()
        return found

    def forget(self) -> None:
        """Look everybody up again: something was ended."""
        self._known.forget()

    def person(self, user_id: str) -> Person | None:
        """Somebody with an account; None for nobody."""
        with self._ledger.engine.connect() as connection:
            row = connection.execute(select(users).where(users.c.id == user_id)).first()
        if row is None:
            return None
        return Person(row.id, row.name, row.role, row.desk, self._limits(row.limits), row.is_disabled)

    def _limits(self, written: Mapping[str, Any]) -> Limits:
        return reach.limits_of(written, reach.noted(self._ledger)) if written else NO_LIMITS

    def sign_in(
        self, user_id: str, password: str, device_id: str, seat: Seat | None = None, address: str = ""
    ) -> tuple[str, Caller]:
        """A new token, bound to the key of the device; to none without a `seat`.

        Raises `ProblemError` bad-credentials, too-many-requests after many wrong tries, password-change-needed where
        the password is right and has to be another from now on; and what `Devices.admit` does.
        """
        source = Source(address, device_id) if seat is None else Source(address, seat.thumbprint, is_proven=True)
        row = self.proven(user_id, password, source)
        if row.must_change or (row.role != Role.WALL and self.policy.is_expired(row.password_ms, now_ms())):
            raise ProblemError(403, "password-change-needed", "the password is right, and has to be changed first")
        return self.issue(user_id, device_id, seat, row.password_hash)

    def proven(self, user_id: str, password: str, source: Source) -> Row[Any]:
        """The row of somebody whose password this is. Raises `ProblemError` bad-credentials or too-many-requests.

        Unknown, shut out or wrong: the answer, the count and the time are the same, so that nobody learns a name.
        """
        counted = self.tries.begin(user_id, source)
        with self._ledger.engine.connect() as connection:
            row = connection.execute(select(users).where(users.c.id == user_id)).first()
        if not is_right(password, row) or row is None or row.is_disabled:
            raise ProblemError(401, "bad-credentials", "unknown name or wrong password")
        self.tries.ended(counted)
        return row

    def issue_wall_token(self, name: str, wall: str = "", node: str = "") -> str:
        """A long-lived token, bound to a wall where one is named, and to the first key that proves that it has it
        (`bind`). Its account is made where it is missing."""
        user_id = f"{WALL}{name}"
        if self.person(user_id) is None:
            self.put(user_id, name, Role.WALL, name, secrets.token_urlsafe(32))
        token = self.issue(user_id, user_id)[0]
        if wall:
            with self._ledger.aside() as connection:
                connection.execute(insert(bound_tokens).values(hash=_fingerprint(token), wall=wall, node=node))
        return token

    def let_in_wall(self, wall: str, node: str, thumbprint: str, by: str) -> tuple[str, Caller]:
        """A wall's token as `issue_wall_token` makes it, for the device with this key alone; the ones that this device
        had before end. `by` is who vouches for it, as the identity provider calls them.

        Raises `ProblemError` account-disabled, user-exists where the account that it would have is no wall's.
        """
        name = ".".join(part for part in (wall, node) if part)
        user_id = f"{WALL}{name}"
        if (known := self.person(user_id)) is not None and known.is_disabled:
            raise ProblemError(403, "account-disabled", "an administrator shut this wall out")
        if known is not None and known.role != Role.WALL:
            raise ProblemError(409, "user-exists", "an account of this name is no wall's")
        with self._ledger.aside() as connection:
            end_tokens(self._ledger, connection, (tokens.c.user_id == user_id) & (tokens.c.key == thumbprint))
        token = self.issue_wall_token(name, wall, node)
        with self._ledger.aside() as connection:
            self.devices.told(connection, "wall-let-in", user_id, user_id, {"by": by})
        return token, self.bind(token, thumbprint)

    def check_wall(self, caller: Caller, wall: str, node: str = "") -> None:
        """Raise `ProblemError` other-wall where a wall's token is bound to another wall or node than this."""
        if not caller.wall:
            with self._lock:
                is_first = caller.id not in self._unbound
                self._unbound.add(caller.id)
            if is_first:
                _log.warning("the token of %s speaks for every wall: make a new one with --wall and --node", caller.id)
            return
        if caller.wall != wall or (node and caller.node and caller.node != node):
            bound = f"node {caller.node} of the wall {caller.wall}" if caller.node else f"wall {caller.wall}"
            raise ProblemError(403, "other-wall", f"this token was made for the {bound}, and speaks for no other")

    def issue(
        self, user_id: str, device_id: str, seat: Seat | None = None, by_password: str = ""
    ) -> tuple[str, Caller]:  # fmt: skip
        """A new token for somebody who proved who they are; where a password did that, `by_password` is its hash.

        Raises `ProblemError` bad-credentials where another one was set meanwhile, and what `Devices.admit` does.
        """
        token, key = secrets.token_urlsafe(32), seat.thumbprint if seat is not None else ""
        with self._ledger.aside() as connection:
            # Held until the commit: who changes the account at this moment, at another server, ends this token too.
            row = connection.execute(select(users).where(users.c.id == user_id).with_for_update()).one()
            if by_password not in ("", row.password_hash):
                raise ProblemError(401, "bad-credentials", "unknown name or wrong password")
            is_new = False
            if seat is None:
                self.devices.check_keyless(connection, device_id)
            else:
                is_new = self.devices.admit(connection, device_id, seat)
                if seat.author_key:
                    author_keys.register(connection, user_id, device_id, seat.author_key, seat.kind)
            life_ms = WALL_TOKEN_LIFE_MS if row.role == Role.WALL else TOKEN_LIFE_MS
            expires_ms = now_ms() + life_ms
            connection.execute(delete(tokens).where(tokens.c.expires_ms < now_ms()))
            known = select(tokens.c.hash).where(tokens.c.hash == bound_tokens.c.hash).exists()
            connection.execute(delete(bound_tokens).where(~known))
            connection.execute(
                insert(tokens).values(
                    hash=_fingerprint(token), user_id=user_id, device_id=device_id, expires_ms=expires_ms, key=key
                )
            )
            self.devices.used(connection, device_id, user_id)
            connection.execute(
                update(users).where(users.c.id == user_id).values(last_ms=now_ms(), last_device=device_id)
            )
            if is_new and seat is not None:
                self.devices.told_of_new(connection, user_id, device_id, seat)
            kind = "wall-token-made" if row.role == Role.WALL else "signed-in"
            self.devices.told(connection, kind, user_id, device_id, {"until": iso(expires_ms)})
        limits = self._limits(row.limits)
        return token, Caller(user_id, row.name, Role(row.role), row.desk, device_id, expires_ms, key=key, limits=limits)

    def bind(self, token: str, thumbprint: str) -> Caller:
        """Bind a token that has no key yet to this one; who it stands for. Whose key comes first keeps it."""
        fingerprint = _fingerprint(token)
        with self._ledger.aside() as connection:
            free = (tokens.c.hash == fingerprint) & (tokens.c.key == "")
            connection.execute(update(tokens).where(free).values(key=thumbprint))
        self._known.forget(fingerprint)
        return self.caller(token)

    def add_pin_key(self, caller: Caller, public: str) -> None:
        """From now on this key, which somebody's PIN seals at the device where they just signed in, signs for them.

        Raises `ProblemError` sign-in-again where the sign-in is older: who sits at a desk that somebody left unlocked
        could be them for good.
        """
        if not caller.key:
            raise ProblemError(403, "forbidden", "this needs a sign-in that is bound to the device's key")
        if caller.expires_ms - TOKEN_LIFE_MS < now_ms() - FRESH_MS or caller.role == Role.WALL:
            raise ProblemError(403, "sign-in-again", "this needs a sign-in of the last five minutes")
        with self._ledger.aside() as connection:
            author_keys.register(connection, caller.id, caller.device_id, public, Kind.PIN)

    def sign_out(self, token: str) -> None:
        """The token is worth nothing from now on."""
        with self._ledger.aside() as connection:
            where = tokens.c.hash == _fingerprint(token)
            row = connection.execute(select(tokens.c.user_id, tokens.c.device_id).where(where)).first()
            end_tokens(self._ledger, connection, where)
            if row is not None:
                self.devices.told(connection, "signed-out", row.user_id, row.device_id)
        self._known.forget(_fingerprint(token))

    def attending(self, token: str) -> AbstractContextManager[Attending]:
        """Something that waits in the name of `token`, and is let go when that ends."""
        return self._known.attendance.attending(_fingerprint(token))

    def _lasting(self, fingerprints: frozenset[str]) -> frozenset[str]:
        """Those of the tokens that are still worth something."""
        query = select(tokens.c.hash).where(tokens.c.hash.in_(fingerprints), tokens.c.expires_ms >= now_ms())
        with self._ledger.engine.connect() as connection:
            return frozenset(connection.execute(query).scalars())

    def known(self, token: str) -> Caller | None:
        """Who a token stands for, if that was looked up a moment ago; asks no database."""
        found = self._known.get(_fingerprint(token))
        return found if found is not None and found.expires_ms >= now_ms() else None

    def caller(self, token: str) -> Caller:
        """Who a token stands for. Raises `ProblemError` bad-token or token-expired."""
        mark, fingerprint = self._known.mark, _fingerprint(token)
        query = (
            select(
                tokens.c.device_id,
                tokens.c.expires_ms,
                tokens.c.key,
                users.c.id,
                users.c.name,
                users.c.role,
                users.c.desk,
                users.c.limits,
                bound_tokens.c.wall,
                bound_tokens.c.node,
            )
            .join(users, users.c.id == tokens.c.user_id)
            .outerjoin(bound_tokens, bound_tokens.c.hash == tokens.c.hash)
            .where(tokens.c.hash == fingerprint, users.c.is_disabled.is_(False))
        )
        with self._ledger.engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise self.proofs.refusal(401, "bad-token", "this token is not known here")
        if row.expires_ms < now_ms():
            raise self.proofs.refusal(401, "token-expired", "sign in again")
        bound = (row.wall or "", row.node or "")
        limits = self._limits(row.limits)
        caller = Caller(
            row.id, row.name, Role(row.role), row.desk, row.device_id, row.expires_ms, *bound, row.key, limits
        )
        self._known.put(fingerprint, caller, mark)
        return caller
