"""The commands that walk a desk: from incident to incident, through the search, from camera to camera."""

from __future__ import annotations

from views.arguments.desk import OfCamera, SearchIncidents, SelectIncident
from views.arguments.reading import Arguments
from views.arguments.table import Taking
from views.base.commands import CommandRefusedError, Registry, Run
from views.desk.desk import Desk
from views.video.grid import CameraPresenter, linked_camera


class DeskVerbs:
    """Binds them to what is on the desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def bind(self, registry: Registry) -> None:
        """Tie them all."""
        bind, desk = registry.bind, self._desk
        bind("next-incident", lambda _args: desk.queue.step(1))
        bind("previous-incident", lambda _args: desk.queue.step(-1))
        bind(Taking.SELECT_INCIDENT, self._select)
        bind(Taking.OPEN_INCIDENT, lambda args: desk.open_incident(args.incident))
        bind("focus-queue", lambda _args: self._focus_queue())
        bind(Taking.SEARCH_INCIDENTS, self._search)
        bind(Taking.FOCUS_CAMERA, self._focus_camera, self._why_no_camera)
        for side in (2, 3, 4):
            bind(f"grid-{side}x{side}", _arranging(desk.cameras, side))
        bind("overview", lambda _args: desk.cameras.show_overview())
        bind("next-cameras", lambda _args: desk.cameras.turn_page(1))
        bind("previous-cameras", lambda _args: desk.cameras.turn_page(-1))

    def _select(self, args: SelectIncident) -> None:
        if self._desk.queue.incident(args.incident) is None:
            raise CommandRefusedError("unknown_incident")
        self._desk.queue.select(args.incident)

    def _focus_queue(self) -> None:
        self._desk.unfold_queue()
        self._desk.queue_panel.rows.take_keyboard()

    def _search(self, args: SearchIncidents) -> None:
        self._desk.unfold_queue()
        search = self._desk.queue_panel.search
        if args.text is not None:
            search.setText(args.text)
        else:
            search.setFocus()

    def _why_no_camera(self, args: OfCamera) -> str | None:
        return None if self._meant(args) is not None else "no_camera"

    def _focus_camera(self, args: OfCamera) -> None:
        if self._desk.folded:
            self._desk.show_middle()  # the incident would lie over the enlarged picture
        self._desk.cameras.toggle_focus(self._meant(args))

    def _meant(self, args: OfCamera) -> str | None:
        """The named camera, else the one that the keyboard is at, else the shown incident's."""
        cameras = self._desk.cameras
        chosen = args.camera or cameras.current_id()
        return chosen or linked_camera(cameras.cameras, self._desk.incident.incident)


def _arranging(cameras: CameraPresenter, side: int) -> Run[Arguments]:
    return lambda _args: cameras.set_side(side)
