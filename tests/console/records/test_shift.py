"""The shift on the console: lines written offline show at once, corrections stand beside what they correct, a draft
holds every open item of mine, and what was taken over offline is mine on the screen before the server knows."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from console.base.settings import Settings
from console.records.models import Actor, Indicator, Shift, Source
from console.records.shift import ShiftEntry, named, pinned, takers
from console.session import Session
from console.shifts import actions as shift_actions
from console.shifts.store import silent
from console.storage.store import search_text
from console.verbs.over_shift import entries
from contract.records.shift import Person
from offline_cache import feeds, outbox
from offline_cache.feeds import Item

HA = Actor(id="ha.le", name="Lê Thu Hà", role="operator", desk="Bàn trực 2")
AT = "2026-11-21T12:00:00.000Z"
NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
PEOPLE = [{"id": "ha.le", "name": "Lê Thu Hà"}, {"id": "tuan.pham", "name": "Phạm Quốc Tuấn", "desk": "Bàn trực 1"}]
Work = Callable[[Session, Shift], Awaitable[None]]


def _shift(version: int = 1) -> Item:
    data = {"name": "Ca ngày", "starts_at": AT, "ends_at": AT, "people": PEOPLE}
    return Item("shift", "current", version, data)


def _incident(key: str, **changes: Any) -> Item:
    return Item("incident", key, 1, {"code": key, "title": "Ngập", "created_at": AT, "state": "new", **changes})


def _with_session(folder: Path, work: Work, *items: Item) -> None:
    async def run() -> None:
        session = Session(Settings(credentials="file"), folder, with_video=False)
        await session.start()
        try:
            session.people.actor = HA
            await _said(session, _shift(), *items)
            shift = await session.store.shift()
            assert shift is not None
            await work(session, shift)
        finally:
            await session.stop()

    asyncio.run(run())


async def _said(session: Session, *items: Item) -> None:
    """The server said so."""
    cache, _box = session.caches
    await cache.write(lambda db: feeds.apply_page(db, items, "c", search_text))


def _entry(key: str, minutes: int, **changes: Any) -> ShiftEntry:
    return ShiftEntry(id=key, at=NOW - timedelta(minutes=minutes), text=key, **changes)


def test_a_line_written_offline_shows_at_once_and_settles_without_a_double(tmp_path: Path) -> None:
    async def work(session: Session, shift: Shift) -> None:
        saved = await session.act(shift_actions.log_entry(shift, "Mưa lớn ở Thượng Lĩnh", pinned=True))
        (line,) = await session.shifts.log()
        assert (line.id, line.pending, line.pinned, line.shift_name) == (saved.action_id, True, True, "Ca ngày")
        assert line.actor_name == "Lê Thu Hà"
        await _said(session, Item("log_entry", saved.action_id, 1, {"at": AT, "text": "Mưa lớn", "kind": "typed"}))
        (line,) = await session.shifts.log()
        assert not line.pending, "the server's line takes its place"

    _with_session(tmp_path, work)


def test_a_correction_stands_beside_and_unpins_what_it_corrects() -> None:
    known = [_entry("a", 30, pinned=True), _entry("b", 20, corrects="a"), _entry("c", 10, corrects="a", pinned=True)]
    found = {line.id: line for line in entries(known, [], None)}
    assert found["a"].corrected_by == "c", "the newest correction counts"
    assert [line.id for line in pinned(found.values(), NOW)] == ["c"]
    assert pinned([_entry("old", 60 * 27, pinned=True)], NOW) == []


def test_who_is_here_shows_before_the_server_knows(tmp_path: Path) -> None:
    async def work(session: Session, shift: Shift) -> None:
        await session.act(shift_actions.sign_on(shift, HA))
        seen = await session.shifts.shift()
        assert seen is not None
        assert [person.id for person in seen.people if person.present_since] == ["ha.le"]
        await session.act(shift_actions.sign_off(shift))
        seen = await session.shifts.shift()
        assert seen is not None
        assert not any(person.present_since for person in seen.people)

    _with_session(tmp_path, work)


def test_a_draft_holds_every_open_item_of_mine_and_what_is_down(tmp_path: Path) -> None:
    async def work(session: Session, shift: Shift) -> None:
        await session.act(shift_actions.log_entry(shift, "đang chờ"))
        draft = await session.shifts.draft("ha.le", NOW, ["Camera cầu Đá"])
        assert {one.id: code for one, code in draft.items} == {"mine": "await_result", "owned": "assign"}
        assert draft.pending == 1
        assert draft.cameras_down == ("Camera cầu Đá",)
        assert draft.sources_down == ("Trạm mưa",)
        assert [person.id for person in draft.people] == ["tuan.pham"]
        saved = await session.act(shift_actions.offer(shift, draft, Person(id="tuan.pham", name="Phạm Quốc Tuấn")))
        (offer,) = await session.shifts.handovers()
        assert (offer.id, offer.unsent, len(offer.items), offer.to_name) == (
            saved.action_id, True, 2, "Phạm Quốc Tuấn",
        )  # fmt: skip
        assert offer.signatures[0].pending

    _with_session(
        tmp_path, work, _incident("mine", assignee_id="ha.le", state="in_progress"),
        _incident("owned", acknowledged_by="ha.le", state="acknowledged"), _incident("other", assignee_id="x"),
        _incident("done", assignee_id="ha.le", state="resolved"),
        Item("source", "rain", 1, {"name": "Trạm mưa", "last_report_at": "2026-11-17T10:00:00Z"}),
    )  # fmt: skip


def test_the_next_watch_can_take_over_and_comes_first_near_the_end() -> None:
    lan = {"id": "lan.huynh", "name": "Huỳnh Ngọc Lan"}
    data = {
        "id": "current", "version": 1, "name": "Ca ngày", "starts_at": AT, "people": PEOPLE, "next_name": "Ca đêm",
        "next_people": [*PEOPLE, lan],
    }  # fmt: skip
    for hours, wanted in ((1.5, ["lan.huynh", "tuan.pham"]), (6, ["tuan.pham", "lan.huynh"])):
        shift = Shift.model_validate({**data, "ends_at": NOW + timedelta(hours=hours)})
        people, coming = takers(shift, "ha.le", NOW)
        assert [one.id for one in people] == wanted
        assert named(shift, coming) == {"lan.huynh": "Ca đêm"}, "who is here already is of this watch"


def test_what_is_taken_over_offline_is_mine_on_the_screen(tmp_path: Path) -> None:
    items = [{"incident_id": key, "code": key, "title": "", "state": "new", "outcome": ""} for key in ("a", "b")]
    handover = {
        "from_id": "tuan.pham", "from_name": "Phạm Quốc Tuấn", "to_id": "ha.le", "state": "offered", "items": items,
        "signatures": [{"side": "giver", "at": AT}],
    }  # fmt: skip

    async def work(session: Session, shift: Shift) -> None:
        (offer,) = await session.shifts.handovers()
        await session.act(shift_actions.take(shift, offer, ["a"]))
        await session.act(shift_actions.give_back(shift, offer, ["b"], "thuộc đội khác"))
        (after,) = await session.shifts.handovers()
        assert [(item.outcome, item.pending) for item in after.items] == [("taken", True), ("returned", True)]
        assert (after.state, after.unsent) == ("taken", True)
        assert after.undecided == ()
        assert {one.id: one.assignee_id for one in await session.store.incidents()} == {"a": "ha.le", "b": "tuan.pham"}
        one = await session.store.incident("a")
        assert one is not None
        assert one.pending == ("assign",)
        cache, box = session.caches
        assert cache is not box
        taken = next(row for row in await session.store.outbox() if row.type == "handover_take")
        await box.write(lambda db: outbox.set_state(db, taken.action_id, outbox.SETTLED))
        one = await session.store.incident("a")
        assert one is not None
        assert one.assignee_id == "tuan.pham", "settled: the server alone says it"

    _with_session(
        tmp_path, work, _incident("a", assignee_id="tuan.pham"), _incident("b", assignee_id="tuan.pham"),
        Item("handover", "h", 1, handover),
    )  # fmt: skip


def test_what_changed_since_is_what_came_after_the_giver_signed(tmp_path: Path) -> None:
    later = {"at": "2026-11-21T12:40:00Z", "verb": "note", "actor_name": "x", "text": "đã tới nơi"}
    before = later | {"at": "2026-11-21T11:00:00Z"}
    handover = {
        "from_id": "ha.le", "to_id": "x", "items": [{"incident_id": key} for key in ("still", "gone", "moved")],
        "signatures": [{"side": "giver", "at": AT}],
    }  # fmt: skip

    async def work(session: Session, _shift: Shift) -> None:
        (one,) = await session.shifts.handovers()
        found = await session.shifts.since(one)
        assert [(since.item.incident_id, [line.text for line in since.lines]) for since in found] == [
            ("moved", ["đã tới nơi"]), ("still", []), ("gone", []),
        ]  # fmt: skip
        assert [since.state for since in found] == ["in_progress", "new", ""]

    _with_session(
        tmp_path, work, _incident("still", history=[before]),
        _incident("moved", history=[before, later], state="in_progress"), Item("handover", "h", 1, handover),
    )  # fmt: skip


def test_a_source_is_down_after_three_reports_that_did_not_come() -> None:
    def source(key: str, minutes: int | None) -> Source:
        at = None if minutes is None else NOW - timedelta(minutes=minutes)
        return Source(id=key, name=key, last_report_at=at)

    indicators = [Indicator(id="i", name="i", source="fast", period="five_minutes"),
                  Indicator(id="j", name="j", source="fast", period="day")]  # fmt: skip
    sources = [source("fast", 16), source("slow", 60 * 24), source("never", None)]
    assert silent(sources, indicators, NOW) == ["fast", "never"]
    assert silent([source("fast", 14)], indicators, NOW) == []
