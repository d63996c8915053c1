"""The pages in a real browser, as wide as a telephone and without JavaScript: an incident is worked to its end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from backend.web.citizens import id_of
from tests.backend.web.room import WORD, Room, room
from tests.harness.chromium import DRIVER, MISSING, Chromium, chromium

pytestmark = pytest.mark.skipif(DRIVER is None, reason=MISSING)
TARGET_PX = 44
WIDTHS = (390, 768, 1366)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Room]:
    with room(tmp_path) as found:
        yield found


@pytest.fixture
def phone(tmp_path: Path) -> Iterator[Chromium]:
    with chromium(tmp_path) as window:
        yield window


def _signed_in(phone: Chromium, running: Room) -> None:
    phone.open(f"{running.there.url}/co-quan/")
    phone.type(phone.one("#user"), "binh")
    phone.type(phone.one("#password"), WORD)
    phone.follow(phone.named("button", "Đăng nhập"))
    assert phone.url.endswith("/co-quan/viec")


def _is_fit(phone: Chromium, width: int = 390) -> None:
    """Nothing reaches over the edge, and whatever is pressed can be."""
    assert phone.content_width() <= width
    for css in ("button", "summary", "a.row", "a.go", "input:not([type=hidden])", "select", "textarea"):
        for one in phone.all(css):
            rect, shown = phone.rect(one), phone.text(one)
            assert not rect["height"] or rect["height"] >= TARGET_PX or css.startswith("input"), (css, shown, rect)


def test_no_script_runs_there(phone: Chromium) -> None:
    phone.open("data:text/html,<h1>before</h1><script>document.querySelector('h1').textContent='after'</script>")
    assert phone.text(phone.one("h1")) == "before"


def test_an_incident_is_worked_on_a_telephone_without_javascript(
    phone: Chromium, running: Room, tmp_path: Path
) -> None:
    running.give("1", title="Cây đổ chắn đường Trần Phú")
    picture = tmp_path / "hien-truong.jpg"
    Image.new("RGB", (1200, 900), (90, 120, 80)).save(picture)
    _signed_in(phone, running)
    _is_fit(phone)
    phone.follow(phone.one("a.row"))
    _is_fit(phone)
    for step in ("Tiếp nhận", "Đang tới", "Đã tới nơi"):
        phone.follow(phone.named("button", step))
        _is_fit(phone)
    phone.press(phone.named("summary", "Xong"))
    phone.type(phone.one("#xong-text"), "Đã cưa cây, thông đường lúc 9 giờ")
    phone.type(phone.one("#picture"), str(picture))
    _is_fit(phone)
    phone.follow(phone.named("button", "Gửi kết quả"))
    assert "Đã gửi kết quả cho trung tâm." in phone.source
    data = running.data("1")
    assert (data["state"], len(data["attachments"])) == ("resolved", 1)
    assert phone.named("a", data["attachments"][0]["name"])


def test_what_a_reader_of_screens_is_told(phone: Chromium, running: Room) -> None:
    running.give("2", severity=1)
    _signed_in(phone, running)
    assert phone.role(phone.one("svg.shape")) == ("image", "Mức 1: Khẩn cấp")
    phone.follow(phone.one("a.row"))
    assert [phone.role(one)[0] for one in phone.all("h1, h2")] == ["heading"] * 4
    phone.press(phone.named("summary", "Hỏi lại"))
    assert phone.role(phone.one("#hoi-lai-text")) == ("textbox", "Câu hỏi cho trung tâm")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_fits_its_window(phone: Chromium, running: Room, width: int, tmp_path: Path) -> None:
    long = "Ngã tư Nguyễn Thị Minh Khai, Trần Hưng Đạo, trước cổng Trung tâm phục vụ hành chính công " * 2
    for number, severity in enumerate((1, 2, 3, 4)):
        running.give(str(number), severity=severity, title=long if severity == 2 else "Cây đổ", place=long,
                     minutes_ago=number * 6, drill=severity == 4)  # fmt: skip
    phone.wide(width, 844)
    phone.open(f"{running.there.url}/co-quan/")
    _is_fit(phone, width)
    _signed_in(phone, running)
    _is_fit(phone, width)
    phone.open(f"{running.there.url}/co-quan/viec/1")
    _is_fit(phone, width)


def test_a_citizen_reports_follows_and_rates_on_a_telephone(phone: Chromium, running: Room, tmp_path: Path) -> None:
    picture = tmp_path / "cong-tac.png"
    Image.new("RGB", (800, 600), (60, 80, 100)).save(picture)
    phone.open(f"{running.there.url}/phan-anh/")
    _is_fit(phone)
    phone.type(phone.one("#what"), "Cống tắc trước trường học, nước tràn vào lớp")
    phone.type(phone.one("#where"), "Trước 12 Trần Phú")
    phone.type(phone.one("#phone"), "0912 345 490")
    phone.type(phone.one("#picture"), str(picture))
    phone.press(phone.one("#consent"))
    phone.follow(phone.named("button", "Gửi phản ánh"))
    code = phone.text(phone.one(".code"))
    _is_fit(phone)
    key = id_of(code)
    assert len(running.data(key)["attachments"]) == 1
    answer = {"at": running.data(key)["created_at"], "text": "Đã thông cống lúc 9 giờ.", "actor_name": "Lê Thu Hà"}
    running.ledger.publish([("incident", key, running.data(key) | {"state": "resolved", "replies": [answer]})])
    phone.open(f"{running.there.url}/phan-anh/")
    phone.type(phone.one("#code"), code.lower())
    phone.follow(phone.named("button", "Xem"))
    _is_fit(phone)
    assert "Đã thông cống lúc 9 giờ." in phone.source
    phone.press(phone.one("#sao-4"))
    phone.type(phone.one("#text"), "Nhanh")
    phone.follow(phone.named("button", "Gửi đánh giá"))
    assert "Bạn đã đánh giá 4/5: Nhanh" in phone.source
    assert running.data(key)["satisfaction"] == 4
