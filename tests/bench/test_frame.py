"""The bench frame: medians, targets either way, an exit code that tells the truth."""

from __future__ import annotations

import json

import pytest

from tests.bench.frame import Measure, Options, Report, run


def _report(value: float) -> Report:
    return Report("sample", [Measure("start", "s", (value, value * 3, value * 2), 2.5, floor=0.5, beside="s: empty")])


@pytest.mark.parametrize(("value", "code"), [(1.0, 0), (2.0, 1)])
def test_check_fails_where_the_median_misses(value: float, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    def bench(_options: Options) -> Report:
        """A sample."""
        return _report(value)

    assert run(bench, ["--check"]) == code
    assert run(bench, []) == 0
    assert ("MISSED" in capsys.readouterr().out) == bool(code)


def test_at_least_turns_the_target_around() -> None:
    assert Measure("rate", "1/s", (9.0,), 10.0, at_least=True).met is False
    assert Measure("rate", "1/s", (11.0,), 10.0, at_least=True).met is True
    assert Measure("told", "1/s", (11.0,)).met is True


def test_json_is_one_object_with_values_and_floor(capsys: pytest.CaptureFixture[str]) -> None:
    run(lambda options: _report(1.0 if options.quick else 9.0), ["--json", "--quick"])
    told = json.loads(capsys.readouterr().out)
    assert told["met"] is True
    assert told["measures"][0]["value"] == 2.0
    assert told["measures"][0]["floor"] == 0.5
