"""A room with a wall for journeys: nodes as processes of their own on monitors of their own, and people who lead it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.backend.device import Device
from tests.harness.monitors import Monitors, monitors
from tests.journeys.city import City
from tests.journeys.driver import Driver

WALL = "phong-truc"


def text(words: str, cols: int = 1) -> dict[str, Any]:
    """A wish for a screen with nothing but these words, `cols` times beside one another."""
    tiles = [{"type": "text", "row": 0, "col": col, "text": words} for col in range(cols)]
    return {"screen": {"rows": 1, "cols": cols, "tiles": tiles}}


def cameras(*ids: str) -> dict[str, Any]:
    """A wish for these cameras in one row."""
    tiles = [{"type": "camera", "row": 0, "col": col, "camera": one} for col, one in enumerate(ids)]
    return {"screen": {"rows": 1, "cols": len(ids), "tiles": tiles}}


class Leader:
    """Somebody at a desk who leads the wall, by the contract alone."""

    def __init__(self, town: City, user: str, wall: str = WALL) -> None:
        self.device = Device(town, user, f"desk-{user}")
        self._id = wall

    def wall(self) -> dict[str, Any]:
        """The wall's record as the server has it."""
        return next(one for one in self._snapshot() if one["type"] == "wall" and one["id"] == self._id)

    def _snapshot(self) -> Iterator[dict[str, Any]]:
        """Every record, page by page."""
        page: dict[str, str] = {}
        while True:
            answer = self.device.call("GET", "/v1/sync/snapshot", params=page).json()
            yield from answer["items"]
            if answer["next_page"] is None:
                return
            page = {"page": answer["next_page"]}

    def do(self, verb: str, /, **payload: Any) -> dict[str, Any]:
        """One verb at the wall as it is now; the server's answer."""
        wall = self.wall()
        if verb in {"wall_show", "wall_preset", "wall_roll_back"}:
            payload.setdefault("revision", wall["data"].get("revision", 0))
        return self.device.send(self.device.action(verb, wall, **payload))[0]

    def push(self, screens: Mapping[str, Any]) -> dict[str, Any]:
        """Wish this for these screens."""
        return self.do("wall_show", screens=dict(screens))

    def actual(self) -> dict[str, dict[str, Any]]:
        """What each screen really shows, with its node's word on whether it is cut off."""
        answer = self.device.call("GET", f"/v1/walls/{self._id}/actual").json()
        return {
            screen["id"]: screen | {"cut_off": node["cut_off"]}
            for node in answer["nodes"]
            for screen in node["screens"]
        }

    def still(self, screen: str) -> bytes:
        """The last picture of a screen; empty where there is none."""
        answer = self.device.call("GET", f"/v1/walls/{self._id}/stills/{screen}")
        return answer.content if answer.status_code == 200 else b""

    def recording(self, screen: str) -> list[dict[str, Any]]:
        """What was on a screen, as far as the first page goes."""
        answer = self.device.call("GET", f"/v1/walls/{self._id}/recording", params={"screen": screen})
        entries: list[dict[str, Any]] = answer.json()["entries"]
        return entries


class NodePlace:
    """One PC of the wall: its data folder and its monitors; the program can be started and ended on it."""

    def __init__(self, folder: Path, room: Monitors, town: City, name: str, *, url: str = "", wall: str = WALL) -> None:
        self.monitors, self.name, self._wall = room, name, wall
        self._folder, self._url = folder, url or town.url
        self._token = folder / f"{name}.token"
        self._token.write_text(town.wall_token(f"{wall}.{name}", wall, name), encoding="ascii")
        self._token.chmod(0o600)

    def start(self, *options: str) -> Driver:
        """The program, not yet connected to."""
        wall = ("--wall", self._wall, "--node", self.name, "--token-file", str(self._token))
        environment = self.monitors.environment
        return Driver(self._folder / self.name, "--backend", self._url, *wall, *options, environment=environment)


@contextlib.contextmanager
def node(
    folder: Path,
    town: City,
    name: str,
    *,
    url: str = "",
    names: tuple[str, ...] = ("ONE", "TWO"),
    wall: str = WALL,
) -> Iterator[NodePlace]:
    """A PC with monitors of 960 × 540 beside one another."""
    with monitors(names) as room:
        yield NodePlace(folder, room, town, name, url=url, wall=wall)


def screen_of(state: Mapping[str, Any], screen: str) -> dict[str, Any]:
    """What a node's state says of one of its screens; empty where it has none of this id."""
    found: dict[str, Any] = next((one for one in state["screens"] if one["id"] == screen), {})
    return found


def shows(screen: str, wish: Mapping[str, Any]) -> Any:
    """A test of a node's state: this screen shows tiles of these types and cameras, all of them to be seen."""
    tiles = wish["screen"]["tiles"]

    def test(state: dict[str, Any]) -> bool:
        shown = screen_of(state, screen)
        if not shown or not shown["settled"] or shown["blank"]:
            return False
        told = [(tile["type"], tile["ref"] or tile["name"]) for tile in shown["tiles"]]
        return told == [(tile["type"], tile.get("camera") or tile.get("text")) for tile in tiles]

    return test
