"""The streams that one decoder process plays: opened, closed and tuned by their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from console.video.door import Door
from console.video.frames import Ring
from console.video.masks import Mask
from console.video.packets import Recent
from console.video.player import Player
from console.video.reconnect import Turnstile
from console.video.replay import Replay


class Players:
    """Used by the thread that reads orders; an order says what `protocol` says."""

    def __init__(self, turnstile: Turnstile, door: Door) -> None:
        self._turnstile, self._door = turnstile, door
        self._playing: dict[int, Player | Replay] = {}
        self._orders: dict[int, dict[str, Any]] = {}
        self.closed = False
        """Whether one was closed, so that memory may be given back; whoever does that takes it back."""

    def all(self) -> Mapping[int, Player | Replay]:
        """What is played now, by number."""
        return self._playing

    def live(self, number: int) -> tuple[Player | None, Sequence[Mask]]:
        """The camera that plays under this number with its masks; None for a replay and where there is none."""
        player, opened = self._playing.get(number), self._orders.get(number)
        if not isinstance(player, Player) or opened is None:
            return None, ()
        return player, _masks(opened)

    def open(self, order: dict[str, Any], fd: int) -> None:
        """Begin to play what is ordered; a camera that is opened again keeps its last pictures."""
        number = order["stream"]
        before = self._playing.get(number)
        same = isinstance(before, Player) and self._orders[number]["url"] == order["url"]
        kept = before.recent if isinstance(before, Player) and same else Recent(order["seconds"])
        self.close(number)
        ring = Ring(fd, order["width"], order["height"], _masks(order))
        player: Player | Replay
        if order["replay_of"]:
            of = self._playing.get(order["replay_of"])
            player = Replay(number, of.recent if isinstance(of, Player) else Recent(), ring, order["seconds"])
        else:
            player = Player(order, ring, self._turnstile, kept, self._door)
        self._playing[number], self._orders[number] = player, order
        player.start()

    def close(self, number: int) -> None:
        """Play it no more; nothing where it is not played."""
        player = self._playing.pop(number, None)
        self._orders.pop(number, None)
        if player is not None:
            player.stop()
            self.closed = True

    def tune(self, order: dict[str, Any]) -> None:
        """Take up another pace and urgency."""
        player = self._playing.get(order["stream"])
        if isinstance(player, Player):
            player.playing.pace = order["pace"]
            player.urgent = bool(order["urgent"])

    def explain(self, now: float) -> None:
        """Have each camera say why there is no picture, where there is none."""
        for player in self._playing.values():
            if isinstance(player, Player):
                player.explain(now)


def _masks(order: Mapping[str, Any]) -> list[Mask]:
    return [(x, y, w, h) for x, y, w, h in order["masks"]]
