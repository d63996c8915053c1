"""How long the city keeps what at hand: said in its pack, noted in the database, where every server reads it."""

from __future__ import annotations

from pydantic import ValidationError

from backend.city.models import Retention
from backend.ledger.ledger import Ledger

NOTE = "retention"


def note(ledger: Ledger, said: Retention) -> None:
    """Let this be what the rounds and the archive go by from now on."""
    if retention_of(ledger) != said or not ledger.noted(NOTE):
        ledger.note(NOTE, said.model_dump_json())


def retention_of(ledger: Ledger) -> Retention:
    """What the pack said last; the usual days where it never said any, or a newer program's words are not ours."""
    try:
        return Retention.model_validate_json(ledger.noted(NOTE) or "{}")
    except ValidationError:
        return Retention()
