"""The tests beside the norms: what each scenario expects, and whether each norm has those it needs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from schakel.ground.norms.engine.entries import Problem
from schakel.ground.norms.engine.evaluating import Evaluator, Finding
from schakel.ground.norms.engine.fact_sets import FactSet, Statement, gather
from schakel.ground.norms.engine.model import EVERY_REGIME, REGIMES, Norm, Register, Scenario


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all scenarios: how many ran, over how many norms, and what is wrong."""

    norms: int
    conditional: int
    scenarios: int
    problems: tuple[Problem, ...]


def run_scenarios(register: Register) -> Report:
    """Run every scenario, and name each norm that lacks one it needs."""
    evaluator = Evaluator(register)
    places = {name: place for place, name in enumerate(register.norms)}
    problems: list[Problem] = []
    for norm in register.norms.values():
        for scenario in norm.scenarios:
            found = evaluator.check(
                facts_of(scenario, register), scenario.on, announced=scenario.is_announced
            )
            problems += _differences(norm, scenario, found[places[norm.id]])
        problems += [_problem(norm, reason) for reason in _lacking(norm)]
        problems += [_problem(norm, reason) for reason in _wavering(norm, evaluator, places[norm.id])]
    norms = list(register.norms.values())
    return Report(
        len(norms),
        sum(is_conditional(norm) for norm in norms),
        sum(len(norm.scenarios) for norm in norms),
        tuple(sorted(problems)),
    )


def facts_of(scenario: Scenario, register: Register) -> FactSet:
    """The facts of a scenario, its schemes among them."""
    statements = [Statement(name, value) for name, value in scenario.facts.items()]
    if scenario.regimes is not None:
        statements.append(Statement(REGIMES, frozenset(scenario.regimes)))
    return gather(statements, register)


def is_conditional(norm: Norm) -> bool:
    """Whether facts (other than the scheme) decide in any version."""
    return any(version.when is not None or version.unless for version in norm.versions)


def _problem(norm: Norm, reason: str) -> Problem:
    return Problem(norm.place.file, norm.place.line, f"{norm.id}: {reason}")


def _differences(norm: Norm, scenario: Scenario, found: Finding) -> Iterator[Problem]:
    name = f"{norm.id}, scenario {scenario.name or scenario.on}"
    place = scenario.place
    if found.applies != scenario.applies:
        reason = f"{name}: verwacht {scenario.applies}, gevonden {found.applies} ({found.state})"
        yield Problem(place.file, place.line, reason)
    if scenario.deadline is not None and found.deadline != scenario.deadline:
        reason = f"{name}: verwachte termijn {scenario.deadline}, gevonden {found.deadline or 'geen'}"
        yield Problem(place.file, place.line, reason)


def _lacking(norm: Norm) -> Iterator[str]:
    has = {scenario.applies for scenario in norm.scenarios}
    needs = {"yes", "no", "unknown"} if is_conditional(norm) else {"yes", "no"}
    words = {"yes": "positief", "no": "negatief", "unknown": "onbekend"}
    for answer in sorted(needs - has):
        yield f"er is geen {words[answer]} scenario"


def _wavering(norm: Norm, evaluator: Evaluator, place: int) -> Iterator[str]:
    """A norm without a condition may not become unknown by any fact once the scheme is told."""
    if is_conditional(norm):
        return
    facts = evaluator.register.facts
    for version in norm.versions:
        if version.start is None or version.is_repeal:
            continue
        codes = evaluator.register.terms.regimes if EVERY_REGIME in version.regimes else version.regimes
        bare = FactSet({}, frozenset(codes))
        for told in (
            bare,
            replace(bare, contradicted=frozenset(facts)),
            replace(bare, values=_nothing(facts)),
        ):
            found = evaluator.check(told, version.start, announced=version.is_announced)[place]
            if found.applies != "yes":
                yield f"zonder voorwaarde, en toch {found.applies} op {version.start}"


def _nothing(facts: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(facts)
