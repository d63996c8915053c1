"""What belongs to the shown incident and can be opened: what is near, joined into it, or what it is joined into."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject

from console.records.models import Incident
from views.arguments.desk import OfCamera, OpenThing
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import NOTHING, CommandRefusedError, Registry
from views.desk.workplace import Workplace
from widgets.base.thing_rows import ThingRow
from widgets.queue.view_forms import PickList


class RelatedPresenter(QObject):
    """Fills the list of joined ones, and opens a thing by a click or from a list by typing."""

    def __init__(self, at: Workplace) -> None:
        desk, run = at.desk, at.run
        super().__init__(desk)
        self._desk, self._run = desk, run
        self._panel = desk.incident_panel
        self._pick = PickList(at.window)
        at.overlays.add("related", self._pick)
        self._pick.chosen.connect(self._on_picked)
        for rows in (self._panel.joined, self._panel.nearby):
            rows.chosen.connect(lambda kind, key: run("open-thing", {"kind": kind, "id": key}))
        desk.incident.shown.connect(self.show)
        desk.queue.changed.connect(self.show)

    def bind(self, registry: Registry) -> None:
        """Tie both commands."""
        registry.bind("show-related", lambda _args: self._ask(), self._why_off)
        registry.bind(Taking.OPEN_THING, self._open)

    def state(self) -> dict[str, Any]:
        """The joined ones, as plain data."""
        return {"joined": [row.id for row in self._panel.joined.rows()]}

    def show(self) -> None:
        """The incident that is shown, or what is joined, has changed."""
        incident = self._desk.incident.incident
        rows = self._joined(incident) if incident is not None else []
        inside = incident is not None and incident.joined_into is not None
        title = self.tr("Joined") if inside else self.tr("Joined into this ({n})").format(n=len(rows))
        self._panel.joined.show_rows(title, rows)

    def _joined(self, incident: Incident) -> list[ThingRow]:
        queue = self._desk.queue
        rows = []
        head = queue.incident(incident.joined_into)
        if incident.joined_into is not None:
            name = f"{head.code} · {head.title}" if head is not None else incident.joined_into
            rows.append(ThingRow("incident", incident.joined_into, self.tr("into"), name))
        for key in queue.open.joined(incident.id):
            one = queue.incident(key)
            if one is not None:
                rows.append(ThingRow("incident", key, one.code, one.title, one.ward))
        return rows

    def _rows(self) -> list[ThingRow]:
        """The map last: who types nothing means the nearest thing."""
        rows = [*self._panel.joined.rows(), *self._panel.nearby.rows()]
        return sorted(rows, key=lambda row: row.kind == "map")

    def _why_off(self, _args: Arguments) -> str | None:
        if self._desk.incident.incident is None:
            return "no_incident"
        return None if self._rows() else "nothing_related"

    def _ask(self) -> None:
        rows = [(f"{row.kind}:{row.id}", f"{row.before} · {row.name}", row.after, "") for row in self._rows()]
        self._pick.ask(self.tr("Near and joined"), self.tr("Type a part of a name"), rows)

    def _on_picked(self, name: str) -> None:
        kind, _, key = name.partition(":")
        self._run("open-thing", {"kind": kind, "id": key})

    def _open(self, args: OpenThing) -> None:
        """A camera is enlarged, an incident shown, an indicator brought to the first place of its row, a map opened."""
        kind, key = args.kind, args.id
        if kind == "camera":
            if self._desk.cameras.camera(key) is None:
                raise CommandRefusedError("no_camera")
            self._run("focus-camera", OfCamera(camera=key))
        elif kind == "incident":
            if self._desk.queue.incident(key) is None:
                raise CommandRefusedError("unknown_incident")
            self._desk.open_incident(key)
        elif kind == "indicator" and any(one.id == key for one in self._desk.indicators.known):
            self._desk.indicators.bring((key,))
            if self._desk.folded and self._panel.isVisible() and self._desk.cameras.focus_id is None:
                self._desk.back()  # the incident lies over the row of numbers
        elif kind == "map":
            self._run("show-map", NOTHING)
        else:
            raise CommandRefusedError("bad_arguments", name="open-thing", field="kind, id")
