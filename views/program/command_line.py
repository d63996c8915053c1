"""The program's command line: what can be asked of it, in the user's language, and what its exit codes mean."""

from __future__ import annotations

import argparse
import difflib
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from views.words.language import LANGUAGES, Words

THEMES = ("dark", "light", "high_contrast")
TASKS = ("run", "doctor", "verify-evidence")
PORT_MOST = 65535


class Exit(IntEnum):
    """Exit codes; `--help` documents each."""

    OK = 0
    FAILED = 1
    USAGE = 2
    NO_DISPLAY = 3
    SETTINGS = 4
    STORAGE = 5
    DEMO = 6
    OUR_FAULT = 70


@dataclass(frozen=True)
class Options:
    """What the user asked for; None means: as the settings say."""

    task: str = "run"
    file: Path | None = None
    demo: bool = False
    backend: str | None = None
    wall: str | None = None
    node: str | None = None
    layout: Path | None = None
    token_file: Path | None = None
    seconds: float | None = None
    screenshots: Path | None = None
    data_dir: Path | None = None
    settings: Path | None = None
    city: Path | None = None
    video: Path | None = None
    speed: float | None = None
    seed: int | None = None
    lang: str | None = None
    """None: as it was chosen at this desk."""
    theme: str | None = None
    control: Path | None = None
    calls_port: int | None = None
    sign_in_stdin: bool = False
    supervised: bool = False
    unsupervised: bool = False
    timings: Path | None = None
    server_key: str | None = None
    register: Path | None = None
    version: bool = False
    help: bool = False


class UsageError(Exception):
    """The command line cannot be followed; the text is a whole sentence in the user's language."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of ending the program, so that the caller words the refusal."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(message)


def language_of(arguments: Sequence[str]) -> str:
    """The language that `arguments` ask for, found before anything is parsed; Vietnamese unless told otherwise."""
    for index, argument in enumerate(arguments):
        if argument == "--lang" and index + 1 < len(arguments) and arguments[index + 1] in LANGUAGES:
            return arguments[index + 1]
        if argument.startswith("--lang=") and argument[7:] in LANGUAGES:
            return argument[7:]
    return "vi"


def parse(arguments: Sequence[str], words: Words) -> Options:
    """The options in `arguments`. Raises `UsageError` with a sentence that says what to change."""
    parser = _build(words)
    try:
        known, unknown = parser.parse_known_args(list(arguments))
    except argparse.ArgumentError as error:
        raise UsageError(_why(error, words)) from error
    if unknown:
        raise UsageError(_unknown(unknown[0], parser, words))
    if known.task not in TASKS:
        text = words.translate("command_line", "There is no task “{name}”; there are doctor and verify-evidence.")
        raise UsageError(text.format(name=known.task))
    of_evidence = known.file or known.server_key or known.register
    if of_evidence and known.task != "verify-evidence":
        raise UsageError(_unknown(str(of_evidence), parser, words))
    return Options(**vars(known))


def _why(error: argparse.ArgumentError, words: Words) -> str:
    if error.message.startswith("expected one argument"):
        text = words.translate("command_line", "{option} needs a value behind it.")
        return text.format(option=error.argument_name)
    if error.message.startswith("invalid choice"):
        text = words.translate("command_line", "{option} knows only these values: {values}.")
        values = THEMES if error.argument_name == "--theme" else LANGUAGES
        return text.format(option=error.argument_name, values=", ".join(values))
    return f"{error.argument_name}: {error.message}"


def _unknown(argument: str, parser: argparse.ArgumentParser, words: Words) -> str:
    options = [option for action in parser._actions for option in action.option_strings]
    near = difflib.get_close_matches(argument, options, n=1)
    if near:
        text = words.translate("command_line", "Unknown option {option}. Did you mean {near}?")
        return text.format(option=argument, near=near[0])
    return words.translate("command_line", "Unknown option {option}.").format(option=argument)


def _build(words: Words) -> _Parser:
    def url(text: str) -> str:
        parts = urlsplit(text)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            sentence = words.translate("command_line", "“{text}” is not an http:// or https:// address.")
            raise argparse.ArgumentTypeError(sentence.format(text=text))
        return text.rstrip("/")

    def positive(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = 0.0
        if not value > 0:
            sentence = words.translate("command_line", "“{text}” is not a number above zero.")
            raise argparse.ArgumentTypeError(sentence.format(text=text))
        return value

    def whole(text: str) -> int:
        if not text.isdecimal():
            sentence = words.translate("command_line", "“{text}” is not a whole number.")
            raise argparse.ArgumentTypeError(sentence.format(text=text))
        return int(text)

    def port(text: str) -> int:
        if not re.fullmatch(r"[0-9]{1,5}", text) or not 1 <= int(text) <= PORT_MOST:
            sentence = words.translate("command_line", "“{text}” is not a port: a whole number from 1 to 65535.")
            raise argparse.ArgumentTypeError(sentence.format(text=text))
        return int(text)

    parser = _Parser(prog="main.py", add_help=False, exit_on_error=False, allow_abbrev=False)
    add = parser.add_argument
    add("task", nargs="?", default="run")
    add("file", nargs="?", type=Path)
    for flag in ("--help", "--version", "--demo", "--sign-in-stdin", "--supervised", "--unsupervised"):
        names = ("-h", flag) if flag == "--help" else (flag,)
        add(*names, action="store_true")
    for option in ("--layout", "--token-file", "--screenshots", "--data-dir", "--settings", "--city"):
        add(option, type=Path)
    for option in ("--video", "--control", "--timings", "--register"):
        add(option, type=Path)
    add("--wall")
    add("--node")
    add("--server-key")
    add("--backend", type=url)
    add("--seconds", type=positive)
    add("--speed", type=positive)
    add("--seed", type=whole)
    add("--calls-port", type=port)
    add("--lang", choices=LANGUAGES)
    add("--theme", choices=THEMES)
    return parser


def refuse(sentence: str, words: Words) -> int:
    """Say on standard error why the program does not start, and where help is; the code to exit with."""
    hint = words.translate("command_line", "See: python main.py --help")
    sys.stderr.write(f"{sentence}\n{hint}\n")
    return Exit.USAGE
