"""Each page of docs/reference/ that is made of the code."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from typing import get_args

from backend.city.files import kinds
from backend.city.models import Layout
from backend.messages.channel_models import ChannelsFile
from backend.program.configuration import Configuration
from backend.ptz.camera_access import AccessFile, Written
from console import verbs as ours
from console.base.settings import Settings
from console.verbs.base import OFFICERS
from contract.kinds import FED_KINDS
from contract.ownership import owners
from contract.problems import OF_ACTIONS, OF_REQUESTS
from contract.records import RECORDS
from contract.roles import EXPORTING
from contract.verbs import TARGETS, VERBS, Verb
from contract.verbs.base import Nothing
from tests.reference.command_lines import command_lines
from tests.reference.tables import fields, head, models_of, row, sections, sentence, table
from views.base.preferences import Preferences

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
WALL_ENVIRONMENT = "packaging/systemd/wall.env.example"
FLOORS = ("views", "widgets", "console", "offline_cache", "contract", "backend")
SETTINGS = (
    "`console/base/settings.py`, `views/base/preferences.py`, `backend/program/configuration.py` and "
    "`backend/ptz/camera_access.py`"
)
OWNERS = MappingProxyType({"source": "source", "opened": "source, then people", "person": "people", "server": "server"})


def settings() -> Iterator[str]:
    """The console's file, the server's file of sign-ins at cameras, a wall node's environment."""
    yield "Options are in [command-lines.md](command-lines.md), what a city decides in [city-pack.md](city-pack.md)."
    yield from ("", "## The console: `settings.toml`")
    yield "In the data folder, or where `--settings` says. An unknown key is refused, with its line and the nearest."
    yield from ("", *table(Settings))
    yield from ("", "## A desk: what is chosen on its page of settings")
    yield "Kept beside the data, for this desk; in force at once where nothing else is said."
    yield from ("", *table(Preferences))
    yield from ("", "## The server: the file of `--camera-access`", "JSON of mode 0600.", "", *table(AccessFile))
    yield from sections([Written], "###")
    yield from ("", "## The server: the file of `--message-channels`")
    yield "YAML of mode 0600: by what messages go out, and where agencies are reached. How to set up each channel:"
    yield "[send-messages.md](../how-to/send-messages.md); what goes over each: [messages.md](messages.md)."
    yield from ("", *table(ChannelsFile))
    yield from sections(models_of(ChannelsFile).values(), "###")
    yield from ("", "## The server: the file of `--config`")
    yield "YAML; each field is an option too, and a variable: `--log-level`, `IOC_BACKEND_LOG_LEVEL`."
    yield "The command line wins over the environment, which wins over the file. What cannot be is refused with its"
    yield "line and what is expected."
    yield from ("", *table(Configuration))
    yield from ("", "## A wall's node: `wall.env`", f"Read by the service; `{WALL_ENVIRONMENT}` is an example.", "")
    yield from head("name", "for example")
    for line in (ROOT / WALL_ENVIRONMENT).read_text(encoding="utf-8").splitlines():
        name, is_set, value = line.partition("=")
        if is_set and not line.startswith("#"):
            yield row(f"`{name}`", f"`{value}`")


def records() -> Iterator[str]:
    """Every type of record, then the parts that they are made of."""
    yield "Each has `type`, `id` and `version` besides its `data`, which is listed here. *Whose*: a source that reports"
    yield "a record again leaves what belongs to people or to the server as it is; *source, then people*: it may change"
    yield "it until somebody here decides ([reporting](../explanation/contract.md#reporting)). What a model leaves open"
    yield "(*fields of any name*) is told in [wall.md](wall.md), [layouts.md](layouts.md) and"
    yield "[life-cycles.md](life-cycles.md)."
    yield from ("", *head("type", "comes from", "what it is"))
    for kind, model in RECORDS.items():
        origin = "outside systems and the city pack" if kind in FED_KINDS else "the server alone"
        yield row(f"[`{kind}`](#{kind})", origin, sentence(model))
    for kind, model in RECORDS.items():
        whose = {name: OWNERS[owner] for name, owner in owners(kind).items()}
        yield from ("", f"## `{kind}`", sentence(model), "", *table(model, owners=whose))
    parts = {name: part for model in RECORDS.values() for name, part in models_of(model).items()}
    yield from ("", "## Parts of records")
    yield from sections((part for part in parts.values() if part not in RECORDS.values()), "###")


def verbs() -> Iterator[str]:
    """Every verb by what it acts on, then what they say."""
    yield "How two people's verbs meet: [the contract](../explanation/contract.md#merge-rules). Walls, layouts, plans:"
    yield "[wall.md](wall.md). *Waits*: how long it may be on its way before its author is asked instead. At an"
    yield "incident the city's life cycle ([life-cycles.md](life-cycles.md)) may allow a verb to fewer people."
    for target in sorted(TARGETS):
        yield from ("", f"## At: `{target}`", "", *head("verb", "who may", "online only", "waits", "what it says"))
        for verb in (verb for verb in VERBS if verb.target == target):
            online = "yes" if verb.online_only else ""
            yield row(f"`{verb.name}`", _who(verb), online, _waits(verb.name), _says(verb))
    yield from ("", "## What they say")
    payloads = {name: part for verb in VERBS for name, part in models_of(verb.payload).items() if part is not Nothing}
    yield from sections(payloads.values(), "###")


def _who(verb: Verb) -> str:
    if {verb.name} <= EXPORTING:
        return "everybody who has a desk"
    known = ours.BY_NAME.get(verb.name)
    officers = known.roles == OFFICERS if known is not None else verb.officer_only
    return "duty officer" if officers else "operator, duty officer"


def _waits(name: str) -> str:
    if name not in ours.VALID_FOR:
        return ""
    seconds = int(ours.VALID_FOR[name] / timedelta(seconds=1))
    return f"{seconds // 3600} h" if seconds % 3600 == 0 else f"{seconds} s"


def _says(verb: Verb) -> str:
    """Names of the fields, those that may be left out in brackets; the model's name leads to the table."""
    if verb.payload is Nothing:
        return ""
    name = verb.payload.__name__
    named = (f"`{field}`" if needed else f"(`{field}`)" for field, _schema, needed, _text in fields(verb.payload))
    return f"[{name}](#{name.lower()}): {', '.join(named)}"


def problems() -> Iterator[str]:
    """Every code, by where it is met."""
    yield "The `code` of a problem document (RFC 9457). A code never changes its meaning; `detail` may."
    for title, codes in (("In the answer to one action", OF_ACTIONS), ("As the answer to a request", OF_REQUESTS)):
        yield from ("", f"## {title}", "", *head("code", "what it means"))
        yield from (row(f"`{code}`", meaning) for code, meaning in sorted(codes.items()))


def city_pack() -> Iterator[str]:
    """Every file of a pack, then the parts that they are made of."""
    yield "A folder of YAML files; how to make one: [set-up-a-city.md](../how-to/set-up-a-city.md). `python -m backend"
    yield "check-city DIR` names each fault by file, line and field. More about `map.geojson`:"
    yield "[the map of the place](wall.md#the-map-of-the-place); life cycles: [life-cycles.md](life-cycles.md)."
    files = [*kinds(), ("layouts/*.yaml", Layout)]
    entries = [(name, kind, (get_args(kind) or (kind,))[0]) for name, kind in files]
    for name, kind, model in entries:
        listed = " A list of these:" if get_args(kind) else ""
        yield from ("", f"## `{name}`", sentence(model) + listed, "", *table(model))
    parts = {part.__name__: part for _name, _kind, model in entries for part in models_of(model).values()}
    yield from ("", "## Parts of files")
    yield from sections((part for part in parts.values() if part not in {model for _n, _k, model in entries}), "###")


def rooms() -> Iterator[str]:
    """Which floor has which room, then what each is for, as its `__init__.py` says."""
    yield "The same feature has the same folder on every floor. Floors stand in the order in which they may import:"
    yield "what is further down knows nothing of what is above; `contract` and `backend` stand beside them. Rooms of a"
    yield "floor never lean on each other in a circle (`make check`)."
    found = {floor: sorted(path.parent for path in (ROOT / floor).glob("*/__init__.py")) for floor in FLOORS}
    yield from ("", *head("room", *(f"`{floor}`" for floor in FLOORS)))
    for name in sorted({room.name for of_floor in found.values() for room in of_floor}):
        yield row(f"`{name}`", *("●" if ROOT / floor / name in found[floor] else "" for floor in FLOORS))
    for floor in FLOORS:
        yield from ("", f"## `{floor}`", _said_of(ROOT / floor), "", *head("room", "what it is for"))
        for room in found[floor]:
            yield row(f"`{room.name}`", _said_of(room))
        beside = sorted(path.stem for path in (ROOT / floor).glob("*.py") if not path.stem.startswith("__"))
        if beside:
            yield from ("", "Beside the rooms: " + ", ".join(f"`{name}`" for name in beside) + ".")


def _said_of(room: Path) -> str:
    """The first paragraph of the docstring of a package."""
    said = ast.get_docstring(ast.parse((room / "__init__.py").read_text(encoding="utf-8"))) or ""
    return " ".join(said.partition("\n\n")[0].split())


PAGES: Mapping[str, tuple[str, str, Callable[[], Iterator[str]]]] = MappingProxyType({
    "settings.md": ("Settings", SETTINGS, settings),
    "records.md": ("Records", "`contract/records/`", records),
    "verbs.md": ("Verbs", "`contract/verbs/`", verbs),
    "problems.md": ("Problem codes", "`contract/problems.py`", problems),
    "city-pack.md": ("Files of a city pack", "the models of `backend/city/`", city_pack),
    "rooms.md": ("Rooms", "what the packages say of themselves", rooms),
    "command-lines.md": ("Command lines", "the programs' own help", command_lines),
})  # fmt: skip
"""By file: its title, what it is made of, and its lines."""


def text(name: str) -> str:
    """The whole page of this name."""
    title, source, lines = PAGES[name]
    begin = (f"# {title}", "", f"Written by `python -m tests.reference` from {source}; not edited by hand.", "")
    return "\n".join([*begin, *lines()]) + "\n"
