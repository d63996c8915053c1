"""The table of defences that are taken away: it fits the source, each attack stands in it, and what it says is seen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.attacks.kept import Kept
from tests.attacks.table import PAGE, attacks
from tests.attacks.undone.defence import Edit, MisfitError, undone
from tests.attacks.undone.every import DEFENCES, OWED, chosen
from tests.attacks.undone.running import Came, Result, copied

QUICK = (
    "signed heads",
    "keeping one administrator",
    "holding a picture's size against its memory",
    "refusing PINs that are drawn on the keys",
    "looking for what stands behind a picture's end",
    "sending away who did nothing, not who comes last",
)
"""Of all rooms some that need no server."""


def test_every_defence_can_still_be_taken_away() -> None:
    """Where the source was changed, so has the way to undo it to be."""
    misfits = []
    for defence in DEFENCES:
        try:
            for name, text in defence.texts().items():
                if name.endswith(".py"):
                    ast.parse(text, name)
        except (MisfitError, SyntaxError) as error:
            misfits.append(f"{defence.name}: {error}")
    assert misfits == []


def test_every_attack_was_seen_to_succeed_without_a_defence() -> None:
    kept, names = Kept.load(), {one.name for one in attacks()}
    assert len(names) == len(attacks()), "the table knows an attack by its name"
    shown = {name for one in DEFENCES for name in one.tests}
    assert shown == names - OWED, "each attack has a defence that it must need"
    unseen = [one.name for one in DEFENCES if set(kept.fell(one)) != set(one.tests)]
    assert unseen == [], f"python -m tests.attacks --undone {' '.join(map(repr, unseen))}"
    assert len({one.name for one in DEFENCES}) == len(DEFENCES)


def test_the_page_is_that_of_what_was_seen() -> None:
    assert PAGE.read_text(encoding="utf-8") == Kept.load().page(), "it is written by python -m tests.attacks"


def test_some_defences_are_taken_away_here_and_their_attacks_succeed() -> None:
    wanted = [one for one in DEFENCES if one.name in QUICK]
    assert len(wanted) == len(QUICK)
    with copied() as place:
        for result in place.without(*wanted):
            assert result.has_fallen, list(result.lines())


def test_what_does_not_fall_is_told() -> None:
    defence = undone("a lock", [("door.py", "shut", "open")], "test_door", "test_window", "test_roof")
    came = {"test_door": Came(2, 1, "it opened"), "test_window": Came(1), "test_roof": Came(trouble="no ladder")}
    result = Result(defence, came)
    assert not result.has_fallen
    assert [line.split()[:2] for line in result.lines()] == [
        ["without", "a"], ["fell", "test_door"], ["STILL", "HELD"], ["NOT", "TRIED"],
    ]  # fmt: skip
    kept = Kept()
    kept.note_undone([result])
    assert kept.undone == {}, "what is in no table is not kept"


def test_an_edit_that_fits_nowhere_or_twice_is_none(tmp_path: Path) -> None:
    for text in ("", "shut shut"):
        with pytest.raises(MisfitError):
            Edit("door.py", "shut", "open").done(text)
    other = undone("a lock", [("door.py", "shut", "ajar")], "test_door")
    assert other.digest != undone("a lock", [("door.py", "shut", "open")], "test_door").digest


def test_a_word_names_a_defence_an_attack_or_a_table() -> None:
    assert [one.name for one in chosen(["keeping one administrator"])] == ["keeping one administrator"]
    assert [one.name for one in chosen(["test_the_last_administrator_stays"])] == ["keeping one administrator"]
    assert len(chosen(["audit"])) >= 10
    assert chosen(["nothing of that kind"]) == []
    assert chosen([]) == list(DEFENCES)
