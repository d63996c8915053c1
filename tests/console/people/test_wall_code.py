"""A wall asks what became of its code: as often as it was told, more seldom when it is told so, and not for ever."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, cast

import pytest

from console.base.errors import IocError, LinkError, SignInError
from console.net.api import Api
from console.people.wall_code import CodeSignIn, Shown
from console.records.models import Actor
from contract.signing_in import ActorOut, SignedIn

WALL = ActorOut(id="wall.w.n", name="w.n", role="wall", desk="", centre="Sông Mây", wall="w", node="n")
TOKEN = SignedIn(token="t", expires_at="2027-11-30T00:00:00Z", actor=WALL, server_time="2026-11-30T00:00:00Z")
CODE = {"handle": "h" * 43, "user_code": "WDJB-MJHT", "verification_uri": "https://id.vn/device", "expires_in": 600}
WAIT = {"state": "waiting", "interval": 5}
IN = {"state": "signed-in", "signed_in": TOKEN.model_dump()}


class _Server:
    """Answers what it was given in turn, and takes down what it was asked and when. Pausing moves its clock on."""

    def __init__(self, *answers: dict[str, Any] | IocError) -> None:
        self._answers, self.now_s = list(answers), 1000.0
        self.asked: list[str] = []
        self.pauses: list[float] = []
        self.shown: list[Shown | None] = []
        self.let: list[SignedIn] = []
        self.code = CodeSignIn(self, self.call, self.pause, lambda: self.now_s)

    async def call(self, work: Callable[[Api], Any]) -> Any:
        return work(cast("Api", _Line(self)))

    async def pause(self, seconds: float) -> None:
        self.shown.append(self.code.shown)
        self.pauses.append(seconds)
        self.now_s += seconds

    async def let_in(self, told: SignedIn) -> Actor:
        self.let.append(told)
        return Actor.model_validate(told.actor.model_dump())

    def answer(self, path: str, *, signing_in: bool) -> dict[str, Any]:
        assert signing_in, "the device's key alone speaks for it"
        self.asked.append(path)
        answer = self._answers.pop(0)
        if isinstance(answer, IocError):
            raise answer
        return answer

    def come_in(self) -> str:
        """The role that it has then."""
        return asyncio.run(self.code.come_in("w", "n")).role


class _Line:
    def __init__(self, server: _Server) -> None:
        self._server = server

    def call(self, _method: str, path: str, *, body: dict[str, Any], signing_in: bool) -> dict[str, Any]:
        assert body
        return self._server.answer(path, signing_in=signing_in)


def test_it_shows_the_code_until_somebody_typed_it() -> None:
    server = _Server(CODE | {"interval": 5}, WAIT, WAIT, IN)
    assert server.come_in() == "wall"
    assert server.asked == ["/v1/sign-in/wall"] + ["/v1/sign-in/wall/answer"] * 3
    assert server.pauses == [5, 5, 5], "also before the first question"
    assert set(server.shown) == {Shown("WDJB-MJHT", "https://id.vn/device", 1600.0)}
    assert (server.code.shown, server.let) == (None, [TOKEN])


def test_it_is_slower_from_the_moment_on_when_it_is_told_so() -> None:
    server = _Server(CODE | {"interval": 5}, WAIT, WAIT | {"interval": 10}, WAIT | {"interval": 10}, IN)
    server.come_in()
    assert server.pauses == [5, 5, 10, 10]


@pytest.mark.parametrize("interval", [0, -3])
def test_it_never_asks_without_a_pause(interval: int) -> None:
    server = _Server(CODE | {"interval": 5}, WAIT | {"interval": interval}, IN)
    server.come_in()
    assert server.pauses == [5, 1]


def test_while_nobody_answers_it_asks_ever_more_seldom() -> None:
    away = [LinkError("timed_out") for _ in range(5)]
    server = _Server(CODE | {"interval": 5}, *away, LinkError("server_error", 90.0), WAIT, IN)
    server.come_in()
    assert server.pauses == [5, 10, 20, 40, 60, 60, 90, 5]


def test_it_ends_with_the_code() -> None:
    server = _Server(CODE | {"interval": 5, "expires_in": 16}, WAIT, WAIT, WAIT)
    with pytest.raises(SignInError, match="code_expired"):
        server.come_in()
    assert (server.pauses, server.code.shown) == ([5, 5, 5], None)


@pytest.mark.parametrize("code", ["code_denied", "not_a_wall", "code_expired"])
def test_a_decision_against_it_is_told_at_once(code: str) -> None:
    server = _Server(CODE | {"interval": 5}, WAIT, SignInError(code))
    with pytest.raises(SignInError, match=code):
        server.come_in()
    assert (server.code.shown, server.let) == (None, [])


@pytest.mark.parametrize("answers", [({},), (CODE | {"interval": 5}, {"state": "perhaps"})])
def test_what_cannot_be_understood_lets_nobody_in(answers: Sequence[dict[str, Any]]) -> None:
    server = _Server(*answers, IN) if len(answers) == 1 else _Server(*answers, WAIT, SignInError("code_expired"))
    with pytest.raises(IocError):
        server.come_in()
    assert server.let == []


def test_a_name_that_no_wall_can_have_is_asked_of_nobody() -> None:
    server = _Server()
    with pytest.raises(SignInError, match="unknown_wall"):
        asyncio.run(server.code.come_in("Tường phòng trực", ""))
    assert server.asked == []
