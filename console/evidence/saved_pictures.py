"""The pictures that were saved for an incident, found by their manifests in the folder of evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from console.base.text_files import read_text
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


def pictures_of(folder: Path, incident_id: str, most: int = SHOWN_MOST, *, clips: bool = False) -> list[Picture]:
    """The newest stills about an incident, with `clips` those too. Blocks; what cannot be read is passed over."""
    found: list[Picture] = []
    manifests = (*folder.glob("*.png.json"), *(folder.glob("*.mp4.json") if clips else ()))
    names = sorted(manifests, key=lambda path: path.name, reverse=True)
    for facts, manifest in _manifests(names[:READ_MOST]):
        if facts.get("incident_id") != incident_id:
            continue
        try:
            saved_at = datetime.fromisoformat(str(facts["saved_at"]))
            camera, operator = facts.get("camera") or {}, facts.get("operator") or {}
            path = manifest.with_name(Path(str(facts["file"])).name)
            names_of = str(camera.get("name", "")), saved_at, str(operator.get("name", ""))
            found.append(Picture(path, *names_of, str(facts.get("sha256", ""))))
        except (KeyError, ValueError, AttributeError):
            continue
        if len(found) == most:
            break
    return found


def _manifests(paths: list[Path]) -> Iterator[tuple[dict[str, Any], Path]]:
    for path in paths:
        try:
            facts = json_of(read_text(path))
        except (OSError, ValueError):
            continue
        if isinstance(facts, dict):
            yield facts, path
