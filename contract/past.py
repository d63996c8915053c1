"""What a server answers of the past: incidents that left the feed, and older lines of a history."""

from __future__ import annotations

from typing import Any

from contract.wire import Answer


class PastIncident(Answer):
    """An incident that left the feed. In a list it comes without what was done at it line by line."""

    id: str
    version: int
    ended_at: str
    """When it came to its end, or the last thing was done at it."""
    data: dict[str, Any]


class PastPage(Answer):
    """Incidents of the past, those that began last first; `next_page` where there are more."""

    items: list[PastIncident]
    next_page: str | None


class HistoryPage(Answer):
    """Lines of an incident's history, the oldest first; `next_before` where there are older ones."""

    lines: list[dict[str, Any]]
    next_before: int | None
