"""What of a city takes part in the demo: its numbers with their movement, its kinds of incident with their words."""

from __future__ import annotations

from backend.city.demo_models import Happening, Series
from backend.city.models import IncidentKind, Indicator


class Measured(Indicator):
    """An indicator whose values are made up."""

    series: Series


class Template(IncidentKind, Happening):
    """A kind of incident, and how it is told."""
