"""Every type of record that the feed brings to this console, and as what it is read."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from console.places.city_map import CityMap
from console.records.checklist import Checklist, Contact, Template
from console.records.message import Message
from console.records.models import Camera, CityNotice, Incident, Indicator, Layout, Shift, Source
from console.records.plan import Activation, Plan
from console.records.said import Record
from console.records.shift import Handover, ShiftEntry
from console.records.wall import AlarmRule, Wall
from console.verbs.life_cycle import LifeCycle

MODELS: Mapping[str, type[Record]] = MappingProxyType(
    {
        "incident": Incident, "camera": Camera, "indicator": Indicator, "source": Source, "notice": CityNotice,
        "layout": Layout, "shift": Shift, "log_entry": ShiftEntry, "handover": Handover, "checklist": Checklist,
        "template": Template, "contact": Contact, "life_cycle": LifeCycle, "city_map": CityMap, "wall": Wall,
        "alarm_rule": AlarmRule, "plan": Plan, "activation": Activation, "message": Message,
    }
)  # fmt: skip
"""Every type of record that this console reads, and as what."""
MANY = frozenset({"incident", "log_entry", "handover", "activation", "message"})
"""Years of them are kept: all at once are left to the screens that show them."""
