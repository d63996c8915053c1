"""How long the oldest thing has waited for the disk."""

from __future__ import annotations

import contextlib

from views.base.saving import Saving


def test_the_oldest_that_still_waits_counts_and_what_failed_waits_no_more() -> None:
    now = [100.0]
    saving = Saving(lambda: now[0])
    assert saving.seconds() == 0.0
    with saving.watch():
        now[0] += 2.0
        with contextlib.suppress(OSError), saving.watch():
            now[0] += 1.0
            assert saving.seconds() == 3.0
            raise OSError("full")
        assert saving.seconds() == 3.0
    now[0] += 5.0
    assert saving.seconds() == 0.0
