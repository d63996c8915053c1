"""What the nodes of all walls say that they show; in the database, for a desk may ask another server than its wall."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import select

from backend.base.clock import iso, now_ms
from backend.ledger.history import History
from backend.ledger.schema import node_reports, screen_stills, wall_looks
from backend.ledger.upsert import upsert

CUT_OFF_S = 15.0
LOOKED_S = 20.0
"""So long after a desk last asked, somebody is taken to look: desks ask every few seconds."""
NOTED_S = 4.0
"""That somebody looks is not written more often."""


class Still(NamedTuple):
    """How a screen looked last."""

    jpeg: bytes
    at_ms: int
    digest: str


class Actual:
    """Reports and stills by wall. Safe to call from several threads."""

    def __init__(self, history: History, clock_ms: Callable[[], int] = now_ms) -> None:
        self._history = history
        self._clock_ms = clock_ms

    def report(self, wall: str, node: str, said: Mapping[str, Any]) -> bool:
        """Take a node's report; whether somebody looks at the wall."""
        now = self._clock_ms()
        values = {"wall": wall, "node": node, "at_ms": now, "said": dict(said)}
        with self._history.aside() as connection:
            upsert(connection, node_reports, values, node_reports.c.at_ms <= now)
            looked = connection.execute(select(wall_looks.c.at_ms).where(wall_looks.c.wall == wall)).scalar()
        return looked is not None and now - looked < LOOKED_S * 1000

    def look(self, wall: str) -> None:
        """Somebody looks."""
        now = self._clock_ms()
        with self._history.engine.connect() as connection:
            looked = connection.execute(select(wall_looks.c.at_ms).where(wall_looks.c.wall == wall)).scalar()
        if looked is None or not 0 <= now - looked < NOTED_S * 1000:
            with self._history.aside() as connection:
                upsert(connection, wall_looks, {"wall": wall, "at_ms": now})

    def nodes(self, wall: str, names: Sequence[str]) -> list[dict[str, Any]]:
        """Each of these nodes with what it said last."""
        with self._history.engine.connect() as connection:
            rows = connection.execute(select(node_reports).where(node_reports.c.wall == wall))
            heard = {row.node: (row.at_ms, row.said) for row in rows}
        return [self._node(name, *heard.get(name, (None, {}))) for name in names]

    def _node(self, name: str, at_ms: int | None, said: Mapping[str, Any]) -> dict[str, Any]:
        if at_ms is None:
            silent: dict[str, Any] = {"revision": 0, "started_at": None, "at": None, "screens": []}
            return {"node": name, "reported_at": None, "cut_off": True, **silent}
        cut_off = self._clock_ms() - at_ms > CUT_OFF_S * 1000
        return {"node": name, "reported_at": iso(at_ms), "cut_off": cut_off, **said}

    def put_still(self, wall: str, screen: str, still: Still) -> None:
        """How a screen looks now."""
        with self._history.aside() as connection:
            upsert(connection, screen_stills, {"wall": wall, "screen": screen, **still._asdict()})

    def still(self, wall: str, screen: str) -> Still | None:
        """How a screen looked last."""
        where = (screen_stills.c.wall == wall) & (screen_stills.c.screen == screen)
        with self._history.engine.connect() as connection:
            row = connection.execute(select(screen_stills).where(where)).first()
        return None if row is None else Still(row.jpeg, row.at_ms, row.digest)
