"""What is asked and told about incidents beside the feed: who reported one, and what is over."""

from __future__ import annotations

from fastapi import APIRouter

from backend.privacy import informant, reveal
from backend.routes import past

router = APIRouter()
for _part in (reveal.router, informant.router, past.router):
    router.include_router(_part)
