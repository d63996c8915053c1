"""Settings: each that is declared has words and a field; what is chosen is checked, kept, and in force at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.views.desk_room import Room, at_desk
from views.base.arrangement import load
from views.base.command_list import COMMANDS
from views.base.commands import Registry
from views.base.preferences import Preferences
from views.base.rekeying import KeyTakenError, rekey, rekey_all
from views.program.remembered_theme import put_on, remembered_density, remembered_language
from views.settings.settings import SettingsPresenter
from views.settings.words import FIELDS
from widgets.queue.incident_delegate import DENSE_PX, ROW_PX


def test_every_preference_has_its_words() -> None:
    assert set(FIELDS) | {"keys"} == set(Preferences.model_fields)


def _page(desk: Room) -> SettingsPresenter:
    page = desk.window.rooms.on_demand.part("settings")
    assert isinstance(page, SettingsPresenter)
    return page


def test_what_is_chosen_is_in_force_at_once_and_at_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("show-settings")
        board = _page(desk).board
        assert board.values() == {
            "theme": "dark", "text_percent": "100", "density": "normal", "sounds": "True", "reduced_motion": "False",
            "language": "vi", "files_in": "",
        }  # fmt: skip
        board.chosen.emit("theme", "light")
        board.chosen.emit("text_percent", "120")
        board.chosen.emit("files_in", str(tmp_path))
        context = desk.window._context
        assert (context.theme.name, round(context.theme.scale, 2)) == ("light", 1.2)
        assert context.files_folder() == tmp_path
        board.chosen.emit("files_in", str(tmp_path / "not there"))
        board.chosen.emit("theme", "pink")
        assert (context.files_folder(), context.theme.name) == (tmp_path, "light")
        board.chosen.emit("language", "en")
        assert await context.memory.settled()
        kept = load(context.data_dir)
        assert (kept.theme, kept.text_percent, kept.language) == ("light", 120, "en")
        assert remembered_language(context.data_dir) == "en"
        board.chosen.emit("theme", "dark")
        board.chosen.emit("text_percent", "100")

    at_desk(qapp, tmp_path, story)


def test_dense_rows_are_lower_at_once_and_at_the_next_start(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        table = desk.window.desk.queue_panel.table
        usual = table.sizeHintForRow(0)
        await desk.run("show-settings")
        board = _page(desk).board
        board.chosen.emit("density", "compact")
        assert table.sizeHintForRow(0) == DENSE_PX < usual == ROW_PX
        assert await desk.window._context.memory.settled()
        assert load(desk.window._context.data_dir).density == "compact"
        await desk.run("toggle-theme")
        assert desk.window._context.theme.is_dense, "another look is as dense"
        await desk.run("toggle-theme")
        board.chosen.emit("density", "very")
        assert desk.window._context.arrangement.density == "compact"

    at_desk(qapp, tmp_path, story)
    assert put_on(qapp, None, tmp_path).is_dense
    (tmp_path / "desk.json").unlink()
    assert not put_on(qapp, None, tmp_path).is_dense


def test_what_was_moving_stands_still(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("show-settings")
        _page(desk).board.chosen.emit("reduced_motion", "True")
        assert desk.window._context.theme.is_still
        assert await desk.window._context.memory.settled()
        assert remembered_density(desk.window._context.data_dir) == (False, True)
        _page(desk).board.chosen.emit("reduced_motion", "False")

    at_desk(qapp, tmp_path, story)


def test_a_key_of_ones_own_runs_its_command_and_one_that_is_taken_is_told(qapp: QApplication, tmp_path: Path) -> None:
    async def story(desk: Room) -> None:
        await desk.run("show-settings")
        board = _page(desk).board
        board.rekeyed.emit("show-plans", "F8")
        assert desk.window.registry["show-plans"].key == "F8"
        board.rekeyed.emit("show-wall", "F8")
        assert desk.window.registry["show-wall"].key == "Ctrl+W", "a key means one thing"
        await desk.run("show-desk")
        await desk.strike("F8")
        assert desk.window.overlays.open_name() == "plans"
        await desk.strike("F9")
        assert desk.window.overlays.open_name() == "plans", "the key of before means nothing"
        board.rekeyed.emit("show-plans", "")
        await desk.strike("F9")
        assert desk.window.overlays.open_name() is None, "and now it closes its page again"

    at_desk(qapp, tmp_path, story)


def test_a_new_start_has_the_keys_that_can_still_be_ones_own() -> None:
    registry = Registry()
    rekey_all(registry, {"show-plans": "F8", "show-wall": "F8", "gone": "F7"})
    keys = {one.name: one.keys for one in registry.declared()}
    assert keys["show-plans"] == ("F8",)
    assert keys["show-wall"] == next(one.keys for one in COMMANDS if one.name == "show-wall")
    with pytest.raises(KeyTakenError) as taken:
        rekey(registry, "show-plans", "Ctrl+K")
    assert taken.value.other == "open-palette"
