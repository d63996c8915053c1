"""What keeps a server reachable, and what is said to it unread: bounds of bodies, connections, sign-ins, and TLS."""

from __future__ import annotations

from tests.attacks.undone.defence import undone

SOON = (
    ("tests/attacks/test_availability.py", "ANSWER_S = 60.0", "ANSWER_S = 5.0"),
    ("tests/attacks/test_transport.py", "ANSWER_S = 60.0", "ANSWER_S = 5.0"),
    (
        "tests/harness/waiting.py",
        'timeout_s: float = 30.0) -> None:\n    """Poll',
        'timeout_s: float = 5.0) -> None:\n    """',
    ),
)
"""Whoever waits in vain for what the defence does waits for less."""
AT_DOOR, LINE, BODIES = "backend/entrance/entrance.py", "backend/entrance/line.py", "backend/entrance/bodies.py"
BOOK, SOURCES, TLS = "backend/entrance/connections.py", "backend/entrance/sources.py", "backend/entrance/tls.py"
HEADS = (LINE, "self._head_due = self.loop.call_later(HEAD_S, self.transport.abort)", "self._head_due = None")

DEFENCES = (
    undone(
        "asking who sends a body before it is read",
        [(AT_DOOR, "if not self.has_body:\n            return\n        if (self", "return\n        if (self"), *SOON],
        "test_large_bodies_of_strangers",
    ),
    undone(
        "the bound of a sign-in's body",
        [("backend/entrance/caps.py", '_cap(r"/v1/sign-in", 4 * KIB,', '_cap(r"/v1/sign-in", 64 * MIB,'), *SOON],
        "test_a_large_sign_in",
    ),
    undone(
        "a bound for bodies at each address, held before they are read",
        [(AT_DOOR, "if (self.announced or 0) > self.cap.most:", "if False:"), *SOON],
        "test_large_bodies_of_somebody",
    ),
    undone(
        "the proof that a large body needs",
        [(AT_DOOR, "if found.key:\n", "if False:\n"), *SOON],
        "test_large_bodies_by_a_stolen_token",
    ),
    undone(
        "asking for a source's credential before its report is read",
        [(AT_DOOR, "await self._check_source()\n            return", "return"), *SOON],
        "test_large_bodies_of_who_may_not",
    ),
    undone(
        "counting the requests of who has no token",
        [(AT_DOOR, "if wait_s:\n            raise too_many(wait_s)", "del wait_s"), *SOON],
        "test_who_asks_too_much_is_heard_later",
    ),
    undone(
        "letting the rest of an unwanted body come in before a connection is closed",
        [(LINE, "if self.cycle is None or not self.cycle.more_body or transport.is_closing():", "if True:")],
        "test_an_answer_is_read_though_the_body_was_not",
    ),
    undone(
        "a time in which a body has to come",
        [(AT_DOOR, "asyncio.timeout_at(due)", "asyncio.timeout_at(None)"), *SOON],
        "test_a_body_that_does_not_come",
    ),
    undone(
        "a time in which the head of a request has to come",
        [HEADS, *SOON],
        "test_a_head_that_does_not_end",
        "test_half_a_second_request",
    ),
    undone(
        "a short wait for who has shown no token",
        [(LINE, "self._patience_s if is_known else min(NAMELESS_IDLE_S, self._patience_s)", "self._patience_s"), *SOON],
        "test_who_showed_no_token_is_not_waited_for",
    ),
    undone(
        "a bound for half-open connections of an address, and a time in which they have to say something",
        [(BOOK, "len(self.silent) >= most and", "False and"), HEADS, *SOON],
        "test_hundreds_of_half_open_connections",
    ),
    undone(
        "a moment in which a line is no silent one yet",
        [(BOOK, "AT_ONCE_S = 0.5", "AT_ONCE_S = 0.0")],
        "test_a_city_that_comes_back_at_the_same_moment",
    ),
    undone(
        "sending away who did nothing, not who comes last",
        [(BOOK, "oldest = crowd.oldest()", "oldest: Visitor | None = None")],
        "test_a_full_house_sends_strangers_away",
    ),
    undone(
        "a line for passwords that has an end",
        [
            ("backend/entrance/turns.py", "if self._of[source] >= self._per_source:\n            raise too_many()", ""),
            *SOON,
        ],
        "test_a_flood_of_sign_ins",
    ),
    undone(
        "believing an address that a proxy tells from the centre's own proxies alone",
        [(SOURCES, "if not self.is_proxy(peer):", "if False:")],
        "test_forged_addresses",
        "test_one_machine_with_many_addresses",
    ),
    undone(
        "taking a network of 64 bits for one source",
        [(SOURCES, "HOME_BITS = 64", "HOME_BITS = 128")],
        "test_one_machine_with_many_addresses",
    ),
    undone(
        "reading large bodies beside the loop",
        [(BODIES, "if length > SMALL and is_json else", "if False else")],
        "test_a_large_batch_is_read_beside_the_loop",
    ),
    undone(
        "refusing what stands behind a body's end",
        [(BODIES, "if at != len(text):", "if False:")],
        "test_what_is_read_in_pieces_is_what_was_sent",
    ),
    undone(
        "asking for a name's quotes while reading in pieces",
        [(BODIES, "if text[at : at + 1] != '\"':", "if False:")],
        "test_json_that_ends_too_early",
    ),
    undone(
        "losing nothing while reading in pieces",
        [(BODIES, "for place, one in enumerate(value):", "for place, one in enumerate(value[1:]):")],
        "test_a_batch_in_pieces_is_a_batch",
    ),
    undone(
        "an answer to JSON that is nested too deep",
        [(BODIES, "except (ValueError, RecursionError) as error:", "except ValueError as error:")],
        "test_deep_json",
    ),
    undone(
        "a bound for what an action says",
        [("contract/verbs/__init__.py", "MOST_BYTES = 16 * 1024", "MOST_BYTES = 16 * 1024**2")],
        "test_a_payload_without_an_end",
    ),
    undone(
        "a bound in bytes for the history that a record carries",
        [
            (
                "backend/ledger/lines.py",
                "if len(lines) <= MOST and size_of(lines) <= MOST_BYTES:",
                "if len(lines) <= MOST:",
            )
        ],
        "test_a_record_that_grows",
    ),
    undone(
        "forbidding whoever is on the way to keep answers",
        [(AT_DOOR, 'MutableHeaders(scope=message)["Cache-Control"] = "no-store"', "pass")],
        "test_nothing_is_kept_on_the_way",
    ),
    undone(
        "ending what waits by a token that has ended",
        [
            ("backend/people/attendance.py", "self.over = True\n", "return\n"),
            ("tests/attacks/test_availability.py", "ANSWER_S = 60.0", "ANSWER_S = 8.0"),
        ],
        "test_a_stream_outlives_nobody",
    ),
    # TLS
    undone(
        "TLS at the server's own door",
        [
            (
                "backend/entrance/tls.py",
                "return line if self.certificate is None else Doorstep",
                "return line if True else Doorstep",
            )
        ],
        "test_who_trusts_the_authority_is_served",
    ),
    undone(
        "refusing TLS of before 1.2, and its ciphers",
        [
            (TLS, 'ssl.TLSVersion.TLSv1_3 if least == "1.3" else ssl.TLSVersion.TLSv1_2', "ssl.TLSVersion.TLSv1"),
            (TLS, "context.set_ciphers(CIPHERS)", 'context.set_ciphers("ALL:@SECLEVEL=0")'),
        ],
        "test_an_old_version_is_not_spoken",
    ),
    undone(
        "a time in which both sides have to agree on a secret",
        [(TLS, "ssl_handshake_timeout=HEAD_S", "ssl_handshake_timeout=600"), *SOON],
        "test_half_a_handshake",
    ),
    undone(
        "looking whether there is a new certificate",
        [("backend/program/server.py", "counter % LOOK_EVERY_TICKS == 0", "False"), *SOON],
        "test_a_renewed_certificate_is_shown_without_a_restart",
    ),
    undone(
        "keeping the certificate before one that cannot be used",
        [
            (
                TLS,
                "except (ssl.SSLError, OSError) as error:\n            reason",
                "except ZeroDivisionError as error:\n            reason",
            )
        ],
        "test_a_broken_certificate_stops_nobody",
    ),
    undone(
        "refusing to serve other machines in the clear",
        [("backend/program/entering.py", "if not said.allow_plain_http:", "if False:")],
        "test_plain_http_for_the_network",
    ),
    undone(
        "warning of what everybody can read",
        [("backend/program/entering.py", '_warn(say(said.lang, "plain_http_allowed", host=said.host))', "pass")],
        "test_plain_http_where_a_setting_says_so",
    ),
    undone(
        "refusing a key that others can read",
        [("backend/program/entering.py", "secret_of(said.tls_key, said.lang)  # refuses", "# refuses")],
        "test_a_key_that_others_can_read",
    ),
    undone(
        "telling this machine's addresses from those that look like it",
        [("console/net/plain.py", "return ipaddress.ip_address(host).is_loopback", 'return host.startswith("127.")')],
        "test_who_can_read_along",
    ),
    undone(
        "a console's refusal to speak in the clear",
        [("console/net/plain.py", "if not allowed and is_readable(url):", "if False:")],
        "test_a_console_sends_no_password_in_the_clear",
    ),
)
