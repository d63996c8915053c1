"""The line at the foot of the desk that says what must be known besides the work at hand."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, SignalInstance

from widgets.sync.bottom_strip import BottomStrip


class Voice(Protocol):
    """Something that has to be told, most of the time nothing; `told` says that it may have changed."""

    @property
    def words(self) -> str:
        """What is told now."""

    @property
    def told(self) -> SignalInstance:
        """When to look again."""


class AlertLine(QObject):
    """Tells what each voice says, the first one first."""

    def __init__(self, strip: BottomStrip, *voices: Voice) -> None:
        super().__init__(strip)
        self._strip, self._voices = strip, voices
        for voice in voices:
            voice.told.connect(self.tell)

    def tell(self) -> None:
        """Say it anew."""
        self._strip.set_alert(" · ".join(voice.words for voice in self._voices if voice.words))
