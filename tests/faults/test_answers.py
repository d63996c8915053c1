"""The server, or somebody on the way, answers wrongly: twice, in disorder, with nothing, with the new, with floods."""

from __future__ import annotations

import json
import random
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import psutil
import pytest

from contract.digest import digests
from tests.faults.room import DOWN_S, read_only
from tests.faults.seen import Seen
from tests.faults.side_by_side import Desk, down_for, one_desk
from tests.harness.patience import Patience
from tests.harness.rewriting_proxy import Answer, Asked, problem, with_body
from tests.harness.stopwatch import Stopwatch

CHANGES, SNAPSHOT, DIGEST = "/v1/sync/changes", "/v1/sync/snapshot", "/v1/sync/digest"
MIB = 2**20
FLOOD_BYTES = 200 * MIB
MEMORY_MIB = 260
"""Three calls at once, each up to the cap of 64 MiB, and what it costs to unpack them."""
FEED_S, FEEDS = 0.25, 24
UNKNOWN = "Đơn vị tương lai"
LEARNT = ("stage", "history", "updated_at", "reported", "state", "kind")


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with one_desk(tmp_path_factory.mktemp("answers")) as desk:
        yield desk


@pytest.fixture
def desk(shared: Desk) -> Desk:
    """The one desk, as if nothing had happened to it yet."""
    return shared.again()


@pytest.fixture(scope="module")
def post(shared: Desk) -> Callable[..., Any]:
    """The connectors' door of the city."""
    door: Callable[..., Any] = shared.town.feed()
    return door


def incident(desk: Desk, number: int) -> tuple[str, dict[str, Any]]:
    """One that the server has: its id and its data."""
    query = "SELECT id, data FROM records WHERE type = 'incident' AND NOT removed ORDER BY id"
    key, data = read_only(desk.town.database, query)[number]
    return key, json.loads(data)


def server_said(desk: Desk) -> set[tuple[str, str, int]]:
    return set(read_only(desk.town.database, "SELECT type, id, version FROM records WHERE NOT removed"))


def in_step(desk: Desk, within_s: float = 10.0) -> None:
    """The cache holds what the server holds, version by version."""
    patience = Patience(within_s)
    while (here := set(desk.cache("SELECT type, id, version FROM records"))) != server_said(desk):
        assert not patience.is_over, f"not as the server has it: {here ^ server_said(desk)}"
        time.sleep(0.1)


def test_row_18_pages_that_come_twice_and_out_of_order(desk: Desk, post: Callable[..., Any], seen: Seen) -> None:
    chance = random.Random(18)
    pages: list[Answer] = []
    told = {"new": 0, "old": 0}

    def shuffle(asked: Asked, answer: Answer) -> Answer:
        if not asked.path.startswith(CHANGES) or answer.status != 200:
            return answer
        if answer.body["changes"]:
            pages.append(answer)
        old = pages and chance.random() < 0.5
        told["old" if old else "new"] += 1
        return chance.choice(pages[-6:]) if old else answer

    desk.inner.rewrite = shuffle
    notes: list[tuple[str, str]] = []
    for number in range(FEEDS):
        key, data = incident(desk, number % 5)
        passing = {"type": "incident", "id": f"SM-DUP-{number % 4}", "data": data | {"code": f"DUP-{number}"}}
        gone = {"type": "incident", "id": f"SM-DUP-{(number + 2) % 4}"}
        post(records=[{"type": "incident", "id": key, "data": data | {"ward": f"Phường {number}"}}, passing],
             removes=[gone])  # fmt: skip
        if number % 8 == 0:
            notes += desk.write(f"trang lặp {number}", 1)
        time.sleep(FEED_S)
    desk.inner.clear()
    settled_s = desk.settle()
    in_step(desk)
    assert told["old"] >= 5
    assert desk.arrived() == notes
    seen(
        18,
        "While the server changed and removed records, half of the pages were replaced by one of the last six.",
        "Afterwards the cache held every record in the server's version and none that the server had removed.",
        old_pages=told["old"],
        right_pages=told["new"],
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def _snapshot_as(desk: Desk, items: Callable[[list[Any]], list[Any]]) -> None:
    """Let the cursor expire once, and every snapshot hold `items` of what it held."""
    expired: list[bool] = []

    def rewrite(asked: Asked, answer: Answer) -> Answer:
        if asked.path.startswith(SNAPSHOT):
            return with_body(answer, items=items(answer.body["items"]), next_page=None)
        if asked.path.startswith(CHANGES) and not expired:
            if asked.path.startswith(f"{CHANGES}?"):  # a page with a wake-up is kept back until somebody asks
                expired.append(True)
            return problem(410, "cursor-expired")
        return answer

    desk.inner.rewrite = rewrite


def test_row_19_an_empty_snapshot_with_200(desk: Desk, seen: Seen) -> None:
    everything = set(desk.cache("SELECT type, id FROM records"))
    shown = len(desk.console.state()["rows"])
    desk.inner.refuse = lambda asked: problem(410, "cursor-expired") if asked.path.startswith(CHANGES) else None
    desk.inner.rewrite = lambda asked, answer: (
        with_body(answer, items=[], next_page=None) if asked.path.startswith(SNAPSHOT) else answer
    )
    notes = desk.write("ảnh chụp rỗng")
    down_s = down_for(desk, DOWN_S, "empty_snapshot")
    asked = len([one for one in desk.inner.asked if one.path.startswith(SNAPSHOT)])
    assert set(desk.cache("SELECT type, id FROM records")) >= everything
    assert len(desk.console.state()["rows"]) == shown
    desk.inner.clear()
    settled_s = desk.settle()
    in_step(desk)
    assert desk.arrived() == notes
    seen(
        19,
        "The cursor was refused, and the snapshot that replaces it was empty, with 200, time after time.",
        "Nothing was deleted; the link says that the server sent nothing at all; then it went on by itself.",
        named_after_s=down_s,
        snapshots_asked=asked,
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_19_a_snapshot_that_lost_half_of_the_incidents(desk: Desk, seen: Seen) -> None:
    """Half is missing the first time, and here again when the console asks for a second word."""
    shown = len(desk.console.state()["rows"])
    snapshots: list[int] = []

    def halve(items: list[Any]) -> list[Any]:
        snapshots.append(len(items))
        return [one for number, one in enumerate(items) if one["type"] != "incident" or number % 2] * (
            len(snapshots) == 1
        ) or items

    _snapshot_as(desk, halve)
    notes = desk.write("ảnh chụp mất nửa")
    fewest = shown
    patience = Patience(15)
    while len(snapshots) < 2 and not patience.is_over:
        fewest = min(fewest, len(desk.console.state()["rows"]))
        time.sleep(0.05)
    settled_s = desk.settle()
    in_step(desk)
    assert len(snapshots) == 2, "asked for a second word"
    assert fewest == shown, "no incident was gone for a moment"
    assert desk.arrived() == notes
    seen(
        19,
        "The snapshot lost every second incident, once.",
        "It was not applied; a second one was asked for, and no incident was gone for a moment.",
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_20_what_a_newer_server_may_say(desk: Desk, post: Callable[..., Any], seen: Seen) -> None:
    """Fields, values, types, operations and results of tomorrow."""
    key, data = incident(desk, 0)
    said_today = data | {
        "title": UNKNOWN, "severity": 1, "channel": "drone_swarm", "kind": "thiên thạch", "state": "new",
    }  # fmt: skip
    future = {"future": {"depth": [1, {"two": None}]}}
    strange = said_today | future
    other, _data = incident(desk, 1)

    drone: dict[str, Any] = {}

    def tomorrow(asked: Asked, answer: Answer) -> Answer:
        if asked.path.startswith(DIGEST) and answer.status == 200:
            # After a catch-up, which a slow machine comes to, the console holds what it has against this.
            return with_body(answer, types=answer.body["types"] | drone)
        if not asked.path.startswith(CHANGES) or answer.status != 200 or not answer.body["changes"]:
            return answer
        last = answer.body["changes"][-1]
        said = [one | {"data": one["data"] | future} if one["id"] == key else one for one in answer.body["changes"]]
        more = [
            {**last, "type": "drone", "id": "D-1", "op": "upsert", "version": 1, "data": {"battery": 0.5}},
            {**last, "type": "incident", "id": other, "op": "merge_into", "version": 99, "data": None, "into": key},
        ]
        drone["drone"] = digests([("drone", "D-1", 1)])["drone"].model_dump()
        return with_body(answer, changes=[*said, *more], weather="mưa")

    desk.inner.rewrite = tomorrow
    post(records=[{"type": "incident", "id": key, "data": said_today}])
    notes = desk.write("ngày mai")
    state = desk.console.until(
        lambda s: any(row["title"] == UNKNOWN for row in s["rows"]), 10, "the incident, for all its strange fields"
    )
    assert any(row["id"] == other for row in state["rows"]), "an unknown operation removes nothing"
    settled_s = desk.settle()
    kept = dict(desk.cache("SELECT id, data FROM records"))
    # The backend adds at which stage it stands, what its source said last, and the notes if they were on this one: then
    # state and kind are people's. The rest is as it was said.
    found, said = (
        {name: value for name, value in one.items() if not name.startswith(LEARNT)}
        for one in (json.loads(kept[key]), strange)
    )
    assert found == said, "letter by letter"
    told = json.loads(kept[key])["history"]
    assert told[: len(strange["history"])] == strange["history"], "nothing of what was told is lost"
    assert json.loads(kept["D-1"]) == {"battery": 0.5}
    assert desk.arrived() == notes
    assert {dict(one.headers).get("IOC-Schema") for one in desk.inner.asked} == {"1"}, "says which schema it speaks"
    desk.console.do("select-incident", incident=key)
    desk.console.until(lambda s: (s["selected"] or {}).get("channel") == "drone_swarm", 5, "its raw value, on screen")
    post(records=[{"type": "incident", "id": key, "data": data}])
    seen(
        20,
        "Records with unknown fields, values and types, and an unknown operation, came among the changes.",
        "All of it is in the cache as it came, the incident is on screen with its raw value, nothing was removed.",
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def head(*lines: str) -> bytes:
    return "\r\n".join(("HTTP/1.1 200 OK", *lines, "Connection: close", "", "")).encode()


def two_hundred_mib() -> Iterator[bytes]:
    """Begins as an answer would."""
    yield b'{"changes": ["'
    for _ in range(FLOOD_BYTES // MIB):
        yield b"x" * MIB


def bomb() -> list[bytes]:
    """400 MiB of blanks in less than half a MiB."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    blank = b" " * MIB
    return [part for part in (*(packer.compress(blank) for _ in range(400)), packer.flush()) if part]


def one_endless_event() -> Iterator[bytes]:
    """A stream whose event never ends."""
    yield b"event: wake\ndata: "
    for _ in range(FLOOD_BYTES // MIB):
        yield b"x" * MIB


def test_row_21_floods(desk: Desk, seen: Seen) -> None:
    json_head = head("Content-Type: application/json", f"Content-Length: {FLOOD_BYTES}")
    packed = bomb()
    floods: list[tuple[bytes, Callable[[], Iterable[bytes]]]] = [
        (json_head, two_hundred_mib),
        (head("Content-Type: application/json", "Content-Encoding: gzip"), lambda: packed),
        (head("Content-Type: text/event-stream"), one_endless_event),
    ]
    process = psutil.Process(desk.console.process.pid)
    cursor, before = desk.cursor(), process.memory_info().rss
    notes: list[tuple[str, str]] = []
    most = before
    for number, (beginning, flood) in enumerate(floods):
        desk.proxy.connects.clear()
        desk.proxy.answer, desk.proxy.flood, desk.proxy.mode = beginning, flood, "answer"
        desk.proxy.cut()
        notes += desk.write(f"lũ {number}", 1)
        flooded = Stopwatch()
        while not flooded.has_passed(9):
            most = max(most, process.memory_info().rss)
            time.sleep(0.05)
            if number and len(desk.proxy.connects) >= 4:
                break
        if number == 0:
            down_s = down_for(desk, DOWN_S, "too_large")
        assert desk.cursor() == cursor
        desk.shows_waiting(len(notes))
    desk.proxy.flood = tuple
    desk.proxy.mode = "clear"
    settled_s = desk.settle()
    time.sleep(1)
    after = process.memory_info().rss
    assert desk.arrived() == notes
    assert (most - before) / MIB < MEMORY_MIB, f"{(most - before) / MIB:.0f} MiB"
    seen(
        21,
        "Every question was answered by 200 MiB of JSON, then by 400 MiB packed by gzip, then by an event without end.",
        "Each was cut off at its cap and named, cursor and queue stayed as they were; then everything arrived.",
        named_after_s=down_s,
        memory_at_most_mib=round((most - before) / MIB),
        memory_kept_mib=round((after - before) / MIB),
        settled_after_s=settled_s,
        **desk.gaps(),
    )
