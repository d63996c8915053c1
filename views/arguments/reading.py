"""Reads a command's arguments from what came from outside: the one place that holds their names, types and sizes."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

TEXT_MOST = 100_000
"""Letters in one text. What a server takes is less and its own business: this keeps the console itself alive."""
NUMBER_MOST = 1_000_000_000
ENTRIES_MOST = 10_000
NAME_MOST = 80
"""Letters of a wrong argument's name that are said again."""


class WrongArgumentError(Exception):
    """What was handed over is no argument of the command; `code` is worded by `views.words.sentences`."""

    def __init__(self, code: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, kw_only=True)
class Arguments:
    """What a command is told. This one, which says nothing, is for those that need to be told nothing."""


Kind = TypeVar("Kind", bound=Arguments)


@dataclass(frozen=True)
class Argument:
    """One field of a command's arguments, as it is called from outside."""

    name: str
    attribute: str
    types: tuple[Any, ...]
    """Any of these; never None, which an argument that may be left out is while it is left out."""
    default: object
    """`dataclasses.MISSING` where it must be given."""

    @property
    def is_needed(self) -> bool:
        """Whether the command means nothing without it."""
        return self.default is dataclasses.MISSING


def arguments_of(kind: type[Arguments]) -> Mapping[str, Argument]:
    """The arguments that `kind` declares, by name. A name that Python keeps for itself has an underscore behind it."""
    return _declared(cast(Hashable, kind))


@cache
def _declared(kind: Any) -> Mapping[str, Argument]:
    hints = get_type_hints(kind)
    found = {}
    for field in dataclasses.fields(kind):
        hint = hints[field.name]
        types = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        name = field.name.rstrip("_")
        found[name] = Argument(name, field.name, tuple(one for one in types if one is not NoneType), field.default)
    return MappingProxyType(found)


def read(kind: type[Kind], given: object) -> Kind:
    """`given`, a mapping by names, as `kind`. None stands for what is left out. Raises `WrongArgumentError`."""
    if not isinstance(given, Mapping):
        raise WrongArgumentError("arguments_by_name")
    known = arguments_of(kind)
    for name in given:
        if name not in known:
            raise WrongArgumentError("argument_unknown", field=_shown(name))
    values = {}
    for argument in known.values():
        value = given.get(argument.name)
        if value is not None:
            values[argument.attribute] = _read(argument, value)
        elif argument.is_needed:
            raise WrongArgumentError("argument_missing", field=argument.name)
    return kind(**values)


def as_given(said: Arguments) -> dict[str, Any]:
    """The mapping that `read` makes `said` of again, without what stands as it is left out."""
    values = ((one, getattr(said, one.attribute)) for one in arguments_of(type(said)).values())
    return {one.name: value for one, value in values if value != one.default}


def _read(argument: Argument, value: object) -> object:
    if not any(_fits(one, value) for one in argument.types):
        expected = argument.types[0]
        choices = ", ".join(get_args(expected)) if get_origin(expected) is Literal else ""
        raise WrongArgumentError(_code(expected), field=argument.name, choices=choices)
    if isinstance(value, str) and len(value) > TEXT_MOST:
        raise WrongArgumentError("argument_too_long", field=argument.name, most=TEXT_MOST)
    if isinstance(value, int | float) and not abs(value) <= NUMBER_MOST:
        raise WrongArgumentError("argument_too_large", field=argument.name, most=NUMBER_MOST)
    if isinstance(value, list | tuple | Mapping):
        texts = [*value, *(value.values() if isinstance(value, Mapping) else ())]
        if len(value) > ENTRIES_MOST or any(isinstance(one, str) and len(one) > TEXT_MOST for one in texts):
            raise WrongArgumentError("argument_too_long", field=argument.name, most=TEXT_MOST)
    return tuple(value) if isinstance(value, list) else value


def _fits(expected: Any, value: object) -> bool:
    """Whether `value` is of this type; a yes or no is no number here, and what is no number at all is none."""
    if expected is str:
        return _is_text(value)
    if expected in (int, float):
        is_number = isinstance(value, int) or (expected is float and isinstance(value, float) and math.isfinite(value))
        return is_number and not isinstance(value, bool)
    if expected is bool:
        return isinstance(value, bool)
    origin, inner = get_origin(expected), get_args(expected)
    if origin is Literal:
        return isinstance(value, str) and value in inner
    if origin is tuple:
        return isinstance(value, list | tuple) and all(_is_text(one) for one in value)
    if origin is Mapping:
        if not isinstance(value, Mapping) or not all(_is_text(one) for one in value):
            return False
        return inner[1] is not str or all(_is_text(one) for one in value.values())
    raise TypeError(f"no argument can be of the type {expected}")


def _is_text(value: object) -> bool:
    """Text that can be kept: half of a pair of code units, which JSON can write, is no letter to any disk or server."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)


def _code(expected: Any) -> str:
    """The code of the sentence that says what was expected."""
    origin, inner = get_origin(expected), get_args(expected)
    if origin is None:
        plain: Mapping[Any, str] = {str: "text", int: "whole_number", float: "number", bool: "yes_no"}
        return f"argument_{plain[expected]}"
    if origin is Mapping:
        return "argument_named_texts" if inner[1] is str else "argument_named_values"
    return "argument_choice" if origin is Literal else "argument_texts"


def _shown(name: object) -> str:
    return str(name)[:NAME_MOST].encode("utf-8", "replace").decode()
