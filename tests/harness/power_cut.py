"""A disk in memory that tells what was synced from what was merely written, and whose power can be cut.

`Disk.connect` fits `offline_cache.cache.Cache(connect=…)`, `Disk.files` fits `offline_cache.journal.Journal(files=…)`.
After `cut()` everything that was open is dead, and the files hold what a machine would find after its reboot: all that
was synced and, by a seeded choice, nothing, a beginning, or single torn sectors of the rest.

SQLite is APSW's here, because pysqlite3 cannot be given a VFS. One file has one connection, which its readers share
(`locking_mode=EXCLUSIVE`: without it, a WAL needs shared memory); a transaction keeps other threads out of it.
"""

# ruff: noqa: N802 - the names of methods are SQLite's
from __future__ import annotations

import itertools
import random
import threading
from collections.abc import Iterator
from os import O_CREAT, O_DIRECTORY, O_TRUNC
from pathlib import Path
from typing import Any, Literal

import apsw

from tests.harness.power_cut_adapter import Connection

SECTOR = 512
Loss = Literal["all", "prefix", "sectors"]
LOSSES: tuple[Loss, ...] = ("all", "prefix", "sectors")
_NUMBERS = itertools.count(1)


class Inode:
    """One file's bytes: as written, as synced, and what was done in between (`(moment, offset, bytes)`; no bytes: cut
    to that length)."""

    def __init__(self) -> None:
        self.now = bytearray()
        self.synced = b""
        self.log: list[tuple[int, int, bytes | None]] = []

    def change(self, moment: int, offset: int, data: bytes | None) -> None:
        """Write, or cut to a length, without any promise."""
        _apply(self.now, offset, data)
        self.log.append((moment, offset, data))

    def sync(self) -> None:
        """From now on this survives."""
        self.synced = bytes(self.now)
        self.log.clear()

    def lose(self, loss: Loss, until: int, chance: random.Random) -> None:
        """Come back as after a power cut; of what was done after `until`, a prefix holds nothing."""
        found = bytearray(self.synced)
        for moment, offset, data in self.log:
            if loss == "prefix" and moment <= until:
                _apply(found, offset, data)
            elif loss == "sectors":
                for start, part in _sectors(offset, data):
                    if chance.random() < 0.5:
                        _apply(found, start, part)
        self.now = found
        self.sync()


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


def _sectors(offset: int, data: bytes | None) -> Iterator[tuple[int, bytes | None]]:
    if data is None:
        yield offset, None
        return
    start = 0
    while start < len(data):
        length = SECTOR - (offset + start) % SECTOR
        yield offset + start, data[start : start + length]
        start += length


class Disk:
    """Files of one machine. The same seed loses the same things."""

    def __init__(self, seed: int = 0) -> None:
        self.chance = random.Random(seed)
        self.lock = threading.RLock()
        self.boots = 0
        self.files = Files(self)
        self._names: dict[str, Inode] = {}
        self._kept: dict[str, Inode] = {}
        self._moment = 0
        self._left: int | None = None
        self._off = False
        self._shared: dict[str, Connection] = {}
        self._vfs = _Vfs(self)

    # what a console sees

    def connect(self, path: Path, read_only: bool = False) -> Connection:
        """A connection of the DB-API in autocommit mode; readers share their file's one."""
        with self.lock:
            key = str(path)
            connection = self._shared.get(key)
            if connection is None or connection.closed:
                connection = self._shared[key] = Connection(key, self._vfs.name)
            return connection.share()

    def exists(self, path: Path) -> bool:
        """Whether there is such a file."""
        return str(path) in self._names

    def content(self, path: Path) -> bytes:
        """A file as it reads now."""
        return bytes(self._names[str(path)].now)

    def damage(self, path: Path, offset: int, data: bytes) -> None:
        """Overwrite what is on the disk, behind everybody's back."""
        inode = self._names[str(path)]
        _apply(inode.now, offset, data)
        inode.sync()

    # the power

    @property
    def off(self) -> bool:
        """Whether the power is gone: everything fails until `cut` has brought the machine back."""
        return self._off

    def cut_in(self, operations: int) -> None:
        """Let the power go before the n-th write, cut, sync, deletion or renaming from now: 1 is the very next."""
        self._left = operations

    def keep_on(self) -> None:
        """Forget a cut that has not come yet."""
        self._left = None

    def cut(self, loss: Loss | None = None) -> Loss:
        """Power off and on again: all that is open is dead; `loss` is what the unsynced suffers (seeded choice)."""
        with self.lock:
            self._off, self._left = False, None
            self.boots += 1
            self._abandon()
            chosen: Loss = self.chance.choice(LOSSES) if loss is None else loss
            until = self.chance.randint(0, self._moment)
            moments = [moment for inode in self._names.values() for moment, _offset, _data in inode.log]
            if moments:
                until = self.chance.randint(min(moments) - 1, max(moments))
            self._names = self._surviving_names(chosen)
            self._kept = dict(self._names)
            for inode in {id(one): one for one in self._names.values()}.values():
                inode.lose(chosen, until, self.chance)
            return chosen

    def kill(self) -> None:
        """The program is gone, the machine is not: what was written stays, synced or not; what was open is dead."""
        with self.lock:
            self.boots += 1
            self._abandon()

    def _abandon(self) -> None:
        for connection in self._shared.values():
            connection.abandon()
        self._shared.clear()

    def _surviving_names(self, loss: Loss) -> dict[str, Inode]:
        """Each creation, deletion and renaming that no sync followed happened or did not."""
        names: dict[str, Inode] = {}
        for name in sorted({*self._names, *self._kept}):
            before, after = self._kept.get(name), self._names.get(name)
            found = before if before is after or loss == "all" or self.chance.random() < 0.5 else after
            if found is not None:
                names[name] = found
        return names

    def close(self) -> None:
        """Forget everything."""
        self.cut("all")
        self._vfs.unregister()

    # what the VFS and the journal do

    def step(self, boot: int) -> int:
        """One operation that a power cut can come before. Raises OSError once the power is, or was, gone."""
        if not self._off and self._left is not None:
            self._left -= 1
            self._off = self._left <= 0
        self.alive(boot)
        self._moment += 1
        return self._moment

    def alive(self, boot: int) -> None:
        """Raises OSError where the power is gone or the machine was started again since."""
        if self._off or boot != self.boots:
            raise OSError(5, "the power is gone")

    def inode(self, name: str | None, create: bool) -> Inode | None:
        """The file of that name; a nameless one is nobody else's."""
        if name is None:
            return Inode()
        if create and name not in self._names:
            self._names[name] = Inode()
        return self._names.get(name)

    def sync(self, inode: Inode) -> None:
        """A file's bytes and its names are safe from now on."""
        inode.sync()
        for name, found in self._names.items():
            if found is inode:
                self._kept[name] = inode

    def delete(self, name: str, durable: bool) -> None:
        """Take a name away."""
        self._names.pop(name, None)
        if durable:
            self._kept.pop(name, None)

    def rename(self, old: str, new: str) -> None:
        """Give a file another name, in place of what had it."""
        self._names[new] = self._names.pop(old)

    def sync_names(self) -> None:
        """What a sync of a folder promises."""
        self._kept = dict(self._names)


class _Vfs(apsw.VFS):
    """Hands SQLite's calls to a disk."""

    def __init__(self, disk: Disk) -> None:
        self.name = f"power-cut-{next(_NUMBERS)}"
        self._disk = disk
        super().__init__(self.name, base="")

    def xOpen(self, name: Any, flags: list[int]) -> Any:
        with self._disk.lock, _AsSqlite():
            self._disk.alive(self._disk.boots)
            text = None if name is None else name.filename() if isinstance(name, apsw.URIFilename) else str(name)
            inode = self._disk.inode(text, bool(flags[0] & apsw.SQLITE_OPEN_CREATE))
            if inode is None:
                raise apsw.CantOpenError("no such file")
            flags[1] = flags[0]
            return _VfsFile(self._disk, inode)

    def xDelete(self, name: str, sync_dir: bool) -> None:
        with self._disk.lock, _AsSqlite():
            self._disk.step(self._disk.boots)
            self._disk.delete(name, sync_dir)

    def xAccess(self, name: str, _flags: int) -> bool:
        return self._disk.exists(Path(name))

    def xFullPathname(self, name: str) -> str:
        return name


class _VfsFile:
    """One open file. Locks are nobody's concern: a file has one connection."""

    def __init__(self, disk: Disk, inode: Inode) -> None:
        self._disk, self._inode, self._boot = disk, inode, disk.boots

    def xRead(self, amount: int, offset: int) -> bytes:
        with self._disk.lock, _AsSqlite():
            self._disk.alive(self._boot)
            return bytes(self._inode.now[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:
        with self._disk.lock, _AsSqlite():
            self._inode.change(self._disk.step(self._boot), offset, bytes(data))

    def xTruncate(self, size: int) -> None:
        with self._disk.lock, _AsSqlite():
            self._inode.change(self._disk.step(self._boot), size, None)

    def xSync(self, _flags: int) -> None:
        with self._disk.lock, _AsSqlite():
            self._disk.step(self._boot)
            self._disk.sync(self._inode)

    def xFileSize(self) -> int:
        return len(self._inode.now)

    def xLock(self, _level: int) -> None:
        """Granted."""

    def xUnlock(self, _level: int) -> None:
        """Granted."""

    def xCheckReservedLock(self) -> bool:
        return False

    def xFileControl(self, _op: int, _pointer: int) -> bool:
        return False

    def xSectorSize(self) -> int:
        return SECTOR

    def xDeviceCharacteristics(self) -> int:
        """As SQLite's own VFS on Linux says."""
        return int(apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE)

    def xClose(self) -> None:
        """Nothing to let go of."""


class _AsSqlite:
    """Our OSError is SQLite's."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, _kind: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, OSError):
            raise apsw.IOError(str(error)) from error


class Files:
    """The calls of `os` that the journal makes, on a `Disk`."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._open: dict[int, tuple[Inode | None, int]] = {}
        self._numbers = itertools.count(1000)

    def open(self, path: Path | str, flags: int, _mode: int = 0o600) -> int:
        """A number for a file, or for a folder where the flags say so."""
        with self._disk.lock:
            self._disk.alive(self._disk.boots)
            inode = None
            if not flags & O_DIRECTORY:
                inode = self._disk.inode(str(path), bool(flags & O_CREAT))
                if inode is None:
                    raise FileNotFoundError(2, "no such file", str(path))
                if flags & O_TRUNC:
                    inode.change(self._disk.step(self._disk.boots), 0, None)
            number = next(self._numbers)
            self._open[number] = (inode, self._disk.boots)
            return number

    def write(self, number: int, data: bytes) -> int:
        """At the end: the journal writes nowhere else."""
        with self._disk.lock:
            inode, boot = self._open[number]
            assert inode is not None
            inode.change(self._disk.step(boot), len(inode.now), bytes(data))
            return len(data)

    def fsync(self, number: int) -> None:
        """A file's bytes, or a folder's names."""
        with self._disk.lock:
            inode, boot = self._open[number]
            self._disk.step(boot)
            if inode is None:
                self._disk.sync_names()
            else:
                self._disk.sync(inode)

    def ftruncate(self, number: int, size: int) -> None:
        """Cut to a length."""
        with self._disk.lock:
            inode, boot = self._open[number]
            assert inode is not None
            inode.change(self._disk.step(boot), size, None)

    def close(self, number: int) -> None:
        """Let go; works on a dead machine, too."""
        self._open.pop(number, None)

    def replace(self, old: Path | str, new: Path | str) -> None:
        """Rename."""
        with self._disk.lock:
            self._disk.step(self._disk.boots)
            self._disk.rename(str(old), str(new))

    def read_bytes(self, path: Path) -> bytes | None:
        """All of a file; None where there is none."""
        with self._disk.lock:
            self._disk.alive(self._disk.boots)
            return self._disk.content(path) if self._disk.exists(path) else None
