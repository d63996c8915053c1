"""What is said where something left a desk as a file. Nothing is done by it: it stands in the log, and in the audit."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from contract.verbs.base import Name, Payload, Short

EVIDENCE, MEASURES, REPORT, LAYOUT = "evidence", "measures", "report", "layout"
"""What leaves a desk, as the id of the target; another word is what a newer console writes out."""


class Export(Payload):
    """The file's name without its folder, and how much is in it."""

    file: Name
    count: Annotated[int, Field(ge=0, lt=2**31)]
    """Rows of a table, moments of a report, pieces of evidence, layouts."""
    about: Short = ""
    """What it tells of: an incident's, a layout's or an original's id or name; empty where it is nothing alone."""


PAYLOADS: Mapping[str, type[Payload]] = MappingProxyType({"export": Export})
