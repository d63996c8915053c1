"""Many act at once, in several browsers and on several servers: every action is in the log, once, in one chain."""

from __future__ import annotations

import uuid
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from backend.actions.log import ActionLog
from backend.ledger.schema import actions
from backend.people.accounts import Accounts
from backend.rules import ARCHIVES, RULES
from backend.web.acting import Acting, Wish
from backend.web.sessions import Sessions
from tests.backend.web.room import Room

AT_ONCE, EACH = 4, 6


def test_one_person_at_two_servers_has_one_row_of_numbers(web: Room) -> None:
    web.give("m1")
    with web.browser() as browser:
        cookie = browser.http.cookies["ioc"]
    accounts = Accounts(web.ledger)
    session = Sessions(web.ledger, accounts).of(cookie)
    servers = [
        Acting(web.ledger, ActionLog(web.ledger, accounts, RULES, ARCHIVES), Sessions(web.ledger, accounts))
        for _ in range(AT_ONCE)
    ]

    def act(server: Acting) -> list[str]:
        wishes = [Wish(str(uuid.uuid4()), "note", "m1", 1, {"text": "có mặt"}) for _ in range(EACH)]
        return [server.act(session, wish).result for wish in wishes]

    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = [one for results in threads.map(act, servers) for one in results]
    assert told == ["applied"] * AT_ONCE * EACH
    with web.ledger.engine.connect() as connection:
        query = select(actions).where(actions.c.device_id == "web.binh").order_by(actions.c.device_seq)
        rows = connection.execute(query).all()
    assert [row.device_seq for row in rows] == list(range(1, len(rows) + 1))
    assert [row.prev_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert len(web.data("m1")["history"]) == AT_ONCE * EACH + 1


def test_the_same_wish_again_is_answered_and_not_done(web: Room) -> None:
    web.give("m2")
    with web.browser() as browser:
        session = Sessions(web.ledger, Accounts(web.ledger)).of(browser.http.cookies["ioc"])
    accounts = Accounts(web.ledger)
    server = Acting(web.ledger, ActionLog(web.ledger, accounts, RULES, ARCHIVES), Sessions(web.ledger, accounts))
    wish = Wish(str(uuid.uuid4()), "note", "m2", 1, {"text": "có mặt"})
    assert [server.act(session, wish).result for _ in range(2)] == ["applied", "duplicate"]
