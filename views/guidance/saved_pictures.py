"""Brings the pictures that were saved for the shown incident into its panel; they are read and scaled off the loop."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QImage

from console.evidence.saved_pictures import Picture, pictures_of
from console.records.models import Incident
from contract.roles import Right, rights_of
from views.arguments.incident import ShowEvidence
from views.base.commands import Start
from views.base.context import Context
from views.base.refresher import Ids, Refresher
from views.desk.desk import Desk
from views.evidence.standing import standing
from widgets.base.formats import day_minute_text
from widgets.incidents.saved_pictures import HEIGHT_PX, WIDTH_PX

SHARP = 2
"""Pictures are kept at twice the size that they are drawn in, for screens of double density."""


class PicturePresenter(QObject):
    """Looks again whenever the incident is another one, or something was written about it."""

    def __init__(self, context: Context, desk: Desk, run: Start) -> None:
        super().__init__(desk)
        self._context, self._desk, self._run = context, desk, run
        self._row = desk.incident_panel.pictures
        self._looked: tuple[str, int] | None = None
        self._refresher = Refresher(self._read, context.faults.met)
        self._row.evidence_wanted.connect(self._on_evidence_wanted)
        desk.incident.shown.connect(self._on_shown)
        self._stop = context.session.changes.subscribe({"evidence"}, lambda _change: self._refresher.ask())

    def _standing(self, picture: Picture) -> tuple[str, str]:
        """How it is with a piece at the server, and how loud."""
        return standing(picture, self._context.session.evidence.progress.get(picture.path.name))

    def close(self) -> None:
        """Look no more."""
        self._stop()
        self._refresher.close()

    def state(self) -> dict[str, int]:
        """How many are to be seen, as plain data."""
        return {"pictures": self._row.count()}

    def _on_shown(self) -> None:
        incident = self._desk.incident.incident
        about = (incident.id, len(incident.history)) if incident is not None else None
        if about == self._looked:
            return
        if about is None or self._looked is None or about[0] != self._looked[0]:
            self._row.set_pictures(())  # never another incident's, not for a moment
        self._looked = about
        self._refresher.ask()

    def _on_evidence_wanted(self) -> None:
        incident = self._desk.incident.incident
        if incident is not None:
            self._run("show-evidence", ShowEvidence(incident=incident.id))

    async def _read(self, _ids: Ids) -> None:
        incident = self._desk.incident.incident
        if incident is None:
            return
        folder = self._context.data_dir / "evidence"
        key = incident.id
        found = await self._context.session.blocking(lambda: [(_small(one), one) for one in pictures_of(folder, key)])
        shown: Incident | None = self._desk.incident.incident
        if shown is None or shown.id != key:
            return
        now, actor = self._context.now(), self._context.session.actor
        self._row.offer_server(on=actor is not None and Right.SEE_EVIDENCE in rights_of(actor.role).may)
        self._row.set_pictures(
            [
                (image, f"{day_minute_text(now, one.saved_at)} {one.camera}".strip(), self._standing(one))
                for image, one in found
            ]
        )


def _small(picture: Picture) -> QImage:
    return QImage(str(picture.path)).scaled(
        WIDTH_PX * SHARP,
        HEIGHT_PX * SHARP,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
