"""What is looked at, each by golden vectors. A look yields what was looked at and what was wrong, empty for nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from typing import Any

from contract import vectors
from contract.check.client import Client, Feeder
from contract.ownership import FEEDABLE

Look = Iterator[tuple[str, str]]
SERVERS_MOST = 8
"""Behind one address: so often a proof may be taken at most."""


def door(feeder: Feeder, reader: Client) -> Look:
    """Good records are taken, bad ones refused at the right fields, and of a mixed request as much as was asked for."""
    known = vectors.read("records")
    good = [_record(one) for one in known if not one["faults"]]
    answer = feeder.feed(records=good)
    yield "good records are taken", "" if answer.status == 200 else f"answered {answer}: {answer.body.get('detail')}"
    there = reader.records()
    lost = [one["id"] for one in good if (one["type"], one["id"]) not in there]
    yield "what was taken is in the snapshot", f"{len(lost)} are missing" if lost else ""
    bad = [one for one in known if one["faults"]]
    for one in bad:
        yield f"refused: {one['what']}", _refusal(feeder, one)
    mixed = [_record(known[0]), _record(bad[0])]
    whole = feeder.feed(records=mixed)
    taken = (mixed[0]["type"], mixed[0]["id"]) in reader.records()
    yield "a bad record refuses its request", "" if whole.status == 422 and not taken else f"answered {whole}"
    part = feeder.feed(records=mixed, partial=True)
    left_out = [one.get("index") for one in part.body.get("refused", ())]
    wrong = part.status != 200 or left_out != [1] or (mixed[0]["type"], mixed[0]["id"]) not in reader.records()
    yield "with `partial` the good one is taken", f"answered {part}, left out {left_out}" if wrong else ""
    removes = [{"type": one["type"], "id": one["id"]} for one in (*good, mixed[0])]
    gone = feeder.feed(removes=removes)
    left = [one["id"] for one in removes if (one["type"], one["id"]) in reader.records()]
    yield "what is removed is gone", "" if gone.status == 200 and not left else f"answered {gone}, left {left}"


def _record(vector: dict[str, Any]) -> dict[str, Any]:
    return {"type": vector["type"], "id": f"check-{uuid.uuid4().hex[:12]}", "data": vector["data"]}


def _refusal(feeder: Feeder, vector: dict[str, Any]) -> str:
    answer = feeder.feed(records=[_record(vector)])
    if answer.status != 422 or answer.body.get("code") != "bad-records":
        return f"answered {answer}, not 422 bad-records"
    told = {fault.get("field") for one in answer.body.get("records", ()) for fault in one.get("faults", ())}
    return "" if told == set(vector["faults"]) else f"named {sorted(map(str, told))}, not {vector['faults']}"


def merges(feeder: Feeder, actor: Client) -> Look:
    """Verbs in turn are answered as the merge rules say, and leave what they say."""
    first = next(one for one in vectors.read("records") if one["type"] == "incident" and not one["faults"])
    start = {**first["data"], "state": "new", "drill": True}
    for vector in vectors.read("merges"):
        if vector.get("new"):
            key = f"d-{uuid.uuid4()}"
            yield vector["what"], _merged(actor, key, vector)
            # What people opened nobody removes; as far as its life cycle lets, it waits for nobody.
            actor.act("resolve", ("incident", key), 1, {"resolution": "contract.check"})
            continue
        key = f"check-{uuid.uuid4().hex[:12]}"
        feeder.feed(records=[{"type": "incident", "id": key, "data": start}])
        yield vector["what"], _merged(actor, key, vector)
        feeder.feed(removes=[{"type": "incident", "id": key}])


def informant(actor: Client, other: Client) -> Look:
    """Who told of an incident is taken from the device that opened it, and everybody reads a mask of them."""
    key, who = f"d-{uuid.uuid4()}", {"name": "Kiểm tra hợp đồng", "phone": "0200 4000 417"}
    opening = next(one for one in vectors.read("merges") if one.get("new"))["acts"][0]
    actor.act("open", ("incident", key), 0, opening["payload"])
    path = f"/v1/incidents/{key}/reporter"
    refused = other.call("PUT", path, who)
    yield "another device says nothing of who told", "" if refused.status == 404 else f"answered {refused}"
    taken = actor.call("PUT", path, who)
    _version, data = actor.records().get(("incident", key), (0, {}))
    masked = (data.get("reporter_masked"), taken.body.get("masked"))
    right = taken.status == 200 and bool(masked[0]) and masked[0] == masked[1] and "4000" not in str(masked)
    yield "who told of it is masked for everybody", "" if right else f"answered {taken}, shown as {masked[0]}"
    before = actor.call("POST", "/v1/incidents/told-by", {"phone": "+84 200 4000417"})
    found = [one.get("id") for one in before.body.get("incidents") or ()]
    yield "what a number told of before is found by it", "" if key in found else f"answered {before}"
    gone = actor.call("PUT", path, {})
    yield (
        "who told of it is forgotten",
        "" if (gone.status, gone.body.get("masked")) == (200, "") else f"answered {gone}",
    )
    actor.act("resolve", ("incident", key), 1, {"resolution": "contract.check"})


def _merged(actor: Client, key: str, vector: dict[str, Any]) -> str:
    version = 0 if vector.get("new") else 1
    for act in vector["acts"]:
        result = actor.act(act["verb"], ("incident", key), act.get("seen", version), act["payload"])
        code = (result.get("problem") or {}).get("code")
        if result["result"] != act["expect"] or ("code" in act and code != act["code"]):
            expected = " ".join((act["expect"], act.get("code", "")))
            return f"{act['verb']} was answered {result['result']} {code or ''}, not {expected}"
        version = int(result["version"]) or version
    found = actor.records().get(("incident", key))
    data = found[1] if found is not None else {}
    then = {name: data.get(name) for name in vector["then"]}
    return "" if then == vector["then"] else f"left {json.dumps(then, ensure_ascii=False)}"


def exports(actor: Client) -> Look:
    """What left a desk is written down, as far as it is said what and how much."""
    for vector in vectors.read("exports"):
        result = actor.act("export", ("export", vector["target"]), 0, vector["payload"])
        code = (result.get("problem") or {}).get("code")
        right = (result["result"], code) == (vector["expect"], vector.get("code"))
        yield vector["what"], "" if right else f"was answered {result['result']} {code or ''}"


def ownership(feeder: Feeder, actor: Client) -> Look:
    """A source changes its own fields alone, and each of its reports is answered by itself."""
    for vector in vectors.read("ownership"):
        if any(step.get("remove") and step["expect"] == "refused" for step in vector["steps"]):
            continue  # what the check makes is an exercise's, so that it can be cleared away
        if vector["type"] not in FEEDABLE:
            continue  # how a city is set up: no source's token reaches it
        key = f"check-{uuid.uuid4().hex[:12]}"
        yield vector["what"], _owned(feeder, actor, key, vector)
        feeder.feed(removes=[{"type": vector["type"], "id": key}])


def _owned(feeder: Feeder, actor: Client, key: str, vector: dict[str, Any]) -> str:
    kind, opened = vector["type"], vector["opened"]
    if opened is not None:
        drill = {"drill": True} if kind == "incident" else {}
        feeder.feed(records=[{"type": kind, "id": key, "data": {**opened, **drill}}])
    for step in vector["steps"]:
        wrong = _stepped(feeder, actor, (kind, key), step)
        if wrong:
            return wrong
    found = actor.records().get((kind, key))
    if found is None or vector["then"] is None:
        return "" if found is None and vector["then"] is None else f"left {found}"
    then = {name: found[1].get(name) for name in vector["then"]}
    lines = [line.get("verb") for line in found[1].get("history", ())]
    if lines != vector.get("lines", lines):
        return f"the history has {lines}"
    return "" if then == vector["then"] else f"left {json.dumps(then, ensure_ascii=False)}"


def _stepped(feeder: Feeder, actor: Client, name: tuple[str, str], step: dict[str, Any]) -> str:
    if "verb" in step:
        found = actor.records().get(name)
        result = actor.act(step["verb"], name, found[0] if found is not None else 0, step["payload"])
        return "" if result["result"] == step["expect"] else f"{step['verb']} was answered {result['result']}"
    named = {"type": name[0], "id": name[1]}
    report = [{**named, "data": step["report"]}] if "report" in step else []
    answer = feeder.feed(records=report, removes=[] if report else [named], partial=True)
    told = (answer.body.get("results" if report else "removed") or [{}])[0]
    fields = [fault.get("field") for fault in told.get("faults", ())]
    right = told.get("status") == step["expect"] and set(told.get("kept", ())) >= set(step.get("kept", ()))
    return "" if right and fields == step.get("faults", fields) else f"a report was answered {answer}: {told}"


def chain(actor: Client) -> Look:
    """A forged hash is refused, of a device that has done nothing yet: whoever changes an action is found out."""
    forged = {
        "action_id": str(uuid.uuid4()), "device_seq": 1, "actor_id": actor.user, "type": "note",
        "target_type": "incident", "target_id": "check-none", "base_version": 0, "payload": {"text": "x"},
        "occurred_at": "2026-09-14T07:30:00+07:00", "mono_ms": 1, "boot_id": "check", "prev_hash": "", "hash": "0" * 64,
    }  # fmt: skip
    answer = actor.call("POST", "/v1/actions:batch", {"device_id": actor.device, "actions": [forged]})
    results = answer.body.get("results") or [{}]
    code = (results[0].get("problem") or {}).get("code")
    right = results[0].get("result") == "rejected" and code == "bad-hash"
    yield "a forged hash is refused", "" if right else f"answered {answer} {results[0].get('result')} {code}"


def _proof_again(actor: Client) -> str:
    """What is wrong where the same proof comes again: whichever of a city's servers it comes to, each takes it once."""
    proof = actor.proof("GET", "/v1/me")
    answers = [actor.ask("GET", "/v1/me", proof=proof)]
    while answers[-1].status == 200 and len(answers) <= SERVERS_MOST:
        answers.append(actor.ask("GET", "/v1/me", proof=proof))
    right = len(answers) > 1 and (answers[-1].status, answers[-1].body.get("code")) == (401, "bad-proof")
    return "" if right else f"answered {', then '.join(map(str, answers))}"


def identity(actor: Client) -> Look:
    """A device that has done nothing yet: what nobody proves is not taken, whoever asks."""
    note = {
        "actor_id": actor.user, "type": "note", "target_type": "incident", "target_id": "check-none",
        "base_version": 0, "payload": {"text": "x"}, "occurred_at": "2026-09-14T07:30:00+07:00", "mono_ms": 1,
        "boot_id": "check", "prev_hash": "",
    }  # fmt: skip
    other = actor.signed({**note, "action_id": str(uuid.uuid4())})
    names = ("signature", "author_key", "author_signature")
    before = ""
    for number, (what, expected) in enumerate(
        (
            ("somebody else's action without signatures", "not-signed"),
            ("somebody else's action, signed with one's own key", "author-not-proven"),
            ("an action with another one's signatures", "bad-signature"),
        ),
        1,
    ):
        who = actor.user if expected == "bad-signature" else "somebody-else"
        action = actor.signed({**note, "actor_id": who, "action_id": str(uuid.uuid4()), "prev_hash": before})
        before = str(action["hash"])
        if expected == "not-signed":
            action = {name: value for name, value in action.items() if name not in names}
        elif expected == "bad-signature":
            action |= {name: other[name] for name in names}
        result = actor.send({**action, "device_seq": number})
        code = (result.get("problem") or {}).get("code")
        right = result.get("result") == "rejected" and code == expected
        yield f"refused: {what}", "" if right else f"answered {result.get('result')} {code}"
    yield "a proof is good once at each server", _proof_again(actor)
    bare = actor.ask("GET", "/v1/me")
    yield "refused: a token without a proof", "" if bare.status == 401 else f"answered {bare}"
