"""What is said with a verb is held against the contract's model of it, at one place, before any rule sees it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.actions.deed import Act, Deed, Outcome
from backend.actions.engine import Rules, fold
from backend.city.loading import DEFAULT_CITY, load
from backend.incidents.life_cycle import LifeCycles
from backend.incidents.stages import WITHOUT_LIFE_CYCLE
from backend.rules import RULES
from contract.door import payload_faults
from contract.verbs import VERBS, Verb
from tests.backend.device import Device
from tests.backend.plan_room import FLOOD, Room
from tests.journeys.city import City, city

NOW = "2026-11-21T14:00:00.000Z"
NEW = "d-00000000-0000-4000-8000-000000000001"
"""An incident that is not there yet."""
INCIDENT: dict[str, Any] = {"severity": 3, "state": "new", "channel": "emergency", "created_at": NOW}
HANDOVER: dict[str, Any] = {
    "from_id": "ha.le", "from_name": "Lê Hà", "to_id": "an.nguyen", "to_name": "Nguyễn Hữu An", "state": "offered",
    "items": [{"incident_id": "x", "outcome": ""}], "signatures": [],
}  # fmt: skip
KNOWN: Mapping[str, tuple[Any, ...]] = {
    "activation_id": ("a1",), "handover_id": ("h1",), "checklist": ("main", "stand-down"), "level": (1, 2, 3),
    "agency": ("dien-luc",), "preset": ("ngap",), "until": ("2026-11-21T15:00:00Z",), "items": ("all", ["x"]),
}  # fmt: skip
"""What names something that there is, so that a rule goes on behind its first question."""


@functools.cache
def _records() -> dict[tuple[str, str], dict[str, Any]]:
    room = Room()
    assert room.activate("a1").result == "applied"
    return {**room.records, ("handover", "h1"): HANDOVER, ("incident", "x"): INCIDENT}


@functools.cache
def _in_the_city() -> Rules:
    return LifeCycles(load(DEFAULT_CITY)).over(RULES)


def _key(target: str) -> str:
    records = _records()
    known = {"plan": FLOOD, "incident": "x", "layout": "x", "export": "x"}.get(target)
    return known or next(key for kind, key in records if kind == target)


def _said(verb: Verb, payload: Mapping[str, Any], rules: Rules = RULES) -> Outcome:
    """What a duty officer is answered who says this, in a city where there is something of everything."""
    records, key = _records(), NEW if verb.makes else _key(verb.target)
    act = Act("a-1", verb.name, 1, payload, "an.nguyen", "Nguyễn Hữu An", "duty_officer", NOW, NOW)
    data = records.get((verb.target, key), {})

    def look(kind: str, name: str) -> tuple[int, dict[str, Any]] | None:
        return (1, records[kind, name]) if (kind, name) in records else None

    def every(kind: str) -> dict[str, dict[str, Any]]:
        return {name: found for (one, name), found in records.items() if one == kind}

    return fold(rules, Deed(act, verb.target, key, 1 if data else 0, data, look, every))


def _code(outcome: Outcome) -> str:
    return str((outcome.problem or {}).get("code", ""))


def _required(verb: Verb) -> set[str]:
    return {name for name, field in verb.payload.model_fields.items() if field.is_required()}


SAYING = [verb for verb in VERBS if _required(verb)]


@pytest.mark.parametrize("verb", SAYING, ids=lambda verb: str(verb.name))
def test_what_is_not_said_is_named_with_what_was_expected(verb: Verb) -> None:
    outcome = _said(verb, {}, _in_the_city())
    assert outcome.result == "rejected"
    assert outcome.problem is not None
    assert outcome.problem["status"] == 422
    assert outcome.problem["code"] == ("bad-layout" if verb.target == "layout" else "bad-payload")
    assert set(outcome.problem["fields"]) == _required(verb)
    for name in _required(verb):
        assert f"{name}: expected this field" in outcome.problem["detail"]


@pytest.mark.parametrize(
    ("name", "payload", "told"),
    [
        ("note", {"text": " "}, "text: expected at least 1 character"),
        ("note", {"text": 5}, "text: expected a valid string"),
        ("note", {"text": "\ud800"}, "the payload: expected JSON of whole letters"),
        ("escalate", {"level": 4, "reason": "x"}, "level: expected less than or equal to 3"),
        ("escalate", {"level": True, "reason": "x"}, "level: expected a valid integer"),
        ("extend_deadline", {"reason": "x", "deadline": "2026-11-21T03:00:00"}, "deadline: expected a time"),
        ("plan_answer", {"activation_id": "a1", "agency": "dien-luc", "go": "yes"}, "go: expected a valid boolean"),
        ("plan_level", {"activation_id": "a1", "level": 9, "reason": "x"}, "level: expected one of: "),
        ("wall_show", {"screens": {"S1": {"index": -1}}, "revision": 1}, "screens.S1.index: expected greater than"),
        ("handover_take", {"handover_id": "h1", "items": [5]}, "items.0: expected a valid string"),
    ],
)
def test_the_sentence_says_which_field_and_what_was_expected(name: str, payload: dict[str, Any], told: str) -> None:
    verb = next(one for one in VERBS if one.name == name)
    outcome = _said(verb, payload)
    assert _code(outcome) == "bad-payload"
    assert told in (outcome.problem or {})["detail"]


@pytest.mark.parametrize(
    ("name", "payload", "result"),
    [
        ("plan_level", {"activation_id": "a1", "level": 1, "reason": "x"}, "applied"),
        ("plan_level", {"activation_id": "a1", "level": 1, "reason": "x", "base_level": 9}, "superseded"),
        ("shelve", {"until": "0001-01-01T00:00:00+00:00", "reason": "x"}, "superseded"),
        ("handover_take", {"handover_id": "h1", "items": "all"}, "applied"),
        ("handover_return", {"handover_id": "h1", "items": "all", "reason": "x"}, "applied"),
        ("handover_offer", {"to": "ha.le", "items": []}, "applied"),
        ("note", {"text": "x", "of_tomorrow": {"a": 1}}, "applied"),
    ],
)
def test_what_older_and_newer_consoles_say_is_taken(name: str, payload: dict[str, Any], result: str) -> None:
    assert _said(next(one for one in VERBS if one.name == name), payload).result == result


def test_a_verb_that_nobody_knows_is_told_so_whatever_it_says() -> None:
    assert _code(_said(Verb("dance", "incident"), {"text": 5})) == "unknown-action"
    for name in WITHOUT_LIFE_CYCLE:
        assert _code(_said(next(one for one in VERBS if one.name == name), {})) == "unknown-action"


def _of(schema: Mapping[str, Any], parts: Mapping[str, Any]) -> st.SearchStrategy[Any]:
    """Anything that a JSON schema of ours allows."""
    if "$ref" in schema:
        return st.deferred(lambda: _of(parts[schema["$ref"].rsplit("/", 1)[-1]], parts))
    if "const" in schema or "enum" in schema:
        return st.sampled_from(schema.get("enum") or [schema.get("const")])
    if "anyOf" in schema:
        return st.one_of([_of(one, parts) for one in schema["anyOf"]])
    kind = schema.get("type")
    if kind == "string":
        if schema.get("format") == "date-time":
            return st.datetimes().map(lambda at: at.isoformat() + "Z")
        if "pattern" in schema:
            return st.from_regex(schema["pattern"], fullmatch=True)
        return st.text(min_size=schema.get("minLength", 0), max_size=min(schema.get("maxLength", 90), 90))
    if kind == "integer":
        return st.integers(schema.get("minimum"), schema.get("maximum"))
    if kind == "number":
        return st.floats(schema.get("minimum"), schema.get("maximum"), allow_nan=False, allow_infinity=False)
    if kind == "array":
        return st.lists(_of(schema["items"], parts), max_size=3)
    if kind == "object":
        inner = schema.get("additionalProperties")
        if isinstance(inner, Mapping):
            return st.dictionaries(st.text(max_size=9), _of(inner, parts), max_size=3)
        named = {name: _of(one, parts) for name, one in schema.get("properties", {}).items()}
        needed = {name: named.pop(name) for name in schema.get("required", ())}
        return st.fixed_dictionaries(needed, optional=named)
    return {"boolean": st.booleans(), "null": st.none()}.get(str(kind), st.just({}))


@st.composite
def _payloads(draw: st.DrawFn, verb: Verb) -> dict[str, Any]:
    schema = verb.payload.model_json_schema()
    said: dict[str, Any] = draw(_of(schema, schema.get("$defs", {})))
    known = {name: draw(st.sampled_from(KNOWN[name])) for name in said if name in KNOWN and draw(st.booleans())}
    return said | known


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
@settings(deadline=None, max_examples=40)
@given(data=st.data())
def test_whatever_the_contract_takes_no_rule_falls_over(verb: Verb, data: st.DataObject) -> None:
    payload = data.draw(_payloads(verb))
    if not payload_faults(verb.name, payload):
        for rules in (RULES, _in_the_city()):
            assert _said(verb, payload, rules).result in {"applied", "superseded", "conflict", "rejected"}


@pytest.fixture(scope="module")
def desk() -> Iterator[Device]:
    with city(cameras=False) as running:
        town: City = running
        yield Device(town, "ha.le")


def test_one_bad_action_of_a_batch_costs_one_action(desk: Device) -> None:
    incident = desk.incident()
    acts = [desk.action("note", incident, text=text) for text in ("trước", "", "sau")]
    before, bad, after = desk.send(*acts)
    assert (before["result"], after["result"]) == ("applied", "applied")
    assert (bad["result"], bad["problem"]["code"], bad["problem"]["fields"]) == ("rejected", "bad-payload", ["text"])
    assert bad["device_seq"] is not None, "it stands in the log, and those behind it are not to blame"


def test_half_a_letter_costs_one_action_as_well(desk: Device) -> None:
    incident = desk.incident()
    half, after = desk.action("note", incident, text="nửa"), desk.action("note", incident, text="sau")
    half["payload"] = {"text": "\ud800"}
    told, next_one = desk.send(half, after)
    assert (told["result"], told["problem"]["code"]) == ("rejected", "bad-hash")
    assert next_one["result"] == "applied"
