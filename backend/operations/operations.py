"""All that whoever looks after one server asks of it, put together over its database."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import Engine

from backend.operations.database_look import Looker, look_at
from backend.operations.draining import Draining
from backend.operations.metrics import Metrics
from backend.operations.readiness import Limits, Readiness
from backend.operations.scraping import Scraping


@dataclass(frozen=True)
class Operations:
    """One server's; routes find it in the state of the application."""

    readiness: Readiness
    draining: Draining
    metrics: Metrics = field(default_factory=Metrics)
    scraping: Scraping = field(default_factory=Scraping)


def operations_over(
    engine: Engine, limits: Limits | None = None, scraping: Scraping | None = None, lang: str = "vi"
) -> Operations:
    """Those of a server over this database; sentences are in `lang`."""
    draining = Draining()
    readiness = Readiness(Looker(lambda: look_at(engine)), draining, _folder(engine), limits or Limits(), lang)
    return Operations(readiness, draining, scraping=scraping or Scraping())


def _folder(engine: Engine) -> Path | None:
    """Where an embedded database is; None for a server's and for one in memory."""
    url = engine.url
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).absolute().parent
