"""Turning cameras, by a lease; and what a console needs to open their streams."""

from __future__ import annotations

import asyncio
import json
import logging
from concurrent.futures import Future
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request, Response
from fastapi.responses import JSONResponse

from backend.base.clock import iso, now_ms
from backend.base.problems import MEDIA_TYPE, ProblemError, document, documented
from backend.ledger.ledger import Ledger
from backend.people.callers import Caller, Right, having
from backend.people.scopes import in_reach, is_whole
from backend.ptz.camera_access import HOSTS_NOTE, CameraAccess
from backend.ptz.errors import NO_PTZ, UNCLEAR, CameraError
from backend.ptz.gateway import Gateway
from backend.ptz.leases import Lease, LeasedError, may_take_over
from backend.ptz.motion import Velocity
from backend.ptz.steering import STILL, GoTo, Order
from contract.wire import (
    CameraAccessOut,
    CameraSignInOut,
    Key,
    PtzGoTo,
    PtzLease,
    PtzMove,
    PtzPreset,
    PtzPresets,
    PtzSave,
    PtzTake,
)

_log = logging.getLogger(__name__)
router = APIRouter(prefix="/v1/cameras", tags=["cameras"])
Steering = Annotated[Caller, Depends(having(Right.STEER))]
Saving = Annotated[Caller, Depends(having(Right.SAVE_PRESETS))]
Watching = Annotated[Caller, Depends(having(Right.WATCH))]


def gateway_of(request: Request, caller: Steering, camera_id: Annotated[Key, Path()]) -> Gateway:
    """The gateway, for a camera that there is and somebody who may turn it. Raises `ProblemError` not-found, no-ptz."""
    ledger: Ledger = request.app.state.ledger
    gateway: Gateway = request.app.state.ptz
    found = ledger.current("camera", camera_id)
    if found is None or not in_reach(caller.scope, "camera", found[1]):
        raise ProblemError(404, "not-found", "there is no such camera")
    gateway.camera(camera_id)
    return gateway


Turning = Annotated[Gateway, Depends(gateway_of)]
_REFUSED = documented(401, 403, 404, 422)
_ORDERED = documented(400, 401, 403, 404, 409, 413, 422, 502)
_ASKING = documented(400, 401, 403, 404, 413, 422, 502, 503)


@router.get("/access", responses=documented(401, 403))
def camera_access(request: Request, response: Response, caller: Watching) -> CameraAccessOut:
    """Hosts and sign-ins of cameras' streams; to be kept in memory only."""
    response.headers["Cache-Control"] = "no-store"
    ledger: Ledger = request.app.state.ledger
    known: CameraAccess = request.app.state.camera_access
    access = known.with_hosts(json.loads(ledger.noted(HOSTS_NOTE) or "[]"))  # a pack may come while the server runs
    found = ((key, entry.sign_in) for key, entry in access.cameras.items())
    sign_ins = {key: CameraSignInOut(user=one.user, password=one.password) for key, one in found if one is not None}
    if not is_whole(caller.scope, "camera"):
        near = {row.id for row in ledger.of_type("camera") if in_reach(caller.scope, "camera", json.loads(row.data))}
        sign_ins = {key: one for key, one in sign_ins.items() if key in near}
    return CameraAccessOut(hosts=list(access.hosts), sign_ins=sign_ins)


@router.get("/{camera_id}/ptz/lease", responses=_REFUSED)
def who_moves(camera_id: Key, gateway: Turning, caller: Steering) -> PtzLease:
    """Who has a camera."""
    return _told(gateway, camera_id, gateway.lease(camera_id), caller)


@router.post("/{camera_id}/ptz/lease", responses=documented(400, 401, 403, 404, 409, 413, 422), response_model=PtzLease)
def take(camera_id: Key, gateway: Turning, caller: Steering, body: PtzTake) -> PtzLease | JSONResponse:
    """Take or renew a camera for 30 s; a duty officer may take it over from an operator."""
    try:
        return _told(gateway, camera_id, gateway.take(camera_id, caller, take_over=body.take_over), caller)
    except LeasedError as error:
        held = _told(gateway, camera_id, error.lease, caller)
        told = {
            "holder_id": held.holder_id,
            "holder_name": held.holder_name,
            "expires_at": held.expires_at,
            "may_take_over": may_take_over(caller, error.lease),
        }
        problem = document(409, "leased", f"{held.holder_name} has this camera until {held.expires_at}")
        return JSONResponse(problem | told, 409, media_type=MEDIA_TYPE)


@router.delete("/{camera_id}/ptz/lease", status_code=204, responses=documented(401, 403, 404, 422, 502))
async def give_back(camera_id: Key, gateway: Turning, caller: Steering) -> None:
    """Let others have the camera; it stops. Without a lease of one's own nothing happens.

    502 camera-not-stopped: others may have it, but it may turn still; the server goes on telling it to stop.
    """
    done = gateway.give_back(camera_id, caller)
    if done is not None:
        await _carried_out(camera_id, done)


@router.post("/{camera_id}/ptz/move", responses=_ORDERED)
async def move(camera_id: Key, gateway: Turning, caller: Steering, body: PtzMove) -> PtzLease:
    """Turn. Without a further move within a second the camera stops; the latest of several moves wins."""
    return await _ordered(gateway, camera_id, caller, Velocity(body.pan, body.tilt, body.zoom))


@router.post("/{camera_id}/ptz/stop", responses=_ORDERED)
async def stop(camera_id: Key, gateway: Turning, caller: Steering) -> PtzLease:
    """Turn no more."""
    return await _ordered(gateway, camera_id, caller, STILL)


@router.post("/{camera_id}/ptz/preset", responses=_ORDERED)
async def go_to(camera_id: Key, gateway: Turning, caller: Steering, body: PtzGoTo) -> PtzLease:
    """Turn to a preset."""
    return await _ordered(gateway, camera_id, caller, GoTo(body.token))


@router.get("/{camera_id}/ptz/presets", responses=documented(401, 403, 404, 422, 502, 503))
def presets(camera_id: Key, gateway: Turning, _caller: Steering) -> PtzPresets:
    """What the camera remembers."""
    try:
        with gateway.asking(camera_id) as camera:
            found = camera.presets()
    except CameraError as error:
        raise _problem(camera_id, error) from error
    return PtzPresets(presets=[PtzPreset(token=one.token, name=one.name) for one in found])


@router.post("/{camera_id}/ptz/presets", responses=_ASKING)
def save_preset(camera_id: Key, gateway: Turning, _caller: Saving, body: PtzSave) -> PtzPreset:
    """Let the camera remember where it looks now."""
    try:
        with gateway.asking(camera_id) as camera:
            saved = camera.save(body.name)
    except CameraError as error:
        raise _problem(camera_id, error) from error
    return PtzPreset(token=saved.token, name=saved.name)


def _told(gateway: Gateway, camera_id: str, lease: Lease | None, caller: Caller) -> PtzLease:
    if lease is None:
        return PtzLease(
            camera_id=camera_id, holder_id=None, holder_name=None, mine=False, expires_at=None,
            not_stopped=gateway.not_stopped(camera_id),
        )  # fmt: skip
    left_ms = max(0, round((lease.ends_at - gateway.leases.clock()) * 1000))
    return PtzLease(
        camera_id=camera_id,
        holder_id=lease.holder_id,
        holder_name=lease.holder_name,
        mine=lease.holder_id == caller.id,
        expires_at=iso(now_ms() + left_ms),
        not_stopped=gateway.not_stopped(camera_id),
    )


async def _ordered(gateway: Gateway, camera_id: str, caller: Caller, order: Order) -> PtzLease:
    lease, done = gateway.order(camera_id, caller, order)
    await _carried_out(camera_id, done)
    return _told(gateway, camera_id, lease, caller)


async def _carried_out(camera_id: str, done: Future[None]) -> None:
    # Awaited, not waited for: a camera that does not answer holds no thread of the server.
    try:
        await asyncio.wrap_future(done)
    except CameraError as error:
        raise _problem(camera_id, error) from error


def _problem(camera_id: str, error: CameraError) -> ProblemError:
    if error.code == UNCLEAR:
        # Whoever keeps the access file reads the log; the operator's console words the code alone.
        _log.warning("camera %s is not turned: %s", camera_id, error.detail)
    return ProblemError(404 if error.code == NO_PTZ else 502, error.code, error.detail)
