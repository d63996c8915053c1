"""The saved versions of the layout that is looked at in the list, as the server knows them."""

from __future__ import annotations

from PySide6.QtCore import QObject

from console.base.errors import LinkError, SignInError
from console.records.wall import LayoutVersion
from views.base.context import Context
from views.base.faults import worded
from widgets.base.formats import date_time_text
from widgets.layouts.shelf import LayoutShelf, ShelfRow


class LayoutVersions(QObject):
    """Lists them, or says why they cannot be had."""

    def __init__(self, context: Context, shelf: LayoutShelf) -> None:
        super().__init__(shelf)
        self._context, self._shelf = context, shelf
        self._found: list[LayoutVersion] = []

    async def look(self, key: str) -> None:
        """List those of this layout, unless somebody looks at another one by the time they are here."""
        found: list[LayoutVersion] = []
        try:
            found = await self._context.session.walls.versions(key) if key else []
        except (LinkError, SignInError) as error:
            self._shelf.told.setText(worded(error)[1])
        if key != self._shelf.layouts.key():
            return
        self._found = found
        words = self.tr("Version {n}")
        self._shelf.versions.set_rows(
            [
                ShelfRow(
                    f"{key}@{one.version}",
                    words.format(n=one.version),
                    " · ".join(part for part in (date_time_text(one.at) if one.at else "", one.actor_name) if part),
                )
                for one in found
            ]
        )

    def find(self, key: str) -> tuple[str, LayoutVersion | None]:
        """Of a line of the list: the layout's id, and the version; None where it is none any more."""
        layout_id, _at, number = key.partition("@")
        return layout_id, next((one for one in self._found if str(one.version) == number), None)
