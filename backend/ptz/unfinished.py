"""Which cameras were turning when the server was last seen: one that was killed stops them once it is back."""

from __future__ import annotations

import json
import logging
import threading

from sqlalchemy.exc import SQLAlchemyError

from backend.ledger.ledger import Ledger

_log = logging.getLogger(__name__)
NOTE = "turning-cameras"


class Unfinished:
    """Kept as a note of the ledger. A ledger that cannot be written keeps no camera from being turned or stopped."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._turning = frozenset(_read(ledger))

    def cameras(self) -> frozenset[str]:
        """Those that turn, or did when the server before this one was killed."""
        with self._lock:
            return self._turning

    def mark(self, camera_id: str, turns: bool) -> None:
        """Remember, before a camera is told to turn and after it has stopped."""
        with self._lock:
            before = self._turning
            self._turning = before | {camera_id} if turns else before - {camera_id}
            if self._turning == before:
                return
            try:
                self._ledger.note(NOTE, json.dumps(sorted(self._turning)))
            except SQLAlchemyError as error:
                _log.warning("it was not noted which cameras turn: %s", type(error).__name__)


def _read(ledger: Ledger) -> list[str]:
    try:
        found = json.loads(ledger.noted(NOTE) or "[]")
    except (SQLAlchemyError, ValueError):
        return []
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []
