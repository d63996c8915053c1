"""The part of the tour at an operator's desk: an incident with all that belongs to it, cameras, an outage."""

from __future__ import annotations

from tests.journeys.city import City
from tests.journeys.driver import Driver
from tests.tour.stage import Stage, live, reach_asking_step, with_steps

FORMS = ("add-note", "assign-incident", "escalate-incident", "resolve-incident")


def walk(stage: Stage) -> None:
    """From the sign-in to the end of an outage."""
    with Driver(stage.root / "desk", "--backend", stage.town.url, environment=stage.environment) as console:
        stage.take(console, "sign-in", 2.0)
    with stage.desk("desk") as console:
        console.until(live, 40, "every camera of the grid live")
        stage.take(console, "desk", 2.0)
        _incident(stage, console)
        _opening(stage, console)
        _cameras(stage, console)
        _rest(stage, console)
        _outage(stage, console, stage.town)


def _incident(stage: Stage, console: Driver) -> None:
    stage.show(console, "incident", "open-incident")
    console.do("go-back")
    for form in FORMS:
        stage.show(console, f"form-{form}", form)
        console.do("go-back")
    _guidance(stage, console)
    stage.show(console, "camera-enlarged", "focus-camera")
    console.do("go-back")


def _opening(stage: Stage, console: Driver) -> None:
    """A call: kind and place by a few letters, what may be the same, and the incident that comes of it."""
    console.do("press", keys="Ctrl+N")
    console.until(lambda s: s["opening"] is not None, 10, "the sheet")
    stage.take(console, "new-incident-empty")
    console.do("type-text", text="tai")
    stage.take(console, "new-incident-kind")
    console.do("press", keys="Return")
    console.do("type-text", text="vong x")
    stage.take(console, "new-incident-place")
    console.do("press", keys="Return")
    told = "Hai xe máy va nhau, một người đau chân, còn tỉnh táo."
    console.do("new-incident", text=told, reporter="Ông Nguyễn Văn Tư", phone="0200 555 417")
    stage.take(console, "new-incident")
    console.do("toggle-theme")
    stage.take(console, "new-incident-light")
    console.do("toggle-theme")
    console.do("press", keys="Ctrl+Return")
    console.until(lambda s: s["opening"] is None and s["selected"]["code"].startswith("TT-"), 20, "its number")
    stage.take(console, "new-incident-saved", 1.5)


def _guidance(stage: Stage, console: Driver) -> None:
    incident = with_steps(console)
    console.do("select-incident", incident=incident)
    console.until(lambda s: bool(s["selected"]) and s["selected"]["id"] == incident, 10, "one with a checklist")
    stage.show(console, "checklist", "focus-checklist")
    stage.show(console, "form-step", "mark-step", step=reach_asking_step(console, incident))
    console.do("go-back")
    for name, command in (("numbers", "show-contacts"), ("form-reporter", "show-reporter"), ("map", "show-map")):
        stage.show(console, name, command)
        console.do("go-back")
    stage.show(console, "gathered", "bundle")
    console.do("go-back")
    console.do("add-note")
    console.do("type-text", text="Đã gọi tổ tuần tra")
    console.do("go-back")
    stage.show(console, "draft", "add-note")
    console.do("go-back")


def _cameras(stage: Stage, console: Driver) -> None:
    camera = console.state()["grid"][0]
    console.do("toggle-statistics")
    stage.take(console, "camera-statistics", 2.5)
    console.do("toggle-statistics")
    stage.show(console, "camera-health", "show-camera-health")
    console.do("go-back")
    stage.show(console, "camera-replay", "replay-camera", camera=camera)
    console.do("replay-camera", camera=camera)
    stage.show(console, "camera-saved", "save-still", camera=camera)
    console.do("overview")
    stage.take(console, "camera-overview", 5.0)
    console.do("overview")
    console.until(live, 20, "every camera of the grid live again")


def _rest(stage: Stage, console: Driver) -> None:
    opened = {"palette": "open-palette", "keys": "show-keys", "outbox-empty": "show-outbox", "past": "search-past"}
    for name, command in opened.items():
        stage.show(console, name, command)
        console.do("go-back")
    stage.show(console, "queue-overdue", "filter-overdue")
    console.do("filter-all")
    stage.show(console, "queue-search", "search-incidents", text="ngap")
    stage.show(console, "queue-no-match", "search-incidents", text="không có gì như thế")
    console.do("search-incidents", text="")
    for side in (2, 4, 3):
        console.do(f"grid-{side}x{side}")
        console.until(live, 20, f"the grid of {side} live")
        if side != 3:
            stage.take(console, f"grid-{side}x{side}")
    stage.show(console, "middle-map", "middle-map")
    stage.show(console, "split", "middle-split")
    console.do("middle-cameras")
    stage.show(console, "light", "toggle-theme")
    console.do("toggle-theme")


def _outage(stage: Stage, console: Driver, town: City) -> None:
    town.kill_backend()
    console.until(lambda s: s["links"]["incidents"]["state"] == "down", 35, "the outage is told")
    rows = [row["id"] for row in console.state()["rows"] if row["state"] == "new"][:3]
    for incident in rows:
        console.do("acknowledge-incident", incident=incident)
    for incident in rows[:2]:
        console.do("add-note", incident=incident, text="Đã gọi CSGT, chặn hai đầu hầm.")
    console.do("select-incident", incident=rows[0])
    stage.take(console, "offline", 2.0)
    console.do("new-incident", kind="chay", place="Chợ Hòa An", save=True)
    opened = console.until(
        lambda s: [row for row in s["rows"] if row["id"].startswith("d-") and row["pending"]], 10, ""
    )
    there = next(row["id"] for row in opened["rows"] if row["id"].startswith("d-") and row["pending"])
    console.do("select-incident", incident=there)
    stage.take(console, "offline-new-incident", 1.0)
    console.do("select-incident", incident=rows[0])
    stage.show(console, "offline-incident", "open-incident")
    console.do("go-back")
    stage.show(console, "offline-outbox", "show-outbox")
    console.do("go-back")
    town.start_backend()
    console.until(lambda s: s["outbox"]["waiting"] == 0 and s["links"]["orders"]["state"] == "live", 15, "caught up")
    stage.take(console, "caught-up")
