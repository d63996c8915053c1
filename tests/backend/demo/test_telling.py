"""The demo's story is told once: what was done since stays, and a demo of an earlier version is not told it again."""

from __future__ import annotations

from sqlalchemy import delete

from backend.demo.story.telling import TOLD, tell
from backend.ledger.schema import meta
from backend.points.database import DatabasePoints
from tests.backend.upkeep.packs import city, data, everything, incident, kinds, lived


def test_a_new_demo_hears_all_of_it_once() -> None:
    ledger = lived()
    assert not {"incident", "notice"} & kinds(everything(ledger))
    tell(ledger, city())
    told = everything(ledger)
    assert len([name for name in told if name[0] == "incident"]) == 37
    assert data(ledger, "indicator", "cs-01")["value"] is not None
    assert data(ledger, "source", city().sources[0].id)["last_report_at"]
    assert sum(len(piece) for _key, piece in DatabasePoints(ledger.engine).raw([("cs-01", 0)])) > 1000
    name = next(key for kind, key in told if kind == "incident")
    ledger.publish([("incident", name, {**data(ledger, "incident", name), "state": "closed"})])
    after = everything(ledger)
    tell(ledger, city())
    assert everything(ledger) == after
    with ledger.write() as connection:
        connection.execute(delete(meta).where(meta.c.key == TOLD))
    tell(ledger, city())
    assert everything(ledger) == after, "a demo of an earlier version has no such note"


def test_a_city_with_incidents_of_its_own_is_told_nothing() -> None:
    ledger = lived()
    ledger.publish([incident("1")])
    before = everything(ledger)
    tell(ledger, city())
    assert everything(ledger) == before
