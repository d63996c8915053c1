"""What fills a layout: cameras, indicators and plain tiles that are taken from the offer, and templates for screens."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.layouts import edit as layout_edit
from console.layouts import screens as layout_screens
from console.layouts.boxes import Box
from console.layouts.templates import filling, template
from console.storage.store import Store
from views.layouts.city import City, read_city
from views.layouts.edits import LayoutEdits
from views.layouts.offer import given, parts_of
from widgets.layouts.board import LayoutBoard
from widgets.layouts.offer import Part


class LayoutFilling(QObject):
    """Knows what the city has, offers it, and puts it into the layout."""

    def __init__(self, board: LayoutBoard, edits: LayoutEdits) -> None:
        super().__init__(edits)
        self._board, self._edits = board, edits
        self.city = City()

    async def read_city(self, store: Store) -> None:
        """Offer what the city has now."""
        self.set_city(await read_city(store))

    def set_city(self, city: City) -> None:
        """Cameras and indicators there are."""
        if city != self.city:
            self.city = city
            self._board.palette_list.set_parts(parts_of(city))
            self._edits.shown.emit()

    def take(self, part: Part, at: Box | None = None) -> None:
        """Add a tile from the palette."""
        if self._edits.edit(
            lambda: layout_edit.add(self._edits.layout, self._edits.screen, part.kind, dict(part.config), at)[0]
        ):
            self._edits.select_last()

    def take_into(self, part: Part) -> None:
        """Give it to the selected tile: one more of a tour, what a place for alarms shows meanwhile, another camera."""
        tile = self._edits.tile
        if tile is None:
            self._edits.say("layout_no_tile")
            return
        changes = given(tile, part)
        if changes is None:
            self._edits.say("layout_not_for_tile")
            return
        self._edits.edit(self._edits.on_tile(layout_edit.configure, changes))

    def use_template(self, name: str) -> None:
        """Pour the screen's tiles into a template, and cameras into what is left of it."""
        one = template(name)
        if one is None:
            return
        more = filling(self._edits.layout, self._edits.spec, self.city.cameras, len(one.slots))
        layout, gone = layout_screens.arrange(
            self._edits.layout, self._edits.screen, (one.rows, one.cols), one.slots, more
        )
        self._edits.replace(layout)
        self._board.canvas.select(0)
        if gone:
            self._edits.say("layout_taken_out", count=gone)
