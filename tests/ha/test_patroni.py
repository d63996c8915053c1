"""Three machines as packaging/ha lays them out: the primary's is gone, another takes over, and a backup is put back."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ha.desk import BusyDesk
from tests.ha.machines import machines, needs_patroni, needs_postgres_user
from tests.ha.reader import Reader
from tests.ha.replicas import OPERATORS, Replicas
from tests.harness.waiting import until

pytestmark = [pytest.mark.timeout(1500), needs_patroni, needs_postgres_user]


@pytest.mark.kind(
    "several-servers",
    "The machine of the primary is gone, and comes back",
    "Patroni lets a standby take over that has all; what was answered is there; the old primary becomes a standby.",
)
def test_the_primary_is_gone_and_a_backup_is_put_back(tmp_path: Path) -> None:
    with machines() as (a, b, c), Replicas(tmp_path, a.database_address(), count=2) as replicas:
        targets = replicas.report("patroni", 5)
        c.backup("stanza-create")
        c.backup("check")
        with Reader(replicas.doors, OPERATORS[1]) as reader:
            with BusyDesk(replicas.doors[0], OPERATORS[0], "busy", targets) as desk:
                desk.does(10, "before anything happens")
                backed_up = len(desk.answered)
                c.backup("--type=full", "backup")
                a.kill()
                desk.does(10, "after another became the primary", 120)
                assert b.is_("primary") or c.is_("primary")
                a.start("etcd", "pgbackrest", "patroni")
                until(lambda: a.is_("replica"), "the old primary follows the new one", 120)
                desk.does(10, "after the old primary came back")
            held = replicas.held()
            assert reader.holds(held), reader.fault or "the reader holds something else than the database"
            assert (reader.rebuilt, reader.went_back) == (0, [])
        told = replicas.told(targets)
        assert {text: told[text] for text in desk.answered.values() if told[text] != 1} == {}
        c.backup("verify")
        assert backed_up <= int(c.restored("SELECT count(*) FROM actions")) <= len(replicas.log())
