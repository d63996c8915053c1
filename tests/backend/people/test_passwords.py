"""A password is kept so that nobody reads it, nor sees that two people have the same one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from backend.people.policy import is_right, secret

pytestmark = pytest.mark.usefixtures("dear_hashes")
PASSWORD = "nước lên dưới cầu Mây"


def _row(kept: dict[str, Any]) -> Any:
    return SimpleNamespace(salt=kept["salt"], password_hash=kept["password_hash"])


def test_the_same_password_of_two_people_is_kept_as_two_things() -> None:
    one, other = secret(PASSWORD), secret(PASSWORD)
    assert one["salt"] != other["salt"]
    assert one["password_hash"] != other["password_hash"]
    assert PASSWORD not in str(one)
    assert is_right(PASSWORD, _row(one))
    assert is_right(PASSWORD, _row(other))
    assert not is_right(PASSWORD, _row({**one, "salt": other["salt"]}))
    assert not is_right(PASSWORD + " ", _row(one))


def test_nobody_has_a_right_password() -> None:
    assert not is_right(PASSWORD, None)
