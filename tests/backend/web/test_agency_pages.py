"""An agency works by its pages: what it sees, each step once and in order, and nothing of anybody else's."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from sqlalchemy import select

from backend.actions import log as action_log
from backend.audit.lines import note  # noqa: F401 - the audit's tables are there
from backend.ledger.schema import actions
from tests.backend.web.room import BUILDING, WATER, Room


def _photo(**how: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (640, 480), (90, 120, 80)).save(out, "JPEG", **how)
    return out.getvalue()


def test_the_queue_has_what_was_given_to_the_agency_by_deadline_and_nothing_else(web: Room) -> None:
    web.give("q1", minutes_ago=14, title="Sắp quá hạn")
    web.give("q2", minutes_ago=1, title="Mới chuyển")
    web.give("q3", minutes_ago=30, title="Đã quá hạn")
    web.give("q4", WATER, title="Của cơ quan khác")
    web.give("q5", title="Việc của trung tâm", agency="", assignee_id="ha.le", assignee_name="Lê Thu Hà")
    with web.browser() as browser:
        page = browser.open("/co-quan/viec")
    order = [page.words.index(one) for one in ("Đã quá hạn", "Sắp quá hạn", "Mới chuyển")]
    assert order == sorted(order)
    assert "quá hạn 15 phút" in page.words
    assert "Của cơ quan khác" not in page.words
    assert "Việc của trung tâm" not in page.words


def test_an_incident_is_worked_step_by_step_and_only_what_is_possible_is_offered(web: Room) -> None:
    web.give("s1")
    with web.browser() as browser:
        page = web.incident(browser, "s1")
        assert page.steps == {"tiep-nhan", "tu-choi", "hoi-lai"}
        page = browser.send(page.form("tiep-nhan"))
        assert "Đã ghi nhận: cơ quan tiếp nhận." in page.words
        assert page.steps == {"dang-toi", "da-toi-noi", "tu-choi", "hoi-lai", "xong", "chuyen"}
        page = browser.send(page.form("dang-toi"))
        page = browser.send(page.form("da-toi-noi"))
        assert page.steps == {"hoi-lai", "xong", "chuyen"}
        page = browser.send(page.form("xong"), text="Đã dọn cây, thông đường")
    assert page.steps == set()
    data = web.data("s1")
    assert (data["state"], data["resolution"]) == ("resolved", "Đã dọn cây, thông đường")
    assert [line["verb"] for line in data["history"]] == ["forward", *["agency_step"] * 3, "resolve"]


def test_what_was_done_there_is_in_the_log_as_done_there(web: Room) -> None:
    web.give("l1")
    with web.browser() as browser:
        browser.send(web.incident(browser, "l1").form("tiep-nhan"))
    with web.ledger.engine.connect() as connection:
        row = connection.execute(select(actions).where(actions.c.target_id == "l1")).one()
        rows = connection.execute(select(actions).order_by(actions.c.audit_seq)).all()
    assert (row.actor_id, row.device_id, row.proof) == ("binh", "web.binh", "web")
    assert row.author_signature
    assert row.signature
    assert action_log.audit(rows) is None


def test_who_reported_is_on_no_page(web: Room) -> None:
    told = {"at": "2026-11-21T03:00:00.000Z", "verb": "reveal", "actor_name": "Lê Thu Hà", "text": "gọi lại anh Sơn"}
    web.give("p1", history=[told])
    with web.browser() as browser:
        page = web.incident(browser, "p1")
    assert "490" not in page.html
    assert "anh Sơn" not in page.html


def test_another_agencys_incident_is_no_page_and_no_form(web: Room) -> None:
    web.give("o1", WATER)
    web.give("o2")
    with web.browser() as browser:
        assert web.incident(browser, "o1").status == 404
        assert web.incident(browser, "nothing").status == 404
        own = web.incident(browser, "o2").form("tiep-nhan")
        own.action = "/co-quan/viec/o1/tiep-nhan"
        assert browser.send(own).status == 403, "its seal is another incident's"
    assert not web.data("o1").get("agency_steps")


def test_the_same_form_sent_twice_is_one_step(web: Room) -> None:
    web.give("d1")
    with web.browser() as browser:
        form = web.incident(browser, "d1").form("hoi-lai")
        first = browser.send(form, text="Nhà số mấy?")
        again = browser.send(form, text="Nhà số mấy?")
    assert (first.status, again.status) == (200, 200)
    assert [line["verb"] for line in web.data("d1")["history"]] == ["forward", "agency_step"]


def test_a_refusal_that_is_sent_again_is_told_as_done_though_it_is_out_of_reach(web: Room) -> None:
    web.give("r1")
    with web.browser() as browser:
        form = web.incident(browser, "r1").form("tu-choi")
        page = browser.send(form, text="Không thuộc địa bàn")
        assert page.answer.url.endswith("/co-quan/viec?da=tu-choi")
        assert browser.send(form, text="Không thuộc địa bàn").status == 200
        assert web.incident(browser, "r1").status == 404
    data = web.data("r1")
    assert (data["assignee_id"], data["agency"]) == (None, "")
    assert "Không thuộc địa bàn" in data["history"][-1]["text"]


def test_a_step_that_is_too_late_is_told_with_what_was_typed(web: Room) -> None:
    web.give("t1")
    with web.browser() as browser, web.browser() as other:
        page = web.incident(other, "t1")
        browser.send(web.incident(browser, "t1").form("tiep-nhan"))
        mine = browser.send(web.incident(browser, "t1").form("dang-toi"))
        assert mine.status == 200
        late = other.send(page.form("tu-choi"), text="Không có xe <bây giờ>")
    assert late.status == 409
    assert "đã có người của cơ quan ghi" in late.words


def test_it_is_handed_on_to_another_agency_of_the_city_alone(web: Room) -> None:
    web.give("h1")
    with web.browser() as browser:
        page = browser.send(web.incident(browser, "h1").form("tiep-nhan"))
        assert browser.send(page.form("chuyen"), agency="Sở Không Có").status == 422
        page = browser.send(web.incident(browser, "h1").form("chuyen"), agency=WATER)
        assert "Đã chuyển cơ quan khác." in page.words
    assert web.data("h1")["assignee_name"] == WATER


def _changed(web: Room, key: str, **told: object) -> None:
    web.ledger.publish([("incident", key, web.data(key) | told)])


def test_what_the_room_gave_to_somebody_meanwhile_is_not_called_handed_on(web: Room) -> None:
    web.give("w1")
    with web.browser() as browser:
        page = browser.send(web.incident(browser, "w1").form("tiep-nhan"))
        _changed(web, "w1", assignee_id="ha.le", assignee_name="Lê Thu Hà", assignee_version=2)
        late = browser.send(page.form("chuyen"), agency=WATER)
        again = browser.send(page.form("chuyen"), agency=WATER)
        step = browser.send(page.form("dang-toi"))
    for told in (late, again):
        assert (told.status, "vừa được giao cho nơi khác" in told.words) == (412, True)
    assert (step.status, "không còn ở cơ quan của bạn" in step.words) == (409, True)
    assert web.data("w1")["assignee_name"] == "Lê Thu Hà"


def test_a_result_that_did_not_know_of_new_evidence_is_asked_for_again(web: Room) -> None:
    web.give("g1")
    with web.browser() as browser:
        page = browser.send(web.incident(browser, "g1").form("tiep-nhan"))
        _changed(web, "g1", concern_version=web.ledger.current("incident", "g1")[0] + 1)  # type: ignore[index]
        late = browser.send(page.form("xong"), text="Đã dọn xong")
        assert (late.status, "Vừa có thông tin mới" in late.words) == (412, True)
        assert late.form("xong").fields["text"] == "Đã dọn xong"
        browser.send(late.form("xong"))
    assert web.data("g1")["state"] == "resolved"


def test_a_picture_comes_with_the_result_and_without_where_it_was_taken(web: Room) -> None:
    web.give("k1")
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Hãng máy"
    sent = _photo(exif=exif) + b"a film behind the picture"
    with web.browser() as browser, web.browser("chi") as other:
        page = browser.send(web.incident(browser, "k1").form("tiep-nhan"))
        page = browser.send(page.form("xong"), {"picture": ("IMG.jpg", sent, "image/jpeg")}, text="Xong")
        (attached,) = web.data("k1")["attachments"]
        path = f"/co-quan/viec/k1/hinh/{attached['sha256']}"
        assert path in page.links
        seen = browser.open(path).answer
        assert other.open(path).status == 404
    assert seen.headers["Content-Type"] == "image/jpeg"
    with Image.open(io.BytesIO(seen.content)) as image:
        assert dict(image.getexif()) == {0x0112: 6}, "how it is turned is all that is left of it"
    assert b"behind the picture" not in seen.content


@pytest.mark.parametrize("sent", [b"GIF89a", b"<svg onload=x>", b"\xff\xd8\xff\xe0", _photo()[:-200]])
def test_what_is_no_picture_is_told_and_nothing_is_done(web: Room, sent: bytes) -> None:
    web.give("n1", agency_steps=[{"agency": BUILDING, "step": "accept", "at": "2026-11-21T03:00:00.000Z",
                                  "assignee_version": 1}])  # fmt: skip
    with web.browser() as browser:
        form = web.incident(browser, "n1").form("xong")
        page = browser.send(form, {"picture": ("x.jpg", sent, "image/jpeg")}, text="Xong rồi nhé")
    assert page.status == 422
    assert "JPEG hoặc PNG" in page.words
    assert page.form("xong").fields["text"] == "Xong rồi nhé"
    assert web.data("n1")["state"] == "in_progress"


def test_a_huge_upload_is_refused_unread_in_words(web: Room) -> None:
    web.give("u1")
    with web.browser() as browser:
        page = browser.send(web.incident(browser, "u1").form("tiep-nhan"))
        sent = browser.send(page.form("xong"), {"picture": ("x.jpg", b"\0" * 11 * 2**20, "image/jpeg")}, text="Xong")
    assert sent.status == 413
    assert "10 MB" in sent.words


def test_what_people_wrote_is_text_on_every_page(web: Room) -> None:
    bad = "<script>alert(1)</script>\"'<img src=x onerror=y>"
    web.give("e1", title=bad, place=bad, description=bad, attachments=[{"name": bad, "sha256": "0" * 64}])
    with web.browser() as browser:
        pages = [browser.open("/co-quan/viec"), web.incident(browser, "e1")]
        pages.append(browser.send(pages[1].form("hoi-lai"), text=bad))
    for page in pages:
        assert "<script" not in page.html
        assert "<img" not in page.html
        assert bad in page.words


def test_every_field_has_a_label(web: Room) -> None:
    web.give("a1")
    with web.browser() as browser:
        pages = [browser.open("/co-quan/mat-khau"), browser.send(web.incident(browser, "a1").form("tiep-nhan"))]
    assert [page.unlabelled for page in pages] == [[], []]
