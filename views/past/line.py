"""What is typed to find an incident of the past: words, a ward, a kind, an agency, and days or months."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from console.queue.query import parse
from widgets.base.formats import zone

KEYS = frozenset({"kind", "ward", "agency"})
"""The keys of the queue's line that the past is searched by as well."""
_DATE = re.compile(r"(?<![\w/])(?:(\d{1,2})/)?(\d{1,2})/(\d{4})(?![\w/])")


@dataclass(frozen=True)
class Asked:
    """What the server is asked, by the names of the contract."""

    query: Mapping[str, str]
    left_out: bool = False
    """Whether something was typed that the past is not searched by."""


def understood(line: str) -> Asked:
    """The line as the queue reads it; a day (21/11/2026) or a month (11/2026) is when it began, two are from and to."""
    spans: list[tuple[datetime, datetime]] = []

    def taken(found: re.Match[str]) -> str:
        span = _span(*found.groups())
        if span is None:
            return found[0]
        spans.append(span)
        return " "

    read = parse(_DATE.sub(taken, line))
    query: dict[str, str] = {}
    left_out = bool(read.without or read.mistakes)
    for term in read.terms:
        if term.key in KEYS and len(term.values) == 1 and not term.negated and term.key not in query:
            query[term.key] = term.values[0].strip()
        else:
            left_out = True
    if read.words:
        query["text"] = "".join(read.words).strip()
    if spans:
        query["from"] = min(begin for begin, _end in spans).isoformat()
        query["to"] = max(end for _begin, end in spans).isoformat()
    return Asked(query, left_out)


def _span(day: str | None, month: str, year: str) -> tuple[datetime, datetime] | None:
    """Begin and end of a day or a month here; None where there is no such."""
    try:
        begin = datetime(int(year), int(month), int(day or 1), tzinfo=zone())
        if day is not None:
            return begin, datetime.fromordinal(begin.toordinal() + 1).replace(tzinfo=zone())
        later = (begin.year + 1, 1) if begin.month == 12 else (begin.year, begin.month + 1)
        return begin, begin.replace(year=later[0], month=later[1])
    except (ValueError, OverflowError):
        return None
