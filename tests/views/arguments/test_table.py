"""What commands on the desk, the shift and response plans may be told from outside, and what they mean left out."""

from __future__ import annotations

import pytest

from views.arguments import desk, plan, shift
from views.arguments.reading import Arguments, WrongArgumentError, arguments_of, read
from views.base.commands import CommandRefusedError, taken
from views.words.arguments import ARGUMENT_SENTENCES
from views.words.sentences import sentence


@pytest.mark.parametrize(
    ("kind", "given", "meant"),
    [
        (desk.EditLayouts, {}, desk.EditLayouts()),
        (desk.ShowMeasures, {"period": "7d", "by": "ward"}, desk.ShowMeasures(period="7d", by="ward")),
        (desk.MoveCamera, {"pan": 1}, desk.MoveCamera(pan=1.0)),
        (desk.OpenThing, {"kind": "map"}, desk.OpenThing(kind="map")),
        (desk.SearchIncidents, {"text": ""}, desk.SearchIncidents(text="")),
        (shift.HandOver, {"to": "an", "items": ["one"], "expected": {"one": "Gọi lại"}},
         shift.HandOver(to="an", items=("one",), expected={"one": "Gọi lại"})),
        (shift.HandOver, {"items": []}, shift.HandOver(items=())),
        (shift.ShowShiftLog, {}, shift.ShowShiftLog(kind="all", incident="")),
        (shift.CorrectLogEntry, {"entry": "e1"}, shift.CorrectLogEntry(entry="e1", pinned=None)),
        (plan.MarkPlanStep, {"step": 2}, plan.MarkPlanStep(step=2)),
        (plan.MarkPlanStep, {"step": "call", "checklist": "stand-down"},
         plan.MarkPlanStep(step="call", checklist="stand-down")),
        (plan.AnswerPoll, {"agency": "ca", "go": False}, plan.AnswerPoll(agency="ca", go=False)),
    ],
)  # fmt: skip
def test_what_is_said_is_what_is_meant(kind: type[Arguments], given: dict[str, object], meant: Arguments) -> None:
    assert read(kind, given) == meant


@pytest.mark.parametrize(
    ("kind", "given", "field"),
    [
        (desk.SelectIncident, {}, "incident"),
        (desk.OfFile, {}, "path"),
        (desk.SaveLayout, {"choice": "ours"}, "choice"),
        (desk.OpenThing, {"kind": "person", "id": "x"}, "kind"),
        (desk.MoveCamera, {"pan": "left"}, "pan"),
        (desk.Leave, {"sure": "yes"}, "sure"),
        (shift.OfLogEntry, {}, "entry"),
        (shift.ReturnItems, {"items": ["one"]}, "reason"),
        (shift.ReturnItems, {"items": "one", "reason": "x"}, "items"),
        (shift.HandOver, {"expected": {"one": 1}}, "expected"),
        (plan.ActivatePlan, {}, "plan"),
        (plan.ActivatePlan, {"plan": "ngập", "level": "2"}, "level"),
        (plan.MarkPlanStep, {"step": 1.5}, "step"),
        (plan.AnswerPoll, {"go": "yes"}, "go"),
    ],
)  # fmt: skip
def test_what_is_no_argument_is_refused_by_its_name(
    kind: type[Arguments], given: dict[str, object], field: str
) -> None:
    with pytest.raises(WrongArgumentError) as refused:
        read(kind, given)
    assert refused.value.params["field"] == field
    with pytest.raises(CommandRefusedError) as told:
        taken("the-command", kind, given)
    assert told.value.code in ARGUMENT_SENTENCES
    said = sentence(told.value.code, told.value.params)
    assert f"“{field}”" in said
    assert "“the-command”" in said


def test_who_leaves_is_asked_once_more_unless_it_is_said_that_they_are_sure() -> None:
    assert not read(desk.Leave, {}).sure


def test_secrets_do_not_stand_in_what_is_written_down() -> None:
    for told in (desk.UnlockDesk(pin="905317", password="905317"), desk.SetPin(pin="905317"),
                 desk.AcknowledgeUnderLock(incident="one", pin="905317")):  # fmt: skip
        assert "905317" not in repr(told)
    assert "pin" in arguments_of(desk.UnlockDesk)
