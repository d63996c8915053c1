"""What a server serves, and what may go on beside it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from backend.city.pack import CityPack
from backend.ledger.ledger import Ledger
from backend.points.door import PointStore


@dataclass(frozen=True)
class Served:
    """One city: its records, its pack, and where its measured values are."""

    ledger: Ledger
    pack: CityPack
    points: PointStore


Beside = Callable[[Served], AbstractContextManager[object]]
"""What goes on while it is served."""
