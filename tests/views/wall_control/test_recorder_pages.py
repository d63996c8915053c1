"""What was on the wall, page by page: older ones on demand, what comes meanwhile above them, and why nothing comes."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any, cast

from console.base.errors import LinkError
from console.records.wall import Recording
from views.base.context import Context
from views.wall_control.recorder_pages import PAGES_MOST, Asked, RecordingPages

NOW = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def entry(minute: int, ref: str = "c1", *, lasts_s: float = 60.0, still: str | None = None) -> dict[str, Any]:
    """Something was on screen t1 from that minute on."""
    begin = NOW + timedelta(minutes=minute)
    end = begin + timedelta(seconds=lasts_s)
    tiles = [{"place": "0", "type": "camera", "ref": ref}]
    return {"screen": "t1", "from": begin.isoformat(), "to": end.isoformat(), "tiles": tiles, "still": still}


def page(*entries: dict[str, Any], older: str | None = None) -> Recording:
    return Recording.model_validate({"entries": entries, "next_page": older})


class Server:
    """Answers what it was given, by the page that is asked for; `None` is the first."""

    def __init__(self) -> None:
        self.pages: dict[str | None, Recording | Exception] = {None: page()}
        self.asked: list[dict[str, Any]] = []
        self.gate: asyncio.Event | None = None
        self.changes = 0
        walls = SimpleNamespace(recording=self._recording)
        context = SimpleNamespace(session=SimpleNamespace(walls=walls), now=lambda: NOW)
        self.read = RecordingPages(cast("Context", context), self._changed)

    def _changed(self) -> None:
        self.changes += 1

    async def _recording(self, _wall: str, **asked: Any) -> Recording:
        self.asked.append(asked)
        answer = self.pages[asked["page"]]
        if self.gate is not None:
            await self.gate.wait()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def minutes(self) -> list[float]:
        """When what is shown began, in the order shown."""
        return [(one.starts_at - NOW).total_seconds() / 60 for one in self.read.entries.values()]


def told(story: Callable[[Server], Awaitable[None]]) -> None:
    async def run() -> None:
        await story(Server())

    asyncio.run(run())


def test_older_pages_come_below_and_fresh_ones_above() -> None:
    async def story(server: Server) -> None:
        server.pages |= {None: page(entry(-1), entry(-2), older="p2"), "p2": page(entry(-3))}
        await server.read.ask("w", Asked(camera="c1"))
        assert server.asked[-1]["camera"] == "c1"
        assert server.read.has_more
        await server.read.more("w")
        assert server.minutes() == [-1, -2, -3]
        assert not server.read.has_more
        await server.read.more("w")
        assert len(server.asked) == 2, "there is nothing older to ask for"
        server.pages[None] = page(entry(0), entry(-1, lasts_s=90))
        await server.read.follow("w")
        assert server.minutes() == [0, -1, -2, -3]
        assert next(one for one in server.read.entries.values() if one.starts_at < NOW).ends_at > NOW, "it goes on"

    told(story)


def test_a_failure_is_told_and_what_was_read_stays() -> None:
    async def story(server: Server) -> None:
        server.pages[None] = LinkError("unreachable")
        await server.read.ask("w", Asked())
        assert server.read.trouble == "unreachable"
        assert not server.read.is_waited_for
        server.pages[None] = page(entry(-1))
        await server.read.follow("w")
        assert server.read.trouble == ""
        assert server.minutes() == [-1]
        server.pages[None], before = LinkError("timed_out"), server.changes
        await server.read.follow("w")
        assert (server.read.trouble, server.minutes()) == ("timed_out", [-1])
        assert server.changes > before, "somebody has to hear of it"
        await server.read.follow("w")
        assert server.changes == before + 1, "the same trouble is news once"

    told(story)


def test_the_answer_to_what_is_no_longer_asked_is_dropped() -> None:
    async def story(server: Server) -> None:
        server.gate = asyncio.Event()
        server.pages[None] = page(entry(-9, "old"))
        first = asyncio.ensure_future(server.read.ask("w", Asked("old")))
        await asyncio.sleep(0)
        assert server.read.is_waited_for
        second = asyncio.ensure_future(server.read.ask("w", Asked("new")))
        await asyncio.sleep(0)
        server.pages[None] = page(entry(-1, "new"))
        server.gate.set()
        await asyncio.gather(first, second)
        assert server.minutes() == [-1]

    told(story)


def test_moments_between_two_contents_are_left_out_but_not_what_has_a_picture() -> None:
    async def story(server: Server) -> None:
        server.pages[None] = page(
            entry(-1, "", lasts_s=1),
            entry(-2, "", lasts_s=1, still="s"),
            entry(-3, "", lasts_s=9),
            entry(-4, lasts_s=1),
        )
        await server.read.ask("w", Asked())
        assert server.minutes() == [-2, -3, -4]

    told(story)


def test_what_is_shown_up_to_now_goes_on_and_a_named_time_does_not() -> None:
    async def story(server: Server) -> None:
        after = timedelta(seconds=5)
        assert server.read.is_due(NOW, after)
        await server.read.ask("w", Asked())
        assert not server.read.is_due(NOW + timedelta(seconds=4), after)
        assert server.read.is_due(NOW + after, after)
        assert server.read.is_due(NOW - timedelta(hours=1), after), "the clock was set back"
        await server.read.ask("w", Asked(until=NOW))
        assert not server.read.is_due(NOW + after, after)

    told(story)


def test_nobody_walks_into_the_past_for_ever() -> None:
    async def story(server: Server) -> None:
        server.pages |= {None: page(entry(0), older="p"), "p": page(entry(-1), older="p")}
        await server.read.ask("w", Asked())
        for _more in range(PAGES_MOST + 5):
            await server.read.more("w")
        assert len(server.asked) == PAGES_MOST

    told(story)
