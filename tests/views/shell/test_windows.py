"""A run loads the window that it shows: whatever a desk or a wall is, it has all that a run asks of it."""

from __future__ import annotations

import pytest

from views.shell.windows import DESK, MODULES, WALL, Window, loaded

ASKED = [name for name in dir(Window) if not name.startswith("_")]


@pytest.mark.parametrize(("name", "kind"), [(DESK, "DeskWindow"), (WALL, "Wall")])
def test_each_window_can_do_what_a_run_asks_of_it(name: str, kind: str) -> None:
    made = loaded(name)
    assert made.__module__ == MODULES[name]
    window = made.__globals__[kind]
    assert [one for one in ASKED if not hasattr(window, one) and one not in ("registry", "health")] == []


def test_another_window_is_none() -> None:
    with pytest.raises(KeyError):
        loaded("tower")
