"""Answers about the audit, as they stand in the published OpenAPI."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field

from contract.wire import Answer


class HeadOut(Answer):
    """Where the audit stood, signed (`contract.audit`)."""

    number: int
    hash: str
    at: str
    before: int
    key: str
    signature: str


class HeadAnswer(Answer):
    """A head that was signed, and the way to it from the line that was asked with.

    `since` tells of that line: `follows` where `links` are the digests of all lines after it up to the head; `beyond`
    where there is no such line; `archived` where it is in a file by now; `unsigned` where no head was ever signed.
    """

    head: HeadOut | None
    since: Literal["follows", "beyond", "archived", "unsigned"]
    links: Annotated[list[str], Field(max_length=50_000)]


class AuditLineOut(Answer):
    """One line of the audit; `what` is told by its kind, and `action` is the row of an action."""

    number: int
    at: str
    kind: str
    who: str
    device: str
    source: str
    about: str
    what: dict[str, Any]
    hash: str
    action: dict[str, Any] | None = None


class AuditPage(Answer):
    """Lines, the newest first; `next_before` where there may be more. All up to line `proven` are signed."""

    lines: list[AuditLineOut]
    next_before: int | None
    proven: int
