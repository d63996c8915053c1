"""A city that is served begins with what its pack says and nothing that happened; a pack is applied beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.backend.device import Device
from tests.harness.postgresql import URL, begun, drop
from tests.harness.run import run_patiently
from tests.journeys.city import PACK, ROOT, Service

PASSWORD = "chin con trau dong"


@dataclass
class Town:
    """A server that was started as an administrator starts it."""

    folder: Path
    database: str
    pack: Path
    url: str = ""
    password: str = PASSWORD
    service: Service | None = None

    def start(self) -> None:
        """Serve, on any port."""
        options = ("serve", "--database", self.database, "--city", str(self.pack), "--port", "0")
        self.service = Service(*options, log_path=self.folder / "log")
        self.url = str(self.service.ready["url"])

    def backend(self, *arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        """Another command on the same database."""
        return run_patiently(
            [sys.executable, "-m", "backend", *arguments, "--database", self.database, "--lang", "en"],
            cwd=ROOT, input=said, capture_output=True, encoding="utf-8", patience_s=60, check=False,
        )  # fmt: skip

    def desk(self) -> Device:
        """Somebody who was let in."""
        added = self.backend("user", "add", "--id", "ha.le", "--name", "Lê Thu Hà", said=PASSWORD + "\n")
        assert added.returncode == 0, added.stderr
        return Device(self, "ha.le", f"desk-{os.getpid()}")


@pytest.fixture(params=["sqlite", "postgresql"])
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Town]:
    """On either database; on PostgreSQL where IOC_TEST_POSTGRESQL names one."""
    shutil.copytree(PACK, tmp_path / "city")
    schema = f"empty_{os.getpid()}"
    if request.param == "postgresql" and not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    database = begun(URL, schema) if request.param == "postgresql" else f"sqlite:///{tmp_path / 'city.db'}"
    running = Town(tmp_path, database, tmp_path / "city")
    running.start()
    try:
        yield running
    finally:
        if running.service is not None:
            running.service.kill()
        if request.param == "postgresql":
            drop(URL, schema)


def _items(desk: Device) -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for item in desk.call("GET", "/v1/sync/snapshot").json()["items"]:
        found.setdefault(item["type"], {})[item["id"]] = item["data"]
    return found


def _edit(pack: Path, file: str, old: str, new: str) -> None:
    text = (pack / file).read_text(encoding="utf-8")
    assert old in text
    (pack / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_served_city_begins_empty(town: Town) -> None:
    assert town.backend("user", "list").stdout == "", "nobody is let in by the pack"
    desk = _items(town.desk())
    found = desk
    assert set(found) == {
        "camera", "indicator", "source", "layout", "wall", "alarm_rule", "plan", "checklist", "template", "contact",
        "city_map", "life_cycle", "shift",
    }  # fmt: skip
    assert (len(found["camera"]), len(found["indicator"]), len(found["layout"])) == (24, 26, 6)
    for data in found["indicator"].values():
        assert data.get("value") is None
        assert data.get("as_of") is None
        assert data["guidance"]
    assert all(data.get("last_report_at") is None for data in found["source"].values())
    assert not [one for one in found["shift"]["current"]["people"] if one.get("present_since")]


def test_a_pack_that_changed_is_compared_first_and_applied_once_somebody_says_yes(town: Town) -> None:
    desk = town.desk()
    before = _items(desk)
    cursor = desk.call("GET", "/v1/sync/snapshot").json()["as_of_cursor"]
    apply = ("city", "apply", str(town.pack))
    nothing = town.backend(*apply)
    assert (nothing.returncode, nothing.stdout) == (0, "Nothing changes.\n")
    _edit(town.pack, "cameras.yaml", "name: Cầu Bến Đá", "name: Cầu Bến Đá mới")
    _edit(town.pack, "cameras.yaml", "path: cam-03", "main_url: 'rtsp://10.1.2.3:554/Streaming/Channels/101'")
    shown = town.backend(*apply)
    assert shown.returncode == 4, shown.stderr
    assert "      name: “Cầu Bến Đá” → “Cầu Bến Đá mới”\n" in shown.stdout
    assert "0 to add, 2 to change, 0 to remove" in shown.stdout
    assert "--yes" in shown.stderr
    assert _items(desk) == before
    done = town.backend(*apply, "--yes")
    assert (done.returncode, done.stdout) == (0, shown.stdout + "Applied.\n")
    page = desk.call("GET", f"/v1/sync/changes?cursor={cursor}").json()
    changes = page["changes"]
    after = desk.call("GET", f"/v1/sync/changes?cursor={page['next_cursor']}")
    assert (after.status_code, after.json()["changes"]) == (200, []), (
        "the server goes on from what another process wrote"
    )
    assert {one["id"] for one in changes} == {"cam-02", "cam-03"}
    address = {one["id"]: one["data"]["main_url"] for one in changes}
    assert address["cam-03"] == "rtsp://10.1.2.3:554/Streaming/Channels/101"
    assert address["cam-02"] == before["camera"]["cam-02"]["main_url"], "as the server was told where cameras are"
    assert "10.1.2.3" in desk.call("GET", "/v1/cameras/access").json()["hosts"], "consoles may go there"
    assert town.backend(*apply).returncode == 0


def test_a_pack_that_changed_is_read_at_the_next_start(town: Town) -> None:
    assert town.service is not None
    town.service.kill()
    _edit(town.pack, "indicators.yaml", 'short_name: "Vận tốc trung bình"', 'short_name: "Vận tốc"')
    _edit(town.pack, "templates.yaml", "- id: da-goi", "- id: da-goi-roi")
    town.start()
    found = _items(town.desk())
    assert found["indicator"]["cs-02"]["short_name"] == "Vận tốc"
    assert {"da-goi", "da-goi-roi"} <= set(found["template"]), "nothing is removed by a start"
    said = (town.folder / "log").read_text(encoding="utf-8")
    assert "~ chỉ số cs-02 “Vận tốc trung bình giờ cao điểm trên các trục chính”" in said
    assert "! văn bản mẫu da-goi “Đã gọi lực lượng”: không còn trong thư mục thành phố" in said


def test_faults_of_a_pack_are_named_and_nothing_is_written(town: Town) -> None:
    _edit(town.pack, "cameras.yaml", "lat: 9.6262", "lat: 99.6")
    done = town.backend("city", "apply", str(town.pack), "--yes")
    assert (done.returncode, done.stdout) == (3, "")
    assert "cameras.yaml, line 4, field [2].lat" in done.stderr
