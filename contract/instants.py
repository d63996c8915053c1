"""Times as the contract writes them: ISO 8601 with an offset."""

from __future__ import annotations

from datetime import datetime


def parse_ms(text: str) -> int:
    """The milliseconds since 1970 of an instant with its offset. Raises ValueError or OverflowError else."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return round(at.timestamp() * 1000)


def instant(text: object) -> datetime | None:
    """An instant with its offset, as it stands in a record; None for anything else."""
    if not isinstance(text, str):
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return at if at.tzinfo is not None else None
