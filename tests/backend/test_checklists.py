"""Checklists, templates and numbers of a pack: checked with file, line and field; steps as a merge rule."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from backend.city import loading
from backend.city.problems import CityPackError, Problem
from backend.incidents import steps
from backend.people.roles import Role
from backend.privacy import sight
from tests.backend import incident_alone as merge
from tests.journeys.city import PACK

Broken = Callable[[str, str, str], list[Problem]]
WHO = steps.Who("ha.le", "Lê Thu Hà", "2026-11-21T14:00:00.000Z", "2026-11-21T14:00:01.000Z", "a-1", False)
STEP = {"checklist": "qt", "step": "goi-115", "title": "Gọi 115", "text": "Xe 03"}


@pytest.fixture
def broken(tmp_path: Path) -> Broken:
    def load(file: str, old: str, new: str) -> list[Problem]:
        shutil.copytree(PACK, tmp_path / "city")
        path = tmp_path / "city" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CityPackError) as caught:
            loading.load(tmp_path / "city")
        return list(caught.value.problems)

    return load


def test_every_kind_of_the_demo_city_has_a_checklist() -> None:
    city = loading.load(PACK)
    covered = {kind for checklist in city.checklists for kind in checklist.kinds}
    assert covered == {kind.id for kind in city.incident_kinds}
    rows = [(kind, key) for kind, key, _data in city.records() if kind in ("checklist", "template", "contact")]
    assert len(rows) == len(set(rows)) == len(city.checklists) + len(city.templates) + len(city.contacts)
    assert {"111", "112", "113", "114", "115"} <= {contact.number for contact in city.contacts if contact.emergency}


@pytest.mark.parametrize(
    ("file", "change", "code", "field"),
    [
        ("checklists.yaml", ("next: [goi-114, don-duong]", "next: [goi-11, don-duong]"), "unknown_reference_hint",
         "[1].steps[3].answers[1].next[1]"),
        ("checklists.yaml", ("next: [goi-114, don-duong]", "next: [xac-minh]"), "unknown_reference",
         "[1].steps[3].answers[1].next[1]"),
        ("checklists.yaml", ("id: chan-ham", "id: xac-minh"), "duplicate_id", "[1].steps[2].id"),
        ("checklists.yaml", ("kinds: [tai-nan]", "kinds: [tai-nam]"), "unknown_reference_hint", "[2].kinds[1]"),
        ("checklists.yaml", ("agency: pccc", "agency: pcc"), "unknown_reference_hint", "[1].steps[4].agency"),
        ("checklists.yaml", ('contacts: [truc-csgt, truc-thoat-nuoc, "114"]', 'contacts: ["116"]'),
         "unknown_reference_hint", "[1].contacts[1]"),
        ("checklists.yaml", ("minutes: 2, evidence: picture", "minutes: 0, evidence: picture"), "wrong_value",
         "[1].steps[1].minutes"),
        ("checklists.yaml", ("evidence: picture", "evidence: video"), "wrong_value", "[1].steps[1].evidence"),
        ("templates.yaml", ("tới {place} lúc", "tới {where} lúc"), "bad_placeholder", "[1].text"),
        ("templates.yaml", ("tới {place} lúc", "tới {place lúc"), "bad_placeholder", "[1].text"),
        ("templates.yaml", ("tới {place} lúc", "tới {place.__class__} lúc"), "bad_placeholder", "[1].text"),
        ("templates.yaml", ("Đã gọi lực lượng tới", "<b>Đã gọi</b> tới"), "bad_placeholder", "[1].text"),
        ("contacts.yaml", ('number: "115"', 'number: "gọi 115"'), "wrong_value", "[5].number"),
        ("contacts.yaml", ("agency: dien-luc", "agency: dien-lu"), "unknown_reference_hint", "[6].agency"),
    ],
)  # fmt: skip
def test_faults_are_told_with_file_line_and_field(
    broken: Broken, file: str, change: tuple[str, str], code: str, field: str
) -> None:
    problems = broken(file, *change)
    found = [problem for problem in problems if problem.code == code]
    assert found, [problem.text("en") for problem in problems]
    assert (found[0].file, found[0].field) == (file, field)
    assert found[0].line > 1
    for lang in ("vi", "en"):
        assert f"{file}, " in found[0].text(lang)


def test_the_first_one_received_did_it() -> None:
    first = steps.done({}, STEP, WHO)
    assert (first.result, first.text) == ("applied", "Gọi 115 — Xe 03")
    entry = first.changed["steps"][0]
    assert (entry["actor_name"], entry["step"], entry["offline"]) == ("Lê Thu Hà", "goi-115", False)
    again = steps.done({"steps": [entry]}, STEP, WHO)
    assert (again.result, dict(again.changed)) == ("superseded", {})


@pytest.mark.parametrize(
    "change",
    [
        {"step": ""}, {"step": None}, {"step": "a b"}, {"checklist": 3}, {"answer": "<x>"}, {"text": 5},
        {"text": "x" * 4001}, {"picture": {"name": "a.png"}}, {"picture": {"name": "a.png", "sha256": "00"}},
        {"picture": "a.png"}, {"title": []},
    ],
)  # fmt: skip
def test_a_payload_that_is_no_step_is_refused(change: dict[str, Any]) -> None:
    act = merge.Act("a-1", "step", 1, STEP | change, "ha.le", "Lê Thu Hà", "operator", WHO.at, WHO.received_at)
    outcome = merge.fold({"state": "new"}, act)
    assert (outcome.result, (outcome.problem or {})["code"]) == ("rejected", "bad-payload")


def test_a_step_is_taken_in_whatever_became_of_the_incident() -> None:
    act = merge.Act(
        "a-1", "step", 1, STEP, "ha.le", "Lê Thu Hà", "operator", "2026-11-21T10:00:00.000Z", "2026-11-21T14:00:00.000Z"
    )
    for state in ("new", "in_progress", "resolved", "closed"):
        outcome = merge.fold({"state": state}, act)
        assert outcome.result == "applied"
        assert outcome.data is not None
        assert outcome.data["steps"][0]["offline"], "four hours under way"
        assert outcome.data["history"][-1]["text"] == "Gọi 115 — Xe 03"


def test_a_wall_sees_no_steps() -> None:
    shown = sight.shown(Role.WALL, "incident", {"title": "Cháy", "steps": [STEP]})
    assert "steps" not in shown
