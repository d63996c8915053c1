"""The command line in both languages: what it takes, how it refuses, what its help and exit codes promise."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.harness.run import run_patiently
from views.program import command_line, usage
from views.program.command_line import Exit, UsageError
from views.words.language import Words

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "words_in_it"),
    [
        (["--demmo"], ["--demmo", "--demo"]),
        (["--wall"], ["--wall"]),
        (["--theme", "pink"], ["dark", "light", "high_contrast"]),
        (["--lang", "fr"], ["vi", "en"]),
        (["--backend", "ftp://somewhere"], ["ftp://somewhere", "http"]),
        (["--seconds", "-3"], ["-3"]),
        (["--seed", "x"], ["x"]),
        *(
            (["--calls-port", text], [f"“{text}”"])
            for text in ("0", "x", "65536", "-1", "8022.5", "٨٠٢٢", "00000199999")
        ),
        (["walk"], ["walk", "doctor"]),
    ],
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_refuses_with_a_sentence_that_names_the_matter(
    arguments: list[str], words_in_it: list[str], language: str, compiled_words: None
) -> None:
    with pytest.raises(UsageError) as refused:
        command_line.parse(arguments, Words(language))
    for word in words_in_it:
        assert word in str(refused.value)


def test_takes_what_the_help_names() -> None:
    options = command_line.parse(
        ["--demo", "--seconds", "40", "--speed", "2.5", "--seed", "7", "--lang", "en", "--data-dir", "x"], Words("en")
    )
    assert (options.demo, options.seconds, options.speed, options.seed) == (True, 40.0, 2.5, 7)
    assert options.data_dir == Path("x")
    assert command_line.parse(["doctor"], Words("en")).task == "doctor"


def test_help_names_every_option_and_every_exit_code() -> None:
    text = usage.text(Words("en"))
    parser = command_line._build(Words("en"))
    for action in parser._actions:
        for option in action.option_strings:
            assert option in text
    for code in Exit:
        assert f"\n  {int(code):<24}" in text


def test_help_speaks_vietnamese_unless_told_otherwise(compiled_words: None) -> None:
    vietnamese, english = usage.text(Words("vi")), usage.text(Words("en"))
    assert "Mã thoát" in vietnamese
    assert "Exit codes" in english
    assert "Exit codes" not in vietnamese
    assert max(map(len, vietnamese.splitlines())) <= 110


def _program(*arguments: str) -> subprocess.CompletedProcess[str]:
    return run_patiently(
        [sys.executable, "main.py", *arguments], cwd=ROOT, capture_output=True, text=True, patience_s=60, check=False
    )


def test_the_program_exits_as_its_help_says(tmp_path: Path) -> None:
    assert _program("--help", "--lang", "en").returncode == Exit.OK
    refused = _program("--nonsense", "--lang", "en")
    assert refused.returncode == Exit.USAGE
    assert "--nonsense" in refused.stderr
    bad = tmp_path / "settings.toml"
    bad.write_text("colour = 3\n", encoding="utf-8")
    wrong = _program("--settings", str(bad), "--data-dir", str(tmp_path / "data"), "--lang", "en")
    assert wrong.returncode in (Exit.SETTINGS, Exit.NO_DISPLAY)
