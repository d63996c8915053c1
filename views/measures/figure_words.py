"""The figures of a period in words: in one line, and as a table for people to read."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.analysis import measures
from console.measures.exports import Cell
from views.measures.figures import Found
from widgets.base.formats import age_text, date_time_text, number_text


def period_words() -> list[tuple[str, str]]:
    """The periods that can be asked for, and what each is called."""
    translate = QCoreApplication.translate
    return [
        ("12h", translate("measures", "The last 12 hours")),
        ("1d", translate("measures", "The last 24 hours")),
        ("7d", translate("measures", "The last 7 days")),
        ("30d", translate("measures", "The last 30 days")),
    ]


def grouping_words() -> list[tuple[str, str]]:
    """What can be grouped by, and what each is called."""
    translate = QCoreApplication.translate
    return [
        ("kind", translate("measures", "Kind")),
        ("ward", translate("measures", "Ward")),
        ("agency", translate("measures", "Agency")),
        ("shift", translate("measures", "Shift")),
        ("operator", translate("measures", "Operator and hour")),
    ]


def summary(found: Found) -> str:
    """The whole of it in one line."""
    translate = QCoreApplication.translate
    whole = found.whole
    share = "–" if whole.on_time_share is None else f"{number_text(whole.on_time_share * 100)} %"
    parts = [
        translate("measures", "{n} incidents").format(n=number_text(whole.count)),
        translate("measures", "acknowledged in {age} (median)").format(age=_span(whole.acknowledge)),
        translate("measures", "resolved in {age} (median)").format(age=_span(whole.resolve)),
        translate("measures", "on time {share}").format(share=share),
        translate("measures", "{n} overdue").format(n=number_text(whole.overdue)),
        translate("measures", "{n} reopened").format(n=number_text(whole.reopened)),
    ]
    return " · ".join(parts)


def table(found: Found) -> tuple[list[str], list[list[str]]]:
    """Head and rows for people to read."""
    translate = QCoreApplication.translate
    if found.by == "operator":
        head = [translate("measures", "Operator"), translate("measures", "Hour"), translate("measures", "Actions")]
        return head, [[name, date_time_text(hour), _text(count)] for (name, hour), count in found.work.items()]
    names = dict(grouping_words())
    head = [
        names[found.by],
        translate("measures", "Count"),
        translate("measures", "Acknowledge: median"),
        translate("measures", "p90"),
        translate("measures", "Forward: median"),
        translate("measures", "p90"),
        translate("measures", "Resolve: median"),
        translate("measures", "p90"),
        translate("measures", "On time"),
        translate("measures", "Overdue"),
        translate("measures", "Reopened"),
        translate("measures", "Satisfaction"),
    ]
    return head, [[_text(cell) for cell in _row(row)] for row in found.rows]


def _row(row: measures.Measures) -> list[Cell]:
    spans = [
        age_text(span) if part.count else "–"
        for part in (row.acknowledge, row.forward, row.resolve)
        for span in (part.median_s, part.p90_s)
    ]
    mark = "–" if row.satisfied is None else f"{number_text(row.satisfied, 1)} ({row.rated})"
    return [
        row.group or QCoreApplication.translate("measures", "not told"),
        row.count,
        *spans,
        row.on_time,
        row.overdue,
        row.reopened,
        mark,
    ]


def _span(spread: measures.Spread) -> str:
    return age_text(spread.median_s) if spread.count else "–"


def _text(value: Cell) -> str:
    return number_text(value) if isinstance(value, int) else str(value)
