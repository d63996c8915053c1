"""What a wall's nodes say and what a desk reads of them, as the published OpenAPI has it (docs/reference/wall.md)."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field, StringConstraints

from contract.wire import Answer, Counted, SoundInstant, Strict

_Short = Annotated[str, StringConstraints(max_length=120, pattern=r"^[^\x00]*$")]
_Long = Annotated[str, StringConstraints(max_length=400, pattern=r"^[^\x00]*$")]
_Id = Annotated[str, StringConstraints(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:@-]*$")]
_Flag = Annotated[bool, Field(strict=True)]


class ShownTile(Strict):
    """What one tile shows: its place on the screen, its type, what of, in which state and how old."""

    place: _Short = ""
    type: _Short = ""
    name: _Long = ""
    ref: _Short = ""
    state: _Short = ""
    as_of: SoundInstant | None = None
    incident_id: _Short | None = None


class ShownScreen(Strict):
    """What one screen shows."""

    id: _Id
    monitor: _Short = ""
    present: _Flag = True
    wish_revision: Counted = 0
    frozen: _Flag = False
    blank: _Flag = False
    trouble: _Long = ""
    tiles: Annotated[list[ShownTile], Field(max_length=1000, default_factory=list)]


class NodeReport(Strict):
    """What a node shows, at every change and every 5 s."""

    revision: Counted
    screens: Annotated[list[ShownScreen], Field(max_length=64)]
    started_at: SoundInstant | None = None
    at: SoundInstant | None = None


class NodeAnswer(Answer):
    """Whether somebody looks: stills are wanted every 10 s then."""

    stills: bool
    server_time: str


class NodeState(Answer):
    """A node's last report; none of it where it never reported since the server began."""

    model_config = ConfigDict(extra="allow")

    node: str
    reported_at: str | None
    cut_off: bool
    revision: int
    started_at: str | None
    at: str | None
    screens: list[dict[str, Any]]


class ActualOut(Answer):
    """What the wall really shows, node by node."""

    nodes: list[NodeState]
    server_time: str


class RecordedIn(Strict):
    """What a screen showed for a while."""

    screen: _Id
    from_: Annotated[SoundInstant, Field(alias="from")]
    to: SoundInstant
    tiles: Annotated[list[ShownTile], Field(max_length=1000)]


class RecordingIn(Strict):
    """What a node showed while it could not report."""

    entries: Annotated[list[RecordedIn], Field(max_length=500)]


class RecordingTaken(Answer):
    """How many entries were new; those too old or of no time are let go."""

    taken: int
    server_time: str


class RecordedOut(Answer):
    """One entry of the recording; `still` is the id of its picture."""

    screen: str
    from_: Annotated[str, Field(serialization_alias="from")]
    to: str
    tiles: list[dict[str, Any]]
    still: str | None


class RecordingOut(Answer):
    """A page of the recording, the newest first."""

    entries: list[RecordedOut]
    next_page: str | None


class LayoutVersionOut(Answer):
    """A version of a layout: when and by whom it was saved, both empty for what a city pack or connector brought."""

    version: int
    at: str
    actor_name: str
    name: str
    body: dict[str, Any]


class LayoutVersions(Answer):
    """Versions of a layout, the newest first."""

    versions: list[LayoutVersionOut]
