"""The wall: one borderless window for each screen, nobody at the keyboard, never a dialog."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from math import radians, tan
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QApplication, QGridLayout, QVBoxLayout, QWidget

from console.demo import Demo, DemoReady
from console.errors import LinkError, SignInError
from console.layouts import LayoutError, ScreenSpec, WallLayout, load_layout, read_layout
from console.models import StreamState
from views.camera_health import HealthPresenter
from views.commands import Registry
from views.context import Context
from views.desk_state import links_state
from views.refresher import Ids, Refresher
from views.sentences import sentence
from views.standing import standing
from views.streams import StreamTiles
from views.tiles import TILE_TYPES, Binding, Stage, TextTile
from views.words import RESOURCES
from widgets import theme
from widgets.formats import age_text, clock_text
from widgets.status_strip import BottomStrip

DESK_TEXT_PX = 13
PANEL_PX = 1920
ARC_MINUTES = 16
"""Least height of text at the farthest seat (domain.md, the room)."""
SURE_MS = 5000
SETTLE_MS = 300
RETRY_S = 5.0


def text_scale(layout: WallLayout, width_px: int = PANEL_PX) -> float:
    """How much larger than on a desk text must be to be read from the farthest seat.

    The layout gives the pitch of a panel of `PANEL_PX`; on one of the same size with fewer pixels each is larger.
    """
    height_mm = layout.seat_distance_m * 1000 * tan(radians(ARC_MINUTES / 60))
    pitch_mm = layout.pixel_pitch_mm * PANEL_PX / width_px
    return max(1.0, height_mm / pitch_mm / DESK_TEXT_PX)


class WallWindow(QWidget):
    """One screen of the wall."""

    def __init__(self, stage: Stage, screen: QScreen, spec: ScreenSpec, escape: Callable[[], None]) -> None:
        super().__init__(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Window)
        self.setObjectName("wall")
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._escape = escape
        self.strip = BottomStrip(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(6)
        self._grid.setContentsMargins(6, 6, 6, 0)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._grid, 1)
        box.addWidget(self.strip)
        self.bindings: list[Binding] = []
        self._fill(stage, spec)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())

    def _fill(self, stage: Stage, spec: ScreenSpec) -> None:
        for row in range(spec.rows):
            self._grid.setRowStretch(row, 1)
        for col in range(spec.cols):
            self._grid.setColumnStretch(col, 1)
        for tile_spec in spec.tiles:
            kind = TILE_TYPES.get(tile_spec.type)
            if kind is None:
                told = TextTile(self)
                told.set_text("", sentence("unknown_tile", {"type": tile_spec.type}))
                tile: QWidget = told
            else:
                tile = kind.make(self)
                self.bindings.append(kind.bind(tile, stage, tile_spec.config))
            tile.setMinimumSize(1, 1)
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._grid.addWidget(tile, tile_spec.row, tile_spec.col, tile_spec.rows, tile_spec.cols)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt names it
        """Esc asks whether to leave, on the strip; nothing else is heard."""
        if event.key() == Qt.Key.Key_Escape:
            self._escape()

    def end(self) -> None:
        """Close the tiles' bindings, then the window."""
        for binding in self.bindings:
            binding.close()
        self.close()
        self.deleteLater()


class Wall(QObject):
    """All windows of the wall `name`, kept in step with the screens that are there."""

    def __init__(self, context: Context, name: str, end: Callable[[int], None]) -> None:
        super().__init__()
        self._context = context
        self._name = name
        self._end = end
        self.registry = Registry()
        self.registry.bind("quit", lambda _args: end(0))
        self._streams = StreamTiles(context.session.fleet, self._on_live, self)
        self.health = HealthPresenter(context, self._streams, self)
        self._stage = Stage(context.session, self._streams, context.now, context.faults.met, self.health.board)
        self._layout: WallLayout | None = None
        self._trouble = ""
        self._windows: list[WallWindow] = []
        self._leaving = QTimer(self, singleShot=True, interval=SURE_MS)
        self._tick = QTimer(self, interval=1000)
        self._tick.timeout.connect(self._on_tick)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._rebuild)
        self._notice = ""
        self._refused = ""
        """Why this wall may not come in; no layout hides it."""
        self._refresher = Refresher(self._read, context.faults.met)
        self._stops = [
            context.session.changes.subscribe({"layout", "wall", "notice"}, lambda _change: self._refresher.ask())
        ]
        context.faults.show = self._on_fault

    def open(self) -> None:
        """Show a window on every screen, from the cache."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenAdded.connect(lambda _screen: self._settle.start())
            application.screenRemoved.connect(lambda _screen: self._settle.start())
        self._tick.start()
        self._refresher.ask()

    async def enter(self, demo: Demo | None) -> None:
        """Sign in with the wall's token, from the demo or from a file."""
        path = self._context.options.token_file
        if demo is not None:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    path = step.wall_token_file or path
        if path is not None:
            try:
                token = path.read_text(encoding="ascii").strip()
            except (OSError, UnicodeDecodeError):
                self._refused = sentence("bad_token_file", {"file": str(path)})
                return
            await self._use(token)

    async def _use(self, token: str) -> None:
        """Come in with the token; a server that is away is asked again, since nobody is here to do it."""
        while True:
            try:
                await self._context.session.use_token(token)
            except SignInError:
                self._refused = sentence("wall_token_refused")
                return
            except LinkError:
                await asyncio.sleep(RETRY_S)
            else:
                return

    def close_all(self) -> None:
        """End every window and stream."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self._tick.stop()
        self._settle.stop()
        self._clear()
        self._streams.close()

    def windows(self) -> list[QWidget]:
        """One for each screen."""
        return list(self._windows)

    def raise_up(self) -> None:
        """Bring the windows to the front."""
        for window in self._windows:
            window.raise_()

    def video_figures(self, *, reset: bool) -> dict[str, Any]:
        """What the tiles received and painted since the last reset."""
        return self._streams.figures(reset=reset)

    def row_version(self, _incident_id: str) -> int | None:
        """A wall has no queue of its own."""
        return None

    def state(self) -> dict[str, Any]:
        """What the wall shows, as plain data."""
        return {
            "screen": "wall",
            "name": self._name,
            "windows": [{"screen": window.screen().name(), "tiles": len(window.bindings)} for window in self._windows],
            "tiles": self._streams.report(),
            "links": links_state(self._context),
            "trouble": self._refused or self._trouble,
        }

    async def _read(self, _ids: Ids) -> None:
        notices = await self._context.session.store.city_notices()
        worst = max(notices, key=lambda notice: notice.level or 0, default=None)
        self._notice = worst.text if worst is not None else ""
        try:
            layout = await self._find_layout()
        except LayoutError as error:
            code = "layout_kept" if self._layout is not None else "bad_layout"
            self._trouble = sentence(code, error.params)
            if self._layout is None:
                self._rebuild()
            return
        self._trouble = ""
        if layout != self._layout:
            self._layout = layout
            self._rebuild()

    async def _find_layout(self) -> WallLayout:
        if self._context.options.layout is not None:
            return load_layout(self._context.options.layout)
        for record in await self._context.session.store.layouts():
            if self._name in (record.id, record.name):
                return read_layout(record.body, record.name)
        return load_layout(RESOURCES / "layouts" / "default-wall.toml")

    def _rebuild(self) -> None:
        self._clear()
        layout = self._layout
        if layout is not None:
            look = theme.load(
                self._context.theme.name, wall_scale=text_scale(layout, QGuiApplication.primaryScreen().size().width())
            )
            application = QApplication.instance()
            if isinstance(application, QApplication):
                theme.apply(application, look)
        for index, screen in enumerate(QGuiApplication.screens()):
            spec = layout.screen(screen.name(), index) if layout is not None else self._calm()
            window = WallWindow(self._stage, screen, spec, self._on_escape)
            self._windows.append(window)
            window.showFullScreen()
            window.setGeometry(screen.geometry())
        self._context.timings.mark("first_window")
        self._on_tick()

    def _calm(self) -> ScreenSpec:
        text = {"type": "text", "row": 0, "col": 0, "text": self._trouble}
        return ScreenSpec.model_validate({"rows": 1, "cols": 1, "tiles": [text]})

    def _clear(self) -> None:
        for window in self._windows:
            window.end()
        self._windows = []

    def _on_live(self, live: int) -> None:
        self._context.timings.mark(f"live_pictures_{live}")

    def _on_escape(self) -> None:
        if self._leaving.isActive():
            self._end(0)
            return
        self._leaving.start()
        self._on_tick()

    def _on_fault(self, text: str, level: str) -> None:
        if level == "error":
            self._trouble = text

    def _on_tick(self) -> None:
        now = self._context.now()
        self._streams.tick()
        self.health.tick()
        facts = self._facts()
        found = standing("ok", self._context.session.links.all())  # nobody acts here, so nothing need be saved
        outage = found[0].text if found else None
        hint = self.tr("Esc once more closes the wall") if self._leaving.isActive() else clock_text(now)
        for window in self._windows:
            for binding in window.bindings:
                binding.tick(now)
            window.strip.set_facts(facts)
            window.strip.set_outage(outage, " · ".join(facts))
            window.strip.set_hint(hint)

    def _facts(self) -> list[str]:
        now = self._context.now()
        ages = [
            (now - binding.as_of).total_seconds()
            for window in self._windows
            for binding in window.bindings
            if binding.as_of is not None
        ]
        streams = self._streams.all()
        dark = sum(stream.state != StreamState.LIVE for stream in streams)
        actor = self._context.session.actor
        facts = [actor.centre] if actor is not None and actor.centre else []
        if ages:
            facts.append(self.tr("Oldest tile {age}").format(age=age_text(max(ages))))
        facts.append(self.tr("Cameras not live: {count}").format(count=dark) if dark else self.tr("All cameras live"))
        return [*facts, *(text for text in (self._notice, self._refused, self._trouble) if text)]
