"""What was on which screen when, with stills, for 30 days: searched by camera, incident, screen and time.

A content is kept once, however often a tour comes back to it. An entry's end is moved in memory with each report and
written now and then: a crash costs seconds of it.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, desc, insert, or_, select, update

from backend.ledger.ledger import Ledger
from backend.ledger.schema import wall_content_refs, wall_contents, wall_recording, wall_stills

KEPT = timedelta(days=30)
GAP_MS = 15_000
"""Two reports further apart are two entries: nobody knows what was shown between them."""
FLUSH_MS = 20_000
STILL_EVERY_MS = 60_000
PAGE = 100
FUTURE_MS = 60_000
"""A node's clock may be so far ahead; nothing is recorded beyond our own for that."""
TOLD = ("place", "type", "name", "ref", "state", "incident_id")
"""What of a tile is recorded: its age changes with every report and is told by the times of the entry."""
Tile = dict[str, Any]


class Shown(NamedTuple):
    """What a screen showed, from when to when (ms since 1970)."""

    screen: str
    from_ms: int
    to_ms: int
    tiles: Sequence[Tile]


@dataclass
class _Open:
    number: int
    content: str
    to_ms: int
    written_ms: int
    still: bool = False


@dataclass(frozen=True)
class Query:
    """What is looked for; empty fields look for everything."""

    from_ms: int = 0
    to_ms: int = 2**53
    screen: str = ""
    camera: str = ""
    incident: str = ""
    after: tuple[int, int] | None = None
    """Start and number of the last entry of the page before."""


class Recorder:
    """The recording of all walls. Safe to call from several threads."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._open: dict[tuple[str, str], _Open] = {}
        self._stills: dict[tuple[str, str], tuple[int, str]] = {}

    def report(self, wall: str, screens: Iterable[tuple[str, Sequence[Tile]]], at_ms: int) -> None:
        """At `at_ms` these screens show this."""
        with self._lock:
            changed: list[tuple[str, str, list[Tile]]] = []
            late: list[_Open] = []
            for screen, tiles in screens:
                content, told = _content(tiles)
                entry = self._open.get((wall, screen))
                if entry is None or entry.content != content or at_ms - entry.to_ms > GAP_MS:
                    changed.append((screen, content, told))
                    continue
                entry.to_ms = max(entry.to_ms, at_ms)
                if entry.to_ms - entry.written_ms >= FLUSH_MS:
                    late.append(entry)
            if changed or late:
                with self._write() as connection:
                    _write_ends(connection, late)
                    for screen, content, told in changed:
                        self._begin(connection, wall, screen, content, told=told, at_ms=at_ms)

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        """A write after whose failure we know what we knew before: the next report says it anew."""
        entries, stills = {key: replace(entry) for key, entry in self._open.items()}, dict(self._stills)
        try:
            with self._ledger.aside() as connection:
                yield connection
        except Exception:
            self._open, self._stills = entries, stills
            raise

    def _begin(
        self, connection: Connection, wall: str, screen: str, content: str, *, told: list[Tile], at_ms: int
    ) -> None:
        before = self._open.pop((wall, screen), None)
        if before is not None:
            if at_ms - before.to_ms <= GAP_MS:
                before.to_ms = max(before.to_ms, at_ms)
            _write_ends(connection, [before])
        number = _insert(connection, wall, Shown(screen, at_ms, at_ms, told), content)
        self._open[wall, screen] = _Open(number, content, at_ms, at_ms)

    def flush(self) -> None:
        """Write the ends of all entries that go on."""
        with self._lock:
            late = [entry for entry in self._open.values() if entry.to_ms > entry.written_ms]
            if late:
                with self._write() as connection:
                    _write_ends(connection, late)

    def add(self, wall: str, entries: Iterable[Shown], now_ms: int) -> int:
        """What a node showed while it could not report; the same entry twice is one. How many were new."""
        oldest = now_ms - round(KEPT.total_seconds() * 1000)
        sound = [
            one._replace(to_ms=min(one.to_ms, now_ms))
            for one in entries
            if oldest < one.from_ms <= min(one.to_ms, now_ms) and one.to_ms <= now_ms + FUTURE_MS
        ]
        added = 0
        with self._ledger.aside() as connection:
            for one in sound:
                content, told = _content(one.tiles)
                where = and_(
                    wall_recording.c.wall == wall, wall_recording.c.screen == one.screen,
                    wall_recording.c.from_ms == one.from_ms, wall_recording.c.hash == content,
                )  # fmt: skip
                known = connection.execute(select(wall_recording.c.to_ms).where(where)).scalar_one_or_none()
                if known is None:
                    _insert(connection, wall, one._replace(tiles=told), content)
                    added += 1
                elif known < one.to_ms:
                    connection.execute(update(wall_recording).where(where).values(to_ms=one.to_ms))
        return added

    def still(self, wall: str, screen: str, jpeg: bytes, at_ms: int) -> None:
        """How a screen looked: kept once a minute at most, and only where it differs."""
        digest = hashlib.sha256(jpeg).hexdigest()
        with self._lock:
            last = self._stills.get((wall, screen))
            if last is not None and (at_ms - last[0] < STILL_EVERY_MS or last[1] == digest):
                return
            with self._write() as connection:
                self._stills[wall, screen] = (at_ms, digest)
                entry = self._open.get((wall, screen))
                values = {"wall": wall, "screen": screen, "at_ms": at_ms, "digest": digest, "jpeg": jpeg}
                number = connection.execute(insert(wall_stills).values(**values)).inserted_primary_key
                if entry is not None and not entry.still and number is not None:
                    entry.still = True
                    where = wall_recording.c.number == entry.number
                    connection.execute(update(wall_recording).where(where).values(still=number[0]))

    def find(self, wall: str, query: Query) -> tuple[list[tuple[Shown, int | None]], tuple[int, int] | None]:
        """A page of entries with the numbers of their stills, the newest first; what to go on after, or None."""
        self.flush()
        table = wall_recording.c
        asked = [table.wall == wall, table.from_ms <= query.to_ms, table.to_ms >= query.from_ms]
        if query.screen:
            asked.append(table.screen == query.screen)
        for kind, ref in (("camera", query.camera), ("incident", query.incident)):
            if ref:
                refs = wall_content_refs.c
                asked.append(table.hash.in_(select(refs.hash).where(refs.kind == kind, refs.ref == ref)))
        if query.after is not None:
            start, number = query.after
            asked.append(or_(table.from_ms < start, and_(table.from_ms == start, table.number < number)))
        found = (
            select(wall_recording, wall_contents.c.tiles)
            .join(wall_contents, wall_contents.c.hash == table.hash)
            .where(*asked)
            .order_by(desc(table.from_ms), desc(table.number))
            .limit(PAGE + 1)
        )
        with self._ledger.engine.connect() as connection:
            rows = list(connection.execute(found))
        kept = rows[:PAGE]
        entries = [(Shown(row.screen, row.from_ms, row.to_ms, list(row.tiles)), row.still) for row in kept]
        return entries, (kept[-1].from_ms, kept[-1].number) if len(rows) > PAGE else None

    def picture(self, wall: str, number: int) -> tuple[bytes, int, str] | None:
        """A kept still: the picture, its time and its digest; None where it is not there any more."""
        where = and_(wall_stills.c.wall == wall, wall_stills.c.number == number)
        with self._ledger.engine.connect() as connection:
            row = connection.execute(select(wall_stills).where(where)).first()
        return None if row is None else (bytes(row.jpeg), row.at_ms, row.digest)

    def forget(self, now_ms: int) -> int:
        """Drop what is older than 30 days. How many entries were dropped."""
        limit = now_ms - round(KEPT.total_seconds() * 1000)
        with self._lock, self._ledger.aside() as connection:
            gone = connection.execute(delete(wall_recording).where(wall_recording.c.to_ms < limit)).rowcount
            connection.execute(delete(wall_stills).where(wall_stills.c.at_ms < limit))
            for table in (wall_content_refs, wall_contents):
                used = select(wall_recording.c.number).where(wall_recording.c.hash == table.c.hash).exists()
                connection.execute(delete(table).where(~used))
        return gone


def _content(tiles: Sequence[Tile]) -> tuple[str, list[Tile]]:
    """The hash of what is shown, and what of it is kept."""
    told = [{name: tile[name] for name in TOLD if tile.get(name)} for tile in tiles]
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest(), told


def _insert(connection: Connection, wall: str, shown: Shown, content: str) -> int:
    known = select(wall_contents.c.hash).where(wall_contents.c.hash == content)
    if connection.execute(known).first() is None:
        connection.execute(insert(wall_contents).values(hash=content, tiles=list(shown.tiles)))
        refs = {("camera", str(tile["ref"])) for tile in shown.tiles if tile.get("ref")}
        refs |= {("incident", str(tile["incident_id"])) for tile in shown.tiles if tile.get("incident_id")}
        if refs:
            rows = [{"kind": kind, "ref": ref, "hash": content} for kind, ref in sorted(refs)]
            connection.execute(insert(wall_content_refs), rows)
    values = {
        "wall": wall, "screen": shown.screen, "from_ms": shown.from_ms, "to_ms": shown.to_ms, "hash": content,
        "still": None,
    }  # fmt: skip
    where = and_(*(wall_recording.c[name] == values[name] for name in ("wall", "screen", "from_ms", "hash")))
    again = connection.execute(select(wall_recording.c.number).where(where)).scalar_one_or_none()
    if again is not None:
        return int(again)
    key = connection.execute(insert(wall_recording).values(**values)).inserted_primary_key
    return int(key[0]) if key is not None else 0


def _write_ends(connection: Connection, entries: Iterable[_Open]) -> None:
    for entry in entries:
        where = wall_recording.c.number == entry.number
        connection.execute(update(wall_recording).where(where).values(to_ms=entry.to_ms))
        entry.written_ms = entry.to_ms
