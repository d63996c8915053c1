"""What is done with a plan that runs: said whole it is saved, else its form asks; and what may not be is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from console.records.models import Actor, StepDone
from offline_cache.errors import StorageError
from tests.views.plans.planned_city import PlanDesk, activation, city, plan_desk
from tests.views.played_city import PlayedRoom, play, texts
from tests.views.played_session import NOW
from views.base.commands import CommandRefusedError
from widgets.base.forms import Form

STEPS = (
    "change-plan-level", "mark-plan-step", "write-plan-log", "send-flash-report", "ask-agencies", "answer-poll",
    "inject-situation", "stand-down-plan",
)  # fmt: skip


POLL = {"id": "p1", "question": "Sẵn sàng chưa?", "at": NOW}


def _form(desk: PlanDesk) -> Form:
    [found] = [one for one in desk.room.window.findChildren(QWidget) if isinstance(one, Form) and one.isVisible()]
    return found


@pytest.mark.parametrize(
    ("name", "args", "saved"),
    [
        (
            "change-plan-level",
            {"level": 2, "reason": " Nước lên "},
            ("plan_level", {"level": 2, "reason": "Nước lên", "base_level": 1}),
        ),
        ("write-plan-log", {"text": " Họp xong "}, ("plan_log", {"text": "Họp xong"})),
        ("send-flash-report", {"text": "Báo cáo 1"}, ("plan_report", {"text": "Báo cáo 1"})),
        ("ask-agencies", {"question": "Sẵn sàng?"}, ("plan_poll", {"question": "Sẵn sàng?"})),
        (
            "answer-poll",
            {"agency": "police", "go": False, "text": "Thiếu xe"},
            ("plan_answer", {"agency": "police", "go": False, "text": "Thiếu xe", "poll": "p1"}),
        ),
        (
            "inject-situation",
            {"title": "Cháy", "severity": 2, "place": "Chợ"},
            ("plan_inject", {"title": "Cháy", "severity": 2, "place": "Chợ"}),
        ),
        ("stand-down-plan", {"reason": "Nước rút"}, ("plan_stand_down", {"reason": "Nước rút"})),
        ("mark-plan-step", {}, ("plan_step", {"checklist": "main", "step": "warn", "title": "Báo động"})),
        (
            "mark-plan-step",
            {"step": 2, "answer": "yes"},
            (
                "plan_step",
                {"checklist": "main", "step": "ask", "title": "Nước còn lên?", "answer": "yes", "answer_text": "Còn"},
            ),
        ),
        (
            "mark-plan-step",
            {"checklist": "stand-down", "step": "thank"},
            ("plan_step", {"checklist": "stand-down", "step": "thank", "title": "Cảm ơn"}),
        ),
    ],
)
def test_a_verb_that_is_told_everything_is_saved_as_it_was_said(
    tmp_path: Path, qapp: QApplication, name: str, args: dict[str, Any], saved: tuple[str, dict[str, Any]]
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do(name, **args)
        verb, said = saved
        assert desk.acted() == [(verb, {"activation_id": "run", **said})]

    play(qapp, city(tmp_path, activation(drill=True, polls=[POLL])), story)


@pytest.mark.parametrize(
    ("name", "args", "code"),
    [
        ("change-plan-level", {"level": 7, "reason": "x"}, "no_level"),
        ("change-plan-level", {"level": 2, "reason": " "}, "empty_text"),
        ("write-plan-log", {"text": " "}, "empty_text"),
        ("ask-agencies", {"question": " "}, "empty_text"),
        ("answer-poll", {"agency": "army", "go": True}, "no_agency"),
        ("answer-poll", {"agency": "police"}, "no_agency"),
        ("inject-situation", {"title": " ", "severity": 1}, "empty_text"),
        ("inject-situation", {"title": "x", "severity": 9}, "no_level"),
        ("inject-situation", {"title": "x"}, "no_level"),
        ("mark-plan-step", {"step": "gone"}, "no_step"),
        ("mark-plan-step", {"step": "note", "text": " "}, "needs_note"),
        ("mark-plan-step", {"step": 2, "answer": "maybe"}, "needs_answer"),
        ("write-plan-log", {"activation": "gone", "text": "x"}, "no_activation"),
    ],
)
def test_what_may_not_be_is_refused_and_nothing_is_saved(
    tmp_path: Path, qapp: QApplication, name: str, args: dict[str, Any], code: str
) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do(name, **args)
        assert refused.value.code == code
        assert desk.acted() == []

    play(qapp, city(tmp_path, activation(drill=True, polls=[POLL])), story)


def test_a_step_that_asks_for_a_note_is_asked_and_goes_where_it_belongs(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("mark-plan-step", step="note")
        form = desk.plans.forms.step()
        assert "Ghi lại" in texts(form)
        form.text.setPlainText("Đã ghi")
        room.city.told_in_vain = StorageError("full")
        form.send()
        await room.settle()
        assert desk.acted() == []
        room.city.told_in_vain = None
        await room.do("mark-plan-step", step="note")
        assert form.text.toPlainText() == "Đã ghi", "what the disk refused comes back"
        form.send()
        await room.settle()
        [(verb, said)] = desk.acted()
        assert (verb, said["step"], said["text"], said["activation_id"]) == ("plan_step", "note", "Đã ghi", "run")

    play(qapp, city(tmp_path, activation()), story)


def test_words_about_one_plan_never_stand_in_the_form_of_another(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("mark-plan-step", activation="run", step="note")
        form = desk.plans.forms.step()
        form.text.insertPlainText("Đã ghi")
        await room.do("mark-plan-step", activation="drill", step="note")
        assert (form.isVisible(), form.text.toPlainText()) == (True, "")
        form.text.insertPlainText("Tập")
        form.send()
        await room.settle()
        assert [said["activation_id"] for _verb, said in desk.acted()] == ["drill"]
        await room.do("mark-plan-step", activation="run", step="note")
        assert form.text.toPlainText() == "Đã ghi", "they are kept with their own"

    play(qapp, city(tmp_path, activation(), activation("drill", drill=True)), story)


def test_a_step_that_somebody_did_is_not_done_again(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        await plan_desk(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-plan-step", step="warn")
        assert (refused.value.code, refused.value.params) == ("step_done", {"name": "Trần Gia Bảo"})
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("mark-plan-step", checklist="stand-down")
        assert refused.value.code == "checklist_done"

    def done(which: str, step: str) -> StepDone:
        return StepDone(checklist=which, step=step, at=NOW, actor_name="Trần Gia Bảo")

    play(qapp, city(tmp_path, activation(steps=(done("main", "warn"), done("stand-down", "thank")))), story)


def test_the_form_of_an_answer_begins_with_who_is_silent(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("answer-poll")
        form = _form(desk)
        assert "Sẵn sàng chưa?" in texts(form)
        assert form.values()["agency"] == "power"
        form.send()
        assert form.error_text() == "Choose ready or not ready."

    answered = {**POLL, "answers": [{"agency": "police", "go": True, "at": NOW}]}
    play(qapp, city(tmp_path, activation(polls=[answered])), story)


def test_where_nothing_was_asked_there_is_nothing_to_answer(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        await plan_desk(room)
        with pytest.raises(CommandRefusedError) as refused:
            await room.do("answer-poll", agency="police", go=True)
        assert refused.value.code == "no_poll"
        assert room.registry.why_off("inject-situation") == "not_a_drill"

    play(qapp, city(tmp_path, activation()), story)


def test_where_nothing_runs_each_verb_says_so_and_who_may_not_is_told_first(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        await plan_desk(room)
        assert {room.registry.why_off(name) for name in STEPS} == {"no_activation"}
        room.city.actor = Actor(id="x", name="x", role="viewer")
        assert {room.registry.why_off(name) for name in STEPS} == {"forbidden"}
        room.city.actor = None
        assert {room.registry.why_off(name) for name in STEPS} == {"sign_in_first"}

    play(qapp, city(tmp_path, activation("over", ended_at=NOW)), story)


def test_standing_down_says_what_is_still_open(tmp_path: Path, qapp: QApplication) -> None:
    async def story(room: PlayedRoom) -> None:
        desk = await plan_desk(room)
        await room.do("stand-down-plan")
        assert any("3 steps are still open." in text for text in texts(_form(desk)))

    play(qapp, city(tmp_path, activation()), story)
