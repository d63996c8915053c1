"""Files that come beside the records: layouts' pictures and evidence."""

from __future__ import annotations

from backend.routes import evidence, pictures

ROUTERS = (pictures.router, evidence.router)
