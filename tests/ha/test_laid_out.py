"""What packaging/ha lays out is taken by the programs that it is for, as Debian ships them."""

from __future__ import annotations

import re
import shutil
import stat
from pathlib import Path

import pytest
import trustme

from backend.audit import keys as audit_keys
from backend.evidence import keys as evidence_keys
from contract.keys import public_text
from tests.ha.balancer import needs_haproxy
from tests.ha.laid_out import HA, lay_out, settings
from tests.harness.run import run_patiently

MACHINES = ("a", "b", "c")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The three machines, each below its letter, with the same secrets."""
    folder = tmp_path_factory.mktemp("laid")
    lay_out(folder, settings(folder, CERTIFICATE=str(folder / "consoles.pem")))
    trustme.CA().issue_cert("ioc.test").private_key_and_cert_chain_pem.write_to_path(str(folder / "consoles.pem"))
    return folder


def _files(root: Path, machine: str) -> dict[str, Path]:
    folder = root / machine
    return {str(path.relative_to(folder)): path for path in folder.rglob("*") if path.is_file()}


def test_each_machine_has_its_files_and_nothing_is_left_to_fill_in(root: Path) -> None:
    for machine in MACHINES:
        files = _files(root, machine)
        assert {"etc/default/etcd", "etc/patroni/config.yml", "etc/pgbackrest.conf"} <= files.keys()
        assert ("etc/haproxy/haproxy.cfg" in files) == ("etc/systemd/system/ioc-backend.service" in files)
        assert ("etc/haproxy/haproxy.cfg" in files) == (machine in "ab")
        for path in files.values():
            assert not re.search(r"@[A-Z_]+@", path.read_text(encoding="utf-8")), path


def test_who_is_not_meant_reads_no_secret(root: Path) -> None:
    secrets = {path.read_text(encoding="ascii").strip() for path in (root / "a/etc/ioc-console/secrets").iterdir()}
    words = {word for word in secrets if "\n" not in word and ":" not in word}
    assert len(words) == 7
    for machine in MACHINES:
        for path in _files(root, machine).values():
            text = path.read_text(encoding="utf-8")
            if "PRIVATE KEY" in text or any(word in text for word in words):
                assert not stat.S_IMODE(path.stat().st_mode) & stat.S_IRWXO, path


def test_both_servers_have_the_same_keys(root: Path) -> None:
    folders = [root / machine / "etc/ioc-console/secrets" for machine in MACHINES]
    assert len({public_text(audit_keys.key_of(folder / "audit-key", "en")) for folder in folders}) == 1
    assert len({evidence_keys.keys_in(folder / "evidence-key", "en").seal for folder in folders}) == 1
    for machine in "ab":
        unit = (root / machine / "etc/systemd/system/ioc-backend.service").read_text(encoding="utf-8")
        for name in ("audit-key", "evidence-key"):
            assert f"LoadCredential={name}:/etc/ioc-console/secrets/{name}\n" in unit
            assert f"-file %d/{name} " in unit


def test_what_was_there_is_kept_beside(tmp_path: Path) -> None:
    told = settings(tmp_path)
    lay_out(tmp_path, told)
    conf = tmp_path / "a/etc/default/etcd"
    conf.write_text("theirs\n", encoding="utf-8")
    lay_out(tmp_path, told)
    assert conf.with_name("etcd.before").read_text(encoding="utf-8") == "theirs\n"
    assert "theirs" not in conf.read_text(encoding="utf-8")


def test_a_setting_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "settings").write_text("MACHINE_A=127.0.0.1\n", encoding="utf-8")
    command = [str(HA / "lay-out"), "secrets", str(tmp_path / "settings"), "--root", str(tmp_path)]
    done = run_patiently(command, capture_output=True, text=True, check=False, patience_s=60)
    assert done.returncode == 1
    assert done.stderr.splitlines() == ["Tệp cài đặt thiếu MACHINE_B.", "The settings have no MACHINE_B."]


@needs_haproxy
def test_haproxy_takes_its_file(root: Path) -> None:
    for machine in "ab":
        conf = root / machine / "etc/haproxy/haproxy.cfg"
        command = ["/usr/sbin/haproxy", "-c", "-f", str(conf)]
        done = run_patiently(command, capture_output=True, text=True, check=False, patience_s=60)
        assert (done.returncode, "WARNING" in done.stderr) == (0, False), done.stderr


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed")
def test_systemd_takes_the_units(root: Path) -> None:
    for machine in MACHINES:
        units = [path for name, path in _files(root, machine).items() if name.startswith("etc/systemd")]
        command = ["systemd-analyze", "verify", "--man=no", *(str(one) for one in units)]
        done = run_patiently(command, capture_output=True, text=True, check=False, patience_s=60)
        told = [line for line in done.stderr.splitlines() if "ioc-" in line and "not executable" not in line]
        assert told == []
