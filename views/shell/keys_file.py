"""The list of keys as pages to be printed and laid beside the desk, in the folder for files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices

from console.base.errors import IocError
from offline_cache.plain_files import written_beside
from views.base.commands import Registry
from views.base.context import Context
from views.base.faults import worded
from widgets.base.formats import date_time_text
from widgets.base.paper import Section, write_pdf
from widgets.shell.keys_sheet import Group, KeysSheet

NAME = "phim-tat-ioc.pdf"
WIDTHS = (0.16, 0.34, 0.16, 0.34)


class KeysFile:
    """Writes it, and says beside the list where it is. Nothing of the city is in it, so that no log is told."""

    def __init__(self, context: Context, sheet: KeysSheet) -> None:
        self._context, self._sheet = context, sheet
        sheet.open_wanted.connect(lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(path)))

    def bind(self, registry: Registry) -> None:
        """Tie the command."""

        async def save(_args: object) -> dict[str, str]:
            if not self._sheet.isVisible():
                await registry.run("show-keys")
            return {"path": str(await self._save())}

        registry.bind("save-keys", save)

    async def _save(self) -> Path:
        """Raises OSError where it cannot be written, which is said beside the list too."""
        path = self._context.files_folder() / NAME
        groups, now = self._sheet.groups(), self._context.now()
        title = QCoreApplication.translate("keys", "Keys")
        told = QCoreApplication.translate("keys", "Written: {file}").format(file=NAME)
        try:
            await self._context.session.blocking(lambda: write(path, title, groups, now))
        except (OSError, IocError) as error:
            self._sheet.tell(worded(error)[1])
            raise
        self._sheet.tell(told, str(path))
        return path


def write(path: Path, title: str, groups: Sequence[Group], now: datetime) -> None:
    """Pages with every group, each key beside what it does. Raises OSError. May run in any thread."""
    sections = [Section(name, _side_by_side(rows), WIDTHS) for name, rows in groups]
    with written_beside(path) as fresh:
        write_pdf(fresh, title, sections, f"IOC Console · {date_time_text(now)}", lambda _rows, _of: True)


def _side_by_side(rows: Sequence[tuple[str, str]]) -> list[tuple[str, str, str, str]]:
    """In two columns, downwards in each: half the paper."""
    half = -(-len(rows) // 2)
    right = [*rows[half:], ("", "")]
    return [(*left, *right[place]) for place, left in enumerate(rows[:half])]
