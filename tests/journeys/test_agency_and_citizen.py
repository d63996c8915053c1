"""A citizen's report goes its whole way over real processes: to the room, to an agency on a telephone, and back."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from backend.web.citizens import id_of
from tests.backend.device import Device
from tests.backend.web.browser import Browser
from tests.journeys.city import ROOT, City, city

pytestmark = pytest.mark.journey
AGENCY, WORD = "Thoát nước", "ba con mèo trên mái ngói"


@pytest.fixture
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


def _command(town: City, *arguments: str, said: str = "") -> str:
    """What a command of the server's own says."""
    told = [sys.executable, "-m", "backend", *arguments, "--database", f"sqlite:///{town.database}"]
    done = subprocess.run(told, cwd=ROOT, input=said, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (90, 120, 80)).save(out, "JPEG")
    return out.getvalue()


class Incident:
    """One, as somebody at a desk acts on it."""

    def __init__(self, device: Device, key: str) -> None:
        self._device, self._key = device, key

    @property
    def record(self) -> dict[str, Any]:
        """Version and data as they are now."""
        items = self._device.call("GET", "/v1/sync/snapshot").json()["items"]
        found: dict[str, Any] = next(one for one in items if one["id"] == self._key)
        return found

    def does(self, verb: str, **payload: Any) -> None:
        """One action, taken."""
        (result,) = self._device.send(self._device.action(verb, self.record, **payload))
        assert result["result"] == "applied", result


def test_from_a_citizen_to_an_agency_and_back(town: City) -> None:
    _command(town, "user", "add", "--id", "tn.binh", "--name", "Trần Văn Bình", "--role", "agency", "--agency", AGENCY,
             said=f"{WORD}\n")  # fmt: skip
    room, officer = Device(town, "ha.le", "desk-1"), Device(town, "an.nguyen", "desk-2")
    with Browser(town.url) as citizen, Browser(town.url) as phone:
        form = citizen.open("/phan-anh/").form("/phan-anh/")
        form.fields |= {"what": "Cống tắc trước trường", "where": "12 Trần Phú", "phone": "0912345490", "consent": "1"}
        page = citizen.send(form, {"picture": ("a.jpg", _photo(), "image/jpeg")})
        code = page.answer.url.rpartition("/")[2].partition("?")[0]
        at_desk = Incident(room, id_of(code))

        at_desk.does("acknowledge")
        at_desk.does("verify", text="Đã xem hình")
        kind, level = "ngap-duong", "binh-thuong"
        at_desk.does("classify", kind=kind, level=level)
        at_desk.does("forward", agency=AGENCY, assignee_version=0)
        assert "Đang được xử lý." in citizen.open(f"/phan-anh/{code}").words

        page = phone.sign_in("tn.binh", WORD)
        assert "Cống tắc trước trường" in page.words
        page = phone.open(next(link for link in page.links if link.endswith(id_of(code))))
        for step in ("tiep-nhan", "dang-toi", "da-toi-noi"):
            page = phone.send(page.form(step))
        page = phone.send(page.form("xong"), {"picture": ("b.jpg", _photo(), "image/jpeg")}, text="Đã nạo vét")
        assert "Đã gửi kết quả cho trung tâm." in page.words
        data = at_desk.record["data"]
        assert (data["state"], data["stage"], len(data["attachments"])) == ("resolved", "da-xu-ly", 2)
        digest = data["attachments"][-1]["sha256"]
        assert room.call("GET", f"/v1/incidents/{id_of(code)}/pictures/{digest}").status_code == 200

        at_desk.does("reply", text="Cống đã được nạo vét lúc 9 giờ.")
        page = citizen.open(f"/phan-anh/{code}")
        assert "Cống đã được nạo vét lúc 9 giờ." in page.words
        form = page.form("")
        form.action = f"/phan-anh/{code}"
        assert "Bạn đã đánh giá 5/5" in citizen.send(form, stars="5").words
        Incident(officer, id_of(code)).does("close", satisfaction=1)
        assert at_desk.record["data"]["satisfaction"] == 5

    for device in (room, officer):
        device.http.close()
    proofs = {line["type"]: line["proof"] for line in town.log() if line["device_id"] == "web.tn.binh"}
    assert proofs == {"agency_step": "web", "resolve": "web", "attach": "web"}
    _command(town, "audit", "verify")
