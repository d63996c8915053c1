"""What is odd about a layout, and what cannot be read from the farthest seat: found, listed, and gone to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from console.analysis.legibility import ARC_MINUTES, SOURCE, Legibility, Room, judged
from console.layouts.check import odd
from contract.layouts import WallLayout
from views.layouts.city import City
from views.layouts.edits import LayoutEdits
from views.layouts.filling import LayoutFilling
from views.tiles.titles import kind_words, layout_sentence
from views.tiles.types import LEGIBILITY
from widgets.base.formats import number_text
from widgets.layouts.board import LayoutBoard
from widgets.layouts.shelf import ShelfRow


@dataclass(frozen=True)
class Trouble:
    """One sentence about the layout, and where it belongs; None where it is about the whole."""

    text: str
    screen: int | None = None
    tile: int | None = None


class LayoutTroubles(QObject):
    """Lists those of the layout that is edited; the one that is chosen is gone to."""

    def __init__(self, board: LayoutBoard, edits: LayoutEdits, filling: LayoutFilling) -> None:
        super().__init__(edits)
        self._board, self._edits, self._filling = board, edits, filling
        self.found: list[Trouble] = []
        board.troubles.chosen.connect(self._on_chosen)

    def run(self, verb: str) -> bool:
        """Bring the keyboard to the list; false where `verb` is nothing of the kind."""
        if verb == "next_trouble":
            self._board.troubles.setFocus()
        return verb == "next_trouble"

    def show(self) -> None:
        """Look through the layout as it is now."""
        layout = self._edits.layout
        self.found = _troubles_of(layout, layout.name or "–", self._filling.city)
        self._board.troubles.set_rows([ShelfRow(str(n), one.text) for n, one in enumerate(self.found)])
        self._board.caption_troubles(self.tr("To be looked at: {n}").format(n=len(self.found)) if self.found else "")

    def here(self) -> Mapping[int, list[str]]:
        """Of each tile on the screen that is shown, by its place."""
        screen = self._edits.screen
        return {
            place: [one.text for one in self.found if (one.screen, one.tile) == (screen, place)]
            for place in range(len(self._edits.spec.tiles))
        }

    def _on_chosen(self, key: str) -> None:
        one = self.found[int(key)] if key.isdecimal() and int(key) < len(self.found) else None
        if one is not None and one.screen is not None:
            self._edits.show_screen(one.screen)
            self._board.canvas.setFocus()
            self._board.canvas.select(one.tile if one.tile is not None else -1)
            self._edits.shown.emit()


def _troubles_of(layout: WallLayout, name: str, city: City) -> list[Trouble]:
    known = {"cameras": city.cameras or None, "indicators": city.indicators or None}
    found = [
        Trouble(layout_sentence(one.code, one.params), *one.place)
        for one in odd(layout, name, cameras=known["cameras"], indicators=known["indicators"])
    ]
    room = Room(layout.seat_distance_m, layout.pixel_pitch_mm)
    for number, screen in enumerate(layout.screens):
        small = [one for one in judged(screen, room, by_type=LEGIBILITY) if not one.is_legible]
        found += [Trouble(_hard_to_read(one, number, layout), number, one.place) for one in small]
    return found


def _hard_to_read(one: Legibility, screen: int, layout: WallLayout) -> str:
    text = QCoreApplication.translate(
        "layout",
        "Screen {screen}, tile {tile} ({kind}): text of {minutes}′ at {metres} m; {source} asks for {least}′.",
    ).format(
        screen=screen + 1, tile=one.place + 1, kind=kind_words(one.type), minutes=number_text(one.arc_minutes, 1),
        metres=number_text(layout.seat_distance_m, 1), source=SOURCE, least=number_text(ARC_MINUTES),
    )  # fmt: skip
    if one.stops:
        stops = QCoreApplication.translate("layout", "Stops of the tour: {numbers}.")
        text = f"{text} {stops.format(numbers=', '.join(str(stop + 1) for stop in one.stops))}"
    if one.least_cells is None:
        return text
    advice = QCoreApplication.translate("layout", "{rows} × {cols} cells would do.")
    return f"{text} {advice.format(rows=one.least_cells[0], cols=one.least_cells[1])}"
