"""Two servers over one PostgreSQL tell one truth, whatever races."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any

import pytest

from backend.plans.deed import levels_of
from tests.backend.device import Device
from tests.ha.postgres import database, needs_database
from tests.ha.reader import Reader, stream_events
from tests.ha.replicas import OFFICERS, OPERATORS, Replicas

pytestmark = [pytest.mark.timeout(1500), needs_database]
ACTIONS, IN_BATCH = 5_000, 25
PAIRS, SAME_KEYS = 200, 50


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """Two of them over a database of their own."""
    with database("ha") as address, Replicas(tmp_path_factory.mktemp("ha"), address) as running:
        yield running


@pytest.fixture
def reader(replicas: Replicas) -> Iterator[Reader]:
    """It reads at both in turn while the test acts."""
    with Reader(replicas.doors, OPERATORS[0]) as reading:
        yield reading


def _at_once(works: Sequence[Callable[[], Any]]) -> list[Any]:
    """Each in a thread of its own, begun together."""
    with ThreadPoolExecutor(len(works)) as pool:
        return [one.result() for one in [pool.submit(work) for work in works]]


def _answer(device: Device, action: dict[str, Any]) -> str:
    return str(device.send(action)[0]["result"])


def _is_one_truth(replicas: Replicas, reader: Reader) -> None:
    """The reader holds what the database holds, and came there without beginning anew; the audit is whole."""
    assert reader.holds(replicas.held()), reader.fault or "the reader holds something else than the database"
    assert (reader.rebuilt, reader.went_back) == (0, [])
    replicas.check_audit()


@pytest.mark.kind(
    "several-servers",
    "5,000 notes from eight desks at two servers, to incidents that all of them write to",
    "Each is answered, in the log and in its incident's history once; a reader at both in turn never begins anew.",
)
def test_no_action_of_five_thousand_is_lost(replicas: Replicas, reader: Reader) -> None:
    targets = replicas.report("race", 100)

    def desk(number: int) -> list[str]:
        device = Device(replicas.doors[number % 2], OPERATORS[number], f"race-desk-{number}")
        said: list[str] = []
        for batch in range(ACTIONS // len(OPERATORS) // IN_BATCH):
            texts = [f"{number}: {batch * IN_BATCH + count}" for count in range(IN_BATCH)]
            notes = [
                device.action("note", targets[(batch * IN_BATCH + count) % len(targets)], text=text)
                for count, text in enumerate(texts)
            ]
            assert [one["result"] for one in device.send(*notes)] == ["applied"] * IN_BATCH
            said += texts
        return said

    said = [text for texts in _at_once([partial(desk, number) for number in range(len(OPERATORS))]) for text in texts]
    assert len(said) == ACTIONS
    told = replicas.told(targets)
    assert {text: told[text] for text in said if told[text] != 1} == {}
    logged = Counter(row.payload["text"] for row in replicas.log() if row.device_id.startswith("race-desk-"))
    assert logged == Counter(said)
    _is_one_truth(replicas, reader)


@pytest.mark.kind(
    "several-servers",
    "Two desks at two servers assign the same incident at the same moment, 200 times",
    "One is applied, the other is superseded and told; the assignee is who was applied.",
)
def test_compare_and_set_holds_across_servers(replicas: Replicas, reader: Reader) -> None:
    targets = replicas.report("assign", PAIRS)
    together = Barrier(2, timeout=120)

    def desk(number: int) -> list[str]:
        device = Device(replicas.doors[number], OPERATORS[number], f"assign-desk-{number}")
        who = {"assignee_id": device.user, "assignee_name": device.user, "assignee_version": 0}
        actions = [device.action("assign", one, **who) for one in targets]
        results = []
        for action in actions:
            together.wait()
            results.append(_answer(device, action))
        return results

    first, second = _at_once([partial(desk, 0), partial(desk, 1)])
    pairs = list(zip(first, second, strict=True))
    assert Counter(tuple(sorted(pair)) for pair in pairs) == {("applied", "superseded"): PAIRS}
    held = replicas.held()
    for target, pair in zip(targets, pairs, strict=True):
        data = held["incident", target["id"]][1]
        assert (data["assignee_id"], data["assignee_version"]) == (OPERATORS[pair.index("applied")], 1)
    _is_one_truth(replicas, reader)


@pytest.mark.kind(
    "several-servers",
    "The same action arrives at two servers at the same moment",
    "One answers applied, the other duplicate; it is done once.",
)
def test_the_same_key_at_both_at_once(replicas: Replicas, reader: Reader) -> None:
    (target,) = replicas.report("same", 1)
    twins = [Device(door, OPERATORS[0], "same-desk") for door in replicas.doors]
    for number in range(SAME_KEYS):
        action = twins[0].action("note", target, text=f"một lần {number}") | {"device_seq": number + 1}
        answers = _at_once([partial(_answer, twin, action) for twin in twins])
        assert sorted(answers) == ["applied", "duplicate"], f"the {number + 1}th"
    assert len(replicas.held()["incident", target["id"]][1]["history"]) == SAME_KEYS
    _is_one_truth(replicas, reader)


@pytest.mark.kind(
    "several-servers",
    "Two officers at two servers activate the same plan at the same moment",
    "One activation is made; the other joins it and is told so.",
)
def test_a_plan_is_activated_once(replicas: Replicas, reader: Reader) -> None:
    officers = [Device(door, person, f"plan-{person}") for door, person in zip(replicas.doors, OFFICERS, strict=True)]
    plans = {key: data for (kind, key), (_, data) in sorted(replicas.held().items()) if kind == "plan"}
    assert plans
    for plan, data in plans.items():
        target = {"type": "plan", "id": plan, "version": 1}
        level = levels_of(data)[0]
        ready = [
            one.action("plan_activate", target, activation_id=f"{plan}-{number}", level=level, reason="Mưa lớn")
            for number, one in enumerate(officers)
        ]
        answers = _at_once([partial(_answer, one, said) for one, said in zip(officers, ready, strict=True)])
        assert sorted(answers) == ["applied", "superseded"], plan
    made = [data["plan_id"] for (kind, _), (_, data) in replicas.held().items() if kind == "activation"]
    assert sorted(made) == [*plans]
    _is_one_truth(replicas, reader)


@pytest.mark.kind(
    "several-servers",
    "A desk's stream hangs on one server, and somebody acts at the other",
    "The next that the stream says is the wake-up, not the heartbeat ten seconds later.",
)
@pytest.mark.parametrize("acts_at", [0, 1])
def test_what_is_done_at_one_wakes_at_the_other(replicas: Replicas, acts_at: int) -> None:
    (target,) = replicas.report(f"wake-{acts_at}", 1)
    actor = Device(replicas.doors[acts_at], OPERATORS[0], f"wake-desk-{acts_at}")
    events = stream_events(replicas.doors[1 - acts_at], actor.proven)
    while next(events) != "heartbeat":  # nothing is on its way any more
        pass
    heard = []
    for number in range(5):
        actor.send(actor.action("note", target, text=f"thức {number}"))
        heard.append(next(events))
    events.close()
    assert heard.count("wake") >= 4, heard  # one heartbeat may fall before the answer
