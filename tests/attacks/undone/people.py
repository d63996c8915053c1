"""Who comes in, by a password or by the identity provider, and what they see and do then."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

TRIES, ACCOUNTS, POLICY = "backend/people/tries.py", "backend/people/accounts.py", "backend/people/policy.py"
ADMINISTRATION = "backend/people/administration.py"

DEFENCES = (
    undone(
        "counting the tries for a person from everywhere together",
        [
            (TRIES, "counts = [(user_id, ANYWHERE, FREE), (ANYBODY,", "counts = [(ANYBODY,"),
            ("tests/attacks/test_people.py", "for number in range(10_000):", "for number in range(200):"),
        ],
        "test_ten_thousand_guesses_from_as_many_sources_try_forty_passwords",
    ),
    undone(
        "a count of its own for a place that somebody is known at",
        [(TRIES, "return connection.execute(select(known.user_id).where(where)).first() is not None", "return False")],
        "test_who_guesses_shuts_nobody_out_of_their_own_desk",
    ),
    undone(
        "counting the tries of an address for all people together",
        [
            (
                TRIES,
                "counts = [(user_id, ANYWHERE, FREE), (ANYBODY, source.address, FREE_FOR_ADDRESS)]",
                "counts = [(user_id, ANYWHERE, FREE)]",
            )
        ],
        "test_one_address_that_tries_everybody_waits",
        "test_a_good_password_of_ones_own_buys_no_more_guesses",
    ),
    undone(
        "taking one try alone back for a right password",
        [(TRIES, "own = [pair for pair in one.counted if pair[0] != ANYBODY]", "own = list(one.counted)")],
        "test_a_good_password_of_ones_own_buys_no_more_guesses",
    ),
    undone(
        "counting a try before the password is looked at",
        [
            (ACCOUNTS, "counted = self.tries.begin(user_id, source)", ""),
            (
                ACCOUNTS,
                "row is None or row.is_disabled:\n",
                "row is None or row.is_disabled:\n            self.tries.begin(user_id, source)\n",
            ),
            (ACCOUNTS, "self.tries.ended(counted)", "self.tries.ended(self.tries.begin(user_id, source))"),
        ],
        "test_a_try_is_counted_before_the_password_is_looked_at",
    ),
    undone(
        "the same time for a name that nobody has",
        [
            (
                ACCOUNTS,
                "if not is_right(password, row) or row is None or row.is_disabled:",
                "if row is None or not is_right(password, row) or row.is_disabled:",
            )
        ],
        "test_a_name_that_nobody_has_costs_and_says_the_same",
    ),
    undone(
        "a policy for passwords",
        [
            (POLICY, "return len(password) < self.least", "return False"),
            (
                POLICY,
                'return bool(zxcvbn(password[:LOOKED_AT], user_inputs=known)["score"] < SCORE)',
                "return not known and False",
            ),
        ],
        "test_a_common_or_short_password_is_none",
    ),
    undone(
        "ending what somebody was given when their account changes",
        [(ACCOUNTS, "if values.keys() - HARMLESS:", "if False:")],
        "test_a_token_ends_with_every_change_of_its_person",
    ),
    undone(
        "asking for another password than the one that was made",
        [(ACCOUNTS, "if row.must_change or (row.role", "if False or (row.role")],
        "test_a_password_that_was_made_lets_nobody_work",
        "test_an_administrator_looks_after_people_and_never_learns_a_password",
    ),
    undone(
        "passwords that expire where a city has them expire",
        [(POLICY, "return self.days > 0 and", "return False and")],
        "test_a_password_of_long_ago_lets_nobody_in_where_it_expires",
    ),
    undone(
        "keeping one administrator",
        [(ADMINISTRATION, "if not stays:", "if False:")],
        "test_the_last_administrator_stays",
    ),
)
