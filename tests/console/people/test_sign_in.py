"""Signing in with a device's key and an author's: what goes on, what ends, and what is refused before it is asked."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from backend.people.accounts import Admission
from backend.people.devices import Devices
from console.base.errors import SignInError
from console.base.settings import Settings
from console.people.pin import stretched
from console.records.models import LinkChannel, LinkState, OutboxState
from console.session import Session
from console.verbs.actions import Action
from tests.attacks.identity_room import OFFICER, PASSWORD, TARGET, VICTIM, Room, room_of
from tests.harness.patience import Patience
from tests.harness.waiting import comes

PIN = "482913"
ON_ITS_WAY = {OutboxState.WAITING, OutboxState.SENDING}


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    yield from room_of(tmp_path)


@contextlib.asynccontextmanager
async def _desk(room: Room, folder: Path, name: str = "") -> AsyncIterator[Session]:
    settings = Settings(credentials="file", backend_url=room.url, device_name=name)
    session = Session(settings, folder, with_video=False)
    await session.start()
    try:
        yield session
    finally:
        await session.stop()


async def _note(session: Session, text: str) -> str:
    said = Action(type="note", target_id=TARGET["id"], base_version=1, payload={"text": text})
    return (await session.act(said)).action_id


async def _proof(session: Session, room: Room, action_id: str) -> tuple[str, str]:
    """Whose it is in the log, and by what it is proven."""
    patience = Patience(30)
    while any(row.action_id == action_id and row.state in ON_ITS_WAY for row in await session.store.outbox()):
        assert not patience.is_over, "it was not delivered"
        await asyncio.sleep(0.05)
    line = room.log(action_id)
    return line.actor_id, line.proof


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "desk").mkdir()
    return tmp_path / "desk"


def test_a_restart_goes_on_with_the_same_keys(room: Room, folder: Path) -> None:
    async def run() -> None:
        async with _desk(room, folder) as session:
            await session.sign_in(VICTIM, PASSWORD)
            device = session.people.device
            assert await _proof(session, room, await _note(session, "trước")) == (VICTIM, "author")
        async with _desk(room, folder) as session:
            assert session.people.device is not None
            assert device is not None
            assert session.people.device.public == device.public
            assert await _proof(session, room, await _note(session, "sau")) == (VICTIM, "author")
            await session.sign_out()
            assert not (folder / "sign-in.json").exists(), "the author's key is gone with the sign-in"
            with pytest.raises(SignInError, match="not_signed_in"):
                await _note(session, "không ai")

    asyncio.run(run())


def test_what_was_saved_before_somebody_signed_out_goes_in_the_next_ones_sign_in(room: Room, folder: Path) -> None:
    async def run() -> None:
        async with _desk(room, folder) as session:
            await session.sign_in(VICTIM, PASSWORD)
            await session.sync.end()  # nothing is sent any more
            saved = await _note(session, "của Hà")
            await session.sign_out()
            await session.sign_in(OFFICER, PASSWORD)
            assert await _proof(session, room, saved) == (VICTIM, "author")

    asyncio.run(run())


def test_who_took_over_by_pin_asks_the_server_nothing_in_anothers_name(room: Room, folder: Path) -> None:
    async def run() -> None:
        async with _desk(room, folder) as session:
            await session.sign_in(OFFICER, PASSWORD)
            await session.people.set_pin(PIN, PASSWORD)
            await session.sign_in(VICTIM, PASSWORD)
            await session.call(lambda api: api.me())
            await session.people.change_person(await session.people.by_pin(OFFICER, PIN))
            assert not session.acts_as_oneself
            assert session.owner_id == VICTIM
            with pytest.raises(SignInError, match="own_sign_in"):
                await session.call(lambda api: api.me())
            assert await _proof(session, room, await _note(session, "bằng PIN")) == (OFFICER, "pin")
        async with _desk(room, folder) as session:
            assert session.actor is not None
            assert (session.actor.id, session.acts_as_oneself) == (OFFICER, False), "a restart makes nobody's own of it"
            await comes(lambda: session.links.state(LinkChannel.INCIDENTS) != LinkState.DOWN, "the server")
            await comes(lambda: "own_sign_in_due" in {one.code for one in session.notices.recent}, "it is told")
            await session.sign_in(OFFICER, PASSWORD)
            assert session.acts_as_oneself
            assert await _proof(session, room, await _note(session, "bằng mật khẩu")) == (OFFICER, "author")

    asyncio.run(run())


def test_a_pin_is_set_with_the_password_alone(room: Room, folder: Path) -> None:
    async def run() -> None:
        async with _desk(room, folder) as session:
            await session.sign_in(VICTIM, PASSWORD)
            for pin, password, code in (("123456", PASSWORD, "weak_pin_run"), (PIN, "sai", "bad_credentials")):
                with pytest.raises(SignInError, match=code):
                    await session.people.set_pin(pin, password)
            assert not await session.pins.has(VICTIM)
            await session.people.set_pin(PIN, PASSWORD)
            assert await session.pins.has(VICTIM)

    asyncio.run(run())


def test_a_pin_of_an_older_version_is_told_of_and_lets_nobody_take_over(room: Room, folder: Path) -> None:
    async def run() -> None:
        async with _desk(room, folder) as session:
            await session.sign_in(OFFICER, PASSWORD)
            await session.people.set_pin(PIN, PASSWORD)
            pins = json.loads((folder / "pins.json").read_text(encoding="utf-8"))
            salt = pins[OFFICER]["salt"]
            old = {name: pins[OFFICER][name] for name in ("actor", "salt", "wrong", "proved_at")}
            made = await asyncio.to_thread(lambda: stretched(PIN, salt).hex())
            (folder / "pins.json").write_text(json.dumps({OFFICER: old | {"hash": made}}), encoding="utf-8")
            assert (await session.people.by_pin(OFFICER, PIN)).actor.id == OFFICER, "it still unlocks the own desk"
            await session.sign_in(VICTIM, PASSWORD)
            assert "pin_set_anew" not in {one.code for one in session.notices.recent}
            with pytest.raises(SignInError, match="pin_without_key"):
                await session.people.by_pin(OFFICER, PIN)
            await session.sign_in(OFFICER, PASSWORD)
            assert "pin_set_anew" in {one.code for one in session.notices.recent}

    asyncio.run(run())


def test_without_a_place_for_the_key_nobody_signs_in(room: Room, folder: Path, expected_noise: list[str]) -> None:
    expected_noise += ["this device has no key", "the sign-in could not be kept"]

    async def run() -> None:
        async with _desk(room, folder) as session:
            with pytest.raises(SignInError, match="no_key_place"):
                await session.sign_in(VICTIM, PASSWORD)

    (folder / "device-key.json.new").mkdir()
    asyncio.run(run())


def test_a_new_device_says_who_it_is_and_is_let_in_by_its_code(tmp_path: Path, folder: Path) -> None:
    for strict in room_of(tmp_path, Admission(by_code=True)):

        async def run(room: Room = strict) -> None:
            async with _desk(room, folder, "Bàn trực 2") as session:
                with pytest.raises(SignInError, match="device_unknown") as refused:
                    await session.sign_in(VICTIM, PASSWORD)
                name = session.storage.files.outbox.device_id
                assert refused.value.params == {"device": f"Bàn trực 2 ({name})"}
                with pytest.raises(SignInError, match="bad_enrolment_code"):
                    await session.sign_in(VICTIM, PASSWORD, "AAAA-BBBB")
                devices = Devices(room.ledger)
                await session.sign_in(VICTIM, PASSWORD, devices.new_code().lower())
                assert await _proof(session, room, await _note(session, "máy mới")) == (VICTIM, "author")
                devices.disable(name)
                with pytest.raises(SignInError, match="device_disabled"):
                    await session.sign_in(VICTIM, PASSWORD)

        asyncio.run(run())
