"""Turns a document into models, and pydantic's faults into ours with file, line and field."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from backend.city.demo_models import demo_file
from backend.city.problems import Problem
from backend.city.yaml_lines import Document, Path_

_EXPECTED = MappingProxyType(
    {
        "string_type": "string",
        "int_type": "int",
        "int_from_float": "int",
        "float_type": "float",
        "bool_type": "bool",
        "list_type": "list",
        "tuple_type": "list",
        "model_type": "mapping",
        "model_attributes_type": "mapping",
        "dict_type": "mapping",
    }
)
_LIMITS = MappingProxyType(
    {
        "greater_than_equal": ("at_least", "ge"),
        "greater_than": ("above", "gt"),
        "less_than_equal": ("at_most", "le"),
        "less_than": ("below", "lt"),
        "string_too_short": ("longer", "min_length"),
        "string_too_long": ("shorter", "max_length"),
        "too_short": ("at_least", "min_length"),
        "too_long": ("at_most", "max_length"),
        "string_pattern_mismatch": ("pattern", "pattern"),
        "literal_error": ("one_of", "expected"),
        "enum": ("one_of", "expected"),
    }
)
_DECIMAL_COMMA = re.compile(r"[-+]?\d+,\d+")


def check(document: Document, model: Any, problems: list[Problem]) -> Any:
    """The document as `model` (a class or `list[class]`); faults go to `problems` and the answer is None."""
    try:
        return TypeAdapter(model).validate_python(document.data)
    except ValidationError as error:
        # a misspelt field is also a missing one: its spelling is told first
        faults = sorted(error.errors(include_url=False), key=lambda fault: fault["type"] != "extra_forbidden")
        places = [fault["loc"] for fault in faults]
        problems.extend(_problem(document, model, fault) for fault in faults if not _follows(fault, places))
        return None


def _follows(fault: Any, places: Iterable[Path_]) -> bool:
    """Whether a list is too short only because pydantic does not count the entries that are wrong themselves."""
    loc = fault["loc"]
    return fault["type"] == "too_short" and any(one[: len(loc)] == loc and one != loc for one in places)


def _problem(document: Document, model: Any, fault: Any) -> Problem:
    loc: Path_ = tuple(fault["loc"])
    kind, context = fault["type"], fault.get("ctx", {})
    given = _short(fault.get("input"))
    if kind == "missing":
        return document.problem("missing_field", loc, name=str(loc[-1]))
    if kind == "extra_forbidden":
        name = str(loc[-1])
        moved = demo_file(document.file, name)
        if moved:
            return document.problem("moved_field", loc, name=name, file=moved)
        hint = did_you_mean(name, _fields(model, loc[:-1]))
        if hint:
            return document.problem("unknown_field_hint", loc, name=name, hint=hint)
        return document.problem("unknown_field", loc, name=name)
    if kind in ("float_type", "int_type") and _DECIMAL_COMMA.fullmatch(given.strip()):
        return document.problem("decimal_comma", loc, given=given, hint=given.strip().replace(",", "."))
    if kind in _EXPECTED:
        return document.problem("wrong_type", loc, expected=_EXPECTED[kind], given=given)
    if kind == "value_error":
        return document.problem(str(context["error"]), loc, given=given)
    if kind in _LIMITS:
        word, limit = _LIMITS[kind]
        return document.problem("wrong_value", loc, expected=word, limit=str(context.get(limit, "")), given=given)
    return document.problem("wrong_value", loc, expected="pattern", given=given)


def did_you_mean(given: str, known: Iterable[str]) -> str:
    """The known name nearest to `given`, or an empty text."""
    near = difflib.get_close_matches(given, list(known), n=1, cutoff=0.6)
    return near[0] if near else ""


def _fields(model: Any, path: Path_) -> list[str]:
    """Names of the fields that may stand at `path` inside `model`."""
    for part in path:
        if isinstance(part, int):
            model = _inner(model)
        else:
            field = _model(model)
            if field is None or part not in field.model_fields:
                return []
            model = field.model_fields[part].annotation
    found = _model(model)
    return [field.alias or name for name, field in found.model_fields.items()] if found is not None else []


def _inner(model: Any) -> Any:
    arguments = get_args(model)
    return arguments[0] if arguments else model


def _model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model(part)) is not None), None)


def _short(value: Any) -> str:
    text = "(trống)" if value is None else str(value)
    return text if len(text) <= 60 else text[:57] + "…"
