"""Beside and below the form to sign in: the map that this machine knows, its clock, its server, its own data."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QSizePolicy, QVBoxLayout, QWidget

from console.base.errors import IocError
from console.base.version import console_version
from console.people.browser import provider_of
from views.base.context import Context
from views.tiles.ground import GroundKeeper
from widgets.base import theme
from widgets.base.formats import age_text, clock_text, date_text, day_name, number_text
from widgets.base.icon_mark import IconMark
from widgets.base.labels import label, rule
from widgets.shell.machine_facts import MachineFacts
from widgets.shell.start_ground import StartGround

MARGIN_SHARE = (68, 600)
"""Of the panel, what is left free at either side of the form."""
PANEL_PX, NARROW_PANEL_PX, NARROW_PX, FORM_INNER_PX, ASKED_EVERY_S = 600, 480, 1600, 28, 10
WIDEST_PX = 16_777_215
"""Qt's own bound, which is none."""


class StartPage(QWidget):
    """The city, and the panel with the form beside it, as wide as the window has room for."""

    def __init__(
        self, ground: QWidget, panel: QWidget, around: QLayout, inner: Sequence[QLayout], parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._panel, self._around, self._inner = panel, around, inner
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(ground, 1)
        row.addWidget(panel)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt names it
        """The form's lines, the facts and the foot have one left and one right edge."""
        super().resizeEvent(event)
        look = theme.current()
        wide = look.px(PANEL_PX if event.size().width() >= look.px(NARROW_PX) else NARROW_PANEL_PX)
        margin = wide * MARGIN_SHARE[0] // MARGIN_SHARE[1]
        self._panel.setFixedWidth(wide)
        self._around.setContentsMargins(margin, 0, margin, 0)  # within the panel's own edge, as the others are
        side = margin + look.px(FORM_INNER_PX)
        for layout in self._inner:
            layout.setContentsMargins(side, 0, side, 0)


class StartFacts(QObject):
    """Told once a second while it is seen; the server is asked every ten."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._parent = context, parent
        self.ground = StartGround(parent)
        self.rows = MachineFacts(parent)
        self._keeper = GroundKeeper()
        self._answer_ms: float | None = None
        self._is_known = False
        self._written_s: float | None = None
        """When this machine wrote down last what it knows of the city, in seconds of its clock."""
        self._seconds = 0
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._tick)

    def around(self, form: QWidget) -> QWidget:
        """The page with the form on its panel, and the city beside it."""
        look = theme.current()
        panel = QFrame(self._parent)
        panel.setObjectName("startPanel")
        box = QVBoxLayout(panel)
        box.setContentsMargins(0, look.px(32), 0, look.px(28))
        box.addStretch(2)
        form.setMinimumWidth(0)
        form.setMaximumWidth(WIDEST_PX)
        form.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        around = QHBoxLayout()
        around.addWidget(form)
        box.addLayout(around)
        box.addSpacing(look.px(12))
        inner = QVBoxLayout()  # as far in as the lines of the form
        inner.setSpacing(look.px(8))
        inner.addWidget(self.rows)
        inner.addSpacing(look.px(8))
        inner.addWidget(rule(panel))
        inner.addLayout(self._ways_out(panel))
        box.addLayout(inner)
        box.addStretch(3)
        foot = QHBoxLayout()
        foot.setSpacing(look.px(16))
        kept = self.tr("Everything that is done here is written down.")
        foot.addWidget(label(kept, "caption", panel, wrap=True), 1)
        foot.addWidget(
            label(f"IOC Console {console_version()}".strip(), "caption", panel), 0, Qt.AlignmentFlag.AlignBottom
        )
        box.addLayout(foot)
        return StartPage(self.ground, panel, around, (inner, foot), self._parent)

    def _ways_out(self, parent: QWidget) -> QHBoxLayout:
        """What to do where one cannot come in, and the keys that work before that."""
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(
            label(self.tr("Forgotten password, broken card: ask an administrator."), "text", parent, wrap=True)
        )
        words.addWidget(
            label(
                self.tr("Ctrl+T light or dark · Ctrl+Shift+T high contrast · Ctrl+Q quit"), "caption", parent, wrap=True
            )
        )
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(12))
        row.addWidget(IconMark("circle-question-mark", parent=parent), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return row

    def start(self) -> None:
        """Somebody looks."""
        if not self._timer.isActive():
            self._seconds = 0
            self._timer.start()
            self._tick()

    def stop(self) -> None:
        """Nobody does."""
        self._timer.stop()

    def _tick(self) -> None:
        now = self._context.now()
        self.ground.set_clock(clock_text(now), f"{day_name(now)}, {date_text(now)}")
        if self._seconds % ASKED_EVERY_S == 0:
            self._context.start_task(self._ask())
        self._seconds += 1
        self.rows.set_facts(self._facts())

    async def _ask(self) -> None:
        session = self._context.session
        self.ground.set_city(await self._keeper.read(session.store))
        self._written_s = await session.blocking(
            lambda: _written_s(session.storage.files.cache.path, self.ground.is_city)
        )
        begun = time.monotonic()
        try:
            await session.call(provider_of)
        except IocError:
            self._answer_ms = None
        else:
            self._answer_ms = (time.monotonic() - begun) * 1000
        self._is_known = True
        self.rows.set_facts(self._facts())

    def _facts(self) -> list[tuple[str, str, str, str]]:
        if not self._is_known:
            server, tone = self.tr("being asked…"), "text2"
        elif self._answer_ms is None:
            server, tone = self.tr("does not answer"), "late"
        else:
            server = self.tr("answers in {n} milliseconds").format(n=number_text(max(1.0, self._answer_ms)))
            tone = "text2"
        facts = [("server", self.tr("Server"), server, tone)]
        if self._written_s is not None:
            told = self.tr("as of {age} ago").format(age=age_text(max(0.0, time.time() - self._written_s)))
            facts.append(("hard-drive", self.tr("Data on this machine"), told, "text2"))
        return facts


def _written_s(path: Path, is_city: bool) -> float | None:
    """None where nothing of a city is kept yet."""
    beside = path.with_name(f"{path.name}-wal")
    found = [one.stat().st_mtime for one in (path, beside) if one.exists()]
    return max(found) if found and is_city else None
