"""The demo city reports as a source with a credential does: nothing that people write, and no other types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.city.pack import CityPack
from backend.city.records import RecordTuple
from backend.demo.simulation.run import PointTuple, Simulation
from backend.feeds.credentials import Scope, check
from backend.feeds.reports import Reports
from backend.ledger.ledger import Ledger
from backend.points.door import PointStore
from contract.ownership import without_people

SCOPE = Scope("demo", frozenset({"indicator", "incident"}), "")


def simulate(ledger: Ledger, points: PointStore, pack: CityPack, seed: int, speed: float) -> Simulation:
    """Let the city of this ledger live, until the answer is stopped; what it measures goes into `points`."""

    def current(kind: str, key: str) -> Mapping[str, Any] | None:
        found = ledger.current(kind, key)
        return None if found is None else found[1]

    source = Reports(ledger, points)

    def report(
        records: Sequence[RecordTuple], removes: Sequence[Any] = (), points: Sequence[PointTuple] = ()
    ) -> object:  # fmt: skip
        # Of each of the city's sources it tells when that reported last, as their own credentials would.
        names = [(kind, key) for kind, key, *_rest in (*records, *removes) if kind != "source"]
        check(SCOPE, None, [*names, *(("indicator", key) for key, _values in points)])
        return source.publish([(kind, key, without_people(kind, data)) for kind, key, data in records], removes, points)

    simulation = Simulation(pack, report, seed, speed, current=current, act=ledger.publish)
    simulation.start()
    return simulation
