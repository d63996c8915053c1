"""Two servers over one PostgreSQL trust the same people, devices and proofs, whichever of them is asked, and race."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
import requests
from requests.adapters import HTTPAdapter
from sqlalchemy import func, select

from backend.audit.checkpoints import sign
from backend.audit.keys import key_of as audit_key_of
from backend.audit.lines import note
from backend.ledger.databases import opened
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_checkpoints, audit_lines, evidence, evidence_pieces, users
from backend.people.devices import Devices
from contract.evidence import PIECE_BYTES
from contract.proof import HEADER, NONCE_HEADER, SCHEME, made
from tests.attacks.test_evidence_at_the_server import PICTURE, body
from tests.backend.device import Device
from tests.ha.balancer import Balancer, needs_haproxy
from tests.ha.postgres import database, needs_database
from tests.ha.reader import stream_events
from tests.ha.replicas import ADMINS, OFFICERS, OPERATORS, Door, Replicas
from tests.harness.proven import Proven, signed_in
from tests.harness.waiting import until

pytestmark = [pytest.mark.timeout(900), needs_database]
ROUNDS = 20
PATIENCE_S = 120
MOST = 500
"""Sign-ins, by which whatever happens at the other server has happened."""


@pytest.fixture(scope="module")
def replicas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Replicas]:
    """Two of them over a database of their own, where one address may sign in as often as it likes."""
    folder, often = tmp_path_factory.mktemp("trust"), ("--sign-ins-a-minute", "60000")
    with database("trust") as address, Replicas(folder, address, options=often) as running:
        yield running


def _at_once(*works: Callable[[], Any]) -> list[Any]:
    """Each in a thread of its own, all of them begun at one moment."""
    together = Barrier(len(works), timeout=PATIENCE_S)

    def begun(work: Callable[[], Any]) -> Any:
        together.wait()
        return work()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(begun, works))


def _enters(door: Door, user: str, name: str, **more: Any) -> tuple[Proven | None, str]:
    """Somebody who signs in at the device `name`; None and the code of the refusal where they are not let in."""
    try:
        return signed_in(door.url, user, str(more.pop("password", door.password)), name, **more), ""
    except requests.HTTPError as error:
        return None, str(error.response.json()["code"])


def _code(door: Door, user: str, name: str, **more: Any) -> str:
    """Of that refusal; empty where they are let in."""
    return _enters(door, user, name, **more)[1]


def _until_refused(door: Door, user: str, name: str, password: str) -> tuple[list[Proven], str]:
    """Every token of somebody who signs in without a pause, and the code of the refusal that ended it."""
    entered: list[Proven] = []
    while len(entered) < MOST:
        proven, code = _enters(door, user, name, password=password)
        if proven is None:
            return entered, code
        entered.append(proven)
    return entered, "never refused"


def _asked(door: Door, proven: Proven, nonce: str) -> requests.Response:
    """`GET /v1/me`, once, with the proof for this nonce."""
    url = f"{door.url}/v1/me"
    proof = made(proven.key, "GET", url, proven.token, nonce)
    headers = {"Authorization": f"{SCHEME} {proven.token}", HEADER: proof}
    return requests.get(url, headers=headers, timeout=PATIENCE_S)


@pytest.mark.kind(
    "several-servers",
    "A desk proves its request to one server with the nonce of the other",
    "It is heard without being asked for another proof; a nonce that neither made is refused by both.",
)
@pytest.mark.parametrize("gives", [0, 1])
def test_a_nonce_of_one_is_good_at_the_other(replicas: Replicas, gives: int) -> None:
    giver, other = replicas.doors[gives], replicas.doors[1 - gives]
    proven = signed_in(giver.url, OPERATORS[0], giver.password, f"nonce-{gives}")
    nonce = _asked(giver, proven, "").headers[NONCE_HEADER]
    assert _asked(other, proven, nonce).status_code == 200
    assert _asked(giver, proven, nonce).status_code == 200
    forged = nonce[:-1] + ("A" if nonce[-1] != "A" else "B")
    for door in replicas.doors:
        answer = _asked(door, proven, forged)
        assert (answer.status_code, answer.json()["code"]) == (401, "use-dpop-nonce")


@pytest.mark.kind(
    "several-servers",
    "Two new devices bring the same one-time code to two servers at the same moment, 20 times",
    "One is let in, the other is told that the code was used; the audit tells of one.",
)
def test_a_code_lets_in_one_device(tmp_path: Path) -> None:
    with (
        database("code") as address,
        Replicas(tmp_path, address, options=("--enrolment", "by_code")) as replicas,
    ):
        ledger = opened(address, "en")
        codes = [Devices(ledger, by_code=True).new_code() for _ in range(ROUNDS)]
        ledger.engine.dispose()
        for number, code in enumerate(codes):
            devices = [
                partial(_code, door, OPERATORS[place], f"code-{number}-{place}", enrolment_code=code)
                for place, door in enumerate(replicas.doors)
            ]
            assert sorted(_at_once(*devices)) == ["", "bad-enrolment-code"]
        assert _lines(replicas, "device-enrolled") == ROUNDS
        assert _code(replicas.doors[0], OPERATORS[0], "code-none") == "device-unknown"


@pytest.mark.kind(
    "several-servers",
    "One person signs in at two servers at the same moment: at a new device, at a colleague's, and at their own",
    "All are let in: the device is one device, and nobody is told of an error of the server's.",
)
def test_one_person_signs_in_at_both_at_once(replicas: Replicas) -> None:
    one, other = replicas.doors
    for name in ["known", *(f"shared-{number}" for number in range(ROUNDS))]:
        assert _code(one, OPERATORS[6], name) == ""
    for number in range(ROUNDS):
        works = [
            partial(_code, door, OPERATORS[1], name)
            for door in (one, other)
            for name in (f"new-{number}", f"shared-{number}", "known")
        ]
        assert set(_at_once(*works)) == {""}


@pytest.mark.kind(
    "several-servers",
    "Somebody signs in with a password at one server while it is changed at the other, 20 times",
    "Whatever the old password opened is shut: no sign-in survives the change.",
)
def test_an_old_password_opens_nothing_that_lasts(replicas: Replicas) -> None:
    user, (one, other) = OPERATORS[2], replicas.doors
    password = one.password
    proven = signed_in(one.url, user, password, "changes")
    for _ in range(ROUNDS):
        new = secrets.token_urlsafe(16)
        said = {"user": user, "password": password, "new_password": new, "device_id": "changes"}
        asks = Proven(proven.key)

        def changes(said: dict[str, str] = said, asks: Proven = asks) -> int:
            return requests.post(f"{one.url}/v1/password", json=said, auth=asks, timeout=PATIENCE_S).status_code

        changed, (entered, code) = _at_once(changes, partial(_until_refused, other, user, "changes", password))
        assert (changed, code) == (204, "bad-credentials")
        for token in entered[-2:]:
            _is_refused(other, token)
            _is_refused(one, token)
        password = new


@pytest.mark.kind(
    "several-servers",
    "Evidence is registered at both servers at once, and its pieces are sent now to one, now to the other, and twice",
    "There is one receipt, the file is whole, and each server shows it and who looked.",
)
def test_evidence_is_one_at_both(replicas: Replicas) -> None:
    desks = [Device(door, OPERATORS[3], "evidence-desk") for door in replicas.doors]
    officer = Device(replicas.doors[0], OFFICERS[0], "evidence-officer")
    for number in range(1, ROUNDS + 1):
        said = body(desks[0], number=number)
        answers = _at_once(*(partial(desk.call, "POST", "/v1/evidence", json=said) for desk in 3 * desks))
        assert {answer.status_code for answer in answers} == {200}, [answer.text for answer in answers]
        first, *others = (answer.json()["receipt"] for answer in answers)
        assert others == [first] * 5
        path = f"/v1/evidence/{first['digest']}"
        for piece in range(2):
            part = PICTURE[piece * PIECE_BYTES : (piece + 1) * PIECE_BYTES]
            sent = _at_once(*(partial(desk.call, "PUT", f"{path}/pieces/{piece}", data=part) for desk in desks))
            assert [answer.status_code for answer in sent] == [200, 200], [answer.text for answer in sent]
            assert [answer.json()["pieces"] for answer in sent] == [piece + 1] * 2
        for desk in desks:
            assert desk.call("GET", path).json()["complete"]
    assert [desk.call("POST", f"{path}/looks", json={"why": "Công an đề nghị"}).content for desk in desks] == [
        PICTURE
    ] * 2
    looks = officer.call("GET", f"{path}/looks").json()["looks"]
    assert [look["who"] for look in looks] == [OPERATORS[3]] * 2
    assert [row[0] for row in replicas.rows(select(func.count()).select_from(evidence))] == [ROUNDS]
    assert [row[0] for row in replicas.rows(select(func.count()).select_from(evidence_pieces))] == [2 * ROUNDS]
    assert _lines(replicas, "evidence-registered") == ROUNDS


@pytest.mark.kind(
    "several-servers",
    "An administrator gives somebody another role at one server; their desk speaks to the other",
    "Its stream ends, its next request is refused, what it had signed counts no more, and the new role is in force.",
)
def test_a_role_taken_away_at_one_is_gone_at_the_other(replicas: Replicas) -> None:
    one, other = replicas.doors
    (target,) = replicas.report("role", 1)
    desk, admin = Device(other, OPERATORS[7], "role-desk"), Device(one, ADMINS[0], "role-admin")
    saved = desk.action("note", target, text="ghi trước khi đổi vai trò")
    events = stream_events(other, desk.proven)
    assert next(events)
    assert desk.call("GET", "/v1/me").json()["actor"]["role"] == "operator"
    assert admin.call("PATCH", f"/v1/admin/people/{OPERATORS[7]}", json={"role": "duty_officer"}).status_code == 200
    _is_refused(other, desk.proven)
    for _event in events:
        """It ends: what would not, runs into the time-out of the test."""
    again = Device(other, OPERATORS[7], "role-desk")
    assert again.call("GET", "/v1/me").json()["actor"]["role"] == "duty_officer"
    (result,) = again.send(saved)
    assert (result["result"], result["problem"]["code"]) == ("rejected", "author-not-proven"), result
    assert replicas.held()["incident", target["id"]][1].get("history", []) == []


@pytest.mark.kind(
    "several-servers",
    "A device is shut out at one server while somebody signs in there at the other, 20 times",
    "No sign-in of the device outlives it.",
)
def test_a_device_that_is_shut_out_at_one_stays_out_at_the_other(replicas: Replicas) -> None:
    one, other = replicas.doors
    admin = Device(one, ADMINS[0], "shuts-out")
    assert _code(other, OPERATORS[4], "lost") == ""
    for _ in range(ROUNDS):
        change = partial(admin.call, "PATCH", "/v1/admin/devices/lost")
        shut, (entered, code) = _at_once(
            partial(change, json={"disabled": True}),
            partial(_until_refused, other, OPERATORS[4], "lost", other.password),
        )
        assert (shut.status_code, code) == (200, "device-disabled")
        for token in entered[-2:]:
            _is_refused(other, token)
        assert change(json={"disabled": False}).status_code == 200


@pytest.mark.kind(
    "several-servers",
    "The two administrators shut out each other at two servers at the same moment, 5 times",
    "One of them stays, so that somebody can look after accounts.",
)
def test_two_administrators_do_not_shut_out_each_other(replicas: Replicas) -> None:
    for number in range(5):
        desks = [
            Device(door, person, f"admin-{number}-{person}")
            for door, person in zip(replicas.doors, ADMINS, strict=True)
        ]
        paths = [f"/v1/admin/people/{person}" for person in reversed(ADMINS)]
        works = [
            partial(desk.call, "PATCH", path, json={"disabled": True}) for desk, path in zip(desks, paths, strict=True)
        ]
        said = [answer.status_code for answer in _at_once(*works)]
        assert said.count(200) == 1, said
        where = users.c.id.in_(ADMINS)
        left = [row.is_disabled for row in replicas.rows(select(users.c.is_disabled).where(where))]
        assert sorted(left) == [False, True]
        replicas.let_in()


@pytest.mark.kind(
    "several-servers",
    "Two servers sign the audit at the same moment while both write to it, and end at the same moment",
    "Each head stands on the one before it, and `backend audit verify` finds nothing.",
)
def test_the_audit_of_both_is_whole(tmp_path: Path) -> None:
    with database("audit") as address, Replicas(tmp_path, address) as replicas:
        (target,) = replicas.report("audit", 1)
        desks = [
            Device(door, person, f"audit-{person}") for door, person in zip(replicas.doors, OPERATORS, strict=False)
        ]
        for _ in range(3):
            _at_once(*(partial(_notes, desk, target) for desk in desks))
            assert _at_once(*(partial(replicas.drain, number) for number in (0, 1))) == [0, 0]
            _at_once(*(partial(replicas.start, number) for number in (0, 1)))
        _sign_at_once(replicas)
        heads = replicas.rows(select(audit_checkpoints).order_by(audit_checkpoints.c.number))
        assert [head.before for head in heads] == [0, *(head.number for head in heads[:-1])]
        assert len(heads) > ROUNDS
        replicas.check_audit()


def _notes(desk: Device, target: dict[str, Any]) -> None:
    for number in range(ROUNDS):
        assert desk.send(desk.action("note", target, text=f"{number}"))[0]["result"] == "applied"


def _sign_at_once(replicas: Replicas) -> None:
    """As two servers do by their clocks."""
    key = audit_key_of(replicas.audit_key, "en")
    ledgers = [opened(replicas.address, "en") for _ in range(2)]

    def writes_and_signs(ledger: Ledger) -> None:
        for _ in range(10 * ROUNDS):
            with ledger.aside() as connection:
                note(connection, "trust-tried", "server")
            sign(ledger, key, now=True)

    _at_once(*(partial(writes_and_signs, ledger) for ledger in ledgers))
    for ledger in ledgers:
        ledger.engine.dispose()


@needs_haproxy
@pytest.mark.kind(
    "several-servers",
    "Behind HAProxy somebody tries passwords without end, and says that they come from a colleague's address",
    "They are held up, the colleague is not, and the audit names the address that each really has.",
)
def test_limits_are_those_of_who_comes_to_the_balancer(tmp_path: Path) -> None:
    with (
        database("limits") as address,
        Replicas(tmp_path, address, options=("--sign-ins-a-minute", "4")) as replicas,
        Balancer(tmp_path, replicas) as balancer,
    ):
        door, forged = balancer.door, {"X-Forwarded-For": "127.0.0.3"}
        until(
            lambda: _comes(door, "127.0.0.2", "guessed", forged) == "too-many-requests",
            "whoever tries is held up",
            PATIENCE_S,
        )
        assert _comes(door, "127.0.0.3", door.password, {}) == ""
        lines = replicas.rows(select(audit_lines.c.source).where(audit_lines.c.kind == "signed-in"))
        assert {line.source for line in lines} == {"127.0.0.3"}


def _comes(door: Door, address: str, password: str, headers: dict[str, str]) -> str:
    """The code of the refusal of a sign-in from this address of the machine; empty where it is let in."""
    with requests.Session() as http:
        http.mount("https://", _From(address))
        http.verify = door.authority or True
        http.headers.update(headers)
        return _code(door, OPERATORS[5], f"from-{address}", password=password, http=http)


class _From(HTTPAdapter):
    """Comes from one address of this machine."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """With that address."""
        super().init_poolmanager(*args, source_address=(self._address, 0), **options)


def _is_refused(door: Door, proven: Proven) -> None:
    """Wait until the server of this door takes the token no more."""
    ask = partial(requests.get, f"{door.url}/v1/me", auth=proven, timeout=PATIENCE_S)
    until(lambda: ask().status_code == 401, "what was taken back at one server is refused at the other", PATIENCE_S)


def _lines(replicas: Replicas, kind: str) -> int:
    """How many lines of this kind the audit has."""
    (row,) = replicas.rows(select(func.count()).select_from(audit_lines).where(audit_lines.c.kind == kind))
    return int(row[0])
