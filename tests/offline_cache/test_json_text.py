"""JSON that any server may send: one odd value costs itself, whatever else is odd in the same text."""

from __future__ import annotations

import itertools
import json
import math

import pytest

from offline_cache.json_text import DEEPEST, read_json, write_json

ODD = {
    "digits": "9" * 5000,
    "deep": "[" * 100_000 + "]" * 100_000,
    "NaN": "NaN",
    "beyond": "1e999",
    "half": '"a\\ud83d"',
}


@pytest.mark.kind(
    "one-record",
    "A number of 5,000 digits and a value nested 100,000 deep in one page, in either order",
    "Each costs itself; what stands beside them is read.",
)
@pytest.mark.parametrize("names", list(itertools.permutations(ODD, 2)), ids="-".join)
def test_two_odd_values_in_one_text(names: tuple[str, str]) -> None:
    first, second = (ODD[name] for name in names)
    found = read_json(f'{{"a": {first}, "b": {second}, "good": [1, "é"]}}'.encode())
    assert found["good"] == [1, "é"]
    kept = write_json(found)
    kept.encode()
    assert read_json(kept)["good"] == [1, "é"]


def test_what_is_no_utf8_is_marked() -> None:
    assert read_json(b'{"a": "Ng\xff", "b": 1}') == {"a": "Ng\ufffd", "b": 1}


def test_what_is_no_json_is_none() -> None:
    for text in (b"<html>", b'{"a": ]', b"[" * 100_000, b""):
        with pytest.raises(ValueError):  # noqa: PT011 - of any kind
            read_json(text)


def test_what_is_kept_is_nowhere_too_deep() -> None:
    value: object = 1
    for _level in range(DEEPEST * 2):
        value = [value]
    kept = json.loads(write_json({"a": value, "b": 2}))
    assert kept["b"] == 2
    levels, at = 0, kept["a"]
    while isinstance(at, list):
        levels, at = levels + 1, at[0]
    assert levels < DEEPEST
    assert math.isnan(at)
