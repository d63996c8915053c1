"""The schemas of records and payloads, as they stand in the published OpenAPI beside the requests and answers."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from contract.ownership import owners
from contract.problems import CODES
from contract.records import RECORDS
from contract.verbs import VERBS

REF = "#/components/schemas/{model}"


def published() -> dict[str, Any]:
    """Each model by its name. `RecordData` and `ActionPayload` tell which one belongs to which type and verb,
    `ProblemCode` what each code means."""
    models = dict.fromkeys([*RECORDS.values(), *(verb.payload for verb in VERBS)])
    keys, schema = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    found: dict[str, Any] = dict(schema["$defs"])
    refs = {model: keys[model, "validation"] for model in models}
    for kind, model in RECORDS.items():
        told = found[refs[model]["$ref"].rpartition("/")[2]]["properties"]
        for name, owner in owners(kind).items():
            told[name] = {**told[name], "x-owner": owner}
    found["RecordData"] = {
        "title": "RecordData",
        "description": "What stands in `data` of a record, by its type.",
        "type": "object",
        "properties": {kind: refs[model] for kind, model in RECORDS.items()},
    }
    found["ProblemCode"] = {
        "title": "ProblemCode",
        "description": "Values of `code` in a problem that HTTP itself has no name for, and what each means.",
        "oneOf": [{"const": code, "description": means} for code, means in sorted(CODES.items())],
    }
    found["ActionPayload"] = {
        "title": "ActionPayload",
        "description": "What stands in `payload` of an action, by its verb. `x-target` is what it acts on.",
        "type": "object",
        "properties": {
            verb.name: {
                "allOf": [refs[verb.payload]], "x-target": verb.target, "x-online-only": verb.online_only,
                "x-officer-only": verb.officer_only,
            }
            for verb in VERBS
        },
    }  # fmt: skip
    return found
