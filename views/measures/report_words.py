"""A report after action in words: its lines, what stands beside each, and all of it in short."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication

from console.measures.after_action import Moment, Report
from widgets.base.formats import age_text, number_text
from widgets.incidents.history_list import offline_words
from widgets.shifts.words import entry_text
from widgets.words.verb_words import verb_sentence


def name_of(found: Report) -> str:
    """What the report is about: the incident's code and title."""
    return f"{found.incident.code} · {found.incident.title}"


def summary(found: Report) -> str:
    """A report in one line: how soon it was dealt with, by how many, and what went wrong on the way."""
    translate = QCoreApplication.translate
    counts: Counter[str] = found.counts
    parts = []
    for verb, pattern in (
        ("acknowledge", translate("after_action", "acknowledged after {age}")),
        ("forward", translate("after_action", "forwarded after {age}")),
        ("resolve", translate("after_action", "resolved after {age}")),
    ):
        after = found.after_s(verb)
        if after is not None:
            parts.append(pattern.format(age=age_text(after)))
    parts.append(translate("after_action", "{n} actions of {m} people").format(n=counts["action"], m=len(found.people)))
    for count, pattern in (
        (found.offline, translate("after_action", "{n} done during an outage")),
        (counts["picture"], translate("after_action", "{n} pictures")),
        (counts["deadline"], translate("after_action", "{n} deadlines missed")),
    ):
        if count:
            parts.append(pattern.format(n=number_text(count)))
    return " · ".join(parts)


def kind_words(kind: str) -> str:
    """What a line of the report stands for."""
    translate = QCoreApplication.translate
    return {
        "came": translate("after_action", "reported"),
        "action": translate("after_action", "action"),
        "log": translate("after_action", "shift log"),
        "picture": translate("after_action", "picture"),
        "deadline": translate("after_action", "deadline"),
        "outage": translate("after_action", "outage"),
    }[kind]


def moment_words(one: Moment) -> str:
    """A line as a sentence."""
    translate = QCoreApplication.translate
    if one.entry is not None:
        return verb_sentence(one.entry)
    if one.line is not None:
        said = entry_text(one.line)
        return f"{one.who}: {said}" if one.line.is_typed and one.who else said
    if one.picture is not None:
        return translate("after_action", "{name} saved a picture of {camera}").format(name=one.who, camera=one.text)
    if one.kind == "deadline":
        return translate("after_action", "Deadline missed: {name}").format(name=one.text or one.code)
    if one.kind == "outage":
        return (
            translate("after_action", "This desk lost the connection")
            if one.code == "lost"
            else translate("after_action", "This desk was connected again")
        )
    return (
        translate("after_action", "{source}: {title}").format(source=one.who, title=one.text) if one.who else one.text
    )


def note(one: Moment) -> str:
    """What stands beside a line in the file: that it was done during an outage, or the digest of a picture, by which
    it can be checked."""
    if one.picture is not None and one.picture.sha256:
        return f"{one.picture.path.name} · SHA-256 {one.picture.sha256}"
    return beside_words(one)


def beside_words(one: Moment) -> str:
    """What stands beside a line on the screen: that it was done during an outage, or what a picture is called."""
    if one.entry is not None:
        return offline_words(one.entry)
    return one.picture.path.name if one.picture is not None else ""
