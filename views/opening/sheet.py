"""The sheet on which an incident is opened: what is typed, what the city proposes, what may be the same; then saved."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject

from contract.records.life_cycle import Kind
from views.arguments.incident import NewIncident
from views.desk.workplace import Workplace
from views.opening import words
from views.opening.caller import Caller
from views.opening.draft import TARGET, VERB, Draft, read
from views.opening.ground import SheetMap
from views.opening.known import Known
from views.opening.offers import Spot, severity_of
from views.opening.saving import REFUSALS, Saving
from views.workspace.pages import DESK
from widgets.opening.sheet import OpenSheet

HERE = "here"
"""The key of a place that has a point and no name of the city's map."""


def make(at: Workplace) -> OpenPresenter:
    """As the room asks for it."""
    return OpenPresenter(at)


class OpenPresenter(QObject):
    """One desk's sheet, with one draft at a time."""

    def __init__(self, at: Workplace) -> None:
        super().__init__(at.desk)
        self._at, self._context, self._desk = at, at.context, at.desk
        self.sheet = OpenSheet(at.desk.incident_panel)
        self._map = SheetMap(at.desk)
        self.sheet.put_map(self._map.map)
        self._known = Known(at, self._map)
        self._saving = Saving(at)
        self._caller = Caller(at, self.sheet)
        self._draft = Draft()
        self._kind: Kind | None = None
        self._spot: Spot | None = None
        """Whose point it is; None where a hand or a command gave it, or there is none."""
        self._awaited = ""
        """What was opened here and has no row yet."""
        self._dropped: set[str] = set()
        self._quiet = False
        self._whose = ""
        """Whose draft it is, by their id."""
        self._tie()

    def _tie(self) -> None:
        sheet = self.sheet
        sheet.kind_typed.connect(lambda text: sheet.set_kinds(words.kind_rows(self._known.kinds.find(text))))
        sheet.kind_chosen.connect(self._on_kind)
        sheet.place_typed.connect(self._on_place_typed)
        sheet.place_chosen.connect(self._on_place)
        sheet.severity_chosen.connect(self._on_severity)
        sheet.look_at.connect(self._look_at)
        sheet.join_into.connect(lambda into: self._context.start_task(self._save(into)))
        sheet.picture_dropped.connect(self._on_dropped)
        sheet.changed.connect(self._keep)
        sheet.open_wanted.connect(lambda: self._context.start_task(self._save()))
        sheet.leave_wanted.connect(self.leave)
        self._map.moved.connect(self._on_moved)
        self._desk.queue.changed.connect(self._on_queue)
        self._desk.queue_panel.table.clicked.connect(lambda _row: self._on_row())
        self._stop = self._context.session.changes.subscribe({"session"}, lambda _change: self._on_person())

    @property
    def is_open(self) -> bool:
        """Whether it stands in the pane."""
        return self._desk.incident_panel.instead() is self.sheet

    async def open(self, args: NewIncident) -> object:
        """Let it be filled in, with what is known beforehand; or save at once what says all."""
        await self._known.read()
        if args.save:
            found = self._known.told(Draft(), args)
            return await self._saving.save(found, self._known.kind_of(found), pictures=())
        if not self.is_open:
            await self._at.registry.run(DESK)
            self._take_up()
        self._draft, fits = self._known.told(self._draft, args), True
        if args == NewIncident():  # whoever opens it from a camera or the map saw it there, and speaks to nobody
            self._draft, fits = self._caller.take_up(self._draft)
        self._show()
        self._keep()
        self._caller.show(self._draft)
        if not fits:
            self.sheet.set_trouble(words.another_caller())
        self._desk.show_incident()
        self._desk.incident_panel.show_instead(self.sheet)
        self.sheet.focus_first()
        return None

    def close(self) -> None:
        """Listen no more; what was typed is kept."""
        self._stop()
        if self.is_open:
            self._keep()

    def leave(self) -> None:
        """Take it away and keep what was typed."""
        self._keep()
        self._desk.incident_panel.show_instead(None)
        self._desk.show_middle()
        self._desk.queue_panel.rows.take_keyboard()

    def tick(self) -> None:
        """Ages go on, and others open incidents meanwhile."""
        if self.is_open:
            self._show_near()
            self._caller.tick()

    def state(self) -> dict[str, Any]:
        """What stands on it, but not who told of it: that is nobody's who looks from outside."""
        return {
            "kind": self._kind.id if self._kind is not None else None, "at": self._draft.at, "ward": self._draft.ward,
            "near": [one.incident.id for one in self._known.near(self._draft, self._kind)],
            "earlier": self._caller.earlier(), "pictures": list(self._cameras()),
            "said": {name: text for name, text in self.sheet.said().items() if name != "reporter"},
        }  # fmt: skip

    # the draft

    def _take_up(self) -> None:
        self._whose = self._sits_here()
        kept = self._context.session.drafts.get(TARGET, VERB)
        self._draft = read(kept.fields) if kept is not None else Draft()
        if kept is None:
            self._caller.done()
        self._dropped.clear()
        self._spot = None

    def _keep(self) -> None:
        """What is typed is on the disk within a moment."""
        if self._quiet:
            return
        said = self.sheet.said()
        who, typed = said["reporter"], str(said["kind_text"])
        self._draft = replace(
            self._draft, title="" if said["title"] == typed else str(said["title"]), place=str(said["place"]),
            description=str(said["description"]), typed_kind="" if self._kind is not None else typed,
            name=str(who["name"]), phone=str(who["phone"]),
        )  # fmt: skip
        texts = self._draft.texts()
        self._context.session.drafts.keep(TARGET, VERB, texts)
        self.sheet.set_kept(words.kept(self._context.now()) if texts else "")
        self.sheet.set_trouble("")

    def _show(self) -> None:
        """All of the draft on the sheet; what the program writes is nobody's typing."""
        self._quiet = True
        self._kind = self._known.kind_of(self._draft)
        if self._kind is not None:
            self._draft = replace(self._draft, kind=self._kind.id, typed_kind="")
        elif self._draft.kind:
            self._draft = replace(self._draft, kind="", typed_kind=self._draft.kind)
        draft = self._draft
        self._spot = self._known.spot_of(draft)
        self.sheet.clear()
        self.sheet.take_up(
            {
                "kind": self._kind.id if self._kind is not None else "",
                "kind_text": self._kind.name if self._kind is not None else draft.typed_kind,
                "place": draft.place,
                "place_key": self._spot.key if self._spot is not None else HERE if draft.at else "",
                "title": draft.title, "description": draft.description,
                "severity": int(draft.severity) if draft.severity.isdigit() else None,
                "reporter": {"name": draft.name, "phone": draft.phone},
            }
        )  # fmt: skip
        self.sheet.set_code(words.code())
        self._quiet = False
        self._show_kind()
        self._show_place()

    def _show_kind(self) -> None:
        by_hand = self._draft.severity
        severity = int(by_hand) if by_hand else severity_of(self._kind)
        if self._kind is None:
            self.sheet.set_severity(None, proposed=True)  # of what has no kind the city proposes nothing
        self.sheet.set_severity(severity, proposed=self._kind is not None and not by_hand)
        self.sheet.set_steps(*self._known.steps(self._kind))
        self._show_near()

    def _show_place(self) -> None:
        self._map.show(self._draft.at, self._draft.place, self._desk.queue.incidents())
        self.sheet.set_pictures([words.picture_row(self._desk, camera) for camera in self._cameras()])
        self._show_near()

    def _show_near(self) -> None:
        found, now = self._known.near(self._draft, self._kind), self._context.now()
        self.sheet.set_near([words.near_row(one, now) for one in found], words.near_words(len(found), self._draft.at))

    def _cameras(self) -> tuple[str, ...]:
        """Whose picture of the moment goes along: the one it was opened from, else the nearest that is seen here."""
        return self._saving.along.cameras(self._draft, self._dropped)

    # what a hand does

    def _on_kind(self, key: str) -> None:
        """Another kind, or none any more: what is typed then is a title."""
        self._draft = replace(self._draft, kind=key)
        self._kind = self._known.kind_of(self._draft)
        self._show_kind()
        self._keep()

    def _on_place_typed(self, text: str) -> None:
        """Another place than the one that was chosen is not where that is; a number before its name leaves it there."""
        if self._spot is not None and self._spot.name not in text:
            self._spot, self._draft = None, replace(self._draft, lat="", lon="", ward="", camera="")
            self._show_place()
        self.sheet.set_places(words.place_rows(self._known.spots.find(text)))

    def _on_place(self, key: str) -> None:
        spot = self._known.spot(key)
        if spot is None:
            return
        self._spot = spot
        self._draft = replace(self._draft, place=spot.name, camera=spot.camera)
        self._draft = self._draft.moved(spot.lat, spot.lon, spot.ward)
        self._show_place()
        self._keep()

    def _on_moved(self, lat: float, lon: float) -> None:
        self._spot = None
        self._draft = self._draft.moved(lat, lon, self._map.ward_at(lat, lon))
        if not self.sheet.said()["place"].strip():
            self.sheet.set_place(self._map.words_at(lat, lon))
        self._show_near()
        self._keep()

    def _on_severity(self, severity: int) -> None:
        self._draft = replace(self._draft, severity=str(severity))
        self._show_kind()
        self._keep()

    def _on_dropped(self, camera_id: str) -> None:
        self._dropped.add(camera_id)
        self._show_place()

    def _on_row(self) -> None:
        """A row that is pressed wants to be seen; the sheet is there again by its key."""
        if self.is_open:
            self._keep()
            self._desk.incident_panel.show_instead(None)

    def _on_person(self) -> None:
        """What one has typed is nobody else's to see: their draft is kept, the sheet is emptied."""
        if self._sits_here() != self._whose and self.is_open:
            self._quiet = True
            self._empty()
            self._quiet = False

    def _sits_here(self) -> str:
        actor = self._context.session.actor
        return actor.id if actor is not None else ""

    def _look_at(self, incident_id: str) -> None:
        self.leave()
        self._context.start_task(self._caller.look_at(incident_id))

    async def _save(self, into: str | None = None) -> None:
        """Save it, and show it in the pane; what is wrong is said on the sheet, where nothing is lost."""
        self._keep()
        self.sheet.set_sending(on=True)
        try:
            saved = await self._saving.save(self._draft, self._kind, pictures=self._cameras())
        except REFUSALS as error:
            self.sheet.set_trouble(words.trouble(error))
            return
        finally:
            self.sheet.set_sending(on=False)
        self._context.session.drafts.drop(TARGET, VERB)
        self._caller.done()
        self._empty()
        if into is not None:  # it is saved: what is met now is told, and never asks for it once more
            await self._saving.join(str(saved["incident"]), into)
        self._then_show(into or str(saved["incident"]))

    def _empty(self) -> None:
        self._draft, self._kind, self._spot = Draft(), None, None
        self.sheet.clear()
        self._desk.incident_panel.show_instead(None)

    def _then_show(self, incident_id: str) -> None:
        """In the pane at once, and marked in the queue as soon as it has its row there."""
        queue = self._desk.queue
        self._desk.open_incident(incident_id)
        if queue.incident(incident_id) is None:
            self._awaited = incident_id

    def _on_queue(self) -> None:
        awaited, queue = self._awaited, self._desk.queue
        if awaited and queue.incident(awaited) is not None:
            self._awaited = ""
            if queue.selected_id == awaited:  # nobody has gone on to another one meanwhile
                queue.select(awaited)
