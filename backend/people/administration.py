"""Looking after people: what an administrator, and everybody for themselves, does with accounts.

Every change of a role, a password, a state or limits ends what the person was given before: tokens, and whatever else
speaks for them (`Accounts.change`).
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from backend.base.clock import now_ms
from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import bound_tokens, tokens, users
from backend.people.accounts import Accounts
from backend.people.devices import end_tokens
from backend.people.policy import secret
from backend.people.roles import Person, Right, Role
from backend.people.tries import Source
from contract.roles import rights_of

_log = logging.getLogger(__name__)
AT_THE_MACHINE = "command"
"""Who does what is done on the server's own command line."""
SESSION_LETTERS = 16
"""Of a token's fingerprint: enough to name a session, and good for nothing else."""
_WORDS, _ALPHABET = 4, "abcdefghijkmnpqrstuvwxyz23456789"
"""A password that is read aloud once: four groups of five signs that nobody confuses, 100 bits."""
LIMITS = ("areas", "domains", "agencies")
ADMINISTERING = frozenset(str(role) for role in Role if Right.ADMINISTER in rights_of(role).may)
"""The roles of those who look after accounts."""


@dataclass(frozen=True)
class Account:
    """A person as an administrator sees them. Times in ms since 1970, 0 for never."""

    id: str
    name: str
    role: str
    desk: str
    limits: Mapping[str, Sequence[str]]
    is_disabled: bool
    must_change: bool
    password_ms: int
    last_ms: int
    last_device: str
    sessions: int
    waits_s: int
    """For how long a place that is not known has to wait after wrong passwords."""


@dataclass(frozen=True)
class SignedInAt:
    """One sign-in that holds; `wall` and `node` of a wall's token that is bound to them."""

    id: str
    user_id: str
    name: str
    device_id: str
    expires_ms: int
    wall: str = ""
    node: str = ""


class Administration:
    """Over the accounts of a ledger; `by` does it."""

    def __init__(self, ledger: Ledger, accounts: Accounts, by: str = AT_THE_MACHINE) -> None:
        self._ledger = ledger
        self._accounts = accounts
        self._by = by

    def everybody(self) -> list[Account]:
        """All accounts by id; those of walls as well."""
        counted = select(tokens.c.user_id, func.count().label("n")).where(tokens.c.expires_ms >= now_ms())
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(select(users).order_by(users.c.id)).all()
            sessions = {row.user_id: row.n for row in connection.execute(counted.group_by(tokens.c.user_id))}
        waits = self._accounts.tries.waits_s()
        return [_account(row, sessions.get(row.id, 0), waits.get(row.id, 0)) for row in rows]

    def one(self, user_id: str) -> Account:
        """Raises `ProblemError` not-found."""
        found = next((one for one in self.everybody() if one.id == user_id), None)
        if found is None:
            raise ProblemError(404, "not-found", "there is no such person")
        return found

    # accounts

    def add(self, person: Person, password: str | None, limits: Mapping[str, Sequence[str]] | None = None) -> str:
        """A new person; the password, which is made here where none is said and then has to be changed at once.

        Raises `ProblemError` user-exists, password-too-short, password-too-common.
        """
        given, made = self._given(password, (person.id, person.name, person.desk))
        values = {"id": person.id, "name": person.name, "role": str(person.role), "desk": person.desk}
        with self._ledger.aside() as connection:
            if connection.execute(select(users.c.id).where(users.c.id == person.id)).first() is not None:
                raise ProblemError(409, "user-exists", "somebody has this name to sign in with")
            written = {**values, "limits": _clean(limits or {}), **secret(given), "must_change": made}
            connection.execute(insert(users).values(**written))
        self._accounts.tries.forget_sources(person.id)
        self._did("account-added", person.id, role=str(person.role))
        return given

    def change(self, user_id: str, what: Mapping[str, Any]) -> None:
        """Name, role, desk or limits. Raises `ProblemError` not-found, last-admin."""
        stays = "role" not in what or str(what["role"]) in ADMINISTERING
        values: dict[str, Any] = {name: str(what[name]) for name in ("name", "role", "desk") if name in what}
        values |= {"limits": _clean(what["limits"])} if "limits" in what else {}
        self._change(user_id, values, stays=stays)
        self._did("account-changed", user_id, **values)

    def shut_out(self, user_id: str, *, is_disabled: bool) -> None:
        """Let somebody in no more, or again. Raises `ProblemError` not-found, last-admin."""
        self._change(user_id, {"is_disabled": is_disabled}, stays=not is_disabled)
        self._did("account-disabled" if is_disabled else "account-enabled", user_id)

    def reset_password(self, user_id: str, password: str | None = None) -> str:
        """Another password; the one that is made here has to be changed at once, and is told this once.

        Raises `ProblemError` not-found, password-too-short, password-too-common.
        """
        known = self.one(user_id)
        given, made = self._given(password, (user_id, known.name, known.desk))
        self._change(user_id, secret(given) | {"must_change": made})
        self._accounts.tries.forget(user_id)
        with self._ledger.aside() as connection:
            self._told(connection, "account-unlocked", user_id)
        self._did("password-reset", user_id)
        return given

    def own_password(self, user_id: str, old: str, new: str, source: Source) -> None:
        """Somebody changes their own. Raises `ProblemError` bad-credentials, too-many-requests, password-unchanged,
        password-too-short, password-too-common."""
        row = self._accounts.proven(user_id, old, source)
        if new == old:
            raise ProblemError(422, "password-unchanged", "this is the password that it was")
        given, _made = self._given(new, (user_id, row.name, row.desk))
        self._change(user_id, secret(given))
        self._did("password-changed", user_id)

    def unlock(self, user_id: str) -> None:
        """Let nobody wait who signs in as them. Raises `ProblemError` not-found."""
        self.one(user_id)
        self._accounts.tries.forget(user_id)
        with self._ledger.aside() as connection:
            self._told(connection, "account-unlocked", user_id)
        self._did("account-unlocked", user_id)

    # sign-ins

    def sessions(self, user_id: str | None = None) -> list[SignedInAt]:
        """Sign-ins that hold, of somebody or of all; those of walls with what they are bound to."""
        query = (
            select(tokens, users.c.name, bound_tokens.c.wall, bound_tokens.c.node)
            .join(users, users.c.id == tokens.c.user_id)
            .outerjoin(bound_tokens, bound_tokens.c.hash == tokens.c.hash)
            .where(tokens.c.expires_ms >= now_ms())
            .order_by(tokens.c.user_id, tokens.c.expires_ms)
        )
        if user_id is not None:
            query = query.where(tokens.c.user_id == user_id)
        with self._ledger.engine.connect() as connection:
            return [
                SignedInAt(
                    row.hash[:SESSION_LETTERS], row.user_id, row.name, row.device_id, row.expires_ms, row.wall or "",
                    row.node or "",
                )
                for row in connection.execute(query)
            ]  # fmt: skip

    def end_sessions(self, user_id: str, session: str | None = None) -> int:
        """End all sign-ins of somebody, or one; how many ended. Raises `ProblemError` not-found."""
        self.one(user_id)
        which = tokens.c.user_id == user_id
        if session is not None:
            which &= tokens.c.hash.startswith(session, autoescape=True)
        with self._ledger.aside() as connection:
            ended = connection.execute(select(func.count()).select_from(tokens).where(which)).scalar_one()
            end_tokens(self._ledger, connection, which)
            self._told(connection, "sessions-ended", user_id, ended=ended)
        self._accounts.forget()
        self._did("sessions-ended", user_id, ended=ended)
        return ended

    # what holds for all of it

    def _given(self, password: str | None, about: Sequence[str]) -> tuple[str, bool]:
        """A password that may be one, and whether it was made here."""
        if password is None:
            groups = ("".join(secrets.choice(_ALPHABET) for _ in range(5)) for _ in range(_WORDS))
            return "-".join(groups), True
        policy = self._accounts.policy
        if policy.is_short(password):
            raise ProblemError(422, "password-too-short", f"a password has at least {policy.least} letters")
        if policy.is_common(password, about):
            raise ProblemError(422, "password-too-common", "a password is none of those that are guessed first")
        return password, False

    def _change(self, user_id: str, values: Mapping[str, Any], *, stays: bool = True) -> None:
        """`stays`: they look after accounts afterwards if they did before."""

        def check(connection: Connection) -> None:
            if not stays:
                _keep_an_admin(connection, user_id)

        if not self._accounts.change(user_id, values, check):
            raise ProblemError(404, "not-found", "there is no such person")

    def _told(self, connection: Connection, kind: str, user_id: str, **what: object) -> None:
        """A line of the audit; changes of the account itself have theirs from `Accounts`."""
        self._accounts.devices.told(connection, kind, "", what=what, about=f"user:{user_id}")

    def _did(self, what: str, user_id: str, **more: object) -> None:
        """The one place through which every change of an account goes; no secret comes here."""
        _log.info("%s: %s by %s %s", what, user_id, self._by, more or "")


def _keep_an_admin(connection: Connection, without: str) -> None:
    """Raise `ProblemError` last-admin where nobody else could look after accounts. Nobody changes those who can until
    the commit: two that shut out each other at two servers are not both let."""
    is_one = users.c.role.in_(ADMINISTERING) & users.c.is_disabled.is_(False)
    query = select(users.c.id).where(is_one).order_by(users.c.id).with_for_update()
    if [*connection.execute(query).scalars()] == [without]:
        raise ProblemError(409, "last-admin", "nobody else could look after accounts then")


def _account(row: Row[Any], sessions: int, waits_s: int) -> Account:
    return Account(
        row.id, row.name, row.role, row.desk, row.limits, row.is_disabled, row.must_change, row.password_ms,
        row.last_ms, row.last_device, sessions, waits_s,
    )  # fmt: skip


def _clean(limits: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: sorted({*limits[name]}) for name in LIMITS if limits.get(name)}
