"""What the doctor says of one thing, and its words for what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from console.base.errors import IocError
from views.words.files import with_hint
from views.words.language import Words
from views.words.sentences import Gaps, source_of


@dataclass(frozen=True)
class Finding:
    """One line: what was looked at, how it is, and what to do where it is not well."""

    name: str
    found: str
    advice: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing has to be done."""
        return not self.advice


def sentence_of(error: IocError, words: Words) -> str:
    """What went wrong, to somebody who looks after the machine."""
    if error.code in ("unreachable", "timed_out"):
        return words.translate("doctor", "It does not answer: check the address, the network, and the server.")
    params = with_hint(error.params, words.translate)
    return words.translate("sentences", source_of(error.code)).format_map(Gaps(params))
