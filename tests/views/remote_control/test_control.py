"""The control channel answers every line, lets nobody else in, and raises a running console."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Coroutine, Mapping
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.harness.qt_loop import qt_loop
from views.base.commands import CommandRefusedError
from views.base.faults import worded
from views.remote_control.control import Control
from views.remote_control.pulse import Pulse


@pytest.fixture
def loop(qapp: QApplication) -> Any:
    """Qt and asyncio on one loop, as in the program."""
    with qt_loop(qapp) as running:
        yield running


async def obey(name: str, args: Mapping[str, Any]) -> object:
    if name == "fail":
        raise CommandRefusedError("no_incident")
    if name == "break":
        raise ZeroDivisionError
    return {"did": name, "args": dict(args)}


async def _talk(path: Path, *lines: str) -> list[dict[str, Any]]:
    reader, writer = await asyncio.open_unix_connection(str(path))
    writer.write("".join(f"{line}\n" for line in lines).encode())
    answers = [json.loads(await asyncio.wait_for(reader.readline(), 5)) for _ in lines]
    writer.close()
    return answers


def test_round_trip(loop: Any, tmp_path: Path) -> None:
    path = tmp_path / "c"
    control = Control(obey, worded)
    assert control.listen(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    talk: Coroutine[Any, Any, list[dict[str, Any]]] = _talk(
        path,
        json.dumps({"id": 1, "do": "add-note", "args": {"text": "đã gọi"}}),
        json.dumps({"id": 2, "do": "fail"}),
        json.dumps({"id": 3, "do": "break"}),
        "nonsense",
    )
    answers = loop.run_until_complete(talk)
    control.close()
    assert answers[0] == {"id": 1, "ok": True, "result": {"did": "add-note", "args": {"text": "đã gọi"}}}
    assert answers[1]["error"]["code"] == "no_incident"
    assert answers[2]["error"]["code"] == "our_fault"
    assert answers[3] == {"id": None, "ok": False, "error": answers[3]["error"]}
    assert answers[3]["error"]["code"] == "bad_request"


def test_a_stale_socket_does_not_hinder_the_next_start(loop: Any, tmp_path: Path) -> None:
    path = tmp_path / "c"
    path.touch()
    control = Control(obey, worded)
    assert control.listen(path)
    control.close()


def test_the_pulse_sees_a_stall(loop: Any) -> None:
    async def stall() -> dict[str, Any]:
        pulse = Pulse()
        pulse.start()
        await asyncio.sleep(0.1)
        pulse.reset()
        import time

        time.sleep(0.15)  # noqa: ASYNC251 - the stall itself
        await asyncio.sleep(0.05)
        pulse.stop()
        return pulse.report()

    report = loop.run_until_complete(stall())
    assert 120 <= float(report["max_ms"]) < 400
    assert sum(report["histogram"].values()) == report["beats"]
