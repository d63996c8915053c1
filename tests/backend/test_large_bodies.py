"""A large body is read and understood beside the loop, whatever it is that is said."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel

from backend.entrance.bodies import Beside, understood
from backend.entrance.caps import MIB, cap_of
from backend.routes.routers import ROUTERS
from contract.walls import NodeReport, RecordingIn

AT = {"from": "2026-11-30T01:00:00Z", "to": "2026-11-30T01:00:05Z"}
TILE = {"place": "0", "type": "camera", "name": "Cầu Bến Đá", "ref": "cam-02", "state": "live"}


def test_no_route_reads_a_large_document_in_the_loop() -> None:
    large = [
        route for router in ROUTERS for route in router.routes
        if isinstance(route, APIRoute) and cap_of(route.path).most >= MIB and route.body_field is not None
        and isinstance(route.body_field.field_info.annotation, type)
        and issubclass(route.body_field.field_info.annotation, BaseModel)
    ]  # fmt: skip
    assert {route.path for route in large} >= {"/v1/walls/{wall}/recording", "/v1/walls/{wall}/nodes/{node}"}
    assert [route.path for route in large if not isinstance(route, Beside)] == []


@pytest.mark.parametrize(
    ("model", "field", "member"),
    [(RecordingIn, "entries", {**AT, "screen": "t1", "tiles": [TILE] * 3}),
     (NodeReport, "screens", {"id": "t1", "tiles": [TILE] * 3})],
)  # fmt: skip
def test_what_walls_say_is_understood_piece_by_piece_as_at_once(
    model: type[BaseModel], field: str, member: dict[str, Any]
) -> None:
    said: dict[str, Any] = {field: [member] * 60} | ({"revision": 1} if model is NodeReport else {})
    text = json.dumps(said).encode()
    assert len(text) > 16_384
    assert understood(text, model) == model.model_validate_json(text)
    said[field][7] = {**member, "tiles": [{**TILE, "colour": "red"}]}
    with pytest.raises(RequestValidationError) as refused:
        understood(json.dumps(said).encode(), model)
    assert refused.value.errors()[0]["loc"] == ("body", field, 7, "tiles", 0, "colour")
