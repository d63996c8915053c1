"""The part of the tour that shows an emergency and an exercise, as the duty officer sees them, and the editor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.driver import Driver
from tests.tour.stage import Stage

PLAN, LAYOUT = "pa-lu-ngap", "truc-ngay"
Take = Callable[[Driver, str], None]


def walk(stage: Stage) -> None:
    """A plan from the list to its end, an exercise, and a layout that is being changed; the plan by day as well."""
    root, environment, town, take = stage.root / "command", stage.environment, stage.town, stage.take
    root.mkdir(parents=True, exist_ok=True)
    for theme in ("dark", "light"):
        options = ("--backend", town.url, "--theme", theme)
        desk = Driver(root / theme, *options, sign_in=("an.nguyen", town.password), environment=environment)
        with desk as officer:
            officer.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
            _plan(officer, lambda name, theme=theme: take(officer, f"{name}-{theme}"))  # type: ignore[misc]
            _editor(officer, lambda name, theme=theme: take(officer, f"{name}-{theme}"))  # type: ignore[misc]


def _plan(officer: Driver, take: Callable[[str], None]) -> None:
    officer.do("show-plans")
    take("plans")
    officer.do("activate-plan", plan=PLAN)
    take("plan-activate")
    officer.do("go-back")
    officer.do("go-back")
    officer.do("activate-plan", plan=PLAN, level=3, reason="Mưa 92 mm/giờ, cống Rạch Lá vượt báo động")
    officer.do("mark-plan-step", step="xac-minh", text="Hầm Trần Phú 0,42 m")
    officer.do("ask-agencies", question="Sẵn sàng sơ tán khu ven sông lúc 22:00?")
    officer.until(_settled, 20, "all sent")
    officer.do("answer-poll", agency="thoat-nuoc", go=True, text="Ba trạm bơm chạy hết công suất")
    officer.do("answer-poll", agency="y-te", go=False, text="Thiếu 2 xe cấp cứu")
    officer.do("send-flash-report", text="Báo cáo nhanh số 1: ngập hai hầm (chưa kiểm chứng)")
    officer.until(_settled, 20, "all sent")
    take("plan-command")
    officer.do("stand-down-plan", reason="Nước rút, giao thông đã thông")
    officer.until(_settled, 20, "all sent")
    officer.do("activate-plan", plan=PLAN, level=2, reason="Diễn tập quý IV", drill=True)
    officer.until(_settled, 20, "all sent")
    take("plan-drill")
    officer.do("go-back")
    take("drill-desk")
    officer.do("stand-down-plan", reason="Hết giờ")
    officer.until(_settled, 20, "all sent")
    officer.do("show-plans", list=True)
    take("plans-ended")
    officer.do("go-back")


def _editor(officer: Driver, take: Callable[[str], None]) -> None:
    officer.do("edit-layouts")
    officer.until(lambda s: bool(_shown(s).get("rows")), 30, "the list of layouts")
    take("layouts")
    officer.do("edit-layouts", layout=LAYOUT)
    officer.until(lambda s: bool(_shown(s).get("tiles")), 20, "a layout")
    take("layout-editor")
    officer.do("go-back")
    officer.do("go-back")


def _settled(state: dict[str, Any]) -> bool:
    return bool(state["outbox"]["waiting"] == 0)


def _shown(state: dict[str, Any]) -> dict[str, Any]:
    return state.get("layout_editor") or {}
