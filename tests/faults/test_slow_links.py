"""Links that fail by being slow, silent or somebody else. Each fault takes half a minute, so they run side by side."""

from __future__ import annotations

import json
import ssl
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.faults.room import DOWN_S, linked, read_only
from tests.faults.seen import Seen
from tests.faults.side_by_side import Desk, a_desk, down_for
from tests.harness.certificates import Certificates
from tests.harness.fault_proxy import FaultProxy
from tests.harness.patience import Patience
from tests.harness.stopwatch import Stopwatch
from tests.journeys.city import City

HEARTBEAT_LOST_S = 25.0
PATIENCE_S = 120.0
FAR = "Đổi khi đường xa"
SHAKEN_S = 1.0
"""Whoever still saw the certificate of before has shaken hands by then, and can be cut off."""
Figures = dict[str, float | str]


def black_hole(desk: Desk) -> Figures:
    """Questions arrive; nothing comes back, and nobody hangs up."""
    desk.proxy.mode = "stall"
    notes = desk.write("trong hố đen")
    down_after_s = down_for(desk, DOWN_S, "timed_out")
    desk.shows_waiting(len(notes))
    reached = desk.arrived()
    assert notes[: len(reached)] == reached
    desk.proxy.mode = "clear"
    desk.proxy.cut()
    settled_s = desk.settle()
    assert desk.arrived() == notes, "the same keys, once"
    return {"down_after_s": down_after_s, "already_there": len(reached), "settled_after_s": settled_s}


def half_open(desk: Desk) -> Figures:
    """The connections of now are dead and nobody says so; a new one would work."""
    desk.proxy.freeze()
    patience, frozen = Patience(HEARTBEAT_LOST_S + 3), Stopwatch()
    notes = desk.write("đường dây câm")
    desk.console.until(lambda s: not linked(s), HEARTBEAT_LOST_S, "a link that is not called alive")
    doubted_s = frozen.told_s
    desk.console.until(linked, HEARTBEAT_LOST_S + 3, "a new stream, by itself")
    assert not patience.is_over, "a new stream, by itself"
    back_s = frozen.told_s
    desk.settle()
    assert desk.arrived() == notes
    return {"doubted_after_s": doubted_s, "new_stream_after_s": back_s}


def trickle(desk: Desk) -> Figures:
    """A byte a second keeps every read alive for ever; the call as a whole is not."""
    desk.proxy.trickle, desk.proxy.mode = (1, 1.0), "trickle"
    notes = desk.write("từng byte một")
    down_after_s = down_for(desk, DOWN_S, "timed_out")
    desk.shows_waiting(len(notes))
    desk.proxy.mode = "clear"
    settled_s = desk.settle()
    assert desk.arrived() == notes
    return {"down_after_s": down_after_s, "settled_after_s": settled_s}


def late(desk: Desk) -> Figures:
    """Every answer takes 3 to 7 s: slow is said, and work goes on."""
    post = desk.town.feed()
    desk.proxy.mode = "delay"
    delayed = Stopwatch()
    notes = desk.write("xa xôi")
    state = desk.console.until(lambda s: s["links"]["incidents"]["state"] == "late", 40, "late")
    late_s = delayed.told_s
    key = state["rows"][-1]["id"]
    [(data,)] = read_only(desk.town.database, "SELECT data FROM records WHERE type = 'incident' AND id = ?", key)
    changed = Stopwatch()
    post(records=[{"type": "incident", "id": key, "data": json.loads(data) | {"title": FAR}}])
    desk.console.until(lambda s: any(row["title"] == FAR for row in s["rows"]), 30, "the change")
    shown_s = changed.told_s
    state = desk.console.until(lambda s: s["outbox"]["waiting"] == 0, 40, "nothing that waits")
    assert state["links"]["incidents"]["state"] in {"late", "catching_up"}, "usable is not down"
    assert desk.arrived() == notes
    desk.proxy.mode = "clear"
    live_s = desk.settle(75)
    return {"late_after_s": late_s, "change_shown_after_s": shown_s, "live_after_s": live_s}


class Moving:
    """A server whose name leads nowhere for a while, and then to another address."""

    def __init__(self, hosts: Path) -> None:
        self._hosts = hosts
        self.there: FaultProxy | None = None

    def __call__(self, desk: Desk) -> Figures:
        self._hosts.write_text("", encoding="utf-8")
        desk.proxy.mode = "refuse"
        desk.proxy.cut()
        notes = desk.write("đổi địa chỉ")
        down_s = down_for(desk, DOWN_S, "unreachable")
        desk.shows_waiting(len(notes))
        desk.proxy.connects.clear()
        self._hosts.write_text("127.0.0.2 ioc.test\n", encoding="utf-8")
        settled_s = desk.settle()
        assert desk.arrived() == notes
        assert self.there is not None
        assert self.there.connects, "by the new address"
        assert not desk.proxy.connects, "and not by the old one"
        return {"down_after_s": down_s, "settled_after_s": settled_s}


class Certified:
    """A server that shows one wrong certificate after the other."""

    def __init__(self, certificates: Certificates) -> None:
        self._certificates = certificates

    def __call__(self, desk: Desk) -> Figures:
        refused_s = 0.0
        for fault in ("expired", "wrong_authority", "wrong_host"):
            self._certificates.show(fault)
            time.sleep(SHAKEN_S)
            desk.proxy.cut()
            heard = desk.proxy.asked_bytes
            notes = desk.write(f"chứng chỉ {fault}")
            refused_s = max(refused_s, down_for(desk, DOWN_S, "bad_certificate"))
            assert desk.proxy.asked_bytes == heard, f"{fault}: no token and no action went out"
            desk.shows_waiting(len(notes))
            self._certificates.show("right")
            settled_s = desk.settle()
            assert [one for one in desk.arrived() if one in notes] == notes
        return {"down_after_s": refused_s, "settled_after_s": settled_s}


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Future[Figures]]]:
    """Every fault, begun; each has a desk of its own in one city."""
    folder = tmp_path_factory.mktemp("slow")
    hosts = folder / "hosts"
    hosts.write_text("127.0.0.1 ioc.test\n", encoding="utf-8")
    certificates, moving = Certificates(folder), Moving(hosts)
    resolver = {"LD_PRELOAD": "libnss_wrapper.so", "NSS_WRAPPER_HOSTS": str(hosts)}
    with ExitStack() as stack, ThreadPoolExecutor(6) as threads:
        town = stack.enter_context(City(folder, cameras=False))
        target = ("127.0.0.1", town.port)

        def opened(name: str, tls: ssl.SSLContext | None = None, **options: Any) -> Future[Desk]:
            proxy = FaultProxy(target, tls=tls)
            return threads.submit(lambda: stack.enter_context(a_desk(folder / name, town, proxy, **options)))

        wanted: dict[str, tuple[Future[Desk], Callable[[Desk], Figures]]] = {
            "black_hole": (opened("black_hole"), black_hole),
            "half_open": (opened("half_open"), half_open),
            "trickle": (opened("trickle"), trickle),
            "late": (opened("late"), late),
            "moving": (
                opened(
                    "moving", url="http://ioc.test:{port}", environment=resolver, settings="allow_plain_http = true\n"
                ),
                moving,
            ),
            "certified": (
                opened(
                    "certified",
                    certificates.context,
                    url="https://127.0.0.1:{port}",
                    settings=f'ca_file = "{certificates.authority}"\n',
                ),
                Certified(certificates),
            ),
        }
        desks = {name: desk.result(120) for name, (desk, _fault) in wanted.items()}
        moving.there = stack.enter_context(FaultProxy(target, desks["moving"].proxy.port, "127.0.0.2"))
        for desk in desks.values():
            desk.begin()
        yield {name: threads.submit(_held, wanted[name][1], desk) for name, desk in desks.items()}


def _held(fault: Callable[[Desk], Figures], desk: Desk) -> Figures:
    return fault(desk) | desk.gaps()


def test_row_01_a_black_hole_in_the_middle_of_a_post(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["black_hole"].result(PATIENCE_S)
    seen(
        1,
        "Answers stopped while three notes were being sent; connections stayed open for as long as it lasted.",
        "The link was called down because of the time-out; asked again, the same keys were in the log once.",
        **figures,
    )


def test_row_04_one_byte_a_second(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["trickle"].result(PATIENCE_S)
    seen(
        4,
        "Everything came back at one byte a second, on open and on new connections.",
        "The deadline over the whole call ended each of them, the link was called down; then all arrived once.",
        **figures,
    )


def test_row_05_five_seconds_of_latency(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["late"].result(PATIENCE_S)
    seen(
        5,
        "Every answer and event took 5 s, more or less by up to 2 s.",
        "The link was called late and never down; notes arrived once, and a change on the server reached the queue.",
        **figures,
    )


def test_row_06_a_name_that_leads_nowhere_and_then_elsewhere(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["moving"].result(PATIENCE_S)
    seen(
        6,
        "The server's name could not be resolved, then led to another address.",
        "The running console called the link down, found the new address by itself and delivered.",
        **figures,
    )


def test_row_08_a_half_open_socket(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["half_open"].result(PATIENCE_S)
    seen(
        8,
        "All open connections went silent without being closed; new ones worked.",
        "The link was no longer called live, the stream without heartbeats was given up and a new one opened.",
        **figures,
    )


def test_row_10_certificates_that_nobody_should_believe(runs: dict[str, Future[Figures]], seen: Seen) -> None:
    figures = runs["certified"].result(PATIENCE_S)
    seen(
        10,
        "With TLS, the server showed an expired certificate, one of another authority and one of another host.",
        "Each time the link was down because of the certificate and no byte went out; with the right one it went on.",
        **figures,
    )
