"""Evidence that was changed in any way is found out, with nothing but its folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from console.evidence import seals, verifying
from console.evidence.evidence import CHAIN, Evidence, EvidenceError, chain
from console.evidence.verifying import Verdict
from console.people.device_key import DeviceKey
from tests.console.evidence.court import KEY, registered

DEVICE = DeviceKey.made("desk-1")


def keep(evidence: Evidence, text: bytes) -> Path:
    draft, fd = evidence.begin("still", "cam/../01")
    os.write(fd, text)
    os.close(fd)
    path = evidence.finish(draft, {"camera": {"id": "cam-01"}, "saved_at": "2026-11-21T07:00:00+00:00"}).path
    registered(path)
    return path


def verify(path: Path) -> Verdict:
    return verifying.verify(path, {KEY})


@pytest.fixture
def pieces(tmp_path: Path) -> list[Path]:
    evidence = Evidence(tmp_path / "evidence", DEVICE)
    return [keep(evidence, f"picture {number}".encode()) for number in range(4)]


def manifest(path: Path) -> Path:
    return path.with_name(path.name + ".json")


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def test_what_was_not_touched_holds(pieces: list[Path]) -> None:
    verdicts = [verify(path) for path in pieces]
    assert [(verdict.code, verdict.links) for verdict in verdicts] == [("intact", number) for number in range(4)]
    assert verify(manifest(pieces[2])).holds
    assert len(chain(pieces[0].parent)) == 4
    assert all(path.parent == pieces[0].parent for path in pieces), "no path comes from a camera's name"
    assert all(path.stat().st_mode & 0o077 == 0 for path in pieces)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda pieces: flip(pieces[3]), "file_changed"),
        (lambda pieces: pieces[3].write_bytes(b""), "file_changed"),
        (lambda pieces: manifest(pieces[1]).unlink(), "deleted"),
        (lambda pieces: flip(manifest(pieces[0])), "manifest_changed"),
        (lambda pieces: shutil.copy(manifest(pieces[0]), manifest(pieces[1])), "reordered"),
        (lambda pieces: manifest(pieces[3]).unlink(), "deleted"),
        (lambda pieces: manifest(pieces[3]).write_text("{}"), "manifest_changed"),
        (lambda pieces: pieces[3].unlink(), "deleted"),
    ],
)
def test_what_was_touched_does_not(pieces: list[Path], spoil: Callable[[list[Path]], object], code: str) -> None:
    spoil(pieces)
    verdict = verify(pieces[3])
    assert (verdict.code, verdict.holds) == (code, False)


def test_a_rewritten_manifest_is_not_the_one_in_the_chain(pieces: list[Path]) -> None:
    """Whoever changes the file and its manifest alike still has the chain against them."""
    pieces[3].write_bytes(b"another picture")
    draft_text = manifest(pieces[3]).read_text(encoding="utf-8")
    own = Evidence(pieces[3].parent.parent / "own", DEVICE)
    forged = manifest(keep(own, b"another picture")).read_text(encoding="utf-8")
    wanted = next(line for line in forged.splitlines() if '"sha256": "' in line)
    kept = next(line for line in draft_text.splitlines() if line.startswith(' "sha256": "'))
    manifest(pieces[3]).write_text(draft_text.replace(kept, wanted), encoding="utf-8")
    assert verify(pieces[3]).code == "manifest_changed"


def test_alone_it_says_that_its_place_was_not_checked(pieces: list[Path], tmp_path: Path) -> None:
    away = tmp_path / "away"
    away.mkdir()
    for path in (pieces[3], manifest(pieces[3]), seals.path_of(manifest(pieces[3]))):
        shutil.copy(path, away)
    verdict = verify(away / pieces[3].name)
    assert (verdict.code, verdict.holds) == ("chain_elsewhere", True)
    assert verdict.where == manifest(pieces[2]).name


def test_a_torn_last_line_of_the_chain_counts_for_nothing(pieces: list[Path]) -> None:
    with (pieces[0].parent / CHAIN).open("a", encoding="utf-8") as file:
        file.write("abc")
    assert verify(pieces[3]).code == "intact"


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "evidence").write_text("a file where the folder should be")
    with pytest.raises(EvidenceError) as error:
        Evidence(tmp_path / "evidence").begin("clip", "cam-01")
    assert error.value.code == "bad_file"
