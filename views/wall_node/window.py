"""One monitor of a wall: its content, the strip at its foot, and what may lie over them. Nobody is at the keyboard."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent, QScreen
from PySide6.QtWidgets import QWidget

from console.records.models import StreamState
from console.records.wall import TileReport
from views.tiles.binding import Stage
from views.wall_node.content import STEP_MS, Content
from views.wall_node.marks import CornerMark, Cover, Identity, LetIn
from widgets.base import theme
from widgets.base.formats import clock_text
from widgets.base.level_mark import LevelMark
from widgets.plans.drill import EDGE_PX, SIDE_PX, DrillFrame
from widgets.sync.bottom_strip import BottomStrip
from widgets.words.drill import drill_word

WAKE_S = 3.0
"""A screen that was black stays so until its pictures are there, and no longer than this."""
_NOT_YET = frozenset({str(StreamState.CONNECTING), "hidden"})


class WallWindow(QWidget):
    """A borderless window; `content` fills it. `changed` hears when something else is to be seen on it."""

    def __init__(self, stage: Stage, escape: Callable[[], None], changed: Callable[[], None]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setObjectName("wall")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._stage, self._escape, self._changed = stage, escape, changed
        self._ground = QWidget(self)
        self.content = Content(stage, self._ground, self._is_seen, self._on_content)
        self.strip = BottomStrip(self)
        self.level = LevelMark(self.strip)
        self.strip.put_first(self.level)
        self.cover = Cover(self)
        self.identity = Identity(self)
        self.let_in = LetIn(self)
        self.corner = CornerMark(self)
        self._drill: DrillFrame | None = None
        self._shift = QPoint(0, 0)
        self._fitted: list[QWidget] = []
        self.frozen_at: datetime | None = None
        self.stands_for: tuple[TileReport, ...] | None = None
        """What the picture that stands still shows."""
        self._freeze_wished = False
        self.is_blank = False
        """Whether it is black by order."""

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
        room, high = self.rect().translated(self._shift), self.strip.height()
        if self._drill is not None and self._drill.is_running:
            side, edge = theme.current().px(SIDE_PX), theme.current().px(EDGE_PX)
            room.adjust(side, edge, -side, -edge)  # names and ages stay whole beside the hatched edge
        self._ground.setGeometry(room.adjusted(0, 0, 0, -min(high, room.height() - 1)))
        self.strip.setGeometry(room.left(), room.bottom() + 1 - high, room.width(), high)
        self.content.fit()
        self.cover.setGeometry(self.rect() if self.is_blank else self._ground.geometry())
        self.identity.setGeometry(self.rect())
        self.let_in.setGeometry(self._ground.geometry())
        self.corner.fit()
        for widget in self._fitted:
            widget.setGeometry(self.rect())
            widget.raise_()

    def _is_seen(self) -> bool:
        return self.isVisible() and not self.is_blank

    def _on_content(self) -> None:
        if self.is_blank:
            self.content.set_streaming(False)
        if self._freeze_wished and self.frozen_at is None:
            self._freeze()
        self._changed()

    # what lies over it

    def set_frozen(self, frozen: bool, kept: tuple[QPixmap, datetime] | None = None) -> None:
        """Let what is shown stand still, or live again; `kept` is what stood before the program was started anew."""
        self._freeze_wished = frozen
        if frozen and self.frozen_at is None and not self.is_blank:
            if kept is not None:
                self._stand(*kept)
            elif self.content.is_settled and self.content.pane is not None:
                self._freeze()
        elif not frozen and self.frozen_at is not None:
            self._thaw()
            self._changed()

    def _freeze(self) -> None:
        self._stand(self._ground.grab(), self._stage.now())
        self._changed()

    def _stand(self, picture: QPixmap, at: datetime) -> None:
        self.frozen_at = at
        pane = self.content.pane
        self.stands_for = pane.report(at) if pane is not None else ()
        self.cover.setGeometry(self._ground.geometry())
        self.cover.freeze(picture, self.tr("Frozen at {time}").format(time=clock_text(at)))

    def _thaw(self) -> None:
        self.frozen_at = self.stands_for = None
        self.cover.lift()

    def frozen_picture(self) -> QPixmap | None:
        """What stands still; None where nothing does."""
        return self.cover.picture if self.frozen_at is not None else None

    def set_blank(self, blank: bool) -> None:
        """Black with the time, or the content again; its cameras are closed meanwhile."""
        if blank == self.is_blank:
            return
        self.is_blank = blank
        if not blank:
            self.content.set_streaming(True)
            self._wake(time.monotonic())
            return
        self._thaw()
        self.cover.setGeometry(self.rect())
        self.cover.blank(clock_text(self._stage.now()))
        self.corner.raise_()
        self.content.set_streaming(False)
        self._changed()

    def _wake(self, began: float) -> None:
        """Stay black until the pictures are there, for a short while at most."""
        if self.is_blank:
            return
        states = [binding.state() for binding in self.content.bindings if binding.is_video]
        if time.monotonic() - began < WAKE_S and any(one in _NOT_YET for one in states):
            QTimer.singleShot(STEP_MS, self, lambda: self._wake(began))
            return
        self.cover.lift()
        self.set_frozen(self._freeze_wished)
        self._changed()

    def set_drill(self, running: bool) -> None:
        """The hatched edge and the word while the room exercises, whatever else is shown."""
        if self._drill is None and running:
            self._drill = DrillFrame(self, lambda: not self.is_blank)  # the strip says the word, where it is seen
        if self._drill is not None and self._drill.is_running != running:
            self._drill.set_running(running)
            self.strip.set_drill(drill_word() if running else "")
            self._fit()

    def tick(self, now: datetime) -> None:
        """Once a second: ages and the time."""
        self.content.tick(now)
        if self._drill is not None:
            self._drill.place()
        if self.is_blank:
            self.cover.blank(clock_text(now))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc asks whether to leave, on the strip; nothing else is heard."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()

    def end(self) -> None:
        """End the tiles, then the window."""
        self.content.end()
        self.close()
        self.deleteLater()
