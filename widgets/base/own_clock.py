"""What a device's own clock said of something that was done there, beside the time that the server vouches for."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from widgets.base.formats import clock_text, date_text


def own_clock_words(said_at: datetime | None) -> str:
    """That the device said another time than the one shown; empty where both agree."""
    if said_at is None:
        return ""
    words = QCoreApplication.translate("own_clock", "that device's clock said {time}")
    return words.format(time=f"{clock_text(said_at)} {date_text(said_at)}")
