"""What an operator decides about what was not taken: said again in its place, put away, combined; offline as well."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import IocError
from console.base.settings import Settings
from console.exporting import MEASURES, Leaving, told
from console.incidents.conflicts import combined, conflict
from console.records.models import Actor, Incident, OutboxState, PendingAction
from console.session import Session
from console.storage.store import search_text
from console.verbs import actions
from offline_cache import feeds, outbox
from offline_cache.feeds import Item

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
AT = "2026-11-21T12:00:00.000Z"
Work = Callable[[Session, Incident], Awaitable[None]]


def _incident(version: int, **changes: Any) -> Item:
    data: dict[str, Any] = {"code": "SC-1", "title": "Ngập", "created_at": AT, "state": "new", **changes}
    return Item("incident", "i", version, data)


def _line(verb: str, text: str) -> dict[str, str]:
    return {"at": AT, "received_at": AT, "verb": verb, "actor_name": "Nguyễn Hữu An", "text": text}


def _with_session(folder: Path, work: Work) -> None:
    async def run() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        try:
            session.people.actor = HA
            await _said(session, _incident(1))
            incident = await session.store.incident("i")
            assert incident is not None
            await work(session, incident)
        finally:
            await session.stop()

    asyncio.run(run())


async def _said(session: Session, item: Item) -> None:
    """The server said so."""
    cache, _box = session.caches
    await cache.write(lambda db: feeds.apply_page(db, [item], str(item.version), search_text))


async def _in_trouble(session: Session, action: actions.Action, state: str, reason: str) -> PendingAction:
    saved = await session.act(action)
    _cache, box = session.caches
    await box.write(lambda db: outbox.set_state(db, saved.action_id, state, reason))
    return saved


async def _states(session: Session) -> dict[str, OutboxState]:
    return {row.type: row.state for row in await session.store.outbox()}


def test_what_was_not_sent_is_taken_back_but_what_left_the_desk_stays_told(tmp_path: Path) -> None:
    async def work(session: Session, incident: Incident) -> None:
        note = await session.act(actions.note(incident, "x"))
        left = await session.act(told(tmp_path / "a.csv", Leaving(MEASURES, 3)))
        await session.decisions.withdraw(note.action_id)
        with pytest.raises(IocError) as refused:
            await session.decisions.withdraw(left.action_id)
        assert refused.value.code == "stays_told"
        assert await _states(session) == {"export": OutboxState.WAITING}

    _with_session(tmp_path, work)


def test_a_conflict_knows_both_versions_and_what_happened_since(tmp_path: Path) -> None:
    async def work(session: Session, incident: Incident) -> None:
        saved = await _in_trouble(
            session, actions.resolve(incident, "Đã bơm cạn"), outbox.CONFLICT, "changed-meanwhile it was escalated"
        )
        await _said(session, _incident(2, escalation_level=1, history=[_line("escalate", "Nước lên lại")]))
        found = await conflict(session.store, saved.action_id)
        assert found is not None
        fields = {field.name: field for field in found.fields}
        assert (fields["state"].ours, fields["state"].server) == ("resolved", "new")
        assert fields["escalation_level"].is_news
        assert [line.text for line in found.since] == ["Nước lên lại"]
        assert found.action.reason == "changed-meanwhile"
        assert found.action.detail == "it was escalated"
        assert combined(found) == "Đã bơm cạn\nNguyễn Hữu An: Nước lên lại"
        marked = await session.store.incident("i")
        assert marked is not None
        assert marked.conflicts == (saved.action_id,)

    _with_session(tmp_path, work)


def test_saying_it_again_takes_the_place_of_what_was_refused(tmp_path: Path) -> None:
    """On the incident as it is now: a newer version, a newer assignee."""

    async def work(session: Session, incident: Incident) -> None:
        assign = actions.Action(
            type="assign", target_id="i", base_version=incident.version,
            payload={"assignee_id": "x", "assignee_name": "X", "assignee_version": 0},
        )  # fmt: skip
        saved = await _in_trouble(session, assign, outbox.EXPIRED, "outlived")
        await _said(session, _incident(5, assignee_version=3))
        await session.decisions.retry(saved.action_id)
        rows = await session.store.outbox()
        assert [row.state for row in rows] == [OutboxState.WAITING]
        assert rows[0].base_version == 5
        assert rows[0].payload["assignee_version"] == 3
        assert rows[0].payload["instead_of"] == saved.action_id, "the new one names the old one"
        assert rows[0].occurred_at > datetime(2026, 1, 1, tzinfo=UTC)
        past = await session.store.past((OutboxState.SETTLED,), 20)
        assert [(row.action_id, row.reason) for row in past] == [(saved.action_id, "again")]
        with pytest.raises(IocError, match="no_action"):
            await session.decisions.retry(saved.action_id)

    _with_session(tmp_path, work)


def test_what_is_put_away_is_kept_and_can_come_back_as_it_was(tmp_path: Path) -> None:
    async def work(session: Session, incident: Incident) -> None:
        saved = await _in_trouble(session, actions.note(incident, "x"), outbox.REJECTED, "incident-closed it is closed")
        waiting = await session.act(actions.acknowledge(incident))
        await session.decisions.put_away(saved.action_id)
        assert await _states(session) == {"acknowledge": OutboxState.WAITING}
        away = (await session.store.past((OutboxState.PUT_AWAY,), 20))[0]
        assert (away.was, away.reason, away.detail) == (OutboxState.REJECTED, "incident-closed", "it is closed")
        _cache, box = session.caches
        assert await box.write(outbox.prune) == 0, "never forgotten"
        await session.decisions.take_out(saved.action_id)
        assert (await _states(session))["note"] == OutboxState.REJECTED
        with pytest.raises(IocError, match="no_action"):
            await session.decisions.put_away(waiting.action_id)

    _with_session(tmp_path, work)


@pytest.mark.parametrize(("state", "kind"), [("in_progress", "resolve"), ("resolved", "note")])
def test_combining_resolves_what_is_open_and_notes_what_is_not(tmp_path: Path, state: str, kind: str) -> None:
    async def work(session: Session, incident: Incident) -> None:
        saved = await _in_trouble(session, actions.resolve(incident, "Đã xong"), outbox.CONFLICT, "changed-meanwhile")
        await _said(session, _incident(2, state=state))
        await session.decisions.combine(saved.action_id, "cả hai")
        rows = await session.store.outbox()
        assert [(row.type, row.base_version, row.state) for row in rows] == [(kind, 2, OutboxState.WAITING)]
        with pytest.raises(IocError, match="no_action"):
            await session.decisions.combine(saved.action_id, "lần nữa")

    _with_session(tmp_path, work)
