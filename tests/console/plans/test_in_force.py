"""The gravest level in force is one fact: of what is announced and of the plans that run, never of a drill."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from console.plans.in_force import LEGAL_SCALE, InForce, in_force
from console.records.models import CityNotice
from console.records.plan import Activation, Plan
from tests.views.plans.planned_city import activation, plan
from tests.views.played_session import NOW


def _notice(key: str, level: int | None, **facts: Any) -> CityNotice:
    return CityNotice.model_validate({"id": key, "version": 1, "text": f"Bão {key}", "level": level, **facts})


def _shown(*found: CityNotice | Activation, now: datetime = NOW, **legal: Plan) -> InForce | None:
    notices = [one for one in found if isinstance(one, CityNotice)]
    running = [one for one in found if isinstance(one, Activation)]
    return in_force(notices, running, {"lu": plan(), **legal}, now)


def test_nothing_is_in_force_where_nothing_is_announced_and_nothing_runs() -> None:
    assert _shown() is None
    assert _shown(_notice("a", None), _notice("b", 0), activation(level=0)) is None


def test_the_higher_level_is_the_graver_whoever_says_it() -> None:
    two, three = _notice("a", 2), activation(level=3)
    assert _shown(two, _notice("b", 4)) == InForce(4, "Bão b")
    assert _shown(two, three) == InForce(3, "Phòng lũ", "flood_alarm", "run")
    assert _shown(_notice("b", 4), three) == InForce(4, "Bão b")


def test_at_one_level_the_legal_scale_and_then_the_plan_goes_first() -> None:
    legal = plan("bao", scale={"kind": LEGAL_SCALE, "levels": [{"level": 2, "name": "trung bình"}]})
    storm = activation("storm", plan_id="bao", plan_name="Chống bão", level=2)
    own = activation(level=2)
    assert _shown(own, _notice("a", 2)) == InForce(2, "Bão a")
    assert _shown(own, storm, _notice("a", 2), bao=legal) == InForce(2, "Chống bão", LEGAL_SCALE, "storm")


def test_a_drill_and_what_is_over_or_not_begun_are_in_no_badge() -> None:
    assert _shown(activation(level=3, drill=True), activation("old", level=3, ended_at=NOW)) is None
    hour = timedelta(hours=1)
    soon = _notice("soon", 4, starts_at=NOW + hour, ends_at=NOW + 2 * hour)
    assert _shown(soon) is None
    assert _shown(soon, now=NOW + hour) == InForce(4, "Bão soon")
    assert _shown(soon, now=NOW + 2 * hour) is None
