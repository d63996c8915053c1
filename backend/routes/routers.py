"""All routes of the contract."""

from __future__ import annotations

from backend.routes import audit, feeds, files, incidents, messages, people, points, ptz, sync, wall_nodes, walls, write

ROUTERS = (
    *incidents.ROUTERS, *people.ROUTERS, sync.router, points.router, write.router, feeds.router, ptz.router,
    wall_nodes.router, walls.router, *files.ROUTERS, audit.router, messages.router,
)  # fmt: skip
