"""Letting in whom the city's identity provider speaks of."""

from __future__ import annotations

import secrets

from sqlalchemy import select

from backend.base.problems import ProblemError
from backend.ledger.ledger import Ledger
from backend.ledger.schema import users
from backend.ledger.upsert import upsert
from backend.people.accounts import Accounts
from backend.people.devices import Seat
from backend.people.oidc import Identity
from backend.people.policy import secret
from backend.people.roles import Caller


def enter(
    ledger: Ledger, accounts: Accounts, identity: Identity, device_id: str, seat: Seat | None = None
) -> tuple[str, Caller]:  # fmt: skip
    """A new token for whom the identity provider speaks of. Their account is made with the first, and has the role
    that the provider gives; an account of ours that has the same name stays somebody else's.

    Raises `ProblemError` user-exists, account-disabled; what `Devices.admit` does.
    """
    with ledger.engine.connect() as connection:
        row = connection.execute(select(users).where(users.c.subject == identity.subject)).first()
        taken = connection.execute(select(users.c.id).where(users.c.id == identity.user)).first()
    if row is None and taken is not None:
        raise ProblemError(409, "user-exists", "an account of this name is not the identity provider's")
    if row is not None and row.is_disabled:
        raise ProblemError(403, "account-disabled", "an administrator shut this account out")
    said = {"name": identity.name, "role": str(identity.role)}
    if row is None:
        values = {"id": identity.user, "desk": "", "subject": identity.subject, **secret(secrets.token_urlsafe(32))}
        with ledger.aside() as connection:
            # They may come at two servers at once.
            if not upsert(connection, users, {**values, **said}, users.c.subject == identity.subject):
                raise ProblemError(409, "user-exists", "an account of this name is not the identity provider's")
    elif (row.name, row.role) != (identity.name, str(identity.role)):
        accounts.change(row.id, said)
    return accounts.issue(identity.user if row is None else row.id, device_id, seat)
