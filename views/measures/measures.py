"""Figures of any period on screen and as a file, and the report of one incident from its first ring to its end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.analysis import measures
from console.measures import exports
from console.measures.exports import Table
from console.records.models import Incident, Shift
from console.verbs.life_cycle import kind_names
from views.arguments.desk import Grouping, OfFile, Period, ShowMeasures
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.base.file_writer import FileWriter, paper, target
from views.desk.workplace import Workplace
from widgets.base.formats import age_text, date_time_text, local, number_text, zone
from widgets.base.paper import Section
from widgets.measures.board import MeasuresBoard

PERIODS: Mapping[Period, timedelta] = MappingProxyType(
    {"12h": timedelta(hours=12), "1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
)
DRAFT = ("measures", "show-measures")
ENDINGS = (".xlsx", ".csv", ".pdf")


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


def ask(incidents: Sequence[Incident], shift: Shift | None, begin: datetime, end: datetime, by: str) -> Found:
    """The figures between `begin` and `end`; pure, for a thread."""
    inside = measures.happened_in(incidents, begin, end)
    group = measures.by_shift(zone(), shift) if by == "shift" else measures.GROUPINGS.get(by, measures.by_kind)
    return Found(
        begin,
        end,
        by,
        measures.measure("", inside, end),
        tuple(measures.table(inside, group, end)),
        tuple(measures.arrivals(inside, begin, end)),
        measures.operator_load(incidents, begin, end),
    )


class MeasuresPresenter(QObject):
    """Reads, counts and writes on threads; the screen only shows."""

    def __init__(self, context: Context, window: QWidget, run: Start, drafts: DraftKeeper) -> None:
        super().__init__(window)
        self._context, self._run, self._drafts = context, run, drafts
        self.board = MeasuresBoard(window)
        self.board.asked.connect(self._on_asked)
        self.board.file.chosen.connect(lambda path: run("export-measures", OfFile(path=path)))
        self._writer = FileWriter(context, self.board.file)
        self._period: Period = "1d"
        self._by: Grouping = "kind"
        self._span: tuple[datetime, datetime] | None = None
        """A period of its own, where one was asked for by its ends."""
        self.found: Found | None = None

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SHOW_MEASURES, self._show)
        registry.bind(
            Taking.EXPORT_MEASURES, self._export, lambda _args: "writing" if self._writer.share is not None else None
        )

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        found = self.found
        if found is None or not self.board.isVisible():
            return {"measures": None}
        return {
            "measures": {
                "period": self._period, "by": found.by, "count": found.whole.count,
                "rows": self._counts(found), "writing": self._writer.share,
            }
        }  # fmt: skip

    def _counts(self, found: Found) -> list[list[Any]]:
        if found.by != "operator":
            return [[row.group, row.count] for row in found.rows]
        done: Counter[str] = Counter()
        for (name, _hour), count in found.work.items():
            done[name] += count
        return [[name, count] for name, count in done.items()]

    async def _show(self, args: ShowMeasures) -> dict[str, int]:
        self._span = _span_of(args)
        self._period = args.period or self._period
        self._by = args.by or self._by
        name = f"so-lieu-{local(self._context.now()):%Y-%m-%d}.xlsx"
        self.board.set_choices(self._period_words(), self._grouping_words(), str(Path.home() / name))
        self.board.choose(self._period, self._by)
        if not self.board.isVisible():
            self.board.open()
            self._drafts.opened(self.board, *DRAFT)
        found = await self._ask()
        head, rows = self._table(found)
        self.board.set_table(self._sum(found), head, [[_text(cell) for cell in row] for row in rows])
        hours: dict[datetime, int] = {}
        for (_name, hour), count in found.work.items():
            hours[hour] = hours.get(hour, 0) + count
        first = found.begin.replace(minute=0, second=0, microsecond=0)
        work = [hours.get(first + timedelta(hours=step), 0) for step in range(len(found.arrivals))]
        words = (self.tr("New in each hour"), self.tr("Actions of operators in each hour"))
        self.board.set_charts(first, found.arrivals, work, words)
        return {"count": found.whole.count}

    async def _ask(self) -> Found:
        session = self._context.session
        end = self._context.now()
        begin, end = self._span or (end - PERIODS[self._period], end)
        incidents, shift = await session.store.incidents(open_only=False), await session.store.shift()
        found = await session.blocking(lambda: ask(incidents, shift, begin, end, self._by))
        if found.by == "kind":
            names = kind_names(self._context.life_cycles)
            found = replace(
                found, rows=tuple(replace(row, group=names.get(row.group, row.group)) for row in found.rows)
            )
        self.found = found
        return found

    def _on_asked(self, period: str, by: str, since: str, until: str) -> None:
        self._run("show-measures", {"period": period, "by": by, "since": since, "until": until})

    # words

    def _period_words(self) -> list[tuple[str, str]]:
        return [
            ("12h", self.tr("The last 12 hours")), ("1d", self.tr("The last 24 hours")),
            ("7d", self.tr("The last 7 days")), ("30d", self.tr("The last 30 days")),
        ]  # fmt: skip

    def _grouping_words(self) -> list[tuple[str, str]]:
        return [
            ("kind", self.tr("Kind")), ("ward", self.tr("Ward")), ("agency", self.tr("Agency")),
            ("shift", self.tr("Shift")), ("operator", self.tr("Operator and hour")),
        ]  # fmt: skip

    def _sum(self, found: Found) -> str:
        whole = found.whole
        share = whole.on_time_share
        parts = [
            self.tr("{n} incidents").format(n=number_text(whole.count)),
            self.tr("acknowledged in {age} (median)").format(age=_span(whole.acknowledge)),
            self.tr("resolved in {age} (median)").format(age=_span(whole.resolve)),
            self.tr("on time {share}").format(share="–" if share is None else f"{number_text(share * 100)} %"),
            self.tr("{n} overdue").format(n=number_text(whole.overdue)),
            self.tr("{n} reopened").format(n=number_text(whole.reopened)),
        ]
        return " · ".join(parts)

    def _table(self, found: Found) -> tuple[list[str], list[list[exports.Cell]]]:
        if found.by == "operator":
            head = [self.tr("Operator"), self.tr("Hour"), self.tr("Actions")]
            return head, [[name, date_time_text(hour), count] for (name, hour), count in found.work.items()]
        names = dict(self._grouping_words())
        head = [
            names[found.by], self.tr("Count"), self.tr("Acknowledge: median"), self.tr("p90"),
            self.tr("Forward: median"), self.tr("p90"), self.tr("Resolve: median"), self.tr("p90"), self.tr("On time"),
            self.tr("Overdue"), self.tr("Reopened"), self.tr("Satisfaction"),
        ]  # fmt: skip
        return head, [self._row(row) for row in found.rows]

    def _row(self, row: measures.Measures) -> list[exports.Cell]:
        spans = [age_text(span) if part.count else "–" for part in (row.acknowledge, row.forward, row.resolve)
                 for span in (part.median_s, part.p90_s)]  # fmt: skip
        mark = "–" if row.satisfied is None else f"{number_text(row.satisfied, 1)} ({row.rated})"
        return [row.group or self.tr("not told"), row.count, *spans, row.on_time, row.overdue, row.reopened, mark]

    # files

    async def _export(self, args: OfFile) -> dict[str, str]:
        path = target(args.path, ENDINGS)
        told = self.tr("Written: {path}").format(path=path)
        found = self.found or await self._ask()
        head, rows = self._table(found)
        period = f"{date_time_text(found.begin)} – {date_time_text(found.end)}"
        name = dict(self._grouping_words())[found.by]
        plain = _plain(found, found.by)
        kind = path.suffix.lower()
        if kind == ".pdf":
            widths = (0.22, *([0.78 / (len(head) - 1)] * (len(head) - 1)))
            texts = [head, *([_text(cell) for cell in row] for row in rows)]
            section = Section(f"{name} · {period}", texts, widths, has_head=True, right_from=1)
            title = self.tr("Measures")
            first = Section(period, [[self._sum(found)]])
            await self._writer.write(
                path, lambda fresh, tell: paper(fresh, title, [first, section], period, tell, wide=True), told
            )
        elif kind == ".csv":
            await self._writer.write(path, lambda fresh, tell: exports.write_csv(fresh, plain, tell), told)
        else:
            await self._writer.write(path, lambda fresh, tell: exports.write_xlsx(fresh, [plain], tell), told)
        return {"path": str(path)}


def make(at: Workplace) -> MeasuresPresenter:
    """As `views.shell.on_demand` asks for it."""
    return MeasuresPresenter(at.context, at.window, at.run, at.overlays.drafts)


def _span_of(args: ShowMeasures) -> tuple[datetime, datetime] | None:
    """`since` and `until` as ISO 8601, taken as local where they name no zone; None where neither is given."""
    if not args.since and not args.until:
        return None
    try:
        ends = [datetime.fromisoformat(end or "") for end in (args.since, args.until)]
    except ValueError as error:
        raise CommandRefusedError("bad_period") from error
    begin, end = (one if one.tzinfo else one.replace(tzinfo=zone()) for one in ends)
    if begin >= end:
        raise CommandRefusedError("bad_period")
    return begin, end


def _plain(found: Found, by: str) -> Table:
    """The table for other programs: numbers as numbers, spans in seconds, times in ISO 8601."""
    if by == "operator":
        rows: list[list[exports.Cell]] = [[name, hour, count] for (name, hour), count in found.work.items()]
        return Table(by, ["operator", "hour", "actions"], rows)
    head = ["group", "count", "acknowledge_median_s", "acknowledge_p90_s", "forward_median_s", "forward_p90_s",
            "resolve_median_s", "resolve_p90_s", "on_time", "overdue", "reopened", "satisfaction", "rated"]  # fmt: skip
    rows = []
    for row in found.rows:
        spans: list[exports.Cell] = []
        for part in (row.acknowledge, row.forward, row.resolve):
            spans += [round(part.median_s, 1), round(part.p90_s, 1)] if part.count else [None, None]
        rows.append([row.group, row.count, *spans, row.on_time, row.overdue, row.reopened, row.satisfied, row.rated])
    return Table(by, head, rows)


def _span(spread: measures.Spread) -> str:
    return age_text(spread.median_s) if spread.count else "–"


def _text(value: exports.Cell) -> str:
    return number_text(value) if isinstance(value, int) else str(value)
