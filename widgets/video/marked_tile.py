"""A tile with marks over its picture: an alarm's border, the ring of what is chosen, a badge, statistics."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from widgets.video.zoomable import Zoomable


class MarkedTile(Zoomable):
    """Signals: those of `Zoomable`. Who paints asks `_whole` whether more than the picture has to be painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: int | None = None
        self._ringed = False
        self._badge: tuple[str, ...] = ()
        self._statistics: tuple[str, ...] = ()
        self._replaying = False
        self._whole = True

    def set_alarm(self, severity: int | None) -> None:
        """A border and a mark in the severity of the incident that this camera belongs to; None for none."""
        if severity != self._alarm:
            self._alarm = severity
            self._tell()
            self._renew()

    def set_focused(self, focused: bool) -> None:
        """Mark the tile as the chosen one, apart from the keyboard's focus."""
        if focused != self._ringed:
            self._ringed = focused
            self._renew()

    def set_badge(self, lines: Sequence[str]) -> None:
        """Words in the upper right that must not be missed: a replay, who moves the camera, fewer pictures."""
        if tuple(lines) != self._badge:
            self._badge = tuple(lines)
            self._renew()

    def set_replaying(self, replaying: bool) -> None:
        """The picture is of the past on purpose: it is not dimmed, and the badge has to say so."""
        if replaying != self._replaying:
            self._replaying = replaying
            self._renew()

    def set_statistics(self, lines: Sequence[str]) -> None:
        """Figures in the upper left; none takes them away."""
        if tuple(lines) != self._statistics:
            self._statistics = tuple(lines)
            self._renew()

    def _tell(self) -> None:
        """Tell tooltip and screen reader; a subclass knows the words."""

    def _renew(self) -> None:
        """Have everything painted, not the picture alone."""
        self._whole = True
        self.update()

    def _on_zoomed(self) -> None:
        self._whole = True
        super()._on_zoomed()
