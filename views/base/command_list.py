"""Every operator verb as a named command, with its keys. Buttons, palette, menus, the control channel and tests all use
these names; what runs them is bound in `views.base.commands`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from views.arguments.reading import Arguments
from views.arguments.table import ARGUMENTS
from views.base.page import ALSO_BEFORE, ALSO_OVER, ON_DESK, ON_PAGES, Page
from widgets.words.marked_text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class Command:
    """The declared facts of one verb; the first key is printed on its button."""

    name: str
    title_source: str
    keys: tuple[str, ...] = ()
    group: str = "view"
    scope: frozenset[Page] = ON_DESK
    """Where its keys are alive; without Ctrl, Alt or an F they are not while a text is typed. On the start page it does
    not run at all, whoever asks, unless that page is among these."""
    repeats: bool = False
    """Whether a key that is held does it again and again: walking may, a deed never."""

    @property
    def title(self) -> str:
        """The verb in the user's language."""
        return QCoreApplication.translate("commands", self.title_source)

    @property
    def arguments(self) -> type[Arguments]:
        """What it may be told."""
        return ARGUMENTS.get(self.name, Arguments)

    @property
    def key(self) -> str:
        """The key that is shown; empty where there is none."""
        return self.keys[0] if self.keys else ""


COMMANDS: tuple[Command, ...] = (
    Command("new-incident", QT_TRANSLATE_NOOP("commands", "Open an incident"), ("Ctrl+N",), "incident", scope=ON_PAGES),
    Command("acknowledge-incident", QT_TRANSLATE_NOOP("commands", "Acknowledge"), ("A",), "incident"),
    Command("assign-incident", QT_TRANSLATE_NOOP("commands", "Assign"), ("G",), "incident"),
    Command("add-note", QT_TRANSLATE_NOOP("commands", "Add note"), ("N",), "incident"),
    Command("escalate-incident", QT_TRANSLATE_NOOP("commands", "Escalate"), ("E",), "incident"),
    Command("resolve-incident", QT_TRANSLATE_NOOP("commands", "Resolve"), ("R",), "incident"),
    Command("shelve-incident", QT_TRANSLATE_NOOP("commands", "Put aside for a while"), ("Z",), "incident"),
    Command(
        "unshelve-incident", QT_TRANSLATE_NOOP("commands", "Bring back what is put aside"), ("Shift+Z",), "incident"
    ),
    Command("verify-incident", QT_TRANSLATE_NOOP("commands", "Verify"), ("Shift+V",), "incident"),
    Command("classify-incident", QT_TRANSLATE_NOOP("commands", "Classify"), ("Shift+C",), "incident"),
    Command("forward-incident", QT_TRANSLATE_NOOP("commands", "Forward to an agency"), ("F",), "incident"),
    Command("start-work", QT_TRANSLATE_NOOP("commands", "Start work"), ("Shift+W",), "incident"),
    Command("pause-clock", QT_TRANSLATE_NOOP("commands", "Stop the clock"), ("Shift+P",), "incident"),
    Command("resume-clock", QT_TRANSLATE_NOOP("commands", "Let the clock run"), ("Shift+L",), "incident"),
    Command("reply-to-reporter", QT_TRANSLATE_NOOP("commands", "Answer the reporter"), ("Shift+A",), "incident"),
    Command("close-incident", QT_TRANSLATE_NOOP("commands", "Close the incident"), ("Shift+K",), "incident"),
    Command("refuse-incident", QT_TRANSLATE_NOOP("commands", "Refuse"), ("Shift+X",), "incident"),
    Command("reopen-incident", QT_TRANSLATE_NOOP("commands", "Reopen"), ("Shift+O",), "incident"),
    Command("extend-deadline", QT_TRANSLATE_NOOP("commands", "Extend the deadline"), ("Shift+D",), "incident"),
    Command("undo-action", QT_TRANSLATE_NOOP("commands", "Undo last unsent action"), ("Ctrl+Z",), "incident"),
    Command("withdraw-action", QT_TRANSLATE_NOOP("commands", "Withdraw an unsent action"), (), "incident"),
    Command("retry-action", QT_TRANSLATE_NOOP("commands", "Try a refused action again"), (), "incident"),
    Command("put-away-action", QT_TRANSLATE_NOOP("commands", "Put a refused action away"), (), "incident"),
    Command("take-out-action", QT_TRANSLATE_NOOP("commands", "Take an action out again"), (), "incident"),
    Command("decide-conflict", QT_TRANSLATE_NOOP("commands", "Decide a conflict"), ("Ctrl+D",), "incident"),
    Command("mark-step", QT_TRANSLATE_NOOP("commands", "Mark the next step"), ("X",), "incident"),
    Command("focus-checklist", QT_TRANSLATE_NOOP("commands", "Go to the checklist"), ("C",), "incident"),
    Command("bundle", QT_TRANSLATE_NOOP("commands", "Gather around it"), ("B",), "incident"),
    Command("show-reporter", QT_TRANSLATE_NOOP("commands", "Show who reported"), ("Y",), "incident"),
    Command("show-contacts", QT_TRANSLATE_NOOP("commands", "Numbers to call"), ("T",), "incident"),
    Command("next-incident", QT_TRANSLATE_NOOP("commands", "Next incident"), ("J", "Down"), "queue", repeats=True),
    Command(
        "previous-incident", QT_TRANSLATE_NOOP("commands", "Previous incident"), ("K", "Up"), "queue", repeats=True
    ),
    Command("select-incident", QT_TRANSLATE_NOOP("commands", "Select an incident"), (), "queue"),
    Command("open-incident", QT_TRANSLATE_NOOP("commands", "Open the incident"), ("Return",), "queue"),
    Command("focus-queue", QT_TRANSLATE_NOOP("commands", "Go to the queue"), ("Q",), "queue"),
    Command("search-incidents", QT_TRANSLATE_NOOP("commands", "Search incidents"), ("/",), "queue"),
    Command(
        "search-past", QT_TRANSLATE_NOOP("commands", "Search the past"), ("Ctrl+Shift+F",), "queue", scope=ON_PAGES
    ),
    Command("filter-all", QT_TRANSLATE_NOOP("commands", "Queue: all"), ("1",), "queue"),
    Command("filter-mine", QT_TRANSLATE_NOOP("commands", "Queue: mine"), ("2",), "queue"),
    Command("filter-unacknowledged", QT_TRANSLATE_NOOP("commands", "Queue: not acknowledged"), ("3",), "queue"),
    Command("filter-due-soon", QT_TRANSLATE_NOOP("commands", "Queue: due soon"), ("4",), "queue"),
    Command("filter-overdue", QT_TRANSLATE_NOOP("commands", "Queue: overdue"), ("5",), "queue"),
    Command("filter-security", QT_TRANSLATE_NOOP("commands", "Queue: information security"), ("6",), "queue"),
    Command("filter-unassigned", QT_TRANSLATE_NOOP("commands", "Queue: unassigned"), ("7",), "queue"),
    Command("choose-view", QT_TRANSLATE_NOOP("commands", "Choose a view of the queue"), ("Alt+V",), "queue"),
    Command("save-view", QT_TRANSLATE_NOOP("commands", "Save the line as a view"), ("Alt+S",), "queue"),
    Command("delete-view", QT_TRANSLATE_NOOP("commands", "Delete the own view"), ("Alt+Del",), "queue"),
    Command("restore-view", QT_TRANSLATE_NOOP("commands", "Bring the deleted view back"), ("Alt+Z",), "queue"),
    Command("own-view-1", QT_TRANSLATE_NOOP("commands", "Own view 1"), ("Ctrl+Alt+1",), "queue"),
    Command("own-view-2", QT_TRANSLATE_NOOP("commands", "Own view 2"), ("Ctrl+Alt+2",), "queue"),
    Command("own-view-3", QT_TRANSLATE_NOOP("commands", "Own view 3"), ("Ctrl+Alt+3",), "queue"),
    Command("own-view-4", QT_TRANSLATE_NOOP("commands", "Own view 4"), ("Ctrl+Alt+4",), "queue"),
    Command("own-view-5", QT_TRANSLATE_NOOP("commands", "Own view 5"), ("Ctrl+Alt+5",), "queue"),
    Command("own-view-6", QT_TRANSLATE_NOOP("commands", "Own view 6"), ("Ctrl+Alt+6",), "queue"),
    Command("own-view-7", QT_TRANSLATE_NOOP("commands", "Own view 7"), ("Ctrl+Alt+7",), "queue"),
    Command("own-view-8", QT_TRANSLATE_NOOP("commands", "Own view 8"), ("Ctrl+Alt+8",), "queue"),
    Command("own-view-9", QT_TRANSLATE_NOOP("commands", "Own view 9"), ("Ctrl+Alt+9",), "queue"),
    Command(
        "show-news", QT_TRANSLATE_NOOP("commands", "Show what is new in the queue"), ("Alt+N",), "queue", scope=ON_PAGES
    ),
    Command("join-incident", QT_TRANSLATE_NOOP("commands", "Join with the same incident"), ("Alt+J",), "queue"),
    Command("part-incident", QT_TRANSLATE_NOOP("commands", "Part from the joined incident"), ("Alt+P",), "queue"),
    Command("show-related", QT_TRANSLATE_NOOP("commands", "Open what is near or joined"), ("Shift+N",), "queue"),
    Command("show-map", QT_TRANSLATE_NOOP("commands", "Map of the place"), ("M", "Alt+2"), "queue", scope=ON_PAGES),
    Command("open-thing", QT_TRANSLATE_NOOP("commands", "Open a camera, an incident or an indicator"), (), "queue"),
    Command("focus-camera", QT_TRANSLATE_NOOP("commands", "Enlarge camera"), ("Shift+F",), "camera"),
    Command("next-near-camera", QT_TRANSLATE_NOOP("commands", "Next camera nearby"), ("Shift+PgDown",), "camera"),
    Command("previous-near-camera", QT_TRANSLATE_NOOP("commands", "Previous camera nearby"), ("Shift+PgUp",), "camera"),
    Command("middle-cameras", QT_TRANSLATE_NOOP("commands", "Cameras in the middle"), ("Alt+C",), "camera"),
    Command("middle-map", QT_TRANSLATE_NOOP("commands", "Map in the middle"), ("Alt+M",), "camera"),
    Command("middle-split", QT_TRANSLATE_NOOP("commands", "Map beside the cameras"), ("Alt+D",), "camera"),
    Command("grid-2x2", QT_TRANSLATE_NOOP("commands", "Cameras 2 × 2"), ("Ctrl+2",), "camera"),
    Command("grid-3x3", QT_TRANSLATE_NOOP("commands", "Cameras 3 × 3"), ("Ctrl+3",), "camera"),
    Command("grid-4x4", QT_TRANSLATE_NOOP("commands", "Cameras 4 × 4"), ("Ctrl+4",), "camera"),
    Command("overview", QT_TRANSLATE_NOOP("commands", "Overview of all cameras"), ("Ctrl+8",), "camera"),
    Command("next-cameras", QT_TRANSLATE_NOOP("commands", "Next cameras"), ("PgDown",), "camera", repeats=True),
    Command("previous-cameras", QT_TRANSLATE_NOOP("commands", "Previous cameras"), ("PgUp",), "camera", repeats=True),
    Command("zoom-in", QT_TRANSLATE_NOOP("commands", "Look closer"), ("+", "="), "camera", repeats=True),
    Command("zoom-out", QT_TRANSLATE_NOOP("commands", "Look from farther"), ("-",), "camera", repeats=True),
    Command("zoom-reset", QT_TRANSLATE_NOOP("commands", "Whole picture"), ("0",), "camera"),
    Command("replay-camera", QT_TRANSLATE_NOOP("commands", "Replay the last minute"), ("V",), "camera"),
    Command("save-still", QT_TRANSLATE_NOOP("commands", "Save the picture"), ("S",), "camera"),
    Command("save-clip", QT_TRANSLATE_NOOP("commands", "Save the last minute"), ("Shift+S",), "camera"),
    Command("export-evidence", QT_TRANSLATE_NOOP("commands", "Marked copy of what was saved"), (), "camera"),
    Command("control-camera", QT_TRANSLATE_NOOP("commands", "Turn the camera"), ("P",), "camera"),
    Command("move-camera", QT_TRANSLATE_NOOP("commands", "Move the camera that you lead"), (), "camera"),
    Command("go-to-preset", QT_TRANSLATE_NOOP("commands", "Turn to a preset"), (), "camera"),
    Command("toggle-statistics", QT_TRANSLATE_NOOP("commands", "Figures of the cameras"), ("I",), "camera"),
    Command(
        "show-camera-health",
        QT_TRANSLATE_NOOP("commands", "Health of the cameras"),
        ("H", "Alt+3"),
        "camera",
        scope=ON_PAGES,
    ),
    Command("add-log-entry", QT_TRANSLATE_NOOP("commands", "Write in the shift log"), ("L",), "shift"),
    Command("show-shift-log", QT_TRANSLATE_NOOP("commands", "Shift log"), ("Alt+6",), "shift", scope=ON_PAGES),
    Command("correct-log-entry", QT_TRANSLATE_NOOP("commands", "Correct a line of the log"), (), "shift"),
    Command("pin-log-entry", QT_TRANSLATE_NOOP("commands", "Pin a line for the next shift"), (), "shift"),
    Command(
        "sign-on", QT_TRANSLATE_NOOP("commands", "Sign on to the shift"), ("Ctrl+Shift+I",), "shift", scope=ON_PAGES
    ),
    Command(
        "sign-off", QT_TRANSLATE_NOOP("commands", "Sign off from the shift"), ("Ctrl+Shift+O",), "shift", scope=ON_PAGES
    ),
    Command("hand-over", QT_TRANSLATE_NOOP("commands", "Hand over"), ("Ctrl+H",), "shift", scope=ON_PAGES),
    Command(
        "show-handovers",
        QT_TRANSLATE_NOOP("commands", "Handovers, and what changed"),
        ("Ctrl+Shift+H",),
        "shift",
        scope=ON_PAGES,
    ),
    Command("take-over", QT_TRANSLATE_NOOP("commands", "Take over what was handed to me"), (), "shift"),
    Command("return-items", QT_TRANSLATE_NOOP("commands", "Return an item of a handover"), (), "shift"),
    Command("show-wall", QT_TRANSLATE_NOOP("commands", "Wall control"), ("Ctrl+W", "Alt+8"), "wall", scope=ON_PAGES),
    Command(
        "show-wall-recorder",
        QT_TRANSLATE_NOOP("commands", "What was on the wall"),
        ("Ctrl+Shift+W",),
        "wall",
        scope=ON_PAGES,
    ),
    Command("take-wall", QT_TRANSLATE_NOOP("commands", "Take control of the wall"), (), "wall"),
    Command("extend-wall", QT_TRANSLATE_NOOP("commands", "Keep control of the wall for longer"), (), "wall"),
    Command("release-wall", QT_TRANSLATE_NOOP("commands", "Release the wall"), (), "wall"),
    Command("take-over-wall", QT_TRANSLATE_NOOP("commands", "Take the wall over from somebody"), (), "wall"),
    Command("push-to-wall", QT_TRANSLATE_NOOP("commands", "Put something on a screen of the wall"), (), "wall"),
    Command("apply-wall-preset", QT_TRANSLATE_NOOP("commands", "Preset of the whole wall"), (), "wall"),
    Command("save-wall-preset", QT_TRANSLATE_NOOP("commands", "Keep what the wall shows"), (), "wall"),
    Command("remove-wall-preset", QT_TRANSLATE_NOOP("commands", "Remove a preset of the wall"), (), "wall"),
    Command("swap-wall-screens", QT_TRANSLATE_NOOP("commands", "Swap two screens of the wall"), (), "wall"),
    Command("blank-wall-screen", QT_TRANSLATE_NOOP("commands", "Screen black, or shown again"), (), "wall"),
    Command("freeze-wall-screen", QT_TRANSLATE_NOOP("commands", "Freeze a screen, or let it run"), (), "wall"),
    Command("identify-wall", QT_TRANSLATE_NOOP("commands", "Show each screen's number"), (), "wall"),
    Command("roll-back-wall", QT_TRANSLATE_NOOP("commands", "Wall as it was before a change"), (), "wall"),
    Command("next-wall", QT_TRANSLATE_NOOP("commands", "Next wall"), (), "wall"),
    Command("show-plans", QT_TRANSLATE_NOOP("commands", "Response plans"), ("F9", "Alt+5"), "plan", scope=ON_PAGES),
    Command("open-plan", QT_TRANSLATE_NOOP("commands", "Command view of a running plan"), (), "plan"),
    Command("activate-plan", QT_TRANSLATE_NOOP("commands", "Activate a response plan"), (), "plan"),
    Command("change-plan-level", QT_TRANSLATE_NOOP("commands", "Change the level of the plan"), (), "plan"),
    Command("mark-plan-step", QT_TRANSLATE_NOOP("commands", "Mark a step of the plan"), (), "plan"),
    Command("write-plan-log", QT_TRANSLATE_NOOP("commands", "Write in the plan's log"), (), "plan"),
    Command("send-flash-report", QT_TRANSLATE_NOOP("commands", "A flash report was sent"), (), "plan"),
    Command("ask-agencies", QT_TRANSLATE_NOOP("commands", "Ask all agencies: ready or not"), (), "plan"),
    Command("answer-poll", QT_TRANSLATE_NOOP("commands", "Write down an agency's answer"), (), "plan"),
    Command("inject-situation", QT_TRANSLATE_NOOP("commands", "Situation of the exercise"), (), "plan"),
    Command("gather-for-plan", QT_TRANSLATE_NOOP("commands", "Cameras and numbers of the plan"), (), "plan"),
    Command("stand-down-plan", QT_TRANSLATE_NOOP("commands", "Stand down"), (), "plan"),
    Command("edit-layouts", QT_TRANSLATE_NOOP("commands", "Layouts of walls"), ("Ctrl+E",), "wall", scope=ON_PAGES),
    Command("save-layout", QT_TRANSLATE_NOOP("commands", "Save the layout"), (), "wall"),
    Command("import-layout", QT_TRANSLATE_NOOP("commands", "Bring a layout in from a file"), (), "wall"),
    Command("export-layout", QT_TRANSLATE_NOOP("commands", "Write a layout to a file"), (), "wall"),
    Command("show-desk", QT_TRANSLATE_NOOP("commands", "Desk"), ("Alt+1",), scope=ON_PAGES),
    Command("show-indicators", QT_TRANSLATE_NOOP("commands", "Indicators"), ("Alt+4",), scope=ON_PAGES),
    Command("show-notices", QT_TRANSLATE_NOOP("commands", "Notices"), ("Alt+9",), scope=ON_PAGES),
    Command("show-first-steps", QT_TRANSLATE_NOOP("commands", "Five things to try"), ("Ctrl+F1",), scope=ON_PAGES),
    Command("show-manual", QT_TRANSLATE_NOOP("commands", "Manual"), scope=ON_PAGES),
    Command("show-about", QT_TRANSLATE_NOOP("commands", "What is new, and this machine"), scope=ON_PAGES),
    Command("show-tour", QT_TRANSLATE_NOOP("commands", "Tour of the desk"), ("Shift+F1",), scope=ON_PAGES),
    Command("cut-network", QT_TRANSLATE_NOOP("commands", "Cut the demo's network"), ("Ctrl+Alt+N",), scope=ON_PAGES),
    Command("show-settings", QT_TRANSLATE_NOOP("commands", "Settings"), ("F10",), scope=ON_PAGES),
    Command("show-own-menu", QT_TRANSLATE_NOOP("commands", "My sign-in and this desk"), ("F12",), scope=ON_PAGES),
    Command("page-back", QT_TRANSLATE_NOOP("commands", "Page before"), ("Alt+Left",), scope=ON_PAGES),
    Command("page-forward", QT_TRANSLATE_NOOP("commands", "Page after"), ("Alt+Right",), scope=ON_PAGES),
    Command("fold-queue", QT_TRANSLATE_NOOP("commands", "Fold the queue, or unfold it"), ("Ctrl+B",), scope=ON_PAGES),
    Command("open-palette", QT_TRANSLATE_NOOP("commands", "All commands"), ("Ctrl+K",), scope=ON_PAGES),
    Command("show-keys", QT_TRANSLATE_NOOP("commands", "Keys"), ("F1",), scope=ON_PAGES),
    Command("save-keys", QT_TRANSLATE_NOOP("commands", "Save the list of keys for printing"), ()),
    Command("show-outbox", QT_TRANSLATE_NOOP("commands", "Our actions: waiting, refused, sent"), ("O",)),
    Command(
        "show-catch-up", QT_TRANSLATE_NOOP("commands", "What happened while we were away"), ("Ctrl+U",), scope=ON_PAGES
    ),
    Command("show-misread", QT_TRANSLATE_NOOP("commands", "Records that could not be read"), ()),
    Command("show-alarm-load", QT_TRANSLATE_NOOP("commands", "Alarm load"), ("Ctrl+L",), scope=ON_PAGES),
    Command("show-whole-queue", QT_TRANSLATE_NOOP("commands", "Whole queue or summary in a flood"), ("W",), "queue"),
    Command("mute-sounds", QT_TRANSLATE_NOOP("commands", "Mute alarm sounds for a while"), ("Ctrl+M",), scope=ON_PAGES),
    Command("go-back", QT_TRANSLATE_NOOP("commands", "Back"), ("Esc",)),
    Command("toggle-theme", QT_TRANSLATE_NOOP("commands", "Light or dark"), ("Ctrl+T",), scope=ALSO_BEFORE),
    Command("toggle-contrast", QT_TRANSLATE_NOOP("commands", "High contrast"), ("Ctrl+Shift+T",), scope=ALSO_BEFORE),
    Command("show-measures", QT_TRANSLATE_NOOP("commands", "Measures"), ("Ctrl+Shift+M", "Alt+7"), scope=ON_PAGES),
    Command("export-measures", QT_TRANSLATE_NOOP("commands", "Write the measures to a file"), ()),
    Command(
        "show-after-action",
        QT_TRANSLATE_NOOP("commands", "Report after action"),
        ("Ctrl+R",),
        "incident",
        scope=ON_PAGES,
    ),
    Command("export-report", QT_TRANSLATE_NOOP("commands", "Write the incident's report to a file"), ()),
    Command("lock-desk", QT_TRANSLATE_NOOP("commands", "Lock the desk"), ("Ctrl+Alt+L",), scope=ALSO_OVER),
    Command("unlock-desk", QT_TRANSLATE_NOOP("commands", "Unlock the desk"), ()),
    Command("acknowledge-under-lock", QT_TRANSLATE_NOOP("commands", "Acknowledge while locked"), ()),
    Command("set-pin", QT_TRANSLATE_NOOP("commands", "Set your PIN"), ("Ctrl+Alt+P",), scope=ON_PAGES),
    Command("change-password", QT_TRANSLATE_NOOP("commands", "Change your password"), ()),
    Command(
        "show-administration", QT_TRANSLATE_NOOP("commands", "People and sign-ins"), ("Ctrl+Shift+U",), scope=ON_PAGES
    ),
    Command(
        "show-evidence", QT_TRANSLATE_NOOP("commands", "Evidence at the server"), ("Ctrl+Shift+E",), scope=ON_PAGES
    ),
    Command("show-audit", QT_TRANSLATE_NOOP("commands", "Who did what"), ("Ctrl+Shift+A",), scope=ON_PAGES),
    Command("sign-out", QT_TRANSLATE_NOOP("commands", "Sign out"), ("Ctrl+Shift+Q",), scope=ON_PAGES),
    Command("quit", QT_TRANSLATE_NOOP("commands", "Quit"), ("Ctrl+Q",), scope=ALSO_BEFORE),
)
