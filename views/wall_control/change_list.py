"""The last changes of the wall as rows, and which of them can be rolled back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.records.wall import Wall
from views.wall_control.words import told_words
from widgets.base.formats import clock_text, day_minute_text
from widgets.base.grouped_list import Line


def change_lines(wall: Wall, now: datetime) -> list[Line]:
    """The last changes, the newest first; those that can be rolled back have their revision as their key."""
    translate = QCoreApplication.translate
    lines = []
    for told in sorted(wall.told, key=lambda one: one.at, reverse=True):
        state = ""
        if told.result == "superseded":
            state = translate("wall_control", "not made: {name} was first").format(name=told.against)
        elif told.before:
            state = translate("wall_control", "Enter shows what stood before")
        key = f"told:{told.revision}" if told.before and told.result == "applied" else f"said:{told.at.isoformat()}"
        at = day_minute_text(now, told.at) if (now - told.at).total_seconds() > 3600 else clock_text(told.at)
        lines.append(
            Line(key, told_words(told), told.actor_name, at, state, "text2", icon="undo-2" if told.before else "")
        )
    return lines
