"""Journey: an emergency is handled by its checklist, by two operators, one of them offline for a while."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.faults.test_conflict import OFFICER, OFFLINE_S, at_rest, back, two_desks
from tests.harness.fault_proxy import FaultProxy
from tests.journeys.city import City
from tests.journeys.driver import Driver, RefusedError

pytestmark = [pytest.mark.journey, pytest.mark.timeout(900)]
ACCIDENT = "Tai nạn giao thông, có người bị thương"
CHECKLIST = "qt-tai-nan"
Room = tuple[City, dict[str, tuple[FaultProxy, Driver]]]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One city and two desks: only the first test takes steps, the others look and ask."""
    with two_desks(tmp_path_factory.mktemp("emergency")) as room:
        yield room


@pytest.fixture
def room(shared: Room) -> Room:
    """Both desks in touch and at rest."""
    at_rest(shared[1])
    return shared


def _opened(console: Driver) -> str:
    """The accident, with its checklist beside it."""
    incident = next(row["id"] for row in console.state()["rows"] if row["title"] == ACCIDENT)
    console.do("select-incident", incident=incident)
    console.until(lambda s: s["checklist"] and s["selected"]["id"] == incident, 10, "the checklist of this kind")
    return str(incident)


def _done(state: dict[str, Any]) -> dict[str, str]:
    """Who did which step."""
    return {step["id"]: step["done_by"] for step in state["checklist"]["steps"] if step["done_by"]}


def _shows(console: Driver, wanted: set[str]) -> dict[str, Any]:
    return console.until(lambda s: set(_done(s)) == wanted, 15, f"done: {sorted(wanted)}")


def test_two_operators_and_one_checklist(room: Room) -> None:
    """Ha loses her link in the middle. Each goes on, both do the same step, and in the end they see the same."""
    town, desks = room
    proxy, ha = desks["ha.le"]
    an = desks[OFFICER][1]
    incident = _opened(ha)
    assert _opened(an) == incident
    state = ha.state()
    assert state["checklist"]["id"] == CHECKLIST
    assert state["checklist"]["next"] == "xac-minh"
    assert [one["id"] for one in state["near"] if one["kind"] == "camera"][:1] == ["cam-02"], "the nearest camera"

    ha.do("acknowledge-incident", incident=incident)
    ha.do("press", keys="C")
    ha.do("press", keys="1")
    state = _shows(ha, {"xac-minh"})
    _shows(an, {"xac-minh"})

    an.do("mark-step", incident=incident, step="bi-thuong", answer="co", text="Một người đau chân")
    state = _shows(ha, {"xac-minh", "bi-thuong"})
    assert state["checklist"]["next"] == "goi-115", "the answer brought two more steps into play"
    with pytest.raises(RefusedError, match="step_done"):
        ha.do("mark-step", incident=incident, step="bi-thuong", answer="khong")

    proxy.mode = "refuse"
    proxy.cut()
    ha.until(lambda s: s["links"]["incidents"]["state"] != "live", OFFLINE_S, "Ha is alone")
    with pytest.raises(RefusedError, match="needs_note"):
        ha.do("mark-step", incident=incident, step="goi-115", text="")
    ha.do("mark-step", incident=incident, step="goi-115", text="Xe 115-03 tới sau 6 phút")
    ha.do("mark-step", incident=incident, step="hien-truong")
    state = _shows(ha, {"xac-minh", "bi-thuong", "goi-115", "hien-truong"})
    waiting = {step["id"] for step in state["checklist"]["steps"] if step["pending"]}
    assert waiting == {"goi-115", "hien-truong"}, "what is not sent yet says so"

    an.do("mark-step", incident=incident, step="goi-115", text="Đã gọi 115")
    an.do("mark-step", incident=incident, step="benh-vien")
    _shows(an, {"xac-minh", "bi-thuong", "goi-115", "benh-vien"})

    back(desks["ha.le"])
    both = {"xac-minh", "bi-thuong", "goi-115", "benh-vien", "hien-truong"}
    first, second = _shows(ha, both), _shows(an, both)
    assert _done(first) == _done(second), "the first one received is the one that did it, for both"
    assert _done(first)["goi-115"] != _done(first)["hien-truong"], "An was heard first, Ha's own step stands too"
    told = [line for line in first["selected"]["history"] if line["verb"] == "step" and "115" in line["text"]]
    assert len(told) == 2, "both calls stand in the history"
    log = [row for row in town.log() if row["type"] == "step"]
    assert sorted(row["result"] for row in log) == ["applied"] * 5 + ["superseded"]
    assert not first["selected"]["refused"]


def test_one_key_gathers_and_goes_back(room: Room) -> None:
    """B brings the incident's cameras, indicators and checklist to their places; Esc, or B again, takes them back."""
    _town, desks = room
    ha = desks["ha.le"][1]
    _opened(ha)
    ha.until(lambda s: len(s["indicators"]) > 2 and len(s["grid"]) == 9, 10, "a whole desk")
    usual = ha.state()
    for again in ("B", "Esc"):
        ha.do("press", keys="B")
        state = ha.until(lambda s: s["bundle"] and s["indicators"][0]["id"] == "cs-15", 5, "its indicator first")
        assert state["grid"][0] == "cam-02"
        ha.do("press", keys=again)
        state = ha.until(lambda s: not s["bundle"], 5, "the desk as it was")
        assert state["grid"] == usual["grid"]
        ha.until(lambda s: [i["id"] for i in s["indicators"]] == [i["id"] for i in usual["indicators"]], 5, "as it was")


def test_a_reporter_is_shown_to_who_says_why(room: Room) -> None:
    """Masked until asked with a reason, which everybody can read; offline nobody is told; the disk never holds it."""
    town, desks = room
    proxy, ha = desks["ha.le"]
    incident = _opened(ha)
    assert ha.state()["selected"]["reporter_masked"].startswith("••••")
    with pytest.raises(RefusedError, match="empty_text"):
        ha.do("show-reporter", incident=incident, reason=" ")
    assert ha.do("show-reporter", incident=incident, reason="Gọi lại hỏi vị trí")["shown"]
    state = ha.until(
        lambda s: any(line["verb"] == "reveal" for line in s["selected"]["history"]), 10, "it stands in the history"
    )
    assert state["reporter"].count("0200 4000") == 1
    ha.do("next-incident")
    ha.until(lambda s: not s["reporter"], 5, "gone with another incident")
    proxy.mode = "refuse"
    proxy.cut()
    ha.until(lambda s: s["links"]["incidents"]["state"] == "down", OFFLINE_S, "no server")
    with pytest.raises(RefusedError, match="offline"):
        ha.do("show-reporter", incident=incident, reason="Gọi lại hỏi vị trí")
    assert len([row for row in town.log() if row["type"] == "reveal"]) == 1
    kept = [path for path in ha.data_dir.rglob("*") if path.is_file()]
    assert kept
    assert not [path for path in kept if b"0200 4000" in path.read_bytes()], "personal data is on no disk here"
