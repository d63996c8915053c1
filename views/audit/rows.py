"""Lines of the audit as rows under their days, and the whole of one as plain data."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from contract.audit_wire import AuditLineOut
from contract.instants import instant
from views.audit.names import AuditNames
from views.audit.told import is_refused, title
from widgets.audit.words import LOUD
from widgets.base.formats import local
from widgets.base.grouped_list import Line


def rows(lines: Iterable[AuditLineOut], names: AuditNames, proven: int) -> list[Line]:
    """A row for each, the newest first, under its day; what nobody signed yet says so."""
    found: list[Line] = []
    day = ""
    for one in lines:
        at = instant(one.at)
        named = f"{local(at):%d/%m/%Y}" if at is not None else "–"
        if named != day:
            day = named
            found.append(Line("", day))
        found.append(_row(one, names, at, is_proven=one.number <= proven))
    return found


def _row(one: AuditLineOut, names: AuditNames, at: datetime | None, *, is_proven: bool) -> Line:
    who = " · ".join(part for part in (names.who(one), names.where(one), names.about(one)) if part)
    state = "" if is_proven else QCoreApplication.translate("audit", "not signed yet")
    tone = "late" if one.kind in LOUD or is_refused(one) else "text2"
    time = f"{local(at):%H:%M:%S}" if at is not None else ""
    return Line(str(one.number), title(one), who, time, state, tone)


def whole(one: AuditLineOut) -> str:
    """Everything that a line says, for those who look from outside."""
    return json.dumps(one.model_dump(exclude_none=True), ensure_ascii=False, indent=2)
