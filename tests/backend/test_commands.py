"""The backend's command line: each sub-command is found where the list says, and a mistyped one gets the list."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser

import pytest

from backend.__main__ import COMMANDS, main


@pytest.mark.parametrize("name", COMMANDS)
def test_each_is_where_the_list_says(name: str) -> None:
    parser = ArgumentParser()
    subparsers = parser.add_subparsers()
    importlib.import_module(COMMANDS[name][0]).add_parser(subparsers)
    assert name in subparsers.choices
    assert set(subparsers.choices) <= set(COMMANDS)


@pytest.mark.parametrize("arguments", [["serv"], [], ["--port", "serve"]])
def test_a_mistyped_one_is_refused_with_the_list(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "usage: python -m backend" in said
    assert arguments != ["serv"] or all(name in said for name in COMMANDS)


def test_help_tells_of_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = " ".join(capsys.readouterr().out.split())
    assert all(name in said and what in said for name, (_module, what) in COMMANDS.items())
