"""Two operators act on one incident while both are offline: a person decides, and in the end all see the same."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from tests.faults.room import MOST_GAP_MS, SETTLED_S, linked
from tests.faults.seen import Seen
from tests.harness.fault_proxy import FaultProxy
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.journeys.held_up import HeldUp

OFFLINE_S = 31.0
OFFICER = "an.nguyen"


@contextmanager
def two_desks(folder: Path) -> Iterator[tuple[City, dict[str, tuple[FaultProxy, Driver]]]]:
    """An operator's console and a duty officer's, each behind a proxy of its own."""
    (folder / "city").mkdir()
    with ExitStack() as stack:
        town = stack.enter_context(City(folder / "city", cameras=False))
        desks = {}
        for user in ("ha.le", OFFICER):
            proxy = stack.enter_context(FaultProxy(("127.0.0.1", town.port)))
            url = f"http://127.0.0.1:{proxy.port}"
            console = Driver(folder / user, "--backend", url, sign_in=(user, town.password))
            stack.callback(console.close)
            desks[user] = (proxy, console)
        for _proxy, console in desks.values():  # both start side by side
            console.connect()
            console.until(lambda s: len(s["rows"]) > 10 and linked(s), 20, "a queue, and a link that lives")
        yield town, desks


def offline(desks: dict[str, tuple[FaultProxy, Driver]]) -> None:
    """Cut both off, and wait until neither is live: what they do from now on is on the version that they saw."""
    for proxy, _console in desks.values():
        proxy.mode = "refuse"
        proxy.cut()
    for _proxy, console in desks.values():
        console.until(lambda s: not linked(s), OFFLINE_S, "no live link")


def back(desk: tuple[FaultProxy, Driver]) -> str:
    """Let one return and wait until it has told what it can; how long that took (s)."""
    proxy, console = desk
    proxy.mode = "clear"
    returned = Stopwatch()
    console.until(lambda s: linked(s) and s["outbox"]["waiting"] == 0, SETTLED_S, "nothing that waits")
    return returned.told_s


def at_rest(desks: dict[str, tuple[FaultProxy, Driver]]) -> None:
    """Both as after their start, whatever the test before did: in touch, nothing open, the queue has the keyboard."""
    for proxy, console in desks.values():
        back((proxy, console))
        while console.state()["overlay"]:
            console.do("go-back")
        console.do("focus-queue")


def shown(console: Driver, incident: str) -> dict[str, Any]:
    """The incident as the panel has it."""
    console.do("open-incident", incident=incident)
    state = console.until(lambda s: s["selected"] and s["selected"]["id"] == incident, 5, "the incident is shown")
    return dict(state["selected"])


def test_row_22_two_consoles_resolve_and_escalate_offline(tmp_path: Path, seen: Seen) -> None:
    with two_desks(tmp_path) as (town, desks), HeldUp(desks["ha.le"][1]) as held_up:
        ours, officer = desks["ha.le"][1], desks[OFFICER][1]
        incident = next(row["id"] for row in ours.state()["rows"] if row["state"] == "new")
        offline(desks)
        ours.do("resolve-incident", incident=incident, resolution="Đã bơm cạn, thông xe")
        officer.do("escalate-incident", incident=incident, reason="Nước lên lại, cần thêm máy bơm")
        back(desks[OFFICER])
        held_up.begin()
        returned_s = back(desks["ha.le"])
        state = ours.until(lambda s: any(r["state"] == "conflict" for r in s["outbox"]["rows"]), 10, "a conflict")
        refused = next(row for row in state["outbox"]["rows"] if row["state"] == "conflict")
        assert refused["reason"] == "changed-meanwhile", "whose resolve passed over an escalation is told why"

        ours.until(lambda s: any(r["id"] == incident and r["refused"] for r in s["rows"]), 5, "a mark in the queue")
        ours.do("decide-conflict", action=refused["action_id"])
        desk = ours.until(lambda s: s["overlay"] == "conflict" and s["conflict"]["since"], 5, "both versions")[
            "conflict"
        ]
        assert desk["fields"]["state"] == {"ours": "resolved", "server": "new", "differs": True}
        assert desk["fields"]["resolution"]["ours"] == "Đã bơm cạn, thông xe"
        assert [line["verb"] for line in desk["since"]] == ["escalate"]
        assert desk["since"][0]["actor_name"] == "Nguyễn Hữu An"
        ours.do("go-back")

        ours.do("decide-conflict", action=refused["action_id"], choice="ours")
        for console in (ours, officer):
            console.do("open-incident", incident=incident)
            console.until(
                lambda s: s["selected"] and s["selected"]["state"] == "resolved" and not s["selected"]["pending"],
                SETTLED_S,
                "both see it resolved",
            )
        ends = [shown(console, incident) for console in (ours, officer)]
        assert ends[0] == ends[1], "both consoles converge"
        told = [(line["verb"], line["actor_name"]) for line in ends[0]["history"]][-2:]
        assert told == [("escalate", "Nguyễn Hữu An"), ("resolve", "Lê Thu Hà")], "each sees what the other did"
        assert ends[0]["escalation_level"] == 1, "the escalation was not undone"
        figures = held_up.figures(MOST_GAP_MS)
        log = [(row["type"], row["result"]) for row in town.log() if row["target_id"] == incident]
    assert sorted(log) == [("escalate", "applied"), ("resolve", "applied"), ("resolve", "conflict")]
    seen(
        22,
        "An operator resolved and a duty officer escalated the same incident while both consoles were cut off.",
        "The resolve came back as a conflict; the desk showed both versions and the escalation since; the operator "
        "kept the resolve by command; both consoles showed the same incident and history, nothing twice.",
        returned_after_s=returned_s,
        **figures,
    )
