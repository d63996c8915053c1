"""What no source may report, though it has the form of its type."""

from __future__ import annotations

from backend.ptz.camera_access import has_sign_in
from contract.verbs.incident import OPENED_ID
from contract.wire import FaultOut, RecordIn

WITHOUT_SIGN_IN = FaultOut(field="main_url", expected="an address without a sign-in; it is configured apart")
OF_A_DESK = FaultOut(field="id", expected="an id of the source's own; desks open incidents under ids of this form")


def unfit(record: RecordIn) -> list[FaultOut]:
    """The faults of a record; none where there are none."""
    told = []
    if record.type == "camera" and has_sign_in(record.data):
        told.append(WITHOUT_SIGN_IN)
    if record.type == "incident" and OPENED_ID.fullmatch(record.id):
        told.append(OF_A_DESK)
    return told
