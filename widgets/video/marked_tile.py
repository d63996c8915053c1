"""A tile that says more than its picture: an incident's outline, the ring of what is chosen, marks in its caption."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from widgets.base import theme
from widgets.video.zoomable import Zoomable

HALF_PULSE_MS = 500
"""An outline that pulses comes once a second."""


class Mark(StrEnum):
    """A state of a camera, told by an icon (its name) in the caption; in the order in which they stand there."""

    RECORDING = "circle-dot"
    PTZ = "joystick"
    REDUCED = "gauge"


class Said(NamedTuple):
    """What a mark means, and what stands beside its icon where there is room."""

    meaning: str
    beside: str = ""


class MarkedTile(Zoomable):
    """Signals: those of `Zoomable`. Who paints asks `_whole` whether more than the picture has to be painted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarm: int | None = None
        self._is_faint = False
        self._pulse = QTimer(self, interval=HALF_PULSE_MS)
        self._pulse.timeout.connect(self._on_pulse)
        self._ringed = False
        self._marks: dict[Mark, Said] = {}
        self._group = ""
        self._private = ""
        self._hint: tuple[str, ...] = ()
        self._statistics: tuple[str, ...] = ()
        self._replaying, self._replay_words = False, ""
        self._whole = True

    def set_alarm(self, severity: int | None, *, pulses: bool = False) -> None:
        """An outline, and the shape of the severity of the incident that this camera belongs to; None for none. It
        `pulses` while nobody has taken on a critical one."""
        if pulses and severity is not None:
            self._pulse.start()
        elif self._pulse.isActive():
            self._pulse.stop()
            self._set_faint(faint=False)
        if severity != self._alarm:
            self._alarm = severity
            self._tell()
            self._renew()

    def _on_pulse(self) -> None:
        self._set_faint(faint=not (self._is_faint or theme.current().is_still))

    def _set_faint(self, *, faint: bool) -> None:
        if faint != self._is_faint:
            self._is_faint = faint
            self._renew()

    def set_focused(self, focused: bool) -> None:
        """Mark the tile as the chosen one, apart from the keyboard's focus."""
        if focused != self._ringed:
            self._ringed = focused
            self._renew()

    def set_mark(self, mark: Mark, meaning: str, beside: str = "") -> None:
        """An icon in the caption, `meaning` in the tooltip, `beside` in words next to it; no meaning takes it away."""
        said = Said(meaning, beside) if meaning else None
        if said != self._marks.get(mark):
            if said is None:
                del self._marks[mark]
            else:
                self._marks[mark] = said
            self._tell()
            self._renew()

    def set_group(self, words: str) -> None:
        """With which other cameras it was lost; shown while it is. Empty for none."""
        if words != self._group:
            self._group = words
            self._tell()
            self._renew()

    def set_private(self, reason: str) -> None:
        """Nothing of the picture may be seen, for this reason: a grey ground stands in its place. Empty for none."""
        if reason != self._private:
            self._private = reason
            self._tell()
            self._renew()

    def set_hint(self, lines: Sequence[str]) -> None:
        """What the keys do just now, at the foot of the picture while the tile has the keyboard; none for nothing."""
        if tuple(lines) != self._hint:
            self._hint = tuple(lines)
            self._renew()

    def has_hint(self) -> bool:
        """Whether its keys have a meaning of their own now."""
        return bool(self._hint)

    def set_replaying(self, replaying: bool, words: str = "") -> None:
        """The picture is of the past on purpose: it is not dimmed, and `words` in the caption say of when."""
        if (replaying, words) != (self._replaying, self._replay_words):
            self._replaying, self._replay_words = replaying, words
            self._renew()

    def set_statistics(self, lines: Sequence[str]) -> None:
        """Figures at the foot of the picture, for who asked for them; none takes them away."""
        if tuple(lines) != self._statistics:
            self._statistics = tuple(lines)
            self._renew()

    def clear_marks(self) -> None:
        """Nothing of what was said of the camera before."""
        self._marks.clear()
        self._group, self._private, self._hint, self._statistics = "", "", (), ()
        self._renew()

    def meanings(self) -> list[str]:
        """What the marks in the caption mean, in words."""
        return [self._marks[mark].meaning for mark in Mark if mark in self._marks]

    def _tell(self) -> None:
        """Tell tooltip and screen reader; a subclass knows the words."""

    def _renew(self) -> None:
        """Have everything painted, not the picture alone."""
        self._whole = True
        self.update()

    def _on_zoomed(self) -> None:
        self._whole = True
        super()._on_zoomed()
