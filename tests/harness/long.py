"""Which tests are left to `make test-all`: those that start real programs, play real video or try very many things.

What is left is what somebody wants to know within four minutes: every unit, every presenter, and one journey.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parents[1]
LONG = (
    "journeys",  # the real program against the real backend
    "faults",  # the same, and something goes wrong
    "simulate",
    "fuzz",
    "ha",  # servers over one PostgreSQL, which are killed
    "console/video",  # decoders, and cameras that misbehave
    "console/walls/test_picture_files.py",
    "console/test_demo.py",
    "attacks/test_identity_at_the_desk.py",  # a real server for each of them
    "architecture/test_bite.py",
    "backend/backups/test_backup.py",
    "backend/test_cameras.py",
    "backend/ledger/test_databases.py",
    "backend/ledger/test_indexes.py",
    "backend/demo/test_command.py",
    "backend/test_first_clips.py",
    "backend/test_migrations.py",
    "backend/test_openapi.py",
    "backend/test_ptz_stop.py",
    "backend/test_written_elsewhere.py",
    "contract/test_check.py",
    "harness/test_end_with_us.py",
    "harness/test_leaks.py",  # a run of tests for each kind of leak
    "reference",
    "views/test_accessible_names.py",
    "views/test_first_window.py",
    "views/test_keyboards.py",
    "views/test_one_record.py",
    "views/test_pages_seen.py",
    "views/test_program.py",
    "views/test_scope_of_keys.py",
    "views/tiles/test_how_to.py",
    "views/video/test_pictures_stay.py",
    "views/wall_node/test_unattended.py",
)
FIRST = (
    "ha/test_two_replicas.py",
    "ha/test_conformance.py",
    "ha/test_patroni.py",
    "backend/test_first_clips.py",
    "simulate/test_simulate.py",
    "harness/test_end_with_us.py",
    "faults/test_slow_links.py",
    "views/test_one_record.py",
    "faults/test_damage.py",
    "backend/test_openapi.py",
    "faults/test_disk.py",
    "faults/test_network.py",
    "journeys/test_plans.py",
    "views/test_keyboards.py",
    "console/video/test_bounds.py",
    "journeys/test_restart.py",
    "journeys/test_wall.py",
    "journeys/test_first_start.py",
    "journeys/test_outage.py",
)
"""Files that take long begin first: one of them at the end would keep a single process busy."""
THE_JOURNEY = "journeys/test_outage.py"
"""Of all that are marked as journeys, wherever they are, the one that is not left: cut off, acting, killed, started
again, everything arrives once. That is what this program is for."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: FIRST.index(_place(item)) if _place(item) in FIRST else len(FIRST))
    for item in items:
        place = _place(item)
        is_long = item.get_closest_marker("journey") or any(place == one or place.startswith(f"{one}/") for one in LONG)
        if is_long and place != THE_JOURNEY:
            item.add_marker(pytest.mark.long)


def _place(item: pytest.Item) -> str:
    """The file of a test as the lists above name it; empty outside of our tests."""
    return item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
