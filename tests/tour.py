"""`python -m tests.tour --out DIR`: walk every screen and state of the real program and save pictures of each.

Backend, cameras and console run for real under Xvfb, at 1920×1080 and at 1366×768, in Vietnamese. A picture's name
tells what it shows.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests import (
    tour_administration,
    tour_audit,
    tour_command,
    tour_evidence,
    tour_incident_desk,
    tour_offline,
    tour_wall,
)
from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

PARTS = ("desk", "offline", "shift", "command", "administration", "audit", "evidence", "wall")
SIZES = ((1920, 1080), (1366, 768))
PAUSE_S = 0.8
FORMS = ("add-note", "assign-incident", "escalate-incident", "resolve-incident")


class Walk:
    """One walk at one size; pictures are numbered in their order."""

    def __init__(self, folder: Path, size: tuple[int, int]) -> None:
        self._folder = folder / f"{size[0]}x{size[1]}"
        self._folder.mkdir(parents=True, exist_ok=True)
        self._number = 0

    def take(self, console: Driver, name: str, pause_s: float = PAUSE_S) -> None:
        """Let the screen settle, then save it."""
        time.sleep(pause_s)
        self._number += 1
        path = self._folder / f"{self._number:02d}-{name}.png"
        console.do("screenshot", path=str(path))
        print(path, flush=True)

    def show(self, console: Driver, name: str, command: str, **args: Any) -> None:
        """Run a command and save what it opens; a command that is off is said and passed over."""
        try:
            console.do(command, **args)
        except RefusedError as error:
            print(f"passed over {command}: {error}", flush=True)
            return
        self.take(console, name)


FIRST_CLIPS = 9
"""Those of the first grid; the others are drawn while the desk is walked."""


def _live(state: dict[str, Any]) -> bool:
    tiles = state.get("tiles", [])
    return bool(state.get("rows")) and bool(tiles) and all(tile["state"] == "live" for tile in tiles)


def _walk(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    walk = Walk(out, size)
    data_dir = root / f"desk-{size[0]}"
    with Driver(data_dir, "--backend", town.url, environment=environment) as console:
        walk.take(console, "sign-in", 2.0)
    with Driver(data_dir, "--backend", town.url, sign_in=("ha.le", town.password), environment=environment) as console:
        console.until(_live, 40, "every camera of the grid live")
        walk.take(console, "desk", 2.0)
        _incident(walk, console)
        town.until_drawn()
        _cameras(walk, console)
        _rest(walk, console)
        _outage(walk, console, town)


def _incident(walk: Walk, console: Driver) -> None:
    walk.show(console, "incident", "open-incident")
    console.do("go-back")
    for form in FORMS:
        walk.show(console, f"form-{form}", form)
        console.do("go-back")
    _guidance(walk, console)
    walk.show(console, "camera-enlarged", "focus-camera")
    console.do("go-back")


def _guidance(walk: Walk, console: Driver) -> None:
    walk.show(console, "checklist", "focus-checklist")
    for name, command in (
        ("form-step", "mark-step"),
        ("numbers", "show-contacts"),
        ("form-reporter", "show-reporter"),
        ("map", "show-map"),
    ):
        walk.show(console, name, command)
        console.do("go-back")
    walk.show(console, "gathered", "bundle")
    console.do("go-back")
    console.do("add-note")
    console.do("type-text", text="Đã gọi tổ tuần tra")
    console.do("go-back")
    walk.show(console, "draft", "add-note")
    console.do("go-back")


def _cameras(walk: Walk, console: Driver) -> None:
    camera = console.state()["grid"][0]
    console.do("toggle-statistics")
    walk.take(console, "camera-statistics", 2.5)
    console.do("toggle-statistics")
    walk.show(console, "camera-health", "show-camera-health")
    console.do("go-back")
    walk.show(console, "camera-replay", "replay-camera", camera=camera)
    console.do("replay-camera", camera=camera)
    walk.show(console, "camera-saved", "save-still", camera=camera)
    console.do("overview")
    walk.take(console, "camera-overview", 5.0)
    console.do("overview")
    console.until(_live, 20, "every camera of the grid live again")


def _rest(walk: Walk, console: Driver) -> None:
    opened = {"palette": "open-palette", "keys": "show-keys", "outbox-empty": "show-outbox", "past": "search-past"}
    for name, command in opened.items():
        walk.show(console, name, command)
        console.do("go-back")
    walk.show(console, "queue-overdue", "filter-overdue")
    console.do("filter-all")
    walk.show(console, "queue-search", "search-incidents", text="ngap")
    walk.show(console, "queue-no-match", "search-incidents", text="không có gì như thế")
    console.do("search-incidents", text="")
    for side in (2, 4, 3):
        console.do(f"grid-{side}x{side}")
        console.until(_live, 20, f"the grid of {side} live")
        if side != 3:
            walk.take(console, f"grid-{side}x{side}")
    walk.show(console, "light", "toggle-theme")
    console.do("toggle-theme")


def _outage(walk: Walk, console: Driver, town: City) -> None:
    town.kill_backend()
    console.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage is told")
    rows = [row["id"] for row in console.state()["rows"] if row["state"] == "new"][:3]
    for incident in rows:
        console.do("acknowledge-incident", incident=incident)
    for incident in rows[:2]:
        console.do("add-note", incident=incident, text="Đã gọi CSGT, chặn hai đầu hầm.")
    console.do("select-incident", incident=rows[0])
    walk.take(console, "offline", 2.0)
    walk.show(console, "offline-incident", "open-incident")
    console.do("go-back")
    walk.show(console, "offline-outbox", "show-outbox")
    console.do("go-back")
    town.start_backend()
    console.until(lambda s: s["outbox"]["waiting"] == 0 and s["links"]["orders"]["state"] == "live", 15, "caught up")
    walk.take(console, "caught-up")


def _offline(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 50
    tour_offline.walk(root / "offline", environment, town, steps.take, steps.show)


def _incident_desk(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 100
    tour_incident_desk.walk(root / "incident-desk", environment, town, lambda one, name: steps.take(one, name, 0.5))


def _command(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 160
    tour_command.walk(root / "command", environment, town, lambda one, name: steps.take(one, name, 0.7))


def _administration(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 200
    tour_administration.walk(root / "administration", environment, town, lambda one, name: steps.take(one, name, 0.7))


def _audit(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 240
    tour_audit.walk(root / "audit", environment, town, lambda one, name: steps.take(one, name, 0.7))


def _evidence(root: Path, out: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    steps = Walk(out, size)
    steps._number = 260
    tour_evidence.walk(root / "evidence", environment, town, lambda one, name: steps.take(one, name, 0.7))


def _wall(out: Path, root: Path, size: tuple[int, int], environment: Mapping[str, str], town: City) -> None:
    walk = Walk(out, size)
    walk._number = 80
    token = root / "wall-token"
    token.write_text(town.wall_token("tour"), encoding="utf-8")
    token.chmod(0o600)
    options = ("--backend", town.url, "--wall", "main", "--token-file", str(token))
    with Driver(root / f"wall-{size[0]}", *options, environment=environment) as console:
        console.until(lambda s: bool(s["tiles"]) and all(t["state"] == "live" for t in s["tiles"]), 40, "a live wall")
        walk.take(console, "wall", 3.0)
    tour_wall.walk(root / f"room-{size[0]}", environment, town, lambda one, name: walk.take(one, name, 2.0))


def _tell(words: str) -> None:
    """How far the clips are, on the terminal; a first start draws them."""
    print(words.replace("drawing clip", "drawing clips / đang vẽ đoạn phim camera:"), flush=True)


def main(arguments: list[str]) -> int:
    """Walk at every size; the folder is emptied first."""
    parser = argparse.ArgumentParser(description="Save pictures of every screen and state.")
    parser.add_argument("--out", type=Path, default=Path("build/tour"))
    parser.add_argument("--only", choices=PARTS, help="only this part of the walk")
    parser.add_argument("--size", choices=[f"{wide}x{high}" for wide, high in SIZES], help="only at this size")
    options = parser.parse_args(arguments)
    out: Path = options.out.resolve()
    shutil.rmtree(out, ignore_errors=True)
    for size in SIZES:
        if options.size not in (None, f"{size[0]}x{size[1]}"):
            continue
        with tempfile.TemporaryDirectory(prefix="ioc-tour-") as folder, screen(*size) as environment:
            root = Path(folder)
            (root / "city").mkdir()
            cameras = options.only not in ("shift", "command", "administration", "audit", "evidence")
            with City(root / "city", cameras=cameras, first=FIRST_CLIPS, tell=_tell) as town:
                if options.only in (None, "desk"):
                    _walk(root, out, size, environment, town)
                if options.only in (None, "offline"):
                    _offline(root, out, size, environment, town)
                if options.only in (None, "shift"):
                    _incident_desk(root, out, size, environment, town)
                if options.only in (None, "command"):
                    _command(root, out, size, environment, town)
                if options.only in (None, "administration"):
                    _administration(root, out, size, environment, town)
                if options.only in (None, "audit"):
                    _audit(root, out, size, environment, town)
                if options.only in (None, "evidence"):
                    _evidence(root, out, size, environment, town)
                if options.only in (None, "wall"):
                    _wall(out, root, size, environment, town)
    print(f"pictures: {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
