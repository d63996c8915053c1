"""Journey: incidents go into the past while a desk is away; what it wrote on one brings it back, another is found."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backend.base.clock import now_ms
from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from backend.past.moving import move
from tests.journeys.city import City, city
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


def _end_long_ago(town: City) -> None:
    """A source tells of three that ended 40 days ago."""
    at = (datetime.now(UTC) - timedelta(days=40)).isoformat()
    told = {"created_at": at, "updated_at": at, "state": "closed", "ward": "Phường Hòa An", "channel": "field_report"}
    records = [
        {"type": "incident", "id": f"old-{number}", "data": told | {"code": f"CU-{number}", "title": "Sập cống cũ"}}
        for number in (1, 2, 3)
    ]
    town.feed()(records=records)


def _move(town: City) -> int:
    """What a server's daily round does, while no server runs."""
    engine = engine_of(f"sqlite:///{town.database}")
    try:
        return move(Ledger(engine), now_ms())
    finally:
        engine.dispose()


def _noted(desk: Driver, incident: str, text: str) -> bool:
    """Whether the desk knows the incident by now, and has the note."""
    try:
        desk.do("add-note", incident=incident, text=text)
    except RefusedError as error:
        if error.code != "unknown_incident":
            raise
        return False
    return True


def _told_of(town: City, incident: str) -> list[str]:
    """What became of all that was done at it."""
    return [str(line["result"]) for line in town.log() if line["target_id"] == incident]


def test_a_late_note_and_a_search(tmp_path: Path) -> None:
    with (
        city(cameras=False) as town,
        Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as desk,
    ):
        desk.until(lambda s: len(s["rows"]) > 10 and s["links"]["orders"]["state"] == "live", 60, "a queue")
        _end_long_ago(town)
        desk.until(lambda _s: _noted(desk, "old-3", "Đã hỏi lại"), 60, "what came with one page")
        desk.until(lambda _s: _told_of(town, "old-3"), 30, "the server has it")
        town.kill_backend()
        assert _noted(desk, "old-2", "Ghi lúc mất mạng")
        assert _move(town) == 2, "all but the one that had something done today"
        town.start_backend()
        desk.until(lambda s: _told_of(town, "old-2") and s["links"]["orders"]["state"] == "live", 60, "caught up")
        assert _told_of(town, "old-2") == ["applied"]
        assert desk.do("search-past", text='sap cong ward:"hoa an"') == {"rows": 1}
        found = desk.until(lambda s: s["past"]["opened"], 30, "the one beside its row")["past"]
        assert (found["rows"], found["opened"], found["trouble"]) == (["old-1"], "old-1", "")
        desk.do("go-back")
        assert not desk.state()["past"]
        assert _noted(desk, "old-2", "Và thêm một dòng"), "it is here again"
        town.kill_backend()
        assert desk.do("search-past", text="sap cong") == {"rows": 0}
        assert desk.state()["past"]["trouble"] in {"unreachable", "timed_out"}
