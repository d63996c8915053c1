"""The network fails in every way but honestly: nothing saved is lost, nothing arrives twice."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.faults.room import DOWN_S, NOTES, SETTLED_S, arrived, desk, linked, settled, write

WRONG_S = 6.0


def test_row_01_and_08_a_black_hole_in_the_middle_of_a_post(tmp_path: Path) -> None:
    """Connections stay open and nothing comes: the link is down within 30 s, and the same actions arrive once."""
    with desk(tmp_path) as (town, proxy, console):
        proxy.mode = "stall"
        began = time.monotonic()
        texts = write(console, "trong hố đen")
        console.until(lambda s: s["links"]["incidents"]["state"] == "down", DOWN_S, "down")
        assert time.monotonic() - began <= DOWN_S
        assert console.state()["outbox"]["waiting"] == NOTES
        proxy.mode = "clear"
        proxy.cut()
        settled(console, SETTLED_S)
        assert arrived(town) == texts


def test_row_02_the_answer_is_lost_after_the_server_committed(tmp_path: Path) -> None:
    with desk(tmp_path) as (town, proxy, console):
        proxy.mode = "swallow"
        texts = write(console, "mất câu trả lời")
        deadline = time.monotonic() + 15
        while not arrived(town) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert arrived(town) == texts[:1], "the server has the first, and the console does not know"
        assert console.state()["outbox"]["waiting"] == NOTES
        proxy.mode = "clear"
        proxy.cut()
        settled(console, SETTLED_S)
        assert arrived(town) == texts, "asked again with the same keys"


def test_row_03_answers_that_are_cut_at_any_byte(tmp_path: Path) -> None:
    with desk(tmp_path) as (town, proxy, console):
        texts: list[str] = []
        for cut_at in (0, 1, 17, 100, 180, 250, 400):
            proxy.cut_at, proxy.mode = cut_at, "cut_at"
            proxy.cut()
            texts += write(console, f"cắt ở byte {cut_at}", 1)
            time.sleep(0.8)
        proxy.mode = "clear"
        proxy.cut()
        settled(console, SETTLED_S)
        assert arrived(town) == texts


def test_row_07_a_link_that_flaps(tmp_path: Path) -> None:
    """Every three seconds for half a minute: no storm of connections, and every note once."""
    with desk(tmp_path) as (town, proxy, console):
        proxy.connects.clear()
        texts: list[str] = []
        began = time.monotonic()
        while time.monotonic() - began < 24:
            proxy.mode = "refuse" if proxy.mode == "clear" else "clear"
            proxy.cut()
            texts += write(console, f"chập chờn {time.monotonic() - began:.0f}", 1)
            time.sleep(3.0)
        proxy.mode = "clear"
        settled(console, SETTLED_S)
        assert arrived(town) == texts
        assert len(proxy.connects) < 24 * 4, "at most a few a second"


def problem(status: int, code: str, *headers: str) -> bytes:
    """A problem document as the contract has it."""
    body = json.dumps({"type": f"urn:ioc:problem:{code}", "title": code, "status": status, "code": code}).encode()
    lines = (f"HTTP/1.1 {status} X", "Content-Type: application/problem+json", *headers, "Connection: close")
    return "\r\n".join((*lines, f"Content-Length: {len(body)}", "", "")).encode() + body


PORTAL = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<html>Wi-Fi: please sign in</html>"


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(PORTAL, id="row_09_a_network_that_answers_with_its_own_page"),
        pytest.param(problem(503, "unavailable", "Retry-After: 1"), id="row_11_bursts_of_503"),
        pytest.param(problem(500, "internal"), id="row_11_bursts_of_500"),
        pytest.param(problem(429, "too-many-requests", "Retry-After: 2"), id="row_12_too_many_requests"),
        pytest.param(problem(401, "expired"), id="row_13_a_sign_in_that_ends_in_the_middle"),
    ],
)
def test_answers_that_are_none(tmp_path: Path, answer: bytes) -> None:
    """Treated as an outage: nothing of it is data, nothing is lost, nobody is stormed, and it resumes by itself."""
    with desk(tmp_path) as (town, proxy, console):
        shown = len(console.state()["rows"])
        proxy.answer, proxy.mode = answer, "answer"
        proxy.cut()
        proxy.connects.clear()
        texts = write(console, "không phải câu trả lời")
        time.sleep(WRONG_S)
        state = console.state()
        assert not linked(state)
        assert len(state["rows"]) == shown, "what is known stays on the screen"
        assert state["outbox"]["waiting"] == NOTES
        assert len(proxy.connects) <= WRONG_S * 5, "asked at its pace, not in a storm"
        proxy.mode = "clear"
        settled(console, SETTLED_S)
        assert arrived(town) == texts
