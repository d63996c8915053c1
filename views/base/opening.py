"""Opening a page before what it shows is read: at once, with grey bars in its place, never with the words of an empty
page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar

from widgets.base.desk_page import DeskPage

Found = TypeVar("Found")


async def opened(page: DeskPage, read: Callable[[], Awaitable[Found]]) -> Found:
    """Open it, and `read` what it shows. One that is open already keeps what it has until then. What cannot be read
    closes it again, and the error goes on to whoever asked."""
    if not page.isHidden():
        page.open()
        return await read()
    page.set_loading(on=True)
    page.open()
    try:
        found = await read()
    except BaseException:
        page.close()
        raise
    finally:
        page.set_loading(on=False)
    return found
