"""One monitor of a wall: its tiles, the strip at its foot, and what may lie over them. Nobody is at the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from console.layouts import ScreenSpec
from console.models import StreamState
from console.wall_models import TileReport
from views.tiles import Binding, Stage
from views.wall_marks import CornerMark, Cover, Identity
from views.wall_pane import Pane
from widgets.formats import clock_text
from widgets.status_strip import BottomStrip

STEP_MS = 40
CALM_S = 0.25
"""What is new comes all at once where it is there within this; text and numbers never wait longer for pictures."""
BOUND_S = 6.0
"""A first picture that nobody knows anything about is waited for so long (cameras send keyframes every 1 to 5 s); what
fails says so at once, and is shown with its words."""


class WallWindow(QWidget):
    """Tiles come by `show_part`; what was there before is seen until they are. `changed` hears of each new content."""

    def __init__(self, stage: Stage, escape: Callable[[], None], changed: Callable[[], None]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setObjectName("wall")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._stage, self._escape, self._changed = stage, escape, changed
        self._ground = QWidget(self)
        self.strip = BottomStrip(self)
        self.cover = Cover(self)
        self.identity = Identity(self)
        self.corner = CornerMark(self)
        self._panes: list[Pane] = []
        self._ahead: Pane | None = None
        self._began = 0.0
        self._steps = QTimer(self, interval=STEP_MS)
        self._steps.timeout.connect(self._on_step)
        self._shift = QPoint(0, 0)
        self._fitted: list[QWidget] = []
        self.frozen_at: datetime | None = None
        self.stands_for: tuple[TileReport, ...] | None = None
        """What the picture that stands still shows."""
        self._freeze_wished = False
        self._blank = False

    # where it stands

    def place_on(self, screen: QScreen) -> None:
        """Fill this monitor."""
        if self.isVisible() and self.screen() is screen and self.geometry() == screen.geometry():
            return
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.setGeometry(screen.geometry())  # some window managers forget it on the way

    def set_shift(self, x: int, y: int) -> None:
        """Move everything by a few pixels, so that no line burns in."""
        self._shift = QPoint(x, y)
        self._fit()

    def add_fitted(self, widget: QWidget) -> None:
        """Keep a child that lies over everything as large as the window."""
        self._fitted.append(widget)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """Another monitor, another room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        high = self.strip.height()
        size = self.size()
        self._ground.setGeometry(self._shift.x(), self._shift.y(), size.width(), max(1, size.height() - high))
        self.strip.setGeometry(self._shift.x(), size.height() - high + self._shift.y(), size.width(), high)
        for pane in self._all():
            pane.fit()
        self.cover.setGeometry(self.rect() if self._blank else self._ground.geometry())
        self.identity.setGeometry(self.rect())
        self.corner.fit()
        for widget in self._fitted:
            widget.setGeometry(self.rect())
            widget.raise_()

    def pause(self) -> None:
        """Nobody can see it, and will not soon: its cameras are closed."""
        if self._panes and not self._blank:
            self._panes[-1].set_streaming(self._stage, False)

    def resume(self) -> None:
        """It can be seen again."""
        if self._panes and not self._blank:
            self._panes[-1].set_streaming(self._stage, True)

    def _all(self) -> list[Pane]:
        return [*self._panes, *([self._ahead] if self._ahead is not None else [])]

    # what it shows

    @property
    def part(self) -> ScreenSpec | None:
        """What it shows, or is about to show."""
        return self._panes[-1].spec if self._panes else None

    @property
    def pane(self) -> Pane | None:
        """The tiles of `part`."""
        return self._panes[-1] if self._panes else None

    @property
    def ahead(self) -> Pane | None:
        """What was opened out of sight; None where nothing is."""
        return self._ahead

    def prepare(self, part: ScreenSpec | None) -> None:
        """Open what a tour shows next, out of sight; None for nothing."""
        if self._ahead is not None and self._ahead.spec != part:
            self._ahead.end()
            self._ahead = None
        if part is not None and self._ahead is None:
            self._ahead = Pane(self._stage, self._ground, part)

    @property
    def bindings(self) -> list[Binding]:
        """The tiles that live."""
        placed = self._panes[-1].placed if self._panes else ()
        return [one.binding for one in placed if one.binding is not None]

    @property
    def is_settled(self) -> bool:
        """Whether all of `part` is to be seen."""
        return not self._steps.isActive()

    def retire(self) -> None:
        """Other content is about to come: it may take over the cameras that are open here."""
        for pane in self._panes:
            pane.retire(self._stage)

    def show_part(self, part: ScreenSpec) -> None:
        """Build `part` behind what is there, and let it come tile by tile."""
        self.prepare(part)
        assert self._ahead is not None  # noqa: S101 - just made
        self._panes.append(self._ahead)
        self._ahead = None
        self._began = time.monotonic()
        if len(self._panes) == 1 or self._blank or not self.isVisible():
            self._finish()
        else:
            self._steps.start()

    def _on_step(self) -> None:
        pane, waited_s = self._panes[-1], time.monotonic() - self._began
        if waited_s < CALM_S and not pane.is_ready(video=True):
            return
        if pane.reveal(everything=waited_s >= BOUND_S):
            self._finish()

    def _finish(self) -> None:
        self._steps.stop()
        self._panes[-1].reveal(everything=True)
        for pane in self._panes[:-1]:
            pane.end()
        del self._panes[:-1]
        if self._blank:
            self._panes[-1].set_streaming(self._stage, False)
        if self._freeze_wished and self.frozen_at is None:
            self._freeze()
        self._changed()

    def set_frozen(self, frozen: bool, kept: tuple[QPixmap, datetime] | None = None) -> None:
        """Let what is shown stand still, or live again; `kept` is what stood before the program was started anew."""
        self._freeze_wished = frozen
        if frozen and self.frozen_at is None and not self._blank:
            if kept is not None:
                self._stand(*kept)
            elif self.is_settled and self._panes:
                self._freeze()
        elif not frozen and self.frozen_at is not None:
            self._thaw()
            self._changed()

    def _freeze(self) -> None:
        self._stand(self._ground.grab(), self._stage.now())
        self._changed()

    def _thaw(self) -> None:
        self.frozen_at = self.stands_for = None
        self.cover.lift()

    def _stand(self, picture: QPixmap, at: datetime) -> None:
        self.frozen_at = at
        self.stands_for = self._panes[-1].report(at) if self._panes else ()
        self.cover.setGeometry(self._ground.geometry())
        self.cover.freeze(picture, self.tr("Frozen at {time}").format(time=clock_text(at)))

    def frozen_picture(self) -> QPixmap | None:
        """What stands still; None where nothing does."""
        return self.cover.picture if self.frozen_at is not None else None

    def set_blank(self, blank: bool) -> None:
        """Black with the time, or the content again; its cameras are closed meanwhile."""
        if blank == self._blank:
            return
        self._blank = blank
        if blank:
            self._thaw()
            self.cover.setGeometry(self.rect())
            self.cover.blank(clock_text(self._stage.now()))
            self.corner.raise_()
            if self.is_settled and self._panes:
                self._panes[-1].set_streaming(self._stage, False)
            self._changed()
            return
        if self._panes:
            self._panes[-1].set_streaming(self._stage, True)
        self._began = time.monotonic()
        self._wake()

    def _wake(self) -> None:
        """Stay black until the pictures are there, for a short while at most."""
        if self._blank:
            return
        states = [binding.state() for binding in self.bindings if binding.ref]
        if time.monotonic() - self._began < BOUND_S and any(one in _NOT_YET for one in states):
            QTimer.singleShot(STEP_MS, self, self._wake)
            return
        self.cover.lift()
        self.set_frozen(self._freeze_wished)
        self._changed()

    @property
    def is_blank(self) -> bool:
        """Whether it is black by order."""
        return self._blank

    def tick(self, now: datetime) -> None:
        """Once a second: ages and the time."""
        for pane in self._all():
            pane.tick(now)
        if self._blank:
            self.cover.blank(clock_text(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc asks whether to leave, on the strip; nothing else is heard."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()

    def end(self) -> None:
        """End the tiles, then the window."""
        self._steps.stop()
        for pane in self._all():
            pane.end()
        self._panes, self._ahead = [], None
        self.close()
        self.deleteLater()


_NOT_YET = frozenset({str(StreamState.CONNECTING), "hidden"})
