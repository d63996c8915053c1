"""Walks over the lines: each is held against its own digest, and its hash against the line before.

Both what is stored and what must be are tried as the hash before, and the line after is looked at where one does not
fit: so one altered field is one finding, and no line behind it is blamed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain, pairwise
from typing import Any

from backend.audit.findings import ALTERED, DELETED, RECOMPUTED, REORDERED, Finding
from backend.audit.lines import CONTENT, altered, digest_of
from contract.audit import after

Line = Mapping[str, Any]
TRIED = 4
"""Hashes that may be those of the line before; more than two only where several lines in turn do not fit."""
LOOKED_FOR = 10_000
"""Numbers that are missing and that a line with another number than its own may have had."""


class Links:
    """One walk. `findings` are complete after it."""

    def __init__(self, number: int, begin: str) -> None:
        """`number` and hash of the line before the first."""
        self.findings: list[Finding] = []
        self.count = 0
        self.last = number
        self.hash: frozenset[str] = frozenset({begin})
        """Of the line looked at last: what stands there, and what must."""
        self._is_known = True
        self._moved: list[Line] = []

    def begins_anywhere(self) -> None:
        """The line before the first is not known: whatever it was, the first goes on from it."""
        self._is_known = False

    def walk(self, lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
        """Each line, and whether its content is as it was written."""
        for line, following in pairwise(chain(lines, (None,))):
            if line is not None:
                yield line, self._look(line, following)
        self._explain()

    def _look(self, line: Line, following: Line | None) -> bool:
        number = int(line["number"])
        if number > self.last + 1:
            self.findings.append(Finding(DELETED, number=self.last + 1, upto=number - 1))
            self._is_known = False
        self.last, self.count = number, self.count + 1
        stored, found, own = str(line["digest"]), digest_of(line, CONTENT), str(line["hash"])
        must = frozenset(after(one, it) for one in self.hash for it in (stored, found)) if self._is_known else {own}
        content = self._content(line, stored, found)
        if content is not None:
            self.findings.append(content)
        elif own not in must:
            self.findings.append(_of_link(number, must, following))
        self.hash = frozenset({own}) if own in must else frozenset([own, *sorted(must)[: TRIED - 1]])
        # Of a line that is not where it was written nobody knows what stood here before.
        self._is_known = content is None or content.code != REORDERED
        return content is None

    def _content(self, line: Line, stored: str, found: str) -> Finding | None:
        number = int(line["number"])
        fields = altered(line, CONTENT, str(line["parts"]))
        if stored == found:
            return Finding(ALTERED, number=number, fields=("parts",)) if fields or _is_odd(line) else None
        if fields == ["number"]:
            self._moved.append(line)
            return Finding(REORDERED, number=number)
        if fields:
            return Finding(ALTERED, number=number, fields=tuple(fields))
        by_found = any(after(one, found) == line["hash"] for one in self.hash)
        return Finding(ALTERED, number=number, fields=("digest",) if by_found else ("content",))

    def _explain(self) -> None:
        """A line under a number that was free leaves a gap where it was, and one before it: that is one finding."""
        gaps = [one for one in self.findings if one.code == DELETED]
        missing = [n for one in gaps for n in range(one.number, min(one.upto, one.number + LOOKED_FOR) + 1)]
        for line in self._moved:
            number = int(line["number"])
            home = next((n for n in missing if digest_of({**line, "number": n}, CONTENT) == line["digest"]), None)
            if home is None:
                continue
            # The gap before where it stands now is none, nor is the one that it left.
            self.findings = [
                one
                for one in self.findings
                if not (one.code == DELETED and (one.upto == number - 1 or (one.number, one.upto) == (home, home)))
            ]
            place = self.findings.index(Finding(REORDERED, number=number))
            self.findings[place] = replace(self.findings[place], number=home, upto=number)


def _is_odd(line: Line) -> bool:
    return len(str(line["parts"])) != len(CONTENT) * 8


def _of_link(number: int, must: Iterable[str], following: Line | None) -> Finding:
    """A line that agrees with itself and not with the one before: the next tells whether its hash alone was changed."""
    if following is None or int(following["number"]) != number + 1:
        return Finding(ALTERED, number=number, fields=("hash",))
    digests = (str(following["digest"]), digest_of(following, CONTENT))
    if any(after(one, it) == following["hash"] for one in must for it in digests):
        return Finding(ALTERED, number=number, fields=("hash",))
    return Finding(RECOMPUTED, number=max(1, number - 1), upto=number)
