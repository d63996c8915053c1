"""Keeps what stands on a desk as large as its window wants it: wider screens, larger text, and somebody's own size."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from views.base.context import Context
from widgets.base import theme
from widgets.base.desk_scale import desk_scale

SETTLE_MS = 250
"""A window that is drawn larger by the hand passes through every width on its way."""


def wear(context: Context, name: str, scale: float) -> None:
    """Let the program wear the theme `name` at `scale`, as dense and as still as was chosen, where it does not yet."""
    dense, still = context.arrangement.density == "compact", context.arrangement.reduced_motion
    worn = context.theme
    if (name, scale, dense, still) == (worn.name, worn.scale, worn.is_dense, worn.is_still):
        return
    context.theme = theme.load(name, desk_scale=scale, dense=dense, still=still)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        theme.apply(application, context.theme)


class DeskScale(QObject):
    """Watches the window of a desk, whose widget it belongs to."""

    def __init__(self, window: QWidget, context: Context) -> None:
        super().__init__(window)
        self._window, self._context = window, context
        self._settled = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settled.timeout.connect(self.fit)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt names it
        """Another width, once it stays."""
        if event.type() == QEvent.Type.Resize and self._wanted() != self._context.theme.scale:
            self._settled.start()
        return False

    def fit(self) -> None:
        """Be as large as this width and this person want it."""
        wear(self._context, self._context.theme.name, self._wanted())

    def set_text_percent(self, percent: int) -> None:
        """Somebody wants text smaller or larger, 90 to 150 %; it is so at the next start too."""
        self._context.remember(text_percent=percent)
        self.fit()

    def _wanted(self) -> float:
        return desk_scale(self._window.width(), self._context.arrangement.text_percent)
