"""With IOC_TEST_POSTGRESQL=postgresql://user:word@host/db every ledger that a test opens itself stands on that server.

Each database file of a test becomes a schema there, begun anew with each run. Backends that are started as processes of
their own keep their files; `test_postgresql.py` starts one on the server.
"""

from __future__ import annotations

import hashlib
import itertools

from sqlalchemy import Engine

from backend.ledger import databases, engine
from tests.harness.postgresql import URL, begun


class Schemas:
    """Takes the place of `backend.ledger.engine.open_engine`, before the modules that use it are read."""

    def __init__(self, server: str) -> None:
        self._server = server
        self._open = engine.open_engine
        self._begun: dict[str, str] = {}
        self._numbers = itertools.count()

    def __call__(self, url: str) -> Engine:
        """An engine on a schema of its own where a file, or memory, was asked for."""
        if not url.startswith("sqlite"):
            return self._open(url)
        file = url.removeprefix("sqlite:///") if url != "sqlite://" else f"memory {next(self._numbers)}"
        name = f"test_{hashlib.sha256(file.encode()).hexdigest()[:16]}"
        if name not in self._begun:
            self._begun[name] = begun(self._server, name)
        return self._open(self._begun[name])


if URL:
    engine.open_engine = databases.open_engine = Schemas(URL)  # type: ignore[attr-defined]
    databases._look_at_file = lambda *_args, **_named: None  # there is no file where a schema takes its place
