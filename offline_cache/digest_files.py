"""Files that are named by the SHA-256 of their content, in one folder: whole and right, or not there.

Every call blocks. Others may lay files there as well; what a name promises is therefore checked, never believed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import time
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from offline_cache.errors import storage_error
from offline_cache.plain_files import read_bytes, sync_folder

_NAME = re.compile(r"([0-9a-f]{64})(\.[A-Za-z0-9]{1,5})?")
_PART = ".part"
_MODE = 0o600


def digest_of(content: bytes) -> str:
    """The name of this content."""
    return hashlib.sha256(content).hexdigest()


def is_digest(text: str) -> bool:
    """Whether this can be the name of a content."""
    return len(text) == 64 and not set(text) - set("0123456789abcdef")


class DigestFolder:
    """One folder. What goes wrong with the disk is raised as `StorageError`."""

    def __init__(self, path: Path, most_bytes: int) -> None:
        self.path = path
        self._most_bytes = most_bytes
        self._writing: set[Path] = set()
        """Parts that are being written right now."""

    def files(self) -> dict[str, Path]:
        """The files by their digests, as their names tell them."""
        try:
            found = sorted(self.path.iterdir())
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise storage_error(error) from error
        named = ((_NAME.fullmatch(path.name), path) for path in found)
        return {match[1]: path for match, path in named if match is not None}

    def read(self, digest: str) -> bytes | None:
        """The content with this digest; None where there is none, or what is there is not it, or larger than any."""
        for path in sorted(self.path.glob(f"{digest}*")):
            if _NAME.fullmatch(path.name) is None:
                continue
            with suppress(OSError):
                content = read_bytes(path, self._most_bytes)
                if digest_of(content) == digest:
                    return content
        return None

    def keep(self, content: bytes, ending: str) -> str:
        """Keep this; its digest. On the disk when it returns, and never a part of it under its name."""
        digest = digest_of(content)
        beside = self.path / f".{secrets.token_hex(8)}{_PART}"
        self._writing.add(beside)
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, _MODE), "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                os.replace(beside, self.path / f"{digest}{ending}")
            finally:
                beside.unlink(missing_ok=True)
            self._drop_others(digest, ending)
            sync_folder(self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise storage_error(error) from error
        finally:
            self._writing.discard(beside)
        return digest

    def _drop_others(self, digest: str, ending: str) -> None:
        """Damaged ones under the same name with another ending."""
        for path in self.path.glob(f"{digest}*"):
            if path.name != f"{digest}{ending}":
                path.unlink(missing_ok=True)

    def drop_parts(self) -> None:
        """What a killed program left half written; what another thread of this one writes meanwhile stays."""
        with suppress(OSError):
            for path in self.path.glob(f".*{_PART}"):
                if path not in self._writing:
                    path.unlink(missing_ok=True)

    def sweep(self, needed: Collection[str], days: float, most_bytes: int) -> list[str]:
        """Let go of what nobody has needed for so many days, and sooner, the oldest first, where all of them together
        are larger than they may be. What is needed stays whatever it weighs. The digests that went."""
        now, ages, total = time.time(), [], 0
        try:
            for digest, path in self.files().items():
                if digest in needed:
                    os.utime(path, follow_symlinks=False)
                facts = path.lstat()
                total += facts.st_size
                if digest not in needed:
                    ages.append((facts.st_mtime, facts.st_size, digest, path))
            gone = []
            for at, size, digest, path in sorted(ages):
                if total > most_bytes or now - at > days * 86_400:
                    path.unlink(missing_ok=True)
                    total -= size
                    gone.append(digest)
        except OSError as error:
            raise storage_error(error) from error
        return gone


def named_in(texts: Iterable[str]) -> set[str]:
    """Digests that are named under `sha256` anywhere in these JSON texts, also in texts within them."""
    pattern = re.compile(r'"sha256\\*"\s*:\s*\\*"([0-9a-f]{64})\\*"')
    return {digest for text in texts for digest in pattern.findall(text)}
