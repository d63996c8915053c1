"""Whatever a key does, something that is seen does too: a button whose tooltip names the key, a place of the rail, or
an entry of a menu with its key beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QMenu, QWidget

from backend.city import loading
from console.verbs.life_cycle import LifeCycle
from tests.views.desk_room import Room
from tests.views.page_walk import back, pages
from tests.views.seen_desk import at_city
from views.base.command_list import Command
from views.queue.saved_views import KEYS_MOST, SavedView, SavedViews
from widgets.incidents.more_menu import MoreMenu

NAMED = re.compile(r"(?:\t| {3}| · )(?P<key>\S+)$")
"""How a key stands behind the words of what it does: in a menu, in a tooltip."""


def _keys(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        for line in QTextDocumentFragment.fromHtml(text).toPlainText().splitlines() if "<p" in text else [text]:
            if found := NAMED.search(line):
                yield found["key"].replace("←", "Left").replace("→", "Right")


def _of_buttons(window: QWidget) -> set[str]:
    """Keys that are named by what is seen in the window now."""
    buttons = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    fields = [one for one in window.findChildren(QLineEdit) if one.isVisible()]
    texts = [one.toolTip() for one in buttons]
    for field in fields:
        texts += [field.toolTip(), field.placeholderText(), *(action.toolTip() for action in QWidget.actions(field))]
    return {*_keys(texts)}


def _of_menu(menu: QMenu) -> set[str]:
    return {*_keys(one.text() for one in _entries(menu))}


def _entries(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        inner = action.menu()
        if isinstance(inner, QMenu):
            yield from _entries(inner)
        yield action


async def _of_menus(room: Room) -> set[str]:
    """Of every menu that a desk opens: of the incident, of a row, of a camera, of the person."""
    desk, hands = room.window.desk, room.window.rooms.hands
    found: set[str] = set()
    for incident in desk.queue.shown:
        menu = hands.row_menu.made(incident)
        found |= _of_menu(menu)
        menu.deleteLater()
    more = desk.incident_panel.findChild(MoreMenu)
    assert more is not None
    found |= _of_menu(more.open())
    await back(room)
    menu = hands.menu.menu(desk.cameras.cameras[0].id)
    found |= _of_menu(menu)
    menu.deleteLater()
    hands.queue_commands.menu.fill()
    found |= _of_menu(hands.queue_commands.menu.menu)
    await room.run("show-own-menu")
    found |= _of_menu(room.window.rooms.workspace.menu.menu)
    await back(room)
    return found


def _is_plain(command: Command) -> bool:
    """Whether its key is alive on the desk alone, so that a page may print the same one for something else."""
    return not any(len(key) > 1 and not key.startswith("Shift+") for key in command.keys)


def test_whatever_a_key_does_a_visible_control_does(qapp: QApplication, tmp_path: Path) -> None:
    lacking: list[Command] = []
    cycles = loading.load(loading.DEFAULT_CITY).life_cycles

    async def story(room: Room) -> None:
        room.window._context.life_cycles = tuple(
            LifeCycle.model_validate(one.model_dump(mode="json", by_alias=True)) for one in cycles
        )
        views = room.window.desk.queue.views
        own = tuple(SavedView(name=f"Riêng {n}", line="sev:1") for n in range(1, KEYS_MOST + 1))
        assert await views.keep(SavedViews(views=own))
        on_desk = _of_buttons(room.window) | await _of_menus(room)
        on_pages: set[str] = set()
        async for _page in pages(room):
            on_pages |= _of_buttons(room.window)
        for one in room.window.registry:
            named = on_desk if _is_plain(one) else on_desk | on_pages
            if one.keys and not named & {*one.keys}:
                lacking.append(one)

    at_city(qapp, tmp_path, (1920, 1080), story)
    assert not lacking, "\n".join(f"{one.name}: {one.key}" for one in lacking)
