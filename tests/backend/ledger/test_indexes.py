"""No statement of the hot paths reads a whole table that grows: the database itself says so, at 500,000 actions.

The statements are what the services really execute while requests come in; each is explained with what it was given.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
import uvicorn
from sqlalchemy import Engine, event

from backend.app import build
from backend.audit import checkpoints
from backend.base.clock import iso, now_ms
from backend.evidence.keeping import Keeping
from backend.evidence.keys import EvidenceKeys
from backend.evidence.store import EvidenceStore
from backend.feeds.letters import Letters
from backend.ledger.engine import engine_of
from backend.ledger.ledger import Ledger
from backend.ledger.schema import metadata
from backend.messages.queue import Queue, sent
from backend.migrations import upgrade
from backend.people.accounts import Accounts
from backend.people.roles import Role
from backend.points.database import DatabasePoints
from backend.privacy import erasing
from backend.program.server import listen
from contract.evidence import digest_of
from contract.keys import public_text
from contract.signing import EVIDENCE, signature
from tests.backend.device import Device
from tests.harness import grown, grown_past
from tests.harness.postgresql import URL, begun, drop
from tests.harness.proven import Proven, key_of
from tests.harness.sources import bearer
from tests.harness.waiting import until

LOG = 500_000
GROWING = frozenset({
    "records", "actions", "known_hashes", "tokens", "reporters", "reveals", "point_tail",
    "point_days", "point_rollups", "layout_versions",
    "wall_contents", "wall_content_refs", "wall_recording", "wall_stills", "feed_keys",
    "audit_lines", "audit_checkpoints", "evidence", "evidence_pieces", "evidence_looks", "past_incidents",
    "incident_lines", "archived_actions", "erasures", "author_keys", "sign_in_sources", "sign_in_tries", "dead_letters",
    "messages",
})  # fmt: skip
"""Tables that grow with what happens. All others grow with what there is: devices, people, walls, notes; of what
sources sent and could not be taken a number is kept for each."""
OF_FEW = frozenset(
    str(index.name)
    for table in metadata.tables.values()
    for index in table.indexes
    if index.dialect_options["sqlite"]["where"] is not None
)
"""Indexes of those rows alone that something is still to be done with: to read all of them is the purpose."""
Asked = dict[str, Any]
WALL = {"name": "Phòng trực", "screens": [{"id": "t1", "node": "n1"}], "presets": [], "desired": {}}
PLAN = {"name": "Lũ", "levels": [{"level": 1, "name": "I"}], "steps": [], "messages": [], "wall": []}
KEEPING = Keeping(EvidenceKeys.of(b"k" * 32))
MINUTE = {"name": "Mực nước", "unit": "cm", "period": "minute", "source": "kttv"}


@pytest.fixture(params=["sqlite", "postgresql"])
def ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Ledger]:
    """A ledger that has lived for a month."""
    name = "grown_log"
    if request.param == "postgresql" and not URL:
        pytest.skip("no PostgreSQL was named in IOC_TEST_POSTGRESQL")
    engine = engine_of(begun(URL, name) if request.param == "postgresql" else f"sqlite:///{tmp_path / 'grown.db'}")
    upgrade(engine, metadata)
    _grow(Ledger(engine))
    yield Ledger(engine)
    engine.dispose()
    if request.param == "postgresql":
        drop(URL, name)


def _grow(ledger: Ledger) -> None:
    ledger.publish(
        [
            ("wall", "w", WALL), ("plan", "p", PLAN), ("shift", "current", {"name": "Ca sáng", "people": []}),
            ("source", "kttv", {"name": "KTTV"}), ("layout", "l", {"name": "Thường", "body": {}}),
            *(("indicator", f"i{number}", MINUTE) for number in range(200)),
        ]
    )  # fmt: skip
    accounts = Accounts(ledger)
    for user, role in (("ha.le", Role.OPERATOR), ("an.nguyen", Role.DUTY_OFFICER), ("mai.vo", Role.AUDITOR)):
        accounts.put(user, user, role, "", "mat-khau")
    engine = ledger.engine
    grown.grow_log(engine, LOG)
    grown.grow_records(engine, "incident", 50_000, {"code": "SC", "title": "Ngập", "state": "closed", "history": []})
    grown.grow_walls(engine, 20_000)
    grown.grow_people(engine, 20_000)
    grown.grow_points(engine, 20_000)
    grown_past.grow_audit(engine, 20_000)
    grown_past.grow_evidence(engine, 20_000)
    grown_past.grow_past(engine, 20_000)
    grown_past.grow_sign_ins(engine, 20_000)
    grown_past.grow_messages(engine, 20_000)
    grown_past.grow_messages(engine, 10_000, "waiting")
    minutes = [(datetime.fromtimestamp(grown.BEGAN_MS / 1000 + 60 * n, UTC), 1.0) for n in range(300)]
    DatabasePoints(engine).put([("i0", minutes)])
    grown.settle(engine)


@contextmanager
def _served(ledger: Ledger) -> Iterator[Any]:
    """The application over it, as a town that a device signs in to."""
    listener = listen("127.0.0.1", 0)
    server = uvicorn.Server(
        uvicorn.Config(build(ledger, keeping=KEEPING), log_config=None, access_log=False, lifespan="off")
    )
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]))
    thread.start()
    try:
        until(lambda: server.started, "the server")
        yield SimpleNamespace(url=f"http://127.0.0.1:{listener.getsockname()[1]}", password="mat-khau")
    finally:
        ledger.wakeups.close()
        server.should_exit = True
        thread.join()


def _hear(engine: Engine, into: dict[str, Any]) -> None:
    def heard(_c: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        into.setdefault(statement, parameters[0] if many else parameters)

    event.listen(engine, "before_cursor_execute", heard)


def _read_whole(engine: Engine, statement: str, parameters: Any) -> list[str]:
    """What of its plan reads a growing table from one end to the other."""
    kind = statement.split(maxsplit=1)[0]
    if kind not in {"SELECT", "UPDATE", "DELETE", "INSERT", "WITH"}:
        return []
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
            return [row[3] for row in rows if _scans(row[3], statement)]
        found = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {statement}", parameters).scalar_one()
        plan = found if isinstance(found, list) else json.loads(found)
        return list(_sequential(plan[0]["Plan"]))


def _scans(step: str, statement: str) -> bool:
    word, _, rest = step.partition(" ")
    if word != "SCAN" or rest.split(" ")[0] not in GROWING:
        return False
    if OF_FEW & set(rest.split(" ")):
        return False
    # The newest or oldest of all by an index is one step, or any one, where nothing else is asked of it.
    words = " ".join(statement.split())
    in_order = "USING" in rest or " ORDER BY " not in words
    return not (in_order and " LIMIT " in words and " WHERE " not in words)


def _sequential(plan: Asked, under: str = "") -> Iterator[str]:
    kind, table = plan["Node Type"], plan.get("Relation Name")
    if table in GROWING and kind.endswith("Scan"):
        one_step = (under == "Limit" and "Filter" not in plan) or plan.get("Index Name") in OF_FEW
        by_index = kind != "Seq Scan" and {"Index Cond", "Recheck Cond"} & plan.keys()
        if not by_index and not one_step:
            yield f"{kind} of {table} {plan.get('Filter', '')}"
    for part in plan.get("Plans", ()):
        yield from _sequential(part, kind if kind != "LockRows" else under)


def test_no_hot_statement_reads_a_whole_table_that_grows(ledger: Ledger) -> None:
    asked: dict[str, Any] = {}
    with _served(ledger) as town:
        desk = Device(town, "ha.le")
        page = desk.call("GET", "/v1/sync/snapshot").json()
        desk.call("GET", f"/v1/sync/digest?cursor={page['as_of_cursor']}").raise_for_status()  # begins to be kept
        _hear(ledger.engine, asked)
        desk = Device(town, "ha.le")
        _a_desks_day(town, desk, page)
        _a_sources_day(town, bearer(ledger))
        _a_walls_day(ledger, town, desk)
        _a_day_of_evidence(town, desk)
        _an_auditors_day(ledger, town)
        _the_past(desk)
        _by_the_clock(ledger)
        desk.call("POST", "/v1/sign-out").raise_for_status()
        desk.http.close()
    assert {name for name in GROWING if not any(f" {name} " in f"{one} " for one in asked)} == set(), "not asked at all"
    found = {statement: _read_whole(ledger.engine, statement, given) for statement, given in tuple(asked.items())}
    assert {statement: steps for statement, steps in found.items() if steps} == {}


def _a_desks_day(town: Any, desk: Device, page: Asked) -> None:
    cursor = page["as_of_cursor"]
    for path in (
        "/v1/health", "/v1/me", f"/v1/sync/snapshot?page={page['next_page']}", f"/v1/sync/changes?cursor={cursor}",
        "/v1/indicators/i0/points", "/v1/indicators/i0/points?since=2026-01-01T00:00:00Z",
    ):  # fmt: skip
        desk.call("GET", path).raise_for_status()
    for resolution in ("raw", "5min"):
        body = {"resolution": resolution, "series": [{"id": f"i{number}"} for number in range(20)]}
        desk.call("POST", "/v1/points:query", json=body).raise_for_status()
    with desk.http.get(f"{town.url}/v1/sync/stream", stream=True, timeout=20) as stream:
        assert next(stream.iter_lines())
    old, new = {"id": "old-7", "version": 1}, {"type": "layout", "id": "fresh", "version": 0}
    plan = {"type": "plan", "id": "p", "version": 1}
    first = desk.action("note", old, text="Đang tới")
    assert [desk.send(first)[0]["result"] for _ in range(2)] == ["applied", "duplicate"]
    gone = desk.action("note", old, text="rút lại")
    results = desk.send(
        desk.action("acknowledge", old), desk.action("reveal", old, reason="gọi lại hỏi số nhà"),
        desk.action("layout_save", new, name="Mới", body={"screens": [{"rows": 1, "cols": 1}]}),
        desk.action("log_note", {"type": "shift", "id": "current", "version": 1}, text="Nước lên"),
        desk.action("plan_activate", plan, activation_id="a1", level=1, reason="Mưa"),
        skipped=(gone,),
    )  # fmt: skip
    assert results[0]["result"] in {"applied", "superseded", "rejected"}
    assert {"applied"} <= {one["result"] for one in results}
    desk.call("GET", "/v1/incidents/old-7/reporter")
    desk.call("GET", "/v1/layouts/fresh/versions").raise_for_status()
    now = desk.call("GET", f"/v1/sync/changes?cursor={cursor}").json()["next_cursor"]
    desk.call("GET", f"/v1/sync/digest?cursor={now}").raise_for_status()


def _a_sources_day(town: Any, source: dict[str, str]) -> None:
    at = iso(now_ms())
    incident = {"code": "SC-1", "title": "Cháy", "severity": 1, "state": "new", "created_at": at}
    body = {
        "records": [
            {"type": "incident", "id": "new-1", "data": incident | {"reporter": {"name": "A", "phone": "0901234417"}}},
            {"type": "source", "id": "kttv", "data": {"name": "KTTV", "last_report_at": at}},
            *({"type": "indicator", "id": f"i{n}", "data": {**MINUTE, "value": n, "as_of": at}} for n in range(100)),
        ],
        "removes": [{"type": "incident", "id": "old-9", "reason": "deleted"}],
        "points": [{"id": f"i{n}", "points": [{"at": at, "value": n}]} for n in range(100)],
    }
    bad = {"records": [{"type": "indicator", "id": "i1", "data": {**MINUTE, "value": "much", "as_of": at}}]}
    assert requests.post(f"{town.url}/v1/feeds/records", json=bad, headers=source, timeout=20).status_code == 422
    for _ in range(2):
        headers = {**source, "Idempotency-Key": "once"}
        answer = requests.post(f"{town.url}/v1/feeds/records", json=body, headers=headers, timeout=20)
        assert answer.status_code == 200, answer.text


def _a_walls_day(ledger: Ledger, town: Any, desk: Device) -> None:
    with requests.Session() as node:
        node.trust_env = False
        node.auth = Proven(key_of("w"), Accounts(ledger).issue_wall_token("w", "w", "n1"))
        tile = {"place": "0.0", "type": "camera", "ref": "cam-01", "state": "live", "incident_id": "old-7"}
        for tiles in ([tile], []):
            said = {"revision": 1, "screens": [{"id": "t1", "tiles": tiles}]}
            answer = node.put(f"{town.url}/v1/walls/w/nodes/n1", json=said, timeout=20)
            assert answer.status_code == 200, answer.text
        entry = {"screen": "t1", "from": iso(now_ms() - 9000), "to": iso(now_ms() - 8000), "tiles": [tile]}
        for _ in range(2):
            answer = node.post(f"{town.url}/v1/walls/w/recording", json={"entries": [entry]}, timeout=20)
            assert answer.status_code == 200, answer.text
    page = ""
    for query in ("", "?camera=cam-01", "?incident=old-7", "?screen=s1&from=2026-09-22T00:00:00Z"):
        answer = desk.call("GET", f"/v1/walls/w/recording{query}")
        assert answer.status_code == 200, answer.text
        page = answer.json()["next_page"] or page
    desk.call("GET", f"/v1/walls/w/recording?page={page}").raise_for_status()
    desk.call("GET", "/v1/walls/w/recording/stills/1").raise_for_status()
    desk.call("GET", "/v1/walls/w/actual").raise_for_status()


def _a_day_of_evidence(town: Any, desk: Device) -> None:
    content = b"a still"
    manifest = json.dumps({
        "schema": 2, "kind": "still", "number": 1, "file": "a.png", "bytes": len(content), "saved_at": iso(now_ms()),
        "sha256": hashlib.sha256(content).hexdigest(), "camera": {"id": "c1"}, "operator": {"id": "ha.le"},
        "incident_id": "old-7", "device": {"id": desk.name, "key": public_text(desk.key)}, "previous": None,
    })  # fmt: skip
    own = digest_of(manifest.encode())
    said = {"manifest": manifest, "signature": signature(desk.key, EVIDENCE, own)}
    desk.call("POST", "/v1/evidence", json=said).raise_for_status()
    octets = {"Content-Type": "application/octet-stream"}
    desk.call("PUT", f"/v1/evidence/{own}/pieces/0", data=content, headers=octets).raise_for_status()
    desk.call("POST", f"/v1/evidence/{own}/looks", json={"why": "biên bản"}).raise_for_status()
    desk.call("GET", f"/v1/evidence/{own}").raise_for_status()
    officer = Device(town, "an.nguyen", "desk-2")
    for path in (
        "", "?incident=old-7", "?camera=c1&kind=still", f"?device={desk.name}", "?held=true", f"?before={own}",
        f"/receipts?device={desk.name}", f"/{own}/looks",
    ):  # fmt: skip
        officer.call("GET", f"/v1/evidence{path}").raise_for_status()
    officer.call("PUT", f"/v1/evidence/{own}/hold", json={"held": True, "why": "điều tra"}).raise_for_status()
    officer.http.close()


def _an_auditors_day(ledger: Ledger, town: Any) -> None:
    wrong = SimpleNamespace(url=town.url, password="another")
    with pytest.raises(requests.HTTPError):
        Device(wrong, "mai.vo", "desk-3")
    auditor = Device(town, "mai.vo", "desk-3")
    checkpoints.sign(ledger, key_of("audit"), now=True)
    old, older = iso(grown.BEGAN_MS + 3_600_000), iso(grown.BEGAN_MS)
    for query in (
        "", "?before=5000", "?who=user-3", "?device=desk-3", "?kind=signed-in", "?kind=never", "?about=incident:old-7",
        f"?since={older}&until={old}", f"?until={old}&kind=signed-in", f"?since={old}&who=user-7",
    ):  # fmt: skip
        auditor.call("GET", f"/v1/audit/lines{query}").raise_for_status()
    for since in (0, 100, 15_050, 19_990):
        auditor.call("GET", f"/v1/audit/head?since={since}").raise_for_status()
    auditor.http.close()


def _the_past(desk: Device) -> None:
    began, ended = iso(grown.BEGAN_MS), iso(grown.BEGAN_MS + 86_400_000)
    for path in (
        "past", "past?text=ngap", "past?text=ngap&ward=Ph%C6%B0%E1%BB%9Dng+7", f"past?to={ended}", "past-7/past",
        f"past?text=duong&from={began}&to={ended}", "past-7/history", "past-7/history?before=3",
    ):  # fmt: skip
        desk.call("GET", f"/v1/incidents/{path}").raise_for_status()
    done = desk.send(desk.action("note", {"id": "past-11", "version": 6}, text="Muộn"))
    assert done[0]["result"] == "applied", "it came back for this"


def _by_the_clock(ledger: Ledger) -> None:
    """What servers do beside answering, that keeps others from writing meanwhile or is done more often than daily."""
    ledger.forget_removals()
    EvidenceStore.over(ledger, KEEPING).forget()
    erasing.erase(ledger, ["past-9", "old-9"], erasing.Reason("mai.vo", "người báo đề nghị"), now_ms())
    Letters(ledger).forget(grown.BEGAN_MS)
    _messages_go_out(Queue(ledger))


def _messages_go_out(queue: Queue) -> None:
    """A server that sends: what is due, what a receipt is about, what has failed, what is forgotten."""
    (row,) = queue.claim("file", 4, ["agency:pccc"])
    queue.stranded(["file"])
    queue.change({row.id: sent("ref-1", 1, is_delivered=False)})
    queue.receipt("file", "ref-1", "read")
    queue.failed(100)
    queue.forget(36_500)
