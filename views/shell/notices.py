"""What the operator is told in passing: notices of the core and of views, in the bar over the window."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from console.base.notices import Notice
from views.base.context import Context
from views.words.sentences import sentence
from widgets.shell.notice_bar import NoticeBar


class Notices:
    """Words them; what was told before there was a window is told now."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self.bar = NoticeBar(window)
        context.faults.show = self.bar.show_notice
        for notice in tuple(context.session.notices.recent):
            self._on_notice(notice)
        self._stop = context.session.notices.subscribe(self._on_notice)

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def _on_notice(self, notice: Notice) -> None:
        self.bar.show_notice(sentence(notice.code, notice.params), notice.level)
