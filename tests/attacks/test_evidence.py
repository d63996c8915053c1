"""Evidence that convinces: whatever was done to a picture, its manifest, its signature or its order is named."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.evidence import seals
from console.evidence.evidence import CHAIN, Evidence, chain, sha256_of
from console.evidence.verifying import Verdict, verify, verify_folder
from console.people.device_key import DeviceKey
from contract.evidence import Receipt, digest_of
from tests.console.evidence.court import KEY, registered

PIECES = 6
DEVICE, FORGER = DeviceKey.made("desk-1"), DeviceKey.made("desk-1")


def keep(evidence: Evidence, content: bytes, *, known: bool = True) -> Path:
    """One more piece, which the server knows of or not."""
    draft, fd = evidence.begin("still", "cam-01")
    os.write(fd, content)
    os.close(fd)
    facts = {"camera": {"id": "cam-01"}, "saved_at": "2026-11-21T07:00:00+00:00", "incident_id": "sc-1"}
    path = evidence.finish(draft, facts).path
    if known:
        registered(path)
    return path


class Case(NamedTuple):
    """A folder of pieces as they were saved, with what the server has of them, and chance."""

    pieces: list[Path]
    register: list[Receipt]
    chance: random.Random

    def any(self, least: int = 0) -> Path:
        """One of the pieces, from number `least` on."""
        return self.chance.choice(self.pieces[least:])

    @property
    def folder(self) -> Path:
        return self.pieces[0].parent


def manifest(path: Path) -> Path:
    return path.with_name(f"{path.name}.json")


def seal_of(path: Path) -> Path:
    return seals.path_of(manifest(path))


def spoil(case: Case, path: Path) -> None:
    """Another byte anywhere, one byte more, or a part gone."""
    data = bytearray(path.read_bytes())
    way = case.chance.randrange(3)
    if way == 0:
        place = case.chance.randrange(len(data))
        data[place] ^= 1 << case.chance.randrange(8)
    elif way == 1:
        data.insert(case.chance.randrange(len(data) + 1), case.chance.randrange(256))
    else:
        begin = case.chance.randrange(len(data))
        del data[begin : begin + 1 + case.chance.randrange(len(data))]
    path.write_bytes(bytes(data))


Found = set[tuple[str, str]]


def file_changed(case: Case) -> Found:
    path = case.any()
    spoil(case, path)
    return {("file_changed", path.name)}


def manifest_changed(case: Case) -> Found:
    path = case.any()
    spoil(case, manifest(path))
    return {("manifest_changed", manifest(path).name)}


def seal_changed(case: Case) -> Found:
    path = case.any()
    spoil(case, seal_of(path))
    return {("seal_changed", seal_of(path).name)}


def rewritten(case: Case) -> Found:
    """The file, and its digest in the manifest, and the chain: all but what needs the key."""
    path = case.any()
    path.write_bytes(b"another picture")
    facts = json.loads(manifest(path).read_text(encoding="utf-8")) | {"sha256": sha256_of(path), "bytes": 15}
    before = digest_of(manifest(path).read_bytes())
    manifest(path).write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    lines = (case.folder / CHAIN).read_text(encoding="utf-8")
    (case.folder / CHAIN).write_text(lines.replace(before, digest_of(manifest(path).read_bytes())), encoding="utf-8")
    return {("manifest_changed", manifest(path).name)}


def signed_by_another(case: Case) -> Found:
    """Rewritten, and signed by a key that is not the device's, under the device's name."""
    path = case.any()
    facts = json.loads(manifest(path).read_text(encoding="utf-8")) | {"operator": {"id": "khac", "name": "Khác"}}
    manifest(path).write_text(json.dumps(facts, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    seal, digest = seals.read(seal_of(path)), digest_of(manifest(path).read_bytes())
    forged = replace(Seal_of(FORGER, digest), key=seal.key, receipt=seal.receipt)
    seals.write(seal_of(path), forged)
    later = {("manifest_changed", manifest(path).name)} if path != case.pieces[-1] else set()
    return {("forged", seal_of(path).name)} | later


def Seal_of(key: DeviceKey, digest: str) -> seals.Seal:  # noqa: N802 - reads as the class that it makes
    return seals.Seal.made(key, digest)


def own_receipt(case: Case) -> Found:
    """A receipt by a server of the forger's own."""
    path = case.any()
    registered(path, Ed25519PrivateKey.generate())
    return {("forged", seal_of(path).name)}


def anothers_receipt(case: Case) -> Found:
    """The true receipt of another piece."""
    one, other = case.chance.sample(case.pieces, 2)
    seals.write(seal_of(one), replace(seals.read(seal_of(one)), receipt=seals.read(seal_of(other)).receipt))
    return {("forged", seal_of(one).name)}


def later_receipt(case: Case) -> Found:
    """A true receipt with another time in it."""
    path = case.any()
    seal = seals.read(seal_of(path))
    assert seal.receipt is not None
    told = seal.receipt.model_copy(update={"registered_at": "2026-11-21T06:00:00.000Z"})
    seals.write(seal_of(path), replace(seal, receipt=told))
    return {("forged", seal_of(path).name)}


def unregistered(case: Case) -> Found:
    path = case.any()
    seals.write(seal_of(path), replace(seals.read(seal_of(path)), receipt=None))
    return {("unregistered", "")}


def slipped_in(case: Case) -> Found:
    """One more piece at the end, by a key of the forger's own, with the device's name; the server knows nothing."""
    keep(Evidence(case.folder, FORGER), b"never seen by a camera", known=False)
    return {("unregistered", "")}


def slipped_in_unsigned(case: Case) -> Found:
    """The same in the form of before there were signatures."""
    keep(Evidence(case.folder), b"never seen by a camera", known=False)
    return {("unsigned", "")}


def deleted(case: Case) -> Found:
    path = case.any()
    gone = case.chance.choice((path, manifest(path), seal_of(path)))
    gone.unlink()
    return {("deleted", gone.name)}


def deleted_whole(case: Case) -> Found:
    """A piece with its manifest, its seal and its line of the chain, wherever in the order."""
    path = case.any()
    for one in (path, manifest(path), seal_of(path)):
        one.unlink()
    lines = [line for line in _lines(case) if not line.endswith(f"  {manifest(path).name}")]
    (case.folder / CHAIN).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return {("deleted", manifest(path).name)}


def reordered(case: Case) -> Found:
    """Two lines of the chain exchanged."""
    lines = _lines(case)
    one, other = case.chance.sample(range(len(lines)), 2)
    lines[one], lines[other] = lines[other], lines[one]
    (case.folder / CHAIN).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return {("reordered", CHAIN)}


def line_deleted(case: Case) -> Found:
    lines = _lines(case)
    del lines[case.chance.randrange(len(lines))]
    (case.folder / CHAIN).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return {("deleted", CHAIN)}


def line_changed(case: Case) -> Found:
    lines = _lines(case)
    place = case.chance.randrange(len(lines))
    digest, name = lines[place].split("  ")
    other = f"{int(digest, 16) ^ (1 << case.chance.randrange(255)):064x}"
    lines[place] = f"{other}  {name}"
    (case.folder / CHAIN).write_text("\n".join([*lines, ""]), encoding="utf-8")
    return {("chain_changed", CHAIN)}


def exchanged_files(case: Case) -> Found:
    """Two pictures under each other's names."""
    one, other = case.chance.sample(case.pieces, 2)
    _exchange(one, other)
    return {("reordered", one.name), ("reordered", other.name)}


def exchanged_pieces(case: Case) -> Found:
    """Two pieces whole under each other's names: picture, manifest and seal."""
    one, other = case.chance.sample(case.pieces, 2)
    for ending in ("", ".json", seals.ENDING):
        _exchange(one.with_name(one.name + ending), other.with_name(other.name + ending))
    return {("reordered", manifest(one).name), ("reordered", manifest(other).name)}


def _exchange(one: Path, other: Path) -> None:
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)


def _lines(case: Case) -> list[str]:
    return (case.folder / CHAIN).read_text(encoding="utf-8").splitlines()


ATTACKS: tuple[Callable[[Case], Found], ...] = (
    file_changed, manifest_changed, seal_changed, rewritten, signed_by_another, own_receipt, anothers_receipt,
    later_receipt, unregistered, slipped_in, slipped_in_unsigned, deleted, deleted_whole, reordered, line_deleted,
    line_changed, exchanged_files, exchanged_pieces,
)  # fmt: skip


@pytest.fixture
def as_saved(tmp_path: Path) -> tuple[Path, list[Receipt]]:
    """A folder with some pieces, and the server's register of them."""
    evidence = Evidence(tmp_path / "as-saved", DEVICE)
    paths = [keep(evidence, f"picture {number} ".encode() * 9) for number in range(PIECES)]
    register = [seals.read(seal_of(path)).receipt for path in paths]
    return evidence.folder, [one for one in register if one is not None]


def found_in(verdicts: dict[str, Verdict]) -> Found:
    """What is wrong in a folder, each thing once."""
    return {(one.code, one.where) for one in verdicts.values() if not one.holds}


@pytest.mark.parametrize("rounds", [60, pytest.param(1000, marks=pytest.mark.long)])
def test_random_alterations_are_each_named_exactly(
    as_saved: tuple[Path, list[Receipt]], tmp_path: Path, rounds: int
) -> None:
    """Pictures, manifests, seals and the chain altered, forged, deleted, exchanged at random: each is named exactly."""
    folder, register = as_saved
    chance, missed = random.Random(74), []
    for number in range(rounds):
        place = tmp_path / f"round-{number}"
        shutil.copytree(folder, place)
        case = Case(sorted(place.glob("*.png")), register, chance)
        case = case._replace(pieces=[place / name.removesuffix(".json") for _digest, name in chain(place)])
        attack = ATTACKS[number % len(ATTACKS)]
        expected = attack(case)
        found = found_in(verify_folder(place, {KEY}, register))
        if found != expected:
            missed.append((number, attack.__name__, expected, found))
        shutil.rmtree(place)
    assert missed == []


def test_what_nobody_touched_holds(as_saved: tuple[Path, list[Receipt]]) -> None:
    """The same folder as it was saved: every piece holds, by itself and in its order."""
    folder, register = as_saved
    verdicts = verify_folder(folder, {KEY}, register)
    assert len(verdicts) == PIECES
    assert {one.code for one in verdicts.values()} == {"intact"}


def test_a_piece_alone_is_proven_with_nothing_but_the_servers_key(
    as_saved: tuple[Path, list[Receipt]], tmp_path: Path
) -> None:
    """A piece is carried to a court without its folder; without the right key of the server it proves nothing."""
    folder, _register = as_saved
    path, court = folder / chain(folder)[-1][1].removesuffix(".json"), tmp_path / "court"
    court.mkdir()
    for one in (path, manifest(path), seal_of(path)):
        shutil.copy(one, court)
    assert (verify(court / path.name, {KEY}).code, verify(court / path.name).code) == (
        "chain_elsewhere",
        "server_unknown",
    )
    assert verify(court / path.name, {DEVICE.public}).code == "forged"


def test_what_is_from_before_signatures_is_never_called_proven(tmp_path: Path) -> None:
    """A manifest as consoles wrote it before: its hash and its chain are right, and it holds nothing."""
    path = keep(Evidence(tmp_path / "old"), b"picture", known=False)
    assert (verify(path, {KEY}).code, verify(path, {KEY}).holds) == ("unsigned", False)
