"""Stills and clips that must hold before others: each with a manifest that is chained to the one before, and signed.

In the folder `evidence` of the data folder lie `NAME.png` or `NAME.mp4`, beside it the manifest `NAME.png.json` and its
seal `NAME.png.seal` (`console.evidence.seals`), and `chain.txt` with one line `SHA-256 of a manifest, its name` for
each, in order. Who changes a file, a manifest or their order breaks a link; who rewrites all of it lacks the key of the
device, and the server's receipt. The folder is also the queue of what the server has yet to be told
(`console.evidence.sending`): nothing else knows of it, so nothing is lost with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from console.base.errors import IocError
from console.base.text_files import read_text
from console.evidence import seals
from console.evidence.seals import Seal, Signer
from contract.evidence import SCHEMA, digest_of
from offline_cache.plain_files import opened

Kind = Literal["still", "clip"]
ENDINGS: Mapping[str, str] = MappingProxyType({"still": "png", "clip": "mp4"})
CHAIN = "chain.txt"
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

    def __init__(self, folder: Path, signer: Signer | None = None) -> None:
        """`signer` is this device's key; without one a piece is not signed, and no check calls it proven."""
        self.folder = folder
        self._signer = signer

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
            sha256, links = sha256_of(draft.path), chain(self.folder)
            previous = {"sha256": links[-1][0], "file": links[-1][1]} if links else None
            body = {
                "schema": SCHEMA if self._signer else 1, "number": len(links) + 1, "kind": draft.kind,
                "file": draft.path.name, "sha256": sha256, "bytes": draft.path.stat().st_size, **facts,
                "previous": previous,
                "device": {"id": self._signer.device_id, "key": self._signer.public} if self._signer else None,
            }  # fmt: skip
            manifest = draft.path.with_name(draft.path.name + ".json")
            text = json.dumps(body, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
            digest = digest_of(text.encode())
            if self._signer is not None:
                seals.write(seals.path_of(manifest), Seal.made(self._signer, digest))
            _write(manifest, text, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
            line = f"{digest}  {manifest.name}\n"
            _write(self.folder / CHAIN, line, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        except OSError as error:
            code = "disk_full" if error.errno == 28 else "bad_file"
            raise EvidenceError(code, path=str(self.folder)) from error
        return Kept(draft.path, manifest, sha256, len(links) + 1)


def chain(folder: Path) -> list[tuple[str, str]]:
    """Hash and name of every manifest, oldest first; a torn last line does not count."""
    try:
        lines = read_text(folder / CHAIN).splitlines()
    except OSError:
        return []
    found = [line.split("  ", 1) for line in lines]
    return [(parts[0], parts[1]) for parts in found if len(parts) == 2 and len(parts[0]) == 64]


def sha256_of(path: Path, tell: Callable[[int, int], object] = lambda _read, _all: None) -> str:
    """SHA-256 of a regular file, in hex; `tell` hears how many of its bytes are read. Raises `OddFileError` for what is
    none, OSError."""
    found, read = hashlib.sha256(), 0
    with opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        while block := file.read(_BLOCK):
            found.update(block)
            read += len(block)
            tell(read, size)
    return found.hexdigest()


def _write(path: Path, text: str, flags: int) -> None:
    number = os.open(path, flags | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
