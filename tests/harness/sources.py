"""A source that reports with a credential of its own, and how a test sets up what no source may write."""

from __future__ import annotations

from typing import Any

import requests
from sqlalchemy.exc import SQLAlchemyError

from backend.feeds.credentials import Credentials, Scope
from backend.feeds.reports import Reports
from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from contract.ownership import FEEDABLE, of_people

SOURCE = "test-source"


def source_token(database: str, types: str = ",".join(sorted(FEEDABLE)), prefix: str = "", source: str = SOURCE) -> str:
    """A new credential, made as the command line makes it, in the very database that a server has: a file stays one,
    also where tests put what they open themselves into schemas of a PostgreSQL."""
    engine = engine_of(database)
    try:
        return Credentials(Ledger(engine)).issue(Scope(source, frozenset(types.split(",")), prefix, 60_000))
    finally:
        engine.dispose()


def bearer(ledger: Ledger) -> dict[str, str]:
    """The header of a source that may write whatever a source may."""
    return {"Authorization": f"Bearer {Credentials(ledger).issue(Scope(SOURCE, FEEDABLE, '', 60_000))}"}


class Reporting:
    """One source's reports."""

    def __init__(self, url: str, database: str) -> None:
        self._url, self._database = url, database
        self._headers = {"Authorization": f"Bearer {source_token(database)}"}

    def __call__(self, *, records: Any = (), removes: Any = (), points: Any = (), **more: Any) -> Any:
        """Post what a source may; what it may not is set up first. The door's answer."""
        ours = [one for one in records if one["type"] not in FEEDABLE or of_people(one["type"], one["data"])]
        gone = [one for one in removes if one["type"] not in FEEDABLE]
        if ours or gone:
            self._set_up(ours, gone)
        body = {
            "records": [one for one in records if one not in ours],
            "removes": [one for one in removes if one not in gone], "points": list(points), **more,
        }  # fmt: skip
        with requests.Session() as session:
            session.trust_env = False
            answer = session.post(f"{self._url}/v1/feeds/records", json=body, headers=self._headers, timeout=60)
        answer.raise_for_status()
        return answer.json()

    def _set_up(self, records: list[dict[str, Any]], removes: list[dict[str, Any]]) -> None:
        engine = engine_of(self._database)
        try:
            Reports(Ledger(engine)).publish(
                [(one["type"], one["id"], one["data"]) for one in records],
                [(one["type"], one["id"], one.get("reason", "deleted")) for one in removes],
            )
        except SQLAlchemyError as error:
            raise AssertionError("the city could not be set up") from error
        finally:
            engine.dispose()
