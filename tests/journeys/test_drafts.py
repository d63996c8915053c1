"""Journey: the console is killed in the middle of a sentence, and the sentence is there when it comes back."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from tests.journeys.city import city
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(120)]
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
