"""A pytest plugin: name each failure when it happens, so that a run that is cut off says what went wrong."""

from __future__ import annotations

import pytest


class _AtOnce:
    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        terminal = self._config.pluginmanager.get_plugin("terminalreporter")
        if terminal is None or not report.failed:
            return
        crash = getattr(report.longrepr, "reprcrash", None)
        message = crash.message.splitlines()[0] if crash and crash.message else str(report.longrepr)[-300:]
        terminal.line("")
        terminal.write_line(f"FAILED {report.nodeid} ({report.when}) - {message[:300]}", red=True)


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_AtOnce(config), "failures-at-once")
