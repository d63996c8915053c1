"""All routes of the contract."""

from __future__ import annotations

from backend.routes import audit, feeds, incidents, people, pictures, points, ptz, sync, walls, write

ROUTERS = (
    incidents.router, *people.ROUTERS, sync.router, points.router, write.router, feeds.router, ptz.router,
    walls.router, pictures.router, audit.router,
)  # fmt: skip
