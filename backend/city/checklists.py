"""What a pack tells people to do: checklists by kind of incident, templates of texts, numbers to call.

A checklist's steps stand in their order. A step that is named under `next` of an answer is in play only once that
answer was given; every other step always is.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any, Literal, Protocol

from pydantic import AfterValidator, Field

from backend.city.checking import did_you_mean
from backend.city.models import Channel, Entry, Identity, Text
from backend.city.problems import Problem
from backend.city.yaml_lines import Document, Path_

PLACEHOLDERS = frozenset({"code", "title", "place", "ward", "time", "severity", "assignee"})
Owner = Literal["operator", "duty_officer", "agency"]
Number = Annotated[str, Field(min_length=2, max_length=24, pattern=r"^[0-9+][0-9 ]*$")]


def _filled(text: str) -> str:
    """Only known placeholders, each closed. Lines may break: a flash report has several."""
    try:
        names = [name for _text, name, _form, _turn in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        raise ValueError("bad_placeholder") from error
    if any(name not in PLACEHOLDERS for name in names) or any(sign in text for sign in "<>"):
        raise ValueError("bad_placeholder")
    if any(ord(sign) < 32 and sign != "\n" for sign in text):
        raise ValueError("not_plain")
    return text


class Answer(Entry):
    """One answer to a step, and the steps that it brings into play."""

    id: Identity
    text: Text
    next: list[Identity] = Field(default_factory=list)


class Step(Entry):
    """One thing to do. `minutes` counts from when the steps before it were done; `evidence` is asked with it."""

    id: Identity
    text: Text
    owner: Owner = "operator"
    agency: Identity | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None
    evidence: Literal["note", "picture"] | None = None
    answers: Annotated[list[Answer], Field(max_length=6, default_factory=list)]


class Checklist(Entry):
    """How a kind of incident is handled."""

    id: Identity
    name: Text
    kinds: list[Identity] = Field(min_length=1)
    contacts: list[Identity] = Field(default_factory=list)
    steps: Annotated[list[Step], Field(min_length=1, max_length=30)]


class Template(Entry):
    """A text that people begin from; `{place}` and the like are filled in from the incident."""

    id: Identity
    name: Text
    use: Literal["note", "reply", "report", "resolution", "reason"]
    channels: list[Channel] = Field(default_factory=list)
    text: Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(_filled)]


class Contact(Entry):
    """Somebody to call: an emergency number, or an agency's watch."""

    id: Identity
    name: Text
    number: Number
    emergency: bool = False
    agency: Identity | None = None


FILES: tuple[tuple[str, Any], ...] = (
    ("checklists.yaml", list[Checklist]),
    ("templates.yaml", list[Template]),
    ("contacts.yaml", list[Contact]),
)
FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("checklists.yaml", ("kinds",), "kind"),
    ("checklists.yaml", ("contacts",), "contact"),
    ("checklists.yaml", ("steps", "agency"), "agency"),
    ("contacts.yaml", ("agency",), "agency"),
)
"""File, field of each entry, and what it names; read by `backend.city.references`."""


class Guidance(Protocol):
    """What of a pack is told here."""

    @property
    def checklists(self) -> Sequence[Checklist]: ...
    @property
    def templates(self) -> Sequence[Template]: ...
    @property
    def contacts(self) -> Sequence[Contact]: ...


def records(pack: Guidance, agencies: Mapping[str, str]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The records of a pack; `agencies` are their short names by id."""
    for place, checklist in enumerate(pack.checklists):
        data = checklist.model_dump(mode="json", exclude={"id"})
        for step in data["steps"]:
            step["agency"] = agencies.get(step["agency"] or "", "")
        yield "checklist", checklist.id, data | {"place": place}
    for place, template in enumerate(pack.templates):
        yield "template", template.id, template.model_dump(mode="json", exclude={"id"}) | {"place": place}
    for place, contact in enumerate(pack.contacts):
        data = contact.model_dump(mode="json", exclude={"id"})
        yield "contact", contact.id, data | {"agency": agencies.get(contact.agency or "", ""), "place": place}


def crossed(document: Document) -> Iterator[Problem]:
    """Steps of `checklists.yaml` that stand twice, and answers that lead nowhere or backwards."""
    for number, checklist in enumerate(document.data):
        yield from steps_crossed(document, (number, "steps"), checklist["steps"])


def steps_crossed(document: Document, path: Path_, given: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """The same for the steps at `path` of any file."""
    ids = [step["id"] for step in given]
    for place, step in enumerate(given):
        here: Path_ = (*path, place)
        if ids.index(step["id"]) < place:
            first = document.line((*path, ids.index(step["id"]), "id"))
            yield document.problem("duplicate_id", (*here, "id"), given=step["id"], first=str(first))
        yield from _leads(document, here, step, ids[place + 1 :])


def _leads(document: Document, here: Path_, step: Mapping[str, Any], later: Sequence[str]) -> Iterator[Problem]:
    for turn, answer in enumerate(step.get("answers", ())):
        for end, given in enumerate(answer.get("next", ())):
            if given in later:
                continue
            path: Path_ = (*here, "answers", turn, "next", end)
            hint = did_you_mean(given, later)
            code = "unknown_reference_hint" if hint else "unknown_reference"
            yield document.problem(code, path, what="later_step", given=given, **({"hint": hint} if hint else {}))
