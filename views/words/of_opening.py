"""What is said where an incident is opened and something stands in the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from widgets.words.marked_text import QT_TRANSLATE_NOOP

OPENING_SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "open_without_title": QT_TRANSLATE_NOOP(
            "sentences", "Say what happened: choose a kind of incident, or write a title. Nothing is lost."
        ),
        "open_without_place": QT_TRANSLATE_NOOP(
            "sentences", "Say where it happened: a street, a camera, a ward, or a point of the map. Nothing is lost."
        ),
        "open_too_long": QT_TRANSLATE_NOOP(
            "sentences", "This is longer than can be saved: shorten it, or write the rest as a note afterwards."
        ),
        "open_unfit": QT_TRANSLATE_NOOP(
            "sentences", "This cannot be saved as it stands. Look at place and severity once more. Nothing is lost."
        ),
        "no_picture_along": QT_TRANSLATE_NOOP(
            "sentences", "The incident is saved, but the picture of {camera} could not be kept with it."
        ),
        "calls_shut": QT_TRANSLATE_NOOP(
            "sentences",
            "Calls are not told at this desk: something else on this machine is in their place. Tell whoever looks"
            " after the machine.",
        ),
        "another_caller": QT_TRANSLATE_NOOP(
            "sentences",
            "Somebody else told of what stands here: save it, or empty Call back, before this call is taken up.",
        ),
        "reporter_refused": QT_TRANSLATE_NOOP(
            "sentences",
            "The server did not take who told of an incident. Write it down elsewhere if you still need it.",
        ),
    }
)
