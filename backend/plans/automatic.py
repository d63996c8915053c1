"""The lines that a response plan's log writes by itself: what came, what fell silent, what crossed a threshold. Pure.

They stand in the same log as what people did, with `kind: automatic` and nobody's name. What was told already is kept
in the activation itself (`auto`), so that a backend that begins anew tells nothing twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from backend.base.clock import iso
from backend.incidents.incident import OPEN
from backend.ledger.changes import Change
from backend.plans.deed import MINUTE_MS, listed, mapping, with_lines
from backend.plans.walls import instant

CRITICAL, HIGH = 1, 2
MINUTE_MOST = 10
"""So many lines of incidents and sources in a minute; what goes beyond is one line, written when the minute is over."""
AGAIN_MS = 5 * MINUTE_MS
"""A threshold that is crossed again the same way within this is not told again."""
RE_ARM = 0.9
"""A number is back only when it is a tenth better than its threshold, as with alarms: no chattering."""
KINDS = frozenset({"incident", "indicator", "source"})
"""Records that may be worth a line."""
_COUNTED: Mapping[str, str] = MappingProxyType(
    {"incident_came": "came", "incident_ended": "ended", "source_down": "lost", "source_up": "back"}
)
_STANDINGS = ("normal", "warn", "alarm")


@dataclass(frozen=True)
class Silence:
    """A source that has not reported for longer than it may."""

    key: str
    name: str
    last_ms: int
    limit_ms: int


class Pen:
    """Writes into one activation. `activation` is what it was given, or a new one with the lines at its end; `more`
    counts what a minute brought beyond its lines. It stands apart, since every console reads an activation whole."""

    def __init__(
        self, plan: Mapping[str, Any], activation: Mapping[str, Any], now_ms: int, more: Mapping[str, int]
    ) -> None:
        self._plan, self._now_ms = plan, now_ms
        self.more = dict(more)
        self.activation = dict(activation)
        self._auto = dict(mapping(activation.get("auto")))
        self.sum_up()

    def sum_up(self, *, over: bool = False) -> None:
        """Tell how much more there was in a minute that has ended; with `over` in the one that runs, too."""
        minute = self.more.get("minute", 0)
        if self.more and (over or minute != self._now_ms // MINUTE_MS):
            told = {name: count for name, count in self.more.items() if name != "minute"}
            self.more = {}
            self._write("flood", {"minute": iso(minute * MINUTE_MS), **told})

    def record(self, change: Change) -> None:
        """What this change of a record is worth."""
        if self.activation.get("ended_at"):
            return
        if change.kind == "incident":
            self._incident(change.key, change.before or {}, change.after or {})
        elif self.activation.get("drill") or change.after is None:
            return
        elif change.kind == "indicator":
            self._indicator(change.key, change.before or {}, change.after)
        elif change.kind == "source":
            self._source(change.key, change.before or {}, change.after)

    def look(self, silent: Iterable[Silence]) -> None:
        """What time alone brings: sources that fell silent, a report that is late. Not in drills."""
        if self.activation.get("ended_at") or self.activation.get("drill"):
            return
        lost = mapping(self._auto.get("lost"))
        for one in silent:
            if one.key not in lost:
                lost = {**lost, one.key: one.last_ms}
                self._keep(lost=lost)
                self._write("source_down", {"name": one.name, "since": iso(one.last_ms)})
        due = self.activation.get("next_report_at")
        if due and instant(due) < self._now_ms and self._auto.get("late") != due:
            self._keep(late=due)
            self._write("report_late", {"due": due})

    def _incident(self, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        was, counts = before.get("state") in OPEN, self._counts(key, after)
        if after.get("state") in OPEN and counts and not (before and self._counts(key, before)):
            if not self.activation.get("drill"):  # the verb that made it wrote its line
                self._write("incident_came", _told(key, after))
        elif was and after.get("state") not in OPEN and (counts or self._counts(key, before)):
            state = after.get("state") or "gone"
            self._write("incident_ended", {**_told(key, after or before), "state": state})

    def _counts(self, key: str, incident: Mapping[str, Any]) -> bool:
        """Whether an incident is the plan's: critical ones all are, the next where its cameras or numbers say so."""
        if self.activation.get("drill"):
            ours = self.activation.get("incidents")
            return incident.get("drill") is True and isinstance(ours, list) and key in ours
        if incident.get("drill") is True:
            return False
        severity = incident.get("severity")
        return severity == CRITICAL or (severity == HIGH and self._is_linked(incident))

    def _is_linked(self, incident: Mapping[str, Any]) -> bool:
        pairs = (("camera_ids", "cameras"), ("indicator_ids", "indicators"))
        return any(
            set(map(str, incident.get(named) or ())) & set(map(str, self._plan.get(ours) or ()))
            for named, ours in pairs
        )

    def _indicator(self, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        if key not in map(str, self._plan.get("indicators") or ()):
            return
        known = mapping(mapping(self._auto.get("numbers")).get(key))
        stood = known.get("standing")
        stood = stood if isinstance(stood, int) else standing(before, 0)
        stands = standing(after, stood)
        if stands == stood:
            return
        # A crossing that is kept back for now is told by the next value after that time, if it still stands.
        way = f"{'up' if stands > stood else 'down'}:{stands}"
        last = known.get(way)
        if isinstance(last, int) and self._now_ms - last < AGAIN_MS:
            return
        numbers = {**mapping(self._auto.get("numbers")), key: {**known, "standing": stands, way: self._now_ms}}
        self._keep(numbers=numbers)
        self._write("number", {
            "name": after.get("short_name") or after.get("name") or key, "value": after.get("value"),
            "unit": after.get("unit", ""), "decimals": after.get("decimals", 0), "to": _STANDINGS[stands],
            "from": _STANDINGS[stood], "limit": _limit_of(after, stands, stood),
            "indicator": key,
        })  # fmt: skip

    def _source(self, key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        lost = mapping(self._auto.get("lost"))
        last = instant(after.get("last_report_at"))
        if key not in lost or last <= instant(before.get("last_report_at")):
            return
        silent_min = max(0, last - int(lost[key])) // MINUTE_MS
        self._keep(lost={name: at for name, at in lost.items() if name != key})
        self._write("source_up", {"name": after.get("name", key), "minutes": silent_min})

    def _keep(self, **told: Any) -> None:
        self._auto |= told
        self.activation["auto"] = dict(self._auto)

    def _write(self, event: str, params: Mapping[str, Any]) -> None:
        counted = _COUNTED.get(event)
        if counted is not None:
            minute = self._now_ms // MINUTE_MS
            lines = int(self._auto.get("lines") or 0) if self._auto.get("minute") == minute else 0
            if lines >= MINUTE_MOST:
                self.more = {**self.more, "minute": minute, counted: self.more.get(counted, 0) + 1}
                return
            self._keep(minute=minute, lines=lines + 1)
        at = iso(self._now_ms)
        told = {
            "at": at, "received_at": at, "event": event, "params": dict(params), "kind": "automatic",
            "actor_name": "", "action_id": "", "offline": False,
        }  # fmt: skip
        self.activation = with_lines(self.activation, told)


def standing(indicator: Mapping[str, Any], stood: int) -> int:
    """0 normal, 1 past its warning, 2 past its critical threshold; `stood` before, which it leaves with a margin."""
    value = _number(indicator.get("value"))
    if value is None:
        return stood
    sign = -1 if indicator.get("high_is_bad") is False else 1
    for rank, limit in ((2, _number(indicator.get("alarm"))), (1, _number(indicator.get("warn")))):
        if limit is None:
            continue
        beyond = sign * (value - limit)
        if beyond >= 0 or (stood >= rank and beyond > -abs(limit) * (1 - RE_ARM)):
            return rank
    return 0


def _limit_of(indicator: Mapping[str, Any], stands: int, stood: int) -> Any:
    """The threshold that was crossed; on the way back to normal the warning, where there is one."""
    warn, alarm = indicator.get("warn"), indicator.get("alarm")
    return alarm if stands == 2 or (stood == 2 and stands == 1) or warn is None else warn


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _told(key: str, incident: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "incident": key, "code": incident.get("code", key), "title": incident.get("title", ""),
        "severity": incident.get("severity"), "ward": incident.get("ward", ""),
    }  # fmt: skip


def running(plans: Iterable[tuple[str, Mapping[str, Any]]]) -> list[tuple[str, str]]:
    """What may run, as plan and activation ids."""
    return [(plan, str(key)) for plan, data in plans for key in (data.get("running"), data.get("running_drill")) if key]


def lines_of(activation: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The automatic lines of a log."""
    return [one for one in listed(activation.get("log")) if one.get("kind") == "automatic"]
