"""The audit: what finds out that it was altered, who reads it, and who keeps where it stood."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

VERIFYING, LINKS, HEADS = "backend/audit/verifying.py", "backend/audit/links.py", "backend/audit/heads.py"
ROWS = "backend/audit/action_rows.py"

DEFENCES = (
    undone(
        "calling whole what is whole",
        [(LINKS, "if number > self.last + 1:", "if number > self.last:")],
        "test_what_nobody_altered_is_whole",
    ),
    undone(
        "holding each line against the line before",
        [(LINKS, "elif own not in must:", "elif False:")],
        "test_each_alteration_is_named_exactly",
        "test_each_of_a_thousand_alterations_is_named_exactly",
    ),
    undone(
        "holding each action against its line",
        [(ROWS, "if fields:\n                self._found", "if False:\n                self._found")],
        "test_each_alteration_is_named_exactly",
        "test_each_of_a_thousand_alterations_is_named_exactly",
    ),
    undone(
        "signed heads",
        [
            (
                VERIFYING,
                "signed, findings = heads.sound(heads.read(connection), public)",
                "signed, findings = heads.sound([], public)",
            )
        ],
        "test_a_recomputed_log_is_found_without_a_log_server",
        "test_heads_signed_by_another_key_prove_nothing",
    ),
    undone(
        "believing heads by the audit's own key alone",
        [(HEADS, "if head.key != key or not head.is_signed:", "if False:")],
        "test_heads_signed_by_another_key_prove_nothing",
    ),
    undone(
        "counting lines in another place than where they stand",
        [(VERIFYING, "counted = _counted(connection)", "counted = links.last")],
        "test_one_who_cuts_off_the_end_before_it_was_signed_is_found_by_the_counter",
    ),
    undone(
        "computing the hashes of old actions anew",
        [(ROWS, "if _hash_is_wrong(row):\n", "if False:\n")],
        "test_actions_of_before_the_audit_are_held_by_their_own_hashes",
    ),
    # at the server
    undone(
        "writing down sign-ins and refusals",
        [("backend/audit/tally.py", "note(connection, key.kind, key.who, device, key.source, what)", "pass")],
        "test_sign_ins_wrong_passwords_and_forbidden_doors_are_written_down",
        "test_a_flood_of_refusals_is_counted_and_fills_no_disk",
    ),
    undone(
        "counting the refusals of a flood instead of writing each down",
        [("backend/audit/tally.py", "has_line = told < FIRST and self._lines < PER_MINUTE", "has_line = True")],
        "test_a_flood_of_refusals_is_counted_and_fills_no_disk",
    ),
    undone(
        "the right to read the audit",
        [("backend/routes/audit.py", "Depends(having(Right.AUDIT))", "Depends(caller_of)")],
        "test_who_reads_the_audit_is_an_administrator_and_is_written_down",
        "test_an_export_is_for_who_may_read_and_only_signed",
    ),
    undone(
        "taking a new beginning only from a device that was never heard or says why",
        [
            (
                "backend/actions/chains.py",
                "(batch.restart is not None or not _is_begun(connection, batch.device_id))",
                "True",
            )
        ],
        "test_a_devices_chain_never_begins_anew_in_silence",
    ),
    undone(
        "a way on for a device that lost its outbox",
        [("backend/actions/chains.py", "(batch.restart is not None or not _is_begun", "(not _is_begun")],
        "test_a_lost_outbox_says_so_and_goes_on",
    ),
    undone(
        "holding a server's new head against the one that the desk kept",
        [
            (
                "console/sync/audit_heads.py",
                "if len(links) != head.number - kept.number or reached(kept.hash, map(str, links)) != head.hash:",
                "if False:",
            )
        ],
        "test_a_desk_finds_out_a_server_with_another_past",
    ),
    undone(
        "telling a log server every line",
        [
            (
                "backend/audit/syslog.py",
                "query = select(audit_lines).where(where)",
                "query = select(audit_lines).where(where, audit_lines.c.number > 1)",
            )
        ],
        "test_a_log_server_has_a_copy_of_every_line",
    ),
    undone(
        "asking for the log server's certificate",
        [
            (
                "backend/audit/syslog.py",
                "context.minimum_version =",
                "context.check_hostname, context.verify_mode = False, ssl.CERT_NONE\n            "
                "context.minimum_version =",
            )
        ],
        "test_a_log_server_that_is_nobodys_or_away_is_told_nothing_and_holds_nobody_up",
    ),
    undone(
        "holding an export against its signature and the key that was named",
        [
            (
                "backend/audit/exporting.py",
                'if not right or told != end.get("sha256") or public not in ("", end.get("key")):',
                "if False:",
            )
        ],
        "test_an_export_is_signed_and_one_that_was_changed_is_named",
    ),
)
