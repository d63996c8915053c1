"""What was read of the evidence at the server so far, page by page, who looked at it, and why nothing more comes."""

from __future__ import annotations

from collections.abc import Callable

from console.base.errors import LinkError, SignInError
from console.evidence import at_the_server
from contract.evidence import EvidenceList, EvidenceOut, Look
from views.base.context import Context
from views.evidence.line import Asked

NOT_YOURS = "evidence_not_yours"
PAGES_MOST = 50


class EvidencePages:
    """Of the last question alone: an answer to one before it is dropped."""

    def __init__(self, context: Context, on_change: Callable[[], None]) -> None:
        self._context, self._on_change = context, on_change
        self._next: str | None = None
        self._pages = 0
        self.asked = Asked({})
        self.pieces: dict[str, EvidenceOut] = {}
        """By digest, those that were registered last first."""
        self.looks: dict[str, tuple[Look, ...]] = {}
        """By digest, the oldest first."""
        self.trouble = ""
        """Code of why the last page did not come; empty where it did."""
        self.is_waited_for = False

    @property
    def has_more(self) -> bool:
        """Whether there are older ones."""
        return self._next is not None

    def stop(self, trouble: str) -> None:
        """Nothing is asked, for this reason, and what was read is forgotten: it was another's to see."""
        self.asked, self.pieces, self.looks, self._next = Asked({}), {}, {}, None
        self.is_waited_for, self.trouble = False, trouble
        self._on_change()

    async def ask(self, asked: Asked) -> None:
        """Read the first page of this; what was found before goes when it comes, or cannot be right any more."""
        if asked.query != self.asked.query:
            self.pieces = {}
        self.asked, self._next, self._pages = asked, None, 0
        if asked.finds:
            await self._page(asked)
        else:
            self.is_waited_for, self.trouble, self.pieces = False, "", {}
            self._on_change()

    async def more(self) -> None:
        """The next older page."""
        if self.has_more and not self.is_waited_for and self._pages < PAGES_MOST:
            await self._page(self.asked)

    async def _page(self, asked: Asked) -> None:
        self.is_waited_for, before, trouble = True, self._next, ""
        self._on_change()
        page: EvidenceList | None = None
        try:
            page = await self._context.session.call(lambda api: at_the_server.read(api, asked.query, before))
        except (LinkError, SignInError) as error:
            trouble = error.code
        if asked is not self.asked:
            return
        self.is_waited_for, self.trouble = False, trouble
        if page is not None:
            found = {one.receipt.digest: one for one in page.pieces}
            self.pieces = found if before is None else self.pieces | found
            self._next = page.next_before
            self._pages += 1
        self._on_change()

    async def read_looks(self, digest: str) -> str:
        """Who looked at it; the code of why that cannot be told, empty where it can."""
        try:
            self.looks[digest] = await self._context.session.call(lambda api: at_the_server.looks(api, digest))
        except (LinkError, SignInError) as error:
            return error.code
        return ""

    async def hold(self, digest: str, why: str, *, held: bool) -> None:
        """Hold it or let it go. Raises `LinkError`, `SignInError`; nothing is changed here then."""
        told = await self._context.session.call(lambda api: at_the_server.hold(api, digest, why, held=held))
        if digest in self.pieces:
            self.pieces[digest] = told
        self._on_change()
