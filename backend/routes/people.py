"""Coming in by whichever way, and looking after who may."""

from __future__ import annotations

from backend.routes import administration, device_administration, provider, sign_in

ROUTERS = (sign_in.router, provider.router, administration.router, device_administration.router)
