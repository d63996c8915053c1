"""What holds where a desk opens an incident, and says who told of it."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

ENGINE, INFORMANT = "backend/actions/engine.py", "backend/privacy/informant.py"

DEFENCES = (
    undone(
        "taking an opened incident for nobody's but who is proven to have opened it",
        [
            (
                "backend/actions/proofs.py",
                'return Author(refusal=rejected(403, "author-not-proven", why))',
                "return Author(SESSION)",
            )
        ],
        "test_nobody_opens_an_incident_in_somebody_elses_name",
    ),
    undone(
        "asking of whoever opens an incident whether they would see it",
        [(ENGINE, "act.type, deed.target, understood)", "act.type, deed.target, {})")],
        "test_nobody_opens_an_incident_where_they_see_nothing",
    ),
    undone(
        "opening what is not there alone",
        [(ENGINE, "if makes and deed.version:", "if False:")],
        "test_one_incident_is_opened_once",
    ),
    undone(
        "holding what is opened against its form",
        [
            (ENGINE, "if makes and not faults:", "if makes:"),
            (
                ENGINE,
                "verb.payload.model_validate_json(json.dumps(dict(act.payload)))",
                "verb.payload.model_construct(**act.payload)",
            ),
            ("backend/incidents/opening.py", "if OPENED_ID.fullmatch(deed.key) is None:", "if False:"),
            ("backend/incidents/opening.py", "    if faults:", "    if False:"),
            ("contract/verbs/base.py", "json.dumps(payload, allow_nan=False)", "json.dumps(payload)"),
        ],
        "test_what_is_no_incident_is_not_opened",
    ),
    undone(
        "keeping the ids of desks from sources",
        [("backend/feeds/unfit.py", 'if record.type == "incident" and OPENED_ID.fullmatch(record.id):', "if False:")],
        "test_no_source_takes_the_place_of_what_a_desk_opened",
    ),
    undone(
        "asking which device opened an incident",
        [(INFORMANT, "        actions.c.device_id == device_id, ", "        ")],
        "test_who_told_of_it_is_the_opening_desks_to_say",
    ),
    undone(
        "taking who told of it out of what is kept for ever",
        [(ENGINE, "if name not in BESIDE.get(verb, frozenset())", "if name is not None")],
        "test_a_name_in_the_payload_is_kept_nowhere",
    ),
)
