"""Figures of any period on screen and as a file, and the report of one incident from its first ring to its end."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console import exports
from console.analysis import measures
from console.exports import ExportError, Table
from console.life_cycle import kind_names
from console.models import Incident, Shift
from views.commands import Args, CommandRefusedError, Registry
from views.context import Context
from views.faults import worded
from widgets.formats import age_text, clock_text, date_text, date_time_text, local, number_text, zone
from widgets.history_list import verb_sentence
from widgets.measures import MeasuresBoard
from widgets.paper import Section, write_pdf

PERIODS: Mapping[str, timedelta] = MappingProxyType(
    {"12h": timedelta(hours=12), "1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
)
GROUPINGS = ("kind", "ward", "agency", "shift", "operator")
ENDINGS = (".xlsx", ".csv", ".pdf")
LOOK_S = 0.1
Run = Callable[[str, Args], None]


@dataclass(frozen=True)
class Found:
    """What one question was answered with."""

    begin: datetime
    end: datetime
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
        measures.measure("", inside, end),
        tuple(measures.table(inside, group, end)),
        tuple(measures.arrivals(inside, begin, end)),
        measures.operator_load(incidents, begin, end),
    )


class MeasuresPresenter(QObject):
    """Reads, counts and writes on threads; the screen only shows."""

    def __init__(self, context: Context, window: QWidget, run: Run, shown: Callable[[], Incident | None]) -> None:
        super().__init__(window)
        self._context, self._shown, self._run = context, shown, run
        self.board = MeasuresBoard(window)
        self.board.asked.connect(self._on_asked)
        self.board.export_chosen.connect(lambda path: run("export-measures", {"path": path}))
        self.board.cancel_chosen.connect(self._on_cancel)
        self._period, self._by = "1d", "kind"
        self._span: tuple[datetime, datetime] | None = None
        """A period of its own, where one was asked for by its ends."""
        self.found: Found | None = None
        self._cancelled = threading.Event()
        self._share: float | None = None

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind("show-measures", self._show)
        registry.bind("export-measures", self._export, lambda _args: "writing" if self._share is not None else None)
        registry.bind("export-report", self._export_report, self._why_no_report)

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        found = self.found
        if found is None or not self.board.isVisible():
            return {"measures": None}
        return {
            "measures": {
                "period": self._period, "by": self._by, "count": found.whole.count,
                "rows": [[row.group, row.count] for row in found.rows], "writing": self._share,
            }
        }  # fmt: skip

    async def _show(self, args: Args) -> dict[str, int]:
        self._period = str(args.get("period", self._period))
        self._by = str(args.get("by", self._by))
        self._span = _span_of(args)
        if self._period not in PERIODS or self._by not in GROUPINGS:
            raise CommandRefusedError("bad_arguments", name="show-measures", field="period, by")
        name = f"so-lieu-{local(self._context.now()):%Y-%m-%d}.xlsx"
        self.board.set_choices(self._period_words(), self._grouping_words(), str(Path.home() / name))
        self.board.choose(self._period, self._by)
        if not self.board.isVisible():
            self.board.open()
        found = await self._ask()
        head, rows = self._table(found)
        self.board.set_table(self._sum(found), head, [[_text(cell) for cell in row] for row in rows])
        hours: dict[datetime, int] = {}
        for (_name, hour), count in found.work.items():
            hours[hour] = hours.get(hour, 0) + count
        first = found.begin.replace(minute=0, second=0, microsecond=0)
        work = [hours.get(first + timedelta(hours=step), 0) for step in range(len(found.arrivals))]
        words = (self.tr("New in each hour"), self.tr("Actions of operators in each hour"))
        self.board.set_charts(found.arrivals, work, words)
        return {"count": found.whole.count}

    async def _ask(self) -> Found:
        session = self._context.session
        end = self._context.now()
        begin, end = self._span or (end - PERIODS[self._period], end)
        incidents, shift = await session.store.incidents(open_only=False), await session.store.shift()
        found = await session.blocking(lambda: ask(incidents, shift, begin, end, self._by))
        if self._by == "kind":
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
        if self._by == "operator":
            head = [self.tr("Operator"), self.tr("Hour"), self.tr("Actions")]
            return head, [[name, date_time_text(hour), count] for (name, hour), count in found.work.items()]
        names = dict(self._grouping_words())
        head = [
            names[self._by], self.tr("Count"), self.tr("Acknowledge: median"), self.tr("p90"),
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

    async def _export(self, args: Args) -> dict[str, str]:
        path = _target(args)
        found = self.found or await self._ask()
        head, rows = self._table(found)
        period = f"{date_time_text(found.begin)} – {date_time_text(found.end)}"
        name = dict(self._grouping_words())[self._by]
        plain = _plain(found, self._by)
        if path.suffix == ".pdf":
            widths = (0.22, *([0.78 / (len(head) - 1)] * (len(head) - 1)))
            texts = [head, *([_text(cell) for cell in row] for row in rows)]
            section = Section(f"{name} · {period}", texts, widths, has_head=True)
            title = self.tr("Measures")
            first = Section(period, [[self._sum(found)]])
            return await self._write(
                path, lambda fresh, tell: _paper(fresh, title, [first, section], period, tell, wide=True)
            )
        if path.suffix == ".csv":
            return await self._write(path, lambda fresh, tell: exports.write_csv(fresh, plain, tell))
        return await self._write(path, lambda fresh, tell: exports.write_xlsx(fresh, [plain], tell))

    async def _export_report(self, args: Args) -> dict[str, str]:
        """One incident's timeline: log, actions, pictures and outages, as PDF or as a text file."""
        path = _target(args, (".pdf", ".txt"))
        shown = self._shown()
        wanted = str(args.get("incident") or (shown.id if shown is not None else ""))
        incident = await self._context.session.store.incident(wanted)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        lines = await self._timeline(incident)
        title = f"{incident.code} · {incident.title}"
        foot = self.tr("Report after action, {time}").format(time=date_time_text(self._context.now()))
        facts = [
            [self.tr("Place"), ", ".join(part for part in (incident.place, incident.ward) if part)],
            [self.tr("Came"), date_time_text(incident.created_at)],
            [self.tr("Outcome"), incident.resolution or "–"],
        ]
        if path.suffix == ".txt":
            text = "\n".join([title, foot, *("\t".join(row) for row in (*facts, *lines))]) + "\n"
            return await self._write(path, lambda fresh, _tell: fresh.write_text(text, encoding="utf-8"))
        sections = [
            Section(self.tr("Facts"), facts, (0.2, 0.8)),
            Section(self.tr("What happened"), lines, (0.2, 0.14, 0.66)),
        ]
        return await self._write(path, lambda fresh, tell: _paper(fresh, title, sections, foot, tell))

    async def _timeline(self, incident: Incident) -> list[list[str]]:
        session = self._context.session
        log = [
            measures.Moment(one.at, "log", one.actor_name, one.text or one.event) for one in await session.shifts.log()
        ]
        away = session.catch_up
        outages = [] if away is None else [
            measures.Moment(away.since, "outage", "", self.tr("connection lost")),
            measures.Moment(away.until, "outage", "", self.tr("connected again")),
        ]  # fmt: skip
        words = {
            "log": self.tr("log"), "action": self.tr("action"), "picture": self.tr("picture"),
            "outage": self.tr("outage"),
        }  # fmt: skip
        told = {(entry.at, entry.actor_name): verb_sentence(entry) for entry in incident.history}
        lines = []
        for one in measures.after_action(incident, log, (), outages):
            text = told.get((one.at, one.who), one.text) if one.kind in {"action", "picture"} else one.text
            offline = f" ({self.tr('done offline')})" if one.offline else ""
            lines.append([f"{date_text(one.at)} {clock_text(one.at)}", words[one.kind], f"{text}{offline}"])
        return lines

    def _why_no_report(self, args: Args) -> str | None:
        if self._share is not None:
            return "writing"
        return None if args.get("incident") or self._shown() is not None else "no_incident"

    async def _write(self, path: Path, write: Callable[[Path, exports.Progress], object]) -> dict[str, str]:
        """Write beside and move into place, on a thread; the bar follows, and a cancel leaves nothing."""
        self._cancelled.clear()
        self._share = 0.0
        done = [0.0]

        def tell(rows: int, of: int) -> bool:
            done[0] = rows / max(1, of)
            return not self._cancelled.is_set()

        work = asyncio.ensure_future(self._context.session.blocking(lambda: exports.into_place(path, write, tell)))
        try:
            while not work.done():
                self._share = done[0]
                self.board.set_writing(self._share)
                await asyncio.wait((work,), timeout=LOOK_S)
            work.result()
        except ExportError as error:
            self.board.say(worded(error)[1])
            raise
        finally:
            self._share = None
            self.board.set_writing(None)
        self.board.say(self.tr("Written: {path}").format(path=path))
        return {"path": str(path)}

    def _on_cancel(self) -> None:
        self._cancelled.set()


def _target(args: Args, endings: Sequence[str] = ENDINGS) -> Path:
    text = str(args.get("path", "")).strip()
    path = Path(text).expanduser()
    if not text or "\0" in text or path.suffix.lower() not in endings or not path.is_absolute():
        raise CommandRefusedError("bad_path", endings=" ".join(endings))
    return path


def _paper(
    path: Path, title: str, sections: Sequence[Section], foot: str, tell: exports.Progress, *, wide: bool = False
) -> None:
    try:
        write_pdf(path, title, sections, foot, tell, wide=wide)
    except InterruptedError as error:
        raise ExportError("cancelled") from error


def _span_of(args: Args) -> tuple[datetime, datetime] | None:
    """`since` and `until` as ISO 8601, taken as local where they name no zone; None where neither is given."""
    if not args.get("since") and not args.get("until"):
        return None
    try:
        ends = [datetime.fromisoformat(str(args.get(name, ""))) for name in ("since", "until")]
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
