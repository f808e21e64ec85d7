"""The criteria of good legislation a register is tested by: data beside the norms, to be edited."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from schakel.ground.norms.engine.entries import Entry, Problems, RegisterError, read_mapping

CHECKS = (
    *("stale", "terms", "notions", "empty", "overlap", "conflict", "unanswered"),
    *("no_term", "discretion", "no_consequence", "difference", "burden", "changed"),
)
"""The checks there are; a register names those it is tested by."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One check: its question, where the criterion comes from, and whether it is in use."""

    check: str
    label: str
    question: str
    source: str
    is_used: bool


@dataclass(frozen=True, slots=True)
class Criteria:
    """What a field of law is tested by.

    counterparts: in which subject the answering duty of an institution stands, where that is another subject.
    synonyms: words for one notion; notions: facts that measure one in different ways; asked: subjects of
    duties to tell; known: the norms that forbid to ask what is known already.
    """

    criteria: Mapping[str, Criterion]
    counterparts: Mapping[str, str]
    synonyms: tuple[tuple[str, ...], ...]
    notions: tuple[tuple[str, ...], ...]
    asked: tuple[str, ...]
    known: tuple[str, ...]


def load_criteria(path: Path) -> Criteria:
    """The criteria of a file. Raises RegisterError with file, line and reason of what is wrong."""
    problems = Problems()
    top = read_mapping(path, problems)
    if top is None:
        raise RegisterError(problems.found)
    criteria = [_criterion(entry) for entry in top.entries("criteria")]
    made = Criteria(
        {criterion.check: criterion for criterion in criteria},
        _pairs(top.entry("counterparts")),
        _groups(top, "synonyms"),
        _groups(top, "notions"),
        top.texts("asked"),
        top.texts("known"),
    )
    top.finish()
    if problems.found:
        raise RegisterError(problems.found)
    return made


def _criterion(entry: Entry) -> Criterion:
    made = Criterion(
        entry.choice("check", CHECKS),
        entry.text("label"),
        entry.text("question"),
        entry.text("source"),
        bool(entry.flag("used", True)),
    )
    entry.finish()
    return made


def _pairs(entry: Entry | None) -> dict[str, str]:
    return {} if entry is None else {name: entry.text(name) for name in entry.names()}


def _groups(top: Entry, key: str) -> tuple[tuple[str, ...], ...]:
    groups = []
    for entry in top.entries(key):
        groups.append(entry.texts("words", is_required=True))
        entry.finish()
    return tuple(groups)
