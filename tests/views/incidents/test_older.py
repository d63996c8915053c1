"""Older lines of one incident: page by page before what its record carries, and dropped when they fit no more."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from console.base.errors import LinkError
from console.records.models import HistoryEntry, Incident
from views.base.context import Context
from views.incidents.older import OlderLines
from views.measures.gathering import _whole

AT = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


class _Server:
    """Has lines 0 to 149; gives fifty at a time, and nothing while it is away."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.away = False
        self.context = cast("Context", SimpleNamespace(session=SimpleNamespace(call=self._call)))

    async def _call(self, work: Callable[[Any], Any]) -> Any:
        return work(self)

    def call(self, _method: str, path: str, query: Mapping[str, Any]) -> dict[str, Any]:
        if self.away:
            raise LinkError("unreachable")
        assert path == "/v1/incidents/one/history"
        before = query["before"]
        self.asked.append(before)
        first = max(0, before - 50)
        lines = [{"at": AT.isoformat(), "verb": "note", "text": str(number)} for number in range(first, before)]
        return {"lines": lines, "next_before": first or None}


def _incident(before: int, key: str = "one") -> Incident:
    lines = tuple(HistoryEntry(at=AT, verb="note", text=str(before + number)) for number in range(3))
    return Incident(id=key, code="A", title="Ngập", created_at=AT, history=lines, history_before=before)


def _numbers(incident: Incident) -> list[int]:
    return [int(line.text) for line in incident.history]


def test_pages_stand_before_the_record_in_their_order() -> None:
    async def story() -> None:
        server = _Server()
        older = OlderLines(server.context)
        await older.fetch(_incident(120))
        assert _numbers(older.put_to(_incident(120))) == list(range(70, 123))
        await older.fetch(_incident(120))
        await older.fetch(_incident(120))
        whole = older.put_to(_incident(120))
        assert (_numbers(whole), whole.history_before) == (list(range(123)), 0)
        await older.fetch(_incident(120))
        assert server.asked == [120, 70, 20], "there is nothing before the first"

    asyncio.run(story())


def test_they_are_of_that_incident_and_of_that_record() -> None:
    async def story() -> None:
        server = _Server()
        older = OlderLines(server.context)
        await older.fetch(_incident(120))
        assert older.put_to(_incident(120, "two")) == _incident(120, "two")
        assert older.put_to(_incident(145)) == _incident(145), "between them lines would be missing"
        server.away = True
        with pytest.raises(LinkError, match="unreachable"):
            await older.fetch(_incident(120))
        assert _numbers(older.put_to(_incident(120)))[0] == 70, "what was fetched stays"

    asyncio.run(story())


def test_a_report_asks_for_all_of_them_and_goes_without_where_nobody_answers() -> None:
    async def story() -> None:
        server = _Server()
        assert _numbers(await _whole(server.context, _incident(120))) == list(range(123))
        server.away = True
        assert _numbers(await _whole(server.context, _incident(120))) == [120, 121, 122]

    asyncio.run(story())
