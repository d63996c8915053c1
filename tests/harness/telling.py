"""A failure is told when it comes: a run that is ended from outside has said by then what it knows.

The report at the end has everything; these lines are for whoever reads a log that breaks off. Which tests failed is
written down as well, for `make test-again`; not where a run did not get to its end.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

LAST_LINES = 25
ENDED_MOST = 3
"""With more processes than that (`--max-worker-restart`) a run ends before its end."""
FAILED = Path(__file__).resolve().parents[2] / "build" / "failed-tests"


class _Teller:
    """Speaks in the process that reports, not in those that run the tests."""

    def __init__(self, reporter: TerminalReporter) -> None:
        self._reporter = reporter
        self._failed: list[str] = []
        self._ended = 0
        """Processes that ended in a test."""

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._failed.append(report.nodeid)
            self._ended += report.when not in ("setup", "call", "teardown")
            last = report.longreprtext.splitlines()[-LAST_LINES:] + report.caplog.splitlines()[-LAST_LINES:]
            self._reporter.write_line(f"\nfailed ({report.when}): {report.nodeid}")
            self._reporter.write_line("\n".join(f"    {line}" for line in last))

    def pytest_sessionfinish(self, exitstatus: int) -> None:
        if exitstatus == pytest.ExitCode.TESTS_FAILED and self._ended <= ENDED_MOST:
            FAILED.parent.mkdir(exist_ok=True)
            FAILED.write_text("".join(f"{test}\n" for test in dict.fromkeys(self._failed)), encoding="utf-8")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.getplugin("terminalreporter")
    if reporter is not None and "PYTEST_XDIST_WORKER" not in os.environ:
        FAILED.unlink(missing_ok=True)
        config.pluginmanager.register(_Teller(reporter), "telling")
