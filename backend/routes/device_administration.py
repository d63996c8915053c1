"""Looking after the devices that people sign in at, for administrators."""

from __future__ import annotations

import logging
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response

from backend.base.clock import iso, now_ms
from backend.base.problems import ProblemError, documented
from backend.people.accounts import Accounts
from backend.people.callers import having
from backend.people.devices import CODE_LIFE_MS
from backend.people.roles import Caller, Right
from contract.administration import CodeOut, DeviceChange, DeviceOut, DevicesOut
from contract.wire import Word

_log = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/admin", tags=["administration"])
Admin = Annotated[Caller, Depends(having(Right.ADMINISTER))]
Which = Annotated[Word, Path()]


@router.get("/devices", responses=documented(401, 403))
def devices(request: Request, _caller: Admin) -> DevicesOut:
    """Every device that has a key here."""
    accounts: Accounts = request.app.state.accounts
    return DevicesOut(
        devices=[
            DeviceOut(
                id=one.id, name=one.name, enrolled_at=iso(one.enrolled_ms), disabled=one.disabled, people=[*one.people]
            )
            for one in accounts.devices.all()
        ]
    )  # fmt: skip


@router.post("/enrolment-codes", responses=documented(401, 403))
def new_code(request: Request, caller: Admin) -> CodeOut:
    """A code for one device, good for a day; it is told this once."""
    accounts: Accounts = request.app.state.accounts
    code = accounts.devices.new_code()
    _log.info("enrolment code made by %s", caller.id)
    return CodeOut(code=code, expires_at=iso(now_ms() + CODE_LIFE_MS))


@router.patch("/devices/{device}", responses=documented(400, 401, 403, 404, 413, 422))
def change(request: Request, caller: Admin, device: Which, body: DeviceChange) -> DevicesOut:
    """Shut it out, which ends what is signed in there, or let it in again."""
    accounts: Accounts = request.app.state.accounts
    done = accounts.devices.disable(device) if body.disabled else accounts.devices.enable(device)
    _ended(accounts, device, caller, "disabled" if body.disabled else "enabled", done=done)
    return devices(request, caller)


@router.delete("/devices/{device}", status_code=204, response_class=Response, responses=documented(401, 403, 404, 422))
def forget(request: Request, caller: Admin, device: Which) -> None:
    """Forget its key: the next one under its name counts. What is signed in there ends."""
    accounts: Accounts = request.app.state.accounts
    _ended(accounts, device, caller, "forgotten", done=accounts.devices.forget(device))


def _ended(accounts: Accounts, device: str, caller: Caller, what: str, *, done: bool) -> None:
    if not done:
        raise ProblemError(404, "not-found", "no device of this name has a key here")
    accounts.forget()
    _log.info("device %s %s by %s", device, what, caller.id)
