"""What is kept here is held against the server's; a copy that has drifted is fetched anew, once, and told."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import LinkError
from console.sync.end_check import EVERY_S, EndCheck
from contract.digest import digests
from offline_cache import feeds
from offline_cache.cache import Cache
from offline_cache.errors import ReplacedError
from offline_cache.feeds import Item
from offline_cache.schema import migrate_cache

CURSOR = "c1"


def _nothing_searched(_kind: str, _data: object) -> None:
    return None


class Desk:
    """A real cache, a server that is a dictionary of versions, and a clock that stands still unless it is set."""

    def __init__(self, folder: Path) -> None:
        self.cache = Cache(folder / "cache.db", migrate_cache)
        self.theirs: dict[tuple[str, str], int] = {("incident", "a"): 1, ("incident", "b"): 3, ("camera", "c"): 1}
        self.untakeable: set[tuple[str, str]] = set()
        self.behind = False
        self.refusal: LinkError | None = None
        self.broken: Exception | None = None
        """What a rebuild ends with."""
        self.told: list[frozenset[str]] = []
        self.asked = self.rebuilt = 0
        self.now_s = 100.0
        self.check = EndCheck(self.cache, self, self._rebuild, self.told.append, lambda: self.now_s)

    async def digest(self, cursor: str) -> dict[str, Any]:
        """As the server says it."""
        self.asked += 1
        if self.refusal is not None:
            raise self.refusal
        types = digests((kind, key, version) for (kind, key), version in self.theirs.items())
        return {
            "epoch": "e", "cursor": cursor, "behind": self.behind,
            "types": {kind: one.model_dump() for kind, one in types.items()},
        }  # fmt: skip

    async def _rebuild(self) -> None:
        if self.broken is not None:
            raise self.broken
        self.rebuilt += 1
        taken = [
            Item(kind, key, version, {})
            for (kind, key), version in self.theirs.items()
            if (kind, key) not in self.untakeable
        ]

        def swap(db: Any) -> None:
            feeds.begin_snapshot(db)
            feeds.stage(db, taken, _nothing_searched)
            feeds.swap(db, "e", CURSOR)

        await self.cache.write(swap)

    async def write(self, *items: Item) -> None:
        """What a page of changes brings."""
        await self.cache.write(lambda db: feeds.apply_page(db, items, CURSOR, _nothing_searched))


def _told(folder: Path, story: Callable[[Desk], Awaitable[None]]) -> None:
    async def tell() -> None:
        desk = Desk(folder)
        await desk.cache.open()
        try:
            await desk._rebuild()
            desk.rebuilt = 0
            await story(desk)
        finally:
            desk.cache.close()

    asyncio.run(tell())


def test_nothing_is_told_while_both_hold_the_same(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.check.look()
        assert (desk.asked, desk.rebuilt, desk.told) == (1, 0, [])

    _told(tmp_path, story)


@pytest.mark.parametrize(
    "drift",
    [
        pytest.param("DELETE FROM kept WHERE id = 'b'", id="a record is lost"),
        pytest.param("UPDATE kept SET version = 2 WHERE id = 'b'", id="a change is lost"),
        pytest.param("UPDATE kept SET id = 'x' WHERE id = 'b'", id="a removal is lost, and a record with it"),
    ],
)
def test_a_copy_that_has_drifted_is_fetched_anew(tmp_path: Path, drift: str, expected_noise: list[str]) -> None:
    expected_noise.append("differs from the server's: incident")

    async def story(desk: Desk) -> None:
        await desk.cache.write(lambda db: db.conn.execute(drift) and None)
        await desk.check.look()
        assert (desk.told, desk.rebuilt) == ([frozenset({"incident"})], 1)
        desk.check.caught_up()
        await desk.check.look()
        assert desk.rebuilt == 1, "it is mended"

    _told(tmp_path, story)


def test_it_is_looked_once_an_hour_and_at_the_end_of_each_catch_up(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        for due, asked in ((0.0, 1), (EVERY_S - 1, 1), (1.0, 2)):
            desk.now_s += due
            await desk.check.look()
            assert desk.asked == asked
        desk.check.caught_up()
        await desk.check.look()
        assert desk.asked == 3

    _told(tmp_path, story)


def test_while_something_newer_waits_nothing_is_compared_and_it_stays_due(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.behind = True
        desk.theirs["incident", "new"] = 1
        await desk.check.look()
        assert desk.rebuilt == 0
        desk.behind = False
        await desk.write(Item("incident", "new", 1, {}))
        await desk.check.look()
        assert (desk.asked, desk.rebuilt) == (2, 0)

    _told(tmp_path, story)


def test_what_no_cache_takes_in_is_not_fetched_for_ever(tmp_path: Path, expected_noise: list[str]) -> None:
    expected_noise += ["differs from the server's", "cannot be taken in here: incident"]

    async def story(desk: Desk) -> None:
        desk.theirs["incident", "\x00"] = 1
        desk.untakeable.add(("incident", "\x00"))
        for _hour in range(3):
            await desk.check.look()
            desk.now_s += EVERY_S
        assert (desk.rebuilt, len(desk.told)) == (1, 1)
        desk.theirs["incident", "another"] = 1
        await desk.check.look()
        assert desk.rebuilt == 2, "what came besides is another matter"

    _told(tmp_path, story)


def test_what_was_forgotten_here_is_no_difference(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        await desk.cache.write(lambda db: feeds.forget(db, "incident", ["a", "b"]))
        await desk.check.look()
        desk.theirs["incident", "b"] = 4
        await desk.write(Item("incident", "b", 4, {}))
        del desk.theirs["incident", "a"]
        await desk.write(Item("incident", "a", 2, None))
        desk.check.caught_up()
        await desk.check.look()
        assert (desk.asked, desk.rebuilt) == (2, 0)

    _told(tmp_path, story)


def test_an_older_server_is_not_asked_again(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.refusal = LinkError("bad_answer", status=404)
        await desk.check.look()
        desk.check.caught_up()
        await desk.check.look()
        assert desk.asked == 1

    _told(tmp_path, story)


def test_a_server_that_does_not_answer_now_is_asked_at_the_next_pull(tmp_path: Path) -> None:
    async def story(desk: Desk) -> None:
        desk.refusal = LinkError("unreachable")
        await desk.check.look()
        desk.refusal = None
        await desk.check.look()
        assert (desk.asked, desk.rebuilt) == (2, 0)

    _told(tmp_path, story)


@pytest.mark.parametrize("broken", [LinkError("unreachable"), ReplacedError("staging")], ids=["link", "another file"])
def test_what_could_not_be_mended_is_not_said_to_be_and_is_tried_again(
    tmp_path: Path, broken: Exception, expected_noise: list[str]
) -> None:
    expected_noise.append("differs from the server's: incident")

    async def story(desk: Desk) -> None:
        await desk.cache.write(lambda db: db.conn.execute("DELETE FROM kept WHERE id = 'b'") and None)
        desk.broken = broken
        with contextlib.suppress(LinkError):  # the loop that pulls hears of a link that failed, and of nothing else
            await desk.check.look()
        assert (desk.told, desk.rebuilt) == ([], 0)
        desk.broken = None
        await desk.check.look()
        assert (desk.told, desk.rebuilt) == ([frozenset({"incident"})], 1)

    _told(tmp_path, story)
