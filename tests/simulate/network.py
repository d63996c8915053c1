"""The way between one console and the server: slow, lossy, repetitive, and sometimes away."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from console.base.errors import LinkError
from tests.simulate.scheduler import Scheduler, Sleep
from tests.simulate.server import Server

TIME_OUT_S = 20.0


class Network:
    """One console's link; `Source` and push in one. `trouble` is the share of calls that go wrong."""

    def __init__(self, scheduler: Scheduler, server: Server, person: str) -> None:
        self._scheduler = scheduler
        self._chance = scheduler.chance
        self.server = server
        self._person = person
        self._old_pages: list[Any] = []
        self._stream_at = ""
        """Up to where this console's stream of wake-ups has told; an event that got lost is told to nobody again."""
        self.device_id = ""
        self.cut_off = False
        self.trouble = 0.0
        self.reading = 0
        """Answers to be written into the cache that are in the air."""

    async def snapshot(self, page: str | None) -> dict[str, Any]:
        """A page of everything."""
        return dict(await self._read(lambda: self.server.snapshot(page)))

    async def changes(self, cursor: str, limit: int, wait_s: float) -> dict[str, Any]:
        """Changes after `cursor`; now and then an old page comes again."""
        del limit, wait_s
        answer = await self._read(lambda: self.server.changes(self._person, self.device_id, cursor))
        if self._old_pages and self._chance.random() < self.trouble / 3:
            return dict(self._chance.choice(self._old_pages))
        self._old_pages = [*self._old_pages[-4:], answer]
        return dict(answer)

    def brought(self) -> list[dict[str, Any]]:
        """Pages that came with wake-ups: mostly the next ones, now and then none, late ones, or with a gap before."""
        pages: list[dict[str, Any]] = []
        for _ in range(0 if self.cut_off else self._chance.choice((0, 1, 1, 2))):
            try:
                page = dict(self.server.told(self._person, self.device_id, self._stream_at))
            except LinkError:
                self._stream_at = ""  # the history was set back: the stream begins anew
                break
            self._stream_at = page["next_cursor"]
            if self._chance.random() >= self.trouble and not page["has_more"]:
                pages.append(page)
        return [*self._chance.choices(self._old_pages, k=int(bool(self._old_pages and self._chance.random() < 0.1))),
                *pages]  # fmt: skip

    async def digest(self, cursor: str) -> dict[str, Any]:
        """Counts and digests as of `cursor`."""
        return dict(await self._ask(lambda: self.server.digest(cursor)))

    async def push(self, batch: Mapping[str, Any]) -> dict[str, Any]:
        """Deliver actions."""
        sent = dict(batch)
        return dict(await self._ask(lambda: self.server.push(self._person, sent)))

    async def _read(self, ask: Callable[[], Any]) -> Any:
        self.reading += 1
        try:
            return await self._ask(ask)
        finally:
            self.reading -= 1

    async def _ask(self, ask: Callable[[], Any]) -> Any:
        if self.cut_off:
            await Sleep(self._chance.uniform(0.05, TIME_OUT_S))
            raise LinkError("unreachable")
        await Sleep(self._chance.uniform(0.005, 0.5))
        if self._chance.random() >= self.trouble:
            answer = ask()
            await Sleep(self._chance.uniform(0.005, 0.5))
            return answer
        return await self._go_wrong(ask)

    async def _go_wrong(self, ask: Callable[[], Any]) -> Any:
        fate = self._chance.choice(("lost question", "lost answer", "late", "twice", "slow", "error", "portal"))
        if fate in ("error", "portal"):
            raise LinkError("server_error" if fate == "error" else "not_json")
        if fate == "lost answer":
            ask()
        if fate == "late":
            # The console has given up, and the question arrives nevertheless, perhaps after what was asked later.
            late_s = self._chance.uniform(TIME_OUT_S, TIME_OUT_S * 2)
            self._scheduler.start(_asked_late(ask), "late question", self.server, late_s)
        if fate in ("lost question", "lost answer", "late"):
            await Sleep(TIME_OUT_S)
            raise LinkError("timed_out")
        answer = ask()
        if fate == "twice":
            await Sleep(self._chance.uniform(0.005, 2.0))
            answer = ask()
        await Sleep(self._chance.uniform(0.5, TIME_OUT_S))
        return answer


async def _asked_late(ask: Callable[[], Any]) -> None:
    try:
        ask()
    except LinkError:
        return  # nobody waits for the answer
