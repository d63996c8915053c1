"""The history of notices: what was told in passing is there to be read again, and counted until somebody has."""

from __future__ import annotations

from datetime import datetime

from console.base.notices import Notice
from views.base.commands import Registry
from views.base.context import Context
from views.base.overlays import Overlays
from views.words.sentences import sentence
from widgets.base.formats import age_text, clock_text
from widgets.base.grouped_list import Line
from widgets.workspace.notice_list import NoticeList

TONES = (("error", "severity1"), ("warning", "late"))


class NoticeHistory:
    """Keeps nothing of its own: the session remembers what was posted."""

    def __init__(self, context: Context, overlays: Overlays) -> None:
        self._context = context
        self.list = NoticeList(overlays.window)
        overlays.add("notices", self.list)
        self.unseen = 0
        """Warnings and errors since the list was looked at last."""
        self._stop = context.session.notices.subscribe(self._on_notice)

    def bind(self, registry: Registry) -> None:
        """Tie the command."""
        registry.bind("show-notices", lambda _args: self._show())

    def close(self) -> None:
        """Listen no more."""
        self._stop()

    def tick(self, now: datetime) -> None:
        """Ages move on while it is looked at."""
        if self.list.isVisible():
            self._fill(now)

    def _on_notice(self, notice: Notice) -> None:
        if not self.list.isVisible():
            self.unseen += notice.level != "info"

    def _show(self) -> None:
        self.unseen = 0
        self._fill(self._context.now())
        self.list.open()

    def _fill(self, now: datetime) -> None:
        self.list.show_lines([_line(one, now) for one in reversed(self._context.session.notices.recent)])


def _line(notice: Notice, now: datetime) -> Line:
    return Line(
        key=f"{notice.code} {notice.at.isoformat()}",
        words=sentence(notice.code, notice.params),
        below=clock_text(notice.at),
        at=age_text((now - notice.at).total_seconds()),
        tone=dict(TONES).get(notice.level, "text2"),
    )
