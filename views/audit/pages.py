"""Lines of the audit as the server gives them, a page at a time, with the names of those who are in them."""

from __future__ import annotations

from collections.abc import Callable

from console.audit import reading
from console.base.errors import LinkError, SignInError
from contract.audit_wire import AuditLineOut
from contract.roles import Right, rights_of
from views.audit.line import Asked, understood
from views.audit.names import AuditNames
from views.base.context import Context

PAGES_MOST = 50
NOT_YOURS = "auditors_only"


class AuditPages:
    """What is asked for, and what came of it. `changed()` is called when something else is to be shown."""

    def __init__(self, context: Context, changed: Callable[[], None]) -> None:
        self._context, self._changed = context, changed
        self.asked = Asked({})
        self.names = AuditNames()
        self.lines: dict[str, AuditLineOut] = {}
        """By number, the newest first."""
        self.proven = 0
        """Up to which line somebody signs."""
        self.trouble = ""
        """The code of why nothing more can be read."""
        self.is_reading, self.is_read = False, False
        self._next: int | None = None
        self._pages = 0

    @property
    def has_more(self) -> bool:
        """Whether there are older ones."""
        return self._next is not None

    async def ask(self, text: str) -> None:
        """Forget what was found and read the first page of this."""
        self.asked, self.lines, self._next, self._pages = understood(text, self.names), {}, None, 0
        await self._page(self.asked)

    async def more(self) -> None:
        """The next page, if there is one."""
        if self.has_more and not self.is_reading and self._pages < PAGES_MOST:
            await self._page(self.asked)

    async def _page(self, asked: Asked) -> None:
        actor = self._context.session.actor
        if actor is None or Right.AUDIT not in rights_of(actor.role).may:
            self.trouble, self.is_read = NOT_YOURS, False
            self._changed()
            return
        self.is_reading = True
        self._changed()
        before, trouble, page = self._next, "", None
        try:
            page = await self._context.session.call(lambda api: reading.read(api, asked.query, before))
        except (LinkError, SignInError) as error:
            trouble = error.code
        if page is not None:
            await self.names.learn(self._context.session, page.lines)
        if asked is not self.asked:
            return
        self.is_reading, self.trouble = False, trouble
        if page is not None:
            self.is_read = True
            self.lines |= {str(one.number): one for one in page.lines}
            self._next, self.proven = page.next_before, page.proven
            self._pages += 1
        self._changed()
