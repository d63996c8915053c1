"""What is said with the verbs at a wall and at a layout."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any

from pydantic import Field

from contract.records.wall import Wish
from contract.verbs.base import Id, Name, Nothing, Payload

MOST_MINUTES = 60
"""For which a wall may be led before it is asked for again."""


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
    """To what stood before the change of that revision."""

    to: int
    revision: int | None = None


class Identify(Payload):
    """For how many seconds."""

    seconds: int


class SavePreset(Payload):
    """What screens show together, under a name; `base` is the revision of the preset that its author saw."""

    id: Id
    name: Name
    screens: dict[str, Wish] | None = None
    base: int = 0


class RemovePreset(Payload):
    """Which preset; `name` is for those who read what was done."""

    id: Id
    name: str = ""
    base: int = 0


class SaveLayout(Payload):
    """A layout over the version that its author saw."""

    name: Name
    body: dict[str, Any]


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        "wall_take": Take, "wall_release": Nothing, "wall_show": Show, "wall_preset": ShowPreset,
        "wall_roll_back": RollBack, "wall_identify": Identify, "wall_preset_save": SavePreset,
        "wall_preset_remove": RemovePreset,
    }
)  # fmt: skip
LAYOUT_PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType({"layout_save": SaveLayout, "layout_remove": Nothing})
