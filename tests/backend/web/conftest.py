"""One server for all tests of a file that leave it as it was for the others."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.backend.web.room import Room, room


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Running."""
    with room(tmp_path_factory.mktemp("web")) as running:
        with running.browser():
            """The thread that tries passwords stays as long as the server."""
        yield running
