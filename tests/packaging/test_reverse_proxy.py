"""The files of packaging/reverse_proxy: nginx and Caddy take them, and their sizes are those of the server."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import trustme

from backend.entrance.caps import CAPS, KIB, MIB, OTHERS, cap_of
from tests.harness.run import run_patiently

FOLDER = Path(__file__).resolve().parent.parent.parent / "packaging" / "reverse_proxy"
UNITS = {"k": KIB, "m": MIB, "KiB": KIB, "MiB": MIB}
PATHS = (
    "/v1/sign-in", "/v1/sign-in/provider", "/v1/password", "/v1/sign-in/wall", "/v1/sign-in/wall/answer",
    "/v1/actions:batch", "/v1/feeds/records", "/v1/layout-pictures/x", "/v1/points:query",
    "/v1/walls/w/recording", "/v1/walls/w/nodes/n", "/v1/walls/w/nodes/n/stills/s", "/v1/me",
    "/v1/evidence", "/v1/evidence/d/pieces/0", "/v1/messages/receipts/sms", "/co-quan/vao",
    "/co-quan/mat-khau", "/co-quan/viec/i/xong", "/co-quan/viec/i/tiep-nhan", "/phan-anh/", "/phan-anh/CODE",
)  # fmt: skip


def test_every_size_of_the_server_is_asked_for_here() -> None:
    assert {cap_of(path) for path in PATHS} == {*CAPS, OTHERS}


def _bytes(text: str) -> int:
    found = re.fullmatch(r"(\d+)(\w+)", text)
    assert found is not None, text
    return int(found[1]) * UNITS[found[2]]


def _nginx(path: str) -> int:
    """What nginx lets through there: the location that fits exactly, or the longest beginning, or the server's own."""
    text = (FOLDER / "nginx.conf").read_text(encoding="utf-8")
    said = re.findall(r"location (=|\^~) (\S+) \{\s+client_max_body_size (\w+);", text)
    fits = [size for how, where, size in said if (path == where if how == "=" else path.startswith(where))]
    return _bytes(fits[0] if fits else re.findall(r"^    client_max_body_size (\w+);", text, re.MULTILINE)[0])


def _caddy(path: str) -> int:
    text = (FOLDER / "Caddyfile").read_text(encoding="utf-8")
    sizes = dict(re.findall(r"request_body @(\w+) \{\s+max_size (\w+)", text))
    for name, where in re.findall(r"^\t@(\w+) path (.+)$", text, re.MULTILINE):
        one = where.split()
        if name in sizes and any(path.startswith(each[:-1]) if each.endswith("*") else path == each for each in one):
            return _bytes(sizes[name])
    return _bytes(sizes["others"])


TOGETHER = ("/v1/walls/", "/co-quan/viec/", "/phan-anh/")
"""Beginnings whose addresses share one bound at a proxy, the largest."""


@pytest.mark.parametrize("path", PATHS)
def test_a_proxy_lets_through_what_the_server_takes(path: str) -> None:
    """A smaller bound would refuse what is right."""
    shared = [one for start in TOGETHER if path.startswith(start) for one in PATHS if one.startswith(start)]
    expected = max(cap_of(one).most for one in shared or [path])
    assert (_nginx(path), _caddy(path)) == (expected, expected)


def _with_a_certificate(folder: Path, text: str) -> Path:
    pair = trustme.CA().issue_cert("ioc.example.vn")
    pair.private_key_pem.write_to_path(str(folder / "key.pem"))
    pair.cert_chain_pems[0].write_to_path(str(folder / "certificate.pem"))
    file = folder / "proxy.conf"
    file.write_text(text.replace("/etc/ioc/tls/", f"{folder}/"), encoding="utf-8")
    return file


@pytest.mark.skipif(shutil.which("nginx") is None, reason="apt-get install nginx-light")
def test_nginx_takes_its_file(tmp_path: Path) -> None:
    inner = _with_a_certificate(tmp_path, (FOLDER / "nginx.conf").read_text(encoding="utf-8"))
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"pid {tmp_path}/pid; error_log stderr; events {{}}\nhttp {{ access_log off; include {inner};"
        + "".join(
            f" {name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        )
        + " }\n",
        encoding="utf-8",
    )
    done = run_patiently(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(whole)],
        capture_output=True,
        text=True,
        patience_s=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("caddy") is None, reason="apt-get install caddy")
def test_caddy_takes_its_file(tmp_path: Path) -> None:
    file = _with_a_certificate(tmp_path, (FOLDER / "Caddyfile").read_text(encoding="utf-8"))
    command = ["caddy", "validate", "--adapter", "caddyfile", "--config", str(file)]
    done = run_patiently(command, capture_output=True, text=True, patience_s=60, check=False)
    assert done.returncode == 0, done.stderr
