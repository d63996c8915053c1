"""Every odd value in every field of every type of record, live and after a restart, on every screen.

`python -m tests.fuzz.records [--every N]` prints what was tried and exits 1 where a screen died or a value was
swallowed: neither to be seen as it was said, nor told.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.records.misread import Misread
from console.records.reading import Reading
from console.sync.record_types import MODELS
from offline_cache import feeds
from tests.fuzz.oddities import Case, base, cases, is_silent, layouts, witness
from tests.fuzz.room import SHOWING, Room, room, told, until
from tests.harness.feed_server import FeedServer, serving

PAGE = 400
LONG_S = 600.0
"""All of them at once are ten thousand records, each of them odd; a city has none."""


@dataclass
class Found:
    """What came of it."""

    tried: int = 0
    dead: list[str] = field(default_factory=list)
    """Screens that fell over, or that a good record is missing from."""
    silent: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """A summary, and the first of each kind of trouble."""
        head = f"{self.tried} odd values tried: {len(self.dead)} screens dead, {len(self.silent)} silent"
        counted = Counter(self.dead).most_common(20) + Counter(self.silent).most_common(20)
        return [head, *(f"{count} x {what}" for what, count in counted)]


def fuzz(application: QApplication, wanted: Sequence[Case], folder: Path) -> Found:
    """Send these to a console that runs, and start it again on what it kept."""
    found = Found()
    with serving() as (feed, url):
        feed.snapshot = [*(witness(kind).text() for kind in MODELS), *(one.text() for one in layouts())]

        async def live() -> None:
            async with room(folder / "desk", url) as desk:
                await until(lambda: desk.desk.desk.queue.shown, "a queue")
                await _send(feed, desk, wanted)
                await _desk(desk, wanted, found, "live")

        async def again() -> None:
            async with room(folder / "desk", url, offline=True) as desk:
                await until(lambda: desk.desk.desk.queue.shown, "a queue after a restart", LONG_S)
                await _desk(desk, wanted, found, "after a restart")

        async def wall(offline: bool) -> None:
            async with room(folder / "wall", url, wall=base("wall")["screens"][0]["node"], offline=offline) as node:
                when = "after a restart" if offline else "live"
                if not offline:
                    await _arrived(feed, node)
                await until(node.wall.screens.slots, "a wall", LONG_S)
                await _settled(node)
                await node.tick()
                for slot in node.wall.screens.slots():
                    slot.window.grab()
                shown = [tile for one in node.wall.state()["screens"] for tile in one["tiles"]]
                if not shown or all(tile["type"] == "text" for tile in shown):
                    found.dead.append(f"nothing on the wall, {when}: {shown}")
                _judge(node, found, f"wall, {when}")

        told(live, application)
        told(again, application)
        told(lambda: wall(False), application)
        told(lambda: wall(True), application)
    return found


async def _send(feed: FeedServer, desk: Room, wanted: Sequence[Case]) -> None:
    for first in range(0, len(wanted), PAGE):
        feed.say([one.raw().text(op='"upsert"') for one in wanted[first : first + PAGE]])
    await _arrived(feed, desk)


async def _arrived(feed: FeedServer, at: Room) -> None:
    """Everything that was said is in the cache, and looked through."""
    cache, _box = at.session.caches
    last = feed.cursor
    while await cache.read(lambda db: feeds.get_meta(db, "cursor")) != last:  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.02)
    await _settled(at)


async def _settled(at: Room) -> None:
    """Nothing new has become known for a while."""
    known = -1
    while known != (known := len(at.session.store.misreads.all())):  # noqa: ASYNC110 - no event tells it
        await asyncio.sleep(0.7)


async def _desk(desk: Room, wanted: Sequence[Case], found: Found, when: str) -> None:
    await _settled(desk)
    await desk.tick()
    window = desk.desk
    queue, cameras = window.desk.queue, window.desk.cameras
    for incident in [one.id for one in queue.shown]:
        queue.select(incident)
        await asyncio.sleep(0)
        window.desk.incident_panel.set_incident(queue.incident(incident), desk.context.now())
    for _page in range(len(cameras.cameras) // 9 + 1):
        cameras.turn_page(1)
        await asyncio.sleep(0)
    known = window.desk.indicators
    for first in range(0, len(known.known), 6):
        known.bring([one.id for one in known.known[first : first + 6]])
        await desk.rest()
        known.tick(desk.context.now())
    queue.select("witness-incident")
    await desk.rest()
    window.grab()
    for command in SHOWING:
        try:
            await desk.show(command)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            found.dead.append(f"{command}, {when}: {type(error).__name__}: {error}")
    await desk.tick()
    _judge(desk, found, f"desk, {when}")
    there = {
        "incident": [one.id for one in queue.shown], "camera": [one.id for one in cameras.cameras],
        "indicator": [one.id for one in known.known],
    }  # fmt: skip
    found.dead += [f"no good {kind} on the desk, {when}" for kind, ids in there.items() if f"witness-{kind}" not in ids]
    await _reads(desk, wanted, found, when)


def _judge(at: Room, found: Found, where: str) -> None:
    found.dead += [f"{where}: {one[:200]}" for one in at.met]
    at.met.clear()


async def _reads(desk: Room, wanted: Sequence[Case], found: Found, when: str) -> None:
    """Every record that was sent is shown as it is or told; and the good one of each type was read."""
    odd: dict[tuple[str, str], Misread] = {(one.kind, one.id): one for one in desk.session.store.misreads.all()}
    records: dict[tuple[str, str], Any] = {}
    for kind, model in MODELS.items():
        records |= {(kind, one.id): one for one in await desk.session.store.records(kind, model)}
        if (kind, f"witness-{kind}") not in records:
            found.dead.append(f"no good {kind} is read, {when}")
    odd |= {(one.kind, one.id): one for one in desk.session.store.misreads.all()}
    for case in wanted:
        told_of, place = odd.get((case.kind, case.id)), (case.kind, case.id)
        reading = Reading(records.get(place), told_of.oddities if told_of is not None else ())
        found.tried += 1
        if (reading.record is None and not reading.oddities) or is_silent(case, reading):
            found.silent.append(f"{case.kind} {'.'.join(map(str, case.path))} = {case.value}, {when}")


def main() -> int:
    """From the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1, metavar="N", help="try each N-th value alone")
    options = parser.parse_args()
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        found = fuzz(application, list(cases())[:: options.every], Path(folder))
    sys.stdout.write("\n".join((*found.lines(), "")))
    return 1 if found.dead or found.silent else 0


if __name__ == "__main__":
    sys.exit(main())
