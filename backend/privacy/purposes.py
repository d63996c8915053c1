"""What for the city keeps what points to persons: its pack says it, and every server reads it in the database."""

from __future__ import annotations

from pydantic import ValidationError

from backend.city.models import PersonalData
from backend.ledger.ledger import Ledger

NOTE = "personal_data"


def purposes_of(ledger: Ledger) -> PersonalData:
    """What the pack said last; the usual where it never said any, or a newer program's words are not ours."""
    try:
        return PersonalData.model_validate_json(ledger.noted(NOTE) or "{}")
    except ValidationError:
        return PersonalData()
