"""The tile type `indicator`: one figure of the city with its trend."""

from __future__ import annotations

from datetime import datetime

from console.analysis.legibility import LEAST
from console.analysis.trend import history_of
from console.base.changes import Change
from console.records.models import LinkChannel, LinkState
from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, TileType, TileWords
from views.tiles.named import is_by_place, pick
from widgets.indicators.indicator_tile import IndicatorTile
from widgets.words.marked_text import QT_TRANSLATE_NOOP


def _bind_indicator(tile: IndicatorTile, stage: Stage, config: Config) -> Binding:
    async def read(binding: Binding) -> None:
        indicator = pick(await stage.session.store.indicators(), config.get("indicator"))
        if indicator is None:
            return
        binding.name, binding.as_of = indicator.short_name or indicator.name, indicator.as_of
        binding.ref = indicator.id
        since = stage.now() - history_of(indicator.period)
        tile.set_points(await stage.session.store.points(indicator.id, since))

        def tick(now: datetime) -> None:
            link = stage.session.links.all().get(LinkChannel.INDICATORS)
            down = link is not None and link.state == LinkState.DOWN
            tile.set_offline_since(link.since if link is not None and down else None)
            tile.set_indicator(indicator, now)

        binding.on_tick = tick
        tick(stage.now())

    def concerns(change: Change) -> bool:
        moved = change.kind == "indicator" and is_by_place(config.get("indicator"))
        return change.ids is None or moved or not binding.ref or binding.ref in change.ids

    binding = Binding(stage, {"indicator", "points"}, read)
    binding.concerns = concerns
    return binding


INDICATOR = TileType(
    "indicator",
    TileWords(QT_TRANSLATE_NOOP("layout", "Indicator"), QT_TRANSLATE_NOOP("wall_control", "Indicator")),
    IndicatorTile,
    _bind_indicator,
    legibility=LEAST["indicator"],
)
