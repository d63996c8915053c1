"""Somebody comes with an answer of the identity provider that is not for them, not for us, or not the provider's."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import json
import secrets
import threading
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from backend.base.problems import ProblemError
from backend.ledger.engine import open_engine
from backend.ledger.ledger import Ledger
from backend.people.accounts import Accounts
from backend.people.administration import Administration
from backend.people.oidc import WAITING_MOST, Answered, OidcSettings, Provider
from backend.people.roles import Role
from console.people.browser import loopback
from contract.provider import ProviderOut
from tests.backend.operations.server import Served
from tests.backend.operations.server import served as serving
from tests.harness.proven import Proven, key_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of authlib, which the mock is made of
    import oidc_provider_mock  # type: ignore[import-untyped]

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of authlib
CLIENT, NONCE, BACK = "ioc-console", "n" * 32, "http://127.0.0.1:5000/signed-in"
PEOPLE = (
    oidc_provider_mock.User(
        sub="1", claims={"roles": ["truc-ban"], "name": "Lê Thu Hà", "preferred_username": "ha.le"}
    ),
    oidc_provider_mock.User(sub="2", claims={"roles": ["khach"], "preferred_username": "khach"}),
    oidc_provider_mock.User(sub="3", claims={"roles": "lanh-dao", "preferred_username": "quan.tri"}),
)


def _challenge(verifier: str) -> str:
    """RFC 7636, 4.2."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")


@dataclass
class City:
    """A provider, a server that knows it, and a browser."""

    served: Served
    provider: Provider

    def brought(self, sub: str, *, nonce: str = NONCE, verifier: str = "") -> dict[str, Any]:
        """What a console brings from the browser, in which `sub` signed in."""
        verifier = verifier or secrets.token_urlsafe(48)
        query = {
            "response_type": "code", "client_id": CLIENT, "redirect_uri": BACK, "scope": "openid profile", "state": "s",
            "nonce": nonce, "code_challenge": _challenge(verifier), "code_challenge_method": "S256",
        }  # fmt: skip
        answer = requests.post(
            self.provider.begin_at(), params=query, data={"sub": sub}, allow_redirects=False, timeout=40
        )
        code = parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]
        return {"code": code, "code_verifier": verifier, "redirect_uri": BACK, "nonce": nonce, "device_id": "desk"}

    def sign_in(self, brought: dict[str, Any]) -> requests.Response:
        """Hand it to the server, as a device that proves its key."""
        address = f"{self.served.url}/v1/sign-in/provider"
        return requests.post(address, json=brought, auth=Proven(key_of("desk")), timeout=40)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    """A provider; asked once, since what it opens at its first answer stays open."""
    with oidc_provider_mock.run_server_in_thread(user_claims=PEOPLE) as mock:
        address = f"http://localhost:{mock.server_port}"
        query = {"response_type": "code", "client_id": CLIENT, "redirect_uri": BACK, "scope": "openid", "state": "s"}
        requests.post(f"{address}/oauth2/authorize", params=query, data={"sub": "1"}, allow_redirects=False, timeout=40)
        yield address


@pytest.fixture
def city(tmp_path: Path, issuer: str) -> Iterator[City]:
    ledger = Ledger(open_engine(f"sqlite:///{tmp_path / 'people.db'}"))
    roles = (("truc-ban", Role.OPERATOR), ("lanh-dao", Role.DUTY_OFFICER))
    provider = Provider(OidcSettings(issuer, CLIENT, "client-secret", "roles", roles))
    with serving(ledger, provider=provider) as served:
        yield City(served, provider)
    ledger.engine.dispose()


def test_who_the_provider_speaks_of_comes_in_with_the_role_of_the_claim(city: City) -> None:
    """The way as it should be: the provider's word becomes a token of ours, and nothing else does."""
    ways = requests.get(f"{city.served.url}/v1/sign-in/ways", timeout=40).json()["provider"]
    assert ways["client_id"] == CLIENT
    answer = city.sign_in(city.brought("1"))
    assert answer.status_code == 200, answer.text
    actor = answer.json()["actor"]
    assert (actor["id"], actor["name"], actor["role"]) == ("ha.le", "Lê Thu Hà", "operator")
    again = Proven(key_of("desk"), answer.json()["token"])
    assert requests.get(f"{city.served.url}/v1/me", auth=again, timeout=40).status_code == 200
    assert city.sign_in(city.brought("3")).json()["actor"]["role"] == "duty_officer"


def test_a_console_signs_in_through_the_browser(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole way as it should be: the console's question, the browser, the port of this machine, our token. By what
    we tell the provider it knows a code that somebody else brings (PKCE)."""
    forms: list[dict[str, str]] = []
    plain, begun = city.provider._ask, list[str]()

    def ask(method: str, address: str, form: Any = None) -> dict[str, Any]:
        forms.extend([form] if form else [])
        return plain(method, address, form)

    monkeypatch.setattr(city.provider, "_ask", ask)
    told = requests.get(f"{city.served.url}/v1/sign-in/ways", timeout=40).json()["provider"]

    def browse(address: str) -> None:
        asked = requests.post(address, data={"sub": "1"}, allow_redirects=False, timeout=40)
        assert requests.get(asked.headers["Location"], timeout=40).text == "Xong"

    async def story() -> dict[str, Any]:
        async with loopback("Xong") as here:
            ours = await here.open(ProviderOut(**told))
            begun.append(ours.url)
            await asyncio.to_thread(browse, ours.url)
            return ours.brought(await here.code())

    brought = asyncio.run(story())
    assert city.sign_in(brought | {"device_id": "desk"}).json()["actor"]["role"] == "operator"
    asked = {name: values[0] for name, values in parse_qs(urlsplit(begun[0]).query).items()}
    assert (asked["code_challenge"], asked["code_challenge_method"]) == (_challenge(forms[0]["code_verifier"]), "S256")


def test_a_code_is_good_once(city: City) -> None:
    """Somebody saw the address in the browser and is quicker, or comes second."""
    brought = city.brought("1")
    assert city.sign_in(brought).status_code == 200
    assert city.sign_in(brought).json()["code"] == "provider-refused"
    assert city.sign_in(brought | {"code": "x" * 40}).json()["code"] == "provider-refused"


def test_an_answer_to_somebody_elses_question_is_refused(city: City) -> None:
    """A code that was begun in another browser is brought to this console: its nonce is another."""
    answer = city.sign_in(city.brought("1") | {"nonce": "m" * 32})
    assert (answer.status_code, answer.json()["code"]) == (401, "provider-refused")


def test_who_has_no_role_here_does_not_come_in(city: City) -> None:
    """Everybody of the city has an account at the provider."""
    answer = city.sign_in(city.brought("2"))
    assert (answer.status_code, answer.json()["code"]) == (403, "no-role")


def test_nobody_becomes_an_account_of_ours_by_its_name(city: City) -> None:
    """Somebody calls themselves at the provider as our administrator is called."""
    Accounts(city.served.ledger).put("quan.tri", "Quản trị", Role.ADMIN, "", "mat-khau")
    answer = city.sign_in(city.brought("3"))
    assert (answer.status_code, answer.json()["code"]) == (409, "user-exists")


def test_who_was_shut_out_here_stays_out(city: City) -> None:
    """An account that an administrator disabled comes back through the provider."""
    assert city.sign_in(city.brought("1")).status_code == 200
    Administration(city.served.ledger, Accounts(city.served.ledger)).shut_out("ha.le", is_disabled=True)
    answer = city.sign_in(city.brought("1"))
    assert (answer.status_code, answer.json()["code"]) == (403, "account-disabled")


def test_nobody_is_sent_back_to_another_machine(city: City) -> None:
    """A console is told to have the answer sent elsewhere."""
    for address in ("http://127.0.0.1.evil.vn/signed-in", "https://evil.vn/signed-in", "http://10.0.0.1:80/signed-in"):
        assert city.sign_in(city.brought("1") | {"redirect_uri": address}).status_code == 422


KEY, OTHER = RSAKey.generate_key(2048, {"kid": "k"}), RSAKey.generate_key(2048, {"kid": "k"})
GOOD: dict[str, Any] = {
    "iss": "https://id.city.vn", "aud": CLIENT, "sub": "1", "nonce": NONCE, "roles": ["truc-ban"], "iat": 1_000,
    "exp": 1_300, "preferred_username": "ha.le",
}  # fmt: skip


class _Provider(Provider):
    """Whose keys are ours, so that a test can sign."""

    def _ask(self, method: str, address: str, form: object = None) -> dict[str, Any]:
        if "well-known" in address:
            at = "https://id.city.vn/x"
            return {"issuer": "https://id.city.vn", "authorization_endpoint": at, "token_endpoint": at, "jwks_uri": at}
        return {"keys": [KEY.as_dict(private=False)]}


@pytest.fixture
def provider() -> Iterator[_Provider]:
    settings = OidcSettings("https://id.city.vn", CLIENT, "", "roles", (("truc-ban", Role.OPERATOR),))
    made = _Provider(settings, lambda: 1_010)
    yield made
    made.close()


def _none(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return ".".join(base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=") for one in parts) + "."


def _signed(claims: dict[str, Any], key: Any = KEY, algorithm: str = "RS256") -> str:
    return jwt.encode({"alg": algorithm, "kid": "k"}, claims, key, algorithms=[algorithm])


def test_a_good_one_is_taken(provider: _Provider) -> None:
    """What the forged ones are compared with."""
    assert provider.identity_of(_signed(GOOD), NONCE).role == Role.OPERATOR


@pytest.mark.parametrize(
    "change",
    [
        {"iss": "https://evil.vn"}, {"aud": "another"}, {"aud": ["another", CLIENT], "azp": "another"},
        {"nonce": "m" * 32}, {"nonce": ""}, {"exp": 900}, {"iat": 2_000}, {"iss": None}, {"sub": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_token_for_another_or_of_another_time_is_refused(provider: _Provider, change: dict[str, Any]) -> None:
    """An ID token that is the provider's, but another issuer's, another client's, another question's, or over."""
    claims = {name: value for name, value in (GOOD | change).items() if value is not None}
    with pytest.raises(ProblemError) as refused:
        provider.identity_of(_signed(claims), NONCE)
    assert refused.value.code == "provider-refused"


def test_a_token_that_the_provider_did_not_sign_is_refused(provider: _Provider) -> None:
    """No signature, another's key, or the public key taken for a secret; and a role written in after it was signed."""
    public = json.dumps(KEY.as_dict(private=False)).encode()
    head, body, signature = _signed(GOOD | {"roles": ["khach"]}).split(".")
    forged = base64.urlsafe_b64encode(json.dumps(GOOD).encode()).decode().rstrip("=")
    for text in (
        _none(GOOD), _signed(GOOD, OTHER), _signed(GOOD, OctKey.import_key(public), "HS256"),
        f"{head}.{forged}.{signature}", f"{head}.{body}.", "", "x", "a.b.c",
    ):  # fmt: skip
        with pytest.raises(ProblemError) as refused:
            provider.identity_of(text, NONCE)
        assert refused.value.code == "provider-refused", text[:20]


def test_a_flood_of_sign_ins_waits_for_nobody(provider: _Provider, expected_noise: list[str]) -> None:
    """Thousands bring made-up codes, so that the server asks the provider for each of them, and keeps them all."""
    expected_noise.append("the identity provider cannot be used: too many ask at once")
    gate = threading.Event()
    waiting = [provider.ask(gate.wait) for _ in range(WAITING_MOST)]
    with pytest.raises(ProblemError) as refused:
        provider.ask(gate.wait)
    assert refused.value.code == "provider-away"
    gate.set()
    assert all(one.result() for one in waiting)
    assert provider.ask(lambda: 1).result() == 1


def test_a_provider_that_is_away_is_told_apart(expected_noise: list[str]) -> None:
    """Nobody answers where the provider should be: that is no refusal, and passwords go on."""
    expected_noise.append("the identity provider cannot be used: ConnectionError")
    made = Provider(OidcSettings("http://127.0.0.1:9", CLIENT))
    with pytest.raises(ProblemError) as away:
        made.identity(Answered("c", "v" * 43, BACK, NONCE))
    assert (away.value.status, away.value.code) == (503, "provider-away")
    made.close()
