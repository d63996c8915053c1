"""The report of one incident after it: on screen, and as pages or plain text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from console.evidence.saved_pictures import pictures_of
from console.measures import after_action
from console.measures.after_action import KINDS, Moment, Report
from console.records.models import Incident, LinkChannel, LinkState
from console.sync import outage_log
from console.sync.outage_log import Outage
from views.arguments.incident import ExportReport, OfIncident
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Start
from views.base.context import Context
from views.base.file_writer import FileWriter, paper, target
from views.desk.workplace import Workplace
from views.incidents.stages import stage_name
from widgets.base.formats import age_text, clock_text, date_text, date_time_text, local, number_text
from widgets.base.grouped_list import Line
from widgets.base.paper import Figure, Section
from widgets.base.severity import level_of, severity_word
from widgets.incidents.history_list import offline_words
from widgets.measures.after_action import AfterActionBoard
from widgets.shifts.words import entry_text
from widgets.words.verb_words import verb_sentence

PICTURES_MOST = 60
MARKS: Mapping[str, str] = MappingProxyType(
    {"came": "●", "action": "▸", "log": "¶", "picture": "▣", "deadline": "◷", "outage": "✕"}
)
TONES: Mapping[str, str] = MappingProxyType({"deadline": "severity1", "outage": "late"})


class AfterActionPresenter(QObject):
    """Gathers on threads; the screen only shows. `shown()` is the incident whose details are shown."""

    def __init__(self, context: Context, window: QWidget, run: Start, shown: Callable[[], Incident | None]) -> None:
        super().__init__(window)
        self._context, self._shown = context, shown
        self.board = AfterActionBoard(window)
        self._writer = FileWriter(context, self.board.file)
        self._report: Report | None = None
        self._only = ""
        """The one kind of line that is shown; empty for all."""
        self.board.file.chosen.connect(
            lambda path: run("export-report", ExportReport(path=path, incident=self._incident_id()))
        )
        self.board.only_chosen.connect(self._next_kind)

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind(Taking.SHOW_AFTER_ACTION, self._show, self._why_off)
        registry.bind(Taking.EXPORT_REPORT, self._export, self._why_off)

    def close(self) -> None:
        """Nothing is listened to."""

    def state(self) -> dict[str, Any]:
        """What is shown, as plain data."""
        found = self._report
        if found is None or not self.board.isVisible():
            return {"after_action": None}
        lines = [
            {"at": one.at.isoformat(), "kind": one.kind, "text": words(one), "offline": one.offline}
            for one in self._moments(found)
        ]
        return {"after_action": {"incident": found.incident.id, "only": self._only, "lines": lines}}

    def _incident_id(self) -> str:
        return self._report.incident.id if self._report is not None else ""

    def _why_off(self, args: OfIncident) -> str | None:
        if self._writer.share is not None:
            return "writing"
        return None if args.incident or self._shown() is not None else "no_incident"

    async def _show(self, args: OfIncident) -> dict[str, int]:
        found = self._report = await self._gather(args)
        self._only = ""
        stem = f"{found.incident.code or found.incident.id}-{local(self._context.now()):%Y-%m-%d}"
        self.board.file.set_path(str(Path.home() / f"{_plain(stem)}.pdf"))
        self.board.file.say("")
        self._fill()
        self.board.open()
        return {"count": len(found.moments)}

    async def _gather(self, args: OfIncident) -> Report:
        session, now = self._context.session, self._context.now()
        here = self._shown()
        wanted = args.incident or (here.id if here is not None else "")
        incident = await session.store.incident(wanted)
        if incident is None:
            raise CommandRefusedError("unknown_incident")
        log = await session.shifts.log()
        away = await session.caches[0].read(outage_log.kept)
        link = session.links.all().get(LinkChannel.INCIDENTS)
        if link is not None and link.state == LinkState.DOWN:
            away.append(Outage(link.since))
        folder = self._context.data_dir / "evidence"
        return await session.blocking(
            lambda: after_action.report(
                incident, log=log, outages=away, now=now,
                pictures=pictures_of(folder, incident.id, PICTURES_MOST, clips=True),
            )
        )  # fmt: skip

    def _next_kind(self) -> None:
        if self._report is not None:
            there = ["", *(kind for kind in KINDS if self._report.counts[kind])]
            self._only = there[(there.index(self._only) + 1) % len(there)] if self._only in there else ""
            self._fill()

    def _moments(self, found: Report) -> list[Moment]:
        return [one for one in found.moments if self._only in ("", one.kind)]

    def _fill(self) -> None:
        found = self._report
        if found is None:
            return
        lines: list[Line] = []
        wholes: dict[str, str] = {}
        day = ""
        for number, one in enumerate(self._moments(found)):
            if (on := date_text(one.at)) != day:
                day = on
                lines.append(Line("", day))
            key = f"line:{number}"
            text, beside = words(one), note(one)
            wholes[key] = "\n".join(part for part in (text, beside) if part)
            tone = TONES.get(one.kind, "late" if one.offline else "text2")
            lines.append(Line(key, text, beside, clock_text(one.at), kind_words(one.kind), tone, MARKS[one.kind]))
        only = kind_words(self._only) if self._only else self.tr("all")
        self.board.show_report(_name(found.incident), self._sum(found), lines, wholes, only)

    def _sum(self, found: Report) -> str:
        counts: Counter[str] = found.counts
        parts = []
        for verb, pattern in (
            ("acknowledge", self.tr("acknowledged after {age}")), ("forward", self.tr("forwarded after {age}")),
            ("resolve", self.tr("resolved after {age}")),
        ):  # fmt: skip
            after = found.after_s(verb)
            if after is not None:
                parts.append(pattern.format(age=age_text(after)))
        parts.append(self.tr("{n} actions of {m} people").format(n=counts["action"], m=len(found.people)))
        for count, pattern in (
            (found.offline, self.tr("{n} done during an outage")), (counts["picture"], self.tr("{n} pictures")),
            (counts["deadline"], self.tr("{n} deadlines missed")),
        ):  # fmt: skip
            if count:
                parts.append(pattern.format(n=number_text(count)))
        return " · ".join(parts)

    # files

    async def _export(self, args: ExportReport) -> dict[str, str]:
        path = target(args.path, (".pdf", ".txt"))
        found = await self._gather(args)
        title = _name(found.incident)
        foot = self.tr("Report after action, {time}").format(time=date_time_text(self._context.now()))
        facts, lines = self._facts(found), [_row(one) for one in found.moments]
        told = self.tr("Written: {path}").format(path=path)
        if path.suffix.lower() == ".txt":
            text = "\n".join([title, foot, *("\t".join(row) for row in (*facts, *lines))]) + "\n"
            await self._writer.write(path, lambda fresh, _tell: fresh.write_text(text, encoding="utf-8"), told)
            return {"path": str(path)}
        head = [self.tr("Time"), self.tr("Kind"), self.tr("What happened")]
        sections = [
            Section(self.tr("Facts"), facts, (0.2, 0.8)),
            Section(self.tr("What happened"), [head, *lines], (0.19, 0.13, 0.68), has_head=True),
        ]
        figures = tuple(Figure(one.picture.path, _caption(one)) for one in found.moments if one.picture is not None)
        if figures:
            sections.append(Section(self.tr("Pictures"), (), figures=figures))
        await self._writer.write(path, lambda fresh, tell: paper(fresh, title, sections, foot, tell), told)
        return {"path": str(path)}

    def _facts(self, found: Report) -> list[list[str]]:
        one = found.incident
        rows = [
            (self.tr("Place"), ", ".join(part for part in (one.place, one.ward) if part)),
            (self.tr("Severity"), severity_word(level_of(one.severity))),
            (self.tr("State"), stage_name(self._context, one)),
            (self.tr("Came"), f"{date_time_text(one.created_at)} · {one.source_name}".rstrip(" ·")),
            (self.tr("Handled by"), ", ".join(found.people)),
            (self.tr("Agency"), one.agency or ""),
            (self.tr("Outcome"), one.resolution or "–"),
            (self.tr("In short"), self._sum(found)),
        ]
        return [[name, text] for name, text in rows if text]


def make(at: Workplace) -> AfterActionPresenter:
    """As `views.shell.on_demand` asks for it."""
    return AfterActionPresenter(at.context, at.window, at.run, at.shown)


def kind_words(kind: str) -> str:
    """What a line of the report stands for."""
    translate = QCoreApplication.translate
    return {
        "came": translate("after_action", "reported"),
        "action": translate("after_action", "action"),
        "log": translate("after_action", "shift log"),
        "picture": translate("after_action", "picture"),
        "deadline": translate("after_action", "deadline"),
        "outage": translate("after_action", "outage"),
    }[kind]


def words(one: Moment) -> str:
    """A line as a sentence."""
    translate = QCoreApplication.translate
    if one.entry is not None:
        return verb_sentence(one.entry)
    if one.line is not None:
        said = entry_text(one.line)
        return f"{one.who}: {said}" if one.line.is_typed and one.who else said
    if one.picture is not None:
        return translate("after_action", "{name} saved a picture of {camera}").format(name=one.who, camera=one.text)
    if one.kind == "deadline":
        return translate("after_action", "Deadline missed: {name}").format(name=one.text or one.code)
    if one.kind == "outage":
        return (
            translate("after_action", "This desk lost the connection")
            if one.code == "lost"
            else translate("after_action", "This desk was connected again")
        )
    return (
        translate("after_action", "{source}: {title}").format(source=one.who, title=one.text) if one.who else one.text
    )


def note(one: Moment) -> str:
    """What stands beside a line: that it was done during an outage, or the seal of a picture."""
    if one.entry is not None:
        return offline_words(one.entry)
    if one.picture is not None and one.picture.sha256:
        return f"{one.picture.path.name} · SHA-256 {one.picture.sha256}"
    return ""


def _row(one: Moment) -> list[str]:
    beside = note(one)
    return [
        f"{date_text(one.at)} {clock_text(one.at)}",
        kind_words(one.kind),
        words(one) + (f"\n{beside}" if beside else ""),
    ]


def _caption(one: Moment) -> str:
    return f"{date_text(one.at)} {clock_text(one.at)} · {words(one)}\n{note(one)}"


def _name(incident: Incident) -> str:
    return f"{incident.code} · {incident.title}"


def _plain(text: str) -> str:
    """A name that every file system takes."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in text)
