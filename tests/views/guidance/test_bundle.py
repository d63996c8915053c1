"""One key gathers around an incident: linked things first, then what is near, and the same key takes it back."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from console.places.near import Near, Thing
from console.records.models import Incident
from tests.views.played_session import incident
from views.base.commands import NOTHING, Registry
from views.guidance.bundle import Bundle


class _Row(QObject):
    """Cameras or indicators, as far as the bundle asks for them."""

    def __init__(self) -> None:
        super().__init__()
        self.brought: list[list[str]] = []

    def bring(self, ids: Iterable[str]) -> None:
        self.brought.append(list(ids))


class Desk:
    """Two rows, what is near, and the incident that is shown."""

    def __init__(self) -> None:
        self.cameras, self.indicators = _Row(), _Row()
        linked = {"camera_ids": ("cam-2", "cam-9"), "indicator_ids": ("pm",)}
        self.shown: Incident | None = incident("one").model_copy(update=linked)
        self.near = [
            _near("camera", "cam-1"),
            _near("camera", "cam-2"),
            _near("indicator", "rain"),
            _near("incident", "x"),
        ]
        self.opened = 0
        self.bundle = Bundle(
            self.cameras,  # type: ignore[arg-type]
            self.indicators,  # type: ignore[arg-type]
            lambda: self.shown,
            lambda: self.near,
            self._open,
        )
        self.registry = Registry()
        self.bundle.bind(self.registry)

    def _open(self) -> None:
        self.opened += 1

    def press(self) -> object:
        return self.registry._bound["bundle"].run(NOTHING)


def _near(kind: str, key: str) -> Near:
    return Near(Thing(kind, key, key, 0.0, 0.0), 10.0)


@pytest.fixture
def desk(qapp: QApplication) -> Desk:
    assert qapp is not None
    return Desk()


def test_what_is_linked_comes_first_then_what_is_near_each_once(desk: Desk) -> None:
    assert desk.press() == {"cameras": ["cam-2", "cam-9", "cam-1"], "indicators": ["pm", "rain"]}
    assert desk.cameras.brought == [["cam-2", "cam-9", "cam-1"]]
    assert desk.indicators.brought == [["pm", "rain"]]
    assert (desk.opened, desk.bundle.incident_id) == (1, "one")


def test_the_same_key_or_esc_takes_it_back_and_another_incident_takes_its_place(desk: Desk) -> None:
    desk.press()
    assert desk.press() == {"cameras": [], "indicators": []}
    assert desk.cameras.brought[-1] == desk.indicators.brought[-1] == []
    assert not desk.bundle.go_back(), "nothing is there to be taken back"
    desk.press()
    desk.shown = incident("two")
    desk.press()
    assert desk.bundle.incident_id == "two"
    assert desk.bundle.go_back()
    assert desk.bundle.incident_id is None


def test_where_nothing_is_shown_there_is_nothing_to_gather(desk: Desk) -> None:
    desk.press()
    desk.shown = None
    assert desk.bundle.gathered() == ([], [])
    assert desk.registry.why_off("bundle") is None, "what was gathered can still be sent back"
    desk.press()
    assert desk.bundle.incident_id is None
    assert desk.registry.why_off("bundle") == "no_incident"


def test_a_plans_things_are_brought_as_they_are(desk: Desk) -> None:
    desk.bundle.gather("plan:lu", ["cam-5"], [])
    assert (desk.cameras.brought, desk.bundle.incident_id, desk.opened) == ([["cam-5"]], "plan:lu", 0)
    desk.press()
    assert desk.bundle.incident_id == "one", "the key gathers around what is shown"
