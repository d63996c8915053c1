"""For how long each source has reported nothing."""

from __future__ import annotations

from backend.base.clock import now_ms
from backend.ledger.ledger import Ledger, read_all
from contract.instants import parse_ms


def feed_lags(ledger: Ledger) -> dict[str, float]:
    """Seconds since the last report of each source that has ever reported, by its id. Raises SQLAlchemy's errors."""
    with ledger.engine.connect() as connection:
        sources = read_all(connection, "source")
    found: dict[str, float] = {}
    for key, data in sources.items():
        try:
            found[key] = max(0.0, (now_ms() - parse_ms(data["last_report_at"])) / 1000)
        except (KeyError, TypeError, ValueError, OverflowError):
            continue  # it has never reported
    return found
