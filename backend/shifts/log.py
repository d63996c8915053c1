"""What the system writes into the shift's log by itself: a new watch, critical incidents, sources lost and back.

Every line's id is made from what it tells, so that the same thing said twice is one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import and_, select

from backend.actions.shift_lines import RUNNING, by_itself
from backend.base.clock import iso, now_ms
from backend.ledger.changes import Change
from backend.ledger.ledger import Ledger, RecordTuple
from backend.ledger.schema import records as record_rows
from backend.plans.automatic import Silence
from contract.instants import parse_ms

MINUTE_MS = 60_000
PERIODS_MS: Mapping[str, int] = MappingProxyType({
    "minute": MINUTE_MS, "five_minutes": 5 * MINUTE_MS, "hour": 60 * MINUTE_MS, "day": 1440 * MINUTE_MS,
    "month": 31 * 1440 * MINUTE_MS,
})  # fmt: skip
MISSED = 3
"""A source is lost after so many reports that did not come; how often it reports, its indicators tell."""
CRITICAL = 1


class ShiftLog:
    """Writes by itself what sources bring (`backend.feeds.reports`), and what they do not."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def lines(self, changes: Iterable[Change]) -> list[RecordTuple]:
        """The lines that changes are worth which sources bring about."""
        return [line for one in changes for line in self._lines(one)]

    def look(self) -> int:
        """Write a line for every source that is silent now; to be called now and then. How many lines are new."""
        before = self._ledger.wakeups.seq
        lines = [
            self._line(
                f"source-down:{one.key}:{one.last_ms}", "source_down", {"name": one.name}, one.last_ms + one.limit_ms
            )
            for one in self.silent()
        ]
        return self._ledger.publish(lines) - before if lines else 0

    def many_reveals(self, who_id: str, who: str, count: int, at_ms: int) -> None:
        """Somebody was told who reported of `count` incidents within an hour: one line for each hour of the clock, with
        the count that was reached first."""
        params = {"who": who, "count": count}
        self._ledger.publish([self._line(f"reveals:{who_id}:{at_ms // 3_600_000}", "many_reveals", params, at_ms)])

    def silent(self) -> list[Silence]:
        """The sources that have not reported for longer than they may."""
        limits, found = self._limits(), []
        for key, data in self._all("source"):
            last, limit = _instant(data.get("last_report_at")), _limit(limits, key, data)
            if last is not None and now_ms() - last > limit:
                found.append(Silence(key, str(data.get("name", key)), last, limit))
        return found

    def _lines(self, change: Change) -> list[RecordTuple]:
        key, data, old = change.key, change.after or {}, change.before
        if change.kind == "incident" and old is None and data.get("drill") is not True:
            if data.get("severity") != CRITICAL or data.get("state") != "new":
                return []
            params = {"code": data.get("code", key), "title": data.get("title", "")}
            at = _instant(data.get("created_at")) or now_ms()
            return [self._line(f"critical:{key}", "critical_incident", params, at, incident=key)]
        if change.kind == "source" and old is not None:
            then, now = _instant(old.get("last_report_at")), _instant(data.get("last_report_at"))
            if then is None or now is None or now - then <= MINUTE_MS * MISSED:
                return []
            if now - then > _limit(self._limits(), key, data):
                return [self._line(f"source-up:{key}:{now}", "source_up", {"name": data.get("name", key)}, now)]
        if (change.kind, key) == ("shift", RUNNING) and old and old.get("starts_at") != data.get("starts_at"):
            at = _instant(data.get("starts_at")) or now_ms()
            return [self._line(f"watch:{at}", "shift_began", {"name": data.get("name", "")}, at, watch=data)]
        return []

    def _line(
        self, key: str, event: str, params: Mapping[str, Any], at_ms: int, *, incident: str | None = None,
        watch: Mapping[str, Any] | None = None,
    ) -> RecordTuple:  # fmt: skip
        if watch is None:
            found = self._ledger.current("shift", RUNNING)
            watch = found[1] if found is not None else {}
        data = by_itself(watch, event, params, iso(at_ms), incident_id=incident)
        known = self._ledger.current("log_entry", key[:120])
        return "log_entry", key[:120], known[1] if known is not None else data

    def _limits(self) -> dict[str, int]:
        """How long each source may be silent (ms)."""
        shortest: dict[str, int] = {}
        for _key, data in self._all("indicator"):
            source, period = str(data.get("source", "")), PERIODS_MS.get(str(data.get("period")), PERIODS_MS["day"])
            shortest[source] = min(period * MISSED, shortest.get(source, period * MISSED))
        return shortest

    def _all(self, kind: str) -> list[tuple[str, dict[str, Any]]]:
        where = and_(record_rows.c.type == kind, record_rows.c.removed.is_(False))
        with self._ledger.engine.connect() as connection:
            return [
                (row.id, dict(row.data))
                for row in connection.execute(select(record_rows.c.id, record_rows.c.data).where(where))
            ]


def _limit(limits: Mapping[str, int], key: str, source: Mapping[str, Any]) -> int:
    """How long a source may be silent (ms). Indicators name theirs by its id or by its name."""
    return limits.get(key, limits.get(str(source.get("name")), PERIODS_MS["day"] * MISSED))


def _instant(text: object) -> int | None:
    try:
        return parse_ms(text) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None
