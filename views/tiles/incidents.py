"""The tile types `queue` and `count`: the open incidents, the most urgent first, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import LEAST
from console.queue.census import census, has_row
from console.queue.open_queue import urgency
from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, Line, TileType, TileWords
from views.tiles.text_tile import TextTile
from widgets.walls.whole_rows import QueueTile
from widgets.words.marked_text import QT_TRANSLATE_NOOP


def _bind_queue(tile: QueueTile, stage: Stage, config: Config) -> Binding:
    most = int(config.get("most", QUEUE.form.field("most").default))

    async def read(_binding: Binding) -> None:
        if await stage.incidents.ready():
            known, now = stage.incidents.index.known, stage.now()
            rows = [one for one in known.values() if has_row(one, known, now)]
            tile.set_incidents(sorted(rows, key=urgency), now, most)

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())
    binding.on_tick = tile.tick
    return binding


def _bind_count(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        if not await stage.incidents.ready():
            return
        found = census(stage.incidents.index.known, stage.now())
        foot = QCoreApplication.translate("tiles", "{count} not acknowledged").format(count=found.unacknowledged)
        tile.set_text(QCoreApplication.translate("tiles", "Open / overdue"), f"{found.open} / {found.overdue}", foot)

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())
    return binding


QUEUE = TileType(
    "queue",
    TileWords(QT_TRANSLATE_NOOP("layout", "Incident queue"), QT_TRANSLATE_NOOP("wall_control", "Queue")),
    QueueTile,
    _bind_queue,
    legibility=LEAST["queue"],
    lines=(Line("most", QT_TRANSLATE_NOOP("layout", "Lines at most")),),
)

COUNT = TileType(
    "count",
    TileWords(QT_TRANSLATE_NOOP("layout", "Open and overdue"), QT_TRANSLATE_NOOP("wall_control", "Open / overdue")),
    TextTile,
    _bind_count,
    legibility=LEAST["count"],
)
