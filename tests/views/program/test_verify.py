"""`verify-evidence`: one sentence that says whether a file is what was saved, and the exit code that goes with it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from console.evidence.evidence import CHAIN, Evidence
from console.evidence.seals import ENDING
from console.evidence.verifying import Verdict
from console.people.device_key import DeviceKey
from views.program import verify
from views.program.command_line import Exit, Options
from views.words.language import Words


def told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verdict: Verdict
) -> tuple[int, list[str]]:
    """The exit code, and the lines that were printed."""
    monkeypatch.setattr(verify, "verify", lambda *_asked: verdict)
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


ODD = [
    (of, kind)
    for of in ("the piece", "the manifest", "the seal", "the list", "what was named")
    for kind in ("a pipe", "a device", "a folder")
    if (of, kind) != ("what was named", "a folder")  # which is checked as one
]


@pytest.mark.parametrize(("of", "kind"), ODD)
def test_what_is_no_file_is_neither_opened_nor_waited_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, of: str, kind: str
) -> None:
    """A pipe would never end to be read, and opening a device may do something."""
    evidence = Evidence(tmp_path, DeviceKey.made("desk-1"))
    draft, fd = evidence.begin("still", "cam-01")
    os.close(fd)
    piece = evidence.finish(draft, {"saved_at": "2026-11-21T07:00:00+00:00", "operator": {"id": "ha.le"}}).path
    odd = {
        "the piece": piece, "the manifest": piece.with_name(f"{piece.name}.json"), "the list": tmp_path / CHAIN,
        "the seal": piece.with_name(f"{piece.name}{ENDING}"), "what was named": tmp_path / "other.png",
    }[of]  # fmt: skip
    odd.unlink(missing_ok=True)
    if kind == "a pipe":
        os.mkfifo(odd)
    elif kind == "a folder":
        odd.mkdir()
    else:
        odd.symlink_to("/dev/zero")
    named = piece if of == "the manifest" else piece.with_name(f"{piece.name}.json")
    named = odd if of == "what was named" else named
    assert verify.run(Options(file=named, lang="en"), Words("en")) == Exit.FAILED
    assert capsys.readouterr().out.startswith(f"NOT CHECKED. {odd.name} is no file")


def test_how_far_a_large_file_is_read_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(verify, "LARGE", 4 * 2**20)
    evidence = Evidence(tmp_path, DeviceKey.made("desk-1"))
    for size in (2**20, 20 * 2**20):
        draft, fd = evidence.begin("clip", "cam-01")
        os.truncate(fd, size)
        os.close(fd)
        evidence.finish(draft, {"saved_at": "2026-11-21T07:00:00+00:00", "operator": {"id": "ha.le"}})
    verify.run(Options(file=tmp_path, lang="en"), Words("en"))
    told = capsys.readouterr().err.splitlines()
    assert len(told) == verify.STEPS + 1
    assert told[-1].endswith(": 20 of 20 MB read")
    assert all(draft.path.name in line for line in told), "the small one is read at once"


def test_a_file_must_be_named_and_one_that_is_not_there_is_no_evidence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert verify.run(Options(), Words("en")) == Exit.USAGE
    assert "Which file?" in capsys.readouterr().err
    assert verify.run(Options(file=tmp_path / "gone.jpg"), Words("en")) == Exit.FAILED
