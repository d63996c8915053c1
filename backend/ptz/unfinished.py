"""Which cameras may be turning: what a server that was killed left turning is stopped by the next, or by another."""

from __future__ import annotations

import logging
import threading

from sqlalchemy import delete, select
from sqlalchemy.exc import SQLAlchemyError

from backend.ledger.history import History
from backend.ledger.schema import turning_cameras
from backend.ledger.upsert import upsert

_log = logging.getLogger(__name__)


class Unfinished:
    """Kept in the database. One that cannot be written keeps no camera from being turned or stopped."""

    def __init__(self, history: History) -> None:
        self._history = history
        self._lock = threading.Lock()
        self._mine: frozenset[str] = frozenset()

    def cameras(self) -> frozenset[str]:
        """Those that turn at some server, or did when it was killed."""
        try:
            with self._history.engine.connect() as connection:
                return frozenset(connection.execute(select(turning_cameras.c.camera_id)).scalars())
        except SQLAlchemyError as error:
            _log.warning("it is not known which cameras turn: %s", type(error).__name__)
            return frozenset()

    def mark(self, camera_id: str, turns: bool) -> None:
        """Remember, before a camera is told to turn and after it has stopped."""
        with self._lock:
            if turns and camera_id in self._mine:
                return
            self._mine = self._mine | {camera_id} if turns else self._mine - {camera_id}
            try:
                with self._history.aside() as connection:
                    if turns:
                        upsert(connection, turning_cameras, {"camera_id": camera_id})
                    else:
                        connection.execute(delete(turning_cameras).where(turning_cameras.c.camera_id == camera_id))
            except SQLAlchemyError as error:
                _log.warning("it was not noted which cameras turn: %s", type(error).__name__)
