"""Builds the program around one session and runs it: storage, window from the cache, and only then the network."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import os
import signal
import sys
from pathlib import Path
from typing import NoReturn

from console.base.errors import IocError, StorageError
from console.base.log import RedactingFilter
from console.base.settings import Settings, load_settings
from console.demo import Demo
from console.layouts.layout import load_layout
from console.session import Session
from views.base.context import Context
from views.base.faults import Faults, worded
from views.program.collector import Collector
from views.program.command_line import Exit, Options
from views.program.launch import data_dir_of, folder_sentence, make_folder
from views.program.opening import Opened
from views.program.remembered_theme import remembered_theme
from views.program.supervisor import RESTARTED
from views.remote_control.control import Control, Obey, raise_running
from views.remote_control.pulse import Pulse
from views.remote_control.remote import Remote
from views.remote_control.screenshots import Tour
from views.shell.windows import DESK, WALL, Make, Window, loaded
from views.words.language import Words
from widgets.base import theme

_log = logging.getLogger(__name__)
RAISE_SOCKET = "raise.sock"
SWITCH_S = 0.0005
"""A thread that wants the interpreter gets it this soon. At Python's 5 ms, a screen that asks twenty times while pages
of changes are written waits a tenth of a second."""


def prepare(opened: Opened, options: Options, words: Words) -> Program | Exit:
    """The program, ready to run; an exit code where it cannot start, after saying why on standard error."""
    handler = logging.StreamHandler()
    handler.addFilter(RedactingFilter())
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", handlers=[handler]
    )
    sys.setswitchinterval(SWITCH_S)
    data_dir = data_dir_of(options)
    try:
        make_folder(data_dir)
        demo = _demo(options, data_dir) if options.demo else None
        settings = _settings(options, data_dir, demo)
        if options.layout is not None:
            load_layout(options.layout)
    except IocError as error:
        return _refuse(worded(error)[1], Exit.SETTINGS)
    except OSError as error:
        return _refuse(folder_sentence(data_dir, error, words), Exit.STORAGE)
    make = loaded(DESK if options.wall is None else WALL)
    return Program(opened, options, settings, data_dir, words, make=make, demo=demo)


def leave_without_screen() -> NoReturn:
    """End at once: the X server ended before the program, or the session with it. Raises nothing and never returns.

    There is no loop any more in which anything could be closed in order, and no need to: everything that was saved is
    on the disk, decoders and demo end with us, and a supervisor starts anew.
    """
    _log.error("the screen is gone: the X server or the session ended")
    logging.shutdown()
    os._exit(Exit.NO_DISPLAY)


def _refuse(sentence: str, code: Exit) -> Exit:
    sys.stderr.write(sentence + "\n")
    return code


def _demo(options: Options, data_dir: Path) -> Demo:
    """The demo city, started before anything else so that it gets ready while the window is built."""
    demo = Demo(
        data_dir / "city",
        city=options.city,
        video=options.video,
        seed=options.seed,
        speed=options.speed,
        wall=options.wall,
        language=options.lang,
    )
    demo.launch()
    return demo


def _settings(options: Options, data_dir: Path, demo: Demo | None) -> Settings:
    settings = load_settings(options.settings or data_dir / "settings.toml")
    url = demo.url if demo is not None else options.backend
    changes: dict[str, object] = {"backend_url": url} if url else {}
    if demo is not None or options.wall is not None:
        changes["credentials"] = "file"  # a wall has no desktop session to keep a keyring open, a demo needs none
    if options.wall is not None:
        changes["replay_seconds"] = 0  # nobody sits there to look at anything again; a minute of 64 cameras is 200 MB
    return settings.model_copy(update=changes)


class Program:
    """One run of the console, from storage to the exit code."""

    def __init__(
        self,
        opened: Opened,
        options: Options,
        settings: Settings,
        data_dir: Path,
        words: Words,
        *,
        make: Make,
        demo: Demo | None,
    ) -> None:
        self.application = opened.application
        self._opening = opened.window
        self._options = options
        self._settings = settings
        self._data_dir = data_dir
        self._words = words
        self._make = make
        self._demo = demo
        self._timings = opened.timings
        self._faults = Faults()
        self._ended: asyncio.Future[int] | None = None
        self._pulse = Pulse()

    async def run(self, loop: asyncio.AbstractEventLoop) -> int:
        """Start, show, wait for the end, stop; the exit code."""
        self._faults.install(loop)
        self._ended = loop.create_future()
        if self._opening is not None:
            self._opening.left.connect(self.end)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda _number, _frame: self.end())
        session = Session(self._settings, self._data_dir)
        try:
            await session.start()
        except StorageError as error:
            await self._stop_demo()
            return self._no_storage(error)
        if os.environ.pop(RESTARTED, ""):
            session.notices.post("restarted", "warning")
        try:
            return await self._show(session)
        finally:
            await session.stop()
            await self._stop_demo()

    def end(self, code: int = Exit.OK) -> None:
        """Let the program end with `code`."""
        if self._ended is not None and not self._ended.done():
            self._ended.set_result(code)

    def _no_storage(self, error: StorageError) -> int:
        if error.code == "in_use" and raise_running(self._data_dir / RAISE_SOCKET):
            return Exit.OK
        if error.code in ("full", "read_only", "io_error"):
            return _refuse(folder_sentence(self._data_dir, error, self._words), Exit.STORAGE)
        return _refuse(worded(error)[1], Exit.STORAGE)

    async def _show(self, session: Session) -> int:
        assert self._ended is not None  # noqa: S101 - made by run
        name = self._options.theme or remembered_theme(self._data_dir)
        look = theme.load(name)
        theme.apply(self.application, look)
        context = Context(
            session,
            self._options,
            self._data_dir,
            self._faults,
            self._timings,
            look,
            self._settings.backend_url or "",
            session.time.now,
        )
        window = self._make(context, self.end)
        if self._opening is not None:
            self._opening.give_way_to(window.windows()[0])
        window.open()
        # A full collection walks every object of every library, 50 to 70 ms of a still screen (decision 030).
        # What is alive by now stays alive, so it need not be walked again.
        gc.freeze()
        collector = Collector()
        self._pulse.start()
        remote = Remote(window, self._pulse, self.end)
        doors = self._doors(remote)
        entry = asyncio.ensure_future(window.enter(self._demo))
        entry.add_done_callback(self._on_entered)
        tour = asyncio.ensure_future(self._tour(window)) if self._options.seconds or self._options.screenshots else None
        try:
            return await self._ended
        finally:
            for task in (entry, tour):
                if task is not None:
                    task.cancel()
            for door in doors:
                door.close()
            self._pulse.stop()
            collector.close()
            with contextlib.suppress(IocError):  # the sums of a minute are not worth an end in disorder
                await window.health.close()
            window.close_all()

    def _doors(self, remote: Remote) -> list[Control]:
        doors: list[tuple[Obey, Path]] = [(remote.raise_only, self._data_dir / RAISE_SOCKET)]
        if self._options.control is not None:
            doors.append((remote.obey, self._options.control))
        opened = []
        for obey, path in doors:
            door = Control(obey, worded, self.application)
            door.listen(path)
            opened.append(door)
        return opened

    def _on_entered(self, entry: asyncio.Future[None]) -> None:
        if not entry.cancelled() and entry.exception() is not None:
            self._faults.met(entry.exception())  # type: ignore[arg-type]

    async def _tour(self, window: Window) -> None:
        if self._options.screenshots is not None:
            self._options.screenshots.mkdir(parents=True, exist_ok=True)
        try:
            await Tour(window, self._options.screenshots, self._options.seconds).run()
        except Exception as error:  # noqa: BLE001 - a fault on the way must end the run, with its own code
            self._faults.met(error)
            self.end(Exit.OUR_FAULT)
        self.end(Exit.OK)

    async def _stop_demo(self) -> None:
        if self._demo is not None:
            await self._demo.stop()
