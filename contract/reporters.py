"""Who told of an incident that was opened at a desk: sent beside the action, kept apart, never in the log."""

from __future__ import annotations

from typing import Annotated

from pydantic import StringConstraints

from contract.wire import NO_NUL, Answer, Strict

Told = Annotated[str, StringConstraints(strip_whitespace=True, max_length=400, pattern=NO_NUL)]


class ReporterIn(Strict):
    """`PUT /v1/incidents/{id}/reporter`: once or again, by the device that opened the incident. What is empty is not
    known; all empty forgets whom was told of."""

    name: Told = ""
    phone: Told = ""
    address: Told = ""


class ToldByIn(Strict):
    """`POST /v1/incidents/told-by`: a number, in the body since addresses are written down on the way."""

    phone: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40, pattern=NO_NUL)]


class ToldIncident(Answer):
    """As much as tells which one it was."""

    id: str
    code: str
    title: str
    state: str
    severity: int
    created_at: str


class ToldBy(Answer):
    """What this number told of within so many days, the newest first; and nothing of the number."""

    incidents: list[ToldIncident]
    days: int


class ReporterKept(Answer):
    """It is kept; `masked` is what everybody reads of it (the incident's `reporter_masked`)."""

    masked: str
