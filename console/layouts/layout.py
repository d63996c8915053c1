"""A wall's layout as plain data: screens, each a grid of tiles. Read from a record's body or from a file.

What this program does not know stays in what it writes: a field or a tile type of a newer console, or of another
one, is never lost by reading and saving.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from console.layouts.files import read_file
from console.layouts.findings import Finding, LayoutError, from_validation, where
from console.layouts.migrations import migrated
from contract.layouts import WallLayout


def read_layout(body: Mapping[str, Any], source: str) -> WallLayout:
    """The layout in `body`, of this form or an older one.

    Raises `LayoutError` that names `source`, screen, tile and field of the first thing wrong, and has all of them.
    """
    try:
        return WallLayout.model_validate(migrated(body))
    except ValidationError as error:
        findings = from_validation(error.errors(include_url=False), body, source)
        raise refused(findings) from error
    except ValueError as error:
        raise refused(
            [
                Finding(
                    "layout_kind",
                    where(("format",), body, source) | {"hint": str(error), "found": str(body.get("format"))},
                )
            ]
        ) from error


def refused(findings: list[Finding]) -> LayoutError:
    """The error that says the first of `findings`."""
    return LayoutError(findings[0].code, findings, **findings[0].params)


def body_of(layout: WallLayout) -> dict[str, Any]:
    """The layout as the plain data of a record, with everything that was in what it was read from."""
    return layout.model_dump(mode="json")


def file_of(layout: WallLayout) -> dict[str, Any]:
    """As `body_of`, for people to read and write: without what is as usual."""
    return {"format": layout.format, "name": layout.name} | layout.model_dump(mode="json", exclude_defaults=True)


def load_layout(path: Path) -> WallLayout:
    """The layout in the TOML, YAML or JSON file at `path`. Raises `LayoutError` also where there is no such file."""
    return read_layout(read_file(path).body, path.name)
