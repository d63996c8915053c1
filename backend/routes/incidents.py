"""What is asked of single incidents besides the feed: who reported, what is past, the pictures that came with them."""

from __future__ import annotations

from backend.privacy import informant, reveal, told_by
from backend.routes import incident_pictures, past

ROUTERS = (reveal.router, informant.router, told_by.router, past.router, incident_pictures.router)
