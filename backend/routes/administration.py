"""Looking after people and their sign-ins, for administrators; and everybody's own password."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from typing import Annotated, get_args

from fastapi import APIRouter, Depends, Path, Request, Response

from backend.base.clock import iso
from backend.base.problems import documented
from backend.city.models import Domain
from backend.people import reach
from backend.people.administration import Account, Administration, SignedInAt
from backend.people.callers import Caller, Right, accounts_of, address_of, having
from backend.people.roles import Person, Role
from backend.people.tries import Source
from backend.routes.sign_in import OfDevice, doorway_of
from contract.administration import (
    Choices,
    Ended,
    LimitsOut,
    PasswordIn,
    PasswordOut,
    PeopleOut,
    PersonChange,
    PersonIn,
    PersonOut,
    SessionOut,
    SessionsOut,
)
from contract.proof import HEADER
from contract.wire import Word

router = APIRouter(prefix="/v1", tags=["administration"])
Admin = Annotated[Caller, Depends(having(Right.ADMINISTER))]
Who = Annotated[Word, Path()]
Session = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]


def _room(request: Request, caller: Admin) -> Administration:
    return Administration(request.app.state.ledger, request.app.state.accounts, caller.id)


Room = Annotated[Administration, Depends(_room)]


@router.post("/password", status_code=204, response_class=Response, responses=documented(400, 401, 413, 422, 503))
async def own_password(request: Request, body: PasswordIn, _dpop: OfDevice = None) -> None:
    """Change one's own password, proven by the one that it was; all sign-ins of the person end. The request proves the
    key of the device as that of `/v1/sign-in` does."""
    accounts = accounts_of(request)
    room = Administration(request.app.state.ledger, accounts, body.user)
    proof = accounts.proofs.of_sign_in(request.headers.getlist(HEADER), request.method, address_of(request))
    if proof is not None:
        accounts.proofs.spent(proof)
    doorway = doorway_of(request)
    address = doorway.sources.of_request(request.scope)
    device = proof.thumbprint if proof is not None else body.device_id
    source = Source(address, device, is_proven=proof is not None)
    with doorway.turn_to_sign_in(request.scope):
        await asyncio.get_running_loop().run_in_executor(
            accounts.signing_in, room.own_password, body.user, body.password, body.new_password, source
        )


@router.get("/admin/people", responses=documented(401, 403))
def people(room: Room) -> PeopleOut:
    """Everybody with an account, walls among them."""
    return PeopleOut(people=[_told(one) for one in room.everybody()])


@router.post("/admin/people", responses=documented(400, 401, 403, 409, 413, 422))
def add(room: Room, body: PersonIn) -> PasswordOut:
    """A new person; the password is told this once."""
    person = Person(body.id, body.name, body.role, body.desk)
    return PasswordOut(id=body.id, password=room.add(person, None, body.limits.model_dump()))


@router.patch("/admin/people/{user}", responses=documented(400, 401, 403, 404, 409, 413, 422))
def change(room: Room, user: Who, body: PersonChange) -> PersonOut:
    """Change what is said. Another role, state or limit ends their sign-ins."""
    what = body.model_dump(exclude_none=True, exclude={"disabled"})
    if what:
        room.change(user, what)
    if body.disabled is not None:
        room.shut_out(user, is_disabled=body.disabled)
    return _told(room.one(user))


@router.post("/admin/people/{user}/password", responses=documented(401, 403, 404, 422))
def reset_password(room: Room, user: Who) -> PasswordOut:
    """A new password, told this once, to be changed at the next sign-in."""
    return PasswordOut(id=user, password=room.reset_password(user))


@router.post(
    "/admin/people/{user}/unlock", status_code=204, response_class=Response, responses=documented(401, 403, 404, 422)
)
def unlock(room: Room, user: Who) -> None:
    """Let nobody wait any longer who signs in as them."""
    room.unlock(user)


@router.get("/admin/sessions", responses=documented(401, 403, 422))
def sessions(room: Room, user: Word | None = None) -> SessionsOut:
    """Sign-ins that hold, of somebody or of all, with the tokens of walls and feeds."""
    return SessionsOut(sessions=[_session(one) for one in room.sessions(user)])


@router.delete("/admin/people/{user}/sessions", responses=documented(401, 403, 404, 422))
def end_sessions(room: Room, user: Who) -> Ended:
    """End all sign-ins of somebody."""
    return Ended(ended=room.end_sessions(user))


@router.delete("/admin/people/{user}/sessions/{session}", responses=documented(401, 403, 404, 422))
def end_session(room: Room, user: Who, session: Session) -> Ended:
    """End one."""
    return Ended(ended=room.end_sessions(user, session))


@router.get("/admin/choices", responses=documented(401, 403))
def choices(request: Request, _caller: Admin) -> Choices:
    """What an administrator chooses from."""
    places = reach.noted(request.app.state.ledger)
    return Choices(
        roles=[str(role) for role in Role],
        areas=[*places.get("areas", {}), *(ward for wards in places.get("areas", {}).values() for ward in wards)],
        domains=list(get_args(Domain)),
        agencies=[names[0] for names in places.get("agencies", ())],
    )


def _told(one: Account) -> PersonOut:
    said = asdict(one)
    for name in ("limits", "is_disabled", "password_ms", "last_ms"):
        del said[name]
    return PersonOut(
        **said, limits=LimitsOut(**dict(one.limits)), disabled=one.is_disabled, password_at=_at(one.password_ms),
        last_sign_in_at=_at(one.last_ms),
    )  # fmt: skip


def _session(one: SignedInAt) -> SessionOut:
    return SessionOut(
        id=one.id, user=one.user_id, name=one.name, device_id=one.device_id, expires_at=iso(one.expires_ms),
        wall=one.wall, node=one.node,
    )  # fmt: skip


def _at(ms: int) -> str | None:
    return iso(ms) if ms else None
