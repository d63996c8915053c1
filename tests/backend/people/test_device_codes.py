"""What a provider says of a code for a wall: what can be shown and asked with, within bounds, or nothing at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from backend.base.problems import ProblemError
from backend.people.oidc import (
    ADDRESS_MOST,
    CODE_ENDPOINT,
    INTERVAL_MOST_S,
    INTERVAL_S,
    LIFE_MOST_S,
    NotYet,
    OidcSettings,
    Provider,
)

ISSUER = "https://id.city.vn"
GOOD: Mapping[str, Any] = {
    "device_code": "d" * 40, "user_code": "WDJB-MJHT", "verification_uri": f"{ISSUER}/device", "expires_in": 600,
    "interval": 7,
}  # fmt: skip


KEYS: dict[str, Any] = {"keys": [RSAKey.generate_key(2048, {"kid": "k"}).as_dict(private=False)]}


class _Provider(Provider):
    """Answers what a test gives it; `asked` are the forms that it was sent."""

    def __init__(self, said: Mapping[str, Any], status: int = 200, secret: str = "") -> None:
        super().__init__(OidcSettings(ISSUER, "ioc-console", secret))
        self.said, self.status, self.asked = said, status, list[Mapping[str, str] | None]()
        self.at, self.keys = f"{ISSUER}/codes", KEYS

    def _answer(
        self, method: str, address: str, form: Mapping[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:  # fmt: skip
        if method == "GET":
            if address == f"{ISSUER}/keys":
                return 200, self.keys
            places = dict.fromkeys(("authorization_endpoint", "token_endpoint"), f"{ISSUER}/x")
            places["jwks_uri"] = f"{ISSUER}/keys"
            return 200, {"issuer": ISSUER, **places, CODE_ENDPOINT: self.at}
        self.asked.append({"address": address, **(form or {})})
        return self.status, dict(self.said)


@pytest.fixture
def closing() -> Iterator[list[Provider]]:
    made: list[Provider] = []
    yield made
    for one in made:
        one.close()


@pytest.mark.parametrize(
    ("said", "life", "interval"),
    [
        ({}, 600, 7),
        ({"interval": 0}, 600, 1),
        ({"interval": 10**6}, 600, INTERVAL_MOST_S),
        ({"expires_in": 10**6}, LIFE_MOST_S, 7),
    ],
)
def test_what_it_tells_is_believed_within_bounds(
    closing: list[Provider], said: dict[str, Any], life: int, interval: int
) -> None:
    provider = _Provider({**GOOD, **said}, secret="s")
    closing.append(provider)
    code = provider.begin_code()
    assert (code.life_s, code.interval_s, code.user_code) == (life, interval, "WDJB-MJHT")
    assert code.secret == "d" * 40
    assert provider.asked == [
        {
            "address": f"{ISSUER}/codes", "client_id": "ioc-console", "scope": "openid profile email",
            "client_secret": "s",
        }
    ]  # fmt: skip


def test_without_a_word_on_it_five_seconds_pass_between_questions(closing: list[Provider]) -> None:
    provider = _Provider({name: value for name, value in GOOD.items() if name != "interval"})
    closing.append(provider)
    assert provider.begin_code().interval_s == INTERVAL_S


@pytest.mark.parametrize(
    "said",
    [
        {"device_code": ""}, {"device_code": "d" * 5000}, {"user_code": ""}, {"user_code": "AB\nCD"},
        {"user_code": "X" * 41}, {"user_code": "Mã"}, {"user_code": " AB"}, {"verification_uri": ""},
        {"verification_uri": "http://id.city.vn/device"}, {"verification_uri": f"{ISSUER}/{'x' * ADDRESS_MOST}"},
        {"verification_uri": "https://id.city.vn/\u202e"}, {"expires_in": 0}, {"expires_in": "600"},
        {"expires_in": None}, {"interval": "5"}, {"interval": None},
    ],
    ids=str,
)  # fmt: skip
def test_what_cannot_be_shown_or_kept_to_is_no_code(
    closing: list[Provider], said: dict[str, Any], expected_noise: list[str]
) -> None:
    expected_noise.append("the identity provider cannot be used")
    provider = _Provider({**GOOD, **said})
    closing.append(provider)
    with pytest.raises(ProblemError) as refused:
        provider.begin_code()
    assert refused.value.code == "provider-away"


def test_a_place_for_codes_that_others_can_read_is_asked_nothing(
    closing: list[Provider], expected_noise: list[str]
) -> None:
    expected_noise.append("the identity provider cannot be used")
    provider = _Provider(GOOD)
    closing.append(provider)
    provider.at = "http://id.city.vn/codes"
    with pytest.raises(ProblemError) as refused:
        provider.begin_code()
    assert (refused.value.code, provider.asked) == ("provider-away", [])


@pytest.mark.parametrize(
    ("status", "error", "becomes"),
    [
        (400, "access_denied", "code-denied"),
        (400, "expired_token", "code-expired"),
        (400, "invalid_grant", "provider-refused"),
        (401, "invalid_client", "provider-refused"),
        (500, "server_error", "provider-away"),
        (200, "", "provider-refused"),
    ],
)
def test_what_it_says_of_a_code_is_told_apart(
    closing: list[Provider], status: int, error: str, becomes: str, expected_noise: list[str]
) -> None:
    expected_noise += ["the identity provider cannot be used"] if becomes == "provider-away" else []
    provider = _Provider({"error": error} if error else {}, status)
    closing.append(provider)
    with pytest.raises(ProblemError) as refused:
        provider.identity_by_code("d" * 40)
    assert refused.value.code == becomes


@pytest.mark.parametrize("keys", [{}, {"keys": None}, {"keys": [7]}, {"keys": [{"kty": "?"}]}], ids=str)
def test_keys_that_cannot_be_read_let_nobody_in(
    closing: list[Provider], keys: dict[str, Any], expected_noise: list[str]
) -> None:
    expected_noise.append("its keys cannot be read")
    provider = _Provider({"id_token": "x.y.z"})
    closing.append(provider)
    provider.keys = keys
    with pytest.raises(ProblemError) as refused:
        provider.identity_by_code("d" * 40)
    assert refused.value.code == "provider-away"


@pytest.mark.parametrize("word", list(NotYet))
def test_as_long_as_nobody_decided_it_is_neither(closing: list[Provider], word: NotYet) -> None:
    provider = _Provider({"error": str(word)}, 400)
    closing.append(provider)
    assert provider.identity_by_code("d" * 40) is word
    assert provider.asked[0] is not None
    assert provider.asked[0]["grant_type"] == "urn:ietf:params:oauth:grant-type:device_code"
