"""Builds the application from a ledger: the routes of the contract, what answers them, and what goes on beside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from backend.feeds.door import Door
from backend.feeds.reports import Reports
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.points.door import PointStore
from backend.ptz.camera_access import NO_ACCESS, CameraAccess
from backend.rounds import Rounds
from backend.routes.application import application
from backend.services import services_over

__all__ = ["SCHEMA_VERSION", "build"]


def build(
    ledger: Ledger,
    access: CameraAccess = NO_ACCESS,
    oldest_schema: int = SCHEMA_VERSION,
    life_cycles: LifeCycles | None = None,
    points: PointStore | None = None,
) -> FastAPI:
    """The application over `ledger`, with what the server alone knows of the cameras.

    Consoles of a schema before `oldest_schema` may deliver what they have saved, and read no more. With `life_cycles`
    incidents go the way that the city lays down; without, the contract's merge rules alone hold. Measured
    values are in `points`, or in the ledger's own database.
    """
    services = services_over(ledger, Door(ledger, Reports(ledger, points)), access, life_cycles)
    rounds = Rounds(services)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        ledger.wakeups.attach(asyncio.get_running_loop())
        await asyncio.to_thread(ledger.begin_line)
        ledger.bell.listen(ledger.look, ledger.begin_line)
        services.ptz.take_up()
        rounds.start()
        try:
            yield
        finally:
            rounds.stop()
            await asyncio.to_thread(ledger.bell.close)
            await asyncio.to_thread(services.ptz.close)
            await asyncio.to_thread(services.recorder.flush)

    app = application(lifespan)
    app.state.points = services.feeds.reports.points
    app.state.oldest_schema = oldest_schema
    for name, service in vars(services).items():
        setattr(app.state, name, service)
    return app
