"""Large bodies are understood beside the loop and piece by piece, so that nobody else waits for it.

Python's reader of JSON, and pydantic, hold the interpreter's lock from the first byte to the last: in a thread alone
they would stop the loop as well, 0.2 s for 8 MB. One member of the outermost lists at a time they do not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Coroutine, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from json import JSONDecodeError
from typing import Any, get_args, get_origin

from fastapi.concurrency import run_in_threadpool
from fastapi.dependencies.models import Dependant
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, TypeAdapter, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from backend.base.problems import ProblemError
from backend.people.roles import Right

CALLER = "caller"
"""Under this name the state of a request with a large body has who sends it, as far as the entrance knows."""

SMALL = 16 * 1024
"""Bytes that are read in the loop: a quarter of a millisecond, less than what a thread costs under load."""
FAULTS_MOST = 5
"""That are told of a body; with more it is read no further."""
_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
"""Reads one value from a place on."""


class Beside(APIRoute):
    """A route whose body, where it is large, is read and held against its model beside the loop."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """As ever, with the body ready."""
        plain = super().get_route_handler()
        field = self.body_field
        found = field.field_info.annotation if field is not None else None
        if not (isinstance(found, type) and issubclass(found, BaseModel)):
            return plain
        model, right = found, _right(self.dependant)

        async def handled(request: Request) -> Response:
            caller = request.scope.get("state", {}).get(CALLER)
            if right is not None and caller is not None and not caller.may(right):
                raise ProblemError(403, "forbidden", f"a {caller.role.replace('_', ' ')} may not do this")
            length = len(await request.body())
            is_json = "json" in request.headers.get("content-type", "").partition(";")[0]
            return await plain(await _understood(request, model) if length > SMALL and is_json else request)

        return handled


def _right(dependant: Dependant) -> Right | None:
    """What one must have to be let in by the route (`backend.people.callers.having`); None where it says nothing."""
    for one in dependant.dependencies:
        found: Right | None = getattr(one.call, "right", None) or _right(one)
        if found is not None:
            return found
    return None


class _Understood(Request):
    """Its body is what `model` made of it."""

    def __init__(self, request: Request, content: bytes, value: BaseModel) -> None:
        super().__init__(request.scope, request.receive)
        self._body = content
        self._value = value

    async def json(self) -> Any:
        """The model itself, which pydantic takes as it is."""
        return self._value


async def _understood(request: Request, model: type[BaseModel]) -> Request:
    content = await request.body()
    try:
        value = await run_in_threadpool(understood, content, model)
    except JSONDecodeError as error:
        fault = {"type": "json_invalid", "loc": ("body", error.pos), "msg": "JSON decode error", "input": {}}
        raise RequestValidationError([fault | {"ctx": {"error": error.msg}}]) from None
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "There was an error parsing the body") from error
    return _Understood(request, content, value)


def understood(content: bytes, model: type[BaseModel]) -> BaseModel:
    """The body as a `model`. Raises JSONDecodeError, UnicodeDecodeError, RecursionError, `RequestValidationError`."""
    data = parsed(content.decode(json.detect_encoding(content), "surrogatepass"))
    items = _items(model)
    if isinstance(data, dict):
        data = {name: _each(items[name], name, one) if name in items else one for name, one in data.items()}
    with _told("body"):
        return model.model_validate(data)


def _each(item: TypeAdapter[Any], name: str, value: Any) -> Any:
    """The members of a list one by one; what is no list is left for the model."""
    if not isinstance(value, list):
        return value
    found = []
    for place, one in enumerate(value):
        with _told("body", name, place):
            found.append(item.validate_python(one))
    return found


@contextmanager
def _told(*way: str | int) -> Iterator[None]:
    """Let what does not fit at this place of the body be told as FastAPI does."""
    try:
        yield
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)[:FAULTS_MOST]
        raise RequestValidationError([{**one, "loc": (*way, *one["loc"])} for one in faults]) from None


@lru_cache(maxsize=32)
def _items(model: type[BaseModel]) -> Mapping[str, TypeAdapter[Any]]:
    """Of each field that is a list how a member is understood."""
    kinds = {name: field.annotation for name, field in model.model_fields.items()}
    return {name: TypeAdapter(get_args(one)[0]) for name, one in kinds.items() if get_origin(one) is list}


def parsed(text: str) -> Any:
    """As `json.loads`, but for the lists of an outermost object, which are read member by member."""
    at = _past_blanks(text, 0)
    if text[at : at + 1] != "{":
        return json.loads(text)
    found: dict[str, Any] = {}
    at = _past_blanks(text, at + 1)
    if text[at : at + 1] == "}":
        return _ended(text, at + 1, found)
    while True:
        if text[at : at + 1] != '"':
            raise JSONDecodeError("Expecting property name enclosed in double quotes", text, at)
        key, at = _DECODER.raw_decode(text, at)
        at = _past_blanks(text, at)
        if text[at : at + 1] != ":":
            raise JSONDecodeError("Expecting ':' delimiter", text, at)
        at = _past_blanks(text, at + 1)
        found[key], at = _list(text, at) if text[at : at + 1] == "[" else _DECODER.raw_decode(text, at)
        at = _past_blanks(text, at)
        if text[at : at + 1] == "}":
            return _ended(text, at + 1, found)
        at = _past_comma(text, at)


def _list(text: str, at: int) -> tuple[list[Any], int]:
    found: list[Any] = []
    at = _past_blanks(text, at + 1)
    if text[at : at + 1] == "]":
        return found, at + 1
    while True:
        one, at = _DECODER.raw_decode(text, at)
        found.append(one)
        at = _past_blanks(text, at)
        if text[at : at + 1] == "]":
            return found, at + 1
        at = _past_comma(text, at)


def _past_comma(text: str, at: int) -> int:
    if text[at : at + 1] != ",":
        raise JSONDecodeError("Expecting ',' delimiter", text, at)
    return _past_blanks(text, at + 1)


def _past_blanks(text: str, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found is not None else at


def _ended(text: str, at: int, found: dict[str, Any]) -> dict[str, Any]:
    at = _past_blanks(text, at)
    if at != len(text):
        raise JSONDecodeError("Extra data", text, at)
    return found
