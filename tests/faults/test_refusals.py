"""The server refuses: one action, or the place from which we would go on reading. Everything else goes on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.roles import Role
from tests.faults.room import DOWN_S
from tests.faults.seen import Seen
from tests.faults.side_by_side import Desk, down_for, one_desk
from tests.harness.rewriting_proxy import Answer, Asked, problem
from tests.journeys.driver import Driver
from tests.journeys.held_up import HeldUp

TOO_LONG = 4001
"""Letters; the server takes 4000."""


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with one_desk(tmp_path_factory.mktemp("refusals")) as desk:
        yield desk


@pytest.fixture
def desk(shared: Desk) -> Desk:
    """The one desk, as if nothing had happened to it yet."""
    return shared.again()


@pytest.fixture
def ledger(desk: Desk) -> Iterator[Ledger]:
    """The city's database, beside the server that uses it."""
    engine = open_engine(f"sqlite:///{desk.town.database}")
    yield Ledger(engine)
    engine.dispose()


def test_row_15_an_action_that_the_server_cannot_take(desk: Desk, seen: Seen) -> None:
    """One of five notes is longer than the server takes, in the middle of one delivery."""
    desk.proxy.mode = "refuse"
    desk.proxy.cut()
    before = desk.write("trước", 2)
    row = desk.console.state()["rows"][0]["id"]
    poison = desk.console.do("add-note", incident=row, text="a" * TOO_LONG)["action_id"]
    after = desk.write("sau", 2)
    desk.shows_waiting(5)
    desk.proxy.mode = "clear"
    state = desk.console.until(lambda s: s["outbox"]["waiting"] == 0, DOWN_S, "nothing that waits")
    assert [len(one.body["actions"]) for one in desk.inner.batches()] == [5], "one delivery"
    assert desk.arrived() == before + after
    [refused] = [one for one in state["outbox"]["rows"] if one["action_id"] == poison]
    assert refused["state"] == "rejected"
    assert "bad-payload" in refused["reason"]
    later = desk.write("và về sau", 1)
    desk.settle()
    assert desk.arrived() == before + after + later
    desk.console.until(
        lambda s: [one["action_id"] for one in s["outbox"]["rows"]] == [poison], 3, "it alone, still there to be seen"
    )
    seen(
        15,
        f"The third of five notes in one delivery had {TOO_LONG} letters: 422.",
        "It stays visible with its reason; the other four and what was written later are in the log once.",
        **desk.gaps(),
    )


def test_row_16_a_cursor_that_the_server_has_forgotten(desk: Desk, ledger: Ledger, seen: Seen) -> None:
    """While we were away a record was removed, and its removal forgotten."""
    desk.proxy.mode = "refuse"
    desk.proxy.cut()
    notes = desk.write("con trỏ hết hạn")
    down_s = down_for(desk, DOWN_S, "unreachable")
    gone = desk.console.state()["rows"][-1]["id"]
    desk.town.feed()(removes=[{"type": "incident", "id": gone}])
    assert ledger.forget_removals(timedelta(0)) >= 1
    refused: list[int] = []

    def count(asked: Asked, answer: Answer) -> Answer:
        if answer.status == 410:
            refused.append(answer.status)
        return answer

    desk.inner.rewrite = count
    desk.proxy.mode = "clear"
    settled_s = desk.settle()
    assert refused, "the cursor was refused"
    assert [one for one in desk.inner.asked if one.path.startswith("/v1/sync/snapshot")], "and the cache rebuilt"
    assert not desk.cache(f"SELECT 1 FROM records WHERE type = 'incident' AND id = '{gone}'")  # noqa: S608 - an id of ours
    assert desk.arrived() == notes
    seen(
        16,
        "During an outage an incident was removed and the server forgot the removal, so that our cursor expired.",
        "The cache was rebuilt from a snapshot without the incident; the outbox was untouched and arrived once.",
        down_after_s=down_s,
        settled_after_s=settled_s,
        **desk.gaps(),
    )


def test_row_14_one_action_that_its_author_may_no_longer_do(desk: Desk, ledger: Ledger, seen: Seen) -> None:
    """Somebody acts during an outage, hands over and loses the role; the next one goes on at the same desk."""
    desk.proxy.mode = "refuse"
    desk.proxy.cut()
    refused = desk.write("của người trước", 2)
    desk.console.do("sign-out", sure=True)
    desk.console.close()
    Accounts(ledger).put("ha.le", "Lê Thu Hà", Role.ADMIN, "", desk.town.password)
    desk.inner.refuse = lambda asked: problem(503, "unavailable") if asked.path == "/v1/actions:batch" else None
    desk.proxy.mode = "clear"
    address = f"http://127.0.0.1:{desk.proxy.port}"
    with (
        Driver(desk.folder, "--backend", address, sign_in=("tuan.pham", desk.town.password)) as console,
        HeldUp(console) as held_up,
    ):
        console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
        next_one = Desk(desk.town, desk.proxy, console, desk.folder, held_up, desk.inner, desk.device_id)
        next_one.begin()
        notes = next_one.write("của người sau", 2)
        next_one.shows_waiting(4)
        desk.inner.clear()
        state = console.until(lambda s: s["outbox"]["waiting"] == 0, 40, "nothing that waits")
        assert next_one.arrived() == notes
        rows = {one["action_id"]: one for one in state["outbox"]["rows"]}
        assert {rows[key]["state"] for key, _text in refused} == {"needs_attention"}
        assert all("author-not-proven" in rows[key]["reason"] for key, _text in refused), "the key went with the role"
        assert max(len(one.body["actions"]) for one in desk.inner.batches()) == 4, "all in one delivery"
        figures = next_one.gaps()
    seen(
        14,
        "Two notes of somebody whose role was taken away meanwhile were delivered with two of the next person: 403.",
        "The first two are kept and need attention, with the reason; the other two are in the log once.",
        **figures,
    )
