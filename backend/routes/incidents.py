"""What is asked of single incidents besides the feed: who reported, what is past, the pictures that came with them."""

from __future__ import annotations

from backend.privacy import informant, reveal
from backend.routes import incident_pictures, past

ROUTERS = (reveal.router, informant.router, past.router, incident_pictures.router)
