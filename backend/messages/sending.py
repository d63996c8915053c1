"""Brings out what is due: each message on a thread of its own, so that whoever hangs keeps nobody else waiting."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Row
from sqlalchemy.exc import SQLAlchemyError

from backend.base.clock import now_ms
from backend.messages import queue
from backend.messages.channels import Channel, Channels
from backend.messages.letter import Letter, NotSentError
from backend.messages.measure import Measure
from backend.messages.outages import Outages
from backend.messages.queue import Queue

_log = logging.getLogger(__name__)
AT_ONCE = 4
"""Messages of one channel that are on their way at a time."""
END_S = 3.0
"""For so long the end of a server waits for those; what is not out then goes out from the next one."""


class Sender:
    """One server's. `step` starts what is due, from one thread at a time; what comes of it is written by whoever is
    done first, for all that are done by then."""

    def __init__(self, channels: Channels, waiting: Queue, clock: Callable[[], float] = time.monotonic) -> None:
        self._channels = channels
        self._queue = waiting
        self._clock = clock
        self._measures = {name: Measure(one.said.a_minute, clock) for name, one in channels.by_name.items()}
        self._lock, self._writing = threading.Condition(), threading.Lock()
        self._under_way: dict[str, tuple[str, str]] = {}
        self._outages = Outages(clock)
        self._resting: dict[tuple[str, str], float] = {}
        self._done: dict[str, dict[str, Any]] = {}
        self._is_over = False

    def has_work(self) -> bool:
        """Whether `step` would do anything: what is due, or what became of a message and is not written yet."""
        with self._lock:
            is_unwritten = bool(self._done)
        return is_unwritten or self._queue.has_due()

    def step(self) -> int:
        """Start what is due now; how many."""
        self._settle()  # what could not be written because the database was away
        self._go_on_otherwise()
        return sum(self._step(channel) for channel in self._channels.by_name.values())

    def rest(self, timeout_s: float) -> bool:
        """Wait until nothing is under way; whether that is so."""
        with self._lock:
            return self._lock.wait_for(lambda: not self._under_way, timeout_s)

    def close(self) -> None:
        """Start no more, and wait a moment for what is under way."""
        self._is_over = True
        self.rest(END_S)

    def _step(self, channel: Channel) -> int:
        name = channel.name
        if self._is_over:
            return 0
        with self._lock:
            mine = [receiver for way, receiver in self._under_way.values() if way == name]
            resting = [to for (way, to), until in self._resting.items() if way == name and self._clock() < until]
        measure = self._measures[name]
        room = min(self._outages.room(name, len(mine), AT_ONCE), measure.left())
        found = self._queue.claim(name, room, [*mine, *resting]) if room > 0 else []
        measure.take(len(found))
        for row in found:
            with self._lock:
                self._under_way[row.id] = (name, row.receiver)
            threading.Thread(target=self._bring, args=(channel, row), name=f"send-{name}", daemon=True).start()
        return len(found)

    def _bring(self, channel: Channel, row: Row[Any]) -> None:
        """One message to its end, whatever that is."""
        try:
            values = self._brought(channel, row)
            with self._lock:
                self._done[row.id] = values
            self._settle()
        except SQLAlchemyError as error:
            _log.warning("what became of a message is written later: %s", type(error).__name__)
        finally:
            with self._lock:
                self._under_way.pop(row.id, None)
                self._lock.notify_all()

    def _brought(self, channel: Channel, row: Row[Any]) -> dict[str, Any]:
        try:
            with self._queue.ledger.engine.connect() as connection:
                address = self._channels.address(connection, channel.name, row.receiver, row.about_id)
            if address is None:
                raise NotSentError("no-address", final=True)
            done = channel.adapter.send(letter_of(row), address)
        except NotSentError as error:
            values = queue.not_sent(row, error.reason, channel.said.tries, final=error.final, after_s=error.after_s)
            self._hold(channel.name, row, error, values)
            return values
        except SQLAlchemyError:
            return queue.not_sent(row, "fault", channel.said.tries, final=False, after_s=0.0)
        except Exception as error:  # noqa: BLE001 - one message's trouble is its own; its words may hold an address
            _log.error("sending by %s failed in a way of its own: %s", channel.name, type(error).__name__)
            return queue.not_sent(row, "fault", channel.said.tries, final=False, after_s=0.0)
        self._outages.sent(channel.name)
        with self._lock:
            self._resting.pop((channel.name, row.receiver), None)
        return queue.sent(done.ref, row.tries + 1, is_delivered=done.is_delivered)

    def _hold(self, channel: str, row: Row[Any], error: NotSentError, values: Mapping[str, Any]) -> None:
        """Who cannot be reached now is left alone with all that waits for them; a gateway that asks for it with
        everything."""
        self._outages.failed(channel, error.reason, error.after_s if error.of_all else 0.0)
        if not error.final and row.receiver != queue.MANY and "next_ms" in values:
            with self._lock:
                now = self._clock()
                self._resting = {one: until for one, until in self._resting.items() if until > now}
                self._resting[channel, row.receiver] = now + max(0.0, (values["next_ms"] - now_ms()) / 1000)

    def _settle(self) -> None:
        """Write all that is done by now, in one transaction."""
        with self._writing:
            with self._lock:
                done, self._done = self._done, {}
            try:
                self._queue.change(done)
            except SQLAlchemyError:
                with self._lock:
                    self._done = {**done, **self._done}
                raise

    def _go_on_otherwise(self) -> None:
        """What waits for a channel that this server has not goes by the next one, or has failed; what waits for one
        that is away goes by the next one, where there is one."""
        ours = self._channels.by_name
        changed: dict[str, dict[str, Any]] = {}
        for row in self._queue.stranded(ours):
            ways = [one for one in row.others if one in ours]
            if ways:
                changed[row.id] = {"channel": ways[0], "others": ways[1:], "tries": 0}
            else:
                changed[row.id] = queue.ended(row.reason or "no-channel", row.tries)
        for channel, reason in self._outages.given_up().items():
            for row in self._queue.with_another_way(channel):
                others = list(row.others)
                moved = {"channel": others[0], "others": others[1:], "tries": 0, "next_ms": now_ms(), "reason": reason}
                changed[row.id] = moved
        self._queue.change(changed)


def letter_of(row: Row[Any]) -> Letter:
    """A row as it goes out."""
    return Letter(
        key=row.id, kind=row.kind, about_type=row.about_type, about_id=row.about_id, subject=row.subject,
        text=row.body, made_ms=row.made_ms, drill=row.drill, facts=row.facts,
    )  # fmt: skip
