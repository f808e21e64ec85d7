"""How many norms are checked per second with reasons, beside the same conditions in a compiled rule language.

The baseline is the Common Expression Language (Rust, PyPI common-expression-language): one program per norm,
without reasons, terms or unknown facts, so the people compared have every fact told. Its answers must equal
ours before anything is measured.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import cel

from schakel.ground.norms.engine.conditions import All, AnyOf, Compare, Condition, In, Is, Known, Not
from schakel.ground.norms.engine.evaluating import Evaluator, with_older_practice
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.model import EVERY_REGIME, Norm, Register, Version
from tests.performance.norm_people import ON, people, register

PEOPLE = 2_000
ROUNDS = 5
SIGNS = {"lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def run(_shared: Path | None) -> dict[str, Any]:
    """Measure ours and the baseline in turns, in this process; the best round of each counts."""
    found = register()
    evaluator = Evaluator(found)
    valid = [norm for norm in found.norms.values() if norm.version_on(ON) is not None]
    programs = [cel.compile(expression(norm, found)) for norm in valid]
    whole = list(people(found, 0, PEOPLE, told=1.0))
    contexts = [context(facts, found) for facts in whole]
    differing = compare(evaluator, programs, valid, whole, contexts)
    ours = theirs = float("inf")
    for _ in range(ROUNDS):
        ours = min(ours, _seconds(lambda: [evaluator.check(facts, ON) for facts in whole]))
        theirs = min(
            theirs,
            _seconds(lambda: [[p.execute(told) for p in programs] for told in contexts]),
        )
    checks = len(valid) * PEOPLE
    partly = list(people(found, 0, PEOPLE, told=0.5))
    everything = list(people(found, 0, PEOPLE, told=1.0, schemes=tuple(found.terms.regimes)))
    return {
        "bench": "norms",
        "result": round(checks / ours),
        "baseline": round(checks / theirs),
        "ratio": round(theirs / ours, 2),
        "unit": "norm checks per second, one core",
        "n": checks,
        "machine": f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "norms": len(found.norms),
        "valid_norms": len(valid),
        "differing_answers": differing,
        "ms_per_client": _milliseconds(evaluator, whole),
        "half_told": _rate(evaluator, partly, len(valid)),
        "every_scheme": _rate(evaluator, everything, len(valid)),
        "concurrency": 1,
        "warm": True,
        "process": "this one",
    }


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _rate(evaluator: Evaluator, facts: list[FactSet], valid: int) -> dict[str, Any]:
    """Other people: half of the facts told, or every scheme, so that no norm is settled by the scheme."""
    evaluator.check(facts[0], ON)
    seconds = min(_seconds(lambda: [evaluator.check(each, ON) for each in facts]) for _ in range(ROUNDS))
    return {"checks_per_second": round(valid * len(facts) / seconds)} | {
        "ms_per_client": _milliseconds(evaluator, facts)
    }


def _milliseconds(evaluator: Evaluator, facts: list[FactSet]) -> dict[str, float]:
    """Middle, 95th percentile and slowest time for all norms of one client."""
    spent = []
    for each in facts:
        started = time.perf_counter()
        evaluator.check(each, ON)
        spent.append((time.perf_counter() - started) * 1000)
    cuts = statistics.quantiles(spent, n=100)
    return {"p50": round(cuts[49], 3), "p95": round(cuts[94], 3), "max": round(max(spent), 3)}


def compare(
    evaluator: Evaluator,
    programs: list[Any],
    valid: list[Norm],
    whole: list[FactSet],
    contexts: list[dict[str, Any]],
) -> int:
    """In how many answers the two differ; the figures mean nothing unless this is 0."""
    ids = {norm.id for norm in valid}
    differing = 0
    for facts, told in zip(whole, contexts, strict=True):
        answers = [f.applies == "yes" for f in evaluator.check(facts, ON) if f.norm.id in ids]
        differing += sum(
            ours != bool(program.execute(told)) for ours, program in zip(answers, programs, strict=True)
        )
    if differing:
        raise AssertionError(f"{differing} answers differ from the baseline's")
    return differing


def context(facts: FactSet, found: Register) -> dict[str, Any]:
    """The facts for the baseline: days as numbers, schemes as a list."""
    values = {n: v.toordinal() if isinstance(v, date) else v for n, v in facts.values.items()}
    assert facts.regimes is not None
    return values | {"regimes": sorted(with_older_practice(facts.regimes, found))}


def expression(norm: Norm, found: Register) -> str:
    """The norm's applicability in the rule language: scheme, condition and no exception."""
    version = norm.version_on(ON)
    assert version is not None
    parts = [_scheme(version), _condition(version.when)]
    for name in version.unless:
        if found.norms[name].version_on(ON) is not None:
            parts.append(f"!({expression(found.norms[name], found)})")
    return " && ".join(parts)


def _scheme(version: Version) -> str:
    if EVERY_REGIME in version.regimes:
        return "true"
    return "(" + " || ".join(f'"{code}" in regimes' for code in version.regimes) + ")"


def _condition(condition: Condition | None) -> str:
    match condition:
        case None:
            return "true"
        case All(parts):
            return "(" + " && ".join(map(_condition, parts)) + ")"
        case AnyOf(parts):
            return "(" + " || ".join(map(_condition, parts)) + ")"
        case Not(part):
            return f"!{_condition(part)}"
        case Known(fact, is_known):
            return f"({fact} {'!=' if is_known else '=='} null)"
        case Is(fact, value):
            return f"({fact} == {_value(value)})"
        case In(fact, values):
            return f"({fact} in [{', '.join(map(_value, values))}])"
        case Compare(fact, sign, bound):
            return f"({fact} != null && {fact} {SIGNS[sign]} {_value(bound)})"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date):
        return str(value.toordinal())
    return f'"{value}"' if isinstance(value, str) else str(value)
