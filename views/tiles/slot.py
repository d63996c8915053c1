"""The tile type `slot`: a place reserved for alarms. It shows its idle tile until an alarm is given to it."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.analysis.legibility import LEAST
from console.records.models import Incident
from views.tiles.alarm_slots import Showing
from views.tiles.binding import Binding, Stage
from views.tiles.inner import Holder, Inner, Types, seen_at, speak_for, specs, state_of
from views.tiles.kind import CAPTION, Config, Line, TileType, TileWords
from views.tiles.slot_rooms import Least, arranged
from widgets.base import theme
from widgets.base.formats import age_text
from widgets.base.labels import painted_text, wrapped
from widgets.base.severity import level_of, paint_severity, severity_word, side_of
from widgets.words.marked_text import QT_TRANSLATE_NOOP

CAMERAS_MOST, INDICATORS_MOST = 4, 2
BOUND_S = 2.5
"""A camera's first picture is waited for so long; then its tile says what is wrong (`views.wall_node.window`)."""
EDGE_PX, GAP_PX = 3, 4
INDICATOR_PX = 96
MAP_RADIUS_M = 600.0
"""So much around an incident is what somebody who goes there asks about."""
LEAST_PX = 84
"""A camera tile lower than this is a caption with hardly a picture; fewer of them are shown instead."""


_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_TOP = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
_ELIDE = Qt.TextElideMode.ElideRight


def _write(painter: QPainter, role: str, color: str) -> None:
    painter.setFont(theme.current().font(role))
    painter.setPen(theme.current().color(color))


class AlarmHead(QWidget):
    """Severity, code, place and age of an incident on one line, its title on the next."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._incident: Incident | None = None
        self._age = ""

    @staticmethod
    def wanted_height() -> int:
        """Two lines and a little air."""
        look = theme.current()
        return look.line_height("panel_title") + look.line_height("text") + look.px(8)

    def set_incident(self, incident: Incident, now: datetime) -> None:
        """Show this one; its age moves on."""
        age = age_text(max(0.0, (now - incident.created_at).total_seconds()))
        if (incident, age) == (self._incident, self._age):
            return
        self._incident, self._age = incident, age
        where = incident.place or incident.ward
        parts = (severity_word(incident.severity), incident.code, where, incident.title, age)
        self.setAccessibleName(" · ".join(part for part in parts if part))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """Shape and digit first; colour only underlines them."""
        incident = self._incident
        if incident is None:
            return
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("ground1"))
        pad, side = look.px(8), side_of(20)
        paint_severity(painter, QRectF(pad, look.px(4), side, side), incident.severity)
        room = self.rect().adjusted(2 * pad + side, look.px(4), -pad, -look.px(4))
        if self.height() > 1.4 * self.wanted_height():
            self._paint_tall(painter, room, incident)
        else:
            self._paint_lines(painter, room, incident)
        painter.end()

    def _paint_lines(self, painter: QPainter, room: QRect, incident: Incident) -> None:
        """The place and its age, below them the code, whole, since it is what is said on the radio, and the title."""
        look = theme.current()
        upper = QRect(room.left(), room.top(), room.width(), look.line_height("panel_title"))
        where = painted_text(incident.place or incident.ward or incident.code)
        wanted = QFontMetrics(look.font("panel_title")).horizontalAdvance(where)
        _write(painter, "text", "text2")
        # Where it is comes before how long: on a narrow tile the age gives way.
        taken = self._paint_age(painter, upper) if wanted + self._age_width(painter) <= upper.width() else 0
        _write(painter, "panel_title", "text1")
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(where, _ELIDE, upper.width() - taken))
        below = QRect(room.left(), upper.bottom() + 1, room.width(), look.line_height("text"))
        _write(painter, "text", "text2")
        words = f"{incident.code} · {incident.title}" if where != incident.code else incident.title
        narrow = painter.fontMetrics().horizontalAdvance(f"{incident.code} · …") > below.width()
        words = painted_text(incident.code if narrow and where != incident.code else words)
        painter.drawText(below, _LEFT, painter.fontMetrics().elidedText(words, _ELIDE, below.width()))

    def _paint_tall(self, painter: QPainter, room: QRect, incident: Incident) -> None:
        """The same, where there is height instead of width: the place may take two lines."""
        look = theme.current()
        foot = QRect(room.left(), room.bottom() + 1 - look.line_height("text"), room.width(), look.line_height("text"))
        _write(painter, "text", "text2")
        wide = painter.fontMetrics().horizontalAdvance(incident.code)
        painter.drawText(foot, _LEFT, painter.fontMetrics().elidedText(incident.code, _ELIDE, foot.width()))
        if wide + self._age_width(painter) <= foot.width():
            self._paint_age(painter, foot)
        upper = QRect(room.topLeft(), QSize(room.width(), max(0, foot.top() - room.top())))
        _write(painter, "panel_title", "text1")
        where = painted_text(incident.place or incident.ward)
        taken_box = painter.boundingRect(upper, _TOP, where)
        painter.drawText(upper, _TOP, where)
        rest = upper.adjusted(0, taken_box.height(), 0, 0)
        _write(painter, "text", "text2")
        lines = rest.height() // painter.fontMetrics().lineSpacing()
        if lines > 0:
            rows = wrapped(incident.title, painter.fontMetrics().horizontalAdvance, rest.width(), lines)
            rows[-1] = painter.fontMetrics().elidedText(rows[-1], _ELIDE, rest.width())
            painter.drawText(rest, _TOP, "\n".join(rows))

    def _paint_age(self, painter: QPainter, line: QRect) -> int:
        """Right on this line; how much of it that takes."""
        taken = self._age_width(painter)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._age)
        return taken

    def _age_width(self, painter: QPainter) -> int:
        _write(painter, "figures", "text2")
        return painter.fontMetrics().horizontalAdvance(self._age) + theme.current().px(8)


class SlotTile(Holder):
    """Holds the idle tile, or an incident's head with its cameras and indicators within a frame of its severity."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity: int | None = None

    def set_severity(self, severity: int | None) -> None:
        """The frame's; None for no frame."""
        if severity != self._severity:
            self._severity = severity
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt names it
        """The frame, as wide as is seen from across the room."""
        look = theme.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), look.color("ground1"))
        if self._severity is not None:
            edge = look.px(EDGE_PX)
            color = look.color(f"severity{level_of(self._severity)}")
            painter.fillRect(self.rect(), color)
            painter.fillRect(self.rect().adjusted(edge, edge, -edge, -edge), look.color("ground0"))
        painter.end()


class Scene:
    """What a slot shows at one time: its idle tile, or an alarm."""

    def __init__(self, types: Types, stage: Stage, tile: SlotTile, showing: Showing | None, *, idle: Config) -> None:
        self.showing = showing
        self._tile = tile
        self.head = AlarmHead(tile) if showing is not None else None
        wanted: Sequence[Config] = [idle]
        if showing is not None:
            wanted = [{"type": "camera", "camera": one, "marked": False} for one in showing.cameras[:CAMERAS_MOST]]
            if showing.at is not None:
                lat, lon = showing.at
                wanted += [{"type": "map", "incident": showing.incident.id, "lat": lat, "lon": lon,
                            "radius_m": MAP_RADIUS_M}]  # fmt: skip
            wanted += [{"type": "indicator", "indicator": one} for one in showing.indicators[:INDICATORS_MOST]]
        self._wanted = wanted
        rooms = self._rooms(wanted)
        self.inners = [
            Inner(types, stage, tile, config, room)
            for config, room in zip(wanted, rooms, strict=True)
            if room.isValid()
        ]
        if self.head is not None:
            self.head.hide()
            self.head.setGeometry(self._head_room())

    def _inside(self) -> QRect:
        edge = theme.current().px(EDGE_PX) if self.showing is not None else 0
        return self._tile.rect().adjusted(edge, edge, -edge, -edge)

    def _head_room(self) -> QRect:
        inside, high = self._inside(), AlarmHead.wanted_height()
        if not self._wanted:
            return inside  # words are all that there is of it
        if self._is_low():
            return QRect(inside.left(), inside.top(), inside.width() // 2, inside.height())
        return QRect(inside.left(), inside.top(), inside.width(), min(high, inside.height()))

    def _is_low(self) -> bool:
        """Whether head and pictures stand side by side, since one above the other they would have no room."""
        inside = self._inside()
        return inside.height() < 3 * AlarmHead.wanted_height() and inside.width() > 2 * inside.height()

    def _rooms(self, wanted: Sequence[Config]) -> list[QRect]:
        if self.showing is None:
            return [self._inside()]
        inside, head = self._inside(), self._head_room()
        look = theme.current()
        gap = look.px(GAP_PX)
        low = self._is_low()
        room = inside.adjusted(head.width() + gap, 0, 0, 0) if low else inside.adjusted(0, head.height() + gap, 0, 0)
        kinds = [str(one["type"]) for one in wanted]
        cameras, maps = kinds.count("camera"), kinds.count("map")
        least = Least(look.px(LEAST_PX), look.px(INDICATOR_PX), gap)
        found = arranged(room, cameras, len(wanted) - cameras - maps, least, with_map=maps > 0)
        # What has no room is not opened at all.
        pictures = [*found.cameras, *[QRect()] * (cameras - len(found.cameras))]
        beside = [found.map or QRect()] * maps
        numbers = len(wanted) - cameras - maps - len(found.indicators)
        return [*pictures, *beside, *found.indicators, *[QRect()] * numbers]

    def fit(self) -> None:
        """The tile has another size."""
        rooms = [room for room in self._rooms(self._wanted) if room.isValid()]
        for inner, room in zip(self.inners, rooms, strict=False):
            inner.fit(room)
        if self.head is not None:
            self.head.setGeometry(self._head_room())

    @property
    def is_ready(self) -> bool:
        """Whether there is something to see in all of it."""
        return all(one.is_ready for one in self.inners)

    def show(self) -> None:
        """Let it be seen, over what was there."""
        self._tile.set_severity(self.showing.incident.severity if self.showing is not None else None)
        for inner in self.inners:
            inner.show()
        if self.head is not None:
            self.head.show()
            self.head.raise_()

    def tick(self, now: datetime) -> None:
        """Ages move on."""
        if self.head is not None and self.showing is not None:
            self.head.set_incident(self.showing.incident, now)
        for inner in self.inners:
            inner.tick(now)

    def end(self) -> None:
        """All of it goes."""
        for inner in self.inners:
            inner.close()
        if self.head is not None:
            self.head.hide()
            self.head.deleteLater()


class _Keeper:
    """Changes a slot's scene when an alarm is given to its place or taken from it; never over nothing."""

    def __init__(self, types: Types, tile: SlotTile, stage: Stage, config: Config, clock: Callable[[], float]) -> None:
        self._types, self._tile, self._stage, self._clock = types, tile, stage, clock
        self._began = 0.0
        """When the newest scene was made."""
        self._place = str(config.get("place", ""))
        self._idle: Config = (specs([config.get("idle")]) or [{"type": "clock"}])[0]
        self.scene = self._make(None)
        self._coming: Scene | None = None
        self.scene.show()
        tile.fitted = self._fit

    def _make(self, showing: Showing | None) -> Scene:
        self._began = self._clock()
        return Scene(self._types, self._stage, self._tile, showing, idle=self._idle)

    def _fit(self, _room: QRect) -> None:
        for scene in (self.scene, self._coming):
            if scene is not None:
                scene.fit()

    def tick(self, now: datetime) -> None:
        """Once a second: follow who shares out the places."""
        slots = self._stage.wall_slots
        wanted = slots.showing(self._place) if slots is not None else None
        last = self._coming or self.scene
        if _content(wanted) != _content(last.showing):
            if self._coming is not None:
                self._coming.end()
            self._coming = self._make(wanted) if _content(wanted) != _content(self.scene.showing) else None
        elif wanted is not None:
            last.showing = wanted  # the same alarm, with what has become of it
        for scene in (self.scene, self._coming):
            if scene is not None:
                scene.tick(now)
        self.bring()

    def bring(self) -> None:
        """Let what is coming be seen once it can be, or has had its time."""
        coming = self._coming
        if coming is not None and (coming.is_ready or self._clock() - self._began >= BOUND_S):
            before, self.scene, self._coming = self.scene, coming, None
            coming.show()
            before.end()
        elif coming is None and self.scene.showing is not None:
            self._tile.set_severity(self.scene.showing.incident.severity)

    def close(self) -> None:
        """End both."""
        for scene in (self.scene, self._coming):
            if scene is not None:
                scene.end()


def _content(showing: Showing | None) -> tuple[object, ...]:
    return (showing.incident.id, showing.cameras, showing.indicators, showing.at) if showing is not None else ()


def _bind_slot(types: Types, tile: SlotTile, stage: Stage, config: Config) -> Binding:
    """Let `tile` show `config["idle"]`, or the alarm that its `config["place"]` was given."""
    keeper = _Keeper(types, tile, stage, config, time.monotonic)

    async def read(_binding: Binding) -> None:
        """Nothing of its own: what it holds reads for itself."""

    def first() -> Inner | None:
        return keeper.scene.inners[0] if keeper.scene.inners else None

    binding = Binding(stage, set(), read)

    def tick(now: datetime) -> None:
        keeper.tick(now)
        speak_for(binding, first())
        showing = keeper.scene.showing
        binding.incident_id = showing.incident.id if showing is not None else ""

    binding.on_tick = tick
    binding.state = lambda: state_of(first()) if first() is not None else "live"
    binding.is_ready = lambda: keeper.scene.is_ready
    binding.seen_at = lambda now: seen_at(first(), now)
    binding.on_close = keeper.close
    return binding


def slot_type(types: Types) -> TileType:
    """The type; what it shows meanwhile is of `types`."""
    return TileType(
        "slot",
        TileWords(
            QT_TRANSLATE_NOOP("layout", "Place for alarms"), QT_TRANSLATE_NOOP("wall_control", "Reserved for alarms")
        ),
        SlotTile,
        partial(_bind_slot, types),
        legibility=LEAST["slot"],
        moves=True,
        lines=(CAPTION, Line("place", QT_TRANSLATE_NOOP("layout", "Name of the place"))),
    )
