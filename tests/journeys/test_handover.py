"""The shift in sentences: a log that is only added to, a note for the next shift, a handover of thirty open items
between two consoles of which one is offline for a while, and what both see of it later."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from tests.faults.room import linked, read_only
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
GIVER, TAKER = "ha.le", "tuan.pham"
COLLEAGUES = MappingProxyType({TAKER: "Phạm Quốc Tuấn", "ngoc.vo": "Võ Thị Bảo Ngọc"})
ANALYST = "Trần Hoàng Long"
"""Has what is in the security lane, which is no operator's."""
COUNT = 30
NEXT = "Chờ đội thoát nước báo kết quả lúc 20:00"


@contextmanager
def _two_desks(folder: Path) -> Iterator[tuple[City, Driver, Driver, FaultProxy]]:
    """The giver's console straight at the city, the taker's behind a proxy that can be cut."""
    (folder / "city").mkdir()
    with ExitStack() as stack:
        town = stack.enter_context(City(folder / "city", cameras=False))
        _all_are_on_duty(town)
        proxy = stack.enter_context(FaultProxy(("127.0.0.1", town.port)))
        giver = Driver(folder / GIVER, "--backend", town.url, sign_in=(GIVER, town.password))
        stack.callback(giver.close)
        url = f"http://127.0.0.1:{proxy.port}"
        taker = Driver(folder / TAKER, "--backend", url, sign_in=(TAKER, town.password))
        stack.callback(taker.close)
        for console in (giver, taker):  # both start side by side
            console.connect()
            console.until(lambda s: len(s["rows"]) > COUNT and linked(s), 40, "a queue, and a link that lives")
        yield town, giver, taker, proxy


def _all_are_on_duty(town: City) -> None:
    """Whatever the time of day: the running shift has those whom this story is about."""
    [(key, text)] = read_only(town.database, "SELECT id, data FROM records WHERE type = 'shift' AND NOT removed")
    shift = json.loads(text)
    there = {person["id"] for person in shift["people"]}
    more = [{"id": one, "name": name, "role": "operator"} for one, name in COLLEAGUES.items() if one not in there]
    shift["people"] = [*shift["people"], *more]
    town.feed()(records=[{"type": "shift", "id": key, "data": shift}])


def _sent(console: Driver) -> None:
    console.until(lambda s: s["outbox"]["waiting"] == 0, 30, "everything sent")


def _handover(state: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = state["handovers"][0]
    return found


def _outcomes(console: Driver) -> dict[str, str]:
    return {item["incident"]: item["outcome"] for item in _handover(console.state())["items"]}


def _hold(giver: Driver, count: int) -> list[str]:
    """The giver is given so many open items, and no other."""
    rows = giver.state()["rows"]
    held = [row["id"] for row in rows if row["assignee"] == "Lê Thu Hà"]
    for row in rows:
        if len(held) < count and row["id"] not in held and row["assignee"] != ANALYST:
            giver.do("assign-incident", incident=row["id"], person=GIVER)
            held.append(row["id"])
    _sent(giver)
    return held


def _holders(state: dict[str, Any], held: list[str]) -> dict[str, str | None]:
    """Who has each of these on screen."""
    return {row["id"]: row["assignee"] for row in state["rows"] if row["id"] in held}


def _decide_offline(taker: Driver, held: list[str]) -> None:
    """Item by item, one returned, then all the rest; it shows on the taker's own screen."""
    taker.do("show-handovers")
    for incident in held[:3]:
        taker.do("take-over", items=[incident])
    taker.do("return-items", items=[held[3]], reason="Thuộc đội an toàn thông tin")
    with pytest.raises(RefusedError, match="empty_text"):
        taker.do("return-items", items=[held[4]], reason=" ")
    taker.do("take-over")
    with pytest.raises(RefusedError, match="unknown_handover"):
        taker.do("take-over")
    state = taker.until(lambda s: _handover(s)["state"] == "taken", 5, "all decided on my own screen")
    assert _handover(state)["unsent"], "and marked as not sent yet"
    shown = {row["id"]: row for row in state["rows"]}
    assert shown[held[0]]["assignee"] == "Phạm Quốc Tuấn"
    assert shown[held[0]]["pending"] == ["assign"]


def test_thirty_open_items_are_handed_over_and_taken_over_offline(tmp_path: Path) -> None:
    with _two_desks(tmp_path) as (town, giver, taker, proxy):
        held = _hold(giver, COUNT)
        assert len(held) == COUNT

        giver.do("hand-over")
        draft = giver.until(lambda s: len(s["handover_draft"]["expected"]) == COUNT, 10, "a draft")["handover_draft"]
        assert set(draft["expected"]) == set(held), "every open item of mine, and nothing else"
        assert all(draft["expected"].values()), "each with a suggestion of what comes next"
        giver.do("go-back")
        with pytest.raises(RefusedError, match="items_changed"):
            giver.do("hand-over", to=TAKER, items=held[1:])
        giver.do("go-back")
        giver.do("hand-over", to=TAKER, expected={held[0]: NEXT}, notes="Mưa còn to đến 21:00")
        taker.until(lambda s: s["handovers"] and not _handover(s)["unsent"], 15, "the handover has come")
        seen = _handover(taker.state())
        assert (len(seen["items"]), seen["signatures"], seen["notes"]) == (COUNT, ["giver"], "Mưa còn to đến 21:00")
        assert next(one for one in seen["items"] if one["incident"] == held[0])["expected_next"] == NEXT
        assert seen["cameras_down"], "no camera gives a picture here, and the handover says so"

        proxy.mode = "refuse"
        proxy.cut()
        taker.until(lambda s: not linked(s), 35, "no live link")
        _decide_offline(taker, held)
        assert _handover(giver.state())["signatures"] == ["giver"], "the giver sees nothing of it yet"
        giver.do("assign-incident", incident=held[5], person="ngoc.vo")
        _sent(giver)

        proxy.mode = "clear"
        _sent(taker)
        for console in (giver, taker):
            console.until(
                lambda s: _handover(s)["state"] == "taken" and not _handover(s)["unsent"], 20, "both signatures"
            )
            outcomes = _outcomes(console)
            assert (outcomes[held[3]], outcomes[held[5]]) == ("returned", "elsewhere")
            assert [outcomes[one] for one in held].count("taken") == COUNT - 2
        state = giver.until(
            lambda s: list(_holders(s, held).values()).count("Phạm Quốc Tuấn") == COUNT - 2, 10, "all but two taken"
        )
        assert _holders(state, held)[held[3]] == "Lê Thu Hà", "what was returned stays the giver's"
        elsewhere = _holders(state, held)[held[5]]
        assert elsewhere == "Võ Thị Bảo Ngọc", "what went elsewhere meanwhile is not taken from there"

        taker.do("go-back")
        taker.do("add-note", incident=held[1], text="Đã tới hiện trường")
        taker.do("escalate-incident", incident=held[2], reason="Nước lên lại")
        _sent(taker)
        for console in (giver, taker):
            console.do("show-handovers")
            changed = console.until(lambda s: held[2] in s["handover_changes"], 15, "what changed since")
            assert {held[1], held[2]} <= set(changed["handover_changes"])
            assert held[0] not in changed["handover_changes"], "taking over is no news of itself"
            console.do("go-back")
        log = [(row["type"], row["result"]) for row in town.log() if row["target_type"] == "shift"]
    assert sorted(log) == [("handover_offer", "applied"), ("handover_return", "applied")] + 4 * [
        ("handover_take", "applied")
    ]


def test_a_short_shift_from_signing_on_to_signing_off(tmp_path: Path) -> None:
    with _two_desks(tmp_path) as (_town, first, second, proxy):
        first.do("sign-on")
        first.until(lambda s: s["overlay"] == "shift-log" and s["shift"]["here"] == [GIVER], 10, "I am here")
        wrong = first.do("add-log-entry", text="Trạm bơm số 3 hỏng", pinned=True)["action_id"]
        _sent(first)
        first.do("correct-log-entry", entry=wrong, text="Trạm bơm số 5 hỏng, chờ phụ tùng", pinned=True)
        _sent(first)
        lines = first.until(lambda s: len(s["shift"]["log"]) >= 3, 10, "the log")["shift"]["log"]
        kept = next(line for line in lines if line["id"] == wrong)
        assert kept["text"] == "Trạm bơm số 3 hỏng", "the old line stays as it was"
        assert kept["corrected_by"], "and names the one that corrects it"
        assert [line["kind"] for line in lines if line["event"] == "signed_on"] == ["automatic"]

        second.until(lambda s: s["shift"]["here"] == [GIVER], 15, "the other one sees who is here")
        second.do("show-shift-log")
        second.until(lambda s: any(x["corrects"] == wrong for x in s["shift"]["log"]), 15, "the correction has come")
        second.do("go-back")
        proxy.mode = "refuse"
        proxy.cut()
        second.until(lambda s: not linked(s), 35, "no live link")
        second.do("sign-on")
        seen = second.until(lambda s: TAKER in s["shift"]["here"] and s["shift"]["pinned"], 10, "on, and the note")
        assert seen["shift"]["pinned"] == ["Trạm bơm số 5 hỏng, chờ phụ tùng"], "pinned notes are seen at sign-on"
        written = second.do("add-log-entry", text="Mất liên lạc máy chủ, ghi tay")["action_id"]
        offline = second.until(lambda s: any(x["id"] == written for x in s["shift"]["log"]), 5, "it shows at once")
        assert next(line for line in offline["shift"]["log"] if line["id"] == written)["pending"]
        proxy.mode = "clear"
        _sent(second)
        second.until(
            lambda s: any(x["id"] == written and not x["pending"] for x in s["shift"]["log"]), 15, "settled at return"
        )

        for words, found in (("tram bom so 5", 1), ("may chu", 1), ("khong co", 0)):
            second.do("show-shift-log", search=words)
            shown = second.until(lambda s, n=found: len(s["shift"]["log"]) == n, 5, f"{found} lines for {words}")  # type: ignore[misc]
            assert shown["overlay"] == "shift-log"
        second.do("show-shift-log", search="", kind="automatic")
        second.until(lambda s: {x["kind"] for x in s["shift"]["log"]} == {"automatic"}, 5, "automatic lines only")
        second.do("go-back")

        first.do("sign-off")
        for console in (first, second):
            console.until(lambda s: s["shift"]["here"] == [TAKER], 15, "one has gone")
