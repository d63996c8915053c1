"""Which arguments belong to which command. A command that is not here takes none."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from views.arguments.reading import Arguments

ARGUMENTS: Mapping[str, type[Arguments]] = MappingProxyType({})
