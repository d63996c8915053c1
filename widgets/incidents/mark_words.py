"""The words over a picture that leaves the room: who let it out and when, of which camera, place and time."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from console.evidence.saved_pictures import Picture
from widgets.base.formats import clock_text, date_text


def mark_lines(picture: Picture, who: str, now: datetime) -> tuple[str, str]:
    """First who and when, which is repeated across the picture; then what it shows."""
    copied = QCoreApplication.translate("evidence", "Copy for {who}, {time}")
    out = copied.format(who=who or "–", time=f"{clock_text(now)} {date_text(now)}")
    at = f"{clock_text(picture.saved_at)} {date_text(picture.saved_at)}"
    return out, " · ".join(part for part in (picture.camera, picture.place, at, picture.sha256[:12]) if part)
