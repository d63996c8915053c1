"""What the operator is told in passing: notices of the core and of views, in the bar over the window."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from console.base.notices import Notice
from views.base.context import Context
from views.base.faults import NOT_SAVED
from views.words.sentences import sentence
from widgets.shell.notice_bar import NoticeBar

ENDED_BY: Mapping[str, frozenset[str]] = MappingProxyType({"storage_ok": frozenset(NOT_SAVED - {"bad_file"})})
"""Refusals that are told where they happen, by the notice after which they would not happen again."""


class Notices:
    """Words them; what was told before there was a window is told now."""

    def __init__(self, context: Context, window: QWidget) -> None:
        self.bar = NoticeBar(window)
        context.faults.show = self.bar.show_notice
        for notice in tuple(context.session.notices.recent):
            if context.session.notices.holds(notice):
                self._on_notice(notice)
        self._stop = context.session.notices.subscribe(self._on_notice)
        self._stop_over = context.session.notices.on_over(self._on_over)

    def close(self) -> None:
        """Listen no more."""
        self._stop()
        self._stop_over()

    def _on_notice(self, notice: Notice) -> None:
        self.bar.show_notice(sentence(notice.code, notice.params), notice.level)
        for code in ENDED_BY.get(notice.code, ()):
            self.bar.take_back(sentence(code))

    def _on_over(self, notice: Notice) -> None:
        self.bar.take_back(sentence(notice.code, notice.params))
