"""The part of the tour that shows who did what, as an auditor reads it: by night, by day, without the server."""

from __future__ import annotations

from collections.abc import Callable

from tests.journeys.driver import Driver
from tests.tour.stage import Stage

Take = Callable[[Driver, str], None]


def walk(stage: Stage) -> None:
    """All lines, those of one kind, none that fits; and the page while the server is away."""
    root, environment, town, take = stage.root / "audit", stage.environment, stage.town, stage.take
    root.mkdir(parents=True, exist_ok=True)
    for theme in ("dark", "light"):
        options = ("--backend", town.url, "--theme", theme)
        desk = Driver(root / theme, *options, sign_in=("quan.tri", town.password), environment=environment)
        with desk as admin:
            admin.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
            admin.do("show-audit")
            admin.until(lambda s: len(s["audit"]["rows"]) > 5, 20, "lines")
            take(admin, f"audit-{theme}")
            admin.do("go-back")
            if theme == "light":
                town.kill_backend()
                admin.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage is told")
                admin.do("show-audit")
                take(admin, "audit-offline")
                admin.do("go-back")
                town.start_backend()
