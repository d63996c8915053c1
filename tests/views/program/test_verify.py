"""`verify-evidence`: one sentence that says whether a file is what was saved, and the exit code that goes with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from console.evidence.verifying import Verdict
from views.program import verify
from views.program.command_line import Exit, Options
from views.words.language import Words


def told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verdict: Verdict
) -> tuple[int, list[str]]:
    """The exit code, and the lines that were printed."""
    monkeypatch.setattr(verify, "verify", lambda _path, _keys: verdict)
    code = verify.run(Options(file=Path("/x/cau.jpg"), lang="en"), Words("en"))
    return code, capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(("code", "_text"), verify.SENTENCES)
def test_every_verdict_has_a_sentence_and_only_what_holds_is_well(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, code: str, _text: str
) -> None:
    verdict = Verdict(code, 3, "0007.json")
    exit_code, [line] = told(capsys, monkeypatch, verdict)
    assert "{" not in line
    assert line.startswith("PROVEN") == verdict.holds
    assert exit_code == (Exit.OK if verdict.holds else Exit.FAILED)
    assert "cau.jpg" in line or "0007.json" in line


def test_what_the_manifest_says_is_told_as_far_as_it_says_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"number": 7, "camera": {"id": "c1", "name": "Cầu Bến Đá"}, "sha256": "ab", "incident_id": None}
    _code, lines = told(capsys, monkeypatch, Verdict("intact", 3, facts=facts))
    assert "  number: 7" in lines
    assert "  camera: Cầu Bến Đá (c1)" in lines
    assert not any("incident" in line for line in lines[1:]), "what is not known is left out"


def test_a_file_must_be_named_and_one_that_is_not_there_is_no_evidence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert verify.run(Options(), Words("en")) == Exit.USAGE
    assert "Which file?" in capsys.readouterr().err
    assert verify.run(Options(file=tmp_path / "gone.jpg"), Words("en")) == Exit.FAILED
