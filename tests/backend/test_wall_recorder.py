"""The recording of walls, what nodes said last, and what a changed city pack does to a wall that people led."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from backend.city.loading import DEFAULT_CITY, load
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import wall_contents, wall_stills
from backend.program.structure import put_in_place
from backend.walls import jpeg
from backend.walls.actual import CUT_OFF_S, LOOKED_S, Actual, Still
from backend.walls.recorder import KEPT, PAGE, Query, Recorder, Shown

START = 1_800_000_000_000
DAY_MS = 24 * 3600 * 1000
ONE: list[dict[str, Any]] = [{"type": "camera", "ref": "cam-01", "state": "live"}]
TWO: list[dict[str, Any]] = [{"type": "camera", "ref": "cam-02", "state": "live", "incident_id": "inc-9"}]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path}/l.db"))
    yield ledger
    ledger.engine.dispose()


def spans(recorder: Recorder, **asked: Any) -> list[tuple[str, float, float]]:
    """Screen, start and end of what is found, in seconds after the start, the newest first."""
    found, _after = recorder.find("w", Query(**asked))
    return [(one.screen, (one.from_ms - START) / 1000, (one.to_ms - START) / 1000) for one, _still in found]


def test_an_entry_lasts_while_the_same_is_shown_and_a_silence_ends_it(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    for second, tiles in ((0, ONE), (5, ONE), (10, TWO), (15, TWO), (40, TWO), (45, TWO)):
        aged = [tile | {"as_of": f"{second}"} for tile in tiles]
        recorder.report("w", [("a", aged)], START + second * 1000)
    assert spans(recorder) == [("a", 40, 45), ("a", 10, 15), ("a", 0, 10)]
    assert spans(Recorder(ledger)) == [("a", 40, 45), ("a", 10, 15), ("a", 0, 10)], "it is on the disk"


def test_it_is_found_by_camera_incident_screen_and_time(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    recorder.add(
        "w", [Shown("a", START, START + 9000, ONE), Shown("b", START + 5000, START + 20_000, TWO)], START + 20_000
    )
    assert spans(recorder, camera="cam-01") == [("a", 0, 9)]
    assert spans(recorder, incident="inc-9") == [("b", 5, 20)]
    assert spans(recorder, screen="a") == [("a", 0, 9)]
    assert spans(recorder, from_ms=START + 10_000) == [("b", 5, 20)]
    assert spans(recorder, to_ms=START + 4000) == [("a", 0, 9)]
    assert spans(recorder, camera="cam-02", screen="a") == []
    assert recorder.find("other", Query()) == ([], None)


def test_a_long_recording_comes_in_pages_without_a_gap(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    count = PAGE * 2 + 10
    shown = [Shown(("a", "b")[turn % 2], START + turn // 2, START + turn // 2, (ONE, TWO)[turn % 2])
             for turn in range(count)]  # fmt: skip
    assert recorder.add("w", shown, START + DAY_MS) == count
    seen: list[tuple[str, int]] = []
    after: tuple[int, int] | None = None
    for size in (PAGE, PAGE, 10):
        page, after = recorder.find("w", Query(after=after))
        assert len(page) == size
        seen += [(one.screen, one.from_ms) for one, _still in page]
    assert after is None
    assert len(set(seen)) == count
    with ledger.engine.connect() as connection:
        kept = connection.execute(select(func.count()).select_from(wall_contents)).scalar()
    assert kept == 2, "what comes back is kept once"


def test_what_a_node_tells_twice_is_one_and_may_have_gone_on(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    entry = Shown("a", START, START + 1000, ONE)
    assert [recorder.add("w", [one], START + 5000) for one in (entry, entry, entry._replace(to_ms=START + 4000))] == [
        1, 0, 0,
    ]  # fmt: skip
    assert spans(recorder) == [("a", 0, 4)]
    odd = [Shown("a", START, START - 1, ONE), Shown("a", START, START + DAY_MS, TWO)]
    old = [Shown("a", START - 40 * DAY_MS, START - 39 * DAY_MS, TWO)]
    assert recorder.add("w", odd + old, START + 5000) == 0


def test_thirty_days_are_kept(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    recorder.report("w", [("a", ONE)], START)
    recorder.still("w", "a", b"old", START)
    recorder.report("w", [("a", TWO)], START + 10 * DAY_MS)
    recorder.still("w", "a", b"new", START + 10 * DAY_MS)
    assert recorder.forget(START + round(KEPT.total_seconds() * 1000)) == 0
    assert recorder.forget(START + round(KEPT.total_seconds() * 1000) + 5 * DAY_MS) == 1
    assert spans(recorder, camera="cam-01") == []
    found, _after = recorder.find("w", Query(camera="cam-02"))
    assert found[0][1] is not None
    picture = recorder.picture("w", found[0][1])
    assert picture is not None
    assert picture[0] == b"new"
    with ledger.engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(wall_stills)).scalar() == 1


def test_a_still_is_kept_once_a_minute_and_where_it_differs(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    recorder.report("w", [("a", ONE)], START)
    for second, data in ((1, b"1"), (11, b"2"), (70, b"1"), (80, b"3"), (90, b"4")):
        recorder.still("w", "a", data, START + second * 1000)
    with ledger.engine.connect() as connection:
        kept = connection.execute(select(wall_stills.c.at_ms, wall_stills.c.jpeg)).all()
    assert [(round((row.at_ms - START) / 1000), row.jpeg) for row in kept] == [(1, b"1"), (80, b"3")]
    assert recorder.picture("w", 99) is None
    assert recorder.picture("other", 1) is None, "a wall has its own pictures alone"


def test_a_node_that_is_silent_for_fifteen_seconds_is_cut_off_at_every_server(ledger: Ledger) -> None:
    now = [START]
    actual, other = Actual(ledger, lambda: now[0]), Actual(ledger, lambda: now[0])
    said = {"revision": 3, "screens": [], "started_at": None, "at": None}
    assert actual.report("w", "n", said) is False
    for passed, cut in ((0, False), (round(CUT_OFF_S * 1000), False), (round(CUT_OFF_S * 1000) + 1, True)):
        now[0] = START + passed
        states = {one["node"]: one["cut_off"] for one in other.nodes("w", ["n", "never"])}
        assert states == {"n": cut, "never": True}
    other.look("w")
    assert [actual.report(wall, "n", said) for wall in ("w", "v")] == [True, False]
    now[0] += round(LOOKED_S * 1000)
    assert actual.report("w", "n", said) is False, "nobody looks any more"
    actual.put_still("w", "a", Still(b"x", START, "d"))
    assert other.still("v", "a") is None
    assert other.still("w", "a") == Still(b"x", START, "d")


@pytest.mark.parametrize("data", [b"", b"\xff\xd8", b"\xff\xd8\xff", b"\xff\xd8\xff\xe0\x00\x00" * 9, b"GIF89a" * 9])
def test_what_is_no_jpeg_has_no_size(data: bytes) -> None:
    assert jpeg.size(data) is None


def test_a_new_pack_leaves_what_people_did(ledger: Ledger) -> None:
    pack = load(DEFAULT_CITY)
    put_in_place(ledger, pack, "rtsp://x")
    found = ledger.current("wall", "phong-truc")
    assert found is not None
    led = {**found[1], "desired": found[1]["desired"] | {"t1": {"blank": True}}, "revision": 9,
           "lease": {"holder_id": "ha.le", "until": "2030-01-01T00:00:00Z"}}  # fmt: skip
    mine = {"name": "Của tôi", "body": {"screens": [{"rows": 1, "cols": 1}]}}
    ledger.publish([("wall", "phong-truc", led), ("layout", "main", mine)], [("layout", "two", "deleted")])
    wall = pack.walls[0]
    changed = wall.model_copy(update={"name": "Tường mới", "screens": wall.screens[:3]})
    put_in_place(ledger, dataclasses.replace(pack, walls=(changed,)), "rtsp://x")
    after = ledger.current("wall", "phong-truc")
    assert after is not None
    data = after[1]
    assert (data["name"], [screen["id"] for screen in data["screens"]]) == ("Tường mới", ["t1", "t2", "p1"])
    assert (data["desired"]["t1"], data["revision"], data["lease"]["holder_id"]) == ({"blank": True}, 9, "ha.le")
    kept = ledger.current("layout", "main")
    assert kept is not None
    assert kept[1] == mine, "a layout that was saved over is the room's"
    assert ledger.current("layout", "two") is None, "and so is one that was removed"


def test_what_the_database_did_not_take_is_written_the_next_time(ledger: Ledger) -> None:
    recorder = Recorder(ledger)
    recorder.report("w", [("a", ONE)], START)
    recorder.report("w", [("a", ONE)], START + 2000)

    def fail(_connection: object) -> None:
        raise OperationalError("COMMIT", {}, Exception("the disk is gone"))

    event.listen(ledger.engine, "commit", fail)
    with pytest.raises(OperationalError):
        recorder.report("w", [("a", TWO)], START + 5000)
    with pytest.raises(OperationalError):
        recorder.still("w", "a", b"jpeg", START + 5000)
    with pytest.raises(OperationalError):
        recorder.flush()
    event.remove(ledger.engine, "commit", fail)
    recorder.report("w", [("a", TWO)], START + 10_000)
    recorder.report("w", [("a", TWO)], START + 12_000)
    recorder.still("w", "a", b"jpeg", START + 12_000)
    assert spans(recorder) == [("a", 10, 12), ("a", 0, 10)]
    found, _after = recorder.find("w", Query())
    assert [still is not None for _shown, still in found] == [True, False]
