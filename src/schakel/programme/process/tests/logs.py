"""Small random logs for property tests: ties, one-event cases, missing parts and rotten rows included."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

HEAD = ["case", "activity", "time", "resource", "reason"]
TIMES = [
    "2026-03-27",
    "2026-03-27T10:00:00+01:00",
    "2026-03-27 10:00:00",
    "2026-03-29T01:59:59.250+01:00",
    "2026-03-29T01:59:59.750+01:00",
    "2026-03-29T03:00:00+02:00",
    "2026-04-05T23:30:00Z",
    "2026-04-07 00:00:00.5",
    "28-04-2026 09:15",
    "2026-10-24T23:59:59Z",
    "2026-12-31 23:59:59",
    "1969-12-31T23:59:59.5Z",
]
ROTTEN = ["", "  ", "gisteren", "2026-13-01", "infinity", "1850-01-01", "9999-12-31"]


def rows(*, times: list[str]) -> st.SearchStrategy[list[list[str]]]:
    """Rows of a file; a row may miss a field or have one too many."""
    row = st.tuples(
        st.sampled_from(["z1", "z2", "z3", "Z 4", "é,5", ""]),
        st.sampled_from(["Intake", "Diagnose", 'Plan "B"', "Start", " "]),
        st.sampled_from(times),
        st.sampled_from(["gemeente", "UWV", ""]),
        st.sampled_from(["", "", "eigen wens"]),
    ).map(list)
    broken = st.sampled_from([["z1", "Intake"], ["z1", "Intake", "2026-01-01", "UWV", "", "te veel"]])
    return st.lists(st.one_of(row, row, row, row, broken), min_size=1, max_size=40)


def write(path: Path, rows: list[list[Any]], head: list[str] | None = None) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head or HEAD, *rows])
    return path
