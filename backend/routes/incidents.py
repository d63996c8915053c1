"""What is asked and told about incidents beside the feed: who reported one, and what is over."""

from __future__ import annotations

from backend.privacy import informant, reveal
from backend.routes import past

ROUTERS = (reveal.router, informant.router, past.router)
