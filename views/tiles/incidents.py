"""The tile types `queue` and `count`: the open incidents, the most urgent first, and how many there are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.analysis.legibility import LEAST
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
            tile.set_incidents(sorted(stage.incidents.index.known.values(), key=urgency), stage.now(), most)

    binding = Binding(stage, set(), read)
    binding.listen(lambda _cameras: binding.ask())
    binding.on_tick = tile.tick
    return binding


def _bind_count(tile: TextTile, stage: Stage, _config: Config) -> Binding:
    async def read(_binding: Binding) -> None:
        if not await stage.incidents.ready():
            return
        incidents = [one for one in stage.incidents.index.known.values() if not one.drill]
        now = stage.now()
        overdue = sum(incident.deadline is not None and incident.deadline < now for incident in incidents)
        fresh = sum(incident.acknowledged_at is None for incident in incidents)
        foot = QCoreApplication.translate("tiles", "{count} not acknowledged").format(count=fresh)
        tile.set_text(QCoreApplication.translate("tiles", "Open / overdue"), f"{len(incidents)} / {overdue}", foot)

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
