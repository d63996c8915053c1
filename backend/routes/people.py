"""Coming in by whichever way, and looking after who may."""

from __future__ import annotations

from backend.routes import administration, device_administration, provider, sign_in, source_administration, wall_codes

ROUTERS = (
    sign_in.router, provider.router, wall_codes.router, administration.router, device_administration.router,
    source_administration.router,
)  # fmt: skip
