"""Where the device's key is kept, and whether anybody else could read it."""

from __future__ import annotations

import os
from pathlib import Path

import keyring
import pytest
from keyring.backends import fail, null
from keyring.errors import KeyringError

from console.base.settings import Settings
from console.people.credentials import FileCredentials
from console.people.device_key import DeviceKey
from console.people.key_place import SECRETS, KeyPlace, look

FILE, KEYRING = Settings(credentials="file"), Settings(credentials="keyring")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with a key in it."""
    assert FileCredentials(tmp_path / "sign-in.json").save_device(DeviceKey.made("desk-1").to_text())
    return tmp_path


class _Keyring(keyring.backend.KeyringBackend):
    """Keeps what it is given, for one test."""

    priority = 1

    def __init__(self, kept: str | None = None, *, away: bool = False) -> None:
        super().__init__()
        self.kept, self.away = kept, away

    def get_password(self, service: str, username: str) -> str | None:
        assert (service, username[-7:]) == ("ioc-console", "#device")
        if self.away:
            raise KeyringError("locked")
        return self.kept

    def set_password(self, service: str, username: str, password: str) -> None:
        raise AssertionError(f"the doctor writes nothing: {service} {username} {len(password)}")


@pytest.fixture
def _any_keyring() -> object:
    before = keyring.get_keyring()
    yield before
    keyring.set_keyring(before)


def test_a_file_of_ours_alone_is_well(folder: Path, tmp_path: Path) -> None:
    path = str(folder / SECRETS[0])
    assert look(FILE, folder) == KeyPlace(is_file=True, where=path, has_key=True)
    assert look(FILE, tmp_path / "new") == KeyPlace(is_file=True, where=str(tmp_path / "new" / SECRETS[0]))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o601])
@pytest.mark.parametrize("name", SECRETS)
def test_what_others_can_read_is_told(folder: Path, name: str, mode: int) -> None:
    path = folder / name
    path.touch(0o600)
    path.chmod(mode)
    assert (look(FILE, folder).where, look(FILE, folder).fault) == (str(path), "readable")
    assert look(KEYRING, folder).fault == "readable", "what an earlier start left opens as much"


def test_a_link_to_elsewhere_is_no_file_of_ours(folder: Path, tmp_path: Path) -> None:
    key = folder / SECRETS[0]
    key.rename(tmp_path / "elsewhere")
    key.symlink_to(tmp_path / "elsewhere")
    assert look(FILE, folder).fault == "no_file"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_file_of_somebody_else_is_told(folder: Path) -> None:
    os.chown(folder / SECRETS[0], 12345, -1)
    assert look(FILE, folder).fault == "not_ours"


def test_a_key_that_cannot_be_read_is_told(folder: Path) -> None:
    path = folder / SECRETS[0]
    path.write_text("{}", encoding="utf-8")
    assert look(FILE, folder).fault == "unreadable"


@pytest.mark.usefixtures("_any_keyring")
def test_a_keyring_is_told_by_its_name_and_by_what_is_wrong_with_it(tmp_path: Path) -> None:
    keyring.set_keyring(_Keyring(DeviceKey.made("desk-1").to_text()))
    found = look(KEYRING, tmp_path)
    assert (found.is_file, found.has_key, found.fault) == (False, True, "")
    assert found.where.endswith("_Keyring")
    for place, fault in (
        (_Keyring(), ""), (_Keyring("x"), "unreadable"), (_Keyring(away=True), "no_key_place"),
        (fail.Keyring(), "no_key_place"), (null.Keyring(), "plain_keyring"),
    ):  # fmt: skip
        keyring.set_keyring(place)
        assert look(KEYRING, tmp_path).fault == fault
