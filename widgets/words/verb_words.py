"""Every verb in words: what it is called, how the history tells of it, the title of the form that asks for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.records.models import HistoryEntry
from contract.records.incident import OF_SOURCE
from widgets.words.marked_text import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class VerbWords:
    """The English words of one verb; empty for what it does not need."""

    action: str
    """In the outbox, and wherever an action is named."""
    history: str = ""
    """In an incident's history: `{name}` did it, and said `{text}`."""
    form: str = ""
    """Over the form that asks for what is said with it."""


WORDS: Mapping[str, VerbWords] = MappingProxyType(
    {
        "open": VerbWords(
            QT_TRANSLATE_NOOP("action", "Open an incident"), QT_TRANSLATE_NOOP("history", "Opened by {name}")
        ),
        "acknowledge": VerbWords(
            QT_TRANSLATE_NOOP("action", "Acknowledge"), QT_TRANSLATE_NOOP("history", "Acknowledged by {name}")
        ),
        "assign": VerbWords(
            QT_TRANSLATE_NOOP("action", "Assign"),
            QT_TRANSLATE_NOOP("history", "{name} assigned to {text}"),
            QT_TRANSLATE_NOOP("form", "Assign the incident"),
        ),
        "note": VerbWords(
            QT_TRANSLATE_NOOP("action", "Note"),
            QT_TRANSLATE_NOOP("history", "{name}: {text}"),
            QT_TRANSLATE_NOOP("form", "Add note"),
        ),
        "escalate": VerbWords(
            QT_TRANSLATE_NOOP("action", "Escalate"),
            QT_TRANSLATE_NOOP("history", "{name} escalated: {text}"),
            QT_TRANSLATE_NOOP("form", "Escalate to the next level"),
        ),
        "resolve": VerbWords(
            QT_TRANSLATE_NOOP("action", "Resolve"),
            QT_TRANSLATE_NOOP("history", "{name} resolved: {text}"),
            QT_TRANSLATE_NOOP("form", "Resolve the incident"),
        ),
        "forward": VerbWords(
            QT_TRANSLATE_NOOP("action", "Forward"),
            QT_TRANSLATE_NOOP("history", "{name} forwarded to {text}"),
            QT_TRANSLATE_NOOP("form", "Forward to an agency"),
        ),
        "reopen": VerbWords(
            QT_TRANSLATE_NOOP("action", "Reopen"),
            QT_TRANSLATE_NOOP("history", "{name} reopened: {text}"),
            QT_TRANSLATE_NOOP("form", "Reopen the incident"),
        ),
        "close": VerbWords(
            QT_TRANSLATE_NOOP("action", "Close"),
            QT_TRANSLATE_NOOP("history", "Closed by {name}"),
            QT_TRANSLATE_NOOP("form", "Close the incident"),
        ),
        "refuse": VerbWords(
            QT_TRANSLATE_NOOP("action", "Refuse"),
            QT_TRANSLATE_NOOP("history", "{name} refused: {text}"),
            QT_TRANSLATE_NOOP("form", "Refuse the report"),
        ),
        "extend_deadline": VerbWords(
            QT_TRANSLATE_NOOP("action", "Extend the deadline"),
            QT_TRANSLATE_NOOP("history", "{name} extended the deadline: {text}"),
            QT_TRANSLATE_NOOP("form", "Extend the deadline"),
        ),
        "verify": VerbWords(
            QT_TRANSLATE_NOOP("action", "Verify"),
            QT_TRANSLATE_NOOP("history", "{name} verified: {text}"),
            QT_TRANSLATE_NOOP("form", "Verify the incident"),
        ),
        "classify": VerbWords(
            QT_TRANSLATE_NOOP("action", "Classify"),
            QT_TRANSLATE_NOOP("history", "{name} classified: {text}"),
            QT_TRANSLATE_NOOP("form", "Classify the incident"),
        ),
        "start": VerbWords(
            QT_TRANSLATE_NOOP("action", "Start work"), QT_TRANSLATE_NOOP("history", "{name} started work: {text}")
        ),
        "pause": VerbWords(
            QT_TRANSLATE_NOOP("action", "Stop the clock"),
            QT_TRANSLATE_NOOP("history", "{name} stopped the clock: {text}"),
            QT_TRANSLATE_NOOP("form", "Stop the clock"),
        ),
        "resume": VerbWords(
            QT_TRANSLATE_NOOP("action", "Let the clock run"),
            QT_TRANSLATE_NOOP("history", "{name} let the clock run: {text}"),
        ),
        "reply": VerbWords(
            QT_TRANSLATE_NOOP("action", "Answer the reporter"),
            QT_TRANSLATE_NOOP("history", "{name} answered the reporter: {text}"),
            QT_TRANSLATE_NOOP("form", "Answer the reporter"),
        ),
        "agency_step": VerbWords(
            QT_TRANSLATE_NOOP("action", "Step of an agency"), QT_TRANSLATE_NOOP("history", "{name}: {text}")
        ),
        "citizen_rated": VerbWords("", QT_TRANSLATE_NOOP("history", "{name} rated it: {text}")),
        "shelve": VerbWords(
            QT_TRANSLATE_NOOP("action", "Put aside"),
            QT_TRANSLATE_NOOP("history", "{name} put it aside: {text}"),
            QT_TRANSLATE_NOOP("form", "Put aside for a while"),
        ),
        "unshelve": VerbWords(
            QT_TRANSLATE_NOOP("action", "Bring back"), QT_TRANSLATE_NOOP("history", "{name} brought it back")
        ),
        "tag": VerbWords(QT_TRANSLATE_NOOP("action", "Tag"), QT_TRANSLATE_NOOP("history", "{name} tagged it: {text}")),
        "attach": VerbWords(
            QT_TRANSLATE_NOOP("action", "Evidence"), QT_TRANSLATE_NOOP("history", "{name} added evidence: {text}")
        ),
        "join": VerbWords(
            QT_TRANSLATE_NOOP("action", "Join"), QT_TRANSLATE_NOOP("history", "{name} joined it into {text}")
        ),
        "part": VerbWords(QT_TRANSLATE_NOOP("action", "Part"), QT_TRANSLATE_NOOP("history", "{name} parted it again")),
        "step": VerbWords(
            QT_TRANSLATE_NOOP("action", "Step"),
            QT_TRANSLATE_NOOP("history", "{name} did: {text}"),
            QT_TRANSLATE_NOOP("form", "Mark the step"),
        ),
        "reveal": VerbWords(
            QT_TRANSLATE_NOOP("action", "Look at who reported"),
            QT_TRANSLATE_NOOP("history", "{name} looked at who reported: {text}"),
            QT_TRANSLATE_NOOP("form", "Who reported"),
        ),
        "source_ended": VerbWords("", QT_TRANSLATE_NOOP("history", "The source {name} reports it as over: {text}")),
        "source_again": VerbWords("", QT_TRANSLATE_NOOP("history", "The source {name} reports it as not over yet")),
        "source_withdrew": VerbWords("", QT_TRANSLATE_NOOP("history", "The source {name} took it back")),
        "log_entry": VerbWords(
            QT_TRANSLATE_NOOP("action", "Shift log"), form=QT_TRANSLATE_NOOP("form", "Write in the shift log")
        ),
        "sign_on": VerbWords(QT_TRANSLATE_NOOP("action", "Sign on to the shift")),
        "sign_off": VerbWords(QT_TRANSLATE_NOOP("action", "Sign off from the shift")),
        "handover_offer": VerbWords(QT_TRANSLATE_NOOP("action", "Hand over")),
        "handover_take": VerbWords(QT_TRANSLATE_NOOP("action", "Take over")),
        "handover_return": VerbWords(QT_TRANSLATE_NOOP("action", "Return an item of a handover")),
        "plan_activate": VerbWords(QT_TRANSLATE_NOOP("action", "Activate a plan")),
        "plan_level": VerbWords(
            QT_TRANSLATE_NOOP("action", "Level of the plan"), form=QT_TRANSLATE_NOOP("form", "Change the level")
        ),
        "plan_step": VerbWords(QT_TRANSLATE_NOOP("action", "Step of the plan")),
        "plan_log": VerbWords(
            QT_TRANSLATE_NOOP("action", "Log of the plan"), form=QT_TRANSLATE_NOOP("form", "Write in the plan's log")
        ),
        "plan_report": VerbWords(
            QT_TRANSLATE_NOOP("action", "Flash report"), form=QT_TRANSLATE_NOOP("form", "Flash report")
        ),
        "plan_poll": VerbWords(
            QT_TRANSLATE_NOOP("action", "Question to agencies"), form=QT_TRANSLATE_NOOP("form", "Ask all agencies")
        ),
        "plan_answer": VerbWords(
            QT_TRANSLATE_NOOP("action", "Answer of an agency"), form=QT_TRANSLATE_NOOP("form", "Answer of an agency")
        ),
        "plan_inject": VerbWords(
            QT_TRANSLATE_NOOP("action", "Situation of the exercise"),
            form=QT_TRANSLATE_NOOP("form", "Situation of the exercise"),
        ),
        "plan_stand_down": VerbWords(
            QT_TRANSLATE_NOOP("action", "Stand down"), form=QT_TRANSLATE_NOOP("form", "Stand down")
        ),
        "wall_take": VerbWords(QT_TRANSLATE_NOOP("action", "Take control of the wall")),
        "wall_release": VerbWords(QT_TRANSLATE_NOOP("action", "Release the wall")),
        "wall_show": VerbWords(QT_TRANSLATE_NOOP("action", "Put on the wall")),
        "wall_preset": VerbWords(QT_TRANSLATE_NOOP("action", "Preset of the wall")),
        "wall_roll_back": VerbWords(QT_TRANSLATE_NOOP("action", "Wall as before")),
        "wall_identify": VerbWords(QT_TRANSLATE_NOOP("action", "Show each screen's number")),
        "wall_preset_save": VerbWords(
            QT_TRANSLATE_NOOP("action", "Save a preset of the wall"),
            form=QT_TRANSLATE_NOOP("form", "Keep what the wall shows"),
        ),
        "wall_preset_remove": VerbWords(QT_TRANSLATE_NOOP("action", "Remove a preset of the wall")),
        "layout_save": VerbWords(QT_TRANSLATE_NOOP("action", "Save the layout")),
        "layout_remove": VerbWords(QT_TRANSLATE_NOOP("action", "Remove the layout")),
        "export": VerbWords(QT_TRANSLATE_NOOP("action", "Write to a file")),
    }
)


_HASH = re.compile(r" · SHA-256 [0-9a-f]{64}$")
"""Behind a file's name: it is in the log and in the report, where it is checked; nobody reads it on a desk."""


def action_word(verb: str) -> str:
    """What a verb is called; one that is not known is shown as it is written."""
    words = WORDS.get(verb)
    return QCoreApplication.translate("action", words.action) if words is not None else verb


def verb_sentence(entry: HistoryEntry) -> str:
    """One line of history as a sentence; an unknown verb of a newer backend is shown by its text."""
    words = WORDS.get(entry.verb)
    if words is None or not words.history or not (entry.actor_name or entry.verb in OF_SOURCE):
        return entry.text or entry.verb
    pattern = QCoreApplication.translate("history", words.history)
    pattern = pattern if entry.actor_name else pattern.replace("{name} ", "")
    sentence = pattern.replace("{name}", "\0n").replace("{text}", "\0t")
    sentence = sentence.replace("\0n", entry.actor_name).replace("\0t", _HASH.sub("", entry.text))
    return sentence.rstrip(": ").strip()


def form_title(verb: str) -> str:
    """The title of a verb's form. Raises `KeyError` for one that is not known."""
    return QCoreApplication.translate("form", WORDS[verb].form)
