"""Acting as somebody else from a desk whose files can be read and written."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from console.base.errors import SignInError
from console.people.author_key import Author, AuthorKey, Owner
from console.people.pin import stretched
from console.records.models import Actor, LinkChannel, LinkState
from console.session import Session
from contract.chain import chain_hash
from tests.attacks.shared_desk import (
    OFFICER,
    OPERATOR,
    PINS,
    delivered,
    desk,
    edit_json,
    edit_outbox,
    incident,
    log,
    note,
    outbox_rows,
    shared,
)  # fmt: skip
from tests.harness.waiting import comes
from tests.journeys.city import City, city

_log = logging.getLogger(__name__)
pytestmark = pytest.mark.timeout(600)
AS_OFFICER = {"id": OFFICER, "name": "Nguyễn Hữu An", "role": "duty_officer"}


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    """One server for all that leave it running: each has a desk of its own there, and texts of its own in the log."""
    with city(cameras=False) as running:
        yield running


@pytest.fixture
def fragile() -> Iterator[City]:
    """One that is stopped and started."""
    with city(cameras=False) as running:
        yield running


async def _refused(session: Session, target: str, text: str, town: City, who: str = OFFICER) -> list[str]:
    """Why nothing that is written now comes into the log in that name; it stays visible here."""
    assert session.actor is not None
    assert session.actor.id == who, "the console itself believes it"
    await note(session, target, text)
    trouble = await delivered(session)
    assert log(town).get(text, ("", "rejected", ""))[1] == "rejected"
    return [row.reason for row in trouble if row.payload["text"] == text]


def test_the_kept_sign_in_is_edited_to_name_an_officer(town: City, tmp_path: Path) -> None:
    """An operator writes an officer's name into the file of the kept sign-in and starts the console again."""

    async def run() -> None:
        async with desk(tmp_path, town) as session:
            await shared(session, town)
            target = await incident(session)
        edit_json(tmp_path / "sign-in.json", lambda kept: kept | {"actor": AS_OFFICER})
        async with desk(tmp_path, town) as session:
            assert await _refused(session, target, "sửa tệp đăng nhập", town) == ["author-not-proven"]

    asyncio.run(run())


def test_an_action_in_the_outbox_is_given_another_author(fragile: City, tmp_path: Path) -> None:
    """What an operator saved is edited in the outbox to be an officer's, with and without a hash that fits."""

    async def run() -> None:
        async with desk(tmp_path, fragile) as session:
            await shared(session, fragile)
            target = await incident(session)
            await asyncio.to_thread(fragile.kill_backend)
            await comes(lambda: session.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN, "the outage", 60)
            for text in ("đổi tên", "đổi tên và mã băm", "đổi lời"):
                await note(session, target, text)
        first, second, third = outbox_rows(tmp_path)
        named = second | {"actor_id": OFFICER, "payload": json.loads(second["payload"])}
        edit_outbox(tmp_path, "UPDATE actions SET actor_id = ? WHERE action_id = ?", OFFICER, first["action_id"])
        (tmp_path / "outbox.jsonl").touch()
        fit = chain_hash(named)
        edit_outbox(tmp_path, "UPDATE actions SET actor_id = ?, hash = ? WHERE action_id = ?", OFFICER, fit,
                    second["action_id"])  # fmt: skip
        (tmp_path / "outbox.jsonl").touch()
        edit_outbox(tmp_path, "UPDATE actions SET payload = ?, prev_hash = ? WHERE action_id = ?",
                    json.dumps({"text": "lời khác"}), fit, third["action_id"])  # fmt: skip
        await asyncio.to_thread(fragile.start_backend)
        async with desk(tmp_path, fragile) as session:
            trouble = await delivered(session)
            assert [row.reason for row in trouble] == ["bad-hash", "bad-signature", "bad-hash"]
        said = log(fragile)
        assert not [one for one in said.items() if one[1][0] == OFFICER and one[1][1] != "rejected"]
        assert said.get("lời khác", ("", "rejected", ""))[1] == "rejected"

    asyncio.run(run())


def _own_seal_in_the_officers_name(folder: Path) -> None:
    edit_json(folder / "pins.json", lambda pins: pins | {OFFICER: pins[OPERATOR] | {"actor": AS_OFFICER}})


def _the_officers_seal_in_the_own_name(folder: Path) -> None:
    own = {"id": OPERATOR, "name": "Lê Thu Hà", "role": "duty_officer"}
    edit_json(folder / "pins.json", lambda pins: {OPERATOR: pins[OFFICER] | {"actor": own}})


@pytest.mark.parametrize(
    ("edit", "who", "pin"),
    [
        (_own_seal_in_the_officers_name, OFFICER, PINS[OPERATOR]),
        (_the_officers_seal_in_the_own_name, OPERATOR, PINS[OFFICER]),
    ],
)
def test_a_sealed_key_is_put_under_another_name(
    town: City, tmp_path: Path, edit: Callable[[Path], None], who: str, pin: str
) -> None:
    """Somebody's sealed key is copied under a colleague's name, and the PIN that seals it is typed."""

    async def run() -> None:
        async with desk(tmp_path, town) as session:
            await shared(session, town)
        edit(tmp_path)
        async with desk(tmp_path, town) as session:
            with pytest.raises(SignInError, match="wrong_pin"):
                await session.people.by_pin(who, pin)

    asyncio.run(run())


def test_the_pins_of_another_desk_are_brought_here(town: City, tmp_path: Path) -> None:
    """The officer's PIN is known from another desk, and that desk's file of PINs is copied to this one."""

    async def run() -> None:
        for name in ("one", "two"):
            async with desk(tmp_path / name, town) as session:
                await shared(session, town)
        shutil.copy(tmp_path / "one" / "pins.json", tmp_path / "two" / "pins.json")
        async with desk(tmp_path / "two", town) as session:
            with pytest.raises(SignInError, match="pin_without_key"):
                await session.people.by_pin(OFFICER, PINS[OFFICER])
            here = str(session.people.device and session.people.device.device_id)
        edit_json(tmp_path / "two" / "pins.json", lambda pins: {OFFICER: pins[OFFICER] | {"device": here}})
        async with desk(tmp_path / "two", town) as session:
            with pytest.raises(SignInError, match="wrong_pin"):
                await session.people.by_pin(OFFICER, PINS[OFFICER])

    asyncio.run(run())


def test_an_own_key_is_sealed_in_the_officers_name(town: City, tmp_path: Path) -> None:
    """The whole form of the file is known: a key of one's own is sealed there as the officer's, with an own PIN."""

    async def run() -> None:
        async with desk(tmp_path, town) as session:
            await shared(session, town)
            target, device = await incident(session), str(session.people.device and session.people.device.device_id)
        key, salt = AuthorKey.made(), "ab" * 16
        sealed = key.sealed(stretched("918273", salt), Owner(OFFICER, device))
        edit_json(
            tmp_path / "pins.json",
            lambda pins: {OFFICER: pins[OFFICER] | {"salt": salt, "sealed": sealed, "public": key.public, "wrong": 0}},
        )
        async with desk(tmp_path, town) as session:
            await session.people.change_person(await session.people.by_pin(OFFICER, "918273"))
            assert await _refused(session, target, "khóa tự niêm phong", town) == ["author-not-proven"]

    asyncio.run(run())


def test_a_console_is_made_to_say_that_somebody_else_acts(town: City, tmp_path: Path) -> None:
    """Inside the running console the officer's name is put beside the operator's own key, and beside none."""

    async def run() -> None:
        async with desk(tmp_path, town) as session:
            await shared(session, town)
            target = await incident(session)
            own, officer = session.people.who_acts().key, Actor.model_validate(AS_OFFICER)
            for text, key in (("khóa của mình", own), ("khóa lạ", AuthorKey.made())):
                await note(session, target, text, by=Author(officer, key))
            trouble = {row.payload["text"]: row.reason for row in await delivered(session)}
            assert trouble == dict.fromkeys(("khóa của mình", "khóa lạ"), "author-not-proven")
            await note(session, target, "không có khóa", by=Author(officer, None))
            mine = await note(session, target, "của chính mình")
            await comes(lambda: "của chính mình" in log(town), "what was done after it", 60)
            waiting = [row.payload["text"] for row in await session.store.outbox() if row.action_id != mine]
            assert waiting.count("không có khóa") == 1, "it waits for the officer's own sign-in"
            assert not [one for one in log(town).values() if one[0] == OFFICER and one[1] == "applied"]

    asyncio.run(run())


def test_a_kept_sign_in_is_taken_to_another_machine(town: City, tmp_path: Path) -> None:
    """The file of the kept sign-in, token and author's key in it, is copied without the device's key."""

    async def run() -> None:
        async with desk(tmp_path / "here", town) as session:
            await shared(session, town)
            target = await incident(session)
        (tmp_path / "there").mkdir()
        shutil.copy(tmp_path / "here" / "sign-in.json", tmp_path / "there" / "sign-in.json")
        async with desk(tmp_path / "there", town) as session:
            assert session.actor is not None
            await note(session, target, "từ máy khác")
            await comes(lambda: any(one.code == "bad_proof" for one in session.notices.recent), "the refusal", 30)
            assert await session.store.is_empty(), "it reads nothing"
            assert await session.store.pending_count() == 1, "and what was done is kept"
        assert "từ máy khác" not in log(town)

    asyncio.run(run())


def test_a_data_folder_is_copied_without_its_key(fragile: City, tmp_path: Path) -> None:
    """As a backup of a desk whose key is in a keyring: the copy has the outbox, and its name is another's."""

    async def run() -> None:
        async with desk(tmp_path / "here", fragile) as session:
            await shared(session, fragile)
            target, name = await incident(session), session.storage.files.outbox.device_id
            await asyncio.to_thread(fragile.kill_backend)
            await comes(lambda: session.links.state(LinkChannel.INCIDENTS) == LinkState.DOWN, "the outage", 60)
            await note(session, target, "chưa gửi")
        shutil.copytree(tmp_path / "here", tmp_path / "copy")
        (tmp_path / "copy" / "device-key.json").unlink()
        await asyncio.to_thread(fragile.start_backend)
        async with desk(tmp_path / "copy", fragile) as session:
            assert session.storage.files.outbox.device_id != name
            told = [one.params for one in session.notices.recent if one.code == "device_lost"]
            assert told == [{"count": 1}]
            await note(session, target, "mất khóa rồi")
            await session.sign_in(OPERATOR, fragile.password)
            trouble = await delivered(session)
            assert [(row.payload["text"], row.reason) for row in trouble] == [("chưa gửi", "device-lost")]
            assert "chưa gửi" not in log(fragile)
            await session.decisions.retry(trouble[0].action_id)
            assert not await delivered(session)
        assert log(fragile)["chưa gửi"] == (OPERATOR, "applied", "author"), "said again, by whoever says it"
        assert log(fragile)["mất khóa rồi"] == (OPERATOR, "applied", "session"), "in the own sign-in of who did it"
        async with desk(tmp_path / "here", fragile) as session:
            await delivered(session)
        with_it = [row for row in fragile.log() if "chưa gửi" in row["payload"]]
        assert sorted(row["device_id"] == name for row in with_it) == [False, True], "the first desk is who it was"

    asyncio.run(run())


def _secrets(folder: Path, town: City) -> list[str]:
    kept = json.loads((folder / "sign-in.json").read_text(encoding="utf-8"))
    device = json.loads((folder / "device-key.json").read_text(encoding="utf-8"))
    return [kept["author"], kept["token"], device["private"], town.password]


def test_keys_and_pins_are_looked_for_on_the_disk(
    town: City, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """A whole shift's files, logs and error texts are searched for private keys, tokens, PINs and the password."""
    caplog.set_level("DEBUG")

    async def run() -> list[str]:
        async with desk(tmp_path, town) as session:
            await shared(session, town)
            target = await incident(session)
            await note(session, target, "có chữ ký")
            author = await session.people.by_pin(OFFICER, PINS[OFFICER])
            unsealed = author.key.to_text() if author.key is not None else ""
            for wrong in ("999331", ""):
                with contextlib.suppress(SignInError):
                    try:
                        await session.people.by_pin(OFFICER, wrong)
                    finally:
                        _log.error("a crash report", exc_info=True, stack_info=True)
            await delivered(session)
            return [*_secrets(tmp_path, town), unsealed]

    secrets = asyncio.run(run())
    assert all(len(secret) > 8 for secret in secrets)
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    said = caplog.text + "".join(capfd.readouterr())
    for secret in (*secrets, *PINS.values()):
        holders = {path.name for path, content in files.items() if secret.encode() in content}
        assert holders <= {"sign-in.json", "device-key.json"}, secret
        assert secret not in said
    for name in ("sign-in.json", "device-key.json", "pins.json"):
        assert (tmp_path / name).stat().st_mode & 0o777 == 0o600
