"""The part of the tour that shows a wall of two nodes: its scenes by day and by night, and wall control on the desk.

Each node has two real monitors of 1920 × 1080 (RandR), so that what is saved is what the room would see: every scene of
the sample wall, each in the light that it is for, those of an emergency with their plan, and a drill.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.harness.monitors import monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.journeys.wall_room import Leader

WALL, NODES = "phong-truc", ("trai", "phai")
MODES = ("state", "show", "changes", "advice")
Take = Callable[[Driver, str], None]


@dataclass(frozen=True)
class Scene:
    """A preset, or a plan that brings its own, and what the wall then shows."""

    name: str
    layout: str
    plan: str = ""
    drill: bool = False


BY_DAY = (Scene("ngay", "truc-ngay"), Scene("ngap-lut", "truc-ngap-lut", "pa-lu-ngap"))
BY_NIGHT = (
    Scene("dem", "truc-dem"), Scene("khan-cap", "truc-khan-cap", "pa-chay-lon"), Scene("luan-phien", ""),
    Scene("dien-tap", "truc-dem", "pa-tai-nan-lon", drill=True),
)  # fmt: skip


def walk(root: Path, environment: Mapping[str, str], town: City, take: Take) -> None:
    """Both nodes by night with the desk that leads them, then all scenes by night and by day."""
    root.mkdir(parents=True, exist_ok=True)
    token = root / "token"
    token.write_text(town.wall_token("tour-wall", WALL), encoding="utf-8")
    token.chmod(0o600)
    officer = Driver(
        root / "desk", "--backend", town.url, sign_in=("an.nguyen", town.password), environment=environment
    )
    room = Leader(town, "an.nguyen")
    with officer as desk:
        desk.until(lambda s: len(s["rows"]) > 5, 60, "a desk at work")
        with _nodes(root, town, token, "dark") as nodes:
            _lead(desk, nodes, take)
            for scene in BY_NIGHT:
                Stage(desk, room, nodes, "night", take).play(scene)
        with _nodes(root, town, token, "light") as nodes:
            for scene in BY_DAY:
                Stage(desk, room, nodes, "day", take).play(scene)
            _every_tile(town, room, nodes[1], take)


@contextmanager
def _nodes(root: Path, town: City, token: Path, theme: str) -> Iterator[list[Driver]]:
    options = ("--backend", town.url, "--wall", WALL, "--token-file", str(token), "--theme", theme)
    with ExitStack() as stack:
        nodes = []
        for node in NODES:
            room = stack.enter_context(monitors((f"{node}-1", f"{node}-2"), 1920, 1080))
            place = root / f"{node}-{theme}"
            nodes.append(stack.enter_context(Driver(place, *options, "--node", node, environment=room.environment)))
        for name, one in zip(NODES, nodes, strict=True):
            one.until(_settled, 90, f"the node {name}")
        yield nodes


TILES = (
    {"type": "camera-health", "row": 0, "col": 0, "cols": 2}, {"type": "count", "row": 0, "col": 2},
    {"type": "clock", "row": 0, "col": 3, "text": "Giờ Sông Mây"},
    {"type": "text", "row": 1, "col": 0, "title": "Thông báo của phòng trực", "text": "Giao ban 07:00"},
    {"type": "camera", "row": 1, "col": 1, "camera": "cam-09"},
    {"type": "camera", "row": 1, "col": 2, "camera": "không"},
    {"type": "indicator", "row": 1, "col": 3, "indicator": "cs-05"}, {"type": "plan", "row": 2, "col": 0, "cols": 2},
    {"type": "slot", "row": 2, "col": 2, "cols": 1, "idle": {"type": "count"}},
    {"type": "queue", "row": 2, "col": 3},
)  # fmt: skip
"""Each type once, in the smallest places that anybody would give it."""


@dataclass(frozen=True)
class Stage:
    """Who leads the wall, what the server says of it, and the nodes in one light."""

    desk: Driver
    room: Leader
    nodes: list[Driver]
    light: str
    take: Take

    def play(self, scene: Scene) -> None:
        """Bring it to the wall, save what every screen shows, and end its plan."""
        activation = ""
        if not scene.plan or scene.drill:
            try:
                self.desk.do("apply-wall-preset", preset="dem" if scene.drill else scene.name)
            except RefusedError as error:  # it is there already
                print(f"passed over a push: {error}", flush=True)
        if scene.plan:
            told = {"plan": scene.plan, "level": 1, "reason": "Đi qua các màn hình", "drill": scene.drill}
            activation = self.desk.do("activate-plan", **told)["activation"]
        self._take_all(scene, self._revision(scene))
        if activation:
            self.desk.do("stand-down-plan", activation=activation, reason="Xem xong")
            self.desk.until(lambda s: not any(one["running"] for one in s["plans"]["activations"]), 30, "it is over")

    def _take_all(self, scene: Scene, revision: int) -> None:
        for name, node in zip(NODES, self.nodes, strict=True):
            node.until(
                lambda s: s["revision"] >= revision and _settled(s) and s["drill"] == scene.drill,
                90, f"{scene.name} on {name}",
            )  # fmt: skip
            self.take(node, f"wall-{scene.name}-{self.light}-{name}")

    def _revision(self, scene: Scene) -> int:
        """Of the wall that is wished to show this; waits until the server knows."""
        for _again in range(100):
            wall = self.room.wall()["data"]
            wishes = list(wall["desired"].values())
            if scene.layout and all(wish.get("layout") == scene.layout for wish in wishes):
                return int(wall["revision"])
            if not scene.layout and any("tour" in wish for wish in wishes):
                return int(wall["revision"])
            time.sleep(0.2)
        raise AssertionError(f"nobody wishes {scene.name}")


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


def _every_tile(town: City, room: Leader, node: Driver, take: Take) -> None:
    """Types that no preset shows, places in each state, and a node that is cut off."""
    room.do("wall_take", minutes=10, take_over=True)
    tiles = {"rows": 3, "cols": 4, "tiles": TILES}
    room.push(
        {
            "p1": {"screen": tiles},
            "p2": {"screen": {"rows": 1, "cols": 1, "tiles": [{"type": "camera-health", "row": 0, "col": 0}]}},
        }
    )
    revision = int(room.wall()["data"]["revision"])
    node.until(lambda s: s["revision"] >= revision and _settled(s), 60, "every type of tile")
    take(node, "wall-every-tile")
    room.push({"p1": {"screen": tiles, "frozen": True}, "p2": {"blank": True}})
    revision = int(room.wall()["data"]["revision"])
    node.until(lambda s: s["revision"] >= revision and s["screens"][1]["blank"], 60, "frozen and black")
    take(node, "wall-frozen-and-black")
    town.kill_backend()
    node.until(lambda s: s["cut_off"], 90, "cut off")
    take(node, "wall-cut-off")
    town.start_backend()


def _settled(state: dict[str, Any]) -> bool:
    screens = state.get("screens") or []
    return bool(screens) and all(one["present"] and one["settled"] for one in screens)
