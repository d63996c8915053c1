"""Every type of record with all its fields."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from contract.records.base import Part
from contract.records.city import Camera, CityMap, Indicator, Layout, Notice, Source
from contract.records.guidance import Checklist, Contact, Template
from contract.records.incident import Incident
from contract.records.life_cycle import LifeCycle
from contract.records.message import Message
from contract.records.plan import Activation, Plan
from contract.records.shift import Handover, LogEntry, Shift
from contract.records.wall import AlarmRule, Wall

RECORDS: Mapping[str, type[Part]] = MappingProxyType(
    {
        "camera": Camera,
        "indicator": Indicator,
        "incident": Incident,
        "plan": Plan,
        "layout": Layout,
        "wall": Wall,
        "alarm_rule": AlarmRule,
        "shift": Shift,
        "log_entry": LogEntry,
        "handover": Handover,
        "source": Source,
        "notice": Notice,
        "checklist": Checklist,
        "template": Template,
        "contact": Contact,
        "activation": Activation,
        "city_map": CityMap,
        "life_cycle": LifeCycle,
        "message": Message,
    }
)
"""The model of each type's `data`."""
