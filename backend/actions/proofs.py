"""What proves who did an action: looked at before any rule is asked (`contract.signing`).

`author`: a key of their sign-in at that device signed it. `pin`: the key that their PIN seals there did. `session`: no
key of theirs did, but they deliver it in a sign-in of their own, whose every request is proven; so comes what a console
saved before it had keys, and nothing after it: who once signed at a device signs there always, so that nobody can lay
something of theirs among what waits. `web`: they did it in the server's own pages, in whose every request the key comes
that signed it; it proves the browser that they signed in with, and no device (docs/explanation/web-sessions.md).
Whoever is signed in says nothing of anybody else's action.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select

from backend.actions.deed import Outcome, rejected
from backend.base.clock import now_ms
from backend.ledger.key_tables import author_keys, device_keys
from backend.ledger.schema import actions
from backend.people.author_keys import Kind
from backend.people.roles import Caller
from contract.signing import AUTHOR, DEVICE, is_signed
from contract.wire import ActionIn, Batch

SESSION = "session"
_DEVICE = select(device_keys.c.key).where(device_keys.c.device_id == bindparam("device_id"))
_AUTHORS = select(author_keys).where(
    author_keys.c.device_id == bindparam("device_id"),
    author_keys.c.thumbprint.in_(bindparam("thumbprints", expanding=True)),
)

_SIGNED = (
    select(actions.c.action_id)
    .where(
        actions.c.device_id == bindparam("device_id"),
        actions.c.actor_id == bindparam("actor_id"),
        actions.c.proof.in_(bindparam("proofs", expanding=True)),
    )
    .order_by(actions.c.device_seq.desc())
    .limit(1)
)


@dataclass(frozen=True)
class Author:
    """How the author of an action is known, and by which public keys; or why it is not taken for theirs."""

    proof: str = ""
    device_key: str = ""
    key: str = ""
    refusal: Outcome | None = None


def authors_of(connection: Connection, caller: Caller, batch: Batch) -> list[Author]:
    """Of each action of the batch, in their order; two look-ups, whatever their number."""
    device = connection.execute(_DEVICE, {"device_id": batch.device_id}).scalar() or ""
    named = sorted({action.author_key for action in batch.actions if action.author_key})
    keys: dict[tuple[str, str], Row[Any]] = {}
    if named:
        asked = {"device_id": batch.device_id, "thumbprints": named}
        keys = {(row.thumbprint, row.user_id): row for row in connection.execute(_AUTHORS, asked)}
    may_be_bare = any(not one.author_signature for one in batch.actions) and not _signs(connection, caller, batch)
    found = []
    for action in batch.actions:
        found.append(_author(caller if may_be_bare else None, action, device, keys))
        may_be_bare = may_be_bare and not (action.actor_id == caller.id and found[-1].key)
    return found


def _signs(connection: Connection, caller: Caller, batch: Batch) -> bool:
    """Whether the caller signed anything that came from this device before."""
    asked = {"device_id": batch.device_id, "actor_id": caller.id, "proofs": [str(kind) for kind in Kind]}
    return connection.execute(_SIGNED, asked).first() is not None


def _author(caller: Caller | None, action: ActionIn, device: str, keys: Mapping[tuple[str, str], Row[Any]]) -> Author:
    """`caller` is in whose sign-in it comes, where that proves anything; None where they sign."""
    is_own = caller is not None and action.actor_id == caller.id
    own = Author(SESSION, device if action.signature else "")
    if not action.signature:
        if is_own and not action.author_signature and not action.author_key:
            return own
        return Author(refusal=rejected(403, "not-signed", "the signature of the device is missing"))
    if not is_signed(device, DEVICE, action.hash, action.signature):
        return Author(refusal=rejected(403, "bad-signature", "this is no signature of the device's key"))
    if not action.author_signature and is_own:
        return own
    found = keys.get((action.author_key, action.actor_id))
    if found is None or not action.author_signature:
        return _unproven(f"no key of {action.actor_id} at this device signed this")
    if found.ends_ms is not None and found.ends_ms <= now_ms():
        return _unproven(f"the key ended before this came: password, role or PIN of {action.actor_id} changed")
    if not is_signed(found.key, AUTHOR, action.hash, action.author_signature):
        return Author(refusal=rejected(403, "bad-signature", "this is no signature of the author's key"))
    return Author(found.kind, device, found.key)


def _unproven(why: str) -> Author:
    return Author(refusal=rejected(403, "author-not-proven", why))
