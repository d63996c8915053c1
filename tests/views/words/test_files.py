"""Faults of files in the user's language: every word has its sentence, and none is the parser's."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from console.base import settings, text_files
from console.base.errors import SettingsError
from tests.harness.run import run_patiently
from views.words.files import FILE_WORDS
from views.words.sentences import known_codes, sentence

ROOT = Path(__file__).resolve().parents[3]


def test_every_word_has_a_sentence() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    known = {why for _begins, why in settings._KINDS} | set(settings._BOUNDS.values())
    assert known | set(re.findall(r'"why": "(\w+)"', source)) <= FILE_WORDS.keys()
    assert set(text_files.WHYS) <= FILE_WORDS.keys()
    assert {"settings_broken", "settings_encoding", "settings_unreadable", "bad_setting"} <= known_codes()


def test_the_hint_is_the_sentence_of_its_word(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("night_brightness = 0,6\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        settings.load_settings(path)
    assert sentence(caught.value.code, caught.value.params) == (
        "settings.toml, line 1, column 21: write numbers with a point: 0.6, not 0,6."
    )


@pytest.mark.kind("formats", "A fault in the settings, told on a Vietnamese command line", "It is told in Vietnamese.")
def test_the_command_line_says_it_in_vietnamese(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('credentials = "safe"\n', encoding="utf-8")
    done = run_patiently(
        [sys.executable, "main.py", "--settings", str(path), "--data-dir", str(tmp_path / "data")],
        cwd=ROOT, env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin"},
        capture_output=True, text=True, patience_s=60, check=False,
    )  # fmt: skip
    assert done.returncode == 4
    assert "chỉ nhận một trong 'keyring', 'file'" in done.stderr
