"""How it is with a piece that this desk saved, as far as the server is concerned."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from console.evidence.saved_pictures import Picture
from console.evidence.sending import Progress
from widgets.base.formats import number_text


def standing(picture: Picture, progress: Progress | None) -> tuple[str, str]:
    """In words, and how loud; `progress` as the sender tells it."""
    translate = QCoreApplication.translate
    seal = picture.seal
    if seal is None:
        return translate("evidence", "not signed"), "text3"
    if progress is not None and progress.refused:
        return translate("evidence", "refused by the server"), "late"
    if seal.stored:
        return translate("evidence", "registered and kept"), "text3"
    if seal.receipt is None:
        return translate("evidence", "waits to be registered"), "late"
    share = f"{number_text(100 * progress.stored if progress is not None else 0)} %"
    return translate("evidence", "being sent: {share}").format(share=share), "late"
