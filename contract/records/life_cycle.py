"""How incidents go in this city, as consoles are told it (docs/reference/life-cycles.md)."""

from __future__ import annotations

from typing import ClassVar

from pydantic import AliasChoices, Field

from contract.fields import Whole
from contract.records.base import Owner, Part

SAME = "same"
"""As the target of a transition: the stage stays."""
BACK = "back"
"""As the target of a transition: the stage that was left when the clock was stopped."""


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


class Kind(Named):
    """A kind of incident, and what is usual for it where somebody opens one."""

    channel: str = ""
    agency: str = ""
    """Whose it is, by name."""
    severity: Whole | None = None
    """The severity that is proposed; None where the city proposes none."""


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
    """Whether deadlines stand still in it, as while the reporter is waited for."""
    usual: bool = False
    """Whether a record that names only the station is taken to be here; else the first stage of it is."""


class Transition(Part):
    """Who may go from where to where."""

    verb: str
    name: str = ""
    start: tuple[str, ...] = Field(
        default=(), validation_alias=AliasChoices("from", "start"), serialization_alias="from"
    )
    to: str = SAME
    roles: tuple[str, ...] = ()
    required: tuple[str, ...] = ()
    needs_reply: bool = False
    """Whether the reporter must have had an answer before."""


class Course(Part):
    """The way of incidents of some channels, from their first stage to their last: what a city says of it itself."""

    name: str
    channels: tuple[str, ...] = ()
    stages: tuple[Stage, ...] = ()
    levels: tuple[Level, ...] = ()
    transitions: tuple[Transition, ...] = ()
    deadlines: tuple[Rule, ...] = ()

    def stage(self, stage_id: str | None) -> Stage | None:
        """The stage with this id; None where there is none."""
        return next((stage for stage in self.stages if stage.id == stage_id), None)

    def usual(self, state: str) -> Stage | None:
        """The stage of an incident of which only the station is known; None where nothing fits."""
        fitting = [stage for stage in self.stages if stage.state == state and not stage.pauses]
        return next((stage for stage in fitting if stage.usual), fitting[0] if fitting else None)

    def transition(self, verb: str, stage_id: str) -> Transition | None:
        """How `verb` goes on from a stage; None where it does not."""
        return next((way for way in self.transitions if way.verb == verb and stage_id in way.start), None)


class LifeCycle(Course):
    """How incidents of some channels go, with what its forms let choose from."""

    OWNER: ClassVar[Owner | None] = "server"

    agencies: tuple[Agency, ...] = ()
    kinds: tuple[Kind, ...] = ()
    online: tuple[str, ...] = ()
    """Verbs that need the connection."""
