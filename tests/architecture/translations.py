"""Every text of the interface has its Vietnamese: the sources are read anew and compared with the committed files."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from tests.architecture.source import Finding

CATALOGUES = (("resources/i18n/vi/widgets.ts", ("widgets",)), ("resources/i18n/vi/views.ts", ("views", "main.py")))


def untranslated(root: Path) -> Iterator[Finding]:
    """Texts of the sources below `root` that have no finished translation."""
    for catalogue, places in CATALOGUES:
        known = _finished(root / catalogue)
        for key in sorted(_wanted(root, places)):
            if key not in known:
                yield Finding(Path(catalogue), 1, f"no Vietnamese for {key[1]!r} of {key[0]}")


def _finished(path: Path) -> set[tuple[str, str]]:
    if not path.exists():
        return set()
    return {
        (context.findtext("name", ""), message.findtext("source", ""))
        for context in ElementTree.parse(path).getroot().iter("context")  # noqa: S314 - our own file
        for message in context.iter("message")
        if _is_finished(message)
    }


def _is_finished(message: ElementTree.Element) -> bool:
    translation = message.find("translation")
    if translation is None or translation.get("type") in ("unfinished", "vanished", "obsolete"):
        return False
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return all(forms) if forms else bool(translation.text)


def _wanted(root: Path, places: tuple[str, ...]) -> set[tuple[str, str]]:
    files = [str(path) for place in places for path in _python(root / place)]
    if not files:
        return set()
    lupdate = Path(sys.executable).parent / "pyside6-lupdate"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "fresh.ts"
        subprocess.run([str(lupdate), "-silent", *files, "-ts", str(fresh)], check=True, capture_output=True)
        return {
            (context.findtext("name", ""), message.findtext("source", ""))
            for context in ElementTree.parse(fresh).getroot().iter("context")  # noqa: S314 - made just now
            for message in context.iter("message")
        }


def _python(place: Path) -> list[Path]:
    return [place] if place.suffix == ".py" else sorted(place.rglob("*.py"))
