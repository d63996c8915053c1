"""Two figures for each type, the same in whatever order records are met."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contract.digest import digests

RECORDS = st.dictionaries(
    st.tuples(st.sampled_from(["incident", "camera"]), st.text(max_size=8)), st.integers(0, 5), max_size=12
)


@given(RECORDS, st.randoms())
def test_the_order_plays_no_part(records: dict[tuple[str, str], int], chance: object) -> None:
    rows = [(kind, key, version) for (kind, key), version in records.items()]
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert digests(mixed) == digests(rows)


@given(RECORDS, st.sampled_from(["incident", "camera"]), st.text(max_size=8))
def test_a_record_more_or_another_version_is_seen(records: dict[tuple[str, str], int], kind: str, key: str) -> None:
    rows = {**records, (kind, key): 1}
    other = {**records, (kind, key): 2}
    less = {name: version for name, version in rows.items() if name != (kind, key)}
    told = [digests((*name, version) for name, version in one.items()) for one in (rows, other, less)]
    assert told[0] != told[1]
    assert told[0] != told[2]


def test_what_it_is() -> None:
    """So that another backend can be held against it: the first 16 bytes of SHA-256 of "i-1\\n3"."""
    assert digests([("incident", "i-1", 3)])["incident"].digest == "30e7eb2036bb14f70ed52ee0d520e260"
