"""Somebody wants to be a wall: by a code that is another's, that is over or was used, or with a role that is none."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from sqlalchemy import func, select, update

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.ledger.schema import audit_lines, bound_tokens, tokens, wall_codes
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from backend.people.oidc import OidcSettings, Provider
from backend.people.roles import Role
from backend.people.wall_codes import PER_SOURCE
from contract.keys import public_text, thumbprint
from tests.backend.operations.server import Served
from tests.backend.operations.server import served as serving
from tests.harness.code_provider import CodeProvider, code_provider
from tests.harness.proven import Proven, key_of

CLIENT, WALL, NODE = "ioc-console", "phong-truc", "trai"
ROLES = (("truc-ban", Role.OPERATOR), ("man-hinh", Role.WALL))
TECHNICIAN, OPERATOR, STRANGER, BOTH = "1", "2", "3", "4"
PEOPLE: dict[str, dict[str, Any]] = {
    TECHNICIAN: {"roles": ["man-hinh"], "preferred_username": "ky.thuat"},
    OPERATOR: {"roles": ["truc-ban"], "preferred_username": "ha.le"},
    STRANGER: {"preferred_username": "khach"},
    BOTH: {"roles": ["truc-ban", "man-hinh"], "preferred_username": "tuan.pham"},
}
TIMEOUT_S = 40


@dataclass
class City:
    """A provider and a server that knows it. Devices are called by the names of their keys."""

    served: Served
    provider: CodeProvider

    def post(self, path: str, body: dict[str, Any], device: str, *, proves: bool = True) -> requests.Response:
        """Ask as a device that proves its key, or proves nothing."""
        auth = Proven(key_of(device)) if proves else None
        return requests.post(f"{self.served.url}/v1/sign-in/wall{path}", json=body, auth=auth, timeout=TIMEOUT_S)

    def begin(self, device: str = "wall", wall: str = WALL, node: str = NODE) -> dict[str, Any]:
        """A code for this device."""
        answer = self.post("", {"wall": wall, "node": node}, device)
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def ask(self, code: dict[str, Any], device: str = "wall", *, in_time: bool = True) -> requests.Response:
        """Ask whether somebody decided; `in_time` as late as was told."""
        if in_time:
            self.pass_interval()
        return self.post("/answer", {"handle": code["handle"]}, device)

    def pass_interval(self) -> None:
        """Both sides' time between two questions is over."""
        self.provider.later(120)
        with self.served.ledger.aside() as connection:
            connection.execute(update(wall_codes).values(next_ms=0))

    def waiting(self) -> int:
        """Codes that the server remembers."""
        with self.served.ledger.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(wall_codes)).scalar_one())

    def tokens(self) -> int:
        """Tokens that anybody has."""
        with self.served.ledger.engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(tokens)).scalar_one())


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}"))
    with code_provider(PEOPLE, life_s=3600) as provider:
        ours = Provider(OidcSettings(provider.issuer, CLIENT, "client-secret", "roles", ROLES))
        with serving(ledger, provider=ours) as served:
            yield City(served, provider)


def test_whom_a_technician_lets_in_speaks_for_its_node_alone(city: City) -> None:
    """The way as it should be; what comes of it is bound to the device, to the wall and to the node."""
    code = city.begin()
    assert code["verification_uri"] == f"{city.provider.issuer}/device"
    first = city.ask(code).json()
    assert (first["state"], first["signed_in"]) == ("waiting", None)
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    told = city.ask(code).json()
    assert told["state"] == "signed-in"
    actor, token = told["signed_in"]["actor"], told["signed_in"]["token"]
    assert (actor["role"], actor["wall"], actor["node"]) == ("wall", WALL, NODE)
    me = f"{city.served.url}/v1/me"
    assert requests.get(me, auth=Proven(key_of("wall"), token), timeout=TIMEOUT_S).status_code == 200
    stolen = requests.get(me, auth=Proven(key_of("thief"), token), timeout=TIMEOUT_S)
    assert (stolen.status_code, stolen.json()["code"]) == (401, "bad-proof")
    report = requests.put(
        f"{city.served.url}/v1/walls/{WALL}/nodes/phai", json={"revision": 0, "screens": []},
        auth=Proven(key_of("wall"), token), timeout=TIMEOUT_S,
    )  # fmt: skip
    assert (report.status_code, report.json()["code"]) == (403, "other-wall")
    with city.served.ledger.engine.connect() as connection:
        line = connection.execute(select(audit_lines).where(audit_lines.c.kind == "wall-let-in")).one()
    assert "ky.thuat" in line.what, "who vouched for it is in the audit"


def test_a_code_that_somebody_else_shows_is_no_use_without_its_device(city: City) -> None:
    """Somebody read the handle on the way, or took it from a wall's memory, and asks from another machine."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    stolen = city.ask(code, "thief")
    assert (stolen.status_code, stolen.json()["code"]) == (401, "code-expired")
    assert city.tokens() == 0
    assert city.ask(code).json()["state"] == "signed-in", "and its own device is not kept from it"


def test_nobody_begins_or_asks_without_proving_a_key(city: City) -> None:
    """A token that is bound to nothing would be worth something on every machine."""
    code = city.begin()
    for path, body in (("", {"wall": WALL, "node": NODE}), ("/answer", {"handle": code["handle"]})):
        answer = city.post(path, body, "wall", proves=False)
        assert (answer.status_code, answer.json()["code"]) == (401, "bad-proof")


def test_a_walls_code_is_good_once(city: City) -> None:
    """Somebody asks again with what a wall came in with, at once or many times at the same moment."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    city.pass_interval()
    with ThreadPoolExecutor(6) as many:
        asking = [many.submit(city.ask, code, in_time=False) for _ in range(6)]
        answers = [one.result() for one in asking]
    let_in = [one for one in answers if one.status_code == 200 and one.json()["state"] == "signed-in"]
    assert len(let_in) == 1
    again = city.ask(code)
    assert (again.status_code, again.json()["code"]) == (401, "code-expired")
    assert city.tokens() == 1
    assert city.provider.polls == ["token"], "the provider was asked once"


def test_a_proof_is_good_once(city: City) -> None:
    """The very bytes of a question are sent a second time."""
    code = city.begin()
    city.pass_interval()
    proven = Proven(key_of("wall"))
    body = {"handle": code["handle"]}
    first = requests.post(f"{city.served.url}/v1/sign-in/wall/answer", json=body, auth=proven, timeout=TIMEOUT_S)
    assert first.json()["state"] == "waiting"
    again = requests.post(
        f"{city.served.url}/v1/sign-in/wall/answer", data=first.request.body,
        headers={"DPoP": str(first.request.headers["DPoP"]), "Content-Type": "application/json"}, timeout=TIMEOUT_S,
    )  # fmt: skip
    assert (again.status_code, again.json()["code"]) == (401, "bad-proof")


def test_who_asks_faster_than_told_waits_longer_and_asks_nobody(city: City) -> None:
    """A wall, or somebody with its key, hammers: the provider hears none of it, and each makes the wait longer."""
    code = city.begin()
    waits = [city.ask(code, in_time=False).json()["interval"] for _ in range(3)]
    assert waits == [code["interval"] + 5, code["interval"] + 10, code["interval"] + 15]
    assert city.provider.polls == []
    assert city.ask(code).json()["interval"] == waits[-1], "it stays as slow as it was told to be"
    assert city.provider.polls == ["authorization_pending"]


def test_what_the_provider_calls_too_fast_is_too_fast(city: City) -> None:
    """Only the provider knows what it bears: its `slow_down` holds from then on."""
    code = city.begin()
    with city.served.ledger.aside() as connection:
        connection.execute(update(wall_codes).values(next_ms=0))
    answer = city.ask(code, in_time=False).json()
    assert (answer["state"], answer["interval"]) == ("waiting", code["interval"] + 5)
    assert city.provider.polls == ["slow_down"]


def test_a_code_that_nobody_typed_in_time_is_over(city: City) -> None:
    """A code from a photograph of yesterday's wall, at the provider and at the server."""
    code = city.begin()
    city.provider.later(4000)
    assert not city.provider.decide(code["user_code"], TECHNICIAN)
    over = city.ask(code)
    assert (over.status_code, over.json()["code"], city.waiting()) == (401, "code-expired", 0)
    code = city.begin()
    with city.served.ledger.aside() as connection:
        connection.execute(update(wall_codes).values(expires_ms=1))
    assert city.ask(code).json()["code"] == "code-expired"
    assert city.provider.polls == ["expired_token"], "of what is over here nobody is asked"


def test_who_is_refused_stays_out(city: City) -> None:
    """Whoever was asked at the provider says that this is none of theirs."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN, denied=True)
    denied = city.ask(code)
    assert (denied.status_code, denied.json()["code"]) == (403, "code-denied")
    assert (city.ask(code).json()["code"], city.tokens()) == ("code-expired", 0)


@pytest.mark.parametrize("sub", [OPERATOR, STRANGER])
def test_a_wall_has_the_role_of_a_wall_or_none(city: City, sub: str) -> None:
    """Somebody with another role, or with none, types the code: no wall becomes an operator, and none comes in."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], sub)
    answer = city.ask(code)
    assert (answer.status_code, answer.json()["code"], city.tokens()) == (403, "not-a-wall", 0)


def test_who_may_work_here_and_bring_up_walls_makes_a_wall_and_nothing_else(city: City) -> None:
    """An operator who looks after the wall as well: what stands in the room is no operator."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], BOTH)
    actor = city.ask(code).json()["signed_in"]["actor"]
    assert (actor["role"], actor["id"]) == ("wall", f"wall.{WALL}.{NODE}")


def test_who_was_shut_out_here_brings_up_no_wall(city: City) -> None:
    """An account that an administrator disabled vouches for nobody, and a wall that was shut out stays so."""
    accounts = Accounts(city.served.ledger)
    subject = f"{city.provider.issuer} {BOTH}"
    accounts.put("tuan.pham", "Tuấn", Role.OPERATOR, "", "mat-khau")
    accounts.change("tuan.pham", {"subject": subject})
    administration = Administration(city.served.ledger, accounts)
    administration.shut_out("tuan.pham", is_disabled=True)
    code = city.begin()
    assert city.provider.decide(code["user_code"], BOTH)
    assert city.ask(code).json()["code"] == "account-disabled"
    accounts.issue_wall_token(f"{WALL}.{NODE}", WALL, NODE)
    accounts.change(f"wall.{WALL}.{NODE}", {"is_disabled": True})
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    assert (city.ask(code).json()["code"], city.tokens()) == ("account-disabled", 0)


def test_nobody_becomes_somebody_by_the_name_of_a_wall(city: City) -> None:
    """Somebody has an account that is called as the wall's would be, with another role."""
    Accounts(city.served.ledger).put(f"wall.{WALL}.{NODE}", "Quản trị", Role.ADMIN, "", "mat-khau")
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    answer = city.ask(code)
    assert (answer.status_code, answer.json()["code"], city.tokens()) == (409, "user-exists", 0)


def test_a_wall_that_comes_again_has_one_token(city: City) -> None:
    """It lost its files, or was begun twice; what it had before is worth nothing, and another node's stays."""
    other = Accounts(city.served.ledger).issue_wall_token(f"{WALL}.phai", WALL, "phai")
    for _time in range(2):
        code = city.begin()
        assert city.provider.decide(code["user_code"], TECHNICIAN)
        assert city.ask(code).json()["state"] == "signed-in"
    assert city.tokens() == 2
    assert Accounts(city.served.ledger).caller(other).node == "phai"


def test_what_the_database_holds_asks_the_provider_nothing(city: City) -> None:
    """Somebody reads the database while a wall waits: neither the handle nor the provider's code is in it."""
    code = city.begin()
    [secret] = city.provider.secrets_of(code["user_code"])
    with city.served.ledger.engine.connect() as connection:
        row = connection.execute(select(wall_codes)).one()
    held = " ".join(map(str, row)) + base64.b64decode(row.sealed).decode("latin-1")
    assert code["handle"] not in held
    assert secret not in held
    assert row.key == thumbprint(public_text(key_of("wall")))


def test_a_flood_of_walls_is_bounded(city: City) -> None:
    """Somebody on the network begins thousands: they stop at so many of one address, and those that wait go on."""
    code = city.begin()
    with city.served.ledger.aside() as connection:
        row = connection.execute(select(wall_codes)).one()._mapping
        for number in range(PER_SOURCE - 1):
            connection.execute(wall_codes.insert().values({**row, "hash": f"{number:064}"}))
    answer = city.post("", {"wall": WALL, "node": "phai"}, "other")
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-requests")
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    assert city.ask(code).json()["state"] == "signed-in"


def test_a_wall_that_is_not_there_is_told_before_anybody_types_a_code(city: City) -> None:
    """A name that no wall has, or no name at all."""
    city.served.ledger.publish([("wall", WALL, {"name": "Phòng trực", "screens": [{"id": "t1", "node": NODE}]})])
    for wall, node in (("san-anh", NODE), (WALL, "giua")):
        answer = city.post("", {"wall": wall, "node": node}, "wall")
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-wall")
    for wall in ("", "../admin", "w" * 29, "a\nb"):
        assert city.post("", {"wall": wall}, "wall").status_code == 422
    assert city.begin(node="")["user_code"]


def test_a_provider_or_a_city_without_codes_says_so(city: City, tmp_path: Path) -> None:
    """The wall is told that it needs a token, instead of waiting for ever."""
    city.provider.has_codes = False
    answer = city.post("", {"wall": WALL, "node": NODE}, "wall")
    assert (answer.status_code, answer.json()["code"]) == (404, "code-unsupported")
    with serving(Ledger(open_engine(f"sqlite:///{tmp_path / 'other.db'}"))) as plain:
        answer = City(plain, city.provider).post("", {"wall": WALL, "node": NODE}, "wall")
    assert (answer.status_code, answer.json()["code"]) == (404, "code-unsupported")


@pytest.mark.parametrize(
    "page", ["http://evil.vn/device", "javascript:alert(1)", "https://id.vn/\n", "https://id.vn/" + "x" * 300]
)
def test_no_wall_shows_an_address_that_others_read_or_that_is_none(
    city: City, page: str, expected_noise: list[str]
) -> None:
    """What stands on the wall is typed by people who trust it."""
    expected_noise.append("the identity provider cannot be used: the address for its code")
    city.provider.page = page
    answer = city.post("", {"wall": WALL, "node": NODE}, "wall")
    assert (answer.status_code, answer.json()["code"]) == (503, "provider-away")


def test_nobody_sits_down_at_a_desk_as_a_wall(city: City) -> None:
    """Whose claim stands for a wall alone comes in nowhere by the browser: a wall's token is good for a year."""
    claims = {"iss": city.provider.issuer, "sub": TECHNICIAN, "roles": ["man-hinh"], "preferred_username": "ky.thuat"}
    ours = _Told(OidcSettings(city.provider.issuer, CLIENT, "", "roles", ROLES), claims)
    with pytest.raises(ProblemError) as refused:
        ours.identity_of("", "n" * 32)
    assert refused.value.code == "no-role"
    assert _Told(ours.settings, claims | {"roles": ["man-hinh", "truc-ban"]}).identity_of("", "n").role == Role.OPERATOR
    ours.close()


class _Told(Provider):
    """Whose ID token says this, whichever it is."""

    def __init__(self, settings: OidcSettings, claims: dict[str, Any]) -> None:
        super().__init__(settings)
        self._said = claims

    def _claims(self, _id_token: str, _nonce: str | None) -> dict[str, Any]:
        return self._said


def test_the_token_of_a_wall_is_bound_before_anybody_hears_of_it(city: City) -> None:
    """No moment in which it would speak for every wall, or for every device."""
    code = city.begin()
    assert city.provider.decide(code["user_code"], TECHNICIAN)
    city.ask(code)
    with city.served.ledger.engine.connect() as connection:
        token = connection.execute(select(tokens)).one()
        bound = connection.execute(select(bound_tokens).where(bound_tokens.c.hash == token.hash)).one()
    assert token.key == thumbprint(public_text(key_of("wall")))
    assert (bound.wall, bound.node) == (WALL, NODE)
