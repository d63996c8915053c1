"""The contract as an application: all its routes, its problems, its entrance, and its description."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.base.problems import Problem, install, response
from backend.entrance.entrance import watch_over
from backend.operations.operations import Operations
from backend.routes.operations import watch
from backend.routes.routers import ROUTERS
from backend.routes.written_down import write_down
from backend.web import pages
from contract.published import published

DESCRIPTION = "The contract between the console and a city's backend. Errors are RFC 9457 problem documents."


def application(lifespan: Callable[[FastAPI], AbstractAsyncContextManager[None]], operations: Operations) -> FastAPI:
    """The routes alone: what answers them is in the state of the application, under the names that they ask for."""
    app = FastAPI(
        title="IOC Console backend",
        version="1.0.0",
        description=DESCRIPTION,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/v1/openapi.json",
    )
    for router in (*ROUTERS, *pages.ROUTERS):
        app.include_router(router)
    watch_over(app)
    install(app)
    write_down(app)
    app.add_exception_handler(405, _on_method)
    _document(app)
    watch(app, operations)
    pages.dress(app)
    return app


async def _on_method(request: Request, _error: Exception) -> Response:
    """Name all methods of a path: the framework knows those of its first route alone."""
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, Route)]
    matching = (route for route in routes if route.path_regex.match(request.url.path))
    allowed = sorted({method for route in matching for method in route.methods or ()})
    return response(405, "method-not-allowed", "Method Not Allowed", {"Allow": ", ".join(allowed or ["GET"])})


def _document(app: FastAPI) -> None:
    """Put the problem schema into the published description; FastAPI's own error shape is never sent and goes."""
    plain = app.openapi

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            schema = plain()
            schemas = schema.setdefault("components", {}).setdefault("schemas", {})
            schemas["Problem"] = Problem.model_json_schema()
            schemas |= published()
            schemas.pop("HTTPValidationError", None)
            schemas.pop("ValidationError", None)
            app.openapi_schema = schema
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]
