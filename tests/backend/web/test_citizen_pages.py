"""A citizen reports by a page, follows it by a code that nobody else has, and says in the end how content they are."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import select

from backend.base.problems import ProblemError
from backend.ledger.schema import reporters
from backend.web.citizens import id_of
from backend.web.pictures import Pictures
from backend.web.web import REPORTS_AT_ONCE
from tests.backend.web.browser import Browser, Form, Page
from tests.backend.web.room import Room, room

WHAT = {"what": "Cống tắc trước nhà\nNước tràn vào lớp học", "where": "12 Trần Phú", "consent": "1"}


def _photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), (90, 120, 80)).save(out, "JPEG")
    return out.getvalue()


def _filled(browser: Browser, **more: str) -> Form:
    """The form of a report, filled in."""
    form = browser.open("/phan-anh/").form("/phan-anh/")
    form.fields |= WHAT | more
    return form


def _reported(browser: Browser, files: Any = None, **more: str) -> tuple[str, Page]:
    """The code that somebody was given, and the page that tells it."""
    page = browser.send(_filled(browser, **more), files)
    return page.answer.url.rpartition("/")[2].partition("?")[0], page


def test_a_report_is_an_incident_that_came_by_a_source(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, page = _reported(browser, phone="0912 345 490")
    assert page.status == 200
    assert code in page.words
    data = web.data(id_of(code))
    assert (data["title"], data["place"], data["state"]) == ("Cống tắc trước nhà", "12 Trần Phú", "new")
    assert data["reporter_masked"] == "•••• 490"
    assert "reporter" not in data
    with web.ledger.engine.connect() as connection:
        kept = connection.execute(select(reporters.c.data).where(reporters.c.incident_id == id_of(code))).scalar_one()
    assert kept == {"phone": "0912 345 490"}


def test_nobody_comes_upon_a_code_and_the_incident_does_not_tell_it(web: Room) -> None:
    with Browser(web.there.url) as browser:
        codes = {_reported(browser)[0] for _ in range(3)}
        assert len(codes) == 3
        assert browser.open("/phan-anh/AAAA-BBBB-CCCC-DDDD").status == 404
    for code in codes:
        assert len(code.replace("-", "")) * 5 >= 60, "bits, of letters that were drawn"
        assert code not in str(web.data(id_of(code)))


def test_a_code_is_read_as_people_type_it(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser)
        typed = f" {code.lower().replace('-', ' ')} "
        page = browser.send(browser.open("/phan-anh/").form("/xem"), code=typed)
    assert "đang chờ cán bộ tiếp nhận" in page.words


def test_the_same_form_sent_twice_is_one_report(web: Room) -> None:
    with Browser(web.there.url) as browser:
        form = _filled(browser)
        first, again = (browser.send(form).answer.url for _ in range(2))
    assert first == again


@pytest.mark.parametrize(
    ("left_out", "told"),
    [("what", "việc gì xảy ra"), ("where", "ở đâu"), ("consent", "đồng ý"), ("phone", "Số điện thoại chưa đúng")],
)
def test_what_is_missing_is_told_and_what_was_typed_stays(web: Room, left_out: str, told: str) -> None:
    filled = WHAT | {left_out: "abc" if left_out == "phone" else ""}
    with Browser(web.there.url) as browser:
        page = browser.send(_filled(browser, **filled))
    assert (page.status, told in page.words) == (422, True)
    assert page.form("/phan-anh/").fields["where"] == filled["where"]


def test_a_picture_comes_with_it(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser, {"picture": ("a.jpg", _photo(), "image/jpeg")})
        bad = browser.send(_filled(browser), {"picture": ("a.jpg", b"x", "image/jpeg")})
    (attached,) = web.data(id_of(code))["attachments"]
    assert Pictures(web.ledger).find(attached["sha256"], id_of(code)) is not None
    assert bad.status == 422


def test_citizens_pictures_of_a_day_take_no_more_than_their_share(web: Room) -> None:
    small = Pictures(web.ledger, nameless_bytes=10)
    with pytest.raises(ProblemError) as refused:
        small.keep(_photo(), "cd-x")
    assert refused.value.code == "no-room"
    assert small.keep(_photo(), "cd-x", "binh").digest, "an agency's is kept"


def _changed(web: Room, code: str, **told: Any) -> None:
    web.ledger.publish([("incident", id_of(code), web.data(id_of(code)) | told)])


def test_it_is_followed_in_words_with_the_answers_and_without_names(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser)
        answer = {"at": "2026-11-21T03:00:00.000Z", "text": "Đã thông cống.", "actor_name": "Lê Thu Hà"}
        note = {"at": "2026-11-21T03:00:00.000Z", "verb": "note", "text": "gọi cho chị Sáu", "actor_name": "Lê Thu Hà"}
        _changed(web, code, state="in_progress", agency="Thoát nước", replies=[answer], history=[note])
        page = browser.open(f"/phan-anh/{code}")
    assert "Đang được xử lý." in page.words
    assert "Thoát nước" in page.words
    assert "Đã thông cống." in page.words
    assert "Lê Thu Hà" not in page.html
    assert "chị Sáu" not in page.html


def test_what_another_reporter_was_answered_is_not_told_here(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser)
        other, _page = _reported(browser)
        _changed(web, other, state="resolved", replies=[{"at": "2026-11-21T03:00:00.000Z", "text": "Gửi anh Ba"}])
        _changed(web, code, joined_into=id_of(other))
        page = browser.open(f"/phan-anh/{code}")
    assert "Đã xử lý." in page.words
    assert "anh Ba" not in page.words


def test_once_it_is_resolved_it_is_rated_once_by_whoever_has_the_code(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, page = _reported(browser)
        assert page.steps == set(), "not before"
        _changed(web, code, state="resolved")
        form = browser.open(f"/phan-anh/{code}").form("")
        form.action = f"/phan-anh/{code}"
        page = browser.send(form, stars="4", text="Nhanh <b>thật</b>")
        assert "Bạn đã đánh giá 4/5: Nhanh <b>thật</b>" in page.words
        assert browser.send(form, stars="1").status == 409
    data = web.data(id_of(code))
    assert (data["satisfaction"], data["rating_text"]) == (4, "Nhanh <b>thật</b>")
    line = data["history"][-1]
    assert (line["verb"], line["actor_name"], line["text"]) == ("citizen_rated", "Người dân", "4/5 — Nhanh <b>thật</b>")


@pytest.mark.parametrize("stars", ["0", "6", "", "x"])
def test_no_other_number_of_stars_is_taken(web: Room, stars: str) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser)
        _changed(web, code, state="resolved")
        form = browser.open(f"/phan-anh/{code}").form("")
        form.action = f"/phan-anh/{code}"
        assert browser.send(form, stars=stars).status == 422
    assert not web.data(id_of(code)).get("rated_at")


def test_what_a_citizen_writes_is_text_on_every_page(web: Room) -> None:
    bad = "<script>alert(1)</script>\u202e đảo chữ"
    with Browser(web.there.url) as browser:
        code, page = _reported(browser, what=bad, where=bad)
    assert "<script" not in page.html
    assert "\u202e" not in str(web.data(id_of(code)))


def test_one_address_reports_so_often_and_then_waits_in_words(tmp_path: Path) -> None:
    with room(tmp_path) as running, Browser(running.there.url) as browser:
        pages = [_reported(browser)[1] for _ in range(int(REPORTS_AT_ONCE) + 2)]
    assert pages[0].status == 200
    assert pages[-1].status == 429
    assert "quá nhiều lần" in pages[-1].words
    assert int(pages[-1].answer.headers["Retry-After"]) >= 1


def test_no_code_stands_in_what_is_written_down_of_refusals(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, _page = _reported(browser)
        form = browser.open("/phan-anh/").form("/xem")
        form.action = f"/phan-anh/{code}"
        form.fields["stars"] = "4"
        assert browser.send(form).status == 403
    tally = web.there.server.config.app.state.tally  # type: ignore[union-attr]
    assert not re.search(re.escape(code), repr(vars(tally)))


def test_every_field_has_a_label(web: Room) -> None:
    with Browser(web.there.url) as browser:
        code, page = _reported(browser)
        _changed(web, code, state="resolved")
        pages = [page, browser.open("/phan-anh/"), browser.open(f"/phan-anh/{code}")]
    assert [page.unlabelled for page in pages] == [[], [], []]
