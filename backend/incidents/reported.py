"""What an incident's source says of what people decide here: its state, kind and deadline. Pure.

The source opens the incident with them. It may change them until somebody here decides; from then on they are people's,
and of the source's own end there is a line in the history (docs/decisions/061-what-a-source-may-change.md). `reported`
in the data says what it told last: only what is new there means something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from backend.base.clock import iso, now_ms
from contract.instants import instant
from contract.ownership import same
from contract.records.incident import ENDED_STATES, OF_SOURCE, SOURCE_AGAIN, SOURCE_ENDED, SOURCE_WITHDREW

REMOVED = "removed"
"""The source's word for an incident that it took back."""
LINES_KEPT = 10
"""Of a source's lines the newest; one that cannot make up its mind does not push out what people wrote."""
HISTORY_KEPT = 200
WITH_STATE = ("acknowledged_by", "acknowledged_at", "resolved_at", "resolution")
"""What goes with a state that the source may still change."""
_OVER = frozenset({*map(str, ENDED_STATES), REMOVED})
Data = dict[str, Any]


def opened(data: Mapping[str, Any]) -> Data:
    """A new incident, with what its source said of it to begin with."""
    return {"state": "new", **data, "reported": _said({}, data)}


def is_ours(known: Mapping[str, Any]) -> bool:
    """Whether people have begun with it: somebody acted on it, or its state is not what its source said last."""
    if any(isinstance(line, dict) and line.get("action_id") for line in _lines(known)):
        return True
    said = _before(known).get("state")
    return said is not None and said != known.get("state", "new")


def changed(known: Mapping[str, Any], sent: Mapping[str, Any], merged: Mapping[str, Any]) -> Data:
    """The incident after a report: `merged` has the source's own fields, this what is opened by it."""
    before, ours = _before(known), is_ours(known)
    after: Data = {**merged, "reported": _said(before, sent)}
    if "kind" in sent and (before["kind"] == known.get("kind") if "kind" in before else not ours):
        after["kind"] = sent["kind"]
    if "deadline" in sent and not same(sent["deadline"], before.get("deadline")) and not _is_extended(known, before):
        after["deadline"] = sent["deadline"]
    if _is_later(sent.get("updated_at"), known.get("updated_at")):
        after["updated_at"] = sent["updated_at"]
    state = sent.get("state")
    if state is None or state == before.get("state", known.get("state", "new")):
        return after
    if not ours:
        after |= {"state": state} | {name: sent[name] for name in WITH_STATE if name in sent}
        if state not in _OVER and known.get("state") in _OVER:
            after |= {"resolved_at": None, "resolution": ""}
    was_over = before.get("state", "new") in _OVER
    if state in _OVER and not was_over and known.get("state") not in _OVER:
        after["history"] = _with_line(known, sent, SOURCE_ENDED, str(sent.get("resolution") or ""))
    elif state not in _OVER and was_over:
        after["history"] = _with_line(known, sent, SOURCE_AGAIN)
    return after


def withdrawn(known: Mapping[str, Any]) -> Data:
    """The incident stays, for people have begun with it; its history says that its source took it back."""
    before = _before(known)
    if before.get("state") == REMOVED:
        return dict(known)
    return {**known, "reported": {**before, "state": REMOVED}, "history": _with_line(known, {}, SOURCE_WITHDREW)}


def _before(known: Mapping[str, Any]) -> Data:
    said = known.get("reported")
    return said if isinstance(said, dict) else {}


def _said(before: Data, sent: Mapping[str, Any]) -> Data:
    told = {name: sent[name] for name in ("state", "kind", "deadline") if name in sent}
    at = sent.get("updated_at")
    newer = {"at": at} if _is_later(at, before.get("at")) else {}
    return {"state": "new", **before, **told, **newer}


def _is_later(at: object, than: object) -> bool:
    new, old = instant(at), instant(than)
    return new is not None and (old is None or new > old)


def _is_extended(known: Mapping[str, Any], before: Data) -> bool:
    """Whether somebody here gave more time than the source had said."""
    entries = known.get("deadlines")
    if isinstance(entries, list):
        return any(isinstance(one, dict) and one.get("extended") for one in entries)
    return any(line.get("verb") == "extend_deadline" for line in _lines(known)) or (
        "deadline" in before and not same(known.get("deadline"), before["deadline"])
    )


def _lines(known: Mapping[str, Any]) -> list[Data]:
    history = known.get("history")
    return [line for line in history if isinstance(line, dict)] if isinstance(history, Sequence) else []


def _with_line(known: Mapping[str, Any], sent: Mapping[str, Any], verb: str, text: str = "") -> list[Data]:
    """The history with one line more of the source's; what people wrote is never the one that has to go."""
    now = iso(now_ms())
    at = sent.get("updated_at")
    name = str(sent.get("source_name") or known.get("source_name") or "")
    line = {
        "at": at if instant(at) is not None else now, "received_at": now, "verb": verb, "actor_name": name,
        "text": text, "action_id": None, "offline": False,
    }  # fmt: skip
    lines = [*_lines(known), line]
    theirs = sum(one.get("verb") not in OF_SOURCE for one in lines)
    room = min(LINES_KEPT, max(0, HISTORY_KEPT - theirs))
    spare = len(lines) - theirs - room
    kept: list[Data] = []
    for one in lines:
        if spare > 0 and one.get("verb") in OF_SOURCE:
            spare -= 1
        else:
            kept.append(one)
    return kept
