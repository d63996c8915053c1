"""Tables of models: a row for each field, in words, from the model's own schema and the sentence below each field."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

Schema = Mapping[str, Any]
_FORMATS = {"date-time": "time", "time": "time of day", "path": "path", "date": "date"}
_LARGE = 2**31 - 1


def row(*cells: str) -> str:
    """A line of a table; what would end a cell is written so that it does not."""
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def head(*cells: str) -> list[str]:
    """The first two lines of a table."""
    return [row(*cells), "|" + "---|" * len(cells)]


def sentence(model: type) -> str:
    """What a class says of itself, as one paragraph; empty where it says nothing of its own."""
    return " ".join((model.__doc__ or "").split())


def models_of(kind: object) -> dict[str, type[BaseModel]]:
    """Every model within a type, by its name in the schema: itself, those of its fields, and theirs."""
    found: dict[str, type[BaseModel]] = {}
    pending = [kind]
    while pending:
        one = pending.pop()
        if isinstance(one, type) and issubclass(one, BaseModel):
            if one.__name__ in found:
                continue
            found[one.__name__] = one
            pending += [field.annotation for field in one.model_fields.values()]
        pending += getattr(one, "__args__", ())
    return found


def schema_of(kind: Any) -> tuple[Schema, Mapping[str, Schema]]:
    """The schema of a type, and those that it refers to."""
    schema = TypeAdapter(kind).json_schema()
    parts = schema.pop("$defs", {})
    return (parts[_name(schema["$ref"])] if "$ref" in schema else schema), parts


@cache
def said(model: type[BaseModel]) -> Mapping[str, str]:
    """The sentences below fields, by field; those of a base as well."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        if base is BaseModel or not issubclass(base, BaseModel):
            continue
        body = ast.parse(textwrap.dedent(inspect.getsource(base))).body[0]
        lines = body.body if isinstance(body, ast.ClassDef) else []
        for field, text in pairwise(lines):
            if not (isinstance(text, ast.Expr) and isinstance(text.value, ast.Constant)):
                continue
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                found[field.target.id] = " ".join(str(text.value.value).split())
    return found


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Schema, bool, str]]:
    """Of each field: its name as it is written, its schema, whether it must be there, its sentence."""
    schema, _parts = schema_of(model)
    required = frozenset(schema.get("required", ()))
    for (name, field), (written, told) in zip(model.model_fields.items(), schema["properties"].items(), strict=True):
        bounded = {**told, **_bounds(field.annotation, field.metadata)}
        yield written, bounded, written in required, said(model).get(name, "")


def _bounds(kind: object, metadata: Sequence[object]) -> Schema:
    """The least and the most that a number may be, which its schema is silent about where something looks at it first.

    Also those of `number or nothing`. A bound beyond what 32 bits count is there for machines alone, and left out.
    """
    marks = [mark for one in metadata for mark in getattr(one, "metadata", [one])]
    found: dict[str, float] = {}
    for name, sign in (("minimum", "ge"), ("maximum", "le")):
        told = (getattr(mark, sign, None) for mark in marks)
        found |= {name: bound for bound in told if isinstance(bound, int | float) and abs(bound) < _LARGE}  # noqa: B035
    for one in getattr(kind, "__args__", ()):
        found |= _bounds(one, getattr(one, "__metadata__", ()))
    return found


def words(schema: Schema, parts: Mapping[str, Schema]) -> str:
    """A schema in words; a model that is a part is a link to its heading."""
    if "$ref" in schema:
        name = _name(schema["$ref"])
        part = parts[name]
        return words(part, parts) if "enum" in part else f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        bounds = {name: schema[name] for name in ("minimum", "maximum") if name in schema}
        return " or ".join(dict.fromkeys(words({**bounds, **one}, parts) for one in schema["anyOf"]))
    if "const" in schema or "enum" in schema:
        values = schema.get("enum", [schema.get("const")])
        return ("one of " if len(values) > 1 else "") + ", ".join(f"`{value}`" for value in values)
    kind = schema.get("type")
    plain = {None: "anything", "null": "nothing", "boolean": "yes or no"}
    if kind in plain:
        return plain[kind]
    makers = {"string": _text, "array": _list, "object": _object}
    return makers[kind](schema, parts) if kind in makers else _number(schema)


def _name(reference: str) -> str:
    return reference.rpartition("/")[2]


def _number(schema: Schema) -> str:
    name = "whole number" if schema["type"] == "integer" else "number"
    below, least = schema.get("exclusiveMaximum"), schema.get("minimum")
    above, most = schema.get("exclusiveMinimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f"{name}, {_plain(least)} to {_plain(most)}"
    bounds = [("at least", least), ("more than", above), ("at most", most), ("less than", below)]
    return ", ".join([name, *(f"{word} {_plain(bound)}" for word, bound in bounds if bound is not None)])


def _plain(number: float) -> str:
    return f"{number:g}" if abs(number) >= 1e9 or number != int(number) else str(int(number))


def _text(schema: Schema, _parts: Mapping[str, Schema]) -> str:
    name = _FORMATS.get(schema.get("format", ""), "text")
    least, most = schema.get("minLength", 0), schema.get("maxLength")
    if most is not None:
        name += f", {least} to {most} letters" if least else f", at most {most} letters"
    return f"{name}, like `{schema['pattern']}`" if "pattern" in schema else name


def _list(schema: Schema, parts: Mapping[str, Schema]) -> str:
    if "prefixItems" in schema:
        return "list: " + "; ".join(words(one, parts) for one in schema["prefixItems"])
    least, most = schema.get("minItems", 0), schema.get("maxItems")
    size = f", {least} to {most} of them" if most is not None else f", at least {least}" if least else ""
    return f"list of {words(schema.get('items', {}), parts)}{size}"


def _object(schema: Schema, parts: Mapping[str, Schema]) -> str:
    values = schema.get("additionalProperties")
    if not isinstance(values, Mapping) or not values:
        return "fields of any name"
    return f"by name: {words(values, parts)}"


ROOT = Path(__file__).resolve().parents[2]


def default(schema: Schema, is_required: bool) -> str:
    """What a field is where it is left out."""
    if is_required:
        return "**needed**"
    value = schema.get("default")
    if isinstance(value, str) and value.startswith(f"{ROOT}/"):
        value = value.removeprefix(f"{ROOT}/")  # of this checkout, wherever it is
    return f"`{json.dumps(value, ensure_ascii=False)}`" if value not in (None, "", [], {}) else "nothing"


def table(model: type[BaseModel], *, owners: Mapping[str, str] | None = None) -> list[str]:
    """The table of one model; with a column for who a field belongs to where `owners` tells of each."""
    _schema, parts = schema_of(model)
    titles = ["field", "what it is", "where left out", *(["whose"] if owners else []), "what it says"]
    lines = head(*titles)
    for name, schema, is_required, text in fields(model):
        whose = [owners[name]] if owners else []
        kind = words(schema, parts)
        if not is_required:
            kind = kind.removesuffix(" or nothing")
        lines.append(row(f"`{name}`", kind, default(schema, is_required), *whose, text))
    return lines


def sections(models: Iterable[type[BaseModel]], level: str = "##") -> Iterator[str]:
    """A heading, a sentence and a table for each of these parts, in the order of their names."""
    for model in sorted(models, key=lambda one: one.__name__):
        yield from ("", f"{level} {model.__name__}", sentence(model), "")
        yield from table(model) if model.model_fields else ["It says nothing but itself."]
