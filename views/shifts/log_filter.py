"""Which lines of the shift's log are shown: by hand or by the system, about one incident, with these words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.queue.words import plain
from console.records.shift import ShiftEntry
from widgets.shifts.words import entry_text, kind_word

KINDS = ("all", "typed", "automatic")


@dataclass
class LogFilter:
    """What was chosen; nothing at first."""

    kind: str = "all"
    about: str = ""

    def next_kind(self) -> None:
        """All, by hand only, by the system only, all again."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)] if self.kind in KINDS else "all"

    def toggle_about(self, incident_id: str) -> None:
        """Only the lines about this incident, or about any again."""
        self.about = "" if self.about else incident_id

    def is_on(self, text: str) -> bool:
        """Whether anything is left out."""
        return bool(text.strip() or self.about or self.kind != "all")

    def passing(self, lines: Sequence[ShiftEntry], text: str, names: Mapping[str, str]) -> list[ShiftEntry]:
        """The lines that hold every word of `text`, marks ignored, in what they say, who wrote them or their incident.

        `names` are the incidents' names by id.
        """
        words = plain(text).split()
        found = []
        for entry in lines:
            if self.kind not in {"all", entry.kind} or (self.about and entry.incident_id != self.about):
                continue
            if words:
                about = names.get(entry.incident_id or "", "")
                said = plain(f"{entry_text(entry)} {entry.actor_name} {about} {kind_word(entry)}")
                if not all(word in said for word in words):
                    continue
            found.append(entry)
        return found

    def words(self, names: Mapping[str, str], shown: int, known: int) -> str:
        """What is chosen, and how many lines that leaves."""
        translate = QCoreApplication.translate
        kinds = {
            "all": translate("shift", "all lines"),
            "typed": translate("shift", "written by hand"),
            "automatic": translate("shift", "automatic"),
        }
        count = translate("shift", "{n} of {m}").format(n=shown, m=known)
        return " · ".join(part for part in (kinds.get(self.kind, ""), names.get(self.about, self.about), count) if part)
