"""Bad input gets a clear sentence in the user's language that names what is wrong, and nothing is lost."""

from __future__ import annotations

import http.server
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.harness.mounted import in_memory
from tests.harness.run import run_patiently
from tests.journeys.city import PACK, ROOT, City, city, free_port
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    """A city at which nothing is done."""
    with city(cameras=False) as running:
        yield running


def _sentence_at_sign_in(data_dir: Path, url: str) -> str:
    with Driver(data_dir, "--backend", url, sign_in=("ha.le", "wrong")) as console:
        state = console.until(lambda s: bool(s.get("error")), 20, "a sentence on the sign-in view")
        assert state["screen"] == "start"
        return str(state["error"])


def test_an_unreachable_backend(tmp_path: Path) -> None:
    said = _sentence_at_sign_in(tmp_path / "desk", f"http://127.0.0.1:{free_port()}")
    assert "Máy chủ" in said
    assert "kiểm tra mạng" in said, "what to do: there is no desk yet on which work could go on"


def test_a_wrong_password(town: City, tmp_path: Path) -> None:
    assert "mật khẩu" in _sentence_at_sign_in(tmp_path / "desk", town.url)


@contextmanager
def _captive_portal() -> Iterator[str]:
    """A network's sign-in page: 200 with HTML, whatever was asked."""

    class Page(http.server.BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = b"<html><body>Please sign in to the Wi-Fi</body></html>"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = _answer  # noqa: N815 - the names that http.server calls

        def log_message(self, *_arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page)
    thread = threading.Thread(target=server.serve_forever, name="portal")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def test_a_network_that_answers_with_its_own_page(tmp_path: Path) -> None:
    with _captive_portal() as url:
        assert "đăng nhập" in _sentence_at_sign_in(tmp_path / "desk", url)


def test_cameras_that_do_not_exist(town: City, tmp_path: Path) -> None:
    """Nobody listens at the cameras' address: each tile says so, and none pretends to be live."""
    with Driver(tmp_path / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console:
        wanted = {"refused", "wrong_address", "no_frames"}
        console.until(
            lambda s: len(s["tiles"]) == 9 and all(tile["state"] in wanted for tile in s["tiles"]),
            20,
            "nine that say why",
        )
        console.until(lambda s: s["links"]["video"]["state"] == "down", 3, "the strip says so as well")


def test_a_city_pack_with_a_wrong_field(tmp_path: Path) -> None:
    pack = tmp_path / "city"
    shutil.copytree(PACK, pack)
    cameras = pack / "demo" / "cameras.yaml"
    text = cameras.read_text(encoding="utf-8").replace("scene: junction", "scenne: junction", 1)
    cameras.write_text(text, encoding="utf-8")
    line = next(number for number, row in enumerate(text.splitlines(), start=1) if "scenne" in row)
    done = run_patiently(
        [sys.executable, "-m", "backend", "check-city", str(pack)],
        cwd=ROOT, capture_output=True, text=True, patience_s=30, check=False,
    )  # fmt: skip
    told = done.stdout + done.stderr
    assert done.returncode != 0
    assert "demo/cameras.yaml" in told
    assert str(line) in told
    assert "scenne" in told


def test_a_full_disk(tmp_path: Path) -> None:
    """Acting on a full disk is refused in words; nothing is shown as saved, and what was saved before stays."""
    with (
        in_memory(tmp_path / "disk", "size=40m") as disk,
        city(cameras=False) as town,
        Driver(disk / "desk", "--backend", town.url, sign_in=("ha.le", town.password)) as console,
    ):
        state = console.until(lambda s: len(s.get("rows", [])) > 20, 20, "a queue")
        town.kill_backend()
        incident = state["rows"][0]["id"]
        console.do("add-note", incident=incident, text="còn chỗ")
        _fill(disk)
        saved: list[str] = []
        with pytest.raises(RefusedError) as refused:
            _write_until_refused(console, incident, saved)
        assert refused.value.code == "full"
        assert "đĩa" in str(refused.value), "the sentence names the disk"
        (disk / "filler").unlink()
        console.do("add-note", incident=incident, text="lại có chỗ")
        expected = len(saved) + 2
        console.until(lambda s: s["outbox"]["waiting"] == expected, 3, f"{expected} saved, the refused one not")


def _write_until_refused(console: Driver, incident: str, saved: list[str]) -> None:
    for number in range(2000):
        saved.append(console.do("add-note", incident=incident, text=f"{number} " + "đầy " * 500)["action_id"])


def _fill(disk: Path) -> None:
    with (disk / "filler").open("wb", buffering=0) as file:
        try:
            while file.write(b"x" * 65536):
                pass
        except OSError:
            return
