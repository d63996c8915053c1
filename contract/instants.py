"""Times as the contract writes them: ISO 8601 with an offset."""

from __future__ import annotations

from datetime import datetime


def parse_ms(text: str) -> int:
    """The milliseconds since 1970 of an instant with its offset. Raises ValueError or OverflowError else."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return round(at.timestamp() * 1000)
