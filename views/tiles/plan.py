"""The tile type `plan`: what is in force, real before exercised, the gravest first; or the plan that a layout names."""

from __future__ import annotations

from datetime import datetime

from console.analysis.legibility import LEAST
from console.records.plan import Activation, running
from views.tiles.binding import Binding, Stage
from views.tiles.kind import Config, TileType, TileWords
from widgets.plans.tile import PlanTile
from widgets.words.marked_text import QT_TRANSLATE_NOOP


def _bind_plan(tile: PlanTile, stage: Stage, config: Config) -> Binding:
    """`plan` in the config names one plan; without it any is shown."""
    wanted = str(config.get("plan") or "")

    async def read(binding: Binding) -> None:
        plans = {plan.id: plan for plan in await stage.session.plans.plans()}
        found: list[Activation] = running(await stage.session.plans.activations())
        live = [one for one in found if wanted in ("", one.plan_id)]
        binding.name, binding.ref = (live[0].plan_name, live[0].id) if live else ("", "")

        def tick(now: datetime) -> None:
            if live:
                tile.set_activation(live[0], plans.get(live[0].plan_id), now, len(live) - 1)
            else:
                tile.set_nothing()

        binding.on_tick = tick
        tick(stage.now())

    return Binding(stage, {"plan", "activation"}, read)


PLAN = TileType(
    "plan",
    TileWords(QT_TRANSLATE_NOOP("layout", "Response plan"), QT_TRANSLATE_NOOP("wall_control", "Response plan")),
    PlanTile,
    _bind_plan,
    legibility=LEAST["plan"],
)
