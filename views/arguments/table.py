"""Which arguments belong to which command, and which verb it says. A command that is not here takes none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Generic, TypeVar

from views.arguments import desk, incident, plan, shift, wall
from views.arguments.reading import Arguments, Kind

Told_co = TypeVar("Told_co", bound=Arguments, covariant=True)


@dataclass(frozen=True)
class Takes(Generic[Told_co]):
    """A command by its name, with what it may be told: whoever is tied to it takes that and nothing else."""

    command: str
    arguments: type[Told_co]
    verb: str = ""
    """The contract's verb that it says; empty where it says none, or one that another command says too."""


class Taking:
    """The commands that take something; a handler is tied to one of these (`views.base.commands.Registry.bind`)."""

    # incidents
    NEW_INCIDENT = Takes("new-incident", incident.NewIncident, "open")
    ACKNOWLEDGE_INCIDENT = Takes("acknowledge-incident", incident.OfIncident, "acknowledge")
    ASSIGN_INCIDENT = Takes("assign-incident", incident.AssignIncident, "assign")
    ADD_NOTE = Takes("add-note", incident.AddNote, "note")
    ESCALATE_INCIDENT = Takes("escalate-incident", incident.ForReason, "escalate")
    RESOLVE_INCIDENT = Takes("resolve-incident", incident.ResolveIncident, "resolve")
    SHELVE_INCIDENT = Takes("shelve-incident", incident.ShelveIncident, "shelve")
    UNSHELVE_INCIDENT = Takes("unshelve-incident", incident.OfIncident, "unshelve")
    VERIFY_INCIDENT = Takes("verify-incident", incident.LifeCycleStep, "verify")
    CLASSIFY_INCIDENT = Takes("classify-incident", incident.LifeCycleStep, "classify")
    FORWARD_INCIDENT = Takes("forward-incident", incident.LifeCycleStep, "forward")
    START_WORK = Takes("start-work", incident.LifeCycleStep, "start")
    PAUSE_CLOCK = Takes("pause-clock", incident.LifeCycleStep, "pause")
    RESUME_CLOCK = Takes("resume-clock", incident.LifeCycleStep, "resume")
    REPLY_TO_REPORTER = Takes("reply-to-reporter", incident.LifeCycleStep, "reply")
    CLOSE_INCIDENT = Takes("close-incident", incident.LifeCycleStep, "close")
    REFUSE_INCIDENT = Takes("refuse-incident", incident.LifeCycleStep, "refuse")
    REOPEN_INCIDENT = Takes("reopen-incident", incident.LifeCycleStep, "reopen")
    EXTEND_DEADLINE = Takes("extend-deadline", incident.LifeCycleStep, "extend_deadline")
    WITHDRAW_ACTION = Takes("withdraw-action", incident.OfAction)
    RETRY_ACTION = Takes("retry-action", incident.OfAction)
    PUT_AWAY_ACTION = Takes("put-away-action", incident.OfAction)
    TAKE_OUT_ACTION = Takes("take-out-action", incident.OfAction)
    DECIDE_CONFLICT = Takes("decide-conflict", incident.DecideConflict)
    MARK_STEP = Takes("mark-step", incident.MarkStep, "step")
    SHOW_REPORTER = Takes("show-reporter", incident.RevealReporter, "reveal")
    SHOW_AFTER_ACTION = Takes("show-after-action", incident.OfIncident)
    SHOW_EVIDENCE = Takes("show-evidence", incident.ShowEvidence)
    EXPORT_REPORT = Takes("export-report", incident.ExportReport)
    SHOW_OUTBOX = Takes("show-outbox", incident.ShowOutbox)
    # the queue
    SELECT_INCIDENT = Takes("select-incident", desk.SelectIncident)
    OPEN_INCIDENT = Takes("open-incident", incident.OfIncident)
    SEARCH_INCIDENTS = Takes("search-incidents", desk.SearchIncidents)
    SEARCH_PAST = Takes("search-past", desk.SearchIncidents)
    CHOOSE_VIEW = Takes("choose-view", desk.OfView)
    SAVE_VIEW = Takes("save-view", desk.OfView)
    DELETE_VIEW = Takes("delete-view", desk.OfView)
    JOIN_INCIDENT = Takes("join-incident", incident.JoinIncident, "join")
    PART_INCIDENT = Takes("part-incident", incident.OfIncident, "part")
    SHOW_MAP = Takes("show-map", incident.ShowMap)
    OPEN_THING = Takes("open-thing", desk.OpenThing)
    FOCUS_CAMERA = Takes("focus-camera", desk.OfCamera)
    # cameras
    REPLAY_CAMERA = Takes("replay-camera", desk.OfCamera)
    SAVE_STILL = Takes("save-still", desk.OfCamera)
    SAVE_CLIP = Takes("save-clip", desk.OfCamera)
    EXPORT_EVIDENCE = Takes("export-evidence", desk.ExportEvidence)
    ZOOM_IN = Takes("zoom-in", desk.OfCamera)
    ZOOM_OUT = Takes("zoom-out", desk.OfCamera)
    ZOOM_RESET = Takes("zoom-reset", desk.OfCamera)
    CONTROL_CAMERA = Takes("control-camera", desk.ControlCamera)
    MOVE_CAMERA = Takes("move-camera", desk.MoveCamera)
    GO_TO_PRESET = Takes("go-to-preset", desk.GoToPreset)
    # the shift
    ADD_LOG_ENTRY = Takes("add-log-entry", shift.AddLogEntry, "log_entry")
    SHOW_SHIFT_LOG = Takes("show-shift-log", shift.ShowShiftLog)
    CORRECT_LOG_ENTRY = Takes("correct-log-entry", shift.CorrectLogEntry)
    PIN_LOG_ENTRY = Takes("pin-log-entry", shift.OfLogEntry)
    HAND_OVER = Takes("hand-over", shift.HandOver, "handover_offer")
    SHOW_HANDOVERS = Takes("show-handovers", shift.ShowHandovers)
    TAKE_OVER = Takes("take-over", shift.TakeOver, "handover_take")
    RETURN_ITEMS = Takes("return-items", shift.ReturnItems, "handover_return")
    # the wall
    SHOW_WALL = Takes("show-wall", wall.ShowWall)
    SHOW_WALL_RECORDER = Takes("show-wall-recorder", wall.ShowWallRecorder)
    TAKE_WALL = Takes("take-wall", wall.LeadWall)
    EXTEND_WALL = Takes("extend-wall", wall.LeadWall)
    TAKE_OVER_WALL = Takes("take-over-wall", wall.LeadWall)
    PUSH_TO_WALL = Takes("push-to-wall", wall.PushToWall)
    APPLY_WALL_PRESET = Takes("apply-wall-preset", wall.ApplyWallPreset, "wall_preset")
    SAVE_WALL_PRESET = Takes("save-wall-preset", wall.SaveWallPreset, "wall_preset_save")
    REMOVE_WALL_PRESET = Takes("remove-wall-preset", wall.RemoveWallPreset, "wall_preset_remove")
    SWAP_WALL_SCREENS = Takes("swap-wall-screens", wall.SwapWallScreens)
    BLANK_WALL_SCREEN = Takes("blank-wall-screen", wall.TurnWallScreen)
    FREEZE_WALL_SCREEN = Takes("freeze-wall-screen", wall.TurnWallScreen)
    IDENTIFY_WALL = Takes("identify-wall", wall.IdentifyWall, "wall_identify")
    ROLL_BACK_WALL = Takes("roll-back-wall", wall.RollBackWall, "wall_roll_back")
    # response plans
    SHOW_PLANS = Takes("show-plans", plan.ShowPlans)
    OPEN_PLAN = Takes("open-plan", plan.OfActivation)
    ACTIVATE_PLAN = Takes("activate-plan", plan.ActivatePlan, "plan_activate")
    CHANGE_PLAN_LEVEL = Takes("change-plan-level", plan.ChangePlanLevel, "plan_level")
    MARK_PLAN_STEP = Takes("mark-plan-step", plan.MarkPlanStep, "plan_step")
    WRITE_PLAN_LOG = Takes("write-plan-log", plan.PlanText, "plan_log")
    SEND_FLASH_REPORT = Takes("send-flash-report", plan.PlanText, "plan_report")
    ASK_AGENCIES = Takes("ask-agencies", plan.AskAgencies, "plan_poll")
    ANSWER_POLL = Takes("answer-poll", plan.AnswerPoll, "plan_answer")
    INJECT_SITUATION = Takes("inject-situation", plan.InjectSituation, "plan_inject")
    GATHER_FOR_PLAN = Takes("gather-for-plan", plan.OfActivation)
    STAND_DOWN_PLAN = Takes("stand-down-plan", plan.StandDownPlan, "plan_stand_down")
    # layouts
    EDIT_LAYOUTS = Takes("edit-layouts", desk.EditLayouts)
    SAVE_LAYOUT = Takes("save-layout", desk.SaveLayout, "layout_save")
    IMPORT_LAYOUT = Takes("import-layout", desk.OfFile)
    EXPORT_LAYOUT = Takes("export-layout", desk.ExportLayout)
    # the desk
    SHOW_CONTACTS = Takes("show-contacts", desk.ShowContacts)
    SHOW_SETTINGS = Takes("show-settings", desk.ShowSettings)
    MUTE_SOUNDS = Takes("mute-sounds", desk.MuteSounds)
    SHOW_MEASURES = Takes("show-measures", desk.ShowMeasures)
    EXPORT_MEASURES = Takes("export-measures", desk.OfFile)
    UNLOCK_DESK = Takes("unlock-desk", desk.UnlockDesk)
    ACKNOWLEDGE_UNDER_LOCK = Takes("acknowledge-under-lock", desk.AcknowledgeUnderLock)
    SET_PIN = Takes("set-pin", desk.SetPin)
    SIGN_OUT = Takes("sign-out", desk.Leave)
    QUIT = Takes("quit", desk.Leave)


ALL: tuple[Takes[Arguments], ...] = tuple(one for one in vars(Taking).values() if isinstance(one, Takes))
ARGUMENTS: Mapping[str, type[Arguments]] = MappingProxyType({one.command: one.arguments for one in ALL})
COMMAND_OF: Mapping[str, str] = MappingProxyType({one.verb: one.command for one in ALL if one.verb})
"""The command of a verb."""


def taking(kind: type[Kind]) -> tuple[Takes[Kind], ...]:
    """The commands that take just this."""
    return tuple(Takes(one.command, kind, one.verb) for one in ALL if one.arguments is kind)
