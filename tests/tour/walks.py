"""All walks of the tour, the longest first: two of them at once end together."""

from __future__ import annotations

from tests.tour import (
    administration,
    audit,
    cameras,
    command,
    desk,
    evidence,
    incident_desk,
    looks,
    offline,
    pages,
    wall,
)
from tests.tour.stage import Walk

SMALL, USUAL, WIDE, WALL = (1366, 768), (1920, 1080), (2560, 1440), (3840, 2160)
DESKS = (SMALL, USUAL, WIDE)

WALKS = (
    Walk("shift", incident_desk.walk, (SMALL, USUAL)),
    Walk("wall", wall.walk, (USUAL,), uses_cameras=True),
    Walk("desk", desk.walk, DESKS, uses_cameras=True),
    Walk("large-wall", wall.walk_large, (WALL,), uses_cameras=True),
    Walk("offline", offline.walk, (SMALL, USUAL)),
    Walk("looks", looks.walk, (USUAL,), uses_cameras=True),
    Walk("cameras", cameras.walk, (USUAL,), uses_cameras=True),
    Walk("pages", pages.walk, DESKS),
    Walk("command", command.walk, (SMALL, USUAL)),
    Walk("evidence", evidence.walk, (SMALL, USUAL)),
    Walk("administration", administration.walk, (SMALL, USUAL)),
    Walk("audit", audit.walk, (SMALL, USUAL)),
)
