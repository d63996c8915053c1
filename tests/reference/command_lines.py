"""docs/reference/command-lines.md: every option of the console and of the backend."""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Iterator
from pathlib import Path

from backend.__main__ import COMMANDS, EPILOG
from backend.program.configuration import Configuration
from contract.check import __main__ as check
from tests.reference.tables import head, row
from views.program import usage
from views.words.language import Words

ROOT = Path(__file__).resolve().parents[2]


def command_lines() -> Iterator[str]:
    """The console's help as it prints it; the backend's options as tables, which no Python version sets otherwise."""
    yield from ("", "## `python main.py`", "", "```", usage.text(Words("en")).rstrip(), "```")
    yield from ("", "## `python -m backend`", "", *head("command", "what it does"))
    for name, (_module, what) in COMMANDS.items():
        yield row(f"[`{name}`](#python--m-backend-{name})", what)
    yield from ("", "```", EPILOG.rstrip(), "```")
    for name, parser in _parsers().items():
        what = COMMANDS[name][1]
        yield from ("", f"## `python -m backend {name}`", f"{what[:1].upper()}{what[1:]}.", "")
        yield from _options(parser)
    yield from ("", "## `python -m contract.check URL`", *(check.__doc__ or "").split("\n\n", 1)[1].splitlines())


def _parsers() -> dict[str, argparse.ArgumentParser]:
    """Of each sub-command, as its module adds it; one module may add several."""
    found = argparse.ArgumentParser().add_subparsers()
    for module in dict.fromkeys(module for module, _what in COMMANDS.values()):
        importlib.import_module(module).add_parser(found)
    return {name: found.choices[name] for name in COMMANDS}


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    actions = [action for action in parser._actions if action.dest != "help"]
    if not actions:
        yield "It has no options."
        return
    yield from head("option", "where left out", "what it says")
    for action in actions:
        named = ", ".join(action.option_strings)
        value = str(action.metavar or ("" if action.nargs == 0 else action.dest.upper()))
        if action.choices is not None and action.nargs != 0:
            value = "|".join(map(str, action.choices))
        yield row(f"`{f'{named} {value}'.strip()}`", _default(action), action.help or "")


def _default(action: argparse.Action) -> str:
    if action.required:
        return "**needed**"
    if action.nargs == 0 or action.default in (None, ""):
        return ""
    value = action.default
    if value is argparse.SUPPRESS:
        field = Configuration.model_fields.get(action.dest)
        value = field.default if field is not None else None
        if value in (None, "", []):
            return ""
    if isinstance(value, Path) and value.is_relative_to(ROOT):
        value = value.relative_to(ROOT).as_posix()
    elif isinstance(value, Path):
        return "a folder of yours"
    return f"`{value}`"
