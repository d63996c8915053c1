"""An incident that is opened here is there at once, under one id; who told of it goes beside it and leaves no trace."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import pytest

from console.base.errors import IocError, LinkError, StorageError
from console.base.settings import Settings
from console.incidents.opening import Opening
from console.incidents.reporters import FOLDER, Reporters
from console.net.api import Api
from console.records.models import Actor, Incident, OutboxState, PendingAction
from console.session import Session
from console.storage.store import search_text
from console.verbs import actions
from contract.records.incident import Severity
from contract.reporters import ReporterIn
from contract.verbs.incident import OPENED_ID, Open
from offline_cache import feeds, outbox
from offline_cache.feeds import Item

T = TypeVar("T")
HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
TREE = Open(title="Cây đổ chắn đường", kind="cay-do", severity=Severity.MEDIUM, place="Hẻm 12 Lê Thánh Tôn", ward="Mây")
CALLER = ReporterIn(name="Bác Tư", phone="0900 000 417")
Work = Callable[[Session], Awaitable[None]]


class Server:
    """Takes who told of an incident; away, or unwilling, for as long as a test wants."""

    def __init__(self) -> None:
        self.is_away = False
        self.refuses = 0
        self.told: dict[str, Any] = {}

    def call(self, _method: str, path: str, *, body: dict[str, Any]) -> dict[str, Any]:
        if self.is_away:
            raise LinkError("unreachable")
        if self.refuses:
            raise LinkError("bad_answer", status=self.refuses, detail="no")
        self.told[path.split("/")[3]] = body
        return {"masked": "•••• 417"}

    async def __call__(self, work: Callable[[Api], T]) -> T:
        return work(cast("Any", self))


def _with_session(folder: Path, work: Work) -> None:
    async def run() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        try:
            session.people.actor = HA
            await session._parcels._reporters.stop()  # one that a test lets look is the only one
            await work(session)
        finally:
            await session.stop()

    asyncio.run(run())


async def _put(session: Session, action: PendingAction, state: OutboxState, reason: str = "") -> None:
    _cache, box = session.caches
    await box.write(lambda db: outbox.set_state(db, action.action_id, str(state), reason))


async def _until(test: Callable[[], object], what: str) -> None:
    for _again in range(1000):
        if test():
            return
        await asyncio.sleep(0.02)
    raise AssertionError(what)


async def _the_one(session: Session) -> Incident:
    [shown] = await session.store.incidents()
    return shown


def _with_the_number(folder: Path) -> list[str]:
    """Files that have it, which nobody else on this machine may read."""
    found = [one for one in folder.rglob("*") if one.is_file() and b"0900 000 417" in one.read_bytes()]
    assert [one for one in found if one.stat().st_mode & 0o077] == []
    return [one.name for one in found]


def _kept(folder: Path) -> list[str]:
    return sorted(path.stem for path in (folder / FOLDER).glob("*"))


def test_it_is_shown_at_once_and_can_be_worked_on_before_the_server_knows(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        saved = await session.opening.open(TREE)
        shown = await _the_one(session)
        assert OPENED_ID.fullmatch(shown.id)
        assert shown.id == saved.target_id
        assert (shown.title, shown.kind, shown.severity) == (TREE.title, "cay-do", Severity.MEDIUM)
        assert (shown.place, shown.ward, shown.source_name) == (TREE.place, "Mây", HA.name)
        assert shown.code == "TẠM-001"
        assert shown.created_at == saved.occurred_at
        assert shown.pending == ("open",)
        assert [line.verb for line in shown.history] == ["open"]
        await session.act(actions.acknowledge(shown))
        await session.act(actions.note(shown, "Đã gọi Công ty cây xanh"))
        worked = await _the_one(session)
        assert worked.acknowledged_by == HA.id
        assert worked.pending == ("open", "acknowledge", "note")
        second = await session.opening.open(TREE)
        assert {one.code for one in await session.store.incidents()} == {"TẠM-001", "TẠM-004"}
        assert second.target_id != saved.target_id

    _with_session(tmp_path, work)


def test_it_is_there_after_a_kill_and_found_by_its_words(tmp_path: Path) -> None:
    async def before(session: Session) -> None:
        await session.opening.open(TREE, CALLER)

    async def after(session: Session) -> None:
        shown = await _the_one(session)
        assert shown.title == TREE.title
        assert _kept(tmp_path) == [shown.id]
        for text in ("cay do", "Cây đổ", "le thanh", "chan hem"):
            assert await session.store.search(text) == [shown.id], text
        assert await session.store.search("cay bang") == []

    _with_session(tmp_path, before)
    _with_session(tmp_path, after)


def test_what_the_server_says_takes_its_place_and_never_stands_beside_it(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        saved = await session.opening.open(TREE)
        await _put(session, saved, OutboxState.ANSWERED)
        data = {
            "code": "TT-0042", "title": TREE.title, "created_at": datetime.now(UTC).isoformat(), "severity": 3,
            "history": [{"at": saved.occurred_at.isoformat(), "verb": "open", "action_id": saved.action_id}],
        }  # fmt: skip
        cache, _box = session.caches
        page = [Item("incident", saved.target_id, 1, data)]
        await cache.write(lambda db: feeds.apply_page(db, page, "1", search_text))
        shown = await _the_one(session)
        assert (shown.code, shown.pending) == ("TT-0042", ())
        assert len(shown.history) == 1

    _with_session(tmp_path, work)


def test_one_that_was_refused_stays_in_sight_until_somebody_decides(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        saved = await session.opening.open(TREE)
        await _put(session, saved, OutboxState.NEEDS_ATTENTION, "forbidden")
        assert (await session.store.incidents_of((saved.target_id,)))[0].refused == ("open",)
        await session.decisions.retry(saved.action_id)
        again = await _the_one(session)
        assert again.id == saved.target_id, "said again it is the same one"
        assert again.pending == ("open",)
        [waiting] = await session.store.outbox()
        await session.decisions.withdraw(waiting.action_id)
        assert await session.store.incidents() == []

    _with_session(tmp_path, work)


def test_who_told_of_it_is_in_nothing_that_is_kept(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        saved = await session.opening.open(TREE, CALLER)
        assert "417" not in str(saved.payload)
        assert _with_the_number(tmp_path) == [f"{saved.target_id}.json"]

    _with_session(tmp_path, work)


def test_who_told_of_it_is_sent_once_the_server_has_the_incident_and_kept_no_longer(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        server = Server()
        reporters = Reporters(session, server)
        opening = Opening(session.act, reporters)
        saved = await opening.open(TREE, CALLER)
        server.is_away = True
        reporters.start()
        await asyncio.sleep(0)
        assert server.told == {}, "the server knows of no such incident yet"
        await _put(session, saved, OutboxState.ANSWERED)
        session.changes.emit("outbox")
        server.is_away = False
        session.changes.emit("links")
        await _until(lambda: server.told, "told")
        assert server.told == {saved.target_id: CALLER.model_dump()}
        await _until(lambda: not _kept(tmp_path), "forgotten here")
        await reporters.stop()

    _with_session(tmp_path, work)


def test_whoever_looks_while_it_is_being_saved_throws_nobody_away(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        reporters = Reporters(session, Server())
        looked = asyncio.Event()

        async def slowly(action: actions.Action, instead_of: str | None, by: object) -> PendingAction:
            del instead_of, by
            reporters.start()
            await _until(lambda: reporters.rounds, "somebody has looked")
            looked.set()
            return await session.act(action)

        saved = await Opening(slowly, reporters).open(TREE, CALLER)
        assert looked.is_set()
        assert _kept(tmp_path) == [saved.target_id]
        await reporters.stop()

    _with_session(tmp_path, work)


@pytest.mark.parametrize("state", [OutboxState.WITHDRAWN, OutboxState.PUT_AWAY])
def test_of_what_was_never_opened_nobody_is_kept(tmp_path: Path, state: OutboxState) -> None:
    async def work(session: Session) -> None:
        reporters = Reporters(session, Server())
        saved = await Opening(session.act, reporters).open(TREE, CALLER)
        await _put(session, saved, state)
        reporters.start()
        await _until(lambda: not _kept(tmp_path), "forgotten")
        await reporters.stop()

    _with_session(tmp_path, work)


def test_a_server_that_will_not_hear_it_is_told_of_and_not_asked_again(
    tmp_path: Path, expected_noise: list[str]
) -> None:
    expected_noise.append("who told of an incident was refused: 404")

    async def work(session: Session) -> None:
        server = Server()
        server.refuses = 404
        reporters = Reporters(session, server)
        saved = await Opening(session.act, reporters).open(TREE, CALLER)
        await _put(session, saved, OutboxState.SETTLED)
        told: list[str] = []
        session.notices.subscribe(lambda notice: told.append(notice.code))
        reporters.start()
        await _until(lambda: not _kept(tmp_path), "given up")
        assert "reporter_refused" in told
        await reporters.stop()

    _with_session(tmp_path, work)


def test_what_could_not_be_saved_leaves_nobody_behind(tmp_path: Path) -> None:
    async def work(session: Session) -> None:
        async def full(_action: object, _instead: object = None, _by: object = None) -> PendingAction:
            raise StorageError("full")

        reporters = Reporters(session, Server())
        with pytest.raises(IocError):
            await Opening(full, reporters).open(TREE, CALLER)
        assert _kept(tmp_path) == []

    _with_session(tmp_path, work)
