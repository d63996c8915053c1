"""The registry: every verb has a name, a title and at most one owner for each key, and refuses with a reason."""

from __future__ import annotations

import asyncio
import re
from collections import Counter

import pytest

from views.arguments.incident import AddNote
from views.base.commands import COMMANDS, CommandRefusedError, Registry
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
