"""A report after action in figures, and what is known of its incident in facts."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.measures.after_action import Report
from widgets.base.formats import age_text, date_time_text, number_text
from widgets.base.severity import severity_label
from widgets.base.sheet import Fact
from widgets.incidents.words import state_word
from widgets.measures.cards import Card

NONE = "–"


def report_cards(found: Report) -> list[Card]:
    """How soon it was taken on, passed on and resolved, by how many, and which deadlines were missed."""
    translate = QCoreApplication.translate
    counts, missed = found.counts, found.counts["deadline"]
    people = translate("after_action", "by {n} people").format(n=number_text(len(found.people)))
    if found.offline:
        outage = translate("after_action", "{n} done during an outage").format(n=number_text(found.offline))
        people = f"{people} · {outage}"
    return [
        Card(translate("after_action", "Acknowledged after"), _after(found, "acknowledge")),
        Card(translate("after_action", "Forwarded after"), _after(found, "forward")),
        Card(translate("after_action", "Resolved after"), _after(found, "resolve")),
        Card(translate("after_action", "Actions"), number_text(counts["action"]), below=people),
        Card(
            translate("after_action", "Deadlines missed"), number_text(missed),
            below=translate("after_action", "{n} pictures").format(n=number_text(counts["picture"])),
            tone="overdue" if missed else "",
        ),
    ]  # fmt: skip


def report_facts(found: Report) -> tuple[str, list[Fact]]:
    """A title, and what the report is about."""
    translate, one = QCoreApplication.translate, found.incident
    place = ", ".join(part for part in (one.place, one.ward) if part)
    facts = (
        (translate("after_action", "Severity"), severity_label(one.severity)),
        (translate("after_action", "State"), state_word(one.state)),
        (translate("after_action", "Place"), place),
        (translate("after_action", "Source"), one.source_name),
        (translate("after_action", "Received"), date_time_text(one.created_at)),
        (translate("after_action", "Deadline"), date_time_text(one.deadline) if one.deadline is not None else ""),
        (translate("after_action", "Resolved"), date_time_text(one.resolved_at) if one.resolved_at is not None else ""),
        (translate("after_action", "Assigned to"), one.assignee_name or ""),
    )
    return translate("after_action", "The incident"), [(name, value, "") for name, value in facts if value]


def _after(found: Report, verb: str) -> str:
    after = found.after_s(verb)
    return NONE if after is None else age_text(after)
