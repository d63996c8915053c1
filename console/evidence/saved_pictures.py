"""The pictures that were saved for an incident, found by their manifests in the folder of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from console.base.text_files import read_text
from console.evidence import seals
from console.evidence.evidence import chain
from console.evidence.seals import BrokenSealError, Seal
from offline_cache.plain_files import json_of

READ_MOST = 400
"""Manifests that are looked through, the newest first; a watch saves some tens."""
SHOWN_MOST = 3


@dataclass(frozen=True)
class Picture:
    """A still that somebody saved: of which camera, when, by whom."""

    path: Path
    camera: str
    saved_at: datetime
    by: str
    sha256: str = ""
    """Of the file, by its manifest."""
    seal: Seal | None = None
    """The device's signature and the server's receipt; None where there is none that can be read."""
    place: str = ""
    """Ward and area of the camera; empty in manifests of before they were told."""


def pictures_of(folder: Path, incident_id: str, most: int = SHOWN_MOST, *, clips: bool = False) -> list[Picture]:
    """The newest stills about an incident, with `clips` those too. Blocks; what cannot be read is passed over."""
    found: list[Picture] = []
    manifests = (*folder.glob("*.png.json"), *(folder.glob("*.mp4.json") if clips else ()))
    names = sorted(manifests, key=lambda path: path.name, reverse=True)
    for facts, manifest in _manifests(names[:READ_MOST]):
        if facts.get("incident_id") != incident_id:
            continue
        picture = _picture(facts, manifest)
        if picture is not None:
            found.append(picture)
        if len(found) == most:
            break
    return found


def unregistered(folder: Path) -> list[Picture]:
    """Pieces of this folder that no server vouches for yet, the newest first. Blocks."""
    names = [name for _digest, name in chain(folder)][-READ_MOST:]
    found = (saved_as(folder / Path(name).name) for name in reversed(names))
    return [one for one in found if one is not None and (one.seal is None or one.seal.receipt is None)]


def saved_as(manifest: Path) -> Picture | None:
    """The piece of a manifest; None where there is none that can be read. Blocks."""
    return next((_picture(facts, path) for facts, path in _manifests([manifest])), None)


def _picture(facts: dict[str, Any], manifest: Path) -> Picture | None:
    camera, operator = facts.get("camera") or {}, facts.get("operator") or {}
    try:
        return Picture(
            manifest.with_name(Path(str(facts["file"])).name), str(camera.get("name", "")),
            datetime.fromisoformat(str(facts["saved_at"])), str(operator.get("name", "")),
            str(facts.get("sha256", "")), _seal(manifest), _place(facts),
        )  # fmt: skip
    except (KeyError, ValueError, AttributeError):
        return None


def _seal(manifest: Path) -> Seal | None:
    try:
        return seals.read(seals.path_of(manifest))
    except (OSError, BrokenSealError):
        return None


def _place(facts: dict[str, Any]) -> str:
    told = facts.get("place")
    parts = (told.get("ward"), told.get("area")) if isinstance(told, dict) else ()
    return ", ".join(str(part) for part in parts if part)


def _manifests(paths: list[Path]) -> Iterator[tuple[dict[str, Any], Path]]:
    for path in paths:
        try:
            facts = json_of(read_text(path))
        except (OSError, ValueError):
            continue
        if isinstance(facts, dict):
            yield facts, path
