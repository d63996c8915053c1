"""What somebody sees and does once they came in, whom the identity provider lets in, and who is told of persons."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

OIDC, PROVIDED, SCOPES = "backend/people/oidc.py", "backend/people/provided.py", "backend/people/scopes.py"
ROLES, ADMINISTRATION = "contract/roles.py", "backend/routes/administration.py"

DEFENCES = (
    # the identity provider
    undone(
        "taking the role from the provider's claim",
        [
            (
                OIDC,
                "if not fits and nonce is None:",
                "fits = [self.settings.roles[-1][1]]\n        if not fits and nonce is None:",
            )
        ],
        "test_who_the_provider_speaks_of_comes_in_with_the_role_of_the_claim",
        "test_who_has_no_role_here_does_not_come_in",
    ),
    undone(
        "taking an ID token that is as it should be",
        [(OIDC, '"value": self.settings.client_id}, exp=', '"value": "another"}, exp=')],
        "test_a_good_one_is_taken",
        "test_a_console_signs_in_through_the_browser",
    ),
    undone(
        "telling the provider the verifier of whoever began",
        [("console/people/browser.py", '"code_challenge": challenge,\n        "code_challenge_method": "S256",', "")],
        "test_a_console_signs_in_through_the_browser",
    ),
    undone(
        "the provider's own refusal of a code",
        [(OIDC, 'if method == "POST" and status in (400, 401, 403):', "if False:")],
        "test_a_code_is_good_once",
    ),
    undone(
        "holding an ID token against who asked, for whom, what and when",
        [(OIDC, "registry.validate(claims)", ""), (OIDC, 'claims.get("azp") != self.settings.client_id', "False")],
        "test_a_token_for_another_or_of_another_time_is_refused",
        "test_an_answer_to_somebody_elses_question_is_refused",
    ),
    undone(
        "taking an account of ours for nobody else's, whatever the name",
        [
            (PROVIDED, "if row is None and taken is not None:", "if False:"),
            (PROVIDED, "if row is None:\n        values", "if row is None and taken is None:\n        values"),
            (PROVIDED, "elif (row.name,", "elif row is not None and (row.name,"),
        ],
        "test_nobody_becomes_an_account_of_ours_by_its_name",
    ),
    undone(
        "asking whether an account was shut out when the provider speaks of it",
        [(PROVIDED, "if row is not None and row.is_disabled:", "if False:")],
        "test_who_was_shut_out_here_stays_out",
    ),
    undone(
        "having the answer sent to this machine alone",
        [("contract/provider.py", r'pattern=r"^http://127\.0\.0\.1:[0-9]{1,5}/signed-in$"', "")],
        "test_nobody_is_sent_back_to_another_machine",
    ),
    undone(
        "holding an ID token against the provider's keys",
        [
            (
                OIDC,
                "claims = jwt.decode(id_token, self._key_set(anew=is_fresh), algorithms=[*ALGORITHMS]).claims",
                "claims = "
                '__import__("json").loads(__import__("base64").urlsafe_b64decode(id_token.split(".")[1] '
                '+ "=="))',
            )
        ],
        "test_a_token_that_the_provider_did_not_sign_is_refused",
    ),
    undone(
        "a line before the provider that has an end",
        [(OIDC, "if self._waiting >= WAITING_MOST:", "if False:")],
        "test_a_flood_of_sign_ins_waits_for_nobody",
    ),
    undone(
        "telling a provider that is away from one that refuses",
        [(OIDC, "raise _away(type(error).__name__) from error", "raise _refused(type(error).__name__) from error")],
        "test_a_provider_that_is_away_is_told_apart",
    ),
    # rights
    undone(
        "limits of an area, an agency and a lane",
        [
            (
                SCOPES,
                "if not rights.sees(kind):\n        return False\n",
                "if rights.sees(kind):\n        return True\n",
            ),
            (SCOPES, "return rights.sees(kind) and not narrowed", "return rights.sees(kind)"),
        ],
        "test_an_agency_reads_nothing_outside_of_its_own",
        "test_an_agency_without_agencies_sees_nothing_of_any",
        "test_what_leaves_the_reach_of_a_reader_is_taken_away",
        "test_what_says_nothing_of_where_it_is_is_nobodys",
        "test_who_acts_does_so_within_their_own",
    ),
    undone(
        "taking what says nothing of where it is for nobody's",
        [
            (
                SCOPES,
                'any(str(data.get(field) or "") in mine for field in fields)',
                'any(str(data.get(field) or "") in {*mine, ""} for field in fields)',
            )
        ],
        "test_what_says_nothing_of_where_it_is_is_nobodys",
    ),
    undone(
        "letting act alone who has a verb",
        [("backend/people/callers.py", "if not caller.scope.rights.does:", "if False:")],
        "test_who_does_not_act_does_not",
    ),
    undone(
        "asking for the right to administer",
        [("backend/people/callers.py", "if not caller.may(right):", "if False:")],
        "test_nobody_else_looks_after_accounts",
    ),
    undone(
        "naming a verb's roles one by one",
        [(ROLES, "Role.VIEWER: Rights(\n            EXPORTING,", "Role.VIEWER: Rights(\n            _ROOM,")],
        "test_every_verb_is_somebodys_and_none_is_anybodys",
    ),
    # persons
    undone(
        "asking what a reason says",
        [("contract/verbs/incident.py", "if is_no_reason(reason):", "if False:")],
        "test_a_reason_that_says_nothing",
    ),
    undone(
        "knowing the city's purposes",
        [("contract/verbs/incident.py", 'purpose: Purpose = "other"', 'purpose: str = "other"')],
        "test_a_purpose_that_nobody_has",
    ),
    undone(
        "a bound for how many persons somebody is told of",
        [("backend/privacy/reveal.py", "if others >= said.most:", "if False:")],
        "test_collecting_everybody_who_ever_reported",
    ),
    undone(
        "taking numbers of persons out of texts",
        [
            (
                "backend/privacy/sight.py",
                "return masked_record(kind, data) if sight == Sight.MASKED else",
                "return dict(data) if sight == Sight.MASKED else",
            )
        ],
        "test_numbers_of_persons_in_texts",
    ),
)
