"""A map in words: distances, directions, and what is near, for those who hear it read out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.places.map_view import direction
from console.places.marks import Mark
from widgets.base.formats import number_text
from widgets.places.nearby import kind_word, metres_text

TOLD_MOST = 8


def scale_text(metres: float) -> str:
    """The length of a scale bar or the radius of a ring: 50 m, 200 m, 1 km."""
    if metres >= 1000:
        return f"{number_text(metres / 1000)} km"
    return f"{number_text(metres)} m"


def direction_word(eighth: int) -> str:
    """One of the eight directions, 0 north and on by the clock."""
    translate = QCoreApplication.translate
    return (
        translate("place_map", "north"),
        translate("place_map", "north-east"),
        translate("place_map", "east"),
        translate("place_map", "south-east"),
        translate("place_map", "south"),
        translate("place_map", "south-west"),
        translate("place_map", "west"),
        translate("place_map", "north-west"),
    )[eighth % 8]


def mark_words(middle: tuple[float, float], mark: Mark) -> str:
    """`Camera Cầu Bến Đá 140 m north-east`."""
    words = f"{kind_word(mark.kind)} {mark.name} {metres_text(mark.metres)}"
    if mark.metres < 5:
        return words
    return f"{words} {direction_word(direction(*middle, mark.lat, mark.lon))}"


def near_words(middle: tuple[float, float], marks: Sequence[Mark]) -> str:
    """What is near, the nearest first."""
    nearest = sorted(marks, key=lambda one: one.metres)[:TOLD_MOST]
    return "; ".join(mark_words(middle, one) for one in nearest)


def place_kind_word(kind: str) -> str:
    """What a named thing of a city's map is."""
    translate = QCoreApplication.translate
    return {
        "ward": translate("place_map", "Ward"),
        "water": translate("place_map", "Water"),
        "road": translate("place_map", "Road"),
        "green": translate("place_map", "Park, green"),
    }.get(kind, translate("place_map", "Place"))
