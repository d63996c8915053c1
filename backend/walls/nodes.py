"""Which walls there are, and the nodes of each, as the records say."""

from __future__ import annotations

from typing import Any

from backend.ledger import Ledger, read_all


def nodes_of_walls(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """The nodes of each wall by its id, both in order; a screen without a node names none."""
    with ledger.engine.connect() as connection:
        return {key: _nodes(wall) for key, wall in read_all(connection, "wall").items()}


def _nodes(wall: dict[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({str(one["node"]) for one in wall.get("screens") or () if one.get("node")}))
