"""The part of the tour that shows a wall of two nodes: its scenes by day and by night, and wall control on the desk.

Each node has two real monitors of 1920 × 1080 (RandR), so that what is saved is what the room would see: every scene of
the sample wall, each in the light that it is for, those of an emergency with their plan, and a drill.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.harness.monitors import monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError
from tests.journeys.wall_room import Leader
from tests.tour.album import Size
from tests.tour.stage import Stage

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


def walk(stage: Stage) -> None:
    """One screen of a wall, then both nodes by night with the desk that leads them, then scenes by night and day."""
    town, take = stage.town, stage.album_of(2.0)
    _one_screen(stage)
    room = Leader(town, "an.nguyen")
    with stage.desk("leader", "an.nguyen") as desk:
        desk.until(lambda s: len(s["rows"]) > 5, 60, "a desk at work")
        with _nodes(stage, "dark") as nodes:
            _lead(desk, nodes, take)
            for scene in BY_NIGHT:
                Show(desk, room, nodes, "night", take).play(scene)
        with _nodes(stage, "light") as nodes:
            for scene in BY_DAY:
                Show(desk, room, nodes, "day", take).play(scene)
            _every_tile(town, room, nodes[-1], take)


def walk_large(stage: Stage) -> None:
    """One node with a screen of 3840 × 2160, in both lights."""
    with stage.desk("leader", "an.nguyen") as desk:
        desk.until(lambda s: len(s["rows"]) > 5, 60, "a desk at work")
        room = Leader(stage.town, "an.nguyen")
        for light, theme, scenes in (("night", "dark", BY_NIGHT[:2]), ("day", "light", BY_DAY)):
            with _nodes(stage, theme, names=NODES[:1], size=stage.size) as nodes:
                for scene in scenes:
                    Show(desk, room, nodes, light, stage.album_of(2.0)).play(scene)


def _one_screen(stage: Stage) -> None:
    token = _token(stage, "tour")
    options = ("--backend", stage.town.url, "--wall", "main", "--token-file", str(token))
    with Driver(stage.root / "one-screen", *options, environment=stage.environment) as console:
        console.until(lambda s: bool(s["tiles"]) and all(t["state"] == "live" for t in s["tiles"]), 40, "a live wall")
        stage.take(console, "wall", 3.0)


def _token(stage: Stage, name: str, wall: str = "", node: str = "") -> Path:
    """What lets one node in; whoever comes with it first keeps it."""
    token = stage.root / f"{name}.token"
    token.write_text(stage.town.wall_token(name, wall, node), encoding="utf-8")
    token.chmod(0o600)
    return token


@contextmanager
def _nodes(
    stage: Stage, theme: str, *, names: Sequence[str] = NODES, size: Size = (1920, 1080)
) -> Iterator[list[Driver]]:
    with ExitStack() as stack:
        nodes = []
        for node in names:
            room = stack.enter_context(monitors((f"{node}-1", f"{node}-2"), *size))
            name = f"{node}-{theme}"
            token = ("--token-file", str(_token(stage, name, WALL, node)))
            options = ("--backend", stage.town.url, "--wall", WALL, "--node", node, "--theme", theme, *token)
            nodes.append(stack.enter_context(Driver(stage.root / name, *options, environment=room.environment)))
        for node, one in zip(names, nodes, strict=True):
            one.until(_settled, 90, f"the node {node}")
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
class Show:
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
        for name, node in zip(NODES, self.nodes, strict=False):
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
