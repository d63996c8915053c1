"""Arguments of what the control channel may ask for besides the commands of the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from views.arguments.desk import Leave, OfFile, SelectIncident
from views.arguments.reading import Arguments


@dataclass(frozen=True, kw_only=True)
class Figures(Arguments):
    """Whether the figures begin anew after it."""

    reset: bool = False


@dataclass(frozen=True, kw_only=True)
class TypeText(Arguments):
    """What is typed where the keyboard is."""

    text: str


@dataclass(frozen=True, kw_only=True)
class PressKeys(Arguments):
    """Keys as they are written beside a command, such as `Ctrl+K`."""

    keys: str


OUTSIDE: Mapping[str, type[Arguments]] = MappingProxyType(
    {
        "show-state": Arguments, "show-row": SelectIncident, "loop-gap": Figures, "video-figures": Figures,
        "screenshot": OfFile, "type-text": TypeText, "press": PressKeys, "strike": PressKeys, "quit": Leave,
        "raise": Arguments,
    }
)  # fmt: skip
