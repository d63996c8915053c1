"""The queue at a desk: what was typed, what waits while somebody reads, own views that last, and what is joined."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication

from console.base.changes import Changes
from console.records.models import Actor
from console.storage.store import Store, search_text
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache, migrate_outbox
from tests.harness.qt_loop import qt_loop
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.base.faults import Faults
from views.program.command_line import Options
from views.program.timings import Timings
from views.queue import saved_views
from views.queue.commands import QueueCommands
from views.queue.news import READING_S
from views.queue.queue import QueuePresenter
from views.queue.saved_views import OWN, SavedView, SavedViews
from widgets.base import theme
from widgets.queue.panel import QueuePanel

ME = Actor(id="ha.le", name="Lê Thu Hà", role="operator")
Told = Callable[["Desk"], Awaitable[None]]


class _NoDrafts:
    """Nobody has typed anything yet, and nobody is killed."""

    def get(self, _target: str, _verb: str) -> None:
        return None

    def keep(self, *_said: object) -> None:
        return None

    def drop(self, *_said: object) -> None:
        return None


class Desk:
    """A queue over a real cache, and the time in hand."""

    def __init__(self, folder: Path, cache: Cache, box: Cache) -> None:
        self._cache = cache
        self._version = 0
        self.now = datetime.now(UTC)
        self.clock_s = 1_000.0
        self.changes = Changes()
        self.changes.attach(asyncio.get_running_loop())
        session = SimpleNamespace(
            changes=self.changes, store=Store(cache, box), actor=ME, drafts=_NoDrafts(), blocking=asyncio.to_thread
        )
        context = Context(session, Options(), folder, Faults(), Timings(None, 0.0), theme.current())  # type: ignore[arg-type]
        context.now = lambda: self.now
        self.said: list[str] = []
        context.faults.show = lambda text, _level: self.said.append(text)
        self.panel = QueuePanel()
        self.panel.resize(432, 620)
        self.panel.show()
        self.queue = QueuePresenter(context, self.panel)
        self.queue.news._monotonic = lambda: self.clock_s
        self.registry = Registry()
        commands = QueueCommands(
            context, self.panel, self.queue, lambda key: self.queue.incident(key or self.queue.selected_id), self._run
        )
        commands.bind(self.registry)
        self.queue.start()

    def _run(self, name: str, args: object) -> None:
        raise AssertionError(f"{name} {args}")

    async def put(self, *numbers: int, **facts: object) -> None:
        """Let these incidents come as a pull brings them, and wait until the queue knows."""
        self._version += 1
        items = []
        for number in numbers:
            data = {
                "code": f"SC-{number}", "title": f"Ngập {number}", "severity": 3, "state": "new", "kind": "ngap",
                "lat": 9.6 + number / 10, "lon": 106.5, "ward": "Phường Hòa An",
                "created_at": (self.now - timedelta(minutes=number)).isoformat(),
            }  # fmt: skip
            items.append(Item("incident", f"i{number}", self._version, {**data, **facts}))
        write = partial(feeds.apply_page, items=items, cursor=f"c.{self._version}", search_text=search_text)
        await self._cache.write(write)
        self.changes.emit("incident", {item.id for item in items})
        ended = facts.get("state") == "resolved"
        wanted = None if ended else self._version
        while any(self._version_of(number) != wanted for number in numbers):  # noqa: ASYNC110 - no event tells it
            await asyncio.sleep(0.02)

    def _version_of(self, number: int) -> int | None:
        known = self.queue.incident(f"i{number}")
        return known.version if known is not None else None

    def ids(self) -> list[str]:
        """The rows."""
        return [row.id for row in self.queue.shown]


def at_desk(folder: Path, qapp: QApplication, told: Told) -> None:
    """Tell a story at a desk."""

    async def run() -> None:
        cache, box = Cache(folder / "cache.db", migrate_cache), Cache(folder / "outbox.db", migrate_outbox)
        await cache.open()
        await box.open()
        desk = Desk(folder, cache, box)
        try:
            await asyncio.wait_for(told(desk), 20)
        finally:
            desk.queue.close()
            desk.panel.close()
            desk.panel.deleteLater()
            cache.close()
            box.close()

    theme.apply(qapp, theme.load("dark"))
    with qt_loop(qapp) as loop:
        loop.run_until_complete(run())


def test_news_wait_while_somebody_reads_except_what_is_critical(tmp_path: Path, qapp: QApplication) -> None:
    async def told(desk: Desk) -> None:
        await desk.put(*range(1, 31))
        assert len(desk.ids()) == 30
        desk.queue.select("i15")
        before = desk.ids()
        place = desk.panel.table.visualRect(desk.panel.table.currentIndex()).top()
        await desk.put(50, 51, severity=2)
        assert desk.ids() == before, "somebody has just chosen a row"
        assert "2 " in desk.panel.news()
        await desk.put(52, severity=1)
        assert desk.ids() == ["i52", *before], "what is critical waits for nobody"
        assert desk.panel.table.visualRect(desk.panel.table.currentIndex()).top() == place
        await desk.put(3, state="resolved")
        assert "i3" not in desk.ids()
        await desk.registry.run("show-news")
        assert set(desk.ids()[:3]) == {"i50", "i51", "i52"}
        assert not desk.panel.news()
        assert desk.panel.table.verticalScrollBar().value() == 0
        desk.queue.select("i20")
        await desk.put(60)
        assert "i60" not in desk.ids()
        desk.clock_s += 600
        desk.queue.tick(desk.now)
        assert "i60" in desk.ids(), "nobody is reading any more"
        assert desk.queue.selected_id == "i20"

    assert READING_S < 600
    at_desk(tmp_path, qapp, told)


def test_a_mistake_is_told_and_hides_nothing(tmp_path: Path, qapp: QApplication) -> None:
    async def told(desk: Desk) -> None:
        await desk.put(1, 2, 3)
        desk.panel.search.setText("sev:hgih")
        assert len(desk.ids()) == 3
        assert not desk.panel.mistake.text(), "who is still typing has made no mistake yet"
        await asyncio.sleep(0.6)
        assert "hgih" in desk.panel.mistake.text()
        assert desk.queue.state()["mistakes"] == ["bad_value"]
        assert "high" in desk.panel.mistake.text()
        desk.panel.search.setText("sev:high")
        assert not desk.panel.mistake.text()
        assert desk.ids() == []
        assert desk.panel.state() == "no_match"
        desk.panel.search.setText("ngap -SC-2")
        assert set(desk.ids()) == {"i1", "i3"}

    at_desk(tmp_path, qapp, told)


def test_time_alone_brings_a_row_into_the_view(tmp_path: Path, qapp: QApplication) -> None:
    async def told(desk: Desk) -> None:
        await desk.put(1, deadline=(desk.now + timedelta(minutes=31)).isoformat())
        await desk.registry.run("filter-due-soon")
        assert desk.ids() == []
        desk.clock_s += 600
        desk.now += timedelta(minutes=2)
        desk.queue.tick(desk.now)
        assert desk.ids() == ["i1"]
        desk.now += timedelta(minutes=30)
        desk.queue.tick(desk.now)
        assert desk.ids() == []
        assert desk.queue.open.counts()["overdue"] == 1

    at_desk(tmp_path, qapp, told)


def test_own_views_are_kept_counted_chosen_deleted_and_brought_back(tmp_path: Path, qapp: QApplication) -> None:
    async def told(desk: Desk) -> None:
        run = desk.registry.run
        await desk.put(1, 2)
        await desk.put(3, severity=1)
        with pytest.raises(CommandRefusedError):
            await run("save-view", {"name": "Việc gấp"})
        desk.panel.search.setText("sev:1")
        await run("save-view", {"name": "Việc gấp"})
        assert desk.queue.filter == f"{OWN}Việc gấp"
        assert desk.ids() == ["i3"]
        assert desk.queue.open.counts()[f"{OWN}Việc gấp"] == 1
        await run("filter-all")
        assert len(desk.ids()) == 3
        await run("own-view-1")
        assert desk.ids() == ["i3"]
        assert desk.registry.why_off("own-view-2") == "no_view"
        kept = json.loads((tmp_path / "views-ha.le.json").read_text(encoding="utf-8"))
        assert kept["views"] == [{"name": "Việc gấp", "line": "sev:1", "base": "all"}]
        await run("delete-view")
        assert desk.queue.filter == "all"
        assert saved_views.load(tmp_path, "ha.le") == SavedViews()
        await run("restore-view")
        assert desk.ids() == ["i3"]
        assert saved_views.load(tmp_path, "ha.le").named("VIỆC GẤP") is not None
        await run("choose-view", {"name": "\0ward Phường Hòa An"})
        assert desk.panel.search.text() == 'ward:"Phường Hòa An"'

    at_desk(tmp_path, qapp, told)


def test_what_is_joined_stands_under_one_and_tells_so(tmp_path: Path, qapp: QApplication) -> None:
    async def told(desk: Desk) -> None:
        await desk.put(1)
        await desk.put(2, 3, lat=9.6, lon=106.5)
        assert desk.queue.open.like("i2") == ("i3",)
        assert desk.panel.table.delegate.mark_words("i2"), "a quiet mark on the row"
        await desk.put(3, lat=9.6, lon=106.5, joined_into="i2")
        assert "i3" not in desk.ids()
        assert desk.queue.open.joined("i2") == ("i3",)
        assert desk.queue.open.like("i2") == ()
        assert desk.queue.open.counts()["all"] == 2
        desk.panel.search.setText("joined")
        assert desk.ids() == ["i3"], "to be found, and to be parted"
        desk.panel.search.setText("")
        desk.clock_s += 600
        await desk.put(2, state="resolved")
        assert set(desk.ids()) == {"i1", "i3"}, "whose main one has ended stands by itself"

    at_desk(tmp_path, qapp, told)


def test_views_of_others_and_broken_files_do_no_harm(tmp_path: Path) -> None:
    views = SavedViews().with_view(SavedView(name="Đêm", line="due<2h"))
    assert saved_views.save(tmp_path, "ha.le", views)
    assert saved_views.load(tmp_path, "ha.le") == views
    assert saved_views.load(tmp_path, "bao.tran") == SavedViews()
    assert views.with_view(SavedView(name="đêm", line="mine")).views == (SavedView(name="đêm", line="mine"),)
    path = tmp_path / "views-ha.le.json"
    for broken in ("", "[1]", '{"views": [{"name": "", "line": "x"}]}', '{"views": 3}', "\xff"):
        path.write_bytes(broken.encode("latin-1"))
        assert saved_views.load(tmp_path, "ha.le") == SavedViews()
    assert saved_views.save(tmp_path, "../../etc/x", views)
    assert not list(tmp_path.parent.parent.glob("etc/*"))
    assert not saved_views.save(tmp_path / "gone", "ha.le", views)
