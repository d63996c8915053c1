"""A stream that its server ended in order is begun again before its link is called late; one that broke is lost."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from console.base.errors import LinkError
from console.net.api import Wakeup
from console.net.links import Links
from console.records.models import LinkChannel, LinkState
from console.sync.contact import Contact
from console.sync.listen_loop import ListenLoop
from console.sync.steps import Bounds, Steps

SAID = [Wakeup("wake", None), Wakeup("heartbeat", None)]


class PausedError(Exception):
    """The loop rests before it opens the next stream."""


class _Steps(Steps):
    async def pause(self, name: str, seconds: float) -> None:
        raise PausedError


def _after(wakeups: Callable[[], Iterator[Wakeup]]) -> LinkState:
    """What the link of incidents is when one such stream is over."""
    links = Links(lambda: None)
    links.heard()
    links.pulled(catching_up=False)
    api: Any = SimpleNamespace(wakeups=wakeups)

    async def call(work: Callable[[Any], Any]) -> Any:
        return await asyncio.to_thread(work, api)

    session: Any = SimpleNamespace(links=links, call=call)
    contact: Any = Contact(SimpleNamespace())  # type: ignore[arg-type]
    with pytest.raises(PausedError):
        asyncio.run(ListenLoop(session, contact, _Steps(lambda _name, _seconds: None, Bounds())).run())
    return links.state(LinkChannel.INCIDENTS)


def test_a_server_says_goodbye() -> None:
    assert _after(lambda: iter(SAID)) == LinkState.LIVE


def test_a_server_is_killed() -> None:
    def broken() -> Iterator[Wakeup]:
        yield from SAID
        raise LinkError("cut")

    assert _after(broken) == LinkState.LATE


def test_a_stream_that_says_nothing_is_none() -> None:
    assert _after(lambda: iter(())) == LinkState.LATE
