"""The wall's age board: how old the oldest thing on it is, and how much of it is not live."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

LIVE = "live"


class Shown(Protocol):
    """What a node says of one tile (`console.records.wall.TileReport`)."""

    @property
    def name(self) -> str:
        """What is shown, in words."""

    @property
    def state(self) -> str:
        """How it goes; `live` where it does."""

    @property
    def as_of(self) -> datetime | None:
        """The time of its data; None where age means nothing."""


@dataclass(frozen=True)
class Ages:
    """What is on the wall, judged by age. `oldest_s` is None where nothing on it has an age."""

    tiles: int = 0
    not_live: int = 0
    oldest_s: float | None = None
    oldest: str = ""
    """The name of what is oldest."""
    dark: tuple[str, ...] = ()
    """Names of what is not live, in the order shown."""


def ages(tiles: Iterable[Shown], now: datetime, *, cut_off: bool = False) -> Ages:
    """The board of these tiles at `now`. Of a node that is cut off nobody knows anything, so that none of them is live;
    what they showed last grows older all the same."""
    found = list(tiles)
    dated = [(one.as_of, one.name) for one in found if one.as_of is not None]
    at, name = min(dated, default=(None, ""))
    dark = tuple(one.name for one in found if cut_off or one.state != LIVE)
    return Ages(len(found), len(dark), None if at is None else max(0.0, (now - at).total_seconds()), name, dark)


def together(boards: Iterable[Ages]) -> Ages:
    """Several screens' boards as one."""
    found = list(boards)
    worst = max((one for one in found if one.oldest_s is not None), key=lambda one: one.oldest_s or 0.0, default=Ages())
    return Ages(
        sum(one.tiles for one in found),
        sum(one.not_live for one in found),
        worst.oldest_s,
        worst.oldest,
        tuple(name for one in found for name in one.dark),
    )
