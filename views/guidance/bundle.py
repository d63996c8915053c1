"""One key brings what belongs to an incident: its cameras, its indicators and its checklist, each to its own place."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from console.places.near import Near
from console.records.models import Incident
from views.arguments.reading import Arguments
from views.base.commands import Registry
from views.indicators.row import IndicatorPresenter
from views.video.grid import CameraPresenter


class Bundle(QObject):
    """Brings and takes back. `shown()` is the incident in the panel, `near()` what is around it."""

    def __init__(
        self,
        cameras: CameraPresenter,
        indicators: IndicatorPresenter,
        shown: Callable[[], Incident | None],
        near: Callable[[], list[Near]],
        open_checklist: Callable[[], None],
    ) -> None:
        super().__init__(cameras)
        self._cameras, self._indicators = cameras, indicators
        self._shown, self._near, self._open_checklist = shown, near, open_checklist
        self.incident_id: str | None = None
        """The incident whose things are here; None while the desk is as usual."""

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind(
            "bundle", self._toggle, lambda _args: None if self._shown() or self.incident_id else "no_incident"
        )

    def gathered(self) -> tuple[list[str], list[str]]:
        """Ids of the cameras and of the indicators that belong to the shown incident; none where none is shown."""
        incident = self._shown()
        if incident is None:
            return [], []
        near = self._near()
        return _linked_first(incident.camera_ids, near, "camera"), _linked_first(
            incident.indicator_ids, near, "indicator"
        )

    def go_back(self) -> bool:
        """The desk as it was; false where nothing was brought."""
        if self.incident_id is None:
            return False
        self.incident_id = None
        self._cameras.bring(())
        self._indicators.bring(())
        return True

    def state(self) -> dict[str, str | None]:
        """Whose things are here, as plain data."""
        return {"bundle": self.incident_id}

    def gather(self, key: str, cameras: list[str], indicators: list[str]) -> None:
        """Bring these, for `key`: what belongs to a plan rather than to an incident."""
        self.incident_id = key
        self._cameras.bring(cameras)
        self._indicators.bring(indicators)

    def _toggle(self, _args: Arguments) -> dict[str, list[str]]:
        incident = self._shown()
        if incident is None or incident.id == self.incident_id:
            self.go_back()
            return {"cameras": [], "indicators": []}
        cameras, indicators = self.gathered()
        self.incident_id = incident.id
        self._cameras.bring(cameras)
        self._indicators.bring(indicators)
        self._open_checklist()
        return {"cameras": cameras, "indicators": indicators}


def _linked_first(linked: tuple[str, ...], near: list[Near], kind: str) -> list[str]:
    around = [one.thing.id for one in near if one.thing.kind == kind]
    return list(dict.fromkeys((*linked, *around)))
