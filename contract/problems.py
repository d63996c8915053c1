"""Why something was refused: the codes of problem documents (RFC 9457). A code never changes its meaning."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

OF_ACTIONS: Mapping[str, str] = MappingProxyType(
    {
        "activation-exists": "an activation of this id was made before",
        "assignee-changed": "somebody else was assigned after what its author saw",
        "bad-hash": "the hash is not that of the action",
        "bad-instant": "a time is not ISO 8601 with its offset",
        "bad-layout": "the layout cannot be shown; `field` names what of it, `hint` what was expected",
        "author-not-proven": "nothing proves that it was done by the one whom it names",
        "bad-payload": "what was said does not fit the verb; `fields` names each field, `detail` what was expected",
        "chain-broken": "the action before this one is not known",
        "bad-signature": "a signature is not that of the key that it names",
        "changed-meanwhile": "somebody escalated, reopened or added evidence after what its author saw",
        "forbidden": "this role, or whoever is signed in, may not do it",
        "handover-begun": "the handover is somebody else's, or part of it was decided already",
        "incident-closed": "the incident is closed; it must be reopened first",
        "layout-changed": "somebody else saved or removed the layout after what its author saw",
        "layout-in-use": "a wall shows the layout, or one of its presets does",
        "not-a-drill": "situations are made up in drills only",
        "not-in-life-cycle": "the city does not handle this kind of incident so",
        "not-resolved": "only a resolved incident can be closed",
        "online-only": "it may only be done while connected, and was done offline",
        "not-signed": "the device's signature is missing",
        "outlived": "it was meant for the moment when it was done, and arrived too late",
        "preset-in-use": "a response plan shows the preset when it is activated",
        "reply-first": "it can be closed once the reporter has been answered",
        "sequence-gap": "the number before this one has not arrived",
        "sequence-used": "the number is another action's",
        "too-many-presets": "the wall has as many presets as it may",
        "unknown-action": "there is no such verb for what it acts on",
        "unknown-activation": "there is no such activation",
        "unknown-entry": "there is no such line to correct",
        "unknown-handover": "there is no such handover",
        "unknown-poll": "there is no such question to the agencies",
        "unknown-target": "there is no such record, or nothing of this type is acted on",
        "wall-changed": "somebody else changed the screen first",
        "wall-held": "somebody else leads the wall",
        "wrong-stage": "at this stage of the incident it is not possible; `stage` and `allowed` tell more",
    }
)
"""In the answer to one action."""
OF_REQUESTS: Mapping[str, str] = MappingProxyType(
    {
        "bad-credentials": "the name or the password is wrong",
        "bad-cursor": "the cursor is none of this server's",
        "bad-enrolment-code": "the code does not let a device in: it is unknown, used, or too old",
        "bad-proof": "the proof is not that of this request by the device whose token it carries",
        "bad-records": "records do not fit their type; `records` lists each with its fields and what was expected",
        "bad-token": "the token is not known",
        "busy": "the camera does not answer now",
        "cursor-expired": "what came after the cursor is partly forgotten: begin with a snapshot",
        "database-away": "the server cannot reach its database now: the same again in a while",
        "device-disabled": "the device was shut out by an administrator",
        "device-mismatch": "the token was given to another device",
        "device-unknown": "the device has to be let in first: a code from an administrator does that",
        "epoch-changed": "the server's database is another one, or was put back: begin with a snapshot",
        "in-progress": "a request with this key is being worked on; `Retry-After` tells when to ask again",
        "invalid-request": "the request does not have the form that is published",
        "key-reused": "the idempotency key was used with another body before",
        "leased": "somebody else moves the camera",
        "no-lease": "the camera was not taken before it was moved",
        "no-reporter": "nobody knows who reported it",
        "no-room": "there is no room for more pictures",
        "no-token": "a token is needed",
        "not-found": "there is no such thing",
        "not-jpeg": "this is no JPEG picture",
        "not-picture": "this is no picture of a kind that can be shown",
        "other-device": "another device has this name, with another key",
        "other-wall": "the token speaks for another wall or node",
        "points-unavailable": "what keeps the measured values does not answer; all else goes on",
        "reason-needed": "personal data is shown for a reason alone, which is kept",
        "sign-in-again": "it needs a sign-in of the last minutes: the password once more",
        "sign-in-in-address": "a camera's address may not hold a sign-in",
        "token-expired": "the sign-in has ended",
        "too-large": "it is larger than may be",
        "too-many-reveals": "its author was told of so many people within an hour that no more is told for a while",
        "too-many-requests": "too many tries; `Retry-After` tells when",
        "update-needed": "the console is too old to read; it may still deliver",
        "use-dpop-nonce": "the proof needs the nonce that comes with this answer (`DPoP-Nonce`)",
        "wrong-digest": "the picture is not the one that its address names",
    }
)
"""As the answer to a whole request, besides those that HTTP itself has names for."""
CODES: Mapping[str, str] = MappingProxyType({**OF_ACTIONS, **OF_REQUESTS})
