"""Figures of any period on screen and as a file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.verbs.life_cycle import kind_names
from views.arguments.desk import Grouping, OfFile, Period, ShowMeasures
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.drafts import DraftKeeper
from views.desk.workplace import Workplace
from views.measures.figures import Found, ask
from views.measures.figures_file import FiguresFile, figures_path
from views.measures.filling import fill, offer
from widgets.base.formats import typed_moment
from widgets.measures.board import MeasuresBoard

PERIODS: Mapping[Period, timedelta] = MappingProxyType(
    {"12h": timedelta(hours=12), "1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
)
DRAFT = ("measures", "show-measures")


class MeasuresPresenter(QObject):
    """Reads and counts on threads; the screen only shows."""

    def __init__(self, context: Context, window: QWidget, run: Start, drafts: DraftKeeper) -> None:
        super().__init__(window)
        self._context, self._run, self._drafts = context, run, drafts
        self.board = MeasuresBoard(window)
        self.board.asked.connect(self._on_asked)
        self.board.file.chosen.connect(lambda path: run("export-measures", OfFile(path=path)))
        self._file = FiguresFile(context, self.board.file)
        self._period: Period = "1d"
        self._by: Grouping = "kind"
        self._span: tuple[datetime, datetime] | None = None
        """A period of its own, where one was asked for by its ends."""
        self.found: Found | None = None

    def bind(self, registry: Registry) -> None:
        """Tie the commands."""
        registry.bind(Taking.SHOW_MEASURES, self._show)
        registry.bind(
            Taking.EXPORT_MEASURES, self._export, lambda _args: "writing" if self._file.share is not None else None
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
                "rows": [[name, count] for name, count in found.counts()], "writing": self._file.share,
            }
        }  # fmt: skip

    async def _show(self, args: ShowMeasures) -> dict[str, int]:
        self._span = _span_of(args)
        self._period = args.period or self._period
        self._by = args.by or self._by
        offer(self.board, self._file.usual_path())
        self.board.choose(self._period, self._by)
        if not self.board.isVisible():
            self._drafts.opened(self.board, *DRAFT)
        found = await self.board.open_with(self._counted)
        return {"count": found.whole.count}

    async def _counted(self) -> Found:
        found = await self._ask()
        fill(self.board, found)
        words = (self.tr("New in each hour"), self.tr("Actions of operators in each hour"))
        self.board.set_charts(found.first_hour, found.arrivals, found.work_by_hour(), words)
        return found

    async def _export(self, args: OfFile) -> dict[str, str]:
        path = figures_path(args.path)
        await self._file.write(path, self.found or await self._ask())
        return {"path": str(path)}

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


def make(at: Workplace) -> MeasuresPresenter:
    """As `views.shell.on_demand` asks for it."""
    return MeasuresPresenter(at.context, at.window, at.run, at.overlays.drafts)


def _span_of(args: ShowMeasures) -> tuple[datetime, datetime] | None:
    """`since` and `until` as they were typed; None where neither is given."""
    if not args.since and not args.until:
        return None
    try:
        begin, end = (typed_moment(one or "") for one in (args.since, args.until))
    except ValueError as error:
        raise CommandRefusedError("bad_period") from error
    if begin >= end:
        raise CommandRefusedError("bad_period")
    return begin, end
