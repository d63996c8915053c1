"""The network fails in every way but honestly: nothing saved is lost, nothing arrives twice."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator

import psutil
import pytest

from tests.faults.room import DOWN_S
from tests.faults.seen import Seen
from tests.faults.side_by_side import Desk, down_for, one_desk
from tests.harness.rewriting_proxy import Answer, Asked, problem
from tests.harness.stopwatch import Stopwatch

DELIVERY, CHANGES = "/v1/actions:batch", "/v1/sync/changes"
CUTS = (0, 1, 9, 17, 100, 180, 220, 260, 320, 400)
FLAPS, FLAP_S = 8, 1.2
BURST_S, WISHED_S = 9.0, 2
MANY = 130
PER_BATCH = 100
"""At most so many actions go at once (docs/explanation/contract.md#acting)."""
MIB = 2**20


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with one_desk(tmp_path_factory.mktemp("network")) as desk:
        yield desk


@pytest.fixture
def desk(shared: Desk) -> Desk:
    """The one desk, as if nothing had happened to it yet."""
    return shared.again()


def keys(batch: Asked) -> list[tuple[str, int, str]]:
    """What makes each action of a delivery itself: its key, its number, its link of the chain."""
    return [(one["action_id"], one["device_seq"], one["hash"]) for one in batch.body["actions"]]


def test_row_02_the_answer_is_lost_after_the_server_committed(desk: Desk, seen: Seen) -> None:
    answers: list[Answer] = []

    def lose_the_first(asked: Asked, answer: Answer) -> Answer:
        if asked.path == DELIVERY:
            answers.append(answer)
            if len(answers) == 1:
                raise ConnectionResetError
        return answer

    desk.inner.rewrite = lose_the_first
    notes = desk.write("mất câu trả lời")
    settled_s = desk.settle()
    lost, again = answers[0].body["results"], answers[1].body["results"]
    assert {one["result"] for one in lost} == {"applied"}
    assert {one["result"] for one in again[: len(lost)]} == {"duplicate"}, "told that they are there"
    first, second, *_more = desk.inner.batches()
    assert keys(second)[: len(lost)] == keys(first), "asked again with the same keys"
    assert desk.arrived() == notes
    seen(
        2,
        "The server committed a note and the connection was reset before its answer.",
        "The same key and number went again, the answer was duplicate, and the log has one row.",
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_03_answers_that_are_cut_at_any_byte(desk: Desk, seen: Seen) -> None:
    notes: list[tuple[str, str]] = []
    for cut_at in CUTS:
        desk.proxy.cut_at, desk.proxy.mode = cut_at, "cut_at"
        desk.proxy.cut()
        notes += desk.write(f"cắt ở byte {cut_at}", 1)
        time.sleep(0.6)
    desk.proxy.mode = "clear"
    desk.proxy.cut()
    settled_s = desk.settle()
    assert desk.arrived() == notes
    seen(
        3,
        f"Every connection was reset after {CUTS[0]} to {CUTS[-1]} bytes of answers, at {len(CUTS)} places in turn.",
        "Each note is in the log once, in its order.",
        settled_after_s=settled_s,
        deliveries=len(desk.inner.batches()),
        **desk.gaps(),
    )


def test_row_07_a_link_that_flaps(desk: Desk, seen: Seen) -> None:
    notes: list[tuple[str, str]] = []
    process = psutil.Process(desk.console.process.pid)
    memory: list[int] = []
    for number in range(FLAPS * 2):
        desk.proxy.mode = "refuse" if desk.proxy.mode == "clear" else "clear"
        desk.proxy.cut()
        notes += desk.write(f"chập chờn {number}", 1)
        time.sleep(FLAP_S / 2)
        memory.append(process.memory_info().rss)
    per_s = len(desk.proxy.connects) / (FLAPS * FLAP_S)
    grown = (memory[-1] - memory[len(memory) // 3]) / MIB
    settled_s = desk.settle()
    assert desk.arrived() == notes
    assert per_s < 5, "at most a few a second"
    assert grown < 12, f"{grown} MiB"
    seen(
        7,
        f"The link went and came {FLAPS} times, each {FLAP_S} s (an hour, compressed), with a note at every turn.",
        "No storm of connections, flat memory, every note once.",
        connections_per_s=round(per_s, 1),
        memory_grown_mib=round(grown, 1),
        settled_after_s=settled_s,
        **desk.gaps(),
    )


PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>Wi-Fi: please sign in</html>"


def test_row_09_a_network_that_answers_with_its_own_page(desk: Desk, seen: Seen) -> None:
    shown, cursor = len(desk.console.state()["rows"]), desk.cursor()
    desk.proxy.answer, desk.proxy.mode = PORTAL, "answer"
    desk.proxy.cut()
    notes = desk.write("trang của mạng khách")
    down_s = down_for(desk, DOWN_S, "not_json")
    assert desk.cursor() == cursor, "nothing of it is data"
    assert len(desk.console.state()["rows"]) == shown
    desk.shows_waiting(len(notes))
    asked = len(desk.proxy.connects)
    desk.proxy.mode = "clear"
    settled_s = desk.settle()
    assert desk.arrived() == notes
    seen(
        9,
        "Every question was answered with 200 and a page of HTML.",
        "The link was down because of it, cursor and queue stayed as they were, everything waited and then arrived.",
        down_after_s=down_s,
        asked=asked,
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_11_bursts_of_500_502_and_503(desk: Desk, seen: Seen) -> None:
    """Seven questions of ten fail; what says when to come back is not asked before."""
    chance = random.Random(11)
    burst = Stopwatch()
    wished: list[Asked] = []

    def fail(asked: Asked) -> Answer | None:
        if burst.has_passed(BURST_S) or chance.random() > 0.7:
            return None
        status = chance.choice((500, 502, 503))
        if status != 503:
            return problem(status, "internal")
        wished.append(asked)
        return problem(503, "unavailable", ("Retry-After", str(WISHED_S)))

    desk.inner.refuse = fail
    notes: list[tuple[str, str]] = []
    while not burst.has_passed(BURST_S):
        notes += desk.write(f"lỗi máy chủ {len(notes)}", 1)
        time.sleep(0.5)
    asked = len(desk.inner.asked)
    settled_s = desk.settle(30)
    assert desk.arrived() == notes
    sent = [one.at for one in desk.inner.batches()]
    for kind in (DELIVERY, CHANGES):
        ours = [one.at for one in desk.inner.asked if one.path.startswith(kind)]
        told = [one.at for one in wished if one.path.startswith(kind)]
        sooner = [at for at in told if any(at < one < at + WISHED_S * 0.95 for one in ours)]
        assert not sooner, f"{kind}: asked sooner than it was told to"
    pauses = [round(later - sooner, 3) for sooner, later in itertools.pairwise(sent)]
    assert len(set(pauses)) > len(pauses) / 2, "no even beat"
    assert asked / BURST_S < 12, f"{asked} questions in {BURST_S} s are a storm"
    seen(
        11,
        f"For {BURST_S:.0f} s seven of ten questions got 500, 502 or 503, 503 with Retry-After.",
        "What was told to wait waited, the pauses are uneven, every note is in the log once.",
        notes=len(notes),
        told_to_wait=len([one for one in wished if one.path.startswith((DELIVERY, CHANGES))]),
        questions_per_s=round(asked / BURST_S, 1),
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_12_too_many_requests(desk: Desk, seen: Seen) -> None:
    """Three deliveries in turn are told to wait 2 s."""
    told: list[float] = []

    def pace(asked: Asked) -> Answer | None:
        if asked.path != DELIVERY or len(told) == 3:
            return None
        told.append(asked.at)
        return problem(429, "too-many-requests", ("Retry-After", "2"))

    desk.inner.refuse = pace
    notes = desk.write("chậm lại", 2)
    notes += desk.write("và thêm nữa", 2)
    settled_s = desk.settle(30)
    assert desk.arrived() == notes
    sent = [one.at for one in desk.inner.batches()]
    pauses = [later - sooner for sooner, later in itertools.pairwise(sent)][: len(told)]
    assert len(told) == 3
    assert min(pauses) >= 1.9, f"paused {pauses} s, told to pause 2 s"
    seen(
        12,
        "Three deliveries in turn were answered 429 with Retry-After 2, while more notes were written.",
        "Each time it waited as long as it was told, then everything arrived once.",
        shortest_pause_s=round(min(pauses), 2),
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_13_a_sign_in_that_ends_in_the_middle_of_a_drain(desk: Desk, seen: Seen) -> None:
    """The first delivery passes; then nobody knows the token any more, until it is good again."""
    desk.proxy.mode = "refuse"
    desk.proxy.cut()
    notes = desk.write("giữa chừng", MANY)
    delivered: list[Asked] = []
    valid = False

    def unknown(asked: Asked) -> Answer | None:
        if valid:
            return None
        if asked.path == DELIVERY:
            delivered.append(asked)
            return problem(401, "bad-token") if len(delivered) > 1 else None
        return problem(401, "bad-token") if len(delivered) > 1 else None

    desk.inner.refuse = unknown
    desk.proxy.mode = "clear"
    down_s = down_for(desk, DOWN_S, "expired")
    assert desk.arrived() == notes[:PER_BATCH]
    # What was answered before may still wait for the pull that shows it; the rest must wait for the sign-in.
    desk.console.until(
        lambda s: sum(row["state"] != "answered" for row in s["outbox"]["rows"]) == MANY - PER_BATCH,
        10,
        f"{MANY - PER_BATCH} that nobody answered",
    )
    parked = len(delivered)
    valid = True
    settled_s = desk.settle(30)
    assert desk.arrived() == notes
    after = desk.inner.batches()[parked]
    assert keys(after) == keys(delivered[1]), "the same keys, numbers and hashes"
    seen(
        13,
        f"{MANY} notes waited; after the first {PER_BATCH} every question got 401 until the token held again.",
        "The rest was parked, shown as waiting, and went with the same keys and numbers; all are in the log once.",
        down_after_s=down_s,
        tries_while_parked=parked - 1,
        settled_after_s=settled_s,
        **desk.gaps(),
    )
