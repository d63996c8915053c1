"""A desk that an operator and a duty officer share, at a real server, and what the server's log says afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pysqlite3

from console.base.settings import Settings
from console.records.models import Actor, OutboxState, PendingAction
from console.session import Session
from console.verbs.actions import Action
from tests.harness.patience import Patience
from tests.journeys.city import City

OPERATOR, OFFICER = "ha.le", "an.nguyen"
PINS = {OPERATOR: "482913", OFFICER: "730164"}
ON_ITS_WAY = {OutboxState.WAITING, OutboxState.SENDING}


@contextlib.asynccontextmanager
async def desk(folder: Path, town: City) -> AsyncIterator[Session]:
    """The console of one desk, whoever sits there."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    session = Session(Settings(credentials="file", backend_url=town.url), folder, with_video=False)
    await session.start()
    try:
        yield session
    finally:
        await session.stop()


async def incident(session: Session) -> str:
    """The id of an open incident, once there is one."""
    patience = Patience(30)
    while not (found := await session.store.incidents()):
        assert not patience.is_over, "no incident came"
        await asyncio.sleep(0.05)
    return found[0].id


async def note(session: Session, target: str, text: str, **more: Any) -> str:
    """Write something down in the name of whoever acts here; the action's id."""
    action = Action(type="note", target_id=target, base_version=1, payload={"text": text})
    return (await session.act(action, **more)).action_id


async def delivered(session: Session) -> list[PendingAction]:
    """What is in trouble, once nothing is on its way any more."""
    patience = Patience(60)
    while True:
        rows = await session.store.outbox()
        if not any(row.state in ON_ITS_WAY for row in rows):
            return [row for row in rows if row.state in (OutboxState.NEEDS_ATTENTION, OutboxState.REJECTED)]
        assert not patience.is_over, [(row.actor_id, row.state, row.reason) for row in rows]
        await asyncio.sleep(0.05)


async def shared(session: Session, town: City) -> Actor:
    """Both have signed in here and set their PINs; the operator sits there."""
    for user in (OFFICER, OPERATOR):
        actor = await session.sign_in(user, town.password)
        await session.people.set_pin(PINS[user], town.password)
    return actor


def log(town: City) -> dict[str, tuple[str, str, str]]:
    """By what was written: who did it, what came of it, and by what it was proven."""
    rows = [row for row in town.log() if row["type"] == "note"]
    return {json.loads(row["payload"])["text"]: (row["actor_id"], row["result"], row["proof"]) for row in rows}


def edit_json(path: Path, change: Callable[[Any], Any]) -> None:
    """As somebody with an editor and the rights of the desk's account."""
    path.write_text(json.dumps(change(json.loads(path.read_text(encoding="utf-8")))), encoding="utf-8")


def edit_outbox(folder: Path, statement: str, *values: object) -> None:
    """The same with SQLite's own tool; the journal beside it goes, so that it does not put things right."""
    with contextlib.closing(pysqlite3.connect(folder / "outbox.db")) as database, database:
        assert database.execute(statement, values).rowcount
    (folder / "outbox.jsonl").unlink()


def outbox_rows(folder: Path) -> list[dict[str, Any]]:
    """Everything in it."""
    with contextlib.closing(pysqlite3.connect(folder / "outbox.db")) as database:
        database.row_factory = pysqlite3.Row
        return [dict(row) for row in database.execute("SELECT * FROM actions ORDER BY number")]
