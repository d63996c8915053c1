"""A whole console without a screen in front of the servers: it saves, sends, reads, and says how its links stand."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from console.base.settings import Settings
from console.records.models import LinkChannel, LinkState
from console.session import Session
from console.verbs.actions import note
from tests.ha.replicas import Door
from tests.harness.patience import Patience

STEP_S = 0.02


@asynccontextmanager
async def console(folder: Path, door: Door, user: str) -> AsyncIterator[Session]:
    """Signed in and live."""
    authority = Path(door.authority) if door.authority else None
    settings = Settings(credentials="file", backend_url=door.url, ca_file=authority)
    session = Session(settings, _made(folder), with_video=False)
    await session.start()
    try:
        await session.sign_in(user, door.password)
        await comes(lambda: session.links.state(LinkChannel.INCIDENTS) == LinkState.LIVE, "the console is live")
        yield session
    finally:
        await session.stop()


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def comes(condition: Callable[[], object], what: str, timeout_s: float = 60.0) -> None:
    """Wait for it. Raises AssertionError that names `what`."""
    patience = Patience(timeout_s)
    while not condition():
        assert not patience.is_over, f"not within {timeout_s} s: {what}"
        await asyncio.sleep(STEP_S)


async def notes(session: Session, key: str, texts: list[str]) -> None:
    """Each is said to be saved when this returns."""
    for text in texts:
        incident = await session.store.incident(key)
        assert incident is not None, f"the console has no {key}"
        await session.act(note(incident, text))


async def settled(session: Session, what: str, timeout_s: float = 60.0) -> None:
    """Wait until nothing that was saved waits for a server any more."""
    patience = Patience(timeout_s)
    while await session.store.pending_count():
        assert not patience.is_over, f"{await session.store.pending_count()} not sent within {timeout_s} s: {what}"
        await asyncio.sleep(STEP_S)


async def holds(session: Session, key: str, texts: list[str], timeout_s: float = 60.0) -> None:
    """Wait until the incident is on this desk, and has each of these in its history once."""
    patience = Patience(timeout_s)
    there: list[str] = []
    incident = None
    while incident is None or any(there.count(text) != 1 for text in texts):
        assert not patience.is_over, f"{key} on the desk: {there}"
        await asyncio.sleep(STEP_S)
        incident = await session.store.incident(key)
        there = [line.text for line in incident.history] if incident is not None else []
