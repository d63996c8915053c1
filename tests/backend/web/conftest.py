"""One server for all tests of a file that leave it as it was for the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from backend.entrance.rates import Rates
from tests.backend.web.room import Room, room


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Running."""
    with room(tmp_path_factory.mktemp("web")) as running:
        app: Any = running.there.server.config.app
        # All tests come from one address.
        app.state.web = replace(app.state.web, reports_rate=Rates(10_000, 1_000))
        with running.browser():
            """The thread that tries passwords stays as long as the server."""
        yield running
