"""What comes from outside is held against the declared arguments at one place; a wrong one is told by a sentence."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests import command_reference
from views.arguments.incident import AddNote, OfIncident
from views.arguments.outside import OUTSIDE
from views.arguments.reading import NUMBER_MOST, TEXT_MOST, Argument, Arguments, WrongArgumentError, arguments_of, read
from views.arguments.table import ARGUMENTS
from views.base.command_list import COMMANDS
from views.base.commands import CommandRefusedError, Registry, taken
from views.words.sentences import known_codes, sentence
from widgets.base.forms import AssignForm, EscalateForm, Form, NoteForm, ResolveForm
from widgets.shell.lock_screen import PinForm

ODD: tuple[Any, ...] = (
    "x" * (TEXT_MOST + 1), "half \ud800 a pair", 1, -1, 0, 1.5, True, False, float("nan"), float("inf"), 10**40, [],
    [1], ["x", None], {"x": 1}, {1: "x"}, ["x"] * 20_000, b"x", object(), Path("x"), (), set(),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Everything(Arguments):
    """One of each type that an argument can have."""

    needed: str
    whole: int = 1
    number: float = 0.5
    flag: bool = False
    choice: Literal["one", "two"] | None = None
    texts: tuple[str, ...] | None = None
    said: Mapping[str, str] | None = None
    any_: Mapping[str, object] | None = None
    which: int | str | None = None


def test_takes_each_type_as_json_writes_it() -> None:
    line = (
        '{"needed": "đã gọi", "whole": 7, "number": 2, "flag": true, "choice": "two", "texts": ["a"], '
        '"said": {"a": "b"}, "any": {"a": [1]}, "which": "one"}'
    )
    assert read(Everything, json.loads(line)) == Everything(
        needed="đã gọi", whole=7, number=2, flag=True, choice="two", texts=("a",), said={"a": "b"}, any_={"a": [1]},
        which="one",
    )  # fmt: skip
    assert read(Everything, {"needed": "x", "which": 3, "texts": None}) == Everything(needed="x", which=3)


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ({}, "argument_missing", "needed"),
        ({"needed": None}, "argument_missing", "needed"),
        ({"needed": 5}, "argument_text", "needed"),
        ({"needed": "\udc00"}, "argument_text", "needed"),
        ({"needed": "x" * (TEXT_MOST + 1)}, "argument_too_long", "needed"),
        ({"needed": "x", "more": 1}, "argument_unknown", "more"),
        ({"needed": "x", 5: 1}, "argument_unknown", "5"),
        ({"needed": "x", "whole": 1.0}, "argument_whole_number", "whole"),
        ({"needed": "x", "whole": True}, "argument_whole_number", "whole"),
        ({"needed": "x", "whole": NUMBER_MOST + 1}, "argument_too_large", "whole"),
        ({"needed": "x", "number": float("nan")}, "argument_number", "number"),
        ({"needed": "x", "number": "1"}, "argument_number", "number"),
        ({"needed": "x", "flag": 1}, "argument_yes_no", "flag"),
        ({"needed": "x", "choice": "three"}, "argument_choice", "choice"),
        ({"needed": "x", "choice": ["one"]}, "argument_choice", "choice"),
        ({"needed": "x", "texts": "abc"}, "argument_texts", "texts"),
        ({"needed": "x", "texts": [1]}, "argument_texts", "texts"),
        ({"needed": "x", "texts": ["x" * (TEXT_MOST + 1)]}, "argument_too_long", "texts"),
        ({"needed": "x", "said": {"a": 1}}, "argument_named_texts", "said"),
        ({"needed": "x", "any": [1]}, "argument_named_values", "any"),
    ],
)
def test_says_which_argument_is_wrong_and_what_was_expected(given: dict[Any, Any], code: str, field: str) -> None:
    with pytest.raises(CommandRefusedError) as refused:
        taken("show-all", Everything, given)
    assert (refused.value.code, refused.value.params["field"]) == (code, field)
    said = sentence(code, refused.value.params)
    assert code in known_codes()
    assert "show-all" in said
    assert field in said
    assert "{" not in said


@pytest.mark.parametrize("given", [None, [], "text", 5, True])
def test_arguments_are_given_by_name(given: object) -> None:
    with pytest.raises(WrongArgumentError) as refused:
        read(Everything, given)
    assert refused.value.code == "arguments_by_name"


def test_a_name_from_outside_is_told_short_and_as_text_that_can_be_written() -> None:
    with pytest.raises(WrongArgumentError) as refused:
        read(Arguments, {"\ud800" * 5000: 1})
    assert len(str(refused.value.params["field"]).encode()) <= 80


def test_what_is_declared_may_be_handed_over_as_it_is() -> None:
    note = AddNote(incident="one", text="x")
    assert taken("add-note", AddNote, note) is note
    with pytest.raises(TypeError, match="add-note takes AddNote"):
        taken("add-note", AddNote, OfIncident())


def test_every_table_names_commands_that_there_are() -> None:
    assert set(ARGUMENTS) <= {command.name for command in COMMANDS}
    assert not set(OUTSIDE) & set(ARGUMENTS) - {"quit"}


DECLARED = [
    *((command.name, command.arguments) for command in COMMANDS),
    *((name, kind) for name, kind in OUTSIDE.items() if name != "quit"),
]


@pytest.mark.parametrize(("name", "kind"), DECLARED, ids=[name for name, _kind in DECLARED])
def test_odd_values_are_taken_as_their_type_or_refused_with_a_sentence(name: str, kind: type[Arguments]) -> None:
    needed = {one.name: _some(one) for one in arguments_of(kind).values() if one.is_needed}
    assert isinstance(taken(name, kind, needed), kind)
    refused = 0
    for argument in arguments_of(kind).values():
        for value in ODD:
            refused += _is_refused(name, kind, {**needed, argument.name: value})
    assert refused >= len(arguments_of(kind)) * len(ODD) // 2
    for given in ({**needed, "no such argument": 1}, [needed], "text", 5):
        assert _is_refused(name, kind, given), given


def _is_refused(name: str, kind: type[Arguments], given: Any) -> bool:
    """Whether it is refused, with everything that its sentence has to say; what is taken can be told as JSON."""
    refused = None
    try:
        assert isinstance(taken(name, kind, given), kind)
    except CommandRefusedError as error:
        refused = error
    if refused is None:
        return False
    words = sentence(refused.code, refused.params)
    assert refused.code in known_codes()
    assert name in words
    assert "{" not in words
    words.encode()
    return True


def _some(argument: Argument) -> object:
    """A value that this argument takes."""
    expected = argument.types[0]
    if expected is str:
        return "x"
    return expected.__args__[0] if hasattr(expected, "__args__") and expected.__args__[-1] is not ... else ["x"]


def test_a_wrong_argument_never_reaches_a_command() -> None:
    registry = Registry()
    met: list[object] = []
    for command in COMMANDS:
        registry.bind(command.name, met.append, met.append)
        for given in ({"no such argument": 1}, [1]):
            with pytest.raises(CommandRefusedError):
                asyncio.run(registry.run(command.name, given))  # type: ignore[arg-type]
    assert met == []


def test_a_command_that_means_nothing_without_its_arguments_says_so_where_it_is_listed() -> None:
    registry = Registry()
    registry.bind("select-incident", lambda _args: None)
    assert registry.why_off("select-incident") == "needs_choice"
    assert registry.why_off("select-incident", {"incident": "one"}) is None
    with pytest.raises(CommandRefusedError) as refused:
        asyncio.run(registry.run("select-incident"))
    assert refused.value.code == "argument_missing"


def test_secrets_are_not_in_what_is_logged() -> None:
    for name in ("unlock-desk", "acknowledge-under-lock", "set-pin"):
        for argument in arguments_of(ARGUMENTS[name]).values():
            if argument.name in ("pin", "password"):
                told = ARGUMENTS[name](**{"incident": "x"} if "incident" in arguments_of(ARGUMENTS[name]) else {},
                                       **{argument.attribute: "905317"})  # fmt: skip
                assert "905317" not in repr(told)


def test_the_reference_of_commands_is_what_the_program_declares() -> None:
    assert command_reference.main(["--check"]) == 0, "python -m tests.command_reference writes it anew"


@pytest.mark.parametrize(
    ("form", "command"),
    [
        (NoteForm, "add-note"),
        (AssignForm, "assign-incident"),
        (EscalateForm, "escalate-incident"),
        (ResolveForm, "resolve-incident"),
        (PinForm, "set-pin"),
    ],
)
def test_a_form_says_nothing_that_its_command_does_not_take(
    qtbot: QtBot, form: Callable[[QWidget], Form], command: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    assert form(window).values().keys() <= arguments_of(ARGUMENTS[command]).keys()
