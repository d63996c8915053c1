"""When the places of a wall's alarms changed, as two nodes said it: the data of a journey, looked at after its end."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.harness.patience import Patience
from tests.journeys.driver import Driver
from tests.journeys.wall_room import NodePlace, screen_of

SLOTS = ("t1/0,1", "p1/0,0")
SOON_S = 60.0


@dataclass
class Watch:
    """Looks at both nodes and at the pixels of the tour, again and again."""

    left: NodePlace
    trai: Driver
    phai: Driver
    began: float = field(default_factory=time.monotonic)
    tour: list[tuple[str, str]] = field(default_factory=list)
    dark: list[float] = field(default_factory=list)
    slots: list[tuple[float, tuple[dict[str, str], dict[str, str]]]] = field(default_factory=list)

    def look(self) -> None:
        trai, phai = self.trai.state(), self.phai.state()
        tile = screen_of(trai, "t1")["tiles"][0]
        self.tour.append((tile["ref"], tile["state"]))
        pixels = self.left.monitors.pixels("ONE")[20:420, 20:460]
        # A tile without a picture is its ground with some words; pictures here leave a third of the tile to it.
        self.dark.append(float((pixels.max(axis=2) < 20).mean()))
        self.slots.append((time.monotonic() - self.began, (trai["slots"], phai["slots"])))

    def until(self, test: Callable[[dict[str, str]], bool], what: str) -> None:
        """Look until both nodes say of all slots what `test` wants."""
        patience = Patience(SOON_S)
        while True:
            self.look()
            _at, (trai, phai) = self.slots[-1]
            if trai == phai and test(trai):
                return
            assert not patience.is_over, f"never: {what}; at last {trai} and {phai}"
            time.sleep(0.05)

    def wait(self, seconds: float) -> None:
        """Look for so long."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.look()
            time.sleep(0.05)

    def moves(self, of: int) -> list[tuple[float, str, str]]:
        """When each slot changed to what, as this node (1 or 2) says."""
        found = []
        for before, after in zip(self.slots, self.slots[1:], strict=False):
            was, now = before[1][of - 1], after[1][of - 1]
            found += [(after[0], slot, now.get(slot, "")) for slot in SLOTS if was.get(slot) != now.get(slot)]
        return found
