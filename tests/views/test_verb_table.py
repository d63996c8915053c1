"""Every verb of the contract, whole: what an unsent one does, what it is called, how the history tells it, its form."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import views.guidance
import views.incidents
import widgets
from console import verbs
from console.verbs.incident import VERBS as INCIDENT_VERBS
from console.verbs.incident import While
from contract.records.incident import CITIZEN_RATED, SOURCE_AGAIN, SOURCE_ENDED, SOURCE_WITHDREW
from contract.verbs import VERBS, Verb
from views.arguments.incident import LifeCycleStep
from views.arguments.reading import arguments_of
from views.arguments.table import ARGUMENTS, COMMAND_OF, taking
from widgets.base.forms import Form
from widgets.words.verb_words import WORDS

WITHOUT_FORM = frozenset(
    {
        "acknowledge", "unshelve", "join", "part", "start", "resume",  # the press says all
        "tag", "attach",  # not at this desk
        "agency_step",  # on the agency's own page
        "open",  # on a sheet of its own
        "sign_on", "sign_off", "handover_offer", "handover_take", "handover_return",  # on panels of their own
        "plan_activate",  # its form is called after the plan
        "plan_step",  # by the form of any other step
        "wall_take", "wall_release", "wall_show", "wall_preset", "wall_roll_back", "wall_identify",
        "wall_preset_remove", "layout_save", "layout_remove",  # on boards of their own
        "export",  # with each file that is written
    }
)  # fmt: skip


def _forms() -> dict[str, list[type[Form]]]:
    """The forms of each verb, wherever they are written."""
    for package in (widgets, views.incidents, views.guidance):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            importlib.import_module(module.name)
    found: dict[str, list[type[Form]]] = {}
    below = [Form]
    while below:
        form = below.pop()
        below += form.__subclasses__()
        if form.verb:
            found.setdefault(form.verb, []).append(form)
    return found


FORMS = _forms()
FOR_ITS_PANEL = frozenset({"linked", "alone"})
"""What a form tells its panel, which makes of it what the command takes."""


def _missing(verb: Verb) -> Iterator[str]:
    row = verbs.BY_NAME.get(verb.name)
    if row is None:
        yield f"{verb.name} has no row in console/verbs/{verb.target}.py"
    elif not callable(row.effect):
        yield f"{verb.name} has no effect in console/verbs"
    words = WORDS.get(verb.name)
    if words is None:
        yield f"{verb.name} has no words in widgets/words/verb_words.py"
        return
    if not words.action:
        yield f"{verb.name} has no name in widgets/words/verb_words.py"
    if verb.target == "incident" and "{name}" not in words.history:
        yield f"{verb.name} has no line of history in widgets/words/verb_words.py"
    asks = verb.name not in WITHOUT_FORM
    if asks != bool(words.form):
        yield f"{verb.name} {'has no' if asks else 'needs no'} title of a form in widgets/words/verb_words.py"
    if asks != (len(FORMS.get(verb.name, ())) == 1):
        yield f"{verb.name} has {len(FORMS.get(verb.name, ()))} forms in widgets"


@pytest.mark.parametrize("verb", VERBS, ids=[verb.name for verb in VERBS])
def test_nothing_of_it_is_missing(verb: Verb) -> None:
    assert list(_missing(verb)) == []


def test_no_table_has_a_verb_that_the_contract_does_not_have() -> None:
    known = {verb.name for verb in VERBS}
    assert [row.name for row in verbs.VERBS if row.name not in known] == []
    of_sources = {SOURCE_ENDED, SOURCE_AGAIN, SOURCE_WITHDREW, CITIZEN_RATED}
    assert set(WORDS) | set(FORMS) | WITHOUT_FORM <= known | of_sources, (
        "a source's lines of a history are nobody's deed"
    )
    assert len(verbs.VERBS) == len(verbs.BY_NAME)


def test_a_verb_that_nobody_wrote_down_is_named_with_what_it_lacks() -> None:
    said = "\n".join(_missing(Verb("praise", "incident")))
    assert "praise has no row in console/verbs/incident.py" in said
    assert "praise has no words in widgets/words/verb_words.py" in said


@pytest.mark.parametrize("verb", sorted(FORMS))
def test_a_form_is_called_as_its_verb_says(verb: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    for made in FORMS[verb]:
        form = made(window)  # type: ignore[call-arg]
        assert form.accessibleName() == WORDS[verb].form


def test_what_the_contract_keeps_for_duty_officers_is_theirs_here() -> None:
    assert [v.name for v in VERBS if v.officer_only and verbs.BY_NAME[v.name].roles != {"duty_officer"}] == []


@pytest.mark.parametrize("verb", sorted(FORMS))
def test_a_form_says_what_its_command_takes_and_all_that_its_verb_needs(verb: str, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    command = COMMAND_OF[verb]
    takes = arguments_of(ARGUMENTS[command]).keys()
    for made in FORMS[verb]:
        asked = made(window).values().keys()  # type: ignore[call-arg]
        assert asked - FOR_ITS_PANEL <= takes
        if ARGUMENTS[command] is LifeCycleStep:
            assert set(verbs.BY_NAME[verb].needs) <= asked


def test_each_step_of_a_life_cycle_has_its_command_and_no_other_has_one() -> None:
    staged = {row.name for row in INCIDENT_VERBS if row.when is While.STAGED}
    assert {one.verb for one in taking(LifeCycleStep)} == staged
    for verb in staged:
        assert set(verbs.BY_NAME[verb].needs) <= arguments_of(LifeCycleStep).keys()
