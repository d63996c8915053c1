"""What a source's credential opens, what it may write, and whose clock makes a fact."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

CREDENTIALS, FOUND, OWNERSHIP = "backend/feeds/credentials.py", "backend/feeds/sources.py", "contract/ownership.py"
DEED, DOOR, RECORDER = "backend/actions/deed.py", "backend/feeds/door.py", "backend/walls/recorder.py"
ALL_OF_IT = (
    CREDENTIALS,
    'raise ProblemError(403, "out-of-scope", f"{other[0]} {other[1]}: this credential may write {may}")',
    "del may",
)

DEFENCES = (
    undone(
        "a credential that is nobody's sign-in",
        [
            (
                "backend/routes/feeds.py",
                "scope = await run_in_threadpool(door.credentials.scope_of, offered.credentials)",
                'scope = Scope("anybody", frozenset({"incident"}), "") if not '
                'offered.credentials.startswith("feed.") else '
                "await run_in_threadpool(door.credentials.scope_of, offered.credentials)",
            ),
            ("backend/entrance/entrance.py", "await self._check_source()\n            return", "return"),
        ],
        "test_nobodys_sign_in_reports_as_a_source",
    ),
    undone(
        "knowing a source's token at the connectors' door alone",
        [
            (
                "backend/people/callers.py",
                "found = accounts.known(token)\n    if found is None:",
                'found = accounts.known(token)\n    if token.startswith("feed."):\n        return '
                'Caller("feed", "feed", Role.ADMIN, "", "feed", 2**60)\n    if found is None:',
            )
        ],
        "test_a_sources_token_opens_no_other_door",
    ),
    undone(
        "keeping sources from what people write",
        [ALL_OF_IT],
        "test_what_people_write_is_written_by_no_source",
        "test_a_source_reaches_its_own_records_alone",
    ),
    undone(
        "a list of what a source's credential can cover",
        [
            (CREDENTIALS, "if scope.types - FEEDABLE:", "if False:"),
            (CREDENTIALS, "kind in self.types and kind in FEEDABLE and", "kind in self.types and"),
            ("backend/program/feed_tokens.py", " or types - FEEDABLE", ""),
        ],
        "test_no_credential_covers_what_people_write",
        "test_the_command_makes_lists_and_ends",
    ),
    undone(
        "leaving out of a new incident what people do",
        [
            (
                FOUND,
                "return without_people(record.type, record.data), of_people(record.type, record.data)",
                "return record.data, ()",
            )
        ],
        "test_a_new_incident_carries_nothing_that_somebody_did",
    ),
    undone(
        "letting a source tell of itself",
        [(CREDENTIALS, 'if (kind, key) == ("source", self.source):', "if False:")],
        "test_its_own_source_record_is_a_sources",
    ),
    undone(
        "ending an old credential",
        [(CREDENTIALS, "if found.ends_ms <= now_ms():", "if False:")],
        "test_two_are_valid_while_a_source_changes_over",
    ),
    undone(
        "a bound for how often a source reports",
        [(CREDENTIALS, "if left < 1:", "if False:")],
        "test_a_source_that_floods_is_held_back_and_another_is_not",
    ),
    undone(
        "keeping a fingerprint instead of a token",
        [(CREDENTIALS, 'return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()', "return token")],
        "test_no_token_is_kept_or_written_down",
    ),
    undone(
        "naming what belongs to people",
        [(OWNERSHIP, '"template", "contact"}', '"template", "contact", "log_entry"}')],
        "test_every_type_is_either_a_sources_or_peoples",
        "test_no_credential_covers_what_people_write",
    ),
    # times
    undone(
        "the server's own word for when something was done",
        [
            (
                DEED,
                "return iso(self.at_ms)\n\n    @property\n    def works_as",
                "return self.occurred_at\n\n    @property\n    def works_as",
            )
        ],
        "test_no_verb_makes_a_fact_of_a_devices_clock",
        "test_what_the_server_vouches_for",
        "test_an_acknowledgement_of_2099_is_one_of_now",
        "test_what_was_done_in_an_outage_keeps_its_earlier_time_and_its_order",
        "test_a_skipped_or_refused_link_does_not_free_from_the_order",
        "test_what_somebody_had_seen_was_there_before_they_acted_on_it",
    ),
    undone(
        "taking every verb somewhere",
        [
            (
                "backend/actions/engine.py",
                "return rule(deed) if not faults else",
                "return rejected(409, 'x', 'x') if not faults else",
            )
        ],
        "test_every_verb_was_really_said",
    ),
    undone(
        "the order of a device's chain",
        [
            (
                "backend/actions/times.py",
                "after = [link_ms(connection, device_id, action.prev_hash)]",
                "after: list[int | None] = []",
            )
        ],
        "test_what_was_done_in_an_outage_keeps_its_earlier_time_and_its_order",
    ),
    undone(
        "keeping the time of links that are withdrawn or refused",
        [
            (
                "backend/actions/chains.py",
                "remember(connection, self._batch.device_id, link, done_ms, skipped.reason)",
                "remember(connection, self._batch.device_id, link, None, skipped.reason)",
            ),
            (
                "backend/actions/times.py",
                "if found is not None and action.base_version >= found[0]:",
                "if False and found is not None:",
            ),
        ],
        "test_a_skipped_or_refused_link_does_not_free_from_the_order",
    ),
    undone(
        "knowing that what somebody had seen was there before",
        [
            (
                "backend/actions/times.py",
                "if found is not None and action.base_version >= found[0]:",
                "if False and found is not None:",
            )
        ],
        "test_what_somebody_had_seen_was_there_before_they_acted_on_it",
    ),
    undone(
        "refusing what a source tells of the future",
        [(DOOR, "or door.ahead(record.data, now)", "")],
        "test_a_source_from_the_future_is_told_so",
        "test_a_clock_that_is_a_little_ahead_is_no_fault",
    ),
    undone(
        "refusing values of the future",
        [(DOOR, "if not first:\n", "if True:\n")],
        "test_values_measured_in_the_future_are_their_sources_fault",
    ),
    undone(
        "a bound for what a node reports afterwards",
        [(RECORDER, "if oldest < one.from_ms <= min(one.to_ms, now_ms) and one.to_ms <= now_ms + FUTURE_MS", "")],
        "test_no_wall_recorded_the_future_or_half_a_century",
    ),
)
