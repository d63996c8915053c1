"""Journey: an officer and an operator share a desk, a colleague has another; whoever did something is who did it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backend.people.accounts import Admission
from backend.people.devices import Devices
from tests.attacks.identity_room import PASSWORD, Room, room_of
from tests.harness.patience import Patience
from tests.harness.waiting import until
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
OPERATOR, OFFICER, COLLEAGUE = "ha.le", "an.nguyen", "tuan.pham"
PINS = {OPERATOR: "482913", OFFICER: "730164"}


def _down(state: dict[str, Any]) -> bool:
    return all(state["links"][channel]["state"] == "down" for channel in ("incidents", "orders"))


def _unlock(console: Driver, user: str) -> None:
    """Take the desk over by PIN, as soon as the console knows that nobody answers."""
    console.do("lock-desk")
    patience = Patience(60)
    while True:
        try:
            console.do("unlock-desk", user=user, pin=PINS[user])
            break
        except RefusedError as error:
            if error.code != "password_online" or patience.is_over:
                raise
    console.until(lambda s: s["screen"] == "desk" and s["actor"]["id"] == user, 10, f"{user} at the desk")


def _note(console: Driver, incident: str, text: str) -> None:
    console.do("add-note", incident=incident, text=text)


def _is_heard_of(state: dict[str, Any], before: dict[str, Any]) -> bool:
    """Whether the server's answer to what was done at this row is there, and nothing at it waits."""
    row = next(one for one in state["rows"] if one["id"] == before["id"])
    return bool(row["version"] > before["version"] and not row["pending"])


def _who(town: City) -> dict[str, tuple[str, str, str]]:
    """By what was written: who did it, what came of it, and by what it was proven."""
    rows = [row for row in town.log() if row["type"] in ("note", "acknowledge")]
    named = {json.loads(row["payload"]).get("text", row["type"]): row for row in rows}
    return {text: (row["actor_id"], row["result"], row["proof"]) for text, row in named.items()}


def test_whoever_did_it_is_who_did_it_through_an_outage_and_a_kill(tmp_path: Path) -> None:
    """Two desks, three people, an outage, two changes of person by PIN, a kill between saving and sending."""
    (tmp_path / "city").mkdir()
    shared, other = tmp_path / "shared", tmp_path / "other"
    with City(tmp_path / "city", cameras=False) as town:
        with Driver(shared, "--backend", town.url, sign_in=(OFFICER, town.password)) as console:
            console.until(lambda s: len(s.get("rows", [])) > 10, 40, "a queue")
            console.do("set-pin", pin=PINS[OFFICER], password=town.password)
            console.do("sign-out", sure=True)
        with (
            Driver(other, "--backend", town.url, sign_in=(COLLEAGUE, town.password)) as theirs,
            Driver(shared, "--backend", town.url, sign_in=(OPERATOR, town.password)) as console,
        ):
            rows = console.until(lambda s: len(s.get("rows", [])) > 10, 40, "a queue")["rows"]
            theirs.until(lambda s: len(s.get("rows", [])) > 10, 40, "a queue")
            target, alarm = rows[0]["id"], next(row["id"] for row in rows if row["state"] == "new")
            console.do("set-pin", pin=PINS[OPERATOR], password=town.password)
            _note(console, target, "Hà khi còn kết nối")
            until(lambda: "Hà khi còn kết nối" in _who(town), "delivered")
            # What waits is counted now and then: none is what was true before the note, too.
            console.until(lambda s: _is_heard_of(s, rows[0]) and s["outbox"]["waiting"] == 0, 30, "and heard of")
            town.kill_backend()
            console.until(_down, 60, "down")
            theirs.until(_down, 60, "down")
            _note(console, target, "Hà khi mất kết nối")
            _note(theirs, target, "Tuấn khi mất kết nối")
            _unlock(console, OFFICER)
            _note(console, target, "An nhận bàn bằng PIN")
            console.do("lock-desk")
            console.do("acknowledge-under-lock", incident=alarm, user=OPERATOR, pin=PINS[OPERATOR])
            _unlock(console, OPERATOR)
            _note(console, target, "Hà trở lại bằng PIN")
            _unlock(console, OFFICER)
            _note(console, target, "An trước khi tắt máy")
            console.until(lambda s: s["outbox"]["waiting"] == 5, 30, "all is kept")
            console.kill()
            with Driver(shared, "--backend", town.url) as again:
                again.until(lambda s: s["outbox"]["waiting"] == 5 and s["actor"]["id"] == OFFICER, 30, "all is kept")
                _note(again, target, "An sau khi mở lại")
                town.start_backend()
                until(lambda: len(_who(town)) == 8, "all delivered, here and there", 60)
                _only_in_the_own_sign_in(again, town, target)
        assert _who(town) == {
            "Hà khi còn kết nối": (OPERATOR, "applied", "author"),
            "Hà khi mất kết nối": (OPERATOR, "applied", "author"),
            "Tuấn khi mất kết nối": (COLLEAGUE, "applied", "author"),
            "An nhận bàn bằng PIN": (OFFICER, "applied", "pin"),
            "acknowledge": (OPERATOR, "applied", "pin"),
            "Hà trở lại bằng PIN": (OPERATOR, "applied", "pin"),
            "An trước khi tắt máy": (OFFICER, "applied", "pin"),
            "An sau khi mở lại": (OFFICER, "applied", "pin"),
            "An bằng mật khẩu": (OFFICER, "applied", "author"),
        }


def _reveal(console: Driver, incident: str) -> str:
    """Why it is not told who reported it."""
    with pytest.raises(RefusedError) as refused:
        console.do("show-reporter", incident=incident, reason="gọi lại")
    return refused.value.code


def _only_in_the_own_sign_in(console: Driver, town: City, target: str) -> None:
    """The server is back, and is asked in the operator's name: what the officer wants of it they sign in for."""
    console.until(lambda s: not _down(s), 30, "back")
    assert [one for one in console.state()["notices"] if one["code"] == "own_sign_in_due"], "the officer is told so"
    refused = {_reveal(console, row["id"]) for row in console.state()["rows"]}
    assert "own_sign_in" in refused
    assert refused <= {"own_sign_in", "no_reporter"}
    console.do("lock-desk")
    console.do("unlock-desk", user=OFFICER, password=town.password)
    _note(console, target, "An bằng mật khẩu")
    until(lambda: "An bằng mật khẩu" in _who(town), "delivered")


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Room]:
    """A server that lets no new device in without a code."""
    yield from room_of(tmp_path, Admission(by_code=True))


def test_a_new_device_is_let_in_by_a_code_and_once_only(strict: Room, tmp_path: Path) -> None:
    """The form asks for the code and says whom to ask; the code of one device lets no other in."""
    codes = Devices(strict.ledger)
    code = codes.new_code()
    for folder in ("one", "two"):
        with Driver(tmp_path / folder, "--backend", strict.url, sign_in=("ha.le", PASSWORD)) as console:
            state = console.until(lambda s: s.get("error"), 30, "why nobody is let in")
            assert "quản trị" in state["error"]
            assert "desk-" in state["error"], "which device it is"
            if folder == "one":
                console.do("screenshot", path=str(tmp_path / "enrol.png"))
        line = ("ha.le", PASSWORD, code)
        with Driver(tmp_path / folder, "--backend", strict.url, sign_in=line) as console:
            if folder == "one":
                console.until(lambda s: s["screen"] == "desk", 30, "let in")
                until(lambda: [one.people for one in codes.all()] == [("ha.le",)], "the device is known")
            else:
                state = console.until(lambda s: s.get("error"), 30, "the code was used")
                assert "mã" in state["error"]
    with Driver(tmp_path / "one", "--backend", strict.url) as console:
        console.until(lambda s: s["screen"] == "desk", 30, "it stays let in")
