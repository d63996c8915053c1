"""One history, written and told by several servers at once: who may write, where it stands, what it has lost.

All writers, of every server over one database, take the same counter row first and read afterwards. So what one decides
is decided by what is there, and sequence numbers become visible in the order of commits: a reader that has seen number
n will never be shown a smaller one later (auto-increment columns do not promise that).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

from backend.base.problems import ProblemError
from backend.base.timings import Timings, Untimed
from backend.base.wakeups import Wakeups
from backend.ledger import head
from backend.ledger.bell import bell_of
from backend.ledger.cursors import Cursor, Lines, Standing
from backend.ledger.head import Head

_log = logging.getLogger(__name__)


class History:
    """One database's, as this server knows it. Safe to call from several threads."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.timings: Timings = Untimed()
        self._writing, self._agreeing = threading.Lock(), threading.Lock()
        self._forgetting: list[Callable[[], object]] = []
        with self.aside() as connection:
            head.prepare(connection)
            self._head = head.read(connection)
        self._lines = Lines(self._head.lines)
        self.wakeups = Wakeups(self._head.seq)
        self.bell = bell_of(engine)

    @property
    def epoch(self) -> str:
        """The name of the history that is written on."""
        return self._head.epoch

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One write transaction of all servers at a time; what it reads stays as it is until it ends.

        A database whose counter is behind what was given out has lost what came since: a new epoch begins.
        """
        asked = time.monotonic()
        with self._writing:
            with self.engine.begin() as connection:
                head.lock(connection)
                begun = time.monotonic()
                self.timings.waited(begun - asked)
                found = head.read(connection)
                if found.epoch == self._head.epoch and found.seq < self.wakeups.seq:
                    found = self._begun(connection, found)
                yield connection
            self.timings.held(time.monotonic() - begun)
            self._adopt(found)

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """A write transaction for what is no record: it waits for nobody else's, and nobody waits for it."""
        with self.engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                head.lock(connection)
            yield connection

    @contextmanager
    def at_one_moment(self) -> Iterator[Connection]:
        """Reads that all see what was there at the first of them, whatever is written meanwhile; nobody waits."""
        with self.engine.connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def look(self) -> None:
        """Learn what other servers wrote, or that the database is not what it was."""
        with self.engine.connect() as connection:
            found = head.read(connection)
        with self._agreeing:
            same = found.epoch == self._head.epoch and found.seq >= self.wakeups.seq
            if same:
                self._know(found)
                self.wakeups.announce(found.seq)
        if same:
            return
        with self.write():
            """Which of the two it is, is decided under the lock."""

    def _begun(self, connection: Connection, found: Head) -> Head:
        _log.warning("the database is at %d, behind %d: a new epoch begins", found.seq, self.wakeups.seq)
        self.bell.ring(connection)
        return found._replace(epoch=head.begin_epoch(connection))

    def _adopt(self, found: Head) -> None:
        with self._agreeing:
            is_another = self._head.epoch != found.epoch
            self._know(found)
            if is_another:
                self.wakeups.begin(found.seq)

    def _know(self, found: Head) -> None:
        """Before any number of a new line is told: it is sealed by that line."""
        if found.lines != self._lines.stored and not self._lines.includes(Lines(found.lines)):
            self._lines = Lines(found.lines)
        has_ended = found.ended != self._head.ended
        self._head = found
        if has_ended:
            for forget in self._forgetting:
                forget()

    def ended(self, connection: Connection) -> None:
        """Say in this transaction that a token or the like is worth nothing any more: no server goes on by what it
        remembers. Before the line of the audit that tells of it."""
        head.end(connection)
        self.bell.ring(connection)

    def on_ended(self, forget: Callable[[], object]) -> None:
        """Call this, in any thread, when something was taken back at whichever server; soon, or within a second."""
        self._forgetting.append(forget)

    def begin_line(self) -> None:
        """A server starts, or its database is back: what was given out before and is not here was lost."""
        with self.write() as connection:
            head.begin_line(connection)
            self.bell.ring(connection)
        self.look()

    def begin_epoch(self) -> str:
        """Say that history was set back, after a backup was restored: every console takes a snapshot. The new epoch."""
        with self.write() as connection:
            epoch = head.begin_epoch(connection)
            self.bell.ring(connection)
        self.look()
        return epoch

    def cursor(self, seq: int) -> str:
        """The opaque text for `seq` of this epoch."""
        return self._lines.text(self.epoch, seq)

    def parse_cursor(self, text: str) -> int:
        """The number in `text`. Raises `ProblemError`: bad-cursor, epoch-changed, cursor-expired."""
        said = self._lines.read(text)
        if said is None:
            raise ProblemError(422, "bad-cursor", "the cursor is not one of this server's")
        if said.epoch != self.epoch or said.standing is not Standing.OURS or said.seq > self.wakeups.seq:
            self.look()  # another server gave it out, and was not heard yet
            said = self._lines.read(text) or said
        if said.epoch == self.epoch and _proves_loss(said, self.wakeups.seq):
            self._set_back(text)
        if said.epoch != self.epoch or said.standing is Standing.UNKNOWN or said.seq > self.wakeups.seq:
            raise ProblemError(409, "epoch-changed", "the server's history began anew; take a snapshot")
        if said.seq < self._head.floor:
            raise ProblemError(410, "cursor-expired", "removals before this cursor are forgotten; take a snapshot")
        return said.seq

    def _set_back(self, text: str) -> None:
        """This cursor was given out, and the database does not reach it: it was set back while nobody looked."""
        with self.write() as connection:
            found = head.read(connection)
            said = Lines(found.lines).read(text)
            if said is not None and said.epoch == found.epoch and _proves_loss(said, found.seq):
                _log.warning("a console has read %d, which the database lost: a new epoch begins", said.seq)
                head.begin_epoch(connection)
                self.bell.ring(connection)
        self.look()


def _proves_loss(said: Cursor, newest: int) -> bool:
    """Whether a cursor shows that the database lost what it once gave out. What nobody sealed is not believed."""
    return said.standing is Standing.CUT_OFF or (said.standing is Standing.OURS and said.seq > newest)
