"""What is found where an audit is not as it was written."""

from __future__ import annotations

from dataclasses import dataclass

ALTERED, DELETED, INSERTED = "altered", "deleted", "inserted"
REORDERED, TRUNCATED, RECOMPUTED = "reordered", "truncated", "recomputed"
LINE, AN_ACTION, HEAD, NOTE = "line", "action", "head", "note"


@dataclass(frozen=True)
class Finding:
    """What was done to what: a line by its number or lines up to another, an action by its id, a signed head."""

    code: str
    what: str = LINE
    number: int = 0
    upto: int = 0
    """The last line that it is about, where it is about several or nobody can tell which of them."""
    action: str = ""
    fields: tuple[str, ...] = ()
