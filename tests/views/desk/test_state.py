"""The desk's screen as plain data: what those outside see is what the operator sees."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtWidgets import QApplication

from console.records.models import Indicator, LinkChannel, LinkState
from tests.views.cache_room import CacheRoom, at_cache
from tests.views.played_session import incident
from views.desk.state import DeskParts, links_state, screen_state


def parts(shown: Any) -> DeskParts:
    """A desk on which this incident is shown."""
    as_of = incident("x").created_at
    figures = [
        Indicator.model_validate({"id": key, "version": 1, "name": key, "value": 1.5, "as_of": at})
        for key, at in (("i1", as_of.isoformat()), ("i2", None))
    ]
    return cast("DeskParts", SimpleNamespace(
        queue=SimpleNamespace(filter="overdue", shown=[incident("one")], state=lambda: {"news": 0}),
        incident=SimpleNamespace(incident=shown),
        cameras=SimpleNamespace(page_ids=["c1"], focus_id=None),
        indicators=SimpleNamespace(shown=figures),
        strips=SimpleNamespace(waiting=None, outbox=[], standing=["offline"]),
        streams=SimpleNamespace(report=list),
    ))  # fmt: skip


def test_it_says_what_is_shown_and_can_be_written_as_json(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.now = incident("x").created_at + timedelta(seconds=30)
        room.link(LinkChannel.ORDERS, LinkState.DOWN, reason="unreachable")
        told = screen_state(parts(incident("one")), room.context)
        assert json.loads(json.dumps(told)) == told
        assert (told["filter"], told["grid"], told["standing"]) == ("overdue", ["c1"], ["offline"])
        assert [(row["id"], row["severity"], row["state"]) for row in told["rows"]] == [("one", 3, "new")]
        assert told["selected"]["id"] == "one"
        assert told["outbox"] == {"waiting": None, "rows": []}, "not counted yet is not none"
        assert [(one["id"], one["age_s"]) for one in told["indicators"]] == [("i1", 30.0), ("i2", None)]
        assert told["actor"]["id"] == "ha.le"
        assert links_state(room.context) == {
            "orders": {"state": "down", "since": room.now.isoformat(), "reason": "unreachable"}
        }  # fmt: skip

    at_cache(qapp, tmp_path, story)


def test_nobody_and_nothing_are_told_as_such(qapp: QApplication, tmp_path: Path) -> None:
    async def story(room: CacheRoom) -> None:
        room.session.people.actor = None
        told = screen_state(parts(None), room.context)
        assert (told["actor"], told["selected"], told["links"]) == (None, None, {})

    at_cache(qapp, tmp_path, story)
