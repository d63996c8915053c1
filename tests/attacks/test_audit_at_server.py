"""A server's audit is attacked from outside: floods, silent new beginnings, another past, and who reads it."""

from __future__ import annotations

import asyncio
import json
import socket
import ssl
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import delete, select, update

from backend.__main__ import main
from backend.audit.checkpoints import sign
from backend.audit.exporting import heads_in
from backend.audit.lines import note
from backend.audit.syslog import Address, LogServer
from backend.audit.tally import FIRST, PER_MINUTE, Key, Tally
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger, read_all
from backend.ledger.schema import audit_checkpoints, audit_lines, counters
from backend.people.accounts import Accounts
from backend.people.roles import Role
from console.base.notices import Notices
from console.sync.audit_heads import DOUBTED_NOTE, NOTE, AuditHeads
from contract.chain import chain_hash
from offline_cache.cache import Cache
from offline_cache.feeds import get_meta
from offline_cache.schema import migrate_outbox
from tests.backend.device import Device
from tests.backend.operations.server import PASSWORD, Served, served
from tests.harness.proven import Proven, key_of


def lines_of(ledger: Ledger) -> list[Any]:
    with ledger.engine.connect() as connection:
        return list(connection.execute(select(audit_lines).order_by(audit_lines.c.number)))


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    found = Ledger(open_engine(f"sqlite:///{tmp_path / 'city.db'}"))
    yield found
    found.engine.dispose()


@pytest.fixture
def town(ledger: Ledger) -> Iterator[Served]:
    with served(ledger) as running:
        yield running


def _device(town: Served, name: str, role: Role = Role.OPERATOR) -> Device:
    Accounts(town.ledger).put(str(role), str(role), role, "", PASSWORD)
    return Device(SimpleNamespace(url=town.url, password=PASSWORD), str(role), name)


# who did what is written down


def test_sign_ins_wrong_passwords_and_forbidden_doors_are_written_down(town: Served) -> None:
    """Somebody tries passwords and doors, and nobody would ever know."""
    desk = _device(town, "desk-1")
    wrong = {"user": "operator", "password": "đoán", "device_id": "desk-9"}
    proven = Proven(key_of("desk-9"))
    assert requests.post(town.url + "/v1/sign-in", json=wrong, auth=proven, timeout=60).status_code == 401
    assert desk.call("GET", "/v1/audit/lines").status_code == 403
    desk.call("POST", "/v1/sign-out").raise_for_status()
    told = [(line.kind, line.who, line.device, line.source, json.loads(line.what)) for line in lines_of(town.ledger)]
    found = {kind: (who, device, source, what) for kind, who, device, source, what in told}
    assert found["signed-in"][:3] == ("operator", "desk-1", "127.0.0.1")
    assert found["signed-out"][:2] == ("operator", "desk-1")
    refused = [(who, what["code"]) for kind, who, _device, _source, what in told if kind == "refused"]
    assert refused == [("operator", "bad-credentials"), ("operator", "forbidden")]
    assert "đoán" not in str(told)


def test_a_flood_of_refusals_is_counted_and_fills_no_disk(ledger: Ledger) -> None:
    """A thousand refusals from one address, and from as many addresses as there are tries."""
    tally = Tally(ledger)
    for _number in range(1000):
        tally.refused(Key("refused", "an", "192.0.2.1"), "desk", {"code": "bad-credentials"})
    for number in range(2000):
        tally.refused(Key("refused", "an", f"198.51.{number // 256}.{number % 256}"), "desk", {"code": "bad-token"})
    tally.write()
    told = [line for line in lines_of(ledger) if line.kind != "begun"]
    ones = [line for line in told if line.kind == "refused"]
    assert len([line for line in ones if line.source == "192.0.2.1"]) == FIRST
    assert len(ones) == PER_MINUTE
    more = sum(json.loads(line.what)["times"] for line in told if line.kind == "refused-more")
    assert len(ones) + more == 3000, "none is lost in the flood"
    assert len(told) < 600


def test_who_reads_the_audit_is_an_administrator_and_is_written_down(town: Served) -> None:
    """An operator, a duty officer and a wall read who did what."""
    for role in (Role.OPERATOR, Role.DUTY_OFFICER, Role.WALL):
        assert town.get("/v1/audit/lines", town.token(role)).status_code == 403
    admin = town.token(Role.ADMIN)
    page = town.get("/v1/audit/lines?kind=refused", admin).json()
    assert {line["kind"] for line in page["lines"]} == {"refused"}
    assert [line["number"] for line in page["lines"]] == sorted((one["number"] for one in page["lines"]), reverse=True)
    assert town.get("/v1/audit/lines?limit=1", admin).json()["next_before"] is not None
    assert town.get("/v1/audit/lines?who=nobody", admin).json()["lines"] == []
    assert town.get("/v1/audit/lines?since=2026-99-99", admin).status_code == 422


def test_an_export_is_for_who_may_read_and_only_signed(town: Served) -> None:
    """An operator asks for the whole audit, and an administrator where there is no key to sign it with."""
    assert town.get("/v1/audit/export", town.token()).status_code == 403
    answer = town.get("/v1/audit/export", town.token(Role.ADMIN))
    assert (answer.status_code, answer.json()["code"]) == (409, "no-audit-key")


# a chain that begins anew


def test_a_devices_chain_never_begins_anew_in_silence(town: Served) -> None:
    """A device that is known sends a second first action, by itself or behind a link that it says was withdrawn."""
    town.ledger.publish([("incident", "i1", {"code": "SC", "title": "Ngập", "severity": 3, "state": "new"})])
    desk = _device(town, "desk-1")
    target = {"id": "i1", "version": 1, "type": "incident"}
    assert desk.send(desk.action("note", target, text="một"))[0]["result"] == "applied"
    desk.head = ""
    again = desk.send(desk.action("note", target, text="lại từ đầu"))[0]
    assert (again["result"], again["problem"]["code"]) == ("rejected", "chain-broken")

    desk.head = ""
    gone = desk.action("note", target, text="rút lại")
    behind = desk.send(desk.action("note", target, text="sau đó"), skipped=(gone,))[0]
    assert (behind["result"], behind["problem"]["code"]) == ("rejected", "chain-broken")
    assert not [line for line in lines_of(town.ledger) if line.kind == "chain-restarted"]


def test_a_lost_outbox_says_so_and_goes_on(town: Served) -> None:
    """Not an attack: the console's outbox is lost, and says so; twice the same batch is one new beginning."""
    town.ledger.publish([("incident", "i1", {"code": "SC", "title": "Ngập", "severity": 3, "state": "new"})])
    desk = _device(town, "desk-1")
    target = {"id": "i1", "version": 1, "type": "incident"}
    desk.send(desk.action("note", target, text="một"))
    desk.head = ""
    action = desk.action("note", target, text="hai") | {"device_seq": 2}
    body = {"device_id": "desk-1", "actions": [action], "restart": "outbox-lost"}
    answers = [desk.call("POST", "/v1/actions:batch", json=body).json() for _ in range(2)]
    assert [one["results"][0]["result"] for one in answers] == ["applied", "duplicate"]
    assert [one["chain_restarted"] for one in answers] == [True, True], "the answer may have been lost on the way"
    [told] = [line for line in lines_of(town.ledger) if line.kind == "chain-restarted"]
    assert (told.who, told.device) == ("operator", "desk-1")
    assert json.loads(told.what) == {"reason": "outbox-lost", "after": 1, "first": action["hash"]}
    assert action["hash"] == chain_hash({**action, "device_id": "desk-1"})
    assert [line["params"]["device_id"] for line in _told_in_the_log(town)] == ["desk-1"], "once, to the whole room"


def _told_in_the_log(town: Served) -> list[dict[str, Any]]:
    """What the room's log says of chains that began anew."""
    with town.ledger.engine.connect() as connection:
        lines = read_all(connection, "log_entry").values()
    return [line for line in lines if line["event"] == "chain_restarted"]


def test_nobody_hides_a_new_beginning_behind_one_that_is_known(town: Served) -> None:
    """A batch repeats a first link that the server has, as if it came once more, and brings another."""
    town.ledger.publish([("incident", "i1", {"code": "SC", "title": "Ngập", "severity": 3, "state": "new"})])
    desk = _device(town, "desk-1")
    target = {"id": "i1", "version": 1, "type": "incident"}
    old = desk.action("note", target, text="một") | {"device_seq": 1}
    body = {"device_id": "desk-1", "restart": "outbox-lost"}
    first = desk.call("POST", "/v1/actions:batch", json=body | {"actions": [old]}).json()
    assert not first["chain_restarted"], "a new device begins, and begins nothing anew"
    again = desk.call("POST", "/v1/actions:batch", json=body | {"actions": [old]}).json()
    assert (again["chain_restarted"], _told_in_the_log(town)) == (False, [])
    desk.head = ""
    other = desk.action("note", target, text="hai") | {"device_seq": 2}
    hidden = desk.call("POST", "/v1/actions:batch", json=body | {"actions": [old, other]}).json()
    assert (hidden["chain_restarted"], len(_told_in_the_log(town))) == (True, 1)
    assert [line.kind for line in lines_of(town.ledger)].count("chain-restarted") == 1


# consoles keep heads


class _Desk:
    """As much of a session as the heads need."""

    def __init__(self, device: Device, box: Cache) -> None:
        self.notices = Notices()
        self.caches = (box, box)
        self._device = device

    async def call(self, work: Any) -> Any:
        def call(method: str, path: str, query: dict[str, Any]) -> Any:
            return self._device.call(method, path, params=query).json()

        return await asyncio.to_thread(work, SimpleNamespace(call=call))


def test_a_desk_finds_out_a_server_with_another_past(town: Served, tmp_path: Path, expected_noise: list[str]) -> None:
    """Whoever holds database and key deletes a night of the audit, computes it anew and signs that."""
    expected_noise.append("the server's audit is not the one that was kept")
    key, ledger = Ed25519PrivateKey.generate(), town.ledger
    device = _device(town, "desk-1")
    for number in range(20):
        with ledger.aside() as connection:
            note(connection, "signed-in", f"user-{number}")
    sign(ledger, key, now=True)

    async def look() -> None:
        box = Cache(tmp_path / "outbox.db", migrate_outbox)
        await box.open()
        desk = _Desk(device, box)
        try:
            heads = AuditHeads(desk)  # type: ignore[arg-type]
            await heads.look()
            first = json.loads(await box.read(lambda db: get_meta(db, NOTE)))
            with ledger.aside() as connection:
                note(connection, "signed-in", "one-more")
            sign(ledger, key, now=True)
            await heads.look()
            then = json.loads(await box.read(lambda db: get_meta(db, NOTE)))
            assert then["number"] > first["number"]
            assert not list(desk.notices.recent), "what goes on well is no news"

            _computed_anew(ledger, 10)
            sign(ledger, key, now=True)
            await heads.look()
            assert [notice.code for notice in desk.notices.recent] == ["audit_broken"]
            doubted = await box.read(lambda db: get_meta(db, DOUBTED_NOTE))
            assert [one["number"] for one in json.loads(doubted)] == [then["number"]]
            (tmp_path / "heads.json").write_text(doubted, encoding="utf-8")
            await heads.look()
            assert len(list(desk.notices.recent)) == 1, "told once"
        finally:
            box.close()

    asyncio.run(look())
    assert heads_in(tmp_path / "heads.json")
    arguments = ["audit", "verify", "--database", str(ledger.engine.url), "--lang", "en"]
    assert main(arguments) == 0, "the server's own is whole"
    assert main([*arguments, "--heads", str(tmp_path / "heads.json")]) == 1


def _computed_anew(ledger: Ledger, last: int) -> None:
    with ledger.aside() as connection:
        connection.execute(delete(audit_lines).where(audit_lines.c.number > last))
        connection.execute(delete(audit_checkpoints))
        connection.execute(update(counters).where(counters.c.name == "lines").values(value=last))
    for number in range(30):
        with ledger.aside() as connection:
            note(connection, "signed-in", f"nobody-{number}")


# the log server


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost, and its key."""
    folder, key = tmp_path_factory.mktemp("tls"), generate_private_key(SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "cert.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    return folder / "cert.pem", folder / "key.pem"


def test_a_log_server_has_a_copy_of_every_line(ledger: Ledger, tmp_path: Path, certificate: tuple[Path, Path]) -> None:
    """The log is computed anew behind the log server's back: its copy names the first line."""
    for number in range(25):
        with ledger.aside() as connection:
            note(connection, "signed-in", f'user "{number}]', what={"n": number})
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*certificate)
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            accepted, _peer = listener.accept()
            with context.wrap_socket(accepted, server_side=True) as connection:
                while part := connection.recv(65536):
                    heard.append(part)

        thread = threading.Thread(target=serve, name="log-server", daemon=True)
        thread.start()
        there = LogServer(ledger, Address("localhost", listener.getsockname()[1], certificate[0]))
        assert there.tell() == 26
        assert there.tell() == 0, "each once"
        there.close()
        thread.join()
    told = b"".join(heard)
    messages = []
    while told:
        size, _blank, rest = told.partition(b" ")
        messages.append(rest[: int(size)].decode())
        told = rest[int(size) :]
    assert len(messages) == 26
    assert messages[1].startswith("<109>1 20")
    assert 'who="user \\"0\\]"' in messages[1]
    (tmp_path / "syslog").write_text("\n".join(messages), encoding="utf-8")
    assert heads_in(tmp_path / "syslog") == [(line.number, line.hash) for line in lines_of(ledger)]


def test_a_log_server_that_is_nobodys_or_away_is_told_nothing_and_holds_nobody_up(
    ledger: Ledger, certificate: tuple[Path, Path], caplog: pytest.LogCaptureFixture, expected_noise: list[str]
) -> None:
    """Somebody stands in the log server's place without its certificate; nobody who acts waits for it."""
    expected_noise.append("the log server localhost is not told")
    with ledger.aside() as connection:
        note(connection, "signed-in", "an")
    with socket.create_server(("127.0.0.1", 0)) as listener:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)

        def serve() -> None:
            accepted, _peer = listener.accept()
            try:
                context.wrap_socket(accepted, server_side=True).close()
            except OSError:
                accepted.close()

        thread = threading.Thread(target=serve, name="no-log-server", daemon=True)
        thread.start()
        there = LogServer(ledger, Address("localhost", listener.getsockname()[1], None))
        assert there.tell() == 0
        thread.join()
        assert there.tell() == 0, "it is left alone for a while"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
    assert len(lines_of(ledger)) == 2


# an export


def test_an_export_is_signed_and_one_that_was_changed_is_named(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Somebody changes a line of an export, or signs it anew with a key of their own."""
    database = str(ledger.engine.url)
    for number in range(5):
        with ledger.aside() as connection:
            note(connection, "signed-in", f"user-{number}")
    key, other = tmp_path / "audit.key", tmp_path / "other.key"
    for one in (key, other):
        assert main(["audit", "key", "new", str(one)]) == 0
    assert main(["audit", "key", "new", str(key)]) == 1, "a key is never written over"
    capsys.readouterr()
    assert main(["audit", "key", "show", str(key)]) == 0
    public = capsys.readouterr().out.strip()
    out = tmp_path / "audit.jsonl"
    export = ["audit", "export", str(out), "--database", database, "--lang", "en"]
    assert main(export) == 1, "no key was named"
    out.unlink(missing_ok=True)
    assert main([*export, "--audit-key-file", str(key)]) == 0
    check = ["audit", "verify", "--file", str(out), f"--key={public}"]  # a key may begin with a dash
    assert main(check) == 0
    content = out.read_text(encoding="utf-8")
    out.write_text(content.replace("user-3", "user-4"), encoding="utf-8")
    assert main(check) == 1
    out.unlink()
    assert main([*export, "--audit-key-file", str(other)]) == 0
    assert main(check) == 1
    assert main(["audit", "verify", "--file", str(out)]) == 0, "whoever names no key believes the file's own"
    assert key.stat().st_mode & 0o077 == 0
