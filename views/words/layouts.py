"""What is wrong or odd in a layout, in sentences that name the file, the screen, the tile and the field."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from widgets.words.marked_text import QT_TRANSLATE_NOOP

LAYOUT_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # wrong: it cannot be shown
        "layout_no_value": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is missing."),
        "layout_kind": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” cannot be “{found}”."),
        "layout_least": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is {found}, and must be at least {bound}."),
        "layout_above": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is {found}, and must be more than {bound}."),
        "layout_most": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is {found}, and must be at most {bound}."),
        "layout_below": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is {found}, and must be less than {bound}."),
        "layout_too_many": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” holds more than {most}."),
        "layout_outside": QT_TRANSLATE_NOOP("sentences", "{place} reaches beyond the grid of {rows} × {cols}."),
        "layout_overlap": QT_TRANSLATE_NOOP("sentences", "{place} lies over tile {other}."),
        # odd: kept as it is, and told
        "layout_newer": QT_TRANSLATE_NOOP(
            "sentences",
            "{file}: written by a newer console (form {format}, this one knows {known})."
            " Nothing in it is lost by saving here.",
        ),
        "layout_unknown_field": QT_TRANSLATE_NOOP("sentences", "{place}: “{name}” is not known here; it is kept."),
        "layout_unknown_field_hint": QT_TRANSLATE_NOOP(
            "sentences", "{place}: “{name}” is not known here; it is kept. Was “{hint}” meant?"
        ),
        "layout_unknown_type": QT_TRANSLATE_NOOP("sentences", "{place}: this type is not known here; it is kept."),
        "layout_unknown_type_hint": QT_TRANSLATE_NOOP(
            "sentences", "{place}: this type is not known here; it is kept. Was “{hint}” meant?"
        ),
        "layout_empty_tile": QT_TRANSLATE_NOOP("sentences", "{place} shows nothing yet: “{name}” is missing."),
        "layout_empty_picture": QT_TRANSLATE_NOOP(
            "sentences", "{place}: no picture is chosen yet. F2 asks for its file."
        ),
        "layout_no_camera": QT_TRANSLATE_NOOP("sentences", "{place}: the city has no camera “{found}”."),
        "layout_no_indicator": QT_TRANSLATE_NOOP("sentences", "{place}: the city has no indicator “{found}”."),
        # files
        "layout_file_ending": QT_TRANSLATE_NOOP("sentences", "{file}: a layout's file ends in one of {endings}."),
        "layout_file_large": QT_TRANSLATE_NOOP("sentences", "{file} is too large for a layout."),
        "layout_file_encoding": QT_TRANSLATE_NOOP(
            "sentences", "{file}, line {line}: byte {position} is no text in UTF-8. Save the file as UTF-8."
        ),
        "layout_file_unreadable": QT_TRANSLATE_NOOP("sentences", "{file} cannot be read: {hint}"),
        "layout_file_no_table": QT_TRANSLATE_NOOP("sentences", "{file} holds no layout."),
        "layout_file_broken": QT_TRANSLATE_NOOP("sentences", "{file}, line {line}, column {column}: {hint}"),
        "layout_file_not_toml": QT_TRANSLATE_NOOP(
            "sentences", "{file}: TOML cannot hold an empty value of this layout. Choose .yaml or .json."
        ),
        "layout_no_file": QT_TRANSLATE_NOOP("sentences", "There is no file “{file}”."),
        "layout_no_picture": QT_TRANSLATE_NOOP("sentences", "{file} is no picture. What can be shown: {endings}"),
        "layout_picture_large": QT_TRANSLATE_NOOP("sentences", "{file} is larger than {most} MB."),
        "layout_picture_many_px": QT_TRANSLATE_NOOP("sentences", "{file} has more than {most} million pixels."),
        "layout_picture_broken": QT_TRANSLATE_NOOP("sentences", "{file} is damaged and cannot be shown."),
        "layout_picture_ask": QT_TRANSLATE_NOOP(
            "sentences", "Which picture? Choose its file in the list or type its path, then Enter."
        ),
        "layout_picture_read": QT_TRANSLATE_NOOP("sentences", "Reading {file} …"),
        "layout_picture_kept": QT_TRANSLATE_NOOP(
            "sentences", "The picture is in the tile. Ctrl+S sends it to every screen, together with the layout."
        ),
        "layout_picture_no_tile": QT_TRANSLATE_NOOP(
            "sentences", "The tile is not where it was: choose it and give it the picture again."
        ),
        "layout_picture_refused": QT_TRANSLATE_NOOP(
            "sentences", "The server did not take a picture of a layout. Choose it anew in the layout: Ctrl+E."
        ),
        # editing
        "layout_no_room": QT_TRANSLATE_NOOP("sentences", "There is no room for it on this screen."),
        "layout_in_the_way": QT_TRANSLATE_NOOP("sentences", "Another tile is in the way."),
        "layout_at_the_edge": QT_TRANSLATE_NOOP("sentences", "The screen ends there."),
        "layout_no_tile": QT_TRANSLATE_NOOP("sentences", "Choose a tile first."),
        "layout_nothing_copied": QT_TRANSLATE_NOOP("sentences", "Nothing is copied yet: Ctrl+C on a tile."),
        "layout_nothing_to_undo": QT_TRANSLATE_NOOP("sentences", "There is nothing to undo."),
        "layout_nothing_to_redo": QT_TRANSLATE_NOOP("sentences", "There is nothing to do again."),
        "layout_last_screen": QT_TRANSLATE_NOOP("sentences", "A layout keeps at least one screen."),
        "layout_most_screens": QT_TRANSLATE_NOOP("sentences", "A layout has at most {most} screens."),
        "layout_grid_too_fine": QT_TRANSLATE_NOOP("sentences", "The grid has at most {most} rows and columns."),
        "layout_grid_too_coarse": QT_TRANSLATE_NOOP(
            "sentences", "In a grid of {rows} × {cols} these tiles do not fit."
        ),
        "layout_not_for_tile": QT_TRANSLATE_NOOP("sentences", "This tile takes nothing of that kind."),
        "layout_taken_out": QT_TRANSLATE_NOOP(
            "sentences", "{count} tiles found no place and were taken out. Ctrl+Z brings them back."
        ),
        # keeping
        "layout_saved": QT_TRANSLATE_NOOP("sentences", "“{name}” is saved."),
        "layout_waits": QT_TRANSLATE_NOOP(
            "sentences", "“{name}” is saved here and goes to the server when it answers."
        ),
        "layout_stale": QT_TRANSLATE_NOOP(
            "sentences", "{who} saved “{name}” meanwhile. Both are kept: decide what stands."
        ),
        "layout_conflict": QT_TRANSLATE_NOOP(
            "sentences", "Somebody else saved a layout that you saved too. Both are kept; decide: Ctrl+D."
        ),
        "layout_newer_there": QT_TRANSLATE_NOOP(
            "sentences", "Another desk saved a newer version of “{name}”. Saving here will ask what stands."
        ),
        "layout_refused": QT_TRANSLATE_NOOP("sentences", "The server did not take “{name}”: {reason}"),
        "layout_under_way": QT_TRANSLATE_NOOP("sentences", "The save before this one is still on its way. A moment."),
        "layout_nothing_new": QT_TRANSLATE_NOOP("sentences", "Nothing was changed since it was saved."),
        "layout_no_name": QT_TRANSLATE_NOOP("sentences", "Give the layout a name first."),
        "layout_place_unclear": QT_TRANSLATE_NOOP(
            "sentences", "“{text}” is no place. Type latitude and longitude in degrees, for example 9.6203; 106.4811."
        ),
        "layout_place_outside": QT_TRANSLATE_NOOP(
            "sentences", "There is no place {lat}; {lon} in a city. Latitude comes first, then longitude."
        ),
        "layout_not_open": QT_TRANSLATE_NOOP("sentences", "Open a layout first."),
        "layout_unknown": QT_TRANSLATE_NOOP("sentences", "There is no such layout here."),
        "layout_no_version": QT_TRANSLATE_NOOP("sentences", "This layout has no such version."),
        "layout_no_conflict": QT_TRANSLATE_NOOP("sentences", "Nothing about this layout waits for a decision."),
        "layout_written": QT_TRANSLATE_NOOP("sentences", "Written: {file}"),
        "layout_removed": QT_TRANSLATE_NOOP("sentences", "“{name}” is removed; its versions are kept."),
    }
)
_PLACES: Mapping[str, str] = MappingProxyType(
    {
        "tile": QT_TRANSLATE_NOOP("sentences", "{file}, screen {screen}, tile {tile} ({type})"),
        "screen": QT_TRANSLATE_NOOP("sentences", "{file}, screen {screen}"),
    }
)


def place_words(params: Mapping[str, object]) -> str:
    """Where it is: the file alone where it is about the whole layout.

    A tile is called by its `title`, or by the `type` that stands in the file.
    """
    at, file = str(params.get("at", "")), str(params.get("file", "…"))
    source = _PLACES.get(at)
    if source is None or "screen" not in params:
        return file
    words = QCoreApplication.translate("sentences", source)
    tile, kind = params.get("tile", "…"), params.get("title") or params.get("type", "…")
    return words.format(file=file, screen=params["screen"], tile=tile, type=kind)
