"""Messages that have failed: listed for those who see what they are about, and begun again."""

from __future__ import annotations

from sqlalchemy import Connection, select

from backend.base.clock import iso
from backend.base.problems import ProblemError
from backend.following import Post
from backend.ledger.schema import messages
from backend.messages.standing import TYPE
from backend.people.roles import Caller
from backend.people.scopes import in_reach
from backend.privacy.sight import shown
from contract.messages import FailedOut


def listed(post: Post, caller: Caller, limit: int) -> list[FailedOut]:
    """The newest `limit` of them, without those about what the caller does not see."""
    found = []
    ledger = post.queue.ledger
    for row in post.queue.failed(limit):
        known = ledger.current(TYPE, row.id)
        if known is None or not in_reach(caller.scope, TYPE, known[1]):
            continue
        data = shown(str(caller.role), TYPE, known[1])
        found.append(FailedOut(
            id=row.id, about_type=row.about_type, about=row.about_id, kind=row.kind, rule=row.rule, to=data["to"],
            channel=row.channel, reason=row.reason, reason_text=data["reason_text"], tries=row.tries,
            made_at=iso(row.made_ms), failed_at=iso(row.settled_ms),
        ))  # fmt: skip
    return found


def begun_again(post: Post, caller: Caller, connection: Connection, key: str) -> int:
    """Let it be tried once more; the newest number of the feed. Raises `ProblemError` unknown-message, not-failed."""
    row = connection.execute(select(messages).where(messages.c.id == key)).first()
    known = post.queue.ledger.read(connection, TYPE, key)
    if row is None or known is None or not in_reach(caller.scope, TYPE, known[1]):
        raise ProblemError(404, "unknown-message", "there is no such message, or not any more")
    if row.state != "failed":
        raise ProblemError(409, "not-failed", "it is on its way, or has arrived")
    rule = post.making.rule(row.rule)
    return post.queue.again(connection, row, post.making.ways(rule, row.receiver) if rule is not None else ())
