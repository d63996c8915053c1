"""How a wall comes in, again and again, since nobody is there to do it: with a token from a file, or by a code that it
shows and that somebody types at the city's identity provider."""

from __future__ import annotations

import asyncio
from pathlib import Path

from console.base.errors import IocError, LinkError, SignInError
from console.base.notices import Notice
from console.base.text_files import read_secret
from console.demo import Demo, DemoReady
from console.people.wall_code import CodeSignIn, Shown
from views.base.context import Context
from views.words.sentences import sentence

RETRY_S, REFUSED_RETRY_S = 5.0, 60.0
OVER = "expired"
"""What is told where the server does not take a sign-in any more."""


class WallEntry:
    """Signs the wall's session in."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._refused = ""
        self._by_code: CodeSignIn | None = None
        self.node = context.options.node or ""
        """Which node of the wall this is, as far as known."""

    @property
    def refused(self) -> str:
        """Why this wall may not come in, or why nobody hears it, in words; no layout hides it."""
        if (code := self.code) is not None:
            return sentence("wall_waits", {"code": code.user_code, "address": code.address})
        return self._refused or self._foreign()

    @property
    def code(self) -> Shown | None:
        """The code that lets this wall in, while it waits for that."""
        return self._by_code.shown if self._by_code is not None else None

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
        """Come in with the wall's token, from the demo or from a file; without either by a code, now and whenever the
        sign-in is over."""
        path = self._context.options.token_file
        if demo is not None:
            async for step in demo.steps():
                if isinstance(step, DemoReady):
                    path = step.wall_token_file or path
        elif path is None and self._context.session.settings.backend_url:
            await self._stay_in()
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

    async def _stay_in(self) -> None:
        """For as long as the program runs: what was kept is used until the server says that it is over."""
        session = self._context.session
        over = asyncio.Event()

        def hear(notice: Notice) -> None:
            if notice.code == OVER:
                over.set()

        for told in tuple(session.notices.recent):
            hear(told)
        if session.actor is None:
            over.set()
        self._by_code = CodeSignIn(session.people, session.call)
        stop = session.notices.subscribe(hear)
        try:
            while True:
                await over.wait()
                wait_s = await self._let_in()
                if wait_s:
                    await asyncio.sleep(wait_s)
                else:
                    over.clear()
        finally:
            stop()

    async def _let_in(self) -> float:
        """0 where somebody typed the code that is shown; else after so many seconds the next one is asked for, and
        `refused` says what is in the way."""
        assert self._by_code is not None  # noqa: S101 - made by the caller
        options = self._context.options
        try:
            await self._by_code.come_in(options.wall or "", options.node or "")
        except IocError as error:
            # A code that nobody typed is followed by the next one at once: whoever comes later finds it there.
            self._refused = "" if error.code == "code_expired" else sentence(error.code, error.params)
            return REFUSED_RETRY_S if isinstance(error, SignInError) and self._refused else RETRY_S
        self._refused = ""
        return 0.0
