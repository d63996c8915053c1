"""Builds the application from a ledger: the routes of the contract, what answers them, and what goes on beside."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy.exc import SQLAlchemyError

from backend.audit.auditing import Auditing
from backend.feeds.sources import Sources
from backend.incidents.life_cycle import LifeCycles
from backend.ledger.ledger import Ledger
from backend.ledger.schema import SCHEMA_VERSION
from backend.operations.operations import Operations, operations_over
from backend.people.accounts import AT_SIGN_IN, Accounts, Admission
from backend.points.door import PointStore
from backend.ptz.camera_access import NO_ACCESS, CameraAccess
from backend.rounds import duty_of, rounds_of
from backend.routes.application import application
from backend.services import NO_KEEPING, Keeping, Post, services_over

__all__ = ["SCHEMA_VERSION", "build"]


def build(
    ledger: Ledger,
    access: CameraAccess = NO_ACCESS,
    oldest_schema: int = SCHEMA_VERSION,
    life_cycles: LifeCycles | None = None,
    points: PointStore | None = None,
    *,
    operations: Operations | None = None,
    admission: Admission = AT_SIGN_IN,
    accounts: Accounts | None = None,
    auditing: Auditing | None = None,
    keeping: Keeping = NO_KEEPING,
    post: Post | None = None,
) -> FastAPI:
    """The application over `ledger`, with what the server alone knows of the cameras.

    Consoles of a schema before `oldest_schema` may deliver what they have saved, and read no more. With `life_cycles`
    incidents go the way that the city lays down; without, the contract's merge rules alone hold. Measured
    values are in `points`, or in the ledger's own database. Who comes in from where is up to
    `admission`, or to the `accounts` that are given; what is kept of evidence to `keeping`; what goes out of
    the room goes by `post`.
    """
    known = accounts or Accounts(ledger, admission)
    feeds = Sources.over(ledger, points)
    services = services_over(ledger, known, feeds, access, life_cycles, keeping=keeping, post=post)
    duty, audit = duty_of(services), auditing or Auditing(ledger)
    rounds = rounds_of(services, duty, audit)
    watched = operations or operations_over(ledger.engine)
    watched.readiness.standing = rounds.standing
    ledger.timings = ledger.wakeups.timings = watched.metrics

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
            if post is not None:
                await asyncio.to_thread(post.sender.close)
            await asyncio.to_thread(ledger.bell.close)
            await asyncio.to_thread(services.ptz.close)
            await asyncio.to_thread(services.accounts.close)
            with contextlib.suppress(SQLAlchemyError):  # a database that is away costs seconds of what was shown
                await asyncio.to_thread(audit.end)
                await asyncio.to_thread(services.recorder.flush)
                await asyncio.to_thread(duty.leave)

    app = application(lifespan, watched)
    app.state.rounds = rounds
    app.state.auditing, app.state.tally = audit, audit.tally
    app.state.points = services.feeds.reports.points
    app.state.oldest_schema = oldest_schema
    for name, service in vars(services).items():
        setattr(app.state, name, service)
    return app
