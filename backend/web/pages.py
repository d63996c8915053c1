"""All pages, and their style sheet."""

from __future__ import annotations

from fastapi import APIRouter, FastAPI
from starlette.responses import Response

from backend.web import agency_pages, citizen_pages, signing_in
from backend.web.dressing import COMMON, Dressing
from backend.web.templating import style

common = APIRouter(prefix=COMMON, include_in_schema=False)
ROUTERS = (common, signing_in.router, agency_pages.router, citizen_pages.router)
"""The last one of an address's beginning answers for what no other does."""


@common.get("/pages.css")
def sheet() -> Response:
    """The style of every page."""
    return Response(style(), media_type="text/css; charset=utf-8")


def dress(app: FastAPI) -> None:
    """Let what every page is told stand around all of them."""
    app.add_middleware(Dressing)
