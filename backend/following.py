"""What follows from what is written, in the same transaction: lines of plans that run, who may see which message."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from backend.ledger.changes import Change
from backend.ledger.ledger import Follow, Ledger, RecordTuple
from backend.messages.post import Post
from backend.plans.scribe import Scribe

__all__ = ["Post", "Scribe", "scribe_of"]


def scribe_of(ledger: Ledger, post: Post | None) -> Scribe:
    """The scribe of the plans; from now on it, and the post where there is one, hears of each write of `ledger`."""
    scribe = Scribe(ledger)
    ledger.follow = _both(scribe, post) if post is not None else scribe.follow
    return scribe


def _both(scribe: Scribe, post: Post) -> Follow:
    def follow(connection: Connection, changes: Sequence[Change]) -> list[RecordTuple]:
        return [*scribe.follow(connection, changes), *post.following(connection, changes)]

    return follow
