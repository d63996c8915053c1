"""Whether a piece of evidence is what was saved: by its folder, the device's signature and the server's receipt alone.

Nothing is asked over a network. What was done to it is named: a file or manifest that was changed, something that is
gone, an order that is another, a signature or receipt that is none; and what nobody vouches for: a piece that was never
registered, or is from before pieces were signed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from console.evidence import seals
from console.evidence.evidence import CHAIN, ENDINGS, sha256_of
from console.evidence.seals import BrokenSealError, Seal
from contract.evidence import SCHEMA, Receipt, digest_of
from offline_cache.plain_files import opened, read_bytes

HOLDS = frozenset({"intact", "chain_elsewhere"})
_UNPROVEN = frozenset({"unsigned", "unregistered", "server_unknown"})
LARGEST = 2**20
CHAIN_MOST = 64 * 2**20
"""Bytes of the list: a hundred for each piece."""


@dataclass(frozen=True)
class Verdict:
    """What a check found. `code`: intact, chain_elsewhere (alone: its place in the order was not checked),
    file_changed, manifest_changed, seal_changed, chain_changed, deleted, reordered, forged, unregistered, unsigned,
    server_unknown (no key to check its receipt with), no_manifest, odd_file (a pipe, a device, a folder: nothing of it
    is read), unreadable. `where` is the file that it was found at, `links` so many manifests were followed back,
    `facts` the manifest where it could be read, `receipt` the server's word."""

    code: str
    links: int = 0
    where: str = ""
    facts: Mapping[str, Any] | None = None
    receipt: Receipt | None = None

    @property
    def holds(self) -> bool:
        """Whether it is proven to be what was saved, by whom and when."""
        return self.code in HOLDS


Tell = Callable[[str, int, int], object]
"""The name of a file that is being read, how many of its bytes were, and how many it has."""


def _in_silence(_name: str, _read: int, _all: int) -> None:
    return None


def verify(path: Path, server_keys: Iterable[str] = (), tell: Tell = _in_silence) -> Verdict:
    """Check a piece by its file, its manifest or its seal; `server_keys` are the public keys of servers to trust."""
    if path.exists() and not path.is_file():
        return Verdict("odd_file", where=path.name)
    name = path.name.removesuffix(".json").removesuffix(seals.ENDING)
    return _Folder(path.parent, frozenset(server_keys), tell).piece(name)


def verify_folder(
    folder: Path, server_keys: Iterable[str] = (), register: Iterable[Receipt] = (), tell: Tell = _in_silence
) -> dict[str, Verdict]:
    """A verdict for every piece that lies or should lie in `folder`, by the name of its file.

    `register` are the server's receipts for the device: a piece that they name and that is gone with every trace of it
    is told by them alone.
    """
    looked = _Folder(folder, frozenset(server_keys), tell)
    found = {name: looked.piece(name) for name in looked.names()}
    for receipt in register:
        known = found.get(receipt.file)
        if known is None:
            found[receipt.file] = Verdict("deleted", where=f"{receipt.file}.json", receipt=receipt)
        elif known.code in HOLDS | _UNPROVEN and looked.digests.get(f"{receipt.file}.json") != receipt.digest:
            found[receipt.file] = replace(known, code="forged", where=f"{receipt.file}{seals.ENDING}")
    return dict(sorted(found.items()))


class _Fault(Exception):  # noqa: N818 - a verdict on its way out
    def __init__(self, code: str, where: str) -> None:
        super().__init__(code)
        self.code, self.where = code, where


class _Folder:
    """A folder of evidence as it lies there now."""

    def __init__(self, folder: Path, server_keys: frozenset[str], tell: Tell) -> None:
        self._folder = folder
        self._keys = server_keys
        self._tell = tell

    @cached_property
    def digests(self) -> Mapping[str, str]:
        """What each manifest's bytes come to, by its name."""
        return {path.name: digest_of(read_bytes(path)) for path in self._manifests()}

    @cached_property
    def _contents(self) -> frozenset[str]:
        """The SHA-256 of every file that a manifest here names."""
        told = [_facts(path) for path in self._manifests()]
        return frozenset(str(one.get("sha256")) for one in told if one is not None)

    @cached_property
    def _order(self) -> tuple[tuple[str, str], ...] | None:
        """Digest and name of each line of the chain; None without one. A torn last line does not count."""
        try:
            text = read_bytes(self._there(CHAIN), CHAIN_MOST)
        except FileNotFoundError:
            return None
        lines = text.split(b"\n")[:-1]
        found = [line.decode("utf-8", "replace").split("  ", 1) for line in lines]
        if any(len(parts) != 2 or len(parts[0]) != 64 for parts in found):
            raise _Fault("chain_changed", CHAIN)
        if len({parts[1] for parts in found}) < len(found):
            raise _Fault("chain_changed", CHAIN)
        return tuple((parts[0], parts[1]) for parts in found)

    def _manifests(self) -> list[Path]:
        """Those that are files at all."""
        named = (path for ending in ENDINGS.values() for path in self._folder.glob(f"*.{ending}.json"))
        return sorted(path for path in named if path.is_file())

    def _there(self, name: str) -> Path:
        """The file of this name, where there is none or it is one that can be read."""
        path = self._folder / name
        if path.exists() and not path.is_file():
            raise _Fault("odd_file", name)
        return path

    def names(self) -> list[str]:
        """Files of all pieces, of which anything is here."""
        try:
            listed = [name.removesuffix(".json") for _digest, name in self._order or ()]
        except _Fault:
            listed = []
        endings = [f"{ending}{rest}" for ending in ENDINGS.values() for rest in ("", ".json", seals.ENDING)]
        there = [path.name for ending in endings for path in self._folder.glob(f"*.{ending}")]
        return sorted({name.removesuffix(".json").removesuffix(seals.ENDING) for name in (*there, *listed)})

    def piece(self, name: str) -> Verdict:
        """What is to be said of the piece whose file has this name."""
        manifest = self._folder / f"{name}.json"
        facts: Mapping[str, Any] | None = None
        try:
            seal = self._seal(manifest)
            facts = _facts(manifest)
            if facts is None:
                return Verdict("unreadable", where=manifest.name)
            receipt = seal.receipt if seal is not None else None
            self._file(manifest, facts)
            links, alone = self._followed(manifest, facts)
            code = self._proven(facts, seal) or ("chain_elsewhere" if alone else "intact")
            return Verdict(code, links, alone, facts, receipt)
        except _Fault as fault:
            return Verdict(fault.code, where=fault.where, facts=facts)
        except (OSError, ValueError, KeyError, TypeError) as error:
            return Verdict("unreadable", where=f"{manifest.name}: {type(error).__name__}", facts=facts)

    def _seal(self, manifest: Path) -> Seal | None:
        """The seal of a manifest, which it fits; None for a piece of before there were any."""
        path = self._there(seals.path_of(manifest).name)
        if not self._there(manifest.name).exists():
            known = path.exists() or any(name == manifest.name for _digest, name in self._order or ())
            raise _Fault("deleted" if known else "no_manifest", manifest.name)
        if not path.exists():
            told = _facts(manifest)
            if told is not None and told.get("schema", 0) < SCHEMA:
                return None
            raise _Fault("deleted" if told is not None else "manifest_changed", path.name if told else manifest.name)
        try:
            seal = seals.read(path)
        except BrokenSealError:
            raise _Fault("seal_changed", path.name) from None
        digest = self.digests[manifest.name]
        if not seal.is_signed:
            raise _Fault("forged", path.name)
        if seal.digest != digest:
            moved = seal.digest in self.digests.values() or digest in self._sealed
            raise _Fault("reordered" if moved else "manifest_changed", manifest.name)
        return seal

    @cached_property
    def _sealed(self) -> frozenset[str]:
        """The digests that good seals here are of."""
        found: set[str] = set()
        for path in self._folder.glob(f"*{seals.ENDING}"):
            with suppress(BrokenSealError, OSError):
                seal = seals.read(path)
                found |= {seal.digest} if seal.is_signed else set()
        return frozenset(found)

    def _file(self, manifest: Path, facts: Mapping[str, Any]) -> None:
        """The file is here, and is what its manifest says."""
        file = self._there(manifest.name.removesuffix(".json"))
        if facts["file"] != file.name:
            raise _Fault("reordered", manifest.name)
        if not file.exists():
            raise _Fault("deleted", file.name)
        found = sha256_of(file, partial(self._tell, file.name))
        if found != facts["sha256"]:
            raise _Fault("reordered" if found in self._contents else "file_changed", file.name)

    def _followed(self, manifest: Path, facts: Mapping[str, Any]) -> tuple[int, str]:
        """So many manifests before it are as they were, in their order; and the name of the one that is elsewhere."""
        order = self._order
        if order is None and len(self.digests) > 1:
            raise _Fault("deleted", CHAIN)
        links, here, name = 0, facts, manifest.name
        place = self._listed(name) if order is not None else 0
        while here["previous"] is not None:
            before = self._there(Path(str(here["previous"]["file"])).name)
            if not before.exists():
                if order is None:
                    return links, before.name
                raise _Fault("deleted", before.name)
            if self.digests[before.name] != here["previous"]["sha256"]:
                moved = self.digests[before.name] in self._sealed
                raise _Fault("reordered" if moved else "manifest_changed", before.name)
            if order is not None:
                place = self._before(place, before.name)
            links, name = links + 1, before.name
            here = _read(before)
        if order is not None and place != 0:
            raise _Fault("reordered", CHAIN)
        return links, ""

    def _listed(self, name: str) -> int:
        """Where a manifest stands in the chain, whose line is that of its bytes."""
        order = self._order or ()
        place = next((place for place, (_digest, one) in enumerate(order) if one == name), None)
        if place is None:
            known = self.digests[name] in {digest for digest, _name in order}
            raise _Fault("chain_changed" if known else "deleted", CHAIN)
        if order[place][0] != self.digests[name]:
            raise _Fault("chain_changed", CHAIN)
        return place

    def _before(self, place: int, name: str) -> int:
        """The place of the one before, which is the next lower."""
        before = self._listed(name)
        if before != place - 1:
            raise _Fault("reordered", CHAIN)
        return before

    def _proven(self, facts: Mapping[str, Any], seal: Seal | None) -> str:
        """What lacks to a proof; empty where nothing does."""
        if seal is None:
            return "unsigned"
        where = f"{facts['file']}{seals.ENDING}"
        if facts.get("device") != {"id": seal.device, "key": seal.key}:
            raise _Fault("forged", where)
        receipt = seal.receipt
        if receipt is None:
            return "unregistered"
        said = (receipt.digest, receipt.device, receipt.key, receipt.number, receipt.file, receipt.said_at)
        if said != (seal.digest, seal.device, seal.key, facts["number"], facts["file"], facts["saved_at"]):
            raise _Fault("forged", where)
        if not self._keys:
            return "server_unknown"
        if not any(receipt.is_by(key) for key in self._keys):
            raise _Fault("forged", where)
        return ""


def _read(manifest: Path) -> dict[str, Any]:
    with opened(manifest) as file:
        data = json.loads(file.read(LARGEST).decode("utf-8-sig"))  # an editor may have marked it; its seal tells
    if not isinstance(data, dict):
        raise ValueError("no object")
    return data


def _facts(manifest: Path) -> dict[str, Any] | None:
    """What a manifest says; None where that cannot be read."""
    try:
        return _read(manifest)
    except (OSError, ValueError, RecursionError):
        return None
