"""Whether the server answers, as all loops of a session know it, and what wakes each of them."""

from __future__ import annotations

import asyncio
import random
from collections import deque
from collections.abc import Mapping
from typing import Any

from console.base.errors import UNREADABLE, IocError, SignInError
from console.base.notices import Notices
from console.base.server_time import boot_s

RETRY_FIRST_S, RETRY_LAST_S = 0.5, 2.0
"""One desk that asks every two seconds is no storm, and what waits leaves within 5 s of the server's return."""
RETRY_LONG_S, RETRY_LONG_AFTER_S = 15.0, 600.0

BROUGHT_MOST = 8
"""Who is further behind asks for all of it at once."""


class Contact:
    """One session's. Its events wake the loops of their names; each is cleared by the loop that waits for it."""

    def __init__(self, notices: Notices) -> None:
        self._notices = notices
        self.pull, self.deliver, self.learn = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.histories = asyncio.Event()
        self.returned = asyncio.Event()
        self.brought: deque[Mapping[str, Any]] = deque(maxlen=BROUGHT_MOST)
        """Pages that came with wake-ups and were not taken in yet."""
        self.streaming = False
        """Whether wake-ups are heard."""
        self.drained = False
        """Whether all that waited for the return has been sent."""
        self.points_due = False
        """Whether measured values may have been missed."""
        self._lost_since: float | None = None
        self._refusal = ""
        self._chance = random.Random()  # noqa: S311 - jitter, not a secret

    @property
    def is_lost(self) -> bool:
        """Whether the server is known to be away."""
        return self._lost_since is not None

    def try_all(self) -> None:
        """Let everything be tried now."""
        for event in (self.pull, self.deliver, self.returned):
            event.set()

    def begin(self) -> None:
        """Nobody has answered yet, as of now."""
        self._lost_since = boot_s()

    def lose(self) -> None:
        """From now on, or from before, nobody answers."""
        if self._lost_since is None:
            self._lost_since = boot_s()

    def find(self) -> None:
        """The server is back: send what waits, learn what was missed."""
        self._lost_since = None
        self.drained, self.points_due = False, True
        for event in (self.deliver, self.learn, self.histories, self.returned):
            event.set()

    def answered(self) -> None:
        """A pull went well: whoever is refused after this is told so anew, and what was told is over."""
        if self._refusal:
            self._notices.take_back(self._refusal)
        self._refusal = ""

    def failed(self, error: IocError) -> None:
        """A pull did not go well."""
        if error.code not in UNREADABLE:
            self.lose()
        elif self._lost_since is not None:
            # We cannot read what it says, but it can take what we said: the outbox is drained as it is.
            self._lost_since = None
            self.deliver.set()
        self.refused(error)

    def refused(self, error: IocError) -> None:
        """A sign-in that no longer holds is told once, not at every try."""
        if isinstance(error, SignInError) and error.code != self._refusal:
            self._notices.take_back(self._refusal)
            self._refusal = error.code
            self._notices.post(error.code, "warning")

    def pause_s(self) -> float:
        """How long to leave the server alone: short while somebody may wait, longer when it stays away."""
        if self._lost_since is not None and boot_s() - self._lost_since > RETRY_LONG_AFTER_S:
            return self._chance.uniform(RETRY_LAST_S, RETRY_LONG_S)
        return self._chance.uniform(RETRY_FIRST_S, RETRY_LAST_S)
