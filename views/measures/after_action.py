"""The report of one incident after it: shown on its board, and written to a file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from console.records.models import Incident
from contract.roles import Right, rights_of
from views.arguments.incident import ExportReport, OfIncident, ShowEvidence
from views.arguments.table import Taking
from views.base.commands import Registry, Start
from views.base.context import Context
from views.desk.workplace import Workplace
from views.measures.gathering import gathered
from views.measures.report_file import ReportFile, report_path
from views.measures.timeline import Timeline
from views.tiles.ground import GroundKeeper
from widgets.measures.after_action import AfterActionBoard


class AfterActionPresenter(QObject):
    """Its two commands. `shown()` is the incident whose details are shown."""

    def __init__(self, context: Context, window: QWidget, run: Start, shown: Callable[[], Incident | None]) -> None:
        super().__init__(window)
        self._context, self._run, self._shown = context, run, shown
        self.board = AfterActionBoard(window)
        self._keeper = GroundKeeper()
        self._timeline = Timeline(self.board)
        self._file = ReportFile(context, self.board.file)
        self.board.file.chosen.connect(self._on_path)
        self.board.evidence_wanted.connect(self._on_evidence_wanted)

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind(Taking.SHOW_AFTER_ACTION, self._show, self._why_off)
        registry.bind(Taking.EXPORT_REPORT, self._export, self._why_off)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        return {"after_action": self._timeline.state()}

    def _on_path(self, path: str) -> None:
        found = self._timeline.report
        self._run("export-report", ExportReport(path=path, incident=found.incident.id if found is not None else ""))

    def _on_evidence_wanted(self) -> None:
        found = self._timeline.report
        if found is not None:
            self._run("show-evidence", ShowEvidence(incident=found.incident.id))

    def _why_off(self, args: OfIncident) -> str | None:
        if self._file.is_writing:
            return "writing"
        return None if args.incident or self._shown() is not None else "no_incident"

    async def _show(self, args: OfIncident) -> dict[str, int]:
        await self.board.open_with(lambda: self._tell(args))
        found = self._timeline.report
        return {"count": len(found.moments) if found is not None else 0}

    async def _tell(self, args: OfIncident) -> None:
        found = await gathered(self._context, self._meant(args))
        self._file.propose(found)
        self._timeline.show(found)
        self.board.side.show_place(await self._keeper.read(self._context.session.store), found.incident)
        actor = self._context.session.actor
        self.board.offer_evidence(on=actor is not None and Right.SEE_EVIDENCE in rights_of(actor.role).may)

    async def _export(self, args: ExportReport) -> dict[str, str]:
        path = report_path(args.path)
        await self._file.write(path, await gathered(self._context, self._meant(args)))
        return {"path": str(path)}

    def _meant(self, args: OfIncident) -> str:
        here = self._shown()
        return args.incident or (here.id if here is not None else "")


def make(at: Workplace) -> AfterActionPresenter:
    """As `views.shell.on_demand` asks for it."""
    return AfterActionPresenter(at.context, at.window, at.run, at.shown)
