"""The part of the tour that shows the desk to other eyes: by day, in high contrast, and with text at 150 %."""

from __future__ import annotations

import json

from tests.journeys.driver import Driver
from tests.tour.stage import Stage, live
from views.base.arrangement import Arrangement
from views.program.remembered_theme import FILE_NAME

PERCENT = 150
SHOWN = (
    ("incident", "open-incident"), ("palette", "open-palette"), ("keys", "show-keys"), ("plans", "show-plans"),
    ("shift-log", "show-shift-log"), ("outbox", "show-outbox"), ("measures", "show-measures"),
    ("camera-health", "show-camera-health"), ("form", "add-note"),
)  # fmt: skip
"""What has the most to read."""


def walk(stage: Stage) -> None:
    """The same pages in each look."""
    for theme in ("light", "high_contrast"):
        with stage.desk(theme, "an.nguyen", "--theme", theme) as console:
            _pages(stage, console, theme.replace("_", "-"))
    if "text_percent" not in Arrangement.model_fields:
        stage.album.pass_over(f"text at {PERCENT} %: there is no such setting")
        return
    folder = stage.root / "large"
    folder.mkdir()
    (folder / FILE_NAME).write_text(json.dumps({"text_percent": PERCENT}), encoding="utf-8")
    with stage.desk("large", "an.nguyen") as console:
        _pages(stage, console, f"text-{PERCENT}")


def _pages(stage: Stage, console: Driver, look: str) -> None:
    console.until(live, 60, "every camera of the grid live")
    stage.take(console, f"desk-{look}", 1.5)
    for name, command in SHOWN:
        if stage.show(console, f"{name}-{look}", command):
            console.do("go-back")
