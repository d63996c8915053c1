"""What may be put on the wall, as rows: its presets, what this desk shows, and every screen of every layout."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.records.wall import Preset, Wall
from contract.records.wall import Wish
from views.wall_control.desk_shows import DeskShows
from views.wall_control.names import tile_words
from views.wall_control.watch import WallWatch
from widgets.base.grouped_list import Line


def show_lines(wall: Wall, watch: WallWatch, desk: DeskShows) -> list[Line]:
    """Presets of the whole wall, what the desk shows, and every screen of every layout."""
    translate = QCoreApplication.translate
    lines = []
    if wall.presets:
        lines.append(Line("", translate("wall_control", "Presets of the whole wall")))
        for preset in wall.presets:
            lines.append(_preset_line(wall, preset))
    mine = desk.lines(watch)
    if mine:
        lines.append(Line("", translate("wall_control", "From this desk, on the chosen screen")))
        lines += mine
    rows = []
    for key, layout in watch.shapes.items():
        name = watch.layouts[key].name or key
        for place, screen in enumerate(layout.screens):
            words = translate("wall_control", "{name}, screen {n}").format(name=name, n=place + 1)
            below = ", ".join(dict.fromkeys(tile_words(tile, watch.name_of) for tile in screen.tiles))
            rows.append(Line(f"layout:{key}:{place}", words, below, icon="columns-2"))
    if rows:
        lines.append(Line("", translate("wall_control", "Layouts, on the chosen screen")))
    return lines + rows


def _preset_line(wall: Wall, preset: Preset) -> Line:
    """A preset with the screens that it fills, and who of the room kept it."""
    last = wall.kept_presets.get(preset.id)
    by = [last.actor_name] if last is not None and last.actor_name else []
    state = QCoreApplication.translate("wall_control", "not sent yet") if preset.pending else ""
    where = ", ".join(screen for screen in preset.screens if wall.screen(screen) is not None)
    return Line(f"preset:{preset.id}", preset.name, " · ".join([where, *by]), "", state, "late", icon="layout-grid")


def wish_of(key: str, desk: DeskShows) -> Wish | None:
    """What a row of `show_lines` would put on a screen; None for a preset, and for a row that is not there."""
    kind, _, rest = key.partition(":")
    if kind == "layout":
        name, _, place = rest.rpartition(":")
        return Wish(layout=name, index=int(place))
    return desk.wish(key)
