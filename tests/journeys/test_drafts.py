"""Journey: the console is killed in the middle of a sentence, and the sentence is there when it comes back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.journeys.city import city
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
WORDS = "Đã gọi tổ tuần tra; người dân báo còn một xe mắc"
REASON = "Cần thêm máy bơm"
TYPED_S = 1.0
"""A key is on the disk after this long at the latest."""


def test_what_was_typed_survives_a_kill(tmp_path: Path) -> None:
    """A note is half written, a reason waits on another incident, then the power is gone."""
    with city(cameras=False) as town:
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            state = console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
            noted, raised = [row["id"] for row in state["rows"] if row["state"] == "new"][:2]
            console.do("escalate-incident", incident=raised)
            console.until(lambda s: s["overlay"] == "escalate-incident", 5, "the form")
            assert console.do("type-text", text=REASON)
            console.do("go-back")
            console.do("add-note", incident=noted)
            console.until(lambda s: s["overlay"] == "add-note", 5, "the form")
            assert console.do("type-text", text=WORDS)
            time.sleep(TYPED_S)
            console.kill()
        town.kill_backend()  # a draft is this desk's own: it comes back without any server
        with Driver(tmp_path / "desk", "--backend", town.url) as console:
            console.until(lambda s: len(s["rows"]) > 10, 20, "the queue from the cache")
            console.do("add-note", incident=noted)
            state = console.until(lambda s: s["overlay"] == "add-note", 5, "the form")
            assert state["form"]["texts"] == [WORDS]
            assert state["form"]["draft"], "it says from when the draft is"
            console.do("go-back")
            console.do("add-note", incident=raised)
            state = console.until(lambda s: s["overlay"] == "add-note", 5, "the form of another incident")
            assert state["form"] == {"texts": [""], "draft": ""}
            console.do("go-back")
            console.do("escalate-incident", incident=raised)
            state = console.until(lambda s: s["overlay"] == "escalate-incident", 5, "the other form")
            assert state["form"]["texts"] == [REASON]
            console.do("press", keys="Ctrl+Return")
            console.until(lambda s: s["outbox"]["waiting"] == 1 and not s["overlay"], 5, "saved as an action")
            console.do("escalate-incident", incident=raised)
            state = console.until(lambda s: s["overlay"] == "escalate-incident", 5, "the form once more")
            assert state["form"] == {"texts": [""], "draft": ""}, "what is saved is no draft any more"


def test_nothing_typed_is_lost_in_any_form(tmp_path: Path) -> None:
    """A reason for putting aside, a period to measure, notes for the next shift: typed, and then the power goes."""
    with city(cameras=False) as town:
        with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
            state = console.until(lambda s: len(s["rows"]) > 10, 20, "a queue")
            incident = next(row["id"] for row in state["rows"] if row["severity"] > 1)
            console.do("shelve-incident", incident=incident)
            console.until(lambda s: s["overlay"] == "shelve-incident", 5, "the form")
            assert console.do("type-text", text="Cảm biến bảo trì")
            console.do("go-back")
            console.do("show-measures")
            console.until(lambda s: s["overlay"] == "measures", 5, "the measures")
            console.do("strike", keys="Tab")
            console.do("strike", keys="Tab")
            assert console.do("type-text", text="2026-11-20 07:00")
            assert console.state()["typed"][0] == "2026-11-20 07:00"
            console.do("go-back")
            console.do("hand-over")
            console.until(lambda s: s["handover_draft"]["expected"], 10, "what is handed over")
            for _field in range(6):  # who, what comes next, notes: Tab by Tab
                console.do("strike", keys="Tab")
                console.do("type-text", text="Chờ điện lực")
                if console.state()["handover_draft"]["notes"]:
                    break
            said = console.state()["handover_draft"]
            assert said["notes"] == "Chờ điện lực"
            time.sleep(TYPED_S)
            console.kill()
        town.kill_backend()
        with Driver(tmp_path / "desk", "--backend", town.url) as console:
            console.until(lambda s: len(s["rows"]) > 10, 20, "the queue from the cache")
            console.do("shelve-incident", incident=incident)
            console.until(lambda s: s["typed"] == ["Cảm biến bảo trì"], 5, "the reason")
            console.do("go-back")
            console.do("show-measures")
            console.until(lambda s: s["typed"] and s["typed"][0] == "2026-11-20 07:00", 5, "the period")
            console.do("go-back")
            console.do("hand-over")
            draft = console.until(lambda s: s["handover_draft"]["notes"], 5, "the notes")["handover_draft"]
            assert draft["notes"] == said["notes"]
            assert draft["expected"] == said["expected"]
