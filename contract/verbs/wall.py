"""What is said with the verbs at a wall and at a layout."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from contract.records.wall import Wish
from contract.verbs.base import Id, Nothing, Payload

MOST_MINUTES = 60
"""For which a wall may be led before it is asked for again."""
MOST_IDENTIFY_S = 60
"""So many seconds each screen shows its id."""


def _printable(text: str) -> str:
    if not text.isprintable():
        raise ValueError("a name in one line, of signs that can be seen")
    return text


PresetId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")]
"""Small letters, digits, `.`, `_` and `-`."""
PresetName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60), AfterValidator(_printable)
]
LayoutName = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200, pattern=r"^[^\x00]*$")
]
Seen = Annotated[int, Field(ge=0)]
"""How often it had been changed when its author saw it; 0 for what was not there."""


class Take(Payload):
    """For how many minutes; a duty officer may take it over from somebody else."""

    minutes: Annotated[int, Field(ge=1, le=MOST_MINUTES)]
    take_over: bool = False


class Show(Payload):
    """Which wishes, and the revision that its author saw."""

    screens: dict[str, Wish]
    revision: int


class ShowPreset(Payload):
    """Which preset, and the revision that its author saw."""

    preset: Id
    revision: int


class RollBack(Payload):
    """To what stood before the change of that revision; who names no `revision` has seen the wall as it is."""

    to: int
    revision: int | None = None


class Identify(Payload):
    """For how many seconds."""

    seconds: Annotated[int, Field(ge=1, le=MOST_IDENTIFY_S)]


class SavePreset(Payload):
    """What screens show together, under a name; `base` is the revision of the preset that its author saw."""

    id: PresetId
    name: PresetName
    screens: dict[str, Wish] | None = None
    base: Seen = 0


class RemovePreset(Payload):
    """Which preset; `name` is for those who read what was done."""

    id: Id
    name: str = ""
    base: Seen = 0


class SaveLayout(Payload):
    """A layout over the version that its author saw."""

    name: LayoutName
    body: dict[str, Any]


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        "wall_take": Take, "wall_release": Nothing, "wall_show": Show, "wall_preset": ShowPreset,
        "wall_roll_back": RollBack, "wall_identify": Identify, "wall_preset_save": SavePreset,
        "wall_preset_remove": RemovePreset,
    }
)  # fmt: skip
LAYOUT_PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType({"layout_save": SaveLayout, "layout_remove": Nothing})
