"""A server with two agencies, each with somebody who works for it, and incidents that were given to them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from backend.base.clock import iso, now_ms
from backend.city.models import Agency
from backend.incidents import agencies
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people import reach
from backend.people.accounts import AT_SIGN_IN, Accounts, Admission
from backend.people.administration import Administration
from backend.people.roles import Role
from tests.backend.operations.server import Served, served
from tests.backend.web.browser import Browser, Page

WORD = "ba con mèo trên mái ngói"
BUILDING, WATER = "Sở Xây dựng", "Cấp nước"
MINUTE_MS = 60_000


@dataclass
class Room:
    """What a test has at hand."""

    there: Served

    @property
    def ledger(self) -> Ledger:
        """The server's."""
        return self.there.ledger

    def give(self, key: str, agency: str = BUILDING, *, minutes_ago: float = 1, **told: Any) -> None:
        """An incident that the room forwarded to an agency."""
        at = iso(now_ms() - round(minutes_ago * MINUTE_MS))
        line = {"at": at, "verb": "forward", "actor_name": "Lê Thu Hà", "text": agency, "action_id": f"f-{key}"}
        data = {
            "code": f"SC-{key}", "title": f"Cây đổ {key}", "severity": 2, "state": "in_progress", "created_at": at,
            "channel": "field_report", "place": "12 Trần Phú", "ward": "Phường Bến Đá", "agency": agency,
            "assignee_id": f"agency:{agency}", "assignee_name": agency, "assignee_version": 1, "history": [line],
            "reporter_masked": "•••• 490", "deadline": iso(now_ms() + 60 * MINUTE_MS),
        }  # fmt: skip
        self.ledger.publish([("incident", key, data | told)])

    def data(self, key: str) -> dict[str, Any]:
        """An incident as it stands."""
        found = self.ledger.current("incident", key)
        assert found is not None
        return found[1]

    @contextmanager
    def browser(self, user: str = "binh") -> Iterator[Browser]:
        """Of somebody who signed in."""
        with Browser(self.there.url) as browser:
            page = browser.sign_in(user, WORD)
            assert page.answer.url.endswith("/co-quan/viec"), page.words
            yield browser

    def incident(self, browser: Browser, key: str) -> Page:
        """Its page."""
        return browser.open(f"/co-quan/viec/{key}")


@contextmanager
def room(folder: Path, admission: Admission = AT_SIGN_IN) -> Iterator[Room]:
    """From when it answers."""
    ledger = Ledger(open_engine(f"sqlite:///{folder / 'web.db'}"))
    names = [(BUILDING, "Sở Xây dựng tỉnh", "xay-dung"), (WATER, "Công ty Cấp nước", "cap-nuoc")]
    reach.note(ledger, [("Phường Bến Đá", "Ven sông")], names, {})
    known = [Agency(id=key, name=name, short_name=short, accept_minutes=15) for short, name, key in names]
    agencies.note(ledger, known, "Asia/Ho_Chi_Minh", {"cay-do": "Cây đổ"})
    ledger.note("centre", "Trung tâm IOC Sông Mây")
    accounts = Accounts(ledger)
    for user, name, agency in (("binh", "Trần Văn Bình", BUILDING), ("chi", "Phan Linh Chi", WATER)):
        accounts.put(user, name, Role.AGENCY, "", WORD)
        Administration(ledger, accounts).change(user, {"limits": {"agencies": [agency]}})
    accounts.put("ha.le", "Lê Thu Hà", Role.OPERATOR, "Bàn 2", WORD)
    with served(ledger, admission=admission) as there:
        yield Room(there)
    ledger.engine.dispose()
