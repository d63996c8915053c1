"""Arguments of the commands on the queue, the cameras, the layouts and the desk itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from views.arguments.reading import Arguments

Thing = Literal["camera", "incident", "indicator", "map"]
Period = Literal["12h", "1d", "7d", "30d"]
Grouping = Literal["kind", "ward", "agency", "shift", "operator"]
Version = Literal["mine", "theirs", "both"]


# the queue


@dataclass(frozen=True, kw_only=True)
class SelectIncident(Arguments):
    """The incident by its id."""

    incident: str


@dataclass(frozen=True, kw_only=True)
class SearchIncidents(Arguments):
    """The line of the queue; where none is given it is typed."""

    text: str | None = None


@dataclass(frozen=True, kw_only=True)
class OfView(Arguments):
    """A view of the queue by its name; it is asked for, or the one that is shown is meant, where none is given."""

    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class OpenThing(Arguments):
    """What it is, and its id; a map has none."""

    kind: Thing
    id: str = ""


# cameras


@dataclass(frozen=True, kw_only=True)
class OfCamera(Arguments):
    """One camera by its id; the chosen one where none is named."""

    camera: str | None = None


@dataclass(frozen=True, kw_only=True)
class ExportEvidence(Arguments):
    """A still or clip by its file, the newest where none is given; where its marked copy goes, a whole path,
    the home folder where none is given."""

    file: str | None = None
    path: str | None = None


@dataclass(frozen=True, kw_only=True)
class ControlCamera(OfCamera):
    """Whether it is taken from whoever leads it now."""

    take_over: bool = False


@dataclass(frozen=True, kw_only=True)
class MoveCamera(Arguments):
    """Three speeds from -1 to 1, shares of the camera's own; zeros stop it."""

    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0


@dataclass(frozen=True, kw_only=True)
class GoToPreset(Arguments):
    """Which of the camera's presets, from 1."""

    number: int = 1


# layouts


@dataclass(frozen=True, kw_only=True)
class EditLayouts(Arguments):
    """The layout to open by its id, or the name of a new one; the list where neither is given."""

    layout: str | None = None
    name: str | None = None


@dataclass(frozen=True, kw_only=True)
class SaveLayout(Arguments):
    """Which stands where two people changed the same layout."""

    choice: Version | None = None


@dataclass(frozen=True, kw_only=True)
class OfFile(Arguments):
    """A file by its whole path."""

    path: str


@dataclass(frozen=True, kw_only=True)
class ExportLayout(OfFile):
    """The layout by its id; the open one where none is named."""

    layout: str | None = None


# the desk


@dataclass(frozen=True, kw_only=True)
class MuteSounds(Arguments):
    """For how many minutes; without them the sound goes off for the usual time, or on again."""

    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class ShowMeasures(Arguments):
    """A period by its name, or from and until an instant in ISO 8601; and what the rows of the table are."""

    period: Period | None = None
    by: Grouping | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShowSettings(Arguments):
    """The setting that is meant, by its field of `Preferences`."""

    field: str | None = None


@dataclass(frozen=True, kw_only=True)
class ShowContacts(Arguments):
    """Whose line is meant: `contact:` or `person:` and an id."""

    contact: str | None = None


@dataclass(frozen=True, kw_only=True)
class Leave(Arguments):
    """Whether it is done without asking once more."""

    sure: bool = False


@dataclass(frozen=True, kw_only=True)
class UnlockDesk(Arguments):
    """Who unlocks, whoever is signed in where nobody is named, and by a PIN or a password."""

    user: str | None = None
    pin: str = field(default="", repr=False)
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, kw_only=True)
class AcknowledgeUnderLock(Arguments):
    """Which incident, and by whose PIN."""

    incident: str
    user: str | None = None
    pin: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True)
class SetPin(Arguments):
    """The new PIN, and the password of whoever sets it; a form asks for both where no PIN is given."""

    pin: str | None = field(default=None, repr=False)
    password: str = field(default="", repr=False)
