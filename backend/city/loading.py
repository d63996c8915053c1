"""Loads a city pack: one folder of plain YAML files, checked as a whole before anything of it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backend.city import demo_models, life_cycle_checks, maps, references
from backend.city.checking import check
from backend.city.files import LISTS, OPTIONAL, kinds, moved
from backend.city.maps import CityMap
from backend.city.models import City, Layout
from backend.city.pack import CityPack
from backend.city.problems import CityPackError, Problem
from backend.city.yaml_lines import Document, read

DEFAULT_CITY = Path(__file__).resolve().parents[2] / "resources" / "cities" / "song-may"
MAX_LAYOUTS = 64


def load(path: Path | str) -> CityPack:
    """The pack in the folder `path`. Raises `CityPackError` with every fault found: file, line, field."""
    root = Path(path)
    if not root.is_dir():
        raise CityPackError([Problem("missing_folder", root.name or str(root), params={"path": str(root)})])
    problems: list[Problem] = list(moved(root))
    documents = _documents(root, problems)
    checked = {name: check(documents[name], kind, problems) for name, kind in kinds() if name in documents}
    layouts = {name: check(documents[name], Layout, problems) for name in documents if name.startswith("layouts/")}
    if not problems:
        problems.extend(references.crossed(documents, layouts, [name for name, _kind in LISTS]))
    if not problems:
        problems.extend(_timed(documents, checked))
    drawn = _drawn(root, checked.get("city.yaml"), problems)
    if problems:
        raise CityPackError(problems)
    lists: dict[str, Any] = {name.removesuffix(".yaml"): tuple(checked[name]) for name, _kind in LISTS}
    made_up = {name.removeprefix("demo/"): lists.pop(name) for name in [*lists] if name.startswith("demo/")}
    city, calendar = checked["city.yaml"], checked["calendar.yaml"]
    lists |= {"layouts": tuple(layouts.values()), "map": drawn, "demo": demo_models.Demo(**made_up)}
    return CityPack(root=root, city=city, calendar=calendar, **lists)


def _drawn(root: Path, city: City | None, problems: list[Problem]) -> CityMap:
    """The pack's map; its faults go to `problems`, as do everybody's."""
    try:
        return maps.load(root, city) if city is not None else CityMap()
    except CityPackError as error:
        problems.extend(error.problems)
        return CityMap()


def _documents(root: Path, problems: list[Problem]) -> dict[str, Document]:
    names = [name for name, _kind in kinds()]
    names += sorted(f"layouts/{file.name}" for file in (root / "layouts").glob("*.yaml"))[:MAX_LAYOUTS]
    documents = {}
    for name in names:
        if name in OPTIONAL and not (root / name).exists():
            documents[name] = Document(name, [], {})
            continue
        try:
            documents[name] = read(root, name)
        except CityPackError as error:
            problems.extend(error.problems)
    return documents


def _timed(documents: dict[str, Document], checked: dict[str, Any]) -> Iterator[Problem]:
    name = "life_cycles.yaml"
    yield from life_cycle_checks.calendar(documents["calendar.yaml"], checked["calendar.yaml"], documents["city.yaml"])
    yield from life_cycle_checks.life_cycles(documents[name], checked[name])
