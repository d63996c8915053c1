"""Where a sign-in is kept over restarts: the keyring, or a file of mode 0600 where the settings say so. Never both."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

import keyring
import keyring.errors

from console.base.errors import SignInError
from console.base.server_time import Mark, mark_from, mark_to
from console.base.settings import Settings
from console.base.text_files import NotTextError, read_text
from console.people.author_key import AuthorKey
from console.records.models import Actor
from offline_cache.plain_files import json_of, replace

_log = logging.getLogger(__name__)
SERVICE = "ioc-console"
NO_CAMERAS: Mapping[str, tuple[str, str]] = MappingProxyType({})


@dataclass(frozen=True)
class Kept:
    """A token, whose it is, until when (ISO 8601), and the sign-ins of cameras (user and password by camera)."""

    token: str = field(repr=False)
    actor: Actor
    """Who acts here."""
    expires_at: str
    cameras: Mapping[str, tuple[str, str]] = field(default_factory=lambda: NO_CAMERAS, repr=False)
    mark: Mark | None = None
    """What the clocks stood at when the server answered, so that a wrong one ends no sign-in."""
    author: AuthorKey | None = None
    """What signs in the name of who acts; gone with the sign-in."""
    owner: str = ""
    """Whose token it is, where somebody else acts since by PIN."""
    device: str = ""
    """The name of the device whose key alone the token holds for; empty where it is bound to none."""

    @property
    def is_own(self) -> bool:
        """Whether who acts has signed in themselves."""
        return self.owner in ("", self.actor.id)

    def to_text(self) -> str:
        """As it is stored."""
        return json.dumps(
            {
                "token": self.token,
                "actor": self.actor.model_dump(),
                "expires_at": self.expires_at,
                "cameras": dict(self.cameras),
                "mark": mark_to(self.mark),
                "author": self.author.to_text() if self.author is not None else None,
                "owner": self.owner,
                "device": self.device,
            }
        )

    @classmethod
    def from_text(cls, text: str) -> Kept | None:
        """What was stored; None where it cannot be understood."""
        try:
            data = json_of(text)
            cameras = {str(key): (str(user), str(word)) for key, (user, word) in data.get("cameras", {}).items()}
            actor, mark = Actor.model_validate(data["actor"]), mark_from(data.get("mark"))
            author = AuthorKey.from_text(data["author"]) if data.get("author") else None
            token, until = str(data["token"]), str(data["expires_at"])
            if datetime.fromisoformat(until).tzinfo is None:
                return None
            owner, device = str(data.get("owner", "")), str(data.get("device", ""))
            return cls(token, actor, until, cameras, mark, author, owner, device)
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


class Credentials(Protocol):
    """A place for one sign-in."""

    def load(self) -> Kept | None:
        """What is kept, if anything."""

    def save(self, kept: Kept) -> bool:
        """Keep it; false where the place does not work, and then nothing is kept anywhere else."""

    def clear(self) -> None:
        """Forget it."""

    def load_pins(self) -> str | None:
        """The hashes of the PINs of this desk (`console.people.pin`); they outlive a sign-in."""

    def save_pins(self, text: str) -> bool:
        """Keep them; false where the place does not work."""

    def load_device(self) -> str | None:
        """The device's key (`console.people.device_key`); None for none. Raises `SignInError` no_key_place where the
        place cannot be asked: a key that is only out of reach is not lost."""

    def save_device(self, text: str) -> bool:
        """Keep it; false where the place does not work."""

    def load_open(self) -> str | None:
        """The hash of an open desk's mark (`console.people.open_mark`)."""

    def save_open(self, text: str) -> bool:
        """Keep it; false where the place does not work."""


class FileCredentials:
    """A file that only its owner can read."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Kept | None:
        """What is kept, if anything."""
        try:
            return Kept.from_text(read_text(self._path))
        except (OSError, NotTextError):
            return None

    def save(self, kept: Kept) -> bool:
        """Write it beside and move it into place, readable by nobody else at any moment."""
        return self._write(self._path, kept.to_text())

    def load_pins(self) -> str | None:
        """A file beside the sign-in."""
        try:
            return read_text(self._pins)
        except (OSError, NotTextError):
            return None

    def save_pins(self, text: str) -> bool:
        """As the sign-in."""
        return self._write(self._pins, text)

    def load_device(self) -> str | None:
        """A file beside the sign-in."""
        try:
            return read_text(self._device)
        except (FileNotFoundError, NotTextError):
            return None
        except OSError as error:
            raise SignInError("no_key_place") from error

    def save_device(self, text: str) -> bool:
        """As the sign-in."""
        return self._write(self._device, text)

    def load_open(self) -> str | None:
        """A file beside the sign-in."""
        try:
            return read_text(self._open)
        except (OSError, NotTextError):
            return None

    def save_open(self, text: str) -> bool:
        """As the sign-in."""
        return self._write(self._open, text)

    @property
    def _open(self) -> Path:
        return self._path.with_name("open-mark")

    @property
    def _pins(self) -> Path:
        return self._path.with_name("pins.json")

    @property
    def _device(self) -> Path:
        return self._path.with_name("device-key.json")

    def _write(self, path: Path, text: str) -> bool:
        try:
            replace(path, text)
        except OSError as error:
            _log.warning("the sign-in could not be kept: %s", error.strerror)
            return False
        return True

    def clear(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)


class KeyringCredentials:
    """The desktop's keyring, one entry per data folder."""

    def __init__(self, folder: Path) -> None:
        self._name = str(folder.resolve())

    def load(self) -> Kept | None:
        """What is kept, if anything."""
        try:
            text = keyring.get_password(SERVICE, self._name)
        except keyring.errors.KeyringError:
            return None
        return None if text is None else Kept.from_text(text)

    def load_pins(self) -> str | None:
        """An entry beside the sign-in."""
        try:
            return keyring.get_password(SERVICE, f"{self._name}#pins")
        except keyring.errors.KeyringError:
            return None

    def save_pins(self, text: str) -> bool:
        """Without a keyring there are no PINs."""
        try:
            keyring.set_password(SERVICE, f"{self._name}#pins", text)
        except keyring.errors.KeyringError:
            return False
        return True

    def load_device(self) -> str | None:
        """An entry beside the sign-in."""
        try:
            return keyring.get_password(SERVICE, f"{self._name}#device")
        except keyring.errors.KeyringError as error:
            raise SignInError("no_key_place") from error

    def save_device(self, text: str) -> bool:
        """Without a keyring there is no key."""
        try:
            keyring.set_password(SERVICE, f"{self._name}#device", text)
        except keyring.errors.KeyringError:
            return False
        return True

    def load_open(self) -> str | None:
        """An entry beside the sign-in."""
        try:
            return keyring.get_password(SERVICE, f"{self._name}#open")
        except keyring.errors.KeyringError:
            return None

    def save_open(self, text: str) -> bool:
        """Without a keyring no sign-in outlives the program either."""
        try:
            keyring.set_password(SERVICE, f"{self._name}#open", text)
        except keyring.errors.KeyringError:
            return False
        return True

    def save(self, kept: Kept) -> bool:
        """Keep it for the next start; without a keyring it lasts as long as the program runs."""
        try:
            keyring.set_password(SERVICE, self._name, kept.to_text())
        except keyring.errors.KeyringError:
            _log.warning("there is no keyring: the sign-in ends with the program")
            return False
        return True

    def clear(self) -> None:
        """Remove the entry."""
        try:
            keyring.delete_password(SERVICE, self._name)
        except keyring.errors.KeyringError:
            return


def choose(settings: Settings, folder: Path) -> Credentials:
    """The place that the settings name."""
    if settings.credentials == "file":
        return FileCredentials(folder / "sign-in.json")
    return KeyringCredentials(folder)
