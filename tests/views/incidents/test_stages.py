"""Steps of a city's life cycle: what each says, which form asks for it, and why one is off."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QComboBox

from console.records.models import Actor, Incident
from console.verbs.life_cycle import LifeCycle
from offline_cache.errors import StorageError
from tests.views.played_city import PlayedCity, PlayedRoom, chosen, play
from tests.views.played_session import NOW, incident
from views.arguments.table import COMMAND_OF
from views.base.commands import CommandRefusedError
from views.desk.desk import Desk
from views.incidents.stages import StagePresenter, next_command, stage_name, step_titles

CYCLE = LifeCycle.model_validate(
    {
        "id": "paht", "name": "Phản ánh", "channels": ["field_report"],
        "stages": [
            {"id": "in", "name": "Tiếp nhận", "state": "new"},
            {"id": "work", "name": "Đang xử lý", "state": "in_progress"},
            {"id": "done", "name": "Đã xử lý", "state": "resolved"},
            {"id": "end", "name": "Đóng", "state": "closed"},
        ],
        "transitions": [
            {"verb": "forward", "name": "Chuyển Sở", "from": ["in"], "to": "work", "required": ["reason"]},
            {"verb": "classify", "from": ["in"]},
            {"verb": "verify", "from": ["in"]},
            {"verb": "extend_deadline", "from": ["in"]},
            {"verb": "resolve", "from": ["work"], "to": "done"},
            {"verb": "close", "from": ["done"], "to": "end", "roles": ["duty_officer"]},
            {"verb": "reopen", "from": ["end"], "to": "work"},
        ],
        "agencies": [{"id": "so", "name": "Sở Xây dựng"}],
        "kinds": [{"id": "ngap", "name": "Ngập nước"}, {"id": "chay", "name": "Cháy"}],
        "levels": [{"id": "khan", "name": "Khẩn"}],
    }
)  # fmt: skip


def _one(key: str = "one", stage: str = "in", state: str = "new", **facts: Any) -> Incident:
    return incident(key, state).model_copy(update={"stage": stage, "life_cycle": "paht", "kind": "ngap", **facts})


class Beside:
    """The presenter over a whole desk with `one` shown."""

    def __init__(self, room: PlayedRoom) -> None:
        self.room = room
        self.desk: Desk
        self.desk, self.overlays = room.desk()
        self.stages = StagePresenter(room.context, room.window, self.overlays, self.desk.known)
        self.stages.bind(room.registry)
        room.later(self.stages.close)
        self.changed = 0
        self.stages.changed.connect(self._count)

    def _count(self) -> None:
        self.changed += 1

    async def start(self, *, online: bool = True) -> None:
        if online:
            self.room.city.connect()
        self.stages.start()
        await chosen(self.room, self.desk, "one")

    def acted(self) -> list[tuple[str, dict[str, Any]]]:
        return [(one.type, one.payload) for one in self.room.city.acted]


def _city(folder: Path, *incidents: Incident) -> PlayedCity:
    return PlayedCity(folder, incidents or (_one(),), [CYCLE])


def test_the_citys_words_name_the_stage_and_the_steps_that_lead_on(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert beside.changed, "whoever shows buttons is told that life cycles came"
        one = _one()
        assert stage_name(room.context, one) == "Tiếp nhận"
        assert step_titles(room.context, one)["forward-incident"] == "Chuyển Sở"
        assert next_command(room.context, one) == "forward-incident"
        on_its_way = one.model_copy(update={"pending": ("forward",)})
        assert stage_name(room.context, on_its_way) == "Đang xử lý", "what of ours is on its way counts"
        assert next_command(room.context, on_its_way) == "resolve-incident"
        newer = _one(stage="unknown", stage_name="Bước mới")
        assert stage_name(room.context, newer) == "Bước mới", "a newer city's stage as the server said it"
        assert step_titles(room.context, newer) == {}
        assert next_command(room.context, newer) == ""

    play(qapp, _city(tmp_path), story)


def test_a_step_that_is_told_all_that_the_city_asks_for_is_saved(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        assert await room.do("forward-incident", agency="Sở Xây dựng", reason="Thuộc Sở") == {"action_id": "a1"}
        await room.do("verify-incident")
        [(forward, said), (verify, nothing)] = beside.acted()
        assert (forward, said["agency"], said["reason"]) == ("forward", "Sở Xây dựng", "Thuộc Sở")
        assert (verify, "text" in nothing) == ("verify", False)

    play(qapp, _city(tmp_path), story)


def test_what_the_city_requires_beyond_the_verb_is_asked_by_its_form(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("forward-incident", agency="Sở Xây dựng")
        form = beside.stages.forward()
        assert form.isVisible(), "this city wants a reason too"
        [choice] = form.findChildren(QComboBox)
        assert [choice.itemText(row) for row in range(choice.count())] == ["Sở Xây dựng"]
        form.close()
        await room.do("classify-incident")
        kind, level = beside.stages.classify().kind, beside.stages.classify().level
        assert (kind.currentText(), level.itemText(0)) == ("Ngập nước", "Khẩn"), "it begins from what it is now"
        assert beside.acted() == []
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("forward-incident", agency="Sở Xây dựng", reason="  ")
        assert refused.value.code == "empty_text"

    play(qapp, _city(tmp_path), story)


def test_closing_from_the_desk_asks_how_content_the_reporter_was(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("close-incident")
        assert beside.acted() == []
        await room.do("close-incident", incident="one", satisfaction=4)
        [(verb, said)] = beside.acted()
        assert (verb, said["satisfaction"]) == ("close", 4)

    play(qapp, _city(tmp_path, _one(stage="done", state="resolved")), story)


def test_an_extension_begins_from_the_deadline_that_stands(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        await room.do("extend-deadline")
        assert beside.stages.extend().isVisible()
        assert beside.stages.extend().values()["deadline"] >= (NOW + timedelta(hours=5)).isoformat()

    play(qapp, _city(tmp_path, _one(deadline=NOW + timedelta(hours=5))), story)


@pytest.mark.parametrize(
    ("verb", "stage", "code"),
    [
        ("close", "in", "not_resolved"),
        ("reopen", "in", "still_open"),
        ("forward", "end", "closed"),
        ("pause", "in", "not_in_life_cycle"),
        ("forward", "work", "not_at_this_stage"),
    ],
)
def test_a_step_that_is_not_its_turn_is_off_and_refused_with_the_reason(
    tmp_path: Path, qapp: QApplication, verb: str, stage: str, code: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        [state] = [one.state for one in CYCLE.stages if one.id == stage]
        room.city.known["one"] = _one(stage=stage, state=state)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do(COMMAND_OF[verb], incident="one", reason="x", agency="x")
        assert refused.value.code == code
        assert beside.acted() == []

    play(qapp, _city(tmp_path), story)


def test_what_only_the_server_may_settle_goes_off_with_it_and_comes_back(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start(online=False)
        assert room.registry.why_off("close-incident") == "offline"
        beside.stages.tick(room.now)
        before = beside.changed
        room.city.connect()
        beside.stages.tick(room.now)
        assert beside.changed == before + 1, "buttons are told"
        beside.stages.tick(room.now)
        assert beside.changed == before + 1
        assert room.registry.why_off("close-incident") is None
        room.city.acts_as_oneself = False
        assert room.registry.why_off("close-incident") == "own_sign_in", "by PIN, in somebody else's sign-in"
        room.city.acts_as_oneself = True
        room.city.actor = Actor(id="x", name="x", role="operator")
        assert room.registry.why_off("close-incident") == "officer_only"
        room.city.actor = None
        assert room.registry.why_off("close-incident") == "sign_in_first"

    play(qapp, _city(tmp_path, _one(stage="done", state="resolved")), story)


def test_when_life_cycles_cannot_be_read_the_known_ones_hold(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        beside = Beside(room)
        await beside.start()
        room.city.trouble = StorageError("io_error")
        await room.hear("life_cycle")
        assert stage_name(room.context, _one()) == "Tiếp nhận"
        assert [level for level, _text in room.notices] == ["warning"]
        assert beside.acted() == []

    play(qapp, _city(tmp_path), story)
