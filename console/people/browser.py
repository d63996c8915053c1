"""Signing in through the system's browser: the city's identity provider asks there, and sends the answer back to us.

Authorization code with PKCE (RFC 7636), back to a port of this machine that is open for one sign-in alone (RFC 8252).
What comes back is worth nothing without the verifier, which never leaves this process but to the centre's server.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import parse_qs, urlencode, urlsplit

from pydantic import ValidationError

from console.base.errors import LinkError, SignInError
from contract.provider import ProviderOut, SignInWays

PATH = "/signed-in"
WITHIN_S = 300.0
"""How long somebody may take in the browser."""
LINE_MOST = 8192
READ_S = 5.0


@dataclass(frozen=True)
class Begun:
    """One sign-in on its way: the address for the browser, and what only we know of it."""

    url: str
    redirect_uri: str
    state: str
    verifier: str
    nonce: str

    def brought(self, code: str) -> dict[str, str]:
        """What the server is told, as `contract.provider.ProviderSignIn` has it."""
        return {
            "code": code, "code_verifier": self.verifier, "redirect_uri": self.redirect_uri, "nonce": self.nonce,
        }  # fmt: skip


def begun(provider: ProviderOut, port: int) -> Begun:
    """A sign-in at `provider` that comes back to `port`."""
    state, verifier, nonce = (secrets.token_urlsafe(size) for size in (24, 48, 24))
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    redirect_uri = f"http://127.0.0.1:{port}{PATH}"
    query = {
        "response_type": "code", "client_id": provider.client_id, "redirect_uri": redirect_uri,
        "scope": provider.scope, "state": state, "nonce": nonce, "code_challenge": challenge,
        "code_challenge_method": "S256",
    }  # fmt: skip
    begin = provider.authorization_endpoint
    joint = "&" if urlsplit(begin).query else "?"
    return Begun(f"{begin}{joint}{urlencode(query)}", redirect_uri, state, verifier, nonce)


class Loopback:
    """The port that the browser comes back to. Only the answer to our own question is taken, and only once."""

    def __init__(self, words: str) -> None:
        self._words = words
        self._server: asyncio.Server | None = None
        self._answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._begun: Begun | None = None

    async def open(self, provider: ProviderOut) -> Begun:
        """Listen, on this machine alone; the sign-in that comes back here."""
        self._server = await asyncio.start_server(self._on_visit, "127.0.0.1", 0, limit=LINE_MOST)
        self._begun = begun(provider, self._server.sockets[0].getsockname()[1])
        return self._begun

    async def code(self) -> str:
        """What the provider answered. Raises `SignInError` browser_timed_out, browser_refused."""
        try:
            found = await asyncio.wait_for(asyncio.shield(self._answer), WITHIN_S)
        except TimeoutError as error:
            raise SignInError("browser_timed_out") from error
        if not found:
            raise SignInError("browser_refused")
        return found

    async def close(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
        if not self._answer.done():
            self._answer.cancel()

    async def _on_visit(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            line = await asyncio.wait_for(reader.readline(), READ_S)
            is_ours = self._take(line.decode("latin-1"))
            body = self._words.encode() if is_ours else b""
            status = "200 OK" if is_ours else "404 Not Found"
            head = (
                f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\n"
                "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close\r\n\r\n"
            )
            writer.write(head.encode() + body)
            await writer.drain()
        except (OSError, ValueError, TimeoutError):
            pass  # whoever came went away, or spoke no HTTP
        finally:
            writer.close()

    def _take(self, line: str) -> bool:
        """Whether a request is the answer that we wait for; it is taken where it is."""
        method, _, rest = line.partition(" ")
        parts = urlsplit(rest.partition(" ")[0])
        told = {name: values[0] for name, values in parse_qs(parts.query).items()}
        state = self._begun.state if self._begun is not None else ""
        if method != "GET" or parts.path != PATH or self._answer.done():
            return False
        if not state or not hmac.compare_digest(told.get("state", "").encode(), state.encode()):
            return False
        self._answer.set_result(told.get("code", ""))
        return True


class Server(Protocol):
    """What is needed of `console.net.api.Api`."""

    def ways_to_sign_in(self) -> dict[str, Any]:
        """How somebody may sign in beside name and password."""


def provider_of(api: Server) -> ProviderOut | None:
    """The city's identity provider, where the server knows one. Blocks; raises `LinkError`."""
    try:
        return SignInWays.model_validate(api.ways_to_sign_in()).provider
    except ValidationError as error:
        raise LinkError("bad_answer", detail="ways") from error


@asynccontextmanager
async def loopback(words: str) -> AsyncIterator[Loopback]:
    """A port for one sign-in; `words` are what the browser shows when somebody comes back."""
    here = Loopback(words)
    try:
        yield here
    finally:
        await here.close()
