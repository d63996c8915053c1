"""What was found of the past, as rows under their months, and in words how much it is or why there is nothing."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.records.models import Incident
from views.past.pages import PastPages
from views.words.sentences import sentence
from widgets.base.formats import date_time_text, local
from widgets.base.grouped_list import Line
from widgets.base.row_board import Empty
from widgets.base.severity import level_of
from widgets.incidents.words import state_word


class PastRows:
    """Of the pages as they are read so far."""

    def __init__(self, pages: PastPages) -> None:
        self._pages = pages

    def found(self) -> str:
        """How many there are, and what of the line was not looked for."""
        translate, count = QCoreApplication.translate, len(self._pages.incidents)
        if self._pages.is_waited_for:
            return translate("past", "Reading…")
        words = translate("past", "{n} and more") if self._pages.has_more else translate("past", "{n} found")
        parts = [words.format(n=count)] if not self._pages.trouble or count else []
        if self._pages.asked.left_out:
            parts.append(translate("past", "searched by words, ward, kind, agency and date alone"))
        if self._pages.trouble and count:
            parts.append(translate("past", "nothing older can be read now"))
        return " · ".join(parts)

    def empty(self) -> Empty | None:
        """What stands where there are none: what is so, and more about it; None while they are read."""
        translate = QCoreApplication.translate
        if self._pages.is_waited_for:
            return None
        if self._pages.trouble:
            headline = translate("past", "The past is at the server, which is needed for it")
            return headline, sentence(self._pages.trouble), translate("past", "Read again")
        return (
            translate("past", "Nothing was found"),
            translate(
                "past", "Closed and refused incidents come here some weeks after their end. Look for words or a date."
            ),
            "",
        )

    def unread(self, trouble: str) -> str:
        """Why the history of one is not beside it, by the code of what stood in the way."""
        why = QCoreApplication.translate("past", "The history cannot be read now.")
        return f"{why} {sentence(trouble)}"

    def lines(self) -> list[Line]:
        """A row for each, under its month."""
        lines: list[Line] = []
        month = ""
        for one in self._pages.incidents.values():
            if (named := f"{local(one.created_at):%m/%Y}") != month:
                month = named
                lines.append(Line("", month))
            lines.append(_line(one))
        return lines


def _line(one: Incident) -> Line:
    where = ", ".join(part for part in (one.place, one.ward) if part)
    below = " · ".join(part for part in (where, one.stage_name or state_word(one.state)) if part)
    at = date_time_text(one.created_at)
    return Line(one.id, f"{one.code} · {one.title}", below, at, severity=level_of(one.severity))
