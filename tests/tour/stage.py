"""What a walk stands on: a folder, a screen and a city of its own, and the cameras that all walks share."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from tests.harness.screen import screen
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.tour import sheets
from tests.tour.album import Album, Size, named


@dataclass(frozen=True)
class Stage:
    """One walk at one size. No other walk sees its city: one may flood it while another is in an outage."""

    root: Path
    size: Size
    environment: Mapping[str, str]
    town: City
    album: Album

    def desk(self, name: str, user: str = "ha.le", *options: str) -> Driver:
        """Somebody's console on this screen; a context manager."""
        where = ("--backend", self.town.url, *options)
        return Driver(self.root / name, *where, sign_in=(user, self.town.password), environment=self.environment)

    def take(self, console: Driver, name: str, pause_s: float = 0.5) -> None:
        """Let the screen settle, then save it."""
        self.album.take(console, name, pause_s)

    def show(self, console: Driver, name: str, command: str, **args: Any) -> bool:
        """Run a command and save what it opens; whether it ran."""
        return self.album.show(console, name, command, **args)

    def album_of(self, pause_s: float) -> Callable[[Driver, str], None]:
        """Takes pictures of what needs longer to settle."""
        return partial(self.album.take, pause_s=pause_s)


@dataclass(frozen=True)
class Walk:
    """One part of the tour. `uses_cameras`: their pictures cost the machine so much that few such walks run at once."""

    name: str
    go: Callable[[Stage], None]
    sizes: tuple[Size, ...]
    uses_cameras: bool = False


@dataclass(frozen=True)
class Ground:
    """What all walks share."""

    out: Path
    camera_base: str

    @contextlib.contextmanager
    def stage(self, walk: Walk, size: Size) -> Iterator[Stage]:
        """Everything that this walk needs; gone with the context."""
        album = Album(self.out, walk.name, size)
        with tempfile.TemporaryDirectory(prefix="ioc-tour-") as folder, screen(*size) as environment:
            root = Path(folder)
            (root / "city").mkdir()
            base = self.camera_base if walk.uses_cameras else None
            try:
                with City(root / "city", cameras=False, camera_base=base) as town:
                    yield Stage(root, size, environment, town, album)
            finally:
                sheets.contact_sheets(self.out, walk.name, named(size))


def at_work(state: dict[str, Any]) -> bool:
    """A desk that has its rows."""
    return len(state.get("rows", [])) > 10 and state["links"]["incidents"]["state"] == "live"


def live(state: dict[str, Any]) -> bool:
    """A desk whose every tile has a picture."""
    tiles = state.get("tiles", [])
    return bool(state.get("rows")) and bool(tiles) and all(tile["state"] == "live" for tile in tiles)


WITH_STEPS = "Tai nạn"
"""What the title of an incident begins with whose checklist asks for an answer, then for words."""


def with_steps(console: Driver) -> str:
    """The id of an incident that has a checklist."""
    found = [row["id"] for row in console.state()["rows"] if row["title"].startswith(WITH_STEPS)]
    assert found, f"no incident of the demo begins with {WITH_STEPS!r}"
    return str(found[0])


def reach_asking_step(console: Driver, incident: str) -> str:
    """Mark what comes before the first step that asks for words; the id of that one. It is there once somebody has
    answered that people are hurt."""
    console.do("mark-step", incident=incident, step="xac-minh")
    console.do("mark-step", incident=incident, step="bi-thuong", answer="co", text="Một người đau chân")
    return "goi-115"
