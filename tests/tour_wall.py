"""The part of the tour that shows a wall of two nodes: its screens by day and by night, and wall control on the desk.

Each node has two real monitors (RandR), so that what is saved is what the room would see.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.harness.monitors import monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

WALL, NODES = "phong-truc", ("trai", "phai")
MODES = ("state", "show", "changes", "advice")
Take = Callable[[Driver, str], None]


def walk(root: Path, environment: Mapping[str, str], town: City, take: Take) -> None:
    """Both nodes by night with the desk that leads them, then one of them by day."""
    root.mkdir(parents=True, exist_ok=True)
    token = root / "token"
    token.write_text(town.wall_token("tour-wall"), encoding="utf-8")
    token.chmod(0o600)
    options = ("--backend", town.url, "--wall", WALL, "--token-file", str(token))
    with ExitStack() as stack:
        nodes = []
        for node in NODES:
            room = stack.enter_context(monitors((f"{node}-1", f"{node}-2")))
            place = root / node
            nodes.append(
                stack.enter_context(Driver(place, *options, "--node", node, environment=room.environment))
            )  # fmt: skip
        desk = Driver(root / "desk", "--backend", town.url, sign_in=("ha.le", town.password), environment=environment)
        _lead(stack.enter_context(desk), nodes, take)
    with monitors(("day-1", "day-2")) as room:
        day = (*options, "--node", NODES[0], "--theme", "light")
        with Driver(root / "day", *day, environment=room.environment) as node:
            node.until(_settled, 60, "a node by day")
            take(node, "wall-node-day")


def _lead(desk: Driver, nodes: list[Driver], take: Take) -> None:
    for name, node in zip(NODES, nodes, strict=True):
        node.until(_settled, 60, f"the node {name}")
        take(node, f"wall-node-{name}")
    desk.until(lambda s: bool(s.get("wall")), 40, "a wall on the desk")
    desk.do("show-wall")
    desk.until(lambda s: len(s["wall"]["stills"]) == 4, 60, "a still of every screen")
    for mode in MODES:
        desk.do("show-wall", mode=mode)
        take(desk, f"wall-control-{mode}")
    desk.do("apply-wall-preset", preset="dem", dry=True)
    take(desk, "wall-control-tried-out")
    desk.do("apply-wall-preset", preset="dem")
    desk.until(lambda s: not s["wall"]["pending"] and s["wall"]["lease"] is not None, 20, "sent")
    desk.do("identify-wall")
    for name, node in zip(NODES, nodes, strict=True):
        try:
            node.until(lambda s: bool(s["identifying"]), 15, "its number")
            take(node, f"wall-node-{name}-identified")
        except (AssertionError, RefusedError) as error:
            print(f"passed over the number of {name}: {error}", flush=True)
    desk.do("show-wall", mode="changes")
    take(desk, "wall-control-rolled-back-from")
    desk.do("go-back")
    desk.do("show-wall-recorder")
    take(desk, "wall-recorder")
    desk.do("go-back")


def _settled(state: dict[str, Any]) -> bool:
    screens = state.get("screens") or []
    return bool(screens) and all(one["present"] and one["settled"] for one in screens)
