"""What was found of the past so far, page by page, and why nothing more comes."""

from __future__ import annotations

from collections.abc import Callable

from console.base.errors import LinkError, SignInError
from console.past import reading
from console.past.reading import Found
from console.records.models import Incident
from views.base.context import Context
from views.past.line import Asked

PAGES_MOST = 20


class PastPages:
    """Of the last question alone: an answer to one before it is dropped."""

    def __init__(self, context: Context, on_change: Callable[[], None]) -> None:
        self._context, self._on_change = context, on_change
        self._next: str | None = None
        self._pages = 0
        self.asked = Asked({})
        self.incidents: dict[str, Incident] = {}
        self.trouble = ""
        """Code of why the last page did not come; empty where it did."""
        self.is_waited_for = False

    @property
    def has_more(self) -> bool:
        """Whether there are older ones."""
        return self._next is not None

    async def ask(self, asked: Asked) -> None:
        """Forget what was found and read the first page of this."""
        self.asked, self.incidents, self._next, self._pages = asked, {}, None, 0
        await self._page(asked)

    async def more(self) -> None:
        """The next older page."""
        if self.has_more and not self.is_waited_for and self._pages < PAGES_MOST:
            await self._page(self.asked)

    async def _page(self, asked: Asked) -> None:
        query = {**asked.query, **({"page": self._next} if self._next is not None else {})}
        self.is_waited_for = True
        self._on_change()
        found, trouble = Found((), self._next), ""
        try:
            found = await self._context.session.call(lambda api: reading.search(api, query))
        except (LinkError, SignInError) as error:
            trouble = error.code
        if asked is not self.asked:
            return
        self.is_waited_for, self.trouble = False, trouble
        self._next = found.next_page
        self._pages += 1
        self.incidents |= {one.id: one for one in found.incidents}
        self._on_change()
