"""The files of an archive: JSON lines by month, packed, each with its hash in a manifest, read back before they count.

A line of an action says what the log's row said, its links and the audit's hash among it, so that the chain can be
walked over the files alone: from the checkpoint where they begin to the one where the database goes on.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from backend.audit.lines import CONTENT, digest_of
from contract.audit import after as next_hash

FORMAT = 1
MANIFEST = "manifest.json"


class UnlikeError(Exception):
    """A file does not say what was written into it, or the log's chain is broken; `what` names the file or action."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclass(frozen=True)
class Checkpoint:
    """Where the audit's chain stands: the number of the last action before, and its hash; 0 and none at the start."""

    audit_seq: int = 0
    audit_hash: str = ""


@dataclass(frozen=True)
class LineEnd:
    """Where the audit's lines stand: the number of the last one before, and its hash."""

    number: int = 0
    hash: str = ""

    def followed(self, line: Mapping[str, Any]) -> LineEnd:
        """One line further. Raises `UnlikeError` where it does not go on from here, or is not as it was written."""
        digest = digest_of(line, CONTENT)
        told = (line["number"], line["digest"], line["hash"])
        if told != (self.number + 1, digest, next_hash(self.hash, digest)):
            raise UnlikeError(f"audit {line['number']}")
        return LineEnd(self.number + 1, str(line["hash"]))


@dataclass(frozen=True)
class Filed:
    """One file of an archive."""

    name: str
    kind: str
    month: str
    lines: int
    sha256: str


def after(point: Checkpoint, action: Mapping[str, Any]) -> Checkpoint:
    """The chain one action further. Raises `UnlikeError` where it does not go on from there."""
    told = f"{point.audit_hash}{action['hash']}{action['result']}{action['received_at']}"
    found = hashlib.sha256(told.encode()).hexdigest()
    if action["audit_seq"] != point.audit_seq + 1 or action["audit_hash"] != found:
        raise UnlikeError(str(action["action_id"]))
    return Checkpoint(point.audit_seq + 1, found)


def write(folder: Path, kind: str, rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[Filed]:
    """Write rows, each under its month (2026-01) and in the order of months, into a file for each of these."""
    filed: list[Filed] = []
    month, lines = "", 0
    packed: gzip.GzipFile | None = None
    raw: IO[bytes] | None = None

    def ended() -> None:
        if packed is not None and raw is not None:
            packed.close()
            raw.flush()
            os.fsync(raw.fileno())
            raw.close()
            path = Path(raw.name)
            filed.append(Filed(path.name, kind, month, lines, _sha256(path)))

    for of, row in rows:
        if of != month or packed is None:
            ended()
            month, lines = of, 0
            name = _free(folder, kind, month)
            raw = name.open("xb")
            packed = gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0)
        packed.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
        lines += 1
    ended()
    return filed


def _free(folder: Path, kind: str, month: str) -> Path:
    """A clock that was set back brings a month a second time."""
    names = (folder / f"{kind}-{month}{more}.jsonl.gz" for more in ("", *(f"-{number}" for number in range(2, 1000))))
    return next(name for name in names if not name.exists())


def write_manifest(
    folder: Path, filed: Iterable[Filed], ends: tuple[Checkpoint, Checkpoint], made_at: str,
    lines: tuple[LineEnd, LineEnd] = (LineEnd(), LineEnd()),
) -> None:  # fmt: skip
    """Say which files there are, and from where to where the log's chain and the audit's lines go in them."""
    told = {
        "format": FORMAT, "made_at": made_at, "files": [asdict(one) for one in filed],
        "audit": {"from": asdict(ends[0]), "to": asdict(ends[1])},
        "lines": {"from": asdict(lines[0]), "to": asdict(lines[1])},
    }  # fmt: skip
    with (folder / MANIFEST).open("x", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False, indent=2) + "\n")
        file.flush()
        os.fsync(file.fileno())


def verify(folder: Path) -> tuple[Checkpoint, Checkpoint]:
    """Read everything back and walk the chain; from where to where it goes. Raises `UnlikeError`, and `OSError`."""
    try:
        told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        filed = [Filed(**one) for one in told["files"]]
        begin, end = Checkpoint(**told["audit"]["from"]), Checkpoint(**told["audit"]["to"])
        lines = told.get("lines", {})  # none in an archive of before there were any
        line, last = LineEnd(**lines.get("from", {})), LineEnd(**lines.get("to", {}))
    except (ValueError, KeyError, TypeError) as error:
        raise UnlikeError(MANIFEST) from error
    point = begin
    for one in filed:
        if _sha256(folder / one.name) != one.sha256:
            raise UnlikeError(one.name)
        count = 0
        for row in lines_of(folder / one.name):
            count += 1
            point = after(point, row) if one.kind == "actions" else point
            line = line.followed(row) if one.kind == "audit" else line
        if count != one.lines:
            raise UnlikeError(one.name)
    if point != end or line != last:
        raise UnlikeError(MANIFEST)
    return begin, end


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """What a file holds. Raises `UnlikeError` where it cannot be unpacked or read."""
    try:
        with gzip.open(path, "rb") as packed:
            for line in packed:
                yield json.loads(line)
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise UnlikeError(path.name) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
