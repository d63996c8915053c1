"""Where a server keeps measured values: in its own database, or in a VictoriaMetrics that `--points` names."""

from __future__ import annotations

from backend.base.messages import say
from backend.city.pack import CityPack
from backend.ledger.databases import DatabaseError
from backend.ledger.ledger import Ledger
from backend.points.database import DatabasePoints
from backend.points.door import Kept, PointStore
from backend.points.victoria import VictoriaPoints, is_address


def points_of(ledger: Ledger, pack: CityPack, address: str, lang: str) -> PointStore:
    """The store at `address`, or in the ledger's own database where it is empty, which keeps what the pack says.

    Raises `DatabaseError` where this is no address; one that nobody answers at is told with each request.
    """
    said = pack.city.retention
    kept = Kept(said.value_days, said.five_minutes_days, said.hours_days)
    if not address:
        return DatabasePoints(ledger.engine, kept, pack.zone)
    if not is_address(address):
        raise DatabaseError(say(lang, "bad_points_address"))
    return VictoriaPoints(address, kept, pack.zone)
