"""Which walls there are with the nodes of each, and which layouts stand for a wall of one machine."""

from __future__ import annotations

from typing import Any

from backend.ledger.ledger import Ledger, read_all


def nodes_of_walls(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """The nodes of each wall by its id, both in order; a screen without a node names none."""
    with ledger.engine.connect() as connection:
        return {key: _nodes(wall) for key, wall in read_all(connection, "wall").items()}


def layouts(ledger: Ledger) -> tuple[str, ...]:
    """The ids of all layouts: `main.py --wall NAME` shows one of these where no wall is called so."""
    with ledger.engine.connect() as connection:
        return tuple(read_all(connection, "layout"))


def _nodes(wall: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({str(one["node"]) for one in wall.get("screens") or () if one.get("node")}))
