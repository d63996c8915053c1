"""The connectors' door as sources find it: each with a credential, which says what it may report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from backend.base.problems import ProblemError
from backend.feeds.credentials import Credentials, Scope, check
from backend.feeds.door import Door
from backend.feeds.keys import Request
from backend.feeds.reports import Reports
from backend.ledger.ledger import Ledger
from contract.ownership import of_people, without_people
from contract.wire import FeedAnswer, FeedIn, RecordIn


class Sources(Door):
    """Lets in who has a credential."""

    def __init__(self, ledger: Ledger, reports: Reports | None = None) -> None:
        super().__init__(ledger, reports)
        self.credentials = Credentials(ledger)

    def report(self, scope: Scope, body: FeedIn, *, partial: bool, request: Request | None) -> FeedAnswer:
        """As `take`, of a source with a credential: what people write is left out, of new records as well.

        Raises `ProblemError` out-of-scope and too-many-requests besides, and then nothing is written.
        """
        try:
            self.credentials.spend(scope)
            names: list[tuple[str, str]] = [(one.type, one.id) for one in body.records]
            names += [(one.type, one.id) for one in body.removes]
            check(scope, body.source, [*names, *(("indicator", one.id) for one in body.points)])
            answer = self.take(scope.sender, body, partial=partial, request=request)
        except ProblemError as error:
            self.credentials.used(scope, error.code)
            raise
        self.credentials.used(scope, "bad-records" if answer.refused else "")
        return answer

    def _data(self, record: RecordIn) -> tuple[dict[str, Any], Sequence[str]]:
        return without_people(record.type, record.data), of_people(record.type, record.data)
