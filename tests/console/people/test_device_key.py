"""A device's key is made once, kept safely or not at all, and never stands for another device's name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from keyring.backends.fail import Keyring as NoKeyring

from console.base.errors import SignInError
from console.people.credentials import FileCredentials, KeyringCredentials
from console.people.device_key import DeviceKey, take_up
from contract import proof, signing


class _Keyring(keyring.backend.KeyringBackend):
    """A desktop's keyring, unlocked or locked."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.locked = False

    def get_password(self, service: str, username: str) -> str | None:
        if self.locked:
            raise keyring.errors.KeyringLocked("locked")
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


@pytest.fixture
def ring() -> Iterator[_Keyring]:
    """The keyring of this process for one test."""
    before, mine = keyring.get_keyring(), _Keyring()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


def _place(folder: Path) -> FileCredentials:
    return FileCredentials(folder / "sign-in.json")


def test_it_signs_and_proves_as_the_contract_says() -> None:
    key, digest = DeviceKey.made("desk-1"), "ab" * 32
    assert signing.is_signed(key.public, signing.DEVICE, digest, key.sign(signing.DEVICE, digest))
    assert not signing.is_signed(key.public, signing.AUTHOR, digest, key.sign(signing.DEVICE, digest))
    told = proof.checked(key.prove("GET", "http://s/v1/me?x=1", "t", "n"), "GET", "http://s/v1/me", "t")
    assert (told.public, told.thumbprint, told.nonce) == (key.public, key.thumbprint, "n")


def test_it_is_made_once_and_only_its_owner_can_read_it(tmp_path: Path) -> None:
    made = take_up(_place(tmp_path), "desk-1", "")
    assert made.device_id == "desk-1", "the name that the outbox has had since before there were keys"
    again = take_up(_place(tmp_path), "desk-1", made.thumbprint)
    assert (again.public, again.device_id) == (made.public, "desk-1")
    assert (tmp_path / "device-key.json").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "left", [None, "", "{}", "[]", "no JSON", '{"device_id": "desk-1", "private": "AAAA"}', '{"device_id": 5}']
)
def test_with_its_key_a_device_loses_its_name(tmp_path: Path, left: str | None) -> None:
    before = take_up(_place(tmp_path), "desk-1", "")
    path = tmp_path / "device-key.json"
    path.unlink()
    if left is not None:
        path.write_text(left, encoding="utf-8")
    after = take_up(_place(tmp_path), "desk-1", before.thumbprint)
    assert after.device_id != "desk-1"
    assert after.public != before.public


def test_another_key_under_the_same_name_is_another_device(tmp_path: Path) -> None:
    before = take_up(_place(tmp_path), "desk-1", "")
    (tmp_path / "device-key.json").write_text(DeviceKey.made("desk-1").to_text(), encoding="utf-8")
    assert take_up(_place(tmp_path), "desk-1", before.thumbprint).device_id != "desk-1"


def test_an_outbox_of_another_device_does_not_change_who_this_is(tmp_path: Path) -> None:
    mine = take_up(_place(tmp_path), "desk-1", "")
    assert take_up(_place(tmp_path), "desk-2", "x" * 43).public == mine.public


def test_without_a_place_there_is_no_key(tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(NoKeyring())
    try:
        with pytest.raises(SignInError, match="no_key_place"):
            take_up(KeyringCredentials(tmp_path), "desk-1", "")
    finally:
        keyring.set_keyring(before)
    (tmp_path / "sign-in.json").mkdir()
    (tmp_path / "device-key.json").mkdir()
    with pytest.raises(SignInError, match="no_key_place"):
        take_up(_place(tmp_path), "desk-1", "")
    assert not [path for path in tmp_path.rglob("*") if path.is_file()], "and nothing is written elsewhere"


def test_a_key_that_is_out_of_reach_is_not_lost(tmp_path: Path, ring: _Keyring) -> None:
    place = KeyringCredentials(tmp_path)
    made = take_up(place, "desk-1", "")
    ring.locked = True
    with pytest.raises(SignInError, match="no_key_place"):
        take_up(place, "desk-1", made.thumbprint)
    ring.locked = False
    assert take_up(place, "desk-1", made.thumbprint).public == made.public
    assert not list(tmp_path.iterdir())


def test_it_says_nothing_of_its_secret_by_itself() -> None:
    key = DeviceKey.made()
    secret = json.loads(key.to_text())["private"]
    assert secret not in repr(key)
    assert secret not in str(vars(key))
