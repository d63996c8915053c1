"""What schemathesis knows beside the description: how a request is proven, and what there is in the sample city.

Requests that carry a token are proven by the key of the device `IOC_TEST_DEVICE`. Most addresses that could be right
name something that is there, so that what lies behind a name is tried as well; a piece of evidence is the one of
`IOC_TEST_EVIDENCE`.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import requests
import schemathesis
from schemathesis.core.parameters import ParameterLocation

from contract.proof import SCHEME
from tests.harness.proven import Proven, key_of


class _ProvenIfSigned(Proven):
    """Leaves what comes without a token as it is: whether that is refused is what the fuzzer wants to know."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        scheme, _, token = str(request.headers.get("Authorization", "")).partition(" ")
        if scheme != SCHEME or not token:
            return request
        return Proven(self.key, token, self.nonces)(request)


_PROVEN = _ProvenIfSigned(key_of(os.environ.get("IOC_TEST_DEVICE", "test")))


_THERE: Mapping[str, str] = MappingProxyType({
    "wall": "phong-truc", "node": "trai", "screen": "t1", "layout": "main", "camera_id": "cam-02",
    "indicator_id": "cs-01", "user": "khanh.do", "incident_id": "fuzz-1", "device": "spare",
    "digest": os.environ.get("IOC_TEST_EVIDENCE", "0" * 64),
})  # fmt: skip
_AS_MADE_UP = 4
"""One address of so many stays as it was made up."""


@schemathesis.hook
def before_call(_context: Any, case: schemathesis.Case[Any], kwargs: dict[str, Any]) -> None:
    """Every request of the fuzzer."""
    kwargs["auth"] = _PROVEN
    made_up = case.path_parameters
    if not made_up or case.meta is None or case.meta.is_negative_at(ParameterLocation.PATH):
        return
    if zlib.crc32(repr(sorted(made_up.items())).encode("utf-8", "replace")) % _AS_MADE_UP:
        made_up.update({name: _THERE[name] for name in made_up.keys() & _THERE.keys()})
