"""The figures of a period as cards and bars: each with what it was in the time before."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.analysis.measures import Spread
from views.measures.figures import Found
from widgets.base.formats import age_text, number_text
from widgets.measures.cards import Card, Wait

UP, DOWN = "▲", "▼"
NONE = "–"


def cards(found: Found) -> list[Card]:
    """How many came, how soon they were taken on and resolved, how many in time, and what went wrong."""
    translate = QCoreApplication.translate
    whole, before = found.whole, found.before
    share, share_before = whole.on_time_share, before.on_time_share if before is not None else None
    judged = translate("measures", "of {n} that are decided").format(n=number_text(whole.on_time + whole.overdue))
    return [
        Card(
            translate("measures", "New incidents"),
            number_text(whole.count),
            below=_moved(whole.count, before.count if before is not None else None),
        ),
        Card(
            translate("measures", "Acknowledged, median"),
            _span(whole.acknowledge),
            below=_p90(whole.acknowledge, before.acknowledge if before is not None else None),
        ),
        Card(
            translate("measures", "Resolved, median"),
            _span(whole.resolve),
            below=_p90(whole.resolve, before.resolve if before is not None else None),
        ),
        Card(
            translate("measures", "Resolved on time"),
            NONE if share is None else number_text(share * 100, 1),
            "" if share is None else "%",
            judged if share_before is None else _moved(round((share or 0) * 100), round(share_before * 100)),
        ),
        Card(
            translate("measures", "Overdue"),
            number_text(whole.overdue),
            below=translate("measures", "{n} reopened").format(n=number_text(whole.reopened)),
            tone="overdue" if whole.overdue else "",
        ),
    ]


def waits(found: Found) -> list[Wait]:
    """Until an incident of each severity was acknowledged."""
    return [
        Wait(level, spread.median_s, spread.p90_s, age_text(spread.p90_s))
        if spread.count
        else Wait(level, None, None, NONE)
        for level, spread in found.waits
    ]


def _span(spread: Spread) -> str:
    return age_text(spread.median_s) if spread.count else NONE


def _p90(spread: Spread, before: Spread | None) -> str:
    """Within which time nine of ten were, and the median of the time before."""
    translate = QCoreApplication.translate
    if not spread.count:
        return translate("measures", "none yet")
    parts = [translate("measures", "nine in ten within {age}").format(age=age_text(spread.p90_s))]
    if before is not None and before.count:
        parts.append(translate("measures", "{age} before").format(age=age_text(before.median_s)))
    return " · ".join(parts)


def _moved(now: int, before: int | None) -> str:
    """By how much it is more or less than in the time before."""
    translate = QCoreApplication.translate
    if before is None:
        return translate("measures", "nothing is known from before")
    if now == before:
        return translate("measures", "as before")
    sign = UP if now > before else DOWN
    return f"{sign} " + translate("measures", "{n} against the time before").format(n=number_text(abs(now - before)))
