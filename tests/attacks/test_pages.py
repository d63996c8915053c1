"""Somebody at the server's own pages wants more than a browser is given: another's session, incident, form or code."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests

from backend.web.citizens import id_of
from tests.attacks.conftest import Tried
from tests.backend.web.browser import Browser
from tests.backend.web.room import WATER, WORD, Room, room
from tests.harness.proven import signed_in


@pytest.fixture
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    with room(tmp_path_factory.mktemp("pages")) as running:
        yield running


def test_a_console_does_not_take_the_name_of_somebodys_pages(web: Room) -> None:
    """A console signs in, with a key of its own, under the name that somebody's pages will have."""
    with pytest.raises(requests.HTTPError):
        signed_in(web.there.url, "ha.le", WORD, "web.binh")


def test_a_stolen_cookie_opens_no_door_of_the_consoles(web: Room, tried: Tried) -> None:
    """A session's cookie is read from a telephone, and its token offered where consoles ask."""
    with web.browser() as browser:
        token = browser.http.cookies["ioc"].partition(".")[0]
    paths = ("/v1/sync/snapshot", "/v1/me", "/v1/cameras/x/ptz/lease", "/v1/incidents/past")
    headers = [{"Authorization": f"{scheme} {token}"} for scheme in ("Bearer", "DPoP")]
    for path in paths:
        for one in headers:
            assert requests.get(web.there.url + path, headers=one, timeout=40).status_code == 401
    tried(len(paths) * len(headers), "0 answered")


def test_a_form_of_one_session_does_nothing_in_another(web: Room) -> None:
    """A page of somebody else's makes a browser send a form that its owner was given."""
    web.give("x")
    with web.browser() as browser, web.browser() as other:
        form = web.incident(other, "x").form("tiep-nhan")
        assert browser.send(form).status == 403
    assert not web.data("x").get("agency_steps")


def test_a_form_that_another_site_sends_is_refused(web: Room) -> None:
    """Another site sends a form in the session of whoever visits it."""
    web.give("y")
    with web.browser() as browser:
        form = web.incident(browser, "y").form("tiep-nhan")
        for headers in ({"Origin": "https://other.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}):
            assert browser.send(form, headers=headers).status == 403
    assert not web.data("y").get("agency_steps")


def test_an_agency_opens_no_incident_of_another_agency(web: Room) -> None:
    """The id of an incident is known from a telephone call, and typed into the address."""
    web.give("z", WATER)
    with web.browser() as browser:
        page = web.incident(browser, "z")
    assert page.status == 404
    assert "Cây đổ" not in page.words


def test_a_page_shows_what_was_written_and_runs_none_of_it(web: Room) -> None:
    """A citizen, and an agency, write markup where people read it."""
    bad = "<script>alert(1)</script>"
    web.give("w", title=bad, description=bad)
    with web.browser() as browser:
        assert "<script" not in web.incident(browser, "w").html
    with Browser(web.there.url) as browser:
        form = browser.open("/phan-anh/").form("/phan-anh/")
        form.fields |= {"what": bad, "where": bad, "consent": "1"}
        assert "<script" not in browser.send(form).html


def test_whoever_reads_the_records_has_no_citizens_code(web: Room) -> None:
    """Somebody in the room wants to rate a report as if they were the citizen: they have its id and all its fields."""
    with Browser(web.there.url) as browser:
        form = browser.open("/phan-anh/").form("/phan-anh/")
        form.fields |= {"what": "Cống tắc", "where": "12 Trần Phú", "consent": "1"}
        code = browser.send(form).answer.url.rpartition("/")[2].partition("?")[0]
        key = id_of(code)
        assert code.replace("-", "") not in f"{key} {web.data(key)}".upper().replace("-", "")
        for guess in (key, key.removeprefix("cd-"), str(web.data(key)["code"])):
            assert browser.open(f"/phan-anh/{guess}").status == 404
