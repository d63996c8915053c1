"""What is done at a shift: signing on and off, lines of the log, the handover with its two signatures. Pure functions.

A shift's log is a book: a line is added and never changed; who wrote something wrong writes a new line that names the
old one. A handover is signed by an action, whose hash is in the chain of the device that it was signed on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from backend.actions.deed import Deed, Outcome, RecordTuple, Rule, rejected, said, text, unfit
from backend.actions.shift_lines import automatic, stamp, watch
from backend.incidents.incident import assign
from contract.door import Fault
from contract.records.incident import ENDED_STATES

LIST_MOST = 200
WORD_MAX = 300
UNDECIDED = ""


def _line(deed: Deed, event: str, params: Mapping[str, Any]) -> RecordTuple:
    return automatic(deed.act, deed.key, deed.data, event, params)


def _watch(deed: Deed) -> dict[str, str]:
    return watch(deed.act, deed.key, deed.data)


def _done(deed: Deed, *records: RecordTuple, shift: Mapping[str, Any] | None = None) -> Outcome:
    """Applied. The shift's own record is new each time: its version tells that all the rest is here."""
    changed = {**deed.data, **(shift or {}), "deeds": int(deed.data.get("deeds", 0)) + 1}
    return Outcome("applied", changed, beside=records)


def log_entry(deed: Deed) -> Outcome:
    """Always accepted, if it says something; what it corrects must be a line of the log."""
    payload = deed.act.payload
    corrects = payload.get("corrects")
    if corrects is not None and deed.look("log_entry", corrects) is None:
        return rejected(422, "unknown-entry", "there is no such line to correct")
    data = {
        **_watch(deed), **stamp(deed.act), "kind": "typed", "event": "", "params": {}, "text": said(deed.act, "text"),
        "incident_id": payload.get("incident_id"),
        "pinned": payload.get("pinned") is True, "corrects": corrects,
    }  # fmt: skip
    return _done(deed, ("log_entry", deed.act.action_id, data))


def roster(watch: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Who is on the roster, as far as what a connector brought can be read."""
    given = watch.get("people")
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []


def at_their_desks(known: Mapping[str, Any], brought: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The roster that a source brought for the running watch, with those who are here: a new watch sends nobody home,
    and who is not on its roster stays as a guest."""
    own = ("present_since", "guest")
    people = {
        str(one.get("id")): {name: value for name, value in one.items() if name not in own} for one in roster(brought)
    }
    for one in roster(known):
        if one.get("present_since") and one.get("id"):
            here = {"present_since": one["present_since"], "desk": one.get("desk", "")}
            people[one["id"]] = {**people.get(one["id"], {**one, "guest": True}), **here}
    return list(people.values())


def sign_on(deed: Deed) -> Outcome:
    """At a desk from now on; who is not on the roster is added to it as a guest."""
    act, desk = deed.act, text(deed.act.payload.get("desk"), 120)
    people = [dict(person) for person in roster(deed.data)]
    mine = next((person for person in people if person.get("id") == act.actor_id), None)
    if mine is not None and mine.get("present_since"):
        return _done(deed)
    if mine is None:
        mine = {"id": act.actor_id, "name": act.actor_name, "role": act.role, "desk": desk, "guest": True}
        people.append(mine)
    mine |= {"present_since": act.at, **({"desk": desk} if desk else {})}
    line = _line(deed, "signed_on", {"desk": mine.get("desk", "")})
    return _done(deed, line, shift={"people": people})


def sign_off(deed: Deed) -> Outcome:
    """Away from the desk; a guest leaves the roster."""
    people = [dict(person) for person in roster(deed.data)]
    mine = next((person for person in people if person.get("id") == deed.act.actor_id), None)
    if mine is None or not mine.get("present_since"):
        return _done(deed)
    mine["present_since"] = None
    kept = [person for person in people if person is not mine or not person.get("guest")]
    return _done(deed, _line(deed, "signed_off", {"desk": mine.get("desk", "")}), shift={"people": kept})


def handover_offer(deed: Deed) -> Outcome:
    """The first signature, under what the giver says; said again before anybody took anything, it replaces that."""
    act, payload = deed.act, deed.act.payload
    to, items = said(act, "to"), _items(deed, payload["items"])
    if to == act.actor_id:
        return unfit(Fault("to", "somebody else"))
    key = said(act, "handover_id") or act.action_id
    found = deed.look("handover", key)
    if found is not None and (found[1]["from_id"] != act.actor_id or any(_outcome(one) for one in found[1]["items"])):
        return rejected(409, "handover-begun", "the handover is somebody else's, or part of it was decided already")
    data = {
        **_watch(deed), "from_id": act.actor_id, "from_name": act.actor_name, "to_id": to,
        "to_name": said(act, "to_name") or to, "items": items, "notes": said(act, "notes"), "state": "offered",
        **{name: _words(payload.get(name, ())) for name in ("shelved", "sources_down", "cameras_down")},
        "pending": payload.get("pending", 0),
        "signatures": [_signature(deed, "giver", len(items))],
    }  # fmt: skip
    line = _line(deed, "handover_offered", {"to": data["to_name"], "n": len(items)})
    return _done(deed, ("handover", key, data), line)


def _items(deed: Deed, given: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """What is handed over, each with its state and what is expected next."""
    items: dict[str, dict[str, Any]] = {}
    for one in given:
        incident = str(one["incident_id"]).strip()
        known = deed.look("incident", incident)
        data = known[1] if known is not None else {}
        items[incident] = {
            "incident_id": incident,
            "code": data.get("code", "") or text(one.get("code"), 60),
            "title": data.get("title", "") or text(one.get("title"), WORD_MAX),
            "state": text(one.get("state"), 60),
            "expected_next": text(one.get("expected_next"), 1000),
            "outcome": UNDECIDED,
            "reason": "",
        }
    return list(items.values())


def _words(given: Sequence[str]) -> list[str]:
    return [word for one in given[:LIST_MOST] if (word := text(one, WORD_MAX))]


def _signature(deed: Deed, side: str, count: int) -> dict[str, Any]:
    return {"side": side, **stamp(deed.act), "hash": deed.hash, "action_id": deed.act.action_id, "count": count}


def _outcome(item: Mapping[str, Any]) -> str:
    return str(item.get("outcome", UNDECIDED))


def _open_handover(deed: Deed) -> tuple[str, dict[str, Any]] | Outcome:
    """The handover that somebody answers, if it is theirs to answer."""
    key = str(deed.act.payload["handover_id"])
    found = deed.look("handover", key)
    if found is None:
        return rejected(404, "unknown-handover", "there is no such handover")
    if found[1]["to_id"] != deed.act.actor_id:
        return rejected(403, "forbidden", "the handover was offered to somebody else")
    return key, found[1]


def _wanted(handover: Mapping[str, Any], asked: Sequence[str]) -> frozenset[str]:
    """Which undecided items are meant: those that are named, or all."""
    undecided = {item["incident_id"] for item in handover["items"] if not _outcome(item)}
    return frozenset(undecided if asked == "all" else undecided.intersection(asked))


def handover_take(deed: Deed) -> Outcome:
    """The second signature: what is taken becomes the taker's, unless somebody else was given it meanwhile."""
    found = _open_handover(deed)
    if isinstance(found, Outcome):
        return found
    key, handover = found
    wanted = _wanted(handover, deed.act.payload["items"])
    if not wanted and (handover["items"] or handover["state"] == "taken"):
        return Outcome("superseded")
    records: list[RecordTuple] = []
    items = []
    for item in handover["items"]:
        if item["incident_id"] not in wanted:
            items.append(item)
            continue
        outcome, changed = _taken(deed, handover, str(item["incident_id"]))
        items.append({**item, "outcome": outcome, "decided_at": deed.act.at})
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
    act = replace(deed.act, type="assign", payload=payload)
    outcome = assign(replace(deed, act=act, target="incident", key=key, version=version, data=incident))
    if outcome.result != "applied" or outcome.data is None:
        return "elsewhere", []
    return "taken", [("incident", key, outcome.data)]


def handover_return(deed: Deed) -> Outcome:
    """Not taken over, with the reason: it stays the giver's, and the giver is told."""
    found = _open_handover(deed)
    if isinstance(found, Outcome):
        return found
    key, handover = found
    reason, wanted = said(deed.act, "reason"), _wanted(handover, deed.act.payload["items"])
    if not wanted:
        return Outcome("superseded")
    sent_back = {"outcome": "returned", "reason": reason, "decided_at": deed.act.at}
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
