"""The report of process analysis, in both languages: axe finds nothing, wide and narrow, light and dark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from schakel.config.cli import main
from tests.house import CHECKOUT


@pytest.fixture
def report(tmp_path: Path) -> Callable[[str], str]:
    """report(language) writes the report of the documented example; returns its address."""
    page = (CHECKOUT / "docs" / "formats" / "events.md").read_text(encoding="utf-8")
    events, rules = re.findall(r"^```\w*\n(.*?)^```", page, re.MULTILINE | re.DOTALL)[:2]
    (tmp_path / "dossiers.csv").write_text(events, encoding="utf-8")
    (tmp_path / "regels.yaml").write_text(rules, encoding="utf-8")

    def written(language: str) -> str:
        words = ["--case", "dossier", "--activity", "stap", "--time", "tijd", "--resource", "wie"]
        words += ["--reason", "reden", "--deadline", "uiterlijk", "--closed", "klaar"]
        words += ["--rules", str(tmp_path / "regels.yaml"), "--language", language]
        folder = tmp_path / language
        # One row of the example is refused, hence 1.
        assert (
            main(["process", "analyse", str(tmp_path / "dossiers.csv"), *words, "--report", str(folder)]) == 1
        )
        return (folder / "index.html").as_uri()

    return written


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_report_can_be_read_by_everybody(
    chromium: Any, audit: Callable[[Any], None], report: Callable[[str], str], language: str
) -> None:
    address = report(language)
    for width in (1280, 320):
        for scheme in ("light", "dark"):
            context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page = context.new_page()
            page.goto(address)
            audit(page)
            context.close()
