"""States that last: storage in trouble, the server gone, a console too old. Told on the strips until they end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from PySide6.QtCore import QCoreApplication

from console.base.errors import OTHER_SCHEMA
from console.records.models import Link, LinkChannel, LinkState
from views.words.sentences import sentence
from widgets.base.formats import age_text, clock_text
from widgets.words.marked_text import QT_TRANSLATE_NOOP

SHOWN_SINCE_DOWN = (LinkChannel.INCIDENTS, LinkChannel.INDICATORS, LinkChannel.ORDERS)
SAVING_AFTER_S = 0.5
_STORAGE: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "ok": (QT_TRANSLATE_NOOP("standing", "Saves"), "ok"),
        "full": (QT_TRANSLATE_NOOP("standing", "Disk full"), "error"),
        "read_only": (QT_TRANSLATE_NOOP("standing", "Read-only disk"), "error"),
        "rebuilding": (QT_TRANSLATE_NOOP("standing", "Rebuilding the copy"), "late"),
    }
)
_SAVING = QT_TRANSLATE_NOOP("standing", "Saving… {age}")


@dataclass(frozen=True)
class Standing:
    """One lasting state: its code, what it is, and what that means for the hand."""

    code: str
    text: str
    advice: str = ""

    @property
    def is_grave(self) -> bool:
        """Whether what somebody does now is nowhere."""
        return self.code in ("full", "read_only")


def outage_since(links: Mapping[LinkChannel, Link]) -> datetime | None:
    """Since when the server is gone: the last time that any of its channels worked; None while one does."""
    down = [links[channel] for channel in SHOWN_SINCE_DOWN if channel in links]
    if not down or any(link.state != LinkState.DOWN for link in down):
        return None
    return max(link.last_ok or link.since for link in down)


def standing(storage: str, links: Mapping[LinkChannel, Link]) -> list[Standing]:
    """What stands now, the gravest first."""
    found = []
    if storage != "ok" and storage in _STORAGE:
        code = f"standing_{storage}"
        found.append(Standing(storage, sentence(code), sentence(f"{code}_advice")))
    since = outage_since(links)
    other = {link.reason for link in links.values()} & OTHER_SCHEMA
    if other == {"server_too_old"}:
        found.append(
            Standing("server_too_old", sentence("standing_old_server"), sentence("standing_old_server_advice"))
        )
    elif other:
        found.append(Standing("update_needed", sentence("standing_update"), sentence("standing_update_advice")))
    elif any(link.reason == "bad_page" and link.state == LinkState.DOWN for link in links.values()):
        found.append(Standing("bad_page", sentence("standing_bad_page"), sentence("standing_bad_page_advice")))
    elif since is not None:
        lost = QCoreApplication.translate("standing", "Server connection lost since {time}.")
        kept = QCoreApplication.translate(
            "standing", "Every action is saved here and sends itself when the network is back."
        )
        # What cannot be saved is not promised to be.
        safe = storage not in ("full", "read_only")
        found.append(Standing("outage", lost.format(time=clock_text(since)), kept if safe else ""))
    return found


def storage_words(storage: str, saving_s: float) -> tuple[str, str]:
    """What the top strip says of saving, and how loud."""
    if saving_s >= SAVING_AFTER_S:
        return QCoreApplication.translate("standing", _SAVING).format(age=age_text(saving_s)), "late"
    words, level = _STORAGE.get(storage, (storage, "late"))
    return QCoreApplication.translate("standing", words), level
