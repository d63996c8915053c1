"""The door of calls at a desk, and whose number that is."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

REQUEST, DOOR, CALL, TOLD = (
    "console/calls/request.py", "console/calls/door.py", "console/calls/call.py", "backend/privacy/told_by.py"
)  # fmt: skip

DEFENCES = (
    undone(
        "asking who tells of a call for the secret",
        [(REQUEST, 'return hmac.compare_digest(given, wanted) and scheme.lower() == "bearer"', "return True")],
        "test_nobody_tells_of_a_call_without_the_secret",
    ),
    undone(
        "hearing of calls from programs of this machine alone, by its own name",
        [(DOOR, "judge_place(head, self._port)", "pass")],
        "test_no_page_in_a_browser_tells_of_a_call",
    ),
    undone(
        "sending away who has been at the door of calls longest",
        [(DOOR, "while len(self._inside) >= TOGETHER:", "while not TOGETHER:")],
        "test_a_hundred_silent_ones_keep_no_call_out",
    ),
    undone(
        "holding whoever tells of a call to five seconds",
        [(DOOR, "asyncio.timeout(PATIENCE_S)", "asyncio.timeout(None)")],
        "test_who_writes_slowly_is_sent_away",
    ),
    undone(
        "judging how long what is told of a call will be",
        [(REQUEST, "if int(told) > BODY_MOST:", "if int(told) < 0:")],
        "test_a_gigabyte_is_refused_before_it_comes",
    ),
    undone(
        "leaving marks out of the name of a line",
        [(CALL, "AfterValidator(_line)]", "AfterValidator(str)]")],
        "test_the_name_of_a_line_turns_nothing_over",
    ),
    undone(
        "keeping the number of a call out of what is printed of it",
        [(CALL, "    number: str = field(repr=False)", "    number: str")],
        "test_nobodys_number_is_in_a_log",
    ),
    undone(
        "counting of how many numbers somebody asks",
        [(TOLD, "if _asked(connection, caller.id) >= most:", "if most < 0:")],
        "test_nobody_asks_of_one_number_after_the_other",
    ),
    undone(
        "noting a question without the number that it was about",
        [(TOLD, 'what={"incidents": len(found)}', 'what={"incidents": len(found), "phone": body.phone}')],
        "test_a_number_that_was_asked_of_stands_nowhere",
    ),
    undone(
        "telling whoever asks of a number only of what they would see",
        [(TOLD, 'if in_reach(caller.scope, "incident", data) and _began_ms', "if _began_ms")],
        "test_nobody_is_told_of_what_is_out_of_their_reach",
    ),
)
