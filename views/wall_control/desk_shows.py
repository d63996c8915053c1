"""What the desk shows that could be put on a screen of the wall."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.analysis.wall_content import bundle, camera_grid, one_camera
from console.records.models import Incident
from contract.records.wall import Wish
from views.desk.desk import Desk
from views.guidance.bundle import Bundle
from views.wall_control.watch import WallWatch
from widgets.base.grouped_list import Line


@dataclass(frozen=True)
class DeskShows:
    """What the desk shows that could be put on a screen."""

    camera_id: str | None = None
    """The enlarged one, or the one with the keyboard."""
    camera_ids: tuple[str, ...] = ()
    incident: Incident | None = None
    bundle: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    """Cameras and indicators of the incident."""

    def wish(self, key: str) -> Wish | None:
        """What the row `key` would put on a screen; None where it is not there."""
        if key == "desk:camera" and self.camera_id:
            return one_camera(self.camera_id)
        if key == "desk:cameras" and self.camera_ids:
            return camera_grid(self.camera_ids)
        if key == "desk:bundle" and any(self.bundle):
            return bundle(*self.bundle)
        return None

    def lines(self, watch: WallWatch) -> list[Line]:
        """A row for each of them."""
        translate = QCoreApplication.translate
        lines = []
        if self.incident is not None and any(self.bundle):
            cameras, indicators = self.bundle
            what = translate("wall_control", "{n} cameras, {m} indicators").format(n=len(cameras), m=len(indicators))
            words = translate("wall_control", "Around {name}").format(name=self.incident.title)
            lines.append(Line("desk:bundle", words, f"{self.incident.code} · {what}", icon="crosshair"))
        if self.camera_id:
            words = translate("wall_control", "Camera {name}").format(name=watch.name_of(self.camera_id))
            lines.append(Line("desk:camera", words, translate("wall_control", "alone on the screen"), icon="cctv"))
        if self.camera_ids:
            words = translate("wall_control", "The cameras of this desk ({n})").format(n=len(self.camera_ids))
            below = ", ".join(watch.name_of(one) for one in self.camera_ids)
            lines.append(Line("desk:cameras", words, below, icon="layout-grid"))
        return lines


def shown_at(desk: Desk, gathered: Bundle) -> DeskShows:
    """What `desk` shows now; `gathered` is what belongs to the shown incident."""
    cameras, incident = desk.cameras, desk.incident.incident
    found = gathered.gathered() if incident is not None else ([], [])
    return DeskShows(
        cameras.current_id() or next(iter(cameras.page_ids), None), tuple(cameras.page_ids), incident,
        (tuple(found[0]), tuple(found[1])),
    )  # fmt: skip
