"""What the browser brings back is taken once, on this machine alone, and only where it answers our own question."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from urllib.parse import parse_qs, urlsplit

import pytest

from console.base.errors import LinkError, SignInError
from console.people.browser import Begun, begun, loopback, provider_of
from contract.provider import ProviderOut

PROVIDER = ProviderOut(
    authorization_endpoint="https://id.city.vn/authorize?tenant=x", client_id="ioc", scope="openid profile"
)


async def _visit(address: str, query: str, method: str = "GET") -> str:
    parts = urlsplit(address)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    writer.write(f"{method} {parts.path}{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
    answer = await reader.read()
    writer.close()
    return answer.decode()


def test_the_browser_is_sent_with_a_challenge_and_never_with_what_it_proves() -> None:
    one, other = begun(PROVIDER, 5000), begun(PROVIDER, 5000)
    told = {name: values[0] for name, values in parse_qs(urlsplit(one.url).query).items()}
    digest = hashlib.sha256(one.verifier.encode()).digest()
    assert told["code_challenge"] == base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert (told["tenant"], told["client_id"], told["redirect_uri"]) == ("x", "ioc", "http://127.0.0.1:5000/signed-in")
    assert one.verifier not in one.url
    assert {one.state, one.nonce, one.verifier}.isdisjoint({other.state, other.nonce, other.verifier})
    assert one.brought("c")["code_verifier"] == one.verifier


def test_only_the_answer_to_our_own_question_is_taken() -> None:
    async def story() -> None:
        async with loopback("Xong") as here:
            ours: Begun = await here.open(PROVIDER)
            for query in ("", "?code=evil", "?code=evil&state=x", f"?state={ours.state[:-1]}&code=evil"):
                assert "404" in await _visit(ours.redirect_uri, query)
            assert "404" in await _visit(ours.redirect_uri, f"?code=evil&state={ours.state}", "POST")
            assert "404" in await _visit(ours.redirect_uri + "/x", f"?code=evil&state={ours.state}")
            answer = await _visit(ours.redirect_uri, f"?code=good&state={ours.state}")
            assert "Xong" in answer
            assert "no-store" in answer
            assert "404" in await _visit(ours.redirect_uri, f"?code=evil&state={ours.state}"), "and only once"
            assert await here.code() == "good"

    asyncio.run(story())


def test_who_breaks_off_in_the_browser_is_told_so() -> None:
    async def story() -> None:
        async with loopback("Xong") as here:
            ours = await here.open(PROVIDER)
            await _visit(ours.redirect_uri, f"?error=access_denied&state={ours.state}")
            with pytest.raises(SignInError) as refused:
                await here.code()
            assert refused.value.code == "browser_refused"

    asyncio.run(story())


class _Server:
    def __init__(self, said: dict[str, object]) -> None:
        self._said = said

    def ways_to_sign_in(self) -> dict[str, object]:
        return self._said


def test_a_server_without_a_provider_has_none() -> None:
    assert provider_of(_Server({"provider": None})) is None
    assert provider_of(_Server({"provider": PROVIDER.model_dump()})) == PROVIDER
    with pytest.raises(LinkError):
        provider_of(_Server({"provider": 3}))
