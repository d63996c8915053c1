"""Lets schemathesis prove its requests: those that carry a token, by the key of the device `IOC_TEST_DEVICE`."""

from __future__ import annotations

import os
from typing import Any

import requests
import schemathesis

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


@schemathesis.hook
def before_call(_context: Any, _case: Any, kwargs: dict[str, Any]) -> None:
    """Every request of the fuzzer."""
    kwargs["auth"] = _PROVEN
