"""The part of the tour that shows how people are looked after, as an administrator sees it, by night and by day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.tour.stage import Stage

Take = Callable[[Driver, str], None]
WHO = "tuan.pham"


def walk(stage: Stage) -> None:
    """The list with one person, every form and question, the sign-ins; then without the server, and signing in."""
    root, environment, town, take = stage.root / "administration", stage.environment, stage.town, stage.take
    root.mkdir(parents=True, exist_ok=True)
    town.token(WHO)
    for theme in ("dark", "light"):
        options = ("--backend", town.url, "--theme", theme)
        desk = Driver(root / theme, *options, sign_in=("quan.tri", town.password), environment=environment)
        with desk as admin:
            admin.until(lambda s: len(s.get("rows", [])) > 10, 40, "a desk")
            _people(admin, lambda name, theme=theme: take(admin, f"{name}-{theme}"))  # type: ignore[misc]
            if theme == "light":
                _away(admin, town, take)
    with Driver(root / "first", "--backend", town.url, environment=environment) as somebody:
        take(somebody, "sign-in-form")


def _people(admin: Driver, take: Callable[[str], None]) -> None:
    admin.do("show-administration")
    admin.until(lambda s: len(_shown(s)["rows"]) > 5, 20, "people")
    take("people")
    for keys, name in (("N", "people-add"), ("R", "people-role"), ("D", "people-disable"), ("P", "people-password")):
        admin.do("strike", keys=keys)
        take(name)
        admin.do("strike", keys="Esc")
    admin.do("strike", keys="2")
    take("sign-ins")
    admin.do("strike", keys="3")
    take("devices")
    admin.do("strike", keys="N")
    admin.until(lambda s: bool(_shown(s)["secret"]), 20, "the code that is shown once")
    take("device-code")
    admin.do("strike", keys="Return")
    admin.do("strike", keys="1")
    admin.do("go-back")
    admin.do("change-password")
    take("own-password")
    admin.do("go-back")


def _away(admin: Driver, town: City, take: Take) -> None:
    town.kill_backend()
    admin.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage is told")
    admin.do("show-administration")
    take(admin, "people-offline")
    admin.do("go-back")
    town.start_backend()


def _shown(state: dict[str, Any]) -> dict[str, Any]:
    """What the board shows; empty while it is not open."""
    return state.get("administration") or {"rows": [], "secret": False}
