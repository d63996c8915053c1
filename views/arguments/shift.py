"""Arguments of the commands on the shift, its log and its handovers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from views.arguments.reading import Arguments

Lines = Literal["all", "typed", "automatic"]


@dataclass(frozen=True, kw_only=True)
class AddLogEntry(Arguments):
    """The line, which a form asks for where it is not given; the incident it is about; whether the next shift sees it
    first."""

    text: str | None = None
    incident: str | None = None
    pinned: bool = False


@dataclass(frozen=True, kw_only=True)
class OfLogEntry(Arguments):
    """A typed line of the log by its id."""

    entry: str


@dataclass(frozen=True, kw_only=True)
class CorrectLogEntry(OfLogEntry):
    """What it should have said, which a form asks for; whether it is pinned, as it was where that is not said."""

    text: str | None = None
    pinned: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ShowShiftLog(Arguments):
    """What is looked for; which lines; the incident that they are about."""

    search: str | None = None
    kind: Lines = "all"
    incident: str = ""


@dataclass(frozen=True, kw_only=True)
class HandOver(Arguments):
    """To whom, by the id of a person; without them a panel asks. The items that were seen, what is expected of each
    by its id, and notes."""

    to: str | None = None
    items: tuple[str, ...] | None = None
    expected: Mapping[str, str] | None = None
    notes: str = ""


@dataclass(frozen=True, kw_only=True)
class ShowHandovers(Arguments):
    """The handover that is shown first."""

    handover: str | None = None


@dataclass(frozen=True, kw_only=True)
class TakeOver(Arguments):
    """Which handover, the one that waits where none is named; which items by their incidents, else all."""

    handover: str | None = None
    items: tuple[str, ...] | None = None


@dataclass(frozen=True, kw_only=True)
class ReturnItems(Arguments):
    """Which handover, which items of it by their incidents, and why."""

    handover: str | None = None
    items: tuple[str, ...]
    reason: str
