"""What is around the desk in its window: start view, lock, the pages of all three, keys, notices, the ways out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout

from console.records.models import Incident
from views.base.parts import Parts
from views.desk.workplace import Workplace
from views.shell.desk_sheets import DeskSheets
from views.shell.keys import Keys
from views.shell.leaving import Leaving
from views.shell.lock import Lock
from views.shell.looks import Looks
from views.shell.notices import Notices
from views.shell.pages import Pages, cover
from views.shell.side_buttons import SideButtons
from views.shell.sign_in import StartView


class Around(Parts):
    """Lays it out. `incidents()` are those that a locked screen may show; `end` quits the program; `press` is told the
    command of a key."""

    def __init__(
        self, at: Workplace, incidents: Callable[[], Iterable[Incident]], end: Callable[[], None],
        press: Callable[[str], None],
    ) -> None:  # fmt: skip
        context, window = at.context, at.window
        self._at = at
        self.start_view = StartView(context, context.server, window)
        self.start_view.cancelled.connect(end)
        self.lock = Lock(context, window, incidents=incidents, run=at.run)
        about_commands = DeskSheets(at)
        self.sheets = about_commands.sheets
        self.notices = Notices(context, window)
        self.pages = Pages(self.start_view, at.desk, self.lock.screen, window)
        box = QVBoxLayout(window)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.pages, 1)
        box.addWidget(self.notices.bar)
        lock_or_desk = {True: self.lock.screen, False: at.desk}
        cover(self.lock, window, at.overlays, self.notices.bar, lambda locked: self.pages.turn(lock_or_desk[locked]))
        leaving = Leaving(at.overlays, end, self._sign_out, lambda: at.desk.strips.waiting or 0, at.run)
        keys = Keys(window, self.pages, at.registry)
        keys.pressed.connect(press)
        keys.doubtful.connect(self._on_doubt)
        sides = SideButtons(window, keys.page, at.registry)
        sides.pressed.connect(press)
        super().__init__(self.lock, about_commands, self.notices, Looks(context), leaving, keys, sides)
        for name, overlay in {**self.sheets.overlays(), "set-pin": self.lock.form}.items():
            at.overlays.add(name, overlay)

    def _on_doubt(self, done: str, other: str) -> None:
        """A key meant two commands."""
        text = QCoreApplication.translate(
            "keys",
            "By its sign this key is “{done}”, by its place “{other}”: the first was done; Shift gives the digit.",
        )
        titles = {"done": self._at.registry[done].title, "other": self._at.registry[other].title}
        self.notices.bar.show_notice(text.format(**titles), "info")

    async def _sign_out(self) -> None:
        await self._at.context.session.sign_out()
        self._at.overlays.close_all()
        self.start_view.show_form()
        self.pages.turn(self.start_view)
