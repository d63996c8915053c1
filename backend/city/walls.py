"""A pack's video walls with their presets, and the rules that fill a wall's reserved slots at an alarm."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated, Any, Protocol, Self

from pydantic import AfterValidator, Field, model_validator

from backend.city.checking import did_you_mean
from backend.city.models import Entry, Identity, Layout, LayoutScreen, Severity, Text
from backend.city.problems import Problem
from backend.city.yaml_lines import Document, Path_

PICKED = frozenset({"linked", "nearest"})


def _picked(value: Any) -> Any:
    """`linked`, `nearest`, or a list of ids."""
    listed = isinstance(value, list) and all(isinstance(one, str) and one for one in value) and len(value) <= 16
    if not listed and not (isinstance(value, str) and value in PICKED):
        raise ValueError("bad_pick")
    return value


def _linked(value: Any) -> Any:
    if _picked(value) == "nearest":
        raise ValueError("bad_pick")
    return value


class Wish(Entry):
    """What one screen shows: a screen of a layout, one of its own, or several in turn."""

    layout: Identity | None = None
    index: Annotated[int, Field(ge=0, lt=24)] | None = None
    screen: LayoutScreen | None = None
    tour: Annotated[list[Step], Field(min_length=1, max_length=32)] | None = None
    dwell_s: Annotated[float, Field(ge=2, le=3600)] | None = None
    blank: bool = False

    @model_validator(mode="after")
    def _one(self) -> Self:
        _only_one(self.layout, self.screen, self.tour)
        if (self.tour is None) != (self.dwell_s is None):
            raise ValueError("bad_wish")
        return self

    def body(self) -> dict[str, Any]:
        """As the contract writes it (docs/reference/wall.md)."""
        data = self.model_dump(mode="json", exclude_none=True, exclude={"blank"})
        if self.layout is not None:
            data["index"] = self.index or 0
        if self.tour is not None:
            data["tour"] = [{**step, **({"index": step.get("index", 0)} if "layout" in step else {})}
                            for step in data["tour"]]  # fmt: skip
        return data | ({"blank": True} if self.blank else {})


class Step(Entry):
    """One screen of a tour."""

    layout: Identity | None = None
    index: Annotated[int, Field(ge=0, lt=24)] | None = None
    screen: LayoutScreen | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        _only_one(self.layout, self.screen)
        return self


def _only_one(*given: object) -> None:
    if sum(one is not None for one in given) != 1:
        raise ValueError("bad_wish")


class WallScreen(Entry):
    """One screen of a wall: which node shows it on which of its monitors, and where it hangs."""

    id: Identity
    node: Identity
    monitor: Text = "#1"
    title: Text
    row: Annotated[int, Field(ge=0, le=23)] = 0
    col: Annotated[int, Field(ge=0, le=23)] = 0


class Preset(Entry):
    """What screens show together, under a name."""

    id: Identity
    name: Text
    screens: dict[Identity, Wish] = Field(min_length=1)


class Wall(Entry):
    """A named set of screens. `opening` is the preset that it begins with."""

    id: Identity
    name: Text
    seats: Annotated[int, Field(ge=1, le=200)]
    seat_distance_m: Annotated[float, Field(gt=0, le=50)]
    pixel_pitch_mm: Annotated[float, Field(gt=0, le=10)]
    screens: Annotated[list[WallScreen], Field(min_length=1, max_length=64)]
    presets: Annotated[list[Preset], Field(min_length=1, max_length=32)]
    opening: Identity


class AlarmRule(Entry):
    """Which incidents fill a reserved slot, with what, for how long; empty lists mean all."""

    id: Identity
    name: Text
    kinds: list[Identity] = Field(default_factory=list)
    severities: list[Severity] = Field(default_factory=list)
    wards: list[Text] = Field(default_factory=list)
    cameras: Annotated[Any, AfterValidator(_picked)] = "linked"
    indicators: Annotated[Any, AfterValidator(_linked)] = Field(default_factory=list)
    map: bool = False
    """Whether the map of the place stands beside them."""
    minutes: Annotated[float, Field(gt=0, le=240)] = 5.0
    order: Annotated[int, Field(ge=0, le=1000)] = 100


Wish.model_rebuild()
FILES: tuple[tuple[str, Any], ...] = (("walls.yaml", list[Wall]), ("alarm_rules.yaml", list[AlarmRule]))
FIELDS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("alarm_rules.yaml", ("kinds",), "kind"),
    ("alarm_rules.yaml", ("wards",), "ward"),
)
"""File, field of each entry, and what it names; read by `backend.city.references`."""


class Hung(Protocol):
    """What of a pack is told here."""

    @property
    def walls(self) -> Sequence[Wall]: ...
    @property
    def alarm_rules(self) -> Sequence[AlarmRule]: ...


def records(pack: Hung) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """The records of a pack; nobody leads a wall yet, and it shows its opening preset."""
    for wall in pack.walls:
        presets = [
            {"id": one.id, "name": one.name, "screens": {key: wish.body() for key, wish in one.screens.items()}}
            for one in wall.presets
        ]
        opening = next(one["screens"] for one in presets if one["id"] == wall.opening)
        data = wall.model_dump(mode="json", exclude={"id", "presets", "opening"})
        yield "wall", wall.id, {
            **data, "presets": presets, "desired": opening, "lease": None, "told": [], "changed": {}, "revision": 1,
            "identify_until": None,
        }  # fmt: skip
    for rule in pack.alarm_rules:
        yield "alarm_rule", rule.id, rule.model_dump(mode="json", exclude={"id"})


def crossed(
    walls: Document, rules: Document, layouts: Mapping[str, Layout], names: Mapping[str, frozenset[str]]
) -> Iterator[Problem]:
    """Screens and presets that stand twice or nowhere, layouts that are not there, and odd ids of alarm rules."""
    sizes = {layout.id: len(layout.screens) for layout in layouts.values()}
    for number, wall in enumerate(walls.data):
        if wall["id"] in sizes:  # `--wall NAME` means either
            yield walls.problem("named_twice", (number, "id"), given=wall["id"])
        yield from _wall(walls, number, wall, sizes)
    for number, rule in enumerate(rules.data):
        for field, what in (("cameras", "camera"), ("indicators", "indicator")):
            given = rule.get(field)
            for place, one in enumerate(given if isinstance(given, list) else ()):
                if one not in names[what]:
                    yield _unknown(rules, (number, field, place), one, what, names[what])


def _wall(
    document: Document, number: int, wall: Mapping[str, Any], sizes: Mapping[str, int]
) -> Iterator[Problem]:  # fmt: skip
    screens = [screen["id"] for screen in wall["screens"]]
    presets = [preset["id"] for preset in wall["presets"]]
    for field, ids in (("screens", screens), ("presets", presets)):
        for place, given in enumerate(ids):
            if given in ids[:place]:
                yield document.problem("named_twice", (number, field, place, "id"), given=given)
    yield from _monitors(document, number, wall["screens"])
    if wall["opening"] not in presets:
        yield _unknown(document, (number, "opening"), wall["opening"], "preset", presets)
    for place, preset in enumerate(wall["presets"]):
        for screen, wish in preset["screens"].items():
            path: Path_ = (number, "presets", place, "screens", screen)
            if screen not in screens:
                yield _unknown(document, path, screen, "screen", screens)
            yield from _shown(document, path, wish, sizes)


def _monitors(document: Document, number: int, screens: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Two screens cannot be the same monitor of a node, nor hang in the same place."""
    for fields in (("node", "monitor"), ("row", "col")):
        seen: set[tuple[Any, ...]] = set()
        for place, screen in enumerate(screens):
            default = "#1" if "monitor" in fields else 0
            at = tuple(screen.get(field, default) for field in fields)
            if at in seen:
                given = " ".join(str(part) for part in at)
                yield document.problem("named_twice", (number, "screens", place, fields[1]), given=given)
            seen.add(at)


def _shown(
    document: Document, path: Path_, wish: Mapping[str, Any], sizes: Mapping[str, int]
) -> Iterator[Problem]:  # fmt: skip
    for place, step in enumerate(wish.get("tour", ())):
        yield from _shown(document, (*path, "tour", place), step, sizes)
    given, index = wish.get("layout"), wish.get("index", 0)
    if given is not None and given not in sizes:
        yield _unknown(document, (*path, "layout"), given, "layout", sizes)
    elif given is not None and index >= sizes[given]:
        yield document.problem("no_screen", (*path, "index"), given=str(index), layout=given, count=str(sizes[given]))


def _unknown(document: Document, path: Path_, given: str, what: str, known: Iterable[str]) -> Problem:
    hint = did_you_mean(given, known)
    code = "unknown_reference_hint" if hint else "unknown_reference"
    return document.problem(code, path, what=what, given=given, **({"hint": hint} if hint else {}))


def presets_of(walls: Document) -> dict[str, frozenset[str]]:
    """Ids of each wall's presets: what a plan may name."""
    return {wall["id"]: frozenset(preset["id"] for preset in wall["presets"]) for wall in walls.data}
