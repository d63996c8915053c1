"""How a wall comes in: with a token from a file, again and again, since nobody is there to do it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.base.errors import LinkError, SignInError
from console.base.text_files import read_secret
from console.demo import Demo, DemoReady
from views.base.context import Context
from views.words.sentences import sentence

RETRY_S, REFUSED_RETRY_S = 5.0, 60.0


class WallEntry:
    """Signs the wall's session in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._refused = ""
        self.node = context.options.node or ""
        """Which node of the wall this is, as far as known."""

    @property
    def refused(self) -> str:
        """Why this wall may not come in, or why nobody hears it, in words; no layout hides it."""
        return self._refused or self._foreign()

    def _foreign(self) -> str:
        """That the token speaks for another wall or node; also without the server, which would refuse each report."""
        actor, wall = self._context.session.actor, self._context.options.wall or ""
        if actor is None or not actor.wall:
            return ""
        if actor.wall == wall and actor.node in ("", self.node or actor.node):
            return ""
        bound = "/".join(part for part in (actor.wall, actor.node) if part)
        here = "/".join(part for part in (wall, self.node) if part)
        return sentence("wall_token_of_another", {"bound": bound, "here": here})

    async def enter(self, demo: Demo | None) -> None:
        """Come in with the wall's token, from the demo or from a file."""
        path = self._context.options.token_file
        if demo is not None:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    path = step.wall_token_file or path
        while path is not None and not await self._come_in(path):  # noqa: ASYNC110 - a server has no event for it
            await asyncio.sleep(REFUSED_RETRY_S if self.refused else RETRY_S)

    async def _come_in(self, path: Path) -> bool:
        """Whether the token in `path` let us in as what we are; the file is read anew each time: it may have been
        replaced."""
        try:
            token = await self._context.session.blocking(lambda: read_secret(path))
            await self._context.session.use_token(token)
        except (OSError, ValueError):
            self._refused = sentence("bad_token_file", {"file": str(path)})
        except SignInError:
            self._refused = sentence("wall_token_refused")
        except LinkError:
            pass
        else:
            self._refused = ""
            return not self._foreign()
        return False
