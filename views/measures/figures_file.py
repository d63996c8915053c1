"""The figures of a period as a file: pages for people, or a table for other programs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.measures import exports
from console.measures.exports import Table
from views.base.context import Context
from views.base.file_writer import MEASURES, FileWriter, Leaving, paper, target
from views.measures.figure_words import grouping_words, summary, table
from views.measures.figures import Found
from widgets.base.file_line import FileLine
from widgets.base.formats import date_time_text, local
from widgets.base.paper import Section

ENDINGS = (".xlsx", ".csv", ".pdf")


class FiguresFile:
    """Writes one at a time, beside the screen; `line` says how far it is."""

    def __init__(self, context: Context, line: FileLine) -> None:
        self._context = context
        self._writer = FileWriter(context, line)

    @property
    def share(self) -> float | None:
        """How much of it is written; None while none is."""
        return self._writer.share

    def usual_path(self) -> str:
        """Where one is written unless another place is said: in the home folder, named by the day."""
        return str(Path.home() / f"so-lieu-{local(self._context.now()):%Y-%m-%d}.xlsx")

    async def write(self, path: Path, found: Found) -> None:
        """Write it there, as the ending says. Raises `ExportError`."""
        translate = QCoreApplication.translate
        told = translate("measures", "Written: {file}").format(file=path.name)
        kind, plain = path.suffix.lower(), _plain(found)
        leaving = Leaving(MEASURES, len(plain.rows), f"{found.begin.isoformat()}/{found.end.isoformat()}")
        if kind == ".pdf":
            period = f"{date_time_text(found.begin)} – {date_time_text(found.end)}"
            sections, title = _sections(found, period), translate("measures", "Measures")
            await self._writer.write(
                path, lambda fresh, tell: paper(fresh, title, sections, period, tell, wide=True), told, leaving
            )
        elif kind == ".csv":
            await self._writer.write(path, lambda fresh, tell: exports.write_csv(fresh, plain, tell), told, leaving)
        else:
            await self._writer.write(path, lambda fresh, tell: exports.write_xlsx(fresh, [plain], tell), told, leaving)


def figures_path(said: str) -> Path:
    """The file that is meant. Raises `CommandRefusedError` bad_path where it can hold no figures."""
    return target(said, ENDINGS)


def _sections(found: Found, period: str) -> list[Section]:
    head, rows = table(found)
    widths = (0.22, *([0.78 / (len(head) - 1)] * (len(head) - 1)))
    name = dict(grouping_words())[found.by]
    whole = Section(f"{name} · {period}", [head, *rows], widths, has_head=True, right_from=1)
    return [Section(period, [[summary(found)]]), whole]


def _plain(found: Found) -> Table:
    """The table for other programs: numbers as numbers, spans in seconds, times in ISO 8601."""
    if found.by == "operator":
        rows: list[list[exports.Cell]] = [[name, hour, count] for (name, hour), count in found.work.items()]
        return Table(found.by, ["operator", "hour", "actions"], rows)
    head = ["group", "count", "acknowledge_median_s", "acknowledge_p90_s", "forward_median_s", "forward_p90_s",
            "resolve_median_s", "resolve_p90_s", "on_time", "overdue", "reopened", "satisfaction", "rated"]  # fmt: skip
    rows = []
    for row in found.rows:
        spans: list[exports.Cell] = []
        for part in (row.acknowledge, row.forward, row.resolve):
            spans += [round(part.median_s, 1), round(part.p90_s, 1)] if part.count else [None, None]
        rows.append([row.group, row.count, *spans, row.on_time, row.overdue, row.reopened, row.satisfied, row.rated])
    return Table(found.by, head, rows)
