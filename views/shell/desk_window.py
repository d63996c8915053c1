"""The desk's window: the start view until there is something to show, then the desk, and what opens over it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QWidget

from console.demo import Demo
from views.base.commands import NOTHING, Said
from views.base.context import Context
from views.base.desk_scale import DeskScale
from views.base.page import Page
from views.desk.workplace import Workplace
from views.program.command_line import Exit
from views.shell.around import Around
from views.shell.desk_rooms import DeskRooms
from views.shell.seconds import Seconds
from views.shell.windows import Window
from widgets.base.focus import passed_on


class DeskWindow(QWidget):
    """One operator's window. The commands of the registry are its only verbs."""

    def __init__(self, context: Context, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._end = end
        self._painted = False
        self._code = Exit.OK
        self.setWindowTitle(self.tr("IOC Console"))
        at = Workplace.within(self, context, self.run)
        self.registry, self.overlays, self.desk = at.registry, at.overlays, at.desk
        self.rooms = DeskRooms(at)
        turning = self.rooms.workspace.turning
        self.around = Around(at, self.rooms.alarms.load.incidents, lambda: end(Exit.OK), turning.press)
        self.around.lock.changed.connect(self._on_locked)
        self.around.start_view.entered.connect(self._show_desk)
        self.health = self.rooms.hands.health
        self.scale = DeskScale(self, context)
        self._bind()
        self.desk.chosen.connect(self.run)
        self.seconds = Seconds(context, self, self.desk, (*self.rooms.ticking(), *self.around.ticking()))

    def _bind(self) -> None:
        self.registry.bind("go-back", lambda _args: self._go_back())
        self.rooms.bind(self.registry)
        self.around.bind(self.registry)  # the last: keys are among it, and take all that is bound

    def open(self) -> None:
        """Show the window over the whole screen: the desk where the cache has one, else the start view."""
        screen = QApplication.primaryScreen().availableGeometry()
        self.setGeometry(screen)
        if self._context.session.actor is not None:
            self._show_desk()
        else:
            self.around.pages.turn(self.around.start_view)
        self.show()
        self.around.pages.take_keyboard()  # nothing can have it before it is seen

    async def enter(self, demo: Demo | None) -> None:
        """Come to be signed in; without the demo city that was asked for, the program ends in time with its code."""
        if not await self.around.start_view.enter(demo):
            self._code = Exit.DEMO
            if self._context.options.seconds is not None:
                self._end(Exit.DEMO)

    def _show_desk(self) -> None:
        if self.around.pages.page() == Page.START:
            self.around.pages.turn(self.desk)
            self.desk.start(self.width())
            self.rooms.start()
            self.around.start()
            self.seconds.start()

    def close_all(self) -> None:
        """Let go of streams and subscriptions, then of the window."""
        self.seconds.stop()
        self.around.close()
        self.rooms.close()
        self.desk.stop()
        self.overlays.close()
        self._context.memory.close()
        self.close()

    def windows(self) -> list[QWidget]:
        return [self]

    def raise_up(self) -> None:
        """Bring the window to the front."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()

    def run(self, name: str, args: Said = NOTHING) -> None:
        """Run a command from a key or a button; a refusal becomes a notice."""
        self._context.start_task(self.registry.run(name, args))

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        """What the tiles received and painted since the last reset."""
        return self.desk.streams.figures(reset=reset)

    def row_version(self, incident_id: str) -> int | None:
        """The server's version of an incident as the queue shows it; None where it does not."""
        return self.desk.queue_panel.table.version_of(incident_id)

    def state(self) -> dict[str, Any]:
        """What is on screen, as plain data."""
        start, lock = self.around.start_view, self.around.lock
        if lock.locked:
            return lock.state()
        if self.around.pages.page() == Page.START:
            return {"screen": "start", "error": start.form.error_text(), "rows": [], "tiles": []}
        told = self.desk.state() | self.overlays.state() | self.rooms.state()
        return told | {"faults": self._context.faults.count, "drift": self._context.session.sync.drift}

    def event(self, event: QEvent) -> bool:
        """The first paint is the moment that start-up is measured by."""
        done = super().event(event)
        if event.type() == QEvent.Type.Paint and not self._painted:
            self._painted = True
            self._context.timings.mark("first_window")
        return done

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt names it
        """Closing the window ends the program, in order."""
        event.accept()
        self._end(self._code)

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """Who takes the keyboard instead of `gone`."""
        return self.around.pages.keyboard_after(gone)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Tab walks on; where the part with the keyboard went away, the place that is named for that has it."""
        return passed_on(QApplication.focusWidget()) or super().focusNextPrevChild(forward)

    def _on_locked(self, locked: bool) -> None:
        self.rooms.guidance.reveal.hide()
        if not locked:
            self.rooms.workspace.turning.unlocked()

    def _go_back(self) -> None:
        """What is nearest to the hand ends first: an overlay, what a room has, such as leading a camera, the desk."""
        if not self.overlays.go_back() and not self.rooms.go_back():
            self.desk.back()


def make(context: Context, end: Callable[[int], None]) -> Window:
    """The desk's window, as `views.shell.windows` asks for it."""
    return DeskWindow(context, end)
