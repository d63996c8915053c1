"""A report after action as a file: pages with its pictures, or plain text."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from console.evidence.saved_pictures import Picture
from console.measures.after_action import Moment, Report
from views.base.context import Context
from views.base.file_writer import REPORT, FileWriter, Leaving, paper, target
from views.incidents.stages import stage_name
from views.measures.report_words import kind_words, moment_words, name_of, note, summary
from widgets.base.file_line import FileLine
from widgets.base.formats import clock_text, date_text, date_time_text, local
from widgets.base.paper import Figure, Section
from widgets.base.severity import severity_label
from widgets.incidents.mark_words import mark_lines
from widgets.video.watermark import marked

ENDINGS = (".pdf", ".txt")


class ReportFile:
    """Writes one at a time, beside the screen; `line` says how far it is."""

    def __init__(self, context: Context, line: FileLine) -> None:
        self._context, self._line = context, line
        self._writer = FileWriter(context, line)

    @property
    def is_writing(self) -> bool:
        """Whether one is being written."""
        return self._writer.share is not None

    def propose(self, found: Report) -> None:
        """Offer a place for it: in the home folder, named by the incident and the day."""
        stem = f"{found.incident.code or found.incident.id}-{local(self._context.now()):%Y-%m-%d}"
        self._line.set_path(str(Path.home() / f"{_plain(stem)}.pdf"))
        self._line.say("")

    async def write(self, path: Path, found: Report) -> None:
        """Write it there, as the ending says. Raises `ExportError`."""
        translate = QCoreApplication.translate
        title, now = name_of(found), date_time_text(self._context.now())
        foot = translate("after_action", "Report after action, {time}").format(time=now)
        facts, lines = self._facts(found), [_row(one) for one in found.moments]
        told = translate("after_action", "Written: {file}").format(file=path.name)
        leaving = Leaving(REPORT, len(found.moments), f"incident:{found.incident.id}")
        if path.suffix.lower() == ".txt":
            text = "\n".join([title, foot, *("\t".join(row) for row in (*facts, *lines))]) + "\n"
            await self._writer.write(path, lambda fresh, _tell: fresh.write_text(text, encoding="utf-8"), told, leaving)
            return
        happened = translate("after_action", "What happened")
        head = [translate("after_action", "Time"), translate("after_action", "Kind"), happened]
        sections = [
            Section(translate("after_action", "Facts"), facts, (0.2, 0.8)),
            Section(happened, [head, *lines], (0.19, 0.13, 0.68), has_head=True),
        ]
        figures = tuple(self._figure(one, one.picture) for one in found.moments if one.picture is not None)
        if figures:
            sections.append(Section(translate("after_action", "Pictures"), (), figures=figures))
        await self._writer.write(path, lambda fresh, tell: paper(fresh, title, sections, foot, tell), told, leaving)

    def _figure(self, one: Moment, picture: Picture) -> Figure:
        actor = self._context.session.actor
        lines = mark_lines(picture, actor.name if actor is not None else "", self._context.now())
        return Figure(picture.path, _caption(one), lambda image: marked(image, lines))

    def _facts(self, found: Report) -> list[list[str]]:
        translate = QCoreApplication.translate
        one = found.incident
        rows = [
            (translate("after_action", "Place"), ", ".join(part for part in (one.place, one.ward) if part)),
            (translate("after_action", "Severity"), severity_label(one.severity)),
            (translate("after_action", "State"), stage_name(self._context, one)),
            (translate("after_action", "Came"), f"{date_time_text(one.created_at)} · {one.source_name}".rstrip(" ·")),
            (translate("after_action", "Handled by"), ", ".join(found.people)),
            (translate("after_action", "Agency"), one.agency or ""),
            (translate("after_action", "Outcome"), one.resolution or "–"),
            (translate("after_action", "In short"), summary(found)),
        ]
        return [[name, text] for name, text in rows if text]


def report_path(said: str) -> Path:
    """The file that is meant. Raises `CommandRefusedError` bad_path where it can hold no report."""
    return target(said, ENDINGS)


def _row(one: Moment) -> list[str]:
    beside = note(one)
    return [
        f"{date_text(one.at)} {clock_text(one.at)}",
        kind_words(one.kind),
        moment_words(one) + (f"\n{beside}" if beside else ""),
    ]


def _caption(one: Moment) -> str:
    return f"{date_text(one.at)} {clock_text(one.at)} · {moment_words(one)}\n{note(one)}"


def _plain(text: str) -> str:
    """A name that every file system takes."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in text)
