"""How incidents go in this city, as consoles are told it (docs/reference/life-cycles.md)."""

from __future__ import annotations

from pydantic import AliasChoices, Field

from contract.records.base import Part

SAME = "same"
"""A transition that leads nowhere else."""


class Named(Part):
    """Something that can be chosen: a level, a kind, an agency."""

    id: str
    name: str


class Level(Named):
    """How much there is to it, and the severities that begin there."""

    severities: tuple[int, ...] = ()


class Agency(Named):
    """Somebody to whom an incident is given on."""

    short_name: str = ""


class Rule(Part):
    """A deadline that there is: what for."""

    kind: str
    name: str = ""


class Stage(Part):
    """One stage, and the station that it is."""

    id: str
    name: str
    state: str
    pauses: bool = False
    """Whether deadlines stand still in it."""
    usual: bool = False
    """Whether a record that names only the station is taken to be here; else the first stage of it is."""


class Transition(Part):
    """Who may go from where to where."""

    verb: str
    name: str = ""
    start: tuple[str, ...] = Field(default=(), validation_alias=AliasChoices("from", "start"))
    to: str = SAME
    roles: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    needs_reply: bool = False


class LifeCycle(Part):
    """How incidents of some channels go, with what its forms let choose from."""

    name: str
    channels: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    levels: tuple[Level, ...] = ()
    transitions: tuple[Transition, ...] = ()
    agencies: tuple[Agency, ...] = ()
    kinds: tuple[Named, ...] = ()
    deadlines: tuple[Rule, ...] = ()
    online: tuple[str, ...] = ()
    """Verbs that need the connection."""
