"""Parts of the desk that are made on demand: nothing is loaded before, and everybody finds them after."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk
from tests.views.program.test_opening import modules_after
from views.base.commands import CommandRefusedError
from views.shell.on_demand import PARTS
from widgets.base.overlay import Overlay


def test_a_desk_loads_none_of_them() -> None:
    assert modules_after("import views.shell.app, views.shell.desk_window").isdisjoint({one.module for one in PARTS})


def test_each_is_made_once_and_goes_with_esc(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        window = desk.window
        before = set(window.findChildren(Overlay))
        assert {one.state: window.state()[one.state] for one in PARTS} == {one.state: None for one in PARTS}
        await desk.has_everything()
        made = set(window.findChildren(Overlay)) - before
        assert made <= set(window.overlays.all())
        forms = len(window.overlays.forms) + len(window.rooms.plans.forms.by_command)
        assert len(made) == len(PARTS) + forms
        for part in PARTS:
            await desk.run(next(iter(part.commands)))
            assert window.overlays.open_name() == part.name
            assert window.state()[part.state] is not None
            assert window.overlays.go_back()
        assert set(window.findChildren(Overlay)) - before == made

    at_desk(qapp, tmp_path, story)


def test_every_command_becomes_its_parts_own(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        registry = desk.window.registry
        declared = {name: registry._bound[name].run for part in PARTS for name in part.commands}
        await desk.has_everything()
        assert not [name for name, run in declared.items() if registry._bound[name].run is run]

    at_desk(qapp, tmp_path, story)


def test_what_cannot_run_says_so_before_anything_is_made(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        window = desk.window
        before = len(window.findChildren(Overlay))
        window.desk.incident.show(None)
        await desk.until(lambda: window.desk.incident.incident is None, "no incident")
        assert window.registry.why_off("show-after-action") == "no_incident"
        with pytest.raises(CommandRefusedError, match="layout_not_open"):
            await desk.run("save-layout")
        assert len(window.findChildren(Overlay)) == before

    at_desk(qapp, tmp_path, story)


def test_no_form_is_made_before_it_is_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        overlays, plans = desk.window.overlays, desk.window.rooms.plans.forms
        assert not [form for later in (*overlays.forms.values(), *plans.by_command.values()) for form in later.made]
        await desk.run("add-note")
        await desk.until(lambda: overlays.open_name() == "add-note", "the form")
        note = overlays.forms["add-note"]
        assert note.made == (note(),)
        assert overlays.go_back()
        assert overlays.open_name() is None
        assert note() in overlays.all()

    at_desk(qapp, tmp_path, story)
