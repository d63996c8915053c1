"""The figures of a period: one question to the incidents that this desk knows, and its answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from console.analysis import measures
from console.records.models import Incident, Shift
from contract.records.incident import Severity
from widgets.base.formats import zone


@dataclass(frozen=True)
class Found:
    """What one question was answered with."""

    begin: datetime
    end: datetime
    by: str
    whole: measures.Measures
    rows: tuple[measures.Measures, ...]
    arrivals: tuple[int, ...]
    work: Mapping[tuple[str, datetime], int]
    before: measures.Measures | None = None
    """Of as long a time right before it; None where nothing is known from then."""
    waits: tuple[tuple[int, measures.Spread], ...] = ()
    """Of each severity from the gravest on: how long it took until somebody acknowledged."""

    def counts(self) -> list[tuple[str, int]]:
        """How many incidents each group has; of operators, how many actions."""
        if self.by != "operator":
            return [(row.group, row.count) for row in self.rows]
        done: Counter[str] = Counter()
        for (name, _hour), count in self.work.items():
            done[name] += count
        return list(done.items())

    def work_by_hour(self) -> list[int]:
        """Actions of all operators in each hour, as many hours as there are of `arrivals`."""
        hours: Counter[datetime] = Counter()
        for (_name, hour), count in self.work.items():
            hours[hour] += count
        return [hours[self.first_hour + timedelta(hours=step)] for step in range(len(self.arrivals))]

    @property
    def first_hour(self) -> datetime:
        """The hour in which the period begins."""
        return self.begin.replace(minute=0, second=0, microsecond=0)


def ask(incidents: Sequence[Incident], shift: Shift | None, begin: datetime, end: datetime, by: str) -> Found:
    """The figures between `begin` and `end`; pure, for a thread."""
    inside = measures.happened_in(incidents, begin, end)
    earlier = measures.happened_in(incidents, begin - (end - begin), begin)
    levels = tuple(
        (level, measures.measure("", [one for one in inside if one.severity == level], end).acknowledge)
        for level in sorted(Severity)
    )
    group = measures.by_shift(zone(), shift) if by == "shift" else measures.GROUPINGS.get(by, measures.by_kind)
    return Found(
        begin,
        end,
        by,
        measures.measure("", inside, end),
        tuple(measures.table(inside, group, end)),
        tuple(measures.arrivals(inside, begin, end)),
        measures.operator_load(incidents, begin, end),
        measures.measure("", earlier, begin) if earlier else None,
        levels,
    )
