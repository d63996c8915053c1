"""What can be wrong with a city pack, as data: a code with parameters, and where it stands."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from backend.city.messages import sentence


@dataclasses.dataclass(frozen=True)
class Problem:
    """One fault: `line` counts from 1, 0 where the whole file is meant; `field` such as `[2].ward`, may be empty."""

    code: str
    file: str
    line: int = 0
    field: str = ""
    params: dict[str, str] = dataclasses.field(default_factory=dict)

    def text(self, lang: str = "vi") -> str:
        """A clear sentence that begins with file, line and field."""
        return sentence(self.code, (self.file, self.line, self.field), self.params, lang)


class CityPackError(Exception):
    """A city pack that cannot be used; `problems` lists every fault, and the first one is at hand as fields."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.text("en"))

    @property
    def file(self) -> str:
        """The file of the first fault."""
        return self.problems[0].file

    @property
    def line(self) -> int:
        """The line of the first fault, from 1."""
        return self.problems[0].line

    @property
    def field(self) -> str:
        """The field of the first fault."""
        return self.problems[0].field

    def text(self, lang: str = "vi") -> str:
        """All faults, a line each."""
        return "\n".join(problem.text(lang) for problem in self.problems)
