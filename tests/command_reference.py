"""docs/reference/commands.md from the declared commands: `python -m tests.command_reference [--check]`.

Every command with its titles, keys, where its keys are alive, and what it may be told. `--check` exits 1 where the
committed page is not what the program declares.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal, get_args, get_origin
from xml.etree import ElementTree

from views.arguments.outside import OUTSIDE
from views.arguments.reading import Argument, Arguments, arguments_of
from views.base.command_list import COMMANDS, Command
from views.base.page import ALSO_BEFORE, ALSO_OVER, ON_DESK, ON_PAGES

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "commands.md"
WORDS = ROOT / "resources" / "i18n" / "vi" / "views.ts"
HEAD = """# Commands

Written by `python -m tests.command_reference`; do not edit. Keys, buttons, the palette and the control channel all give
these commands. An argument in bold must be given, any other may be left out. A key without Ctrl, Alt or an F is not
alive while a text is typed.
"""
OUTSIDE_HEAD = """
## On the control channel alone

For tests and the tour (`--control`); what the screen's commands are told comes in the same way.

| name | arguments |
|---|---|
"""


def page() -> str:
    """The whole page."""
    titles = _vietnamese()
    lines = [HEAD.rstrip("\n")]
    for group in dict.fromkeys(command.group for command in COMMANDS):
        lines += [
            f"\n## {group}\n",
            "| name | Vietnamese | English | keys | alive | arguments |",
            "|---|---|---|---|---|---|",
        ]
        lines += [_row(command, titles) for command in COMMANDS if command.group == group]
    lines.append(OUTSIDE_HEAD.rstrip("\n"))
    lines += [f"| `{name}` | {_arguments(kind)} |" for name, kind in OUTSIDE.items()]
    return "\n".join(lines) + "\n"


def _row(command: Command, titles: Mapping[str, str]) -> str:
    keys = ", ".join(f"`{key}`" for key in command.keys)
    alive = {
        ON_DESK: "desk", ON_PAGES: "desk, pages", ALSO_BEFORE: "desk, pages, start",
        ALSO_OVER: "desk, pages, overlays",
    }[command.scope]  # fmt: skip
    vietnamese, english = titles[command.title_source], command.title_source
    return f"| `{command.name}` | {vietnamese} | {english} | {keys} | {alive} | {_arguments(command.arguments)} |"


def _arguments(kind: type[Arguments]) -> str:
    return "<br>".join(_argument(one) for one in arguments_of(kind).values())


def _argument(one: Argument) -> str:
    name = f"**`{one.name}`**" if one.is_needed else f"`{one.name}`"
    default = "" if one.default in (None, "", dataclasses.MISSING) else f", {str(one.default).lower()}"
    return f"{name}: {' or '.join(_type(each) for each in one.types)}{default}"


def _type(expected: Any) -> str:
    if get_origin(expected) is Literal:
        return " / ".join(f"`{one}`" for one in get_args(expected))
    plain = {str: "text", int: "whole number", float: "number", bool: "true or false"}
    if expected in plain:
        return plain[expected]
    if get_origin(expected) is tuple:
        return "list of texts"
    return "texts by name" if get_args(expected)[1] is str else "values by name"


def _vietnamese() -> Mapping[str, str]:
    found = dict(_translations())
    assert found, f"no titles in {WORDS}"
    return found


def _translations() -> Iterator[tuple[str, str]]:
    for context in ElementTree.parse(WORDS).getroot().iter("context"):  # noqa: S314 - a file of ours
        if context.findtext("name") == "commands":
            for message in context.iter("message"):
                yield message.findtext("source", ""), message.findtext("translation", "")


def main(words: list[str]) -> int:
    """Write the page, or compare it; 1 where it is not as it should be."""
    said = page()
    if "--check" in words:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == said else 1
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(said, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
