"""Which installed libraries are known to be unsafe: an export of OSV that the centre brings, read without any network.

OSV (osv.dev) offers all advisories for Python libraries as one zip of JSON files, one an advisory, in the open form of
its schema 1.7 (ossf.github.io/osv-schema): `affected` names a library, versions that are affected one by one, and
ranges of them between events. Such a file is brought on a disk; what is installed here is held against it.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any, BinaryIO

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from backend.base.plain_files import opened

FILE_MOST, ENTRY_MOST, ENTRIES_MOST = 2 * 2**30, 8 * 2**20, 1_000_000
"""Bytes of an export and of one advisory in it, and how many it may hold: all of PyPI's were 25 MB in 2025."""
ECOSYSTEM = "PyPI"
_START = "0"
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]+")


class ExportError(ValueError):
    """The file is no export of advisories; `code` is no_export, too_large or broken, `entry` where in it."""

    def __init__(self, code: str, entry: str = "") -> None:
        super().__init__(f"{code} {entry}".strip())
        self.code = code
        self.entry = entry


@dataclass(frozen=True)
class Finding:
    """One library that is installed here, and one advisory that it is affected by."""

    library: str
    version: str
    advisory: str
    aliases: tuple[str, ...]
    summary: str
    fixed_in: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """What came of a check: how many advisories were read, until when (ISO 8601), and what they say of us."""

    advisories: int
    newest: str
    findings: tuple[Finding, ...]


def installed() -> dict[str, str]:
    """Names and versions of what is installed where this runs, by normalised names."""
    found: dict[str, str] = {}
    for one in metadata.distributions():
        name = one.metadata["Name"]
        if name:
            found[canonicalize_name(name)] = one.version
    return found


def check(path: Path, libraries: Mapping[str, str]) -> Report:
    """Hold `libraries` (normalised names and versions) against the export at `path`: a zip, or JSON of one advisory or
    a list of them. Raises `ExportError`, OSError."""
    known = {name: parsed for name, text in libraries.items() if (parsed := _version(text)) is not None}
    findings: list[Finding] = []
    count, newest = 0, ""
    with opened(path) as file:
        for advisory in _advisories(file):
            count += 1
            newest = max(newest, _text(advisory.get("modified")))
            if not advisory.get("withdrawn"):
                findings += _findings(advisory, known, libraries)
    if not count:
        raise ExportError("no_export")
    return Report(count, newest, tuple(sorted(findings, key=lambda one: (one.library, one.advisory))))


def _advisories(file: BinaryIO) -> Iterator[Mapping[str, Any]]:
    if zipfile.is_zipfile(file):
        yield from _zipped(file)
        return
    file.seek(0)
    content = file.read(FILE_MOST // 8 + 1)
    if len(content) > FILE_MOST // 8:
        raise ExportError("too_large")
    said = _read(content, "")
    yield from (one for one in (said if isinstance(said, list) else [said]) if _is_advisory(one))


def _zipped(file: BinaryIO) -> Iterator[Mapping[str, Any]]:
    """Nothing is unpacked onto the disk, and of no entry more than an advisory may have."""
    try:
        with zipfile.ZipFile(file) as packed:
            entries = [one for one in packed.infolist() if one.filename.endswith(".json")]
            if len(entries) > ENTRIES_MOST:
                raise ExportError("too_large")
            for entry in entries:
                name = _plain(entry.filename)[:100]
                if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                    raise ExportError("broken", name)
                with packed.open(entry) as one:
                    content = one.read(ENTRY_MOST + 1)
                if len(content) > ENTRY_MOST:
                    raise ExportError("too_large", name)
                said = _read(content, name)
                if _is_advisory(said):
                    yield said
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:  # cut, changed, sealed
        raise ExportError("broken") from error


def _read(content: bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise ExportError("broken" if name else "no_export", name) from None


def _is_advisory(said: object) -> bool:
    return isinstance(said, dict) and isinstance(said.get("id"), str) and isinstance(said.get("affected"), list)


def _findings(
    advisory: Mapping[str, Any], known: Mapping[str, Version], libraries: Mapping[str, str]
) -> Iterator[Finding]:
    seen: dict[str, set[str]] = {}
    for affected in _dicts(advisory["affected"]):
        package = affected.get("package")
        if not isinstance(package, dict) or _text(package.get("ecosystem")).partition(":")[0] != ECOSYSTEM:
            continue
        name = canonicalize_name(_text(package.get("name")))
        if name in known and _is_affected(affected, known[name]):
            seen.setdefault(name, set()).update(_fixes(affected, known[name]))
    for library, fixes in seen.items():
        aliases = tuple(_plain(one)[:40] for one in _texts(advisory.get("aliases")))
        words = _plain(_text(advisory.get("summary")) or _text(advisory.get("details")))[:200]
        ordered = tuple(sorted(fixes, key=Version))
        yield Finding(library, libraries[library], _plain(advisory["id"])[:60], aliases, words, ordered)


def _is_affected(affected: Mapping[str, Any], version: Version) -> bool:
    """By name in `versions`, or within one of the ranges. What is affected without either is affected whole."""
    named, ranges = _texts(affected.get("versions")), list(_dicts(affected.get("ranges")))
    if any(_version(one) == version for one in named):
        return True
    ranges = [one for one in ranges if one.get("type") == "ECOSYSTEM"]
    if not ranges:
        return not named
    return any(_in_range(list(_dicts(one.get("events"))), version) for one in ranges)


def _in_range(events: Sequence[Mapping[str, Any]], version: Version) -> bool:
    """The events in the order of their versions, as the schema's own evaluation has it: the last one at or before the
    version says whether it is in. A version that cannot be read ends nothing: it is better told than missed."""
    inside = False
    for at, kind in sorted(_turns(events), key=lambda turn: (turn[0], turn[1] != "introduced")):
        if kind == "introduced" and version >= at:
            inside = True
        elif (kind == "fixed" and version >= at) or (kind == "last_affected" and version > at):
            inside = False
    limits = [_version(_text(one["limit"])) for one in events if "limit" in one and one["limit"] != "*"]
    return inside and (not limits or any(limit is None or version < limit for limit in limits))


def _turns(events: Iterable[Mapping[str, Any]]) -> Iterator[tuple[Version, str]]:
    for event in events:
        for kind in ("introduced", "fixed", "last_affected"):
            if kind in event:
                at = Version("0.dev0") if event[kind] == _START else _version(_text(event[kind]))
                if at is not None:
                    yield at, kind


def _fixes(affected: Mapping[str, Any], version: Version) -> Iterator[str]:
    for one in _dicts(affected.get("ranges")):
        for event in _dicts(one.get("events")):
            fixed = _version(_text(event.get("fixed")))
            if fixed is not None and fixed > version:
                yield str(fixed)


def _version(text: str) -> Version | None:
    try:
        return Version(text)
    except InvalidVersion:
        return None


def _plain(text: str) -> str:
    """One line without signs that a terminal obeys."""
    return " ".join(_CONTROLS.sub(" ", text.encode("utf-8", "replace").decode()).split())


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _dicts(value: object) -> Iterator[Mapping[str, Any]]:
    return (one for one in value if isinstance(one, dict)) if isinstance(value, list) else iter(())
