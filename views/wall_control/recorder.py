"""The wall recorder's view: what was on which screen when, with its pictures, found by camera, time and incident."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from PySide6.QtCore import QObject

from console.base.errors import LinkError, SignInError
from console.records.models import Camera, Incident
from console.records.wall import RecordingEntry, Wall
from views.arguments.table import Taking
from views.arguments.wall import ShowWallRecorder
from views.base.commands import CommandRefusedError, Registry
from views.base.context import Context
from views.base.overlays import Overlays
from views.wall_control.names import screen_words, type_word
from views.wall_control.recorder_pages import Asked, RecordingPages, key_of
from views.wall_control.watch import WallWatch, decoded
from views.words.sentences import sentence
from widgets.base.fold import folded
from widgets.base.formats import clock_text, date_text, day_minute_text, local
from widgets.base.grouped_list import Line
from widgets.walls.recorder import Lane, WallRecorder

WINDOW = timedelta(hours=1)
FOLLOW = timedelta(seconds=5)
"""How often what is shown up to now is read anew while it is open."""
_TIME = re.compile(r"\b(?:(\d{1,2})/(\d{1,2})(?:/(\d{4}))?\s+)?(\d{1,2}):(\d{2})\b")


def asked_at(text: str, now: datetime) -> tuple[datetime | None, str]:
    """The time that `text` names (21:30 today or yesterday, 20/11 08:00), and the words without it."""
    found = _TIME.search(text)
    if found is None:
        return None, text
    day, month, year, hour, minute = found.groups()
    here = local(now)
    try:
        at = here.replace(hour=int(hour), minute=int(minute), second=0, microsecond=0)
        if day is not None:
            at = at.replace(year=int(year or here.year), month=int(month), day=int(day))
    except ValueError:
        return None, text
    if at > here:
        at = at.replace(year=at.year - 1) if day is not None and year is None else at - timedelta(days=1)
    rest = (text[: found.start()] + text[found.end() :]).strip()
    return at, rest


class RecorderPresenter(QObject):
    """Asks only while it is open; a page at a time, older ones when somebody goes on beyond the last row."""

    def __init__(self, context: Context, overlays: Overlays, watch: WallWatch) -> None:
        super().__init__(overlays.window)
        self._context, self._watch = context, watch
        self.board = WallRecorder(overlays.window)
        overlays.add("wall-recorder", self.board)
        self._pages = RecordingPages(context, self._fill)
        self._shown_still = ""
        self.board.asked.connect(lambda text: self._context.start_task(self._look(text)))
        self.board.moved.connect(self._move)
        self.board.more.connect(lambda: self._context.start_task(self._pages.more(self._wall().id)))
        self.board.chosen.connect(lambda key: self._context.start_task(self._show(key)))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(Taking.SHOW_WALL_RECORDER, self._open, lambda _args: None if self._watch.wall else "no_wall")

    def tick(self, now: datetime) -> None:
        """Once a second: what is on the wall goes on while somebody looks at what was; a named time is over."""
        if self.board.isVisible() and self._pages.is_due(now, FOLLOW):
            self._context.start_task(self._follow())

    def state(self) -> dict[str, Any]:
        """What is found and shown, as plain data."""
        return {
            "recorder": {
                "open": self.board.isVisible(), "key": self.board.key(), "trouble": self._pages.trouble,
                "still": self._shown_still,
                "rows": [
                    {"key": key, "screen": one.screen, "from": one.starts_at.isoformat(),
                     "to": one.ends_at.isoformat(), "refs": [tile.ref for tile in one.tiles], "still": one.still}
                    for key, one in self._pages.entries.items()
                ],
            }
        }  # fmt: skip

    async def _open(self, args: ShowWallRecorder) -> object:
        self.board.search.setText(args.text)
        self._fill()
        self.board.open()
        asked = await self._understood(args.text)
        asked = replace(
            asked,
            screen=args.screen or asked.screen,
            camera=args.camera or asked.camera,
            incident=args.incident or asked.incident,
        )
        await self._ask(asked)
        return {"rows": len(self._pages.entries)}

    async def _look(self, text: str) -> None:
        await self._ask(await self._understood(text))

    async def _understood(self, text: str) -> Asked:
        """A camera, an incident or a screen by its name or code, and a time; what is left over finds nothing."""
        now = self._context.now()
        at, rest = asked_at(text, now)
        since, until = (at - WINDOW / 2, at + WINDOW / 2) if at is not None else (None, None)
        store, wall = self._context.session.store, self._wall()
        words = folded(rest)
        if not words:
            return Asked(text, since, until)
        screen = next((one.id for one in wall.screens if words in {folded(one.id), folded(one.title)}), "")
        camera = "" if screen else _camera(await store.cameras(), words)
        incident = "" if screen or camera else _incident(await store.incidents(open_only=False), words)
        if not (screen or camera or incident):
            camera = rest
        return Asked(text, since, until, screen, camera, incident)

    def _wall(self) -> Wall:
        wall = self._watch.wall
        if wall is None:
            raise CommandRefusedError("no_wall")
        return wall

    def _move(self, by: int) -> None:
        """An hour earlier or later than what is shown."""
        until = self._pages.asked.until or self._context.now()
        until = min(until + WINDOW * by, self._context.now() + WINDOW / 2)
        asked = Asked(**{**self._pages.asked.__dict__, "since": until - WINDOW, "until": until})
        self._context.start_task(self._ask(asked))

    async def _ask(self, asked: Asked) -> None:
        await self._pages.ask(self._wall().id, asked)
        await self._choose_first()

    async def _follow(self) -> None:
        """What came since; the chosen row stays, and where there was none the newest is chosen."""
        was_empty = not self._pages.entries
        await self._pages.follow(self._wall().id)
        if was_empty:
            await self._choose_first()

    async def _choose_first(self) -> None:
        keys = self.board.keys()
        if keys:
            self.board.choose(keys[0])
            await self._show(keys[0])

    def _fill(self) -> None:
        entries = list(self._pages.entries.values())
        self.board.show_rows(self._found_words(), self._lines(entries), self._empty())
        if entries:
            self.board.set_lanes(*self._lanes(entries))

    def _found_words(self) -> str:
        if self._pages.is_waited_for and not self._pages.entries:
            return self.tr("Reading…")
        words = self.tr("{n} and more") if self._pages.has_more else self.tr("{n} found")
        asked = self._pages.asked
        span = ""
        if asked.since is not None and asked.until is not None:
            span = f" · {clock_text(asked.since)[:5]}–{clock_text(asked.until)[:5]} {date_text(asked.since)}"
        if self._pages.trouble and self._pages.entries:
            span += " · " + self.tr("nothing newer can be read now")
        return words.format(n=len(self._pages.entries)) + span

    def _empty(self) -> tuple[str, str]:
        if self._pages.trouble:
            return self.tr("What was on the wall cannot be read now"), sentence(self._pages.trouble)
        if self._pages.is_waited_for:
            return self.tr("Reading…"), ""
        return (
            self.tr("Nothing was found"),
            self.tr("What the wall shows is recorded for 30 days. Look for a camera, an incident, a screen or a time."),
        )

    def _lines(self, entries: Sequence[RecordingEntry]) -> list[Line]:
        wall, now = self._watch.wall, self._context.now()
        lines: list[Line] = []
        day = ""
        for one in entries:
            if date_text(one.starts_at) != day:
                day = date_text(one.starts_at)
                lines.append(Line("", day))
            span = f"{clock_text(one.starts_at)}–{clock_text(one.ends_at)}"
            where = screen_words(wall, one.screen) if wall is not None else one.screen
            at = day_minute_text(now, one.starts_at)
            lines.append(Line(key_of(one), where, _contents(one), span or at, mark="▣" if one.still else "▢"))
        return lines

    def _lanes(self, entries: Sequence[RecordingEntry]) -> tuple[list[Lane], datetime, datetime]:
        wall = self._watch.wall
        begin = self._pages.asked.since or min(one.starts_at for one in entries)
        end = self._pages.asked.until or max(one.ends_at for one in entries)
        ids = [one.id for one in wall.screens] if wall is not None else []
        ids += [one for one in dict.fromkeys(entry.screen for entry in entries) if one not in ids]
        lanes = []
        for screen in ids:
            spans = tuple((key_of(one), one.starts_at, one.ends_at) for one in entries if one.screen == screen)
            if spans:
                lanes.append(Lane(screen_words(wall, screen) if wall is not None else screen, spans))
        return lanes, begin, end

    async def _show(self, key: str) -> None:
        entry = self._pages.entries.get(key)
        if entry is None:
            return
        what = f"{clock_text(entry.starts_at)} {date_text(entry.starts_at)} · {_contents(entry)}"
        kept = self._alike(entry)
        if kept is None:
            self._shown_still = ""
            self.board.show_picture(
                None,
                self.tr("No picture is kept of this while: one a minute at most, and only where it differs."),
                what,
            )
            return
        session = self._context.session
        try:
            still = await session.walls.recorded_still(self._wall().id, kept.still or "")
        except (LinkError, SignInError) as error:
            self.board.show_picture(None, sentence(error.code), what)
            return
        image = await session.blocking(lambda: decoded(still.jpeg)) if still is not None else None
        if self.board.key() == key:
            self._shown_still = (kept.still or "") if image is not None else ""
            if kept is not entry:
                what = (
                    self.tr("Picture of {time}, with the same tiles").format(time=clock_text(kept.starts_at))
                    + f" · {what}"
                )
            self.board.show_picture(image, self.tr("The picture is no longer kept."), what)

    def _alike(self, entry: RecordingEntry) -> RecordingEntry | None:
        """Itself where it has a picture, else the nearest in time of the same screen with the same tiles."""
        if entry.still is not None:
            return entry
        shown = [tile.ref for tile in entry.tiles]
        found = [
            one
            for one in self._pages.entries.values()
            if one.still is not None and one.screen == entry.screen and [tile.ref for tile in one.tiles] == shown
        ]
        return min(found, key=lambda one: abs(one.starts_at - entry.starts_at), default=None)


def _contents(entry: RecordingEntry) -> str:
    return ", ".join(dict.fromkeys(tile.name or type_word(tile.type) for tile in entry.tiles))


def _camera(cameras: Sequence[Camera], words: str) -> str:
    exact = next((one.id for one in cameras if words in (folded(one.id), folded(one.name))), "")
    return exact or next((one.id for one in cameras if words in folded(one.name)), "")


def _incident(incidents: Sequence[Incident], words: str) -> str:
    exact = next((one.id for one in incidents if words in (folded(one.id), folded(one.code))), "")
    return exact or next((one.id for one in incidents if words in folded(one.title)), "")
