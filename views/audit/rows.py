"""Lines of the audit as rows under their days, and the whole of one as text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from contract.audit_wire import AuditLineOut
from contract.instants import instant
from widgets.audit.words import LOUD, kind_word
from widgets.base.formats import local
from widgets.base.grouped_list import Line
from widgets.words.verb_words import action_word

ACTION = "action"


def rows(lines: Iterable[AuditLineOut], proven: int) -> list[Line]:
    """A row for each, the newest first, under its day; what nobody signed yet says so."""
    found: list[Line] = []
    day = ""
    for one in lines:
        at = instant(one.at)
        named = f"{local(at):%d/%m/%Y}" if at is not None else "–"
        if named != day:
            day = named
            found.append(Line("", day))
        found.append(_row(one, at, is_proven=one.number <= proven))
    return found


def _row(one: AuditLineOut, at: datetime | None, *, is_proven: bool) -> Line:
    who = " · ".join(part for part in (one.who, one.device, one.source, one.about) if part)
    state = "" if is_proven else QCoreApplication.translate("audit", "not signed yet")
    tone = "late" if one.kind in LOUD or _is_refused(one) else "text2"
    time = f"{local(at):%H:%M:%S}" if at is not None else ""
    return Line(str(one.number), _words(one), who, time, state, tone)


def _words(one: AuditLineOut) -> str:
    if one.kind != ACTION:
        times = one.what.get("times")
        return f"{kind_word(one.kind)} × {times}" if isinstance(times, int) and times > 1 else kind_word(one.kind)
    return action_word(str(one.what.get("type", "")))


def _is_refused(one: AuditLineOut) -> bool:
    return one.kind == ACTION and one.what.get("result") == "rejected"


def whole(one: AuditLineOut) -> str:
    """Everything that a line says, for people to read and copy."""
    return json.dumps(one.model_dump(exclude_none=True), ensure_ascii=False, indent=2)
