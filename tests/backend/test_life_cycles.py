"""Life cycles over real HTTP: who may go from where to where, what has to be said, and which deadlines follow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from backend.actions.deed import Act
from backend.city.loading import DEFAULT_CITY, load
from backend.city.problems import CityPackError
from backend.city.working_time import Calendar
from backend.incidents.life_cycle import plan_of
from tests.backend.device import Device
from tests.backend.incident_alone import LifeCycles
from tests.journeys.city import City, city


class Report:
    """One field report at the server, and the two desks that act on it."""

    def __init__(self, town: City, operator: Device, officer: Device, key: str, **data: Any) -> None:
        self.operator, self.officer, self.key = operator, officer, key
        self.feed = town.feed()
        self.whole = {
            "code": key.upper(), "title": "Ổ gà", "channel": "field_report", "severity": 4, "state": "new",
            "created_at": datetime.now(UTC).isoformat(), **data,
        }  # fmt: skip
        self.report(**self.whole)

    def report(self, **data: Any) -> None:
        """What the source says of it."""
        self.feed(records=[{"type": "incident", "id": self.key, "data": data}])

    def now(self) -> dict[str, Any]:
        """The record as consoles get it."""
        page: str | None = ""
        while page is not None:
            answer = self.operator.call("GET", f"/v1/sync/snapshot{page and f'?page={page}'}").json()
            for item in answer["items"]:
                if (item["type"], item["id"]) == ("incident", self.key):
                    return dict(item)
            page = answer["next_page"]
        raise AssertionError(f"no {self.key}")

    @property
    def data(self) -> dict[str, Any]:
        return dict(self.now()["data"])

    def due(self, kind: str) -> dict[str, Any]:
        """One of its deadlines."""
        return next(dict(entry) for entry in self.data["deadlines"] if entry["kind"] == kind)

    def act(self, verb: str, officer: bool = False, ago_s: float = 0.0, **payload: Any) -> str:
        """Do something; the result, or the code of the refusal."""
        device = self.officer if officer else self.operator
        action = device.action(verb, self.now())
        action["payload"] = payload
        action["occurred_at"] = (datetime.now(UTC) - timedelta(seconds=ago_s)).isoformat(timespec="milliseconds")
        answer = device.send(device.sealed(action))[0]
        self.problem = answer["problem"] or {}
        return str(self.problem.get("code") or answer["result"])

    def go(self, *steps: str) -> None:
        """Some steps of the main path."""
        said: dict[str, dict[str, Any]] = {
            "classify": {"kind": "nap-cong", "level": "binh-thuong"},
            "forward": {"agency": "Công ty Thoát nước", "assignee_version": 0},
            "pause": {"reason": "Chờ ảnh"},
            "resolve": {"resolution": "Đã vá"},
            "reply": {"text": "Đã xong"},
        }
        for step in steps:
            assert self.act(step, **said.get(step, {})) == "applied", (step, self.problem)


@pytest.fixture(scope="module")
def town() -> Iterator[City]:
    with city(cameras=False) as running:
        yield running


@pytest.fixture(scope="module")
def desks(town: City) -> tuple[Device, Device]:
    return Device(town, "ha.le", "desk-a"), Device(town, "an.nguyen", "desk-b")


@pytest.fixture
def report(town: City, desks: tuple[Device, Device], request: pytest.FixtureRequest) -> Report:
    return Report(town, *desks, f"pa-{abs(hash(request.node.name)) % 10**8}")


def calendar() -> Calendar:
    pack = load(DEFAULT_CITY)
    return Calendar(plan_of(pack.calendar), pack.zone)


def instant(text: str) -> datetime:
    return datetime.fromisoformat(text)


def test_a_new_report_is_told_by_when_it_is_to_be_taken(report: Report) -> None:
    data = report.data
    assert (data["life_cycle"], data["stage"], data["stage_name"]) == ("phan-anh", "cho-tiep-nhan", "Chờ tiếp nhận")
    assert (data["level"], data["deadline_kind"]) == ("binh-thuong", "acknowledge")
    created = instant(report.whole["created_at"])
    assert abs(instant(data["deadline"]) - calendar().add(created, timedelta(hours=8))) < timedelta(seconds=1)
    assert abs(instant(report.due("resolve")["due"]) - created - timedelta(hours=120)) < timedelta(seconds=1)


def test_an_urgent_one_has_half_the_hours(town: City, desks: tuple[Device, Device]) -> None:
    urgent = Report(town, *desks, "pa-khan", severity=1, created_at="2026-11-20T16:00:00+07:00")
    assert urgent.data["level_name"] == "Khẩn"
    # Friday 16:00: an hour and a half until the office shuts, the rest on Saturday morning.
    assert instant(urgent.data["deadline"]) == instant("2026-11-21T10:00:00+07:00")


def test_the_main_path_with_its_clocks(report: Report) -> None:
    report.go("acknowledge")
    assert report.due("acknowledge")["met_at"]
    assert report.data["deadline_kind"] == "resolve"
    report.go("verify", "classify")
    assert report.data["deadline_kind"] == "forward", "five minutes from the classification on"
    assert instant(report.data["deadline"]) - datetime.now(UTC) < timedelta(minutes=5)
    report.go("forward", "start", "resolve", "reply")
    assert all(entry["met_at"] for entry in report.data["deadlines"])
    assert report.act("close", officer=True, satisfaction=4) == "applied"
    assert (report.data["state"], report.data["stage"], report.data["satisfaction"]) == ("closed", "da-dong", 4)


@pytest.mark.parametrize(
    ("steps", "verb", "payload", "officer", "code"),
    [
        ((), "verify", {}, False, "wrong-stage"),
        (("acknowledge",), "forward", {"agency": "Sở", "assignee_version": 0}, False, "wrong-stage"),
        (("acknowledge", "verify"), "classify", {"kind": "nap-cong"}, False, "bad-payload"),
        (("acknowledge", "verify"), "classify", {"kind": "x", "level": "sieu-khan"}, False, "bad-payload"),
        (("acknowledge",), "pause", {}, False, "bad-payload"),
        (("acknowledge",), "refuse", {"reason": "x"}, False, "forbidden"),
        (("acknowledge",), "refuse", {}, True, "bad-payload"),
        (("acknowledge",), "resume", {}, False, "wrong-stage"),
        (("resolve",), "close", {}, True, "reply-first"),
        (("resolve", "reply"), "close", {"satisfaction": 9}, True, "bad-payload"),
        (("resolve", "reply"), "close", {}, False, "forbidden"),
        (("acknowledge",), "close", {}, True, "not-resolved"),
        (("acknowledge",), "extend_deadline", {"reason": "x", "deadline": "2020-01-01T00:00:00Z"}, True, "bad-payload"),
    ],
)
def test_what_the_life_cycle_does_not_let_pass_is_named(
    report: Report, steps: tuple[str, ...], verb: str, payload: dict[str, Any], *, officer: bool, code: str
) -> None:
    report.go(*steps)
    before = report.now()
    assert report.act(verb, officer=officer, **payload) == code
    assert report.now() == before, "a refusal changes nothing"
    assert report.problem["detail"]
    if code == "wrong-stage":
        assert report.problem["stage"] == before["data"]["stage"]
        assert report.problem["allowed"]
    if code == "bad-payload":
        assert report.problem["fields"]


def test_the_clock_stands_still_while_the_reporter_is_waited_for(report: Report) -> None:
    report.go("acknowledge", "verify")
    before = report.data
    report.go("pause")
    data = report.data
    assert (data["stage"], data["deadline"], data["deadline_kind"]) == ("cho-bo-sung", None, None)
    assert data["paused_since"]
    assert report.act("verify") == "wrong-stage"
    report.go("resume")
    after = report.data
    assert (after["stage"], after["paused_since"]) == ("da-xac-minh", None), "back where it stood"
    stood = instant(after["history"][-1]["received_at"]) - instant(data["paused_since"])
    assert instant(after["deadline"]) - instant(before["deadline"]) == stood, "what stood still is added"


def test_a_stop_in_working_hours_adds_working_hours() -> None:
    """Over a weekend: the clock of the city stood still anyway."""
    cycles = LifeCycles(load(DEFAULT_CITY))
    shaped = cycles.shaped(
        [("incident", "i", {"channel": "field_report", "severity": 2, "created_at": "2026-11-20T08:00:00+07:00"})], {}
    )
    data = shaped[0][2]

    def act(verb: str, at: str, **payload: Any) -> None:
        nonlocal data
        said = Act("a", verb, 1, payload, "ha.le", "Hà", "operator", at, at)
        outcome = cycles.fold({**data, "_version": 1}, said)
        assert outcome.data is not None, outcome.problem
        data = outcome.data

    act("acknowledge", "2026-11-20T08:30:00+07:00")
    assert instant(data["deadline"]) == instant("2026-11-23T14:00:00+07:00"), "16 working hours"
    act("pause", "2026-11-20T17:00:00+07:00", reason="Chờ ảnh")
    act("resume", "2026-11-23T08:00:00+07:00")
    # It stood still for half an hour on Friday, four on Saturday and half an hour on Monday.
    assert instant(data["deadline"]) == instant("2026-11-25T09:00:00+07:00"), "the 24th is a holiday"
    worked = calendar().between(instant("2026-11-20T08:00:00+07:00"), instant(data["deadline"]))
    assert worked == timedelta(hours=16 + 5)


def test_a_longer_time_is_given_by_the_duty_officer_while_connected(report: Report) -> None:
    report.go("acknowledge")
    was = instant(report.data["deadline"])
    later = (was + timedelta(days=3)).isoformat()
    assert report.act("extend_deadline", deadline=later, reason="x") == "forbidden"
    assert report.act("extend_deadline", officer=True, ago_s=120, deadline=later, reason="x") == "online-only"
    assert report.act("extend_deadline", officer=True, deadline=later, reason="Chờ vật tư") == "applied"
    assert instant(report.data["deadline"]) - was == timedelta(days=3)
    assert report.due("resolve")["extended"] == 1
    report.go("verify", "classify")
    assert report.due("resolve")["due"] == instant(later).astimezone(UTC).isoformat(timespec="milliseconds").replace(
        "+00:00", "Z"
    ), "another level does not take it back"


def test_another_level_has_other_limits_from_the_same_beginning(report: Report) -> None:
    report.go("acknowledge", "verify")
    assert report.act("classify", kind="nap-cong", level="khan") == "applied"
    created = instant(report.whole["created_at"])
    wanted = calendar().add(created, timedelta(hours=16))
    assert abs(instant(report.due("resolve")["due"]) - wanted) < timedelta(seconds=1)
    assert report.data["kind"] == "nap-cong"


def test_reopened_it_has_its_time_anew(report: Report) -> None:
    report.go("acknowledge", "verify", "classify", "forward", "start", "resolve")
    was = report.due("resolve")
    assert report.act("reopen", reason="Vẫn hỏng") == "applied"
    data = report.data
    assert (data["stage"], data["state"], data["reopened"]) == ("dang-xu-ly", "in_progress", 1)
    assert report.due("resolve")["met_at"] is None
    assert instant(report.due("resolve")["due"]) > instant(was["due"])
    assert report.due("acknowledge")["met_at"], "nobody has to receive it again"


def test_the_merge_rules_of_the_contract_go_on_to_hold(report: Report) -> None:
    report.go("acknowledge")
    assert report.act("acknowledge") == "superseded"
    assert report.data["stage"] == "da-tiep-nhan", "the second one is recorded and leads nowhere"
    assert report.act("assign", assignee_id="tuan.pham", assignee_name="Tuấn", assignee_version=7) == "assignee-changed"
    assert report.act("note", text="Đã gọi") == "applied"
    assert report.act("escalate", level=1, reason="Đông người") == "applied"
    assert report.act("resolve", resolution="") == "bad-payload"
    assert report.act("resolve", resolution="Xong") == "applied"
    assert report.act("reopen", reason="Chưa") == "applied"


def test_a_source_that_reports_again_takes_nothing_away(report: Report) -> None:
    report.go("acknowledge", "verify")
    assert report.act("extend_deadline", officer=True, reason="x", deadline="2027-05-05T10:00:00+07:00") == "applied"
    before = report.data
    again = {**report.whole, "title": "Ổ gà lớn", "state": "acknowledged", "history": before["history"]}
    report.report(**again)
    after = report.data
    assert after["title"] == "Ổ gà lớn"
    for name in ("stage", "stage_name", "level", "deadline", "deadline_kind", "deadlines"):
        assert after[name] == before[name], name
    report.report(**{**again, "state": "resolved"})
    ended = report.data
    assert (ended["stage"], ended["deadlines"]) == (after["stage"], after["deadlines"]), "people end what they began"
    assert ended["history"][-1]["verb"] == "source_ended", "and are told that its source is done with it"


def test_a_station_that_the_source_names_leads_to_its_stage_while_nobody_has_begun(report: Report) -> None:
    report.report(**{**report.whole, "state": "resolved"})
    assert report.data["stage"] == "da-xu-ly"
    assert report.due("resolve")["met_at"]


def test_a_deadline_that_comes_with_the_record_is_kept(town: City, desks: tuple[Device, Device]) -> None:
    due = "2026-12-01T09:00:00+07:00"
    given = Report(town, *desks, "pa-han", deadline=due)
    assert instant(given.data["deadline"]) == instant(due)
    assert given.data["deadline_kind"] == "resolve"
    given.go("acknowledge", "verify")
    assert instant(given.data["deadline"]) == instant(due)


def test_consoles_are_told_of_the_life_cycles(desks: tuple[Device, Device]) -> None:
    items = desks[0].call("GET", "/v1/sync/snapshot").json()["items"]
    cycles = {item["id"]: item["data"] for item in items if item["type"] == "life_cycle"}
    assert set(cycles) == {"phan-anh", "canh-bao", "khan-cap", "an-toan-thong-tin"}
    report = cycles["phan-anh"]
    assert report["online"] == ["close", "extend_deadline", "refuse"]
    assert {"id": "khan", "name": "Khẩn"}.items() <= report["levels"][1].items()
    assert report["transitions"][0]["from"] == ["cho-tiep-nhan"]
    assert report["agencies"]
    assert report["kinds"]


def _spoilt(folder: Path, file: str, old: str, new: str) -> Any:
    shutil.copytree(DEFAULT_CITY, folder / "city")
    path = folder / "city" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CityPackError) as caught:
        load(folder / "city")
    problem = caught.value.problems[0]
    assert problem.line == text[: text.index(old)].count("\n") + 1
    return problem


def test_a_list_is_not_called_too_short_for_an_entry_that_is_wrong(tmp_path: Path) -> None:
    shutil.copytree(DEFAULT_CITY, tmp_path / "city")
    file = tmp_path / "city" / "life_cycles.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("[emergency]", "[radio]"), encoding="utf-8")
    with pytest.raises(CityPackError) as caught:
        load(tmp_path / "city")
    assert [(one.code, one.field[-12:]) for one in caught.value.problems] == [("wrong_value", ".channels[1]")]


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "field"),
    [
        ("life_cycles.yaml", "to: da-xac-minh, roles", "to: da-xac-mnh, roles", "unknown_reference_hint", ".to"),
        ("life_cycles.yaml", "from: [da-tiep-nhan], to", "from: [da-tiep], to", "unknown_reference_hint", ".from[1]"),
        ("life_cycles.yaml", "- {id: da-xac-minh,", "- {id: da-tiep-nhan,", "duplicate_id", "stages[3].id"),
        ("life_cycles.yaml", "roles: [duty_officer], needs_reply", "roles: [operator], needs_reply", "officer_only",
         ".roles[1]"),
        ("life_cycles.yaml", "working_hours: 4}", "working_hours: 4, minutes: 5}", "one_measure", ".limits[1]"),
        ("life_cycles.yaml", "{level: khan, working_hours: 4}", "{level: gap, working_hours: 4}", "unknown_reference",
         ".level"),
        ("life_cycles.yaml", "from: [cho-bo-sung], to: back", "from: [da-tiep-nhan], to: back", "no_way_back", ""),
        ("life_cycles.yaml", "channels: [emergency]", "channels: [field_report]", "named_twice", "channels[1]"),
        ("life_cycles.yaml", "{verb: verify, name: Xác minh", "{verb: verfy, name: Xác minh",
         "wrong_value", ".verb"),
        ("life_cycles.yaml", "state: new", "state: begun", "wrong_value", ".state"),
        ("life_cycles.yaml", "channels: [emergency]", "channels: []", "wrong_value", "channels"),
        ("life_cycles.yaml", "channels: [emergency]", "channels: emergency", "wrong_type", "channels"),
        ("life_cycles.yaml", "- {id: da-xac-minh,", "- {agencies: [], id: da-xac-minh,", "unknown_field", "agencies"),
        ("calendar.yaml", "country: VN", "country: ZZ", "unknown_reference", "country"),
        ("calendar.yaml", '"2026-09-25"', '"2026-02-30"', "bad_date", ".date"),
        ("calendar.yaml", '"13:30-17:30"', '"11:00-17:30"', "bad_hours", "hours[2]"),
        ("calendar.yaml", "days: [sat]", "days: [fri]", "named_twice", "days[1]"),
    ],
)  # fmt: skip
def test_a_fault_in_the_pack_is_told_with_file_line_and_field(
    tmp_path: Path, file: str, old: str, new: str, *, code: str, field: str
) -> None:
    problem = _spoilt(tmp_path, file, old, new)
    assert (problem.file, problem.code) == (file, code)
    assert field in problem.field
    for lang in ("vi", "en"):
        assert "{" not in problem.text(lang)
