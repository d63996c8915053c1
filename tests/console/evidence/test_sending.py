"""Evidence reaches the server when it can be heard: registered at once or after an outage, its file in pieces."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from console.base.changes import Changes
from console.base.errors import LinkError
from console.base.notices import Notices
from console.evidence import seals
from console.evidence.evidence import Evidence
from console.evidence.sending import EvidenceSender
from console.evidence.server_keys import known_keys
from console.evidence.verifying import verify
from console.people.device_key import DeviceKey
from contract.evidence import PIECE_BYTES, EvidenceOut, Receipt, digest_of, receipt_digest
from contract.keys import public_text
from contract.roles import Role
from contract.signing import RECEIPT, signature

T = TypeVar("T")
DEVICE = DeviceKey.made("desk-1")


class Server:
    """Answers as `backend.routes.evidence` does; away for as long as a test wants."""

    def __init__(self) -> None:
        self.key = Ed25519PrivateKey.generate()
        self.is_away = False
        self.breaks_at = -1
        self.refuses = 0
        self.pieces: list[bytes] = []
        self.asked: list[str] = []
        self.told: EvidenceOut | None = None

    def call(self, method: str, path: str, *, body: dict[str, Any] | None = None) -> dict[str, Any]:
        self.asked.append(f"{method} {path.rsplit('/', 1)[-1][:8]}")
        if self.is_away:
            raise LinkError("unreachable")
        if path.endswith("/key"):
            return {"key": public_text(self.key)}
        if self.refuses:
            raise LinkError("bad_answer", status=self.refuses, detail="no")
        if body is not None:
            self.told = self._register(body["manifest"])
        assert self.told is not None
        return self.told.model_dump()

    def fetch(self, _method: str, _path: str, *, content: bytes, **_more: Any) -> tuple[int, dict[str, str], bytes]:
        if len(self.pieces) == self.breaks_at:
            self.breaks_at = -1
            raise LinkError("timeout")
        self.pieces.append(content)
        assert self.told is not None
        whole = len(content) < PIECE_BYTES
        self.told = self.told.model_copy(update={"pieces": len(self.pieces), "complete": whole})
        return 200, {}, self.told.model_dump_json().encode()

    def _register(self, manifest: str) -> EvidenceOut:
        facts = json.loads(manifest)
        told = {
            "digest": digest_of(manifest.encode()), "device": DEVICE.device_id, "key": DEVICE.public, "person": "ha.le",
            "number": facts["number"], "file": facts["file"], "said_at": facts["saved_at"],
            "registered_at": "2026-11-21T09:00:00.000Z",
        }  # fmt: skip
        receipt = Receipt(**told, signature=signature(self.key, RECEIPT, receipt_digest(told)))
        return EvidenceOut(receipt=receipt, pieces=0, complete=False)


class Host:
    """What a session gives."""

    def __init__(self, folder: Path) -> None:
        self.changes, self.notices, self.data_dir = Changes(), Notices(), folder
        self.actor: Any = SimpleNamespace(role="operator")

    async def blocking(self, work: Callable[[], T]) -> T:
        return work()


def taken(folder: Path, content: bytes) -> Path:
    """A piece that was saved here."""
    evidence = Evidence(folder / "evidence", DEVICE)
    draft, fd = evidence.begin("clip", "cam-01")
    os.write(fd, content)
    os.close(fd)
    return evidence.finish(draft, {"saved_at": "2026-11-21T07:00:00+00:00", "operator": {"id": "ha.le"}}).path


def seal_of(path: Path) -> seals.Seal:
    return seals.read(seals.path_of(path.with_name(f"{path.name}.json")))


def rounds(host: Host, server: Server, count: int = 1) -> EvidenceSender:
    """So many looks at the folder, one after the other."""

    def call(work: Callable[[Any], T]) -> Awaitable[T]:
        async def ask() -> T:
            return work(server)

        return ask()

    async def go() -> EvidenceSender:
        sender = EvidenceSender(host, call)
        for _one in range(count):
            await sender._round()
        return sender

    return asyncio.run(go())


def test_what_was_taken_in_an_outage_is_registered_when_the_server_is_back_and_the_gap_is_told(tmp_path: Path) -> None:
    """Taken at seven, heard at nine: the receipt has both times, and until then nothing is called proven."""
    host, server = Host(tmp_path), Server()
    path = taken(tmp_path, b"x" * (2 * PIECE_BYTES + 5))
    server.is_away = True
    rounds(host, server)
    assert verify(path).code == "unregistered"
    server.is_away = False
    sender = rounds(host, server)
    seal = seal_of(path)
    assert seal.receipt is not None
    assert (seal.receipt.said_at[:13], seal.receipt.registered_at[:13]) == ("2026-11-21T07", "2026-11-21T09")
    assert (seal.stored, b"".join(server.pieces)) == (True, path.read_bytes())
    assert sender.progress[path.name].stored == 1.0
    assert verify(path, known_keys(path.parent)).code == "intact"
    server.asked.clear()
    rounds(host, server)
    assert server.asked == [], "what is done is asked for no more"


def test_a_file_goes_on_where_the_line_broke(tmp_path: Path) -> None:
    host, server = Host(tmp_path), Server()
    path = taken(tmp_path, bytes(3 * PIECE_BYTES + 5))
    server.breaks_at = 2
    rounds(host, server)
    assert (len(server.pieces), seal_of(path).stored, seal_of(path).receipt is not None) == (2, False, True)
    rounds(host, server)
    assert (len(server.pieces), seal_of(path).stored) == (4, True)


@pytest.mark.parametrize(("status", "tries", "notices"), [(422, 1, 1), (500, 3, 0), (404, 3, 0)])
def test_only_a_definite_refusal_is_told_and_given_up(
    tmp_path: Path, possible_noise: list[str], status: int, tries: int, notices: int
) -> None:
    possible_noise.append("evidence .* is refused: no")
    host, server = Host(tmp_path), Server()
    path = taken(tmp_path, b"x")
    server.refuses = status
    rounds(host, server, 3)
    assert server.asked.count("POST evidence") == tries
    assert [one.code for one in host.notices.recent] == ["evidence_refused"] * notices
    assert path.exists()


def test_a_receipt_of_another_server_is_none_and_its_new_key_is_told(tmp_path: Path) -> None:
    """Somebody answers in the server's place with a key of their own: it is kept apart, and the desk says so."""
    host, server = Host(tmp_path), Server()
    taken(tmp_path, b"x")
    rounds(host, server)
    before = known_keys(tmp_path / "evidence")
    server.key = Ed25519PrivateKey.generate()
    taken(tmp_path, b"y")
    rounds(host, server)
    assert [one.code for one in host.notices.recent] == ["evidence_key_changed"]
    assert known_keys(tmp_path / "evidence")[:1] == before


@pytest.mark.parametrize("role", list(Role))
def test_whoever_may_save_it_has_it_registered(tmp_path: Path, role: Role) -> None:
    """What was saved by somebody else of this device goes too; whoever may not leaves it for the next one who may."""
    host, server = Host(tmp_path), Server()
    path = taken(tmp_path, b"x")
    host.actor = SimpleNamespace(role=str(role))
    rounds(host, server)
    sends = role in {Role.OPERATOR, Role.DUTY_OFFICER, Role.SECURITY_ANALYST, Role.AGENCY}
    assert seal_of(path).stored is sends
    assert bool(server.asked) is sends


def test_nobody_signed_in_sends_nothing(tmp_path: Path) -> None:
    host, server = Host(tmp_path), Server()
    taken(tmp_path, b"x")
    host.actor = None
    rounds(host, server)
    assert server.asked == []
