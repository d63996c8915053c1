"""Lets the watches of a city's roster begin, at their hours, while a server serves."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from backend.actions.shift_lines import RUNNING
from backend.city.pack import CityPack
from backend.feeds.reports import Reports
from backend.ledger.ledger import Ledger
from contract.instants import parse_ms

_log = logging.getLogger(__name__)
LOOK_EVERY_S = 20.0
"""A desk shows hours and minutes; a watch that begins a third of a minute late is in time."""
END_S = 2.0


@contextmanager
def watches(ledger: Ledger, pack: CityPack) -> Iterator[None]:
    """The watch of this hour, and each that follows it. Two servers that both look write the same."""
    let_begin(ledger, pack, datetime.now(UTC))
    stopping = threading.Event()

    def look() -> None:
        while not stopping.wait(LOOK_EVERY_S):
            try:
                let_begin(ledger, pack, datetime.now(UTC))
            except Exception:  # noqa: BLE001 - the next watch must begin after a database that was away
                _log.exception("the watch could not be looked after")

    thread = threading.Thread(target=look, name="roster", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join(END_S)


def let_begin(ledger: Ledger, pack: CityPack, now: datetime) -> None:
    """The roster says which watch runs, where the one that is known is over: one that a connector reported runs to its
    end. People at their desks stay there."""
    known = ledger.current("shift", RUNNING)
    if known is None or _is_over(known[1].get("ends_at"), now):
        Reports(ledger).publish([pack.watch(now)])


def _is_over(ends_at: object, now: datetime) -> bool:
    try:
        return isinstance(ends_at, str) and parse_ms(ends_at) <= now.timestamp() * 1000
    except (ValueError, OverflowError):
        return False
