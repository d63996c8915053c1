"""The pictures of a tour side by side: an index.html, and a contact sheet of each walk at each size."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter

COLUMNS, THUMB_PX, CAPTION_PX, GAP_PX, ROWS_MOST = 3, 640, 24, 8, 4
SHEETS = "sheets"
_NUMBERED = re.compile(r"(.+?)-\d{3,}-")
STYLE = (
    "body{background:#0e1215;color:#e8edf0;font:14px sans-serif;margin:24px}h2{font-size:16px;margin:24px 0 8px}"
    ".sheet{display:flex;flex-wrap:wrap;gap:8px}figure{margin:0}img{width:440px;display:block}"
    "figcaption{padding:4px 0;color:#a9b8c1}a{color:#56b4e9}"
)


def album(out: Path, failed: Mapping[str, str]) -> Path:
    """Write index.html over all pictures under `out`; `failed` are walks that did not come to their end, and why."""
    parts = [f"<!doctype html><meta charset=utf-8><title>Tour</title><style>{STYLE}</style><h1>Tour</h1>"]
    parts += [f"<p>FAILED {html.escape(name)}: {html.escape(why)}</p>" for name, why in failed.items()]
    groups = _groups(out)
    parts += [f"<p>{' · '.join(f'<a href=#{name}>{name}</a>' for name, _paths in groups)}</p>"]
    for name, paths in groups:
        figures = "".join(_figure(out, path) for path in paths)
        parts.append(f"<h2 id={name}>{name} ({len(paths)})</h2><div class=sheet>{figures}</div>")
    index = out / "index.html"
    index.write_text("\n".join(parts), encoding="utf-8")
    return index


def contact_sheets(out: Path, walk: str, size: str) -> list[Path]:
    """A few pictures that show all others of a walk at one size, for those who have no browser at hand. In any thread,
    where there is a QGuiApplication.
    """
    written = []
    (out / SHEETS).mkdir(exist_ok=True)
    paths = [path for path in sorted((out / size).glob("*.png")) if _walk(path) == walk]
    for number in range(0, len(paths), COLUMNS * ROWS_MOST):
        path = out / SHEETS / f"{walk}-{size}-{number // (COLUMNS * ROWS_MOST) + 1}.png"
        _sheet(paths[number : number + COLUMNS * ROWS_MOST]).save(str(path))
        written.append(path)
    return written


def _groups(out: Path) -> list[tuple[str, list[Path]]]:
    """Walk and size, and its pictures in their order."""
    paths = sorted(path for path in out.glob("*x*/*.png"))
    return [(name, list(found)) for name, found in groupby(paths, lambda path: f"{_walk(path)}-{path.parent.name}")]


def _walk(path: Path) -> str:
    """The walk is what stands before the number."""
    found = _NUMBERED.match(path.name)
    return found[1] if found is not None else path.stem


def _figure(out: Path, path: Path) -> str:
    place = html.escape(str(path.relative_to(out)))
    picture, words = f"<a href={place}><img loading=lazy src={place}></a>", html.escape(path.stem)
    return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"


def _sheet(paths: Sequence[Path]) -> QImage:
    thumbs = [QImage(str(path)).scaledToWidth(THUMB_PX, Qt.TransformationMode.SmoothTransformation) for path in paths]
    high = max(one.height() for one in thumbs) + CAPTION_PX
    rows = -(-len(thumbs) // COLUMNS)
    sheet = QImage(COLUMNS * (THUMB_PX + GAP_PX), rows * (high + GAP_PX), QImage.Format.Format_RGB32)
    sheet.fill(QColor(14, 18, 21))
    painter = QPainter(sheet)
    font = QFont()
    font.setPixelSize(13)
    painter.setFont(font)
    painter.setPen(QColor(232, 237, 240))
    for number, (thumb, path) in enumerate(zip(thumbs, paths, strict=True)):
        corner = QPoint(number % COLUMNS * (THUMB_PX + GAP_PX), number // COLUMNS * (high + GAP_PX))
        painter.drawImage(corner, thumb)
        below = QRect(corner.x(), corner.y() + high - CAPTION_PX, THUMB_PX, CAPTION_PX)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter), path.stem)
    painter.end()
    return sheet
