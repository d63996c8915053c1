"""Journey: a wall without a token shows a code, and is a wall as soon as somebody typed it at the city's provider."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.code_provider import CodeProvider, code_provider
from tests.journeys.city import City
from tests.journeys.driver import Driver

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
TECHNICIAN, OPERATOR = "1", "2"
PEOPLE = {
    TECHNICIAN: {"roles": ["man-hinh"], "preferred_username": "ky.thuat"},
    OPERATOR: {"roles": ["truc-ban"], "preferred_username": "ha.le"},
}
WALL = ("--wall", "phong-truc", "--node", "trai")


@pytest.fixture
def provider() -> Iterator[CodeProvider]:
    with code_provider(PEOPLE) as running:
        yield running


@pytest.fixture
def town(tmp_path: Path, provider: CodeProvider) -> Iterator[City]:
    """A city whose server knows the provider by its configuration."""
    folder = tmp_path / "city"
    folder.mkdir()
    secret, config = folder / "oidc-secret", folder / "backend.yaml"
    secret.touch(mode=0o600)
    secret.write_text(provider.client_secret, encoding="utf-8")
    said = {
        "oidc_issuer": provider.issuer, "oidc_client_id": provider.client, "oidc_client_secret_file": str(secret),
        "oidc_roles": ["truc-ban=operator", "man-hinh=wall"],
    }  # fmt: skip
    config.write_text(json.dumps(said), encoding="utf-8")  # JSON is YAML
    running = City(folder, cameras=False)
    running.config = config
    with running:
        yield running


def _code(wall: Driver) -> str:
    state = wall.until(lambda s: bool(s["code"]), 60, "a code on the wall")
    assert state["code"] in state["trouble"], "the strips name it as well"
    return str(state["code"])


def test_a_wall_is_let_in_by_a_code_and_stays_in(tmp_path: Path, town: City, provider: CodeProvider) -> None:
    with Driver(tmp_path / "wall", "--backend", town.url, *WALL) as wall:
        assert provider.decide(_code(wall), TECHNICIAN)
        state = wall.until(lambda s: not s["code"] and not s["trouble"] and s["revision"] > 0, 60, "a wall at work")
        assert state["node"] == "trai"
    asked = len(provider.polls)
    with Driver(tmp_path / "wall", "--backend", town.url, *WALL) as wall:
        wall.until(lambda s: s["links"]["incidents"]["state"] == "live", 60, "the same after a restart")
        assert len(provider.polls) == asked, "without another code"


def test_who_may_not_bring_up_walls_is_told_so_on_the_wall(tmp_path: Path, town: City, provider: CodeProvider) -> None:
    with Driver(tmp_path / "wall", "--backend", town.url, *WALL) as wall:
        assert provider.decide(_code(wall), OPERATOR)
        wall.until(lambda s: not s["code"] and "không được phép" in s["trouble"], 60, "why it stays out")
