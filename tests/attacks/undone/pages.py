"""What the server's own pages give to a browser, and what they ask of it."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

SESSIONS, DEVICES = "backend/web/sessions.py", "backend/people/devices.py"
ASKING, INCIDENT = "backend/web/asking.py", "backend/web/agency_incident.py"

DEFENCES = (
    undone(
        "names that are for the pages alone",
        [(DEVICES, "if device_id.startswith(WEB) is not (seat.kind is Kind.WEB):", "if False:")],
        "test_a_console_does_not_take_the_name_of_somebodys_pages",
    ),
    undone(
        "a session of the pages that is bound to a key which no browser has",
        [("backend/people/callers.py", "    if found.key != proof.thumbprint:", "    if False:"),
         ("backend/people/callers.py", "    if not offered and not found.key and not proofs.required:",
          "    if not offered:")],
        "test_a_stolen_cookie_opens_no_door_of_the_consoles",
    ),
    undone(
        "a seal in each form that comes of the session",
        [(SESSIONS, 'return seal(derived(self.seed, "forms"), *told)', 'return seal(b"the same for all", *told)')],
        "test_a_form_of_one_session_does_nothing_in_another",
    ),
    undone(
        "asking from where a form comes",
        [
            (ASKING, 'if site not in (None, "same-origin", "none"):', "if False:"),
            (ASKING, "if origin is not None and urlsplit(origin)", "if False and urlsplit(origin or '')"),
        ],
        "test_a_form_that_another_site_sends_is_refused",
    ),
    undone(
        "looking whose an incident is before its page is made",
        [(INCIDENT, "    if known is None or not agency_view.is_shown(session.caller.scope, known[1]):",
          "    if known is None:")],
        "test_an_agency_opens_no_incident_of_another_agency",
    ),
    undone(
        "escaping every text of a page",
        [("backend/web/templating.py", "autoescape=True", "autoescape=False")],
        "test_a_page_shows_what_was_written_and_runs_none_of_it",
    ),
    undone(
        "a report's id that is made of its code and does not tell it",
        [("backend/web/citizens.py", 'return PREFIX + hashlib.sha256(f"citizen\\n{letters}".encode()).hexdigest()[:32]',
          "return PREFIX + letters.lower()")],
        "test_whoever_reads_the_records_has_no_citizens_code",
    ),
)  # fmt: skip
