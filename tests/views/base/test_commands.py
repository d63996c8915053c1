"""The registry: every verb has a name, a title and at most one owner for each key, and refuses with a reason."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

import pytest

from console.verbs import BY_NAME
from views.arguments.desk import OfCamera
from views.arguments.incident import AddNote, ForReason
from views.arguments.table import ALL, COMMAND_OF, Takes, Taking
from views.base.command_list import COMMANDS
from views.base.commands import CommandRefusedError, Registry
from views.words.sentences import known_codes


def test_names_are_kebab_case_and_unique() -> None:
    names = [command.name for command in COMMANDS]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name) for name in names)
    assert all(command.title for command in COMMANDS)


def test_no_key_means_two_things() -> None:
    keys = Counter(key for command in COMMANDS for key in command.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_runs_what_was_bound_and_awaits_it() -> None:
    registry = Registry()

    async def note(args: object) -> object:
        await asyncio.sleep(0)
        return args

    registry.bind("add-note", note)
    assert asyncio.run(registry.run("add-note", {"text": "x"})) == AddNote(text="x")
    assert "add-note" in registry
    assert "quit" in registry.missing()


def test_refuses_what_is_off_or_unknown_with_a_code_that_has_a_sentence() -> None:
    registry = Registry()
    registry.bind("add-note", lambda _args: None, lambda _args: "no_incident")
    for name, code in (("add-note", "no_incident"), ("fly", "unknown_command")):
        with pytest.raises(CommandRefusedError) as refused:
            asyncio.run(registry.run(name))
        assert refused.value.code == code
        assert code in known_codes()


def test_an_undeclared_command_cannot_be_bound() -> None:
    with pytest.raises(KeyError):
        Registry().bind("fly", lambda _args: None)


def test_a_handler_of_another_commands_arguments_is_refused_by_the_types() -> None:
    """By mypy, which finds an `ignore` unused that it has no need of: `make check` is the other half of this test."""
    registry = Registry()

    def enlarge(_args: OfCamera) -> None: ...

    def why_not_escalate(_args: ForReason) -> str | None: ...

    registry.bind(Taking.ADD_NOTE, enlarge)  # type: ignore[arg-type]
    registry.bind(Taking.ADD_NOTE, lambda args: args.resolution)  # type: ignore[attr-defined]
    registry.bind(Taking.ADD_NOTE, lambda _args: None, why_not_escalate)  # type: ignore[arg-type]
    registry.bind("add-note", enlarge)  # type: ignore[arg-type]
    registry.bind(Taking.ADD_NOTE, lambda args: args.text)
    assert asyncio.run(registry.run("add-note", {"text": "x"})) == "x", "what was tied last counts"


def test_a_command_and_its_row_have_one_name() -> None:
    rows = {name: one.command for name, one in vars(Taking).items() if isinstance(one, Takes)}
    assert {name: command.replace("-", "_").upper() for name, command in rows.items()} == {name: name for name in rows}
    assert len(COMMAND_OF) == sum(bool(one.verb) for one in ALL), "no two commands say one verb"
    assert set(COMMAND_OF) <= set(BY_NAME)


def test_guards_stand_before_every_command_and_the_first_with_a_reason_is_heard() -> None:
    registry, asked = Registry(), list[str]()
    registry.bind("lock-desk", lambda _args: None)

    def hears(name: str) -> str | None:
        asked.append(name)
        return None

    registry.guard(hears)
    assert asyncio.run(registry.run("lock-desk")) is None
    registry.guard(lambda _name: "locked")
    registry.guard(lambda _name: "sign_in_first")
    with pytest.raises(CommandRefusedError, match="locked"):
        asyncio.run(registry.run("lock-desk"))
    assert asked == ["lock-desk", "lock-desk"]
