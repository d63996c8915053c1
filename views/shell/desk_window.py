"""The desk's window: the start view until there is something to show, then the desk, and what opens over it."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from console.base.beat import Beat
from console.base.notices import Notice
from console.base.text_files import decoded
from console.demo import Demo, DemoError, DemoProgress, DemoReady
from console.records.models import Incident
from views.base.commands import NOTHING, Page, Registry, Said
from views.base.context import Context
from views.base.faults import worded
from views.base.overlays import Overlays
from views.cameras.ptz import PtzPresenter
from views.cameras.tools import CameraTools
from views.desk.desk import Desk
from views.guidance.guidance import GuidancePresenter
from views.guidance.place import PlacePresenter
from views.guidance.related import RelatedPresenter
from views.guidance.reveal import RevealPresenter
from views.incidents.stages import StagePresenter
from views.plans.desk import PlanPresenter
from views.program.command_line import Exit
from views.queue.commands import QueueCommands
from views.shell.duties import Duties
from views.shell.keys import Keys
from views.shell.leaving import Leaving
from views.shell.lock import Lock, cover
from views.shell.pages import Pages
from views.shell.sign_in import StartView
from views.shell.windows import Window
from views.shifts.shift import ShiftPresenter
from views.wall_control.control import WallControl
from views.words.sentences import sentence
from widgets.base import theme
from widgets.base.focus import passed_on
from widgets.shell.notice_bar import NoticeBar


class DeskWindow(QWidget):
    """One operator's window. The commands of the registry are its only verbs."""

    def __init__(self, context: Context, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._end = end
        self._painted = False
        self._code = Exit.OK
        self.setWindowTitle(self.tr("IOC Console"))
        self.registry = Registry()
        self.start_view = StartView(context, context.server, self)
        self.desk = Desk(context, self.registry, self._ask, self)
        desk = self.desk
        self.overlays = Overlays(context, self, self.registry, self.run, lambda: desk.incident.incident)
        self.guidance = GuidancePresenter(context, desk, self.overlays, self.registry)
        self.reveal = RevealPresenter(context, desk, self.overlays)
        self.overlays.catch_up.told.connect(desk.strips.set_news)
        desk.bottom.pressed.connect(lambda: self.run("show-catch-up"))
        self.queue_commands = QueueCommands(context, self, desk.queue, desk.known, self.run)
        self.related = RelatedPresenter(context, desk, self.overlays, self.run)
        self.place = PlacePresenter(context, desk, self.overlays)
        self.tools = CameraTools(
            context, desk.cameras, desk.streams, self.overlays.health, lambda: desk.incident.incident
        )
        self.health = self.tools.health
        self.ptz = PtzPresenter(context, desk.cameras, desk.streams)
        self.duties = Duties(context, self, desk, self.run)
        for name, overlay in {**self.duties.overlays(), **self.queue_commands.overlays()}.items():
            self.overlays.add(name, overlay)
        self.shift = ShiftPresenter(context, self.overlays, desk, self.run)
        self.plans = PlanPresenter(
            context, self.overlays, self.run, duties=self.duties, top=desk.top, bundle=self.guidance.bundle
        )
        self._tick = QTimer(self, interval=1000)
        self.beat = Beat(context.faults.met)
        self._tick.timeout.connect(self.beat)
        self.lock = Lock(context, self, incidents=self.duties.load.incidents, run=self.run)
        self.overlays.add("set-pin", self.lock.form)
        self.stages = StagePresenter(context, self, self.overlays, desk.known)
        self.stages.changed.connect(desk.incident.refresh_commands)
        self.wall = WallControl(context, self.overlays, desk, self.guidance.bundle, self.run)
        self.beat.add(desk.tick)
        for part in (self.guidance, self.plans, self.duties, self.lock, self.stages, self.wall):
            self.beat.add(_by_now(context, part))
        self.beat.add(self.tools.tick)
        self.notices = NoticeBar(self)
        self.pages = Pages(self.start_view, self.desk, self.lock.screen, self)
        _lay_out(self, self.pages, self.notices)
        lock_or_desk = {True: self.lock.screen, False: self.desk}
        cover(self.lock, self, self.overlays, self.notices, lambda locked: self.pages.turn(lock_or_desk[locked]))
        self.lock.changed.connect(lambda _locked: self.reveal.hide())
        self._bind()
        self.keys = _with_keys(self)
        self.desk.chosen.connect(lambda name: self.run(name, NOTHING))
        self.start_view.entered.connect(self._show_desk)
        self.start_view.cancelled.connect(lambda: end(0))
        context.faults.show = self.notices.show_notice
        for notice in tuple(context.session.notices.recent):
            self._on_notice(notice)
        self._stop_notices = context.session.notices.subscribe(self._on_notice)

    def open(self) -> None:
        """Show the window over the whole screen: the desk where the cache has one, else the start view."""
        screen = QApplication.primaryScreen().availableGeometry()
        self.setGeometry(screen)
        if self._context.session.actor is not None:
            self._show_desk()
        else:
            self.pages.turn(self.start_view)
        self.show()
        self.pages.take_keyboard()  # nothing can have it before it is seen

    async def enter(self, demo: Demo | None) -> None:
        """Come to be signed in: by the demo, by a line on standard input, or wait for the form."""
        if demo is not None:
            await self._enter_demo(demo)
        elif self._context.options.sign_in_stdin:
            line = await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.readline)
            said = json.loads(decoded(line))
            await self.start_view.sign_in(str(said["user"]), str(said["password"]))

    async def _enter_demo(self, demo: Demo) -> None:
        if self._context.session.actor is None:
            self.start_view.show_progress(None)
        try:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    await self.start_view.sign_in(step.user, step.password)
                elif isinstance(step, DemoProgress):
                    self.start_view.show_progress(step)
        except DemoError as error:
            self.start_view.show_form(worded(error)[1])
            self._context.faults.met(error)
            self._code = Exit.DEMO
            if self._context.options.seconds is not None:
                self._end(Exit.DEMO)

    def _show_desk(self) -> None:
        if self.pages.page() == Page.START:
            self.pages.turn(self.desk)
            self.desk.start(self.width())
            self.duties.start()
            self.lock.start()
            self._tick.start()
            self.stages.refresh()
            self.wall.start()

    def close_all(self) -> None:
        """Let go of streams and subscriptions, then of the window."""
        self._tick.stop()
        self.keys.close()
        self.ptz.release()
        self.desk.stop()
        self.guidance.close()
        self.place.close()
        self.reveal.close()
        self.overlays.close()
        self.shift.close()
        self.plans.close()
        self.duties.close()
        self.stages.close()
        self.wall.close()
        self._stop_notices()
        self.close()

    def windows(self) -> list[QWidget]:
        """The one window of the desk."""
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
        if self.lock.locked:
            return self.lock.state()
        if self.pages.page() == Page.START:
            return {"screen": "start", "error": self.start_view.form.error_text(), "rows": [], "tiles": []}
        parts = (self.desk, self.overlays, self.duties, self.guidance, self.shift, self.wall, self.plans)
        return {name: one for part in parts for name, one in part.state().items()} | {
            "faults": self._context.faults.count,
            "drift": self._context.session.drift,
            **self.related.state(),
            **self.place.state(),
        }

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

    def _bind(self) -> None:
        self.overlays.bind(self.registry)
        self.shift.bind(self.registry)
        self.plans.bind(self.registry)
        self.queue_commands.bind(self.registry)
        self.related.bind(self.registry)
        self.place.bind(self.registry)
        self.tools.bind(self.registry)
        self.guidance.bind(self.registry)
        self.reveal.bind(self.registry)
        self.ptz.bind(self.registry)
        self.duties.bind(self.registry)
        self.lock.bind(self.registry)
        self.stages.bind(self.registry)
        self.wall.bind(self.registry)
        self.registry.bind("go-back", lambda _args: _go_back(self))
        self.registry.bind("toggle-theme", lambda _args: _wear(self._context, "light", instead="dark"))
        self.registry.bind("toggle-contrast", lambda _args: _wear(self._context, "high_contrast", instead="dark"))
        leaving = Leaving(self.overlays, lambda: self._end(0), self._sign_out, lambda: self.desk.strips.waiting or 0)
        leaving.bind(self.registry, self.run)

    def keyboard_after(self, gone: QWidget) -> QWidget | None:
        """Who takes the keyboard instead of `gone`."""
        return self.pages.keyboard_after(gone)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 - Qt names it
        """Tab walks on; where the part with the keyboard went away, the place that is named for that has it."""
        return passed_on(QApplication.focusWidget()) or super().focusNextPrevChild(forward)

    def _ask(self, command: str, incident: Incident) -> None:
        self.overlays.ask(command, incident)

    async def _sign_out(self) -> None:
        await self._context.session.sign_out()
        while self.overlays.go_back():
            pass
        self.start_view.show_form()
        self.pages.turn(self.start_view)

    def _on_notice(self, notice: Notice) -> None:
        self.notices.show_notice(sentence(notice.code, notice.params), notice.level)


def make(context: Context, end: Callable[[int], None]) -> Window:
    """The desk's window, as `views.shell.windows` asks for it."""
    return DeskWindow(context, end)


def _go_back(window: DeskWindow) -> None:
    """What is nearest to the hand ends first: an overlay, leading a camera, its replay or zoom, then the desk."""
    parts = (window.overlays, window.ptz, window.tools, window.guidance.bundle)
    if not any(part.go_back() for part in parts):
        window.desk.back()


class _Ticking(Protocol):
    def tick(self, now: datetime) -> None: ...


def _by_now(context: Context, part: _Ticking) -> Callable[[], None]:
    """A part of the beat that wants to know the time."""
    return lambda: part.tick(context.now())


def _with_keys(window: DeskWindow) -> Keys:
    """Let presses become commands of `window`, and keep those of the desk from running where there is no desk."""

    def on_doubt(done: str, other: str) -> None:
        text = QCoreApplication.translate(
            "keys",
            "By its sign this key is “{done}”, by its place “{other}”: the first was done; Shift gives the digit.",
        )
        titles = {"done": window.registry[done].title, "other": window.registry[other].title}
        window.notices.show_notice(text.format(**titles), "info")

    keys = Keys(window, window.pages, window.registry)
    keys.pressed.connect(window.run)
    keys.doubtful.connect(on_doubt)
    locked = window.registry.gate
    window.registry.gate = lambda name: locked(name) or keys.why_off(name)
    return keys


def _wear(context: Context, wanted: str, *, instead: str) -> None:
    """Wear the theme `wanted`; where it is worn already, the one that is worn `instead`."""
    name = instead if context.theme.name == wanted else wanted
    context.theme = theme.load(name)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, context.theme)
    context.remember(theme=name)


def _lay_out(window: QWidget, pages: QWidget, notices: QWidget) -> None:
    """The pages over the whole window, notices below."""
    box = QVBoxLayout(window)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    box.addWidget(pages, 1)
    box.addWidget(notices)
