"""What a tile of a wall is: how it is made, how it comes alive, and what it is bound on."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from console.analysis.legibility import Least
from console.base.beat import Beat
from console.base.changes import Change
from console.records.models import Camera, StreamState
from console.records.said import Record
from console.session import Session
from console.storage.store import Store
from console.video.health import CameraHealth
from contract.tiles import TILE_FORMS, TileForm
from views.base.refresher import INTERVAL_S, Refresher
from views.tiles.alarm_slots import AlarmSlots
from views.tiles.open_incidents import Heard, WallIncidents
from views.video.streams import StreamTiles
from views.words.language import QT_TRANSLATE_NOOP
from widgets.base import theme
from widgets.base.labels import ElidedLabel, FittedLabel, label

RecordT = TypeVar("RecordT", bound=Record)
Config = Mapping[str, Any]


@dataclass(frozen=True)
class Stage:
    """What a tile is bound on: the session, the window's streams, the clock, and who hears of failures."""

    session: Session
    streams: StreamTiles
    now: Callable[[], datetime]
    failed: Callable[[BaseException], None]
    board: Callable[[Sequence[Camera]], list[CameraHealth]]
    """Health of these cameras as this program sees them."""
    incidents: WallIncidents
    """What is open, read once for all tiles."""
    wall_slots: AlarmSlots | None = None
    """Who shares out the places that are reserved for alarms; None where there are none."""
    screen: str = ""
    """Id of the wall's screen that the tiles are on."""
    is_held: Callable[[], bool] = lambda: False
    """Whether a person wants that screen to stand still: its tours wait."""

    def is_live(self, camera_id: str) -> bool:
        """Whether a picture of this camera, shown or about to be, is live now."""
        return any(one.camera_id == camera_id and one.state is StreamState.LIVE for one in self.streams.all())


class Binding:
    """A tile that lives: it re-reads on changes of `kinds`, ticks once a second, and ends with its window.

    A tile about incidents hears of them from `stage.incidents` by `listen`, not by their kind: they are read once.
    """

    def __init__(
        self, stage: Stage, kinds: set[str], read: Callable[[Binding], Awaitable[None]], every_s: float = INTERVAL_S
    ) -> None:
        self.stage = stage
        self.name = ""
        self.as_of: datetime | None = None
        """Time of the data shown; None where age means nothing. The wall's strip names the oldest."""
        self.ref = ""
        """What is shown, by its id: a camera, an indicator; empty for what has none."""
        self.incident_id = ""
        """The incident that brought this here; empty where none did."""
        self.state: Callable[[], str] = lambda: "live" if self.has_read else "connecting"
        """How it goes, in the words of `console.records.models.StreamState`."""
        self.is_ready: Callable[[], bool] = lambda: self.has_read
        """Whether there is something to see: a wall changes its content without a black moment."""
        self.has_read = False
        self.is_video = False
        """Whether it shows a camera's pictures."""
        self.on_tick: Callable[[datetime], None] = lambda _now: None
        self.on_close: Callable[[], None] = lambda: None
        self.concerns: Callable[[Change], bool] = lambda _change: True
        """Whether a change may alter what is shown; one that does not costs no read."""

        async def reading(_ids: frozenset[str] | None) -> None:
            try:
                await read(self)
            finally:
                self.has_read = True

        self._beat = Beat(stage.failed)
        self._refresher = Refresher(reading, stage.failed, every_s)
        self._stops = [stage.session.changes.subscribe(kinds, self._on_change)]
        self.ask()

        self.seen_at: Callable[[datetime], datetime | None] = lambda _now: self.as_of
        """When what is to be seen was so; None where nobody knows or it means nothing."""

    def ask(self) -> None:
        """What is shown may have changed: it is read again."""
        self._refresher.ask()

    def listen(self, heard: Heard) -> None:
        """Let `heard` be told of what changes among the open incidents, as long as the tile lives."""
        self._stops.append(self.stage.incidents.listen(heard))

    def _on_change(self, change: Change) -> None:
        if self.concerns(change):
            self.ask()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        with self._beat.part(self):
            self.on_tick(now)

    def close(self) -> None:
        """Listen no more."""
        for stop in self._stops:
            stop()
        self._refresher.close()
        self.on_close()


@dataclass(frozen=True)
class TileWords:
    """What a type is called, as English sources that are marked for translation."""

    title: str
    """In the editor of layouts; of the context `layout`."""
    brief: str
    """On wall control, where there is little room; of the context `wall_control`."""


@dataclass(frozen=True)
class Line:
    """What the editor asks about a tile: a field of its form, with the limits that stand there, and its words.

    Where what is typed is not what stands in the layout, `said` makes the line's text from it and `taken` says what a
    typed text changes (None takes a field away); it raises IocError where the text cannot be understood.
    """

    field: str
    words: str
    """An English source of the context `layout`."""
    hint: str = ""
    """What an empty line is waiting for; of the same context."""
    said: Callable[[Config], str] | None = None
    taken: Callable[[str], dict[str, Any]] | None = None
    endings: tuple[str, ...] = ()
    """Where it asks for a picture's file: what its name ends in."""


CAPTION = Line("title", QT_TRANSLATE_NOOP("layout", "Caption"))


@dataclass(frozen=True)
class TileType:
    """One door: all that the console has to know about a type whose fields are in `contract.tiles`.

    `make(parent)` gives the widget; `bind(widget, stage, config)` lets it live with what the layout says. What a tile
    tells of itself (its name, its state, how old it is, whether there is something to see) stands in its Binding.
    """

    name: str
    words: TileWords
    make: Callable[[QWidget], QWidget]
    bind: Callable[[Any, Stage, Config], Binding]
    legibility: Least | None = None
    """Its smallest text and the room that it takes; None for what has no text of its own and is not judged."""
    moves: bool = False
    """Whether its pictures move: they ask to be watched, and the first of them may be a while in coming."""
    lines: tuple[Line, ...] = ()
    """What the editor asks beside the place, in this order."""
    begun: Callable[[], dict[str, Any]] = dict
    """What a new one says in the editor."""
    state_words: Callable[[str], str] | None = None
    """Its states in words for wall control, where they are others than a camera's."""

    @property
    def form(self) -> TileForm:
        """Its fields."""
        return TILE_FORMS[self.name]


class TextTile(QFrame):
    """A big text under a caption: counts, clocks, announcements, and why there is nothing else to see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self._title = ElidedLabel("", "caption", self, lines=2)
        self._text = FittedLabel("", self)
        self._foot = label("", "caption", self, wrap=True)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addWidget(self._text, 1)
        self._box.addWidget(self._foot, 0, Qt.AlignmentFlag.AlignRight)
        self._take_margins()
        self._foot.hide()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt names it
        """Another scale has other margins."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_box"):
            self._take_margins()

    def _take_margins(self) -> None:
        """Those of an indicator's tile, so that captions beside one another stand on one line."""
        look = theme.current()
        self._box.setContentsMargins(look.px(12), look.px(8), look.px(12), look.px(8))
        self._box.setSpacing(look.px(2))

    def set_text(self, title: str, text: str, foot: str = "") -> None:
        """Show these three, as plain text."""
        self._title.setText(title)
        self._text.setText(text)
        self._foot.setText(foot)
        for part, words in ((self._title, title), (self._foot, foot)):
            part.setVisible(bool(words))  # what says nothing takes no room from the text


def pick(records: Sequence[RecordT], wanted: object) -> RecordT | None:
    """The record with the id `wanted`, or by place in the city's list where it reads `#3`; None where there is none."""
    text = str(wanted)
    if is_by_place(text):
        place = int(text[1:]) - 1
        return records[place] if 0 <= place < len(records) else None
    return next((record for record in records if record.id == text), None)


def is_by_place(wanted: object) -> bool:
    """Whether a record is named by its place in the city's list, so that any other may move it."""
    text = str(wanted)
    return text.startswith("#") and text[1:].isdecimal()


async def camera_of(store: Store, wanted: object) -> Camera | None:
    """The camera that `pick` would find among all of them; one that is named by its id costs no more than itself."""
    if is_by_place(wanted):
        return pick(await store.cameras(), wanted)
    return next(iter(await store.records("camera", Camera, (str(wanted),))), None)
