"""What the recorder found, as rows and as lanes of time, and in words how much it is."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.wall import RecordingEntry
from views.wall_control.names import screen_words, type_word
from views.wall_control.recorder_pages import RecordingPages, key_of
from views.wall_control.watch import WallWatch
from views.words.sentences import sentence
from widgets.base.formats import clock_text, date_text, day_minute_text
from widgets.base.grouped_list import Line
from widgets.base.row_board import Empty
from widgets.walls.recorder import Lane


def contents(entry: RecordingEntry) -> str:
    """What was to be seen."""
    return ", ".join(dict.fromkeys(tile.name or type_word(tile.type) for tile in entry.tiles))


class RecordingRows:
    """Of the pages as they are read so far."""

    def __init__(self, pages: RecordingPages, watch: WallWatch) -> None:
        self._pages, self._watch = pages, watch

    def found(self) -> str:
        """How many there are, and of which time."""
        translate = QCoreApplication.translate
        if self._pages.is_waited_for and not self._pages.entries:
            return translate("wall_recorder", "Reading…")
        words = (
            translate("wall_recorder", "{n} and more")
            if self._pages.has_more
            else translate("wall_recorder", "{n} found")
        )
        asked = self._pages.asked
        span = ""
        if asked.since is not None and asked.until is not None:
            span = f" · {clock_text(asked.since)[:5]}–{clock_text(asked.until)[:5]} {date_text(asked.since)}"
        if self._pages.trouble and self._pages.entries:
            span += " · " + translate("wall_recorder", "nothing newer can be read now")
        return words.format(n=len(self._pages.entries)) + span

    def empty(self) -> Empty | None:
        """What stands where there are none: what is so, and more about it; None while they are read."""
        translate = QCoreApplication.translate
        if self._pages.trouble:
            headline = translate("wall_recorder", "What was on the wall cannot be read now")
            return headline, sentence(self._pages.trouble), translate("wall_recorder", "Read again")
        if self._pages.is_waited_for:
            return None
        return (
            translate("wall_recorder", "Nothing was found"),
            translate(
                "wall_recorder",
                "What the wall shows is recorded for 30 days. Look for a camera, an incident, a screen or a time.",
            ),
            "",
        )

    def lines(self, now: datetime) -> list[Line]:
        """A row for each, under its day."""
        wall = self._watch.wall
        lines: list[Line] = []
        day = ""
        for one in self._pages.entries.values():
            if date_text(one.starts_at) != day:
                day = date_text(one.starts_at)
                lines.append(Line("", day))
            span = f"{clock_text(one.starts_at)}–{clock_text(one.ends_at)}"
            where = screen_words(wall, one.screen) if wall is not None else one.screen
            at = day_minute_text(now, one.starts_at)
            lines.append(
                Line(key_of(one), where, contents(one), span or at, icon="monitor" if one.still else "history")
            )
        return lines

    def lanes(self) -> tuple[list[Lane], datetime, datetime]:
        """A lane for each screen, with the time that all of them span; only where there is any."""
        wall, entries = self._watch.wall, tuple(self._pages.entries.values())
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
