"""What is said with the verbs at an incident."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from contract.fields import AnyMoment, Latitude, Longitude, Moment
from contract.records.incident import Channel, Severity
from contract.verbs.base import Answered, Hash, Id, Maybe, Name, Nothing, Payload, Said, Slug

OPENED_WITH = 16
"""So many cameras and indicators are named when an incident is opened, at most."""
OPENED_ID = re.compile(r"d-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The id of an incident that is opened at a desk: made there, so that it is the same with and without a network. No
source reports one of this form."""
HIGHEST_LEVEL = 3
"""Of an escalation: nobody is above."""


class Open(Payload):
    """What happened and where, as far as whoever opens the incident knows. The server gives it its number (`code`) and
    says when and by whom it was opened. Who told of it never stands here, where everything is kept for ever, but is
    sent beside it (`contract.reporters.ReporterIn`).
    """

    title: Name
    description: Maybe = ""
    kind: Annotated[str, StringConstraints(strip_whitespace=True, max_length=64)] = ""
    channel: Channel = Channel.FIELD_REPORT
    severity: Severity
    ward: Annotated[str, StringConstraints(strip_whitespace=True, max_length=200)] = ""
    place: Annotated[str, StringConstraints(strip_whitespace=True, max_length=400)] = ""
    lat: Latitude | None = None
    lon: Longitude | None = None
    camera_ids: Annotated[tuple[Id, ...], Field(max_length=OPENED_WITH)] = ()
    indicator_ids: Annotated[tuple[Id, ...], Field(max_length=OPENED_WITH)] = ()


class Note(Payload):
    """Something written down."""

    text: Said


class Tag(Payload):
    """A word that it is found by."""

    tag: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=60)]


class Attach(Payload):
    """A piece of evidence, by its file's SHA-256."""

    name: Said
    sha256: Hash


class Assign(Payload):
    """To whom, and the version of the assignee that its author saw: a stale one is superseded."""

    assignee_id: Id
    assignee_name: Name
    assignee_version: Annotated[int, Field(ge=0)]


class Forward(Payload):
    """To which agency."""

    agency: Said
    assignee_version: Annotated[int, Field(ge=0)] | None = None


class Escalate(Payload):
    """To which level, and why; the higher level wins."""

    level: Annotated[int, Field(ge=1, le=HIGHEST_LEVEL)]
    reason: Said


class Resolve(Payload):
    """How it was dealt with."""

    resolution: Said


class Why(Payload):
    """A reason."""

    reason: Said


Purpose = Literal["call_back", "find_place", "send_help", "verify", "answer", "other"]
"""What somebody has to know a person for."""
REASON_LEAST, WORDS_LEAST, LETTERS_LEAST = 8, 2, 4
"""A reason has so many signs, words, and different letters; “....”, “aaaa” and “x” are none."""


class Reveal(Payload):
    """What for somebody is told who reported, and why now. Where no purpose is chosen, the reason alone tells."""

    purpose: Purpose = "other"
    reason: Said

    @field_validator("reason")
    @classmethod
    def _means_something(cls, reason: str) -> str:
        if is_no_reason(reason):
            raise ValueError("a reason in words")
        return reason


def is_no_reason(text: str) -> bool:
    """Whether `text` says nothing to whoever reads it later."""
    letters = {sign for sign in text.casefold() if sign.isalpha()}
    words = [word for word in text.split() if sum(sign.isalpha() for sign in word) > 1]
    return len(text.strip()) < REASON_LEAST or len(words) < WORDS_LEAST or len(letters) < LETTERS_LEAST


class Close(Payload):
    """Why, and how content whoever reported it is, from 1 to 5."""

    reason: Maybe | None = None
    text: Maybe | None = None
    satisfaction: Annotated[int, Field(ge=1, le=5)] | None = None


class ExtendDeadline(Payload):
    """Until when, and why."""

    reason: Said
    deadline: Moment


class Shelve(Payload):
    """Put aside until then, at most 8 hours; one whose end is over by then is written down, however long it is."""

    until: AnyMoment
    reason: Said


class Join(Payload):
    """Under which incident; `code` is for those who read what was done."""

    into: Id
    code: str = ""


_Listed = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]


class Classify(Payload):
    """Of what kind it is, and how much there is to it."""

    kind: _Listed
    level: _Listed


class Remark(Payload):
    """A word with a step of the life cycle."""

    text: Maybe | None = None


class Picture(Payload):
    """A picture that proves a step."""

    name: Name
    sha256: Hash


class DoStep(Payload):
    """A step of a checklist that was done."""

    checklist: Slug
    step: Slug
    title: Maybe = ""
    answer: Answered = ""
    answer_text: Maybe = ""
    text: Maybe = ""
    picture: Picture | None = None


AGENCY_STEPS = ("accept", "refuse", "under_way", "on_the_spot", "ask")
"""What an agency says of an incident that it was given, beside its result (`resolve`) and handing it on (`forward`)."""
NEED_WORDS = frozenset({"refuse", "ask"})
"""Steps that mean nothing without a reason or a question."""


class SayStep(Payload):
    """How far an agency is with what it was given. Why it refuses, or what it asks, stands in `text`."""

    step: Literal["accept", "refuse", "under_way", "on_the_spot", "ask"]
    text: Annotated[Maybe, Field(validate_default=True)] = ""

    @field_validator("text")
    @classmethod
    def _says_why(cls, text: str, said: ValidationInfo) -> str:
        if not text and said.data.get("step") in NEED_WORDS:
            raise ValueError("a reason, or a question, in words")
        return text


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType(
    {
        "open": Open, "acknowledge": Nothing, "note": Note, "tag": Tag, "attach": Attach, "assign": Assign,
        "forward": Forward, "escalate": Escalate, "shelve": Shelve, "unshelve": Nothing, "join": Join, "part": Nothing,
        "step": DoStep, "reveal": Reveal, "resolve": Resolve, "reopen": Why, "close": Close, "refuse": Why,
        "extend_deadline": ExtendDeadline, "verify": Remark, "classify": Classify, "start": Remark, "pause": Why,
        "resume": Remark, "reply": Note, "agency_step": SayStep,
    }
)  # fmt: skip
