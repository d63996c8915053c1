"""The queue in the database: who has which message to send, and what became of it.

Whoever sends one has it for a while. A server that is killed meanwhile leaves it to the next: it is sent once more
then, with the same key, and never lost.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Text, and_, cast, delete, func, select, update

from backend.actions.shift_lines import RUNNING, by_itself
from backend.base.clock import iso, now_ms
from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.message_tables import FAILED, NAMED, WAITING
from backend.ledger.schema import messages
from backend.messages.standing import TYPE, moved

LEASE_MS = 150_000
"""Longer than a channel may take for one message (60 s), with the look for its name before and the commit after."""
FIRST_S, LONGEST_S = 5.0, 900.0
"""Between two tries: twice as long each time."""
BEFORE_NEXT = 3
"""Tries by one channel while there is another one to go by."""
DAY_MS = 24 * 3_600_000
MANY = "reporter"
"""A receiver that is somebody else each time: several of theirs go at once."""
RANKS = ("waiting", "sent", "delivered", "read")
ARRIVED: Mapping[str, str] = MappingProxyType({"subject": "", "body": ""})
"""Of what has arrived the text is not needed any more: nobody sends it again."""
EVENT = "message_failed"
"""The line of the shift's log that tells of one that failed for good."""


def pause_ms(tries: int, after_s: float, chance: float | None = None) -> int:
    """For how long a message rests after so many tries: between half and all of what doubles each time, so that
    many that failed together do not come back together; never less than was asked for."""
    whole = min(LONGEST_S, FIRST_S * float(2 ** min(max(0, tries - 1), 20)))
    share = random.random() if chance is None else chance
    return round(max(whole * (0.5 + share / 2), after_s) * 1000)


class Queue:
    """Of one ledger. Safe to call from several threads, and by several servers."""

    def __init__(self, ledger: Ledger, lang: str = "vi") -> None:
        self.ledger = ledger
        self._lang = lang

    def claim(self, channel: str, count: int, busy: Iterable[str]) -> list[Row[Any]]:
        """Up to `count` messages that are due by `channel`, for this server alone for a while: of receivers in `busy`
        none, and one for each other agency, whoever waits longest first. However much waits for one, no other has to
        wait for that."""
        now, mine = now_ms(), list[Row[Any]]()
        due = and_(messages.c.channel == channel, WAITING, messages.c.next_ms <= now, messages.c.lease_ms <= now)
        busy = [one for one in busy if one != MANY]
        oldest = func.min(messages.c.next_ms)
        receivers = select(messages.c.receiver).where(due, messages.c.receiver.not_in(busy))
        with self.ledger.engine.connect() as connection:
            turns = connection.execute(receivers.group_by(messages.c.receiver).order_by(oldest).limit(count)).scalars()
            found: list[Row[Any]] = []
            for receiver in turns.all():
                one = select(messages).where(due, messages.c.receiver == receiver).order_by(messages.c.next_ms)
                found += connection.execute(one.limit(count if receiver == MANY else 1)).all()
        if not found:
            return []
        with self.ledger.aside() as connection:
            for row in found[:count]:
                own = and_(messages.c.id == row.id, messages.c.state == "waiting", messages.c.lease_ms == row.lease_ms)
                if connection.execute(update(messages).where(own).values(lease_ms=now + LEASE_MS)).rowcount:
                    mine.append(row)
        return mine

    def has_due(self) -> bool:
        """Whether anything waits whose time has come; asked each second, and writes nothing."""
        query = select(messages.c.id).where(WAITING, messages.c.next_ms <= now_ms()).limit(1)
        with self.ledger.engine.connect() as connection:
            return connection.execute(query).first() is not None

    def stranded(self, channels: Iterable[str], most: int = 100) -> list[Row[Any]]:
        """Messages that wait for a channel which this server has not."""
        where = and_(WAITING, messages.c.channel.not_in(list(channels)))
        with self.ledger.engine.connect() as connection:
            return list(connection.execute(select(messages).where(where).order_by(messages.c.next_ms).limit(most)))

    def with_another_way(self, channel: str, most: int = 100) -> list[Row[Any]]:
        """Messages that wait for a channel, are under way by nobody, and could go by another one."""
        free = and_(messages.c.channel == channel, WAITING, messages.c.lease_ms <= now_ms())
        query = select(messages).where(free, cast(messages.c.others, Text) != "[]").order_by(messages.c.next_ms)
        with self.ledger.engine.connect() as connection:
            return list(connection.execute(query.limit(most)))

    def change(self, changed: Mapping[str, Mapping[str, Any]]) -> int:
        """Write what became of messages, by id: the rows, their records, and a line of the log for each that failed.
        One that is not waiting any more stays as it is, for its receipt came first. How many changed."""
        if not changed:
            return 0
        at = now_ms()
        with self.ledger.write() as connection:
            told: list[RecordTuple] = []
            for key, values in changed.items():
                where = and_(messages.c.id == key, messages.c.state == "waiting")
                if connection.execute(update(messages).where(where).values(**values)).rowcount:
                    told += self._told(connection, key, values, at)
            seq = self.ledger.put(connection, told)
        self.ledger.wakeups.announce(seq)
        return sum(kind == TYPE for kind, _key, _data in told)

    def receipt(self, channel: str, ref: str, told: str) -> str | None:
        """Write what a receipt says of the message that is called `ref`: `delivered`, `read` or `failed`. The message's
        id, None where there is none. A receipt leads forwards alone, and says nothing twice."""
        at = now_ms()
        with self.ledger.write() as connection:
            row = self.find(connection, channel, ref)
            if row is None:
                return None
            seq = self.ledger.wakeups.seq
            values = _by_receipt(row, told)
            if values:
                connection.execute(update(messages).where(messages.c.id == row.id).values(**values))
                seq = self.ledger.put(connection, self._told(connection, row.id, values, at))
        self.ledger.wakeups.announce(seq)
        return str(row.id)

    def again(self, connection: Connection, row: Row[Any], ways: Sequence[str]) -> int:
        """Let one that has failed begin anew by `ways`; the newest number of the feed, after the caller's commit to be
        announced."""
        values = {
            "state": "waiting", "reason": "", "tries": 0, "next_ms": now_ms(), "lease_ms": 0, "settled_ms": None,
            "channel": ways[0] if ways else "", "others": list(ways[1:]),
        }  # fmt: skip
        connection.execute(update(messages).where(messages.c.id == row.id).values(**values))
        return self.ledger.put(connection, self._told(connection, row.id, values, now_ms()))

    @staticmethod
    def find(connection: Connection, channel: str, ref: str) -> Row[Any] | None:
        """The message of this key, or called so by the channel."""
        own = select(messages).where(messages.c.id == ref, messages.c.channel == channel)
        theirs = select(messages).where(messages.c.channel == channel, messages.c.ref == ref, NAMED)
        return connection.execute(own).first() or connection.execute(theirs).first()

    def _told(self, connection: Connection, key: str, values: Mapping[str, Any], at: int) -> list[RecordTuple]:
        found = self.ledger.read(connection, TYPE, key)
        if found is None:
            return []
        data = moved(found[1], values, at, self._lang)
        told: list[RecordTuple] = [(TYPE, key, data)]
        watch = self.ledger.read(connection, "shift", RUNNING) if data["state"] == "failed" else None
        if watch is not None:
            params = {name: data[name] for name in ("to", "kind", "channel", "reason", "reason_text")}
            about = data["about"] if data["about_type"] == "incident" else None
            told.append(("log_entry", f"{key}:{at}", by_itself(watch[1], EVENT, params, iso(at), incident_id=about)))
        return told

    def failed(self, limit: int) -> list[Row[Any]]:
        """The dead letters, the newest first."""
        query = select(messages).where(FAILED)
        with self.ledger.engine.connect() as connection:
            order = (messages.c.settled_ms.desc(), messages.c.id)
            return list(connection.execute(query.order_by(*order).limit(limit)))

    def forget(self, days: int, most: int = 500) -> int:
        """Drop what has been settled for so many days, its text and its record; how many."""
        limit = now_ms() - days * DAY_MS
        query = select(messages.c.id).where(messages.c.settled_ms < limit).order_by(messages.c.settled_ms).limit(most)
        count = 0
        while True:
            with self.ledger.write() as connection:
                ids = list(connection.execute(query).scalars())
                connection.execute(delete(messages).where(messages.c.id.in_(ids)))
                seq = self.ledger.put(connection, (), [(TYPE, key, "out_of_scope") for key in ids])
            self.ledger.wakeups.announce(seq)
            count += len(ids)
            if len(ids) < most:
                return count


def _by_receipt(row: Row[Any], told: str) -> dict[str, Any]:
    """What a receipt changes; nothing where it brings nothing new. One that did not arrive goes by the next channel."""
    if told == "failed":
        is_open = row.state in ("waiting", "sent")
        return not_sent(row, "undelivered", 1, final=True, after_s=0.0) if is_open else {}
    if row.state == "failed" or rank(told) <= rank(row.state):
        return {}
    return {"state": told, "reason": "", "settled_ms": now_ms(), "lease_ms": 0, **ARRIVED}


def rank(state: str) -> int:
    """How far that is."""
    return RANKS.index(state) if state in RANKS else 0


def sent(ref: str, tries: int, *, is_delivered: bool) -> dict[str, Any]:
    """What stands in the row of a message that went out."""
    values: dict[str, Any] = {
        "state": "delivered" if is_delivered else "sent", "reason": "", "tries": tries, "ref": ref[:200],
        "settled_ms": now_ms(), "lease_ms": 0,
    }  # fmt: skip
    return {**values, **(ARRIVED if is_delivered else {})}


def not_sent(row: Row[Any], reason: str, tries_most: int, *, final: bool, after_s: float) -> dict[str, Any]:
    """What stands in the row of one that did not: another try, another channel, or its end. That the last channel has
    no address says less than why the one before it failed."""
    tries, others = row.tries + 1, list(row.others)
    reason = row.reason if reason == "no-address" and row.reason else reason
    most = min(tries_most, BEFORE_NEXT) if others else tries_most
    waits: dict[str, Any] = {"state": "waiting", "reason": reason, "lease_ms": 0}
    if not final and tries < most:
        return waits | {"tries": tries, "next_ms": now_ms() + pause_ms(tries, after_s)}
    if others:
        return waits | {"tries": 0, "next_ms": now_ms(), "channel": others[0], "others": others[1:]}
    return ended(reason, tries)


def ended(reason: str, tries: int) -> dict[str, Any]:
    """What stands in the row of one that nobody tries any more."""
    return {"state": "failed", "reason": reason, "tries": tries, "settled_ms": now_ms(), "lease_ms": 0}
