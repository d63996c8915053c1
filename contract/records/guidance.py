"""What people go by: checklists, texts to begin from, numbers to call."""

from __future__ import annotations

from typing import ClassVar

from contract.fields import Minutes, Whole
from contract.records.base import Owner, Part


class Answer(Part):
    """One answer to a step, and the steps that it brings into play."""

    id: str
    text: str
    next: tuple[str, ...] = ()


class Step(Part):
    """One thing to do; `minutes` counts from when the steps before it were done."""

    id: str
    text: str
    owner: str = "operator"
    agency: str = ""
    minutes: Minutes | None = None
    evidence: str | None = None
    answers: tuple[Answer, ...] = ()

    def answer(self, answer_id: str) -> Answer | None:
        return next((one for one in self.answers if one.id == answer_id), None)


class Checklist(Part):
    """How a kind of incident is handled in this city."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str
    kinds: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    place: Whole = 0


class Template(Part):
    """A text that people begin from."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str
    use: str = "note"
    channels: tuple[str, ...] = ()
    text: str
    place: Whole = 0


class Contact(Part):
    """Somebody to call."""

    OWNER: ClassVar[Owner | None] = "source"

    name: str
    number: str
    emergency: bool = False
    agency: str = ""
    place: Whole = 0
