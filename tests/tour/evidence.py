"""The part of the tour that shows evidence at the server: as a duty officer reads and holds it, by night and by day,
what waits at a desk without a server, and what somebody is told who may not see it."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import pysqlite3

from tests.backend.device import Device
from tests.harness.registered import register
from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.tour.stage import Stage

Take = Callable[[Driver, str], None]
DAY_MS = 24 * 3_600_000
PIECES = (("Cầu Bến Đá", "still", 0), ("Hầm chui Trần Phú", "clip", 1), ("Chợ Hòa An", "clip", 85),
          ("Cống Rạch Lá", "still", 2), ("Cảng cá Vĩnh Hải", "clip", 89))  # fmt: skip
"""Camera, kind, and how many days ago the server heard of it."""


def walk(stage: Stage) -> None:
    """The list, the form, the question, who looked; what fits nothing; then an outage, and an operator."""
    root, environment, town, take = stage.root / "evidence", stage.environment, stage.town, stage.take
    root.mkdir(parents=True, exist_ok=True)
    options = ("--backend", town.url)
    with Driver(root / "none", *options, sign_in=("an.nguyen", town.password), environment=environment) as officer:
        officer.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
        officer.do("show-evidence")
        take(officer, "evidence-none")
    _fill(town)
    for theme in ("dark", "light"):
        sign_in = ("an.nguyen", town.password)
        with Driver(
            root / theme, *options, "--theme", theme, sign_in=sign_in, environment=environment
        ) as officer:  # fmt: skip
            officer.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
            _read(officer, lambda name, theme=theme: take(officer, f"{name}-{theme}"))  # type: ignore[misc]
            if theme == "light":
                _away(officer, town, take)
    with Driver(root / "operator", *options, sign_in=("tuan.pham", town.password), environment=environment) as operator:
        operator.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
        operator.do("show-evidence")
        take(operator, "evidence-not-yours")


def _fill(town: City) -> None:
    """Five pieces, one looked at, one held, two that go soon, one still on its way."""
    desk, officer = Device(town, "ha.le", "desk-tour"), Device(town, "lan.huynh", "desk-officer")
    incident = desk.incident()["id"]
    digests = [
        register(desk, number, (f"c{number}", name), kind=kind, incident_id=incident, whole=number != 2)
        for number, (name, kind, _days) in enumerate(PIECES, 1)
    ]
    for why in ("Công an phường Hòa An đề nghị xem lại", "Đối chiếu với lời kể của người báo"):
        officer.call("POST", f"/v1/evidence/{digests[0]}/looks", json={"why": why}).raise_for_status()
    body = {"held": True, "why": "Vụ án 12/2026, Tòa án nhân dân thành phố yêu cầu"}
    officer.call("PUT", f"/v1/evidence/{digests[3]}/hold", json=body).raise_for_status()
    with contextlib.closing(pysqlite3.connect(town.database, timeout=20)) as connection, connection:
        for digest, (_name, _kind, days) in zip(digests, PIECES, strict=True):
            move = "UPDATE evidence SET registered_ms = registered_ms - ? WHERE digest = ?"
            connection.execute(move, (days * DAY_MS, digest))


def _read(officer: Driver, take: Callable[[str], None]) -> None:
    officer.do("show-evidence")
    officer.until(lambda s: len(_shown(s)["rows"]) == len(PIECES) and _shown(s)["looks"] > 1, 20, "the pieces")
    take("evidence")
    officer.do("strike", keys="H")
    take("evidence-hold")
    for letter in "toaan":
        officer.do("strike", keys=letter)
    officer.do("strike", keys="Ctrl+Return")
    take("evidence-hold-question")
    for _overlay in ("question", "form"):
        officer.do("go-back")
    officer.do("strike", keys="Down")
    officer.do("strike", keys="Down")
    officer.until(lambda s: _shown(s)["held"] and _shown(s)["looks"] > 0, 20, "the one that is held")
    take("evidence-held")
    officer.do("go-back")


def _away(officer: Driver, town: City, take: Take) -> None:
    town.kill_backend()
    officer.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage is told")
    officer.do("show-evidence")
    take(officer, "evidence-offline")
    officer.do("go-back")
    town.start_backend()


def _shown(state: dict[str, Any]) -> dict[str, Any]:
    """What the board shows; empty while it is not open."""
    return state.get("evidence") or {"rows": [], "held": "", "looks": 0, "reading": True}
