"""A tile within a tile: made out of sight, shown once there is something to see, and gone without a gap."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, TileType
from views.tiles.text_tile import TextTile

Types = Callable[[], Mapping[str, TileType]]
"""The tile types that a layout may name; asked when a tile is made, since these are among them."""


class Holder(QWidget):
    """A tile that holds others; `fitted` is called with the room for them whenever it changes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fitted: Callable[[QRect], None] = lambda _room: None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another room for what it holds."""
        super().resizeEvent(event)
        self.fitted(self.rect())


class Inner:
    """One tile within `holder`, of the type that `config` names; hidden until `show`."""

    def __init__(self, types: Types, stage: Stage, holder: QWidget, config: Config, room: QRect) -> None:
        kind = types().get(str(config.get("type", "")))
        self._binding: Binding | None = None
        # Its size has to be known when its camera is opened: it is placed before it is bound.
        self.widget: QWidget = kind.make(holder) if kind is not None else TextTile(holder)
        self.widget.hide()
        self.widget.setMinimumSize(1, 1)
        self.widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.widget.setGeometry(room)
        if kind is not None:
            self._binding = kind.bind(self.widget, stage, {key: config[key] for key in config if key != "type"})
        self.type = str(config.get("type", ""))

    @property
    def binding(self) -> Binding | None:
        """How it lives; None for a type that nobody knows."""
        return self._binding

    @property
    def is_ready(self) -> bool:
        """Whether there is something to see in it."""
        return self._binding is None or self._binding.is_ready()

    @property
    def is_live(self) -> bool:
        """Whether what is to be seen in it is as it should be: a live picture, a value that was read."""
        return self._binding is not None and self._binding.is_ready() and self._binding.state() == "live"

    def show(self) -> None:
        """Let it be seen, over its neighbours."""
        self.widget.show()
        self.widget.raise_()

    def fit(self, room: QRect) -> None:
        """Stand there from now on."""
        self.widget.setGeometry(room)

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        if self._binding is not None:
            self._binding.tick(now)

    def close(self) -> None:
        """End it and what it shows."""
        if self._binding is not None:
            self._binding.close()
        self.widget.hide()
        self.widget.deleteLater()


def speak_for(binding: Binding, inner: Inner | None) -> None:
    """Let the holder's binding say what the tile within it shows."""
    within = inner.binding if inner is not None else None
    if within is None:
        binding.name, binding.ref, binding.as_of, binding.is_video = "", "", None, False
        return
    binding.name, binding.ref, binding.as_of = within.name, within.ref, within.as_of
    binding.is_video = within.is_video


def state_of(inner: Inner | None) -> str:
    """How what is shown goes, in the words of `console.records.models.StreamState`."""
    return inner.binding.state() if inner is not None and inner.binding is not None else "connecting"


def seen_at(inner: Inner | None, now: datetime) -> datetime | None:
    """When what is to be seen was so."""
    return inner.binding.seen_at(now) if inner is not None and inner.binding is not None else None


def specs(value: Any) -> list[dict[str, Any]]:
    """Tile specs without a place, as a layout writes them; what is none is left out."""
    return [dict(one) for one in value if isinstance(one, Mapping)] if isinstance(value, (list, tuple)) else []
