"""Parts that share one beat: what one meets is told once and stops none of the others."""

from __future__ import annotations

import asyncio

import pytest

from console.base.beat import Beat
from console.base.changes import Change, Changes


def test_it_is_told_again_only_after_it_has_worked_or_for_something_else() -> None:
    met: list[str] = []
    beat = Beat(lambda error: met.append(str(error)))
    fails: list[str] = ["a", "a", "", "a", "b", "b"]
    ran: list[int] = []

    def part() -> None:
        what = fails[len(ran)]
        if what:
            raise ValueError(what)

    beat.add(part)
    beat.add(lambda: ran.append(1))
    for _beat in range(6):
        beat()
    assert len(ran) == 6
    assert met == ["a", "a", "b"]


@pytest.mark.kind(
    "one-record",
    "A listener of a change that raises",
    "Whoever listens behind it hears of the change all the same, and the fault is handed to the program's net.",
)
def test_one_listener_stops_no_other() -> None:
    heard: list[str] = []
    met: list[object] = []

    def broken(_change: Change) -> None:
        raise ZeroDivisionError

    async def story() -> None:
        changes = Changes()
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: met.append(context["exception"]))
        changes.attach(asyncio.get_running_loop())
        changes.subscribe({"incident"}, broken)
        changes.subscribe({"incident"}, lambda change: heard.append(change.kind))
        changes.emit("incident")
        changes.emit("incident")
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(story())
    assert heard == ["incident", "incident"]
    assert [type(error) for error in met] == [ZeroDivisionError]
