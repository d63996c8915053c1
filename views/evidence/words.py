"""What is said of all the evidence that was read: how much there is, and why there is none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.evidence.pages import NOT_YOURS, EvidencePages
from views.words.sentences import sentence
from widgets.base.formats import number_text
from widgets.base.row_board import Empty


def found(pages: EvidencePages, here: int) -> str:
    """How many there are, and what of the line was not looked for; `here` stand on this desk alone."""
    translate = QCoreApplication.translate
    if pages.is_waited_for:
        return translate("evidence", "Reading…")
    count = len(pages.pieces)
    words = translate("evidence", "{n} and more") if pages.has_more else translate("evidence", "{n} found")
    parts = [words.format(n=number_text(count))] if count else []
    if pages.asked.left_out:
        left_out = translate("evidence", "not looked for: {words}")
        parts.append(left_out.format(words=" ".join(pages.asked.left_out)))
    if pages.trouble and (count or here):
        parts.append(translate("evidence", "the server does not tell more now"))
    return " · ".join(parts)


def empty(pages: EvidencePages) -> Empty | None:
    """What stands where there are none: what is so, more about it, and a button; None while they are read."""
    translate = QCoreApplication.translate
    if pages.trouble == NOT_YOURS:
        headline = translate("evidence", "This is for duty officers, auditors and administrators")
        return headline, sentence(pages.trouble), ""
    if pages.is_waited_for:
        return None
    if pages.trouble:
        headline = translate("evidence", "The evidence is at the server, which is needed for this")
        return headline, sentence(pages.trouble), translate("evidence", "Read again")
    if pages.asked.query or not pages.asked.finds:
        about = translate("evidence", "Look for a camera, an incident, a device, a kind or a day.")
        return translate("evidence", "No evidence fits"), about, ""
    about = translate("evidence", "Pictures and clips that desks save with S and Shift+S come here by themselves.")
    return translate("evidence", "The server has no evidence yet"), about, translate("evidence", "Read again")
