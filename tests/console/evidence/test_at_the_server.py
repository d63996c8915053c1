"""What the server tells of evidence, read by a console: empty pages are passed over, nonsense is an error."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from console.base.errors import LinkError
from console.evidence import at_the_server
from console.evidence.evidence import Evidence
from console.evidence.saved_pictures import unregistered
from console.people.device_key import DeviceKey
from tests.console.evidence.court import registered

DIGEST = "a" * 64


class _Server:
    """Gives these answers, one after the other."""

    def __init__(self, *answers: dict[str, Any]) -> None:
        self.answers = list(answers)
        self.asked: list[tuple[str, str, Mapping[str, Any]]] = []

    def call(
        self, method: str, path: str, query: Mapping[str, Any] | None = None, *, body: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        self.asked.append((method, path, query or body or {}))
        return self.answers.pop(0)


def _piece() -> dict[str, Any]:
    receipt = {
        "digest": DIGEST, "device": "desk-1", "key": "k" * 43, "person": "ha.le", "number": 1, "file": "a.png",
        "said_at": "2026-11-21T07:00:00Z", "registered_at": "2026-11-21T07:00:02Z", "signature": "s" * 86,
    }  # fmt: skip
    return {"receipt": receipt, "pieces": 1, "complete": True}


def test_pages_on_which_there_is_nothing_to_see_are_passed_over() -> None:
    server = _Server(
        {"pieces": [], "next_before": "b" * 64}, {"pieces": [_piece()], "next_before": "c" * 64}
    )  # fmt: skip
    page = at_the_server.read(server, {"kind": "still"}, DIGEST)
    assert [one.receipt.file for one in page.pieces] == ["a.png"]
    assert page.next_before == "c" * 64
    assert [one[2] for one in server.asked] == [
        {"kind": "still", "before": DIGEST}, {"kind": "still", "before": "b" * 64},
    ]  # fmt: skip
    assert at_the_server.read(_Server({"pieces": [], "next_before": None}), {}).pieces == []


def test_holding_says_why_and_what_is_no_answer_is_told() -> None:
    server = _Server(_piece() | {"held": "Vụ án 12"})
    assert at_the_server.hold(server, DIGEST, "Vụ án 12", held=True).held == "Vụ án 12"
    assert server.asked == [("PUT", f"/v1/evidence/{DIGEST}/hold", {"held": True, "why": "Vụ án 12"})]
    for ask in (lambda api: at_the_server.looks(api, DIGEST), lambda api: at_the_server.read(api, {})):
        with pytest.raises(LinkError, match="bad_answer"):
            ask(_Server({"looks": 5, "pieces": "x"}))


def test_what_no_server_vouches_for_is_found_the_newest_first(tmp_path: Path) -> None:
    evidence, paths = Evidence(tmp_path, DeviceKey.made("desk-1")), []
    assert unregistered(tmp_path) == []
    for number in range(3):
        draft, fd = evidence.begin("still", f"cam-{number}")
        os.write(fd, b"picture")
        os.close(fd)
        facts = {"camera": {"id": "c", "name": f"Cầu {number}"}, "saved_at": "2026-11-21T07:00:00+00:00"}
        paths.append(evidence.finish(draft, facts).path)
    registered(paths[1])
    assert [one.camera for one in unregistered(tmp_path)] == ["Cầu 2", "Cầu 0"]
    paths[2].with_name(f"{paths[2].name}.json").write_text("{", encoding="utf-8")
    assert [one.camera for one in unregistered(tmp_path)] == ["Cầu 0"]
