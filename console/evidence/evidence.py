"""Stills and clips that must hold before others: each with a manifest, each manifest chained to the one before.

In the folder `evidence` of the data folder lie `NAME.png` or `NAME.mp4`, beside it `NAME.png.json`, and `chain.txt`
with one line `SHA-256 of a manifest, its name` for each, in order. Who changes a file, a manifest or their order breaks
a link. Who could rewrite all of it cannot change what the server's log was told when an incident was open.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from console.base.errors import IocError
from console.base.text_files import read_text

Kind = Literal["still", "clip"]
ENDINGS: Mapping[str, str] = MappingProxyType({"still": "png", "clip": "mp4"})
CHAIN = "chain.txt"
SCHEMA = 1
_SAFE = re.compile(r"[^A-Za-z0-9_-]")
_BLOCK = 1 << 20


class EvidenceError(IocError):
    """Evidence that cannot be kept: disk_full, bad_file."""


@dataclass(frozen=True)
class Draft:
    """A file that is being written; its descriptor belongs to whoever writes."""

    kind: Kind
    path: Path


@dataclass(frozen=True)
class Kept:
    """A finished piece with the hashes that a note can name."""

    path: Path
    manifest: Path
    sha256: str
    number: int


class Evidence:
    """The folder. Every call blocks; one piece is finished at a time."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def begin(self, kind: Kind, camera_id: str) -> tuple[Draft, int]:
        """A new file, readable by its owner alone, and a descriptor to write it. Raises `EvidenceError`."""
        now = datetime.now(UTC)
        stem = f"{now:%Y%m%d-%H%M%S}-{_SAFE.sub('_', camera_id)[:40]}-{kind}"
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for again in range(100):
                path = self.folder / f"{stem}{f'-{again}' if again else ''}.{ENDINGS[kind]}"
                with suppress(FileExistsError):
                    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
                    return Draft(kind, path), fd
        except OSError as error:
            raise EvidenceError("bad_file", path=str(self.folder)) from error
        raise EvidenceError("bad_file", path=str(self.folder))

    def discard(self, draft: Draft) -> None:
        """Nothing came of it."""
        with suppress(OSError):
            draft.path.unlink()

    def finish(self, draft: Draft, facts: Mapping[str, Any]) -> Kept:
        """Hash the file and write its manifest with `facts`. Raises `EvidenceError`; the file then stays as it is."""
        try:
            with draft.path.open("rb") as file:
                os.fsync(file.fileno())
            sha256, links = _sha256(draft.path), chain(self.folder)
            previous = {"sha256": links[-1][0], "file": links[-1][1]} if links else None
            body = {
                "schema": SCHEMA, "number": len(links) + 1, "kind": draft.kind, "file": draft.path.name,
                "sha256": sha256, "bytes": draft.path.stat().st_size, **facts, "previous": previous,
            }  # fmt: skip
            manifest = draft.path.with_name(draft.path.name + ".json")
            text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            _write(manifest, text, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            line = f"{hashlib.sha256(text.encode()).hexdigest()}  {manifest.name}\n"
            _write(self.folder / CHAIN, line, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        except OSError as error:
            code = "disk_full" if error.errno == 28 else "bad_file"
            raise EvidenceError(code, path=str(self.folder)) from error
        return Kept(draft.path, manifest, sha256, len(links) + 1)


@dataclass(frozen=True)
class Verdict:
    """What a check found. `code`: intact, file_changed, manifest_changed, chain_broken, chain_elsewhere, no_manifest,
    unreadable. `links` manifests were followed back; `facts` is the manifest where it could be read."""

    code: str
    links: int = 0
    where: str = ""
    facts: Mapping[str, Any] | None = None

    @property
    def holds(self) -> bool:
        """Whether the file is what was saved; without the ones before it the order cannot be checked."""
        return self.code in {"intact", "chain_elsewhere"}


def verify(path: Path) -> Verdict:
    """Check a piece of evidence, by its file or its manifest, with nothing but the folder that it lies in."""
    manifest = path if path.suffix == ".json" else path.with_name(path.name + ".json")
    if not manifest.exists():
        return Verdict("no_manifest", where=manifest.name)
    try:
        facts = _read(manifest)
        file = manifest.with_name(Path(str(facts["file"])).name)
        if _sha256(file) != facts["sha256"]:
            return Verdict("file_changed", where=file.name, facts=facts)
        return _follow(manifest, facts)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Verdict("unreadable", where=f"{manifest.name}: {type(error).__name__}")


def chain(folder: Path) -> list[tuple[str, str]]:
    """Hash and name of every manifest, oldest first; a torn last line does not count."""
    try:
        lines = read_text(folder / CHAIN).splitlines()
    except OSError:
        return []
    found = [line.split("  ", 1) for line in lines]
    return [(parts[0], parts[1]) for parts in found if len(parts) == 2 and len(parts[0]) == 64]


def _follow(manifest: Path, facts: Mapping[str, Any]) -> Verdict:
    """From a sound file back to the first manifest."""
    listed = {name: sha256 for sha256, name in chain(manifest.parent)}
    if manifest.name in listed and listed[manifest.name] != _sha256(manifest):
        return Verdict("manifest_changed", where=manifest.name, facts=facts)
    if manifest.name not in listed and listed:
        return Verdict("chain_broken", where=manifest.name, facts=facts)
    links, here = 0, facts
    while here["previous"] is not None:
        before = manifest.with_name(Path(str(here["previous"]["file"])).name)
        if not before.exists():
            return Verdict("chain_broken" if listed else "chain_elsewhere", links, before.name, facts)
        if _sha256(before) != here["previous"]["sha256"]:
            return Verdict("chain_broken", links, before.name, facts)
        links, here = links + 1, _read(before)
    return Verdict("intact", links, facts=facts)


def _read(manifest: Path) -> dict[str, Any]:
    data = json.loads(read_text(manifest))
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def _sha256(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            found.update(block)
    return found.hexdigest()


def _write(path: Path, text: str, flags: int) -> None:
    number = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
