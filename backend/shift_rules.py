"""What is done at a shift: signing on and off, lines of the log, the handover with its two signatures. Pure functions.

A shift's log is a book: a line is added and never changed; who wrote something wrong writes a new line that names the
old one. A handover is signed by an action, whose hash is in the chain of the device that it was signed on.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from backend.merge import OFFLINE_MS, SKEW_FLAGGED_S, TEXT_MAX, Act, assign
from backend.problems import document
from contract.instants import parse_ms
from contract.records.incident import ENDED_STATES

RecordTuple = tuple[str, str, dict[str, Any]]
Look = Callable[[str, str], tuple[int, dict[str, Any]] | None]
"""Version and data of a record by type and id; None where there is none."""
RUNNING = "current"
"""The id of the watch that runs; it is the same for every watch (backend/city/records.py)."""
ITEMS_MOST = 500
LIST_MOST = 200
WORD_MAX = 300
UNDECIDED = ""


@dataclass(frozen=True)
class ShiftOutcome:
    """`applied`, `superseded` or `rejected`; the records that change, the shift's own last of all."""

    result: str
    records: tuple[RecordTuple, ...] = ()
    problem: dict[str, Any] | None = None


@dataclass(frozen=True)
class Deed:
    """An action on a shift, with the seal that makes it a signature, and what it may look up."""

    act: Act
    hash: str
    shift_id: str
    shift: Mapping[str, Any]
    look: Look

    @property
    def who(self) -> dict[str, str]:
        """Who did it, as parameters of a line."""
        return {"who": self.act.actor_name or self.act.actor_id}


Rule = Callable[[Deed], ShiftOutcome]


def fold(deed: Deed) -> ShiftOutcome:
    """What `deed` changes. Never changes what it was given."""
    rule = RULES.get(deed.act.type)
    if rule is None:
        return _rejected(422, "unknown-action", f"there is no action {deed.act.type!r} on a shift")
    if deed.act.role in {"wall", "admin"}:
        return _rejected(403, "forbidden", "this role does not act on shifts")
    return rule(deed)


def _rejected(status: int, code: str, detail: str) -> ShiftOutcome:
    return ShiftOutcome("rejected", problem=document(status, code, detail))


def _missing(field: str) -> ShiftOutcome:
    return _rejected(422, "bad-payload", f"{field} is missing, empty or too long")


def _text(value: object, most: int = TEXT_MAX) -> str:
    """A text that fits, else nothing."""
    text = value.strip() if isinstance(value, str) else ""
    return text if len(text) <= most else ""


def _stamp(act: Act) -> dict[str, Any]:
    """When, by whom, and whether it came by way of an outage."""
    late_ms = parse_ms(act.received_at) - parse_ms(act.occurred_at) + act.skew_s * 1000
    told: dict[str, Any] = {
        "at": act.occurred_at, "received_at": act.received_at, "actor_id": act.actor_id, "actor_name": act.actor_name,
        "offline": late_ms > OFFLINE_MS,
    }  # fmt: skip
    return told | ({"skew_s": round(act.skew_s)} if abs(act.skew_s) > SKEW_FLAGGED_S else {})


def _watch(deed: Deed) -> dict[str, str]:
    """The watch that a line belongs to: the one that its author saw, else the one that runs."""
    named = {key: _text(deed.act.payload.get(key), 120) for key in ("shift_name", "shift_starts_at")}
    seen = {"shift_name": deed.shift.get("name", ""), "shift_starts_at": deed.shift.get("starts_at", "")}
    return {"shift_id": deed.shift_id, **{key: named[key] or str(seen[key]) for key in named}}


def _line(deed: Deed, event: str, params: Mapping[str, Any], key: str = "") -> RecordTuple:
    """An automatic line: a code with its parameters, worded where it is read."""
    data = {
        **_watch(deed), **_stamp(deed.act), "kind": "automatic", "event": event, "params": {**deed.who, **params},
        "text": "", "incident_id": None, "pinned": False, "corrects": None,
    }  # fmt: skip
    return "log_entry", key or deed.act.action_id, data


def _done(deed: Deed, *records: RecordTuple, shift: Mapping[str, Any] | None = None) -> ShiftOutcome:
    """Applied. The shift's own record comes last and is new each time: its version tells that all the rest is here."""
    changed = {**deed.shift, **(shift or {}), "deeds": int(deed.shift.get("deeds", 0)) + 1}
    return ShiftOutcome("applied", (*records, ("shift", deed.shift_id, changed)))


def log_entry(deed: Deed) -> ShiftOutcome:
    """Always accepted, if it says something; what it corrects must be a line of the log."""
    payload = deed.act.payload
    text, corrects, incident = _text(payload.get("text")), payload.get("corrects"), payload.get("incident_id")
    if not text:
        return _missing("text")
    if corrects is not None and (not isinstance(corrects, str) or deed.look("log_entry", corrects) is None):
        return _rejected(422, "unknown-entry", "there is no such line to correct")
    data = {
        **_watch(deed), **_stamp(deed.act), "kind": "typed", "event": "", "params": {}, "text": text,
        "incident_id": incident if isinstance(incident, str) and len(incident) <= 120 else None,
        "pinned": payload.get("pinned") is True, "corrects": corrects,
    }  # fmt: skip
    return _done(deed, ("log_entry", deed.act.action_id, data))


def roster(watch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who is on the roster, as far as what a connector brought can be read."""
    given = watch.get("people")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def sign_on(deed: Deed) -> ShiftOutcome:
    """At a desk from now on; who is not on the roster is added to it as a guest."""
    act, desk = deed.act, _text(deed.act.payload.get("desk"), 120)
    people = [dict(person) for person in roster(deed.shift)]
    mine = next((person for person in people if person.get("id") == act.actor_id), None)
    if mine is not None and mine.get("present_since"):
        return _done(deed)
    if mine is None:
        mine = {"id": act.actor_id, "name": act.actor_name, "role": act.role, "desk": desk, "guest": True}
        people.append(mine)
    mine |= {"present_since": act.occurred_at, **({"desk": desk} if desk else {})}
    line = _line(deed, "signed_on", {"desk": mine.get("desk", "")})
    return _done(deed, line, shift={"people": people})


def sign_off(deed: Deed) -> ShiftOutcome:
    """Away from the desk; a guest leaves the roster."""
    people = [dict(person) for person in roster(deed.shift)]
    mine = next((person for person in people if person.get("id") == deed.act.actor_id), None)
    if mine is None or not mine.get("present_since"):
        return _done(deed)
    mine["present_since"] = None
    kept = [person for person in people if person is not mine or not person.get("guest")]
    return _done(deed, _line(deed, "signed_off", {"desk": mine.get("desk", "")}), shift={"people": kept})


def handover_offer(deed: Deed) -> ShiftOutcome:
    """The first signature, under what the giver says; said again before anybody took anything, it replaces that."""
    act, payload = deed.act, deed.act.payload
    to, to_name = _text(payload.get("to"), 64), _text(payload.get("to_name"), 200)
    items = _items(deed, payload.get("items"))
    if not to or to == act.actor_id:
        return _missing("to")
    if items is None:
        return _missing("items")
    key = _text(payload.get("handover_id"), 64) or act.action_id
    found = deed.look("handover", key)
    if found is not None and (found[1]["from_id"] != act.actor_id or any(_outcome(one) for one in found[1]["items"])):
        return _rejected(409, "handover-begun", "the handover is somebody else's, or part of it was decided already")
    data = {
        **_watch(deed), "from_id": act.actor_id, "from_name": act.actor_name, "to_id": to, "to_name": to_name or to,
        "items": items, "notes": _text(payload.get("notes")), "state": "offered",
        **{name: _words(payload.get(name)) for name in ("shelved", "sources_down", "cameras_down")},
        "pending": payload["pending"] if isinstance(payload.get("pending"), int) else 0,
        "signatures": [_signature(deed, "giver", len(items))],
    }  # fmt: skip
    line = _line(deed, "handover_offered", {"to": data["to_name"], "n": len(items)})
    return _done(deed, ("handover", key, data), line)


def _items(deed: Deed, given: object) -> list[dict[str, Any]] | None:
    """What is handed over, each with its state and what is expected next; None where that cannot be read."""
    if not isinstance(given, list) or len(given) > ITEMS_MOST:
        return None
    items: dict[str, dict[str, Any]] = {}
    for one in given:
        incident = _text(one.get("incident_id"), 120) if isinstance(one, dict) else ""
        if not incident:
            return None
        known = deed.look("incident", incident)
        data = known[1] if known is not None else {}
        items[incident] = {
            "incident_id": incident,
            "code": data.get("code", "") or _text(one.get("code"), 60),
            "title": data.get("title", "") or _text(one.get("title"), WORD_MAX),
            "state": _text(one.get("state"), 60),
            "expected_next": _text(one.get("expected_next"), 1000),
            "outcome": UNDECIDED,
            "reason": "",
        }
    return list(items.values())


def _words(given: object) -> list[str]:
    return [text for one in given[:LIST_MOST] if (text := _text(one, WORD_MAX))] if isinstance(given, list) else []


def _signature(deed: Deed, side: str, count: int) -> dict[str, Any]:
    return {"side": side, **_stamp(deed.act), "hash": deed.hash, "action_id": deed.act.action_id, "count": count}


def _outcome(item: Mapping[str, Any]) -> str:
    return str(item.get("outcome", UNDECIDED))


def _open_handover(deed: Deed) -> tuple[str, dict[str, Any]] | ShiftOutcome:
    """The handover that somebody answers, if it is theirs to answer."""
    key = deed.act.payload.get("handover_id")
    found = deed.look("handover", key) if isinstance(key, str) else None
    if found is None or not isinstance(key, str):
        return _rejected(404, "unknown-handover", "there is no such handover")
    if found[1]["to_id"] != deed.act.actor_id:
        return _rejected(403, "forbidden", "the handover was offered to somebody else")
    return key, found[1]


def _wanted(handover: Mapping[str, Any], asked: object) -> frozenset[str]:
    """Which undecided items are meant: those that are named, or all."""
    undecided = {item["incident_id"] for item in handover["items"] if not _outcome(item)}
    if asked == "all":
        return frozenset(undecided)
    return frozenset(undecided & {one for one in asked if isinstance(one, str)} if isinstance(asked, list) else ())


def handover_take(deed: Deed) -> ShiftOutcome:
    """The second signature: what is taken becomes the taker's, unless somebody else was given it meanwhile."""
    found = _open_handover(deed)
    if isinstance(found, ShiftOutcome):
        return found
    key, handover = found
    wanted = _wanted(handover, deed.act.payload.get("items"))
    if not wanted and (handover["items"] or handover["state"] == "taken"):
        return ShiftOutcome("superseded")
    records: list[RecordTuple] = []
    items = []
    for item in handover["items"]:
        if item["incident_id"] not in wanted:
            items.append(item)
            continue
        outcome, changed = _taken(deed, handover, str(item["incident_id"]))
        items.append({**item, "outcome": outcome, "decided_at": deed.act.occurred_at})
        records += changed
    took = [item for item in items if item["incident_id"] in wanted and _outcome(item) == "taken"]
    after = _decided(handover, items, _signature(deed, "taker", len(took)))
    line = _line(deed, "handover_taken", {"from": handover["from_name"], "n": len(took)})
    return _done(deed, *records, ("handover", key, after), line)


def _taken(deed: Deed, handover: Mapping[str, Any], key: str) -> tuple[str, list[RecordTuple]]:
    """What became of one item: `taken`, `ended`, or `elsewhere` where somebody else has it."""
    known = deed.look("incident", key)
    if known is None:
        return "ended", []
    version, incident = known
    holder = incident.get("assignee_id")
    if incident.get("state") in ENDED_STATES:
        return "ended", []
    if holder == deed.act.actor_id:
        return "taken", []
    if holder not in {None, "", handover["from_id"]}:
        return "elsewhere", []
    payload = {
        "assignee_id": deed.act.actor_id, "assignee_name": deed.act.actor_name or deed.act.actor_id,
        "assignee_version": incident.get("assignee_version", 0),
    }  # fmt: skip
    outcome = assign({**incident, "_version": version}, Act(**{**vars(deed.act), "type": "assign", "payload": payload}))
    if outcome.result != "applied" or outcome.data is None:
        return "elsewhere", []
    return "taken", [("incident", key, {name: value for name, value in outcome.data.items() if name != "_version"})]


def handover_return(deed: Deed) -> ShiftOutcome:
    """Not taken over, with the reason: it stays the giver's, and the giver is told."""
    found = _open_handover(deed)
    if isinstance(found, ShiftOutcome):
        return found
    key, handover = found
    reason = _text(deed.act.payload.get("reason"), 1000)
    if not reason:
        return _missing("reason")
    wanted = _wanted(handover, deed.act.payload.get("items"))
    if not wanted:
        return ShiftOutcome("superseded")
    sent_back = {"outcome": "returned", "reason": reason, "decided_at": deed.act.occurred_at}
    items = [item | sent_back if item["incident_id"] in wanted else item for item in handover["items"]]
    after = _decided(handover, items, None)
    params = {"from": handover["from_name"], "n": len(wanted), "reason": reason}
    return _done(deed, ("handover", key, after), _line(deed, "handover_returned", params))


def _decided(
    handover: Mapping[str, Any], items: Sequence[Mapping[str, Any]], signature: Mapping[str, Any] | None
) -> dict[str, Any]:
    """The handover with some items decided: begun, or over where none is left."""
    signatures = [*handover["signatures"], *([signature] if signature is not None else [])]
    over = all(_outcome(item) for item in items)
    taken = any(one["side"] == "taker" for one in signatures)
    state = ("taken" if taken else "returned") if over else "begun"
    return {**handover, "items": list(items), "signatures": signatures, "state": state}


RULES: Mapping[str, Rule] = MappingProxyType({
    "log_entry": log_entry, "sign_on": sign_on, "sign_off": sign_off,
    "handover_offer": handover_offer, "handover_take": handover_take, "handover_return": handover_return,
})  # fmt: skip


def escalated(act: Act, shift_id: str, shift: Mapping[str, Any], key: str, incident: Mapping[str, Any]) -> RecordTuple:
    """The automatic line of an escalation, beside the incident's own history."""
    deed = Deed(act, "", shift_id, shift, lambda _kind, _key: None)
    params = {
        "code": incident.get("code", key), "title": incident.get("title", ""),
        "level": incident.get("escalation_level", 0), "reason": _text(act.payload.get("reason")),
    }  # fmt: skip
    kind, entry, data = _line(deed, "escalated", params)
    return kind, entry, data | {"incident_id": key}


def automatic(
    act: Act, shift_id: str, shift: Mapping[str, Any], event: str, params: Mapping[str, Any]
) -> RecordTuple:  # fmt: skip
    """An automatic line of something that was not done at the shift itself, such as a response plan's beginning."""
    return _line(Deed(act, "", shift_id, shift, lambda _kind, _key: None), event, params)
