"""What a session of the pages proves, and what it is worth elsewhere: its cookie, its forms, its limits."""

from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.entrance.doorway import Doorway
from backend.people.accounts import Accounts, Admission
from backend.people.devices import Seat
from backend.people.policy import secret
from contract.keys import public_text, thumbprint
from tests.backend.web.browser import Browser
from tests.backend.web.room import BUILDING, WORD, Room, room
from tests.harness.proven import key_of, signed_in


def test_the_cookie_is_kept_from_scripts_other_sites_and_disks(web: Room) -> None:
    with Browser(web.there.url) as browser:
        answer = browser.sign_in("binh", WORD).answer.history[0]
    told = answer.headers["Set-Cookie"].lower()
    assert "httponly" in told
    assert "samesite=strict" in told
    assert "max-age" not in told
    assert "expires" not in told


def test_the_token_in_it_opens_no_door_of_the_consoles(web: Room) -> None:
    with web.browser() as browser:
        token = browser.http.cookies["ioc"].partition(".")[0]
    for scheme in ("Bearer", "DPoP"):
        answer = requests.get(f"{web.there.url}/v1/sync/snapshot", headers={"Authorization": f"{scheme} {token}"},
                              timeout=40)  # fmt: skip
        assert answer.status_code == 401


def test_a_consoles_token_is_no_session_of_the_pages(web: Room) -> None:
    proven = signed_in(web.there.url, "binh", WORD, "desk-of-binh")
    with Browser(web.there.url) as browser:
        browser.http.cookies["ioc"] = f"{proven.token}.{'A' * 43}"
        assert browser.open("/co-quan/viec").answer.url.endswith("/co-quan/")


def test_no_console_takes_the_name_of_somebodys_pages(web: Room) -> None:
    with pytest.raises(requests.HTTPError) as refused:
        signed_in(web.there.url, "ha.le", WORD, "web.somebody")
    assert refused.value.response.json()["code"] == "other-device"
    with web.browser():
        """The name is there now."""
    with pytest.raises(requests.HTTPError):
        signed_in(web.there.url, "binh", WORD, "web.binh")


def test_a_form_of_another_session_is_worth_nothing(web: Room) -> None:
    web.give("c1")
    with web.browser() as browser, web.browser() as stolen:
        form = web.incident(stolen, "c1").form("tiep-nhan")
        assert browser.send(form).status == 403
    assert not web.data("c1").get("agency_steps")


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_a_form_that_another_site_sends_is_refused(web: Room, headers: dict[str, str]) -> None:
    web.give("x1")
    with web.browser() as browser:
        page = web.incident(browser, "x1")
        assert browser.send(page.form("tiep-nhan"), headers=headers).status == 403
        assert browser.send(page.form("/ra"), headers=headers).status == 403
        assert web.incident(browser, "x1").status == 200, "still signed in"
    with Browser(web.there.url) as browser:
        form = browser.open("/co-quan/").form("/vao")
        assert browser.send(form, headers=headers, user="binh", password=WORD).status == 403


def test_a_sign_in_form_that_nobody_was_given_lets_nobody_in(web: Room) -> None:
    with Browser(web.there.url) as browser:
        form = browser.open("/co-quan/").form("/vao")
        form.fields["form"] = form.fields["form"][:-4] + "AAAA"
        assert browser.send(form, user="binh", password=WORD).status == 403


def test_whoever_signed_out_is_out_for_good(web: Room) -> None:
    with web.browser() as browser:
        cookie = browser.http.cookies["ioc"]
        page = browser.send(browser.open("/co-quan/viec").form("/ra"))
        assert "Đã đăng xuất." in page.words
        assert "ioc" not in browser.http.cookies
        browser.http.cookies["ioc"] = cookie
        assert browser.open("/co-quan/viec").answer.url.endswith("/co-quan/")


def test_people_of_the_room_have_no_session_there(web: Room) -> None:
    with Browser(web.there.url) as browser:
        page = browser.sign_in("ha.le", WORD)
    assert page.status == 403
    assert "ioc" not in browser.http.cookies


def test_an_administrator_ends_it(web: Room) -> None:
    with web.browser() as browser:
        accounts = Accounts(web.ledger)
        accounts.devices.disable("web.binh")
        web.ledger.look()
        assert browser.open("/co-quan/viec").answer.url.endswith("/co-quan/")
        page = browser.sign_in("binh", WORD)
        assert (page.status, "đã khóa" in page.words) == (403, True)
        accounts.devices.enable("web.binh")


def test_passwords_are_tried_as_slowly_as_at_a_desk(tmp_path: Path) -> None:
    with room(tmp_path) as running, Browser(running.there.url) as browser:
        form = browser.open("/co-quan/").form("/vao")
        pages = [browser.send(form, user="chi", password="sai") for _ in range(12)]
    statuses = [page.status for page in pages]
    assert statuses[:5] == [401] * 5
    assert set(statuses) == {401, 429}, "each wait is twice the one before it"
    last = next(page for page in reversed(pages) if page.status == 429)
    assert int(last.answer.headers["Retry-After"]) >= 1
    assert "quá nhiều lần" in last.words


def test_where_devices_need_a_code_the_pages_need_one_once(tmp_path: Path) -> None:
    with room(tmp_path, Admission(by_code=True)) as running, Browser(running.there.url) as browser:
        page = browser.sign_in("binh", WORD)
        assert (page.status, "Mã của quản trị" in page.words) == (403, True)
        code = Accounts(running.ledger).devices.new_code()
        page = browser.send(page.form("/vao"), password=WORD, code=code)
        assert page.answer.url.endswith("/co-quan/viec")
        with Browser(running.there.url) as another:
            assert another.sign_in("binh", WORD).answer.url.endswith("/co-quan/viec")


def test_a_password_that_has_to_be_changed_is_changed_there(tmp_path: Path) -> None:
    fresh = "năm chiếc thuyền nan đỏ"
    with room(tmp_path) as running, Browser(running.there.url) as browser:
        Accounts(running.ledger).change("chi", secret(WORD) | {"must_change": True})
        page = browser.sign_in("chi", WORD)
        assert "phải đổi" in page.words
        form = page.form("/mat-khau")
        assert browser.send(form, user="chi", password=WORD, new="ngan", again="ngan").status == 422
        assert browser.send(form, user="chi", password=WORD, new=fresh, again=f"{fresh}.").status == 422
        page = browser.send(form, user="chi", password=WORD, new=fresh, again=fresh)
        assert "Đã đổi mật khẩu." in page.words
        assert browser.sign_in("chi", fresh).answer.url.endswith("/co-quan/viec")


def test_every_page_tells_the_browser_what_it_may(web: Room) -> None:
    with Browser(web.there.url) as browser:
        pages = [browser.open(path) for path in ("/co-quan/", "/trang/pages.css", "/co-quan/gi-do", "/co-quan/viec/x")]
    for page in pages:
        headers = page.answer.headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
        assert "style=" not in page.html
        assert "<script" not in page.html
        assert "//" not in page.html.replace("http://www.w3.org", "")
    assert pages[2].status == 404
    assert "Không có trang này" in pages[2].words


def test_the_name_of_the_pages_device_has_one_key_for_each_person(web: Room) -> None:
    """Nobody comes in under it with a key of their own, whatever they say of it."""
    key = public_text(key_of("mine"))
    with web.browser():
        pass
    with pytest.raises(Exception, match="pages"):
        Accounts(web.ledger).issue("binh", "web.binh", Seat(key, thumbprint(key)))
    assert BUILDING


@pytest.mark.parametrize("is_known", [True, False])
def test_behind_a_proxy_that_is_known_the_cookie_is_for_tls_alone(tmp_path: Path, is_known: bool) -> None:
    with room(tmp_path) as running, Browser(running.there.url) as browser:
        app: Any = running.there.server.config.app
        app.state.doorway = Doorway([ip_network("127.0.0.1/32")] if is_known else [])
        form = browser.open("/co-quan/").form("/vao")
        body = form.fields | {"user": "binh", "password": WORD}
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7"}
        answer = browser.http.post(f"{browser.url}{form.action}", body, headers=headers, timeout=40,
                                   allow_redirects=False)  # fmt: skip
    told = answer.headers["Set-Cookie"]
    assert told.startswith("__Host-ioc=") is is_known
    assert ("Secure" in told) is is_known
    assert ("Strict-Transport-Security" in answer.headers) is is_known
