"""The whole table: every defence that is taken away once."""

from __future__ import annotations

from collections.abc import Sequence

from tests.attacks.undone import (
    audit,
    calls,
    decoders,
    entrance,
    evidence,
    identity,
    machine,
    opening,
    pages,
    people,
    rights,
    sources,
)  # fmt: skip
from tests.attacks.undone.defence import Defence

TABLES = (audit, entrance, evidence, sources, identity, machine, people, rights, decoders, opening, pages, calls)
DEFENCES: tuple[Defence, ...] = tuple(one for table in TABLES for one in table.DEFENCES)

OWED = frozenset(
    {
        "test_a_code_that_nobody_typed_in_time_is_over",
        "test_a_code_that_somebody_else_shows_is_no_use_without_its_device",
        "test_a_flood_of_walls_is_bounded",
        "test_a_proof_is_good_once",
        "test_a_provider_or_a_city_without_codes_says_so",
        "test_a_wall_has_the_role_of_a_wall_or_none",
        "test_a_wall_that_comes_again_has_one_token",
        "test_a_wall_that_is_not_there_is_told_before_anybody_types_a_code",
        "test_a_walls_code_is_good_once",
        "test_no_wall_shows_an_address_that_others_read_or_that_is_none",
        "test_nobody_becomes_somebody_by_the_name_of_a_wall",
        "test_nobody_begins_or_asks_without_proving_a_key",
        "test_nobody_hides_a_new_beginning_behind_one_that_is_known",
        "test_nobody_sits_down_at_a_desk_as_a_wall",
        "test_the_token_of_a_wall_is_bound_before_anybody_hears_of_it",
        "test_what_the_database_holds_asks_the_provider_nothing",
        "test_what_the_provider_calls_too_fast_is_too_fast",
        "test_who_asks_faster_than_told_waits_longer_and_asks_nobody",
        "test_who_is_refused_stays_out",
        "test_who_may_work_here_and_bring_up_walls_makes_a_wall_and_nothing_else",
        "test_who_was_shut_out_here_brings_up_no_wall",
        "test_whom_a_technician_lets_in_speaks_for_its_node_alone",
    }
)
"""Attacks that came last, for which no defence is taken away yet: a row of the table for each is owed."""


def chosen(words: Sequence[str]) -> list[Defence]:
    """Those that a word names: a table, else part of a defence's name or a test that falls; all without a word."""
    tables = {table.__name__.rpartition(".")[2]: table.DEFENCES for table in TABLES}
    found = [one for word in words for one in tables.get(word, [one for one in DEFENCES if _has(one, word)])]
    return list(dict.fromkeys(found)) if words else list(DEFENCES)


def _has(defence: Defence, word: str) -> bool:
    return word in defence.name or word in defence.tests
