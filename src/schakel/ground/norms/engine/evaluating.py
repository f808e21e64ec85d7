"""Which norms apply to one person on a day, how each stands, why, and what is not known.

A plan is made once per day and set of schemes: it holds what the facts can still change. For one person it
judges each distinct condition once, and the norms that share it share its outcome and reasons.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from schakel.ground.norms.engine.checking import exceptions_of
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.judging import (
    ALWAYS,
    NO,
    UNKNOWN,
    Ground,
    Judge,
    Outcome,
    Values,
    compile_condition,
)
from schakel.ground.norms.engine.model import EVERY_REGIME, REGIMES, Norm, Register, Version
from schakel.ground.norms.engine.standing import Standing, standing_of

SOON_DAYS = 14
_PLANS_KEPT = 64


class Finding(NamedTuple):
    """How one norm stands for one person on one day.

    applies is yes, no or unknown; state says how it stands (see docs/formats/norms.md); version is None where
    the day lies outside every version; exempted_by names the norm that lifts it.
    """

    norm: Norm
    version: Version | None
    applies: str
    state: str
    because: tuple[Ground, ...] = ()
    missing: tuple[str, ...] = ()
    deadline: date | None = None
    exempted_by: str = ""


class _Step(NamedTuple):
    """One norm of a plan that the facts decide."""

    place: int
    norm: Norm
    version: Version
    condition: int
    exceptions: tuple[int, ...]
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class _Plan:
    """What a day and a set of schemes settle beforehand, and the steps that are left."""

    settled: tuple[Finding, ...]
    judges: tuple[Judge, ...]
    steps: tuple[_Step, ...]


class Evaluator:
    """Judges a register for one person at a time; safe to use from several threads."""

    def __init__(self, register: Register, *, soon_days: int = SOON_DAYS) -> None:
        self.register, self.soon_days = register, soon_days
        self._order = _exceptions_first(register)
        self._plans: OrderedDict[tuple[date, frozenset[str] | None, bool], _Plan] = OrderedDict()

    def check(self, facts: FactSet, on: date, *, announced: bool = False) -> list[Finding]:
        """A finding for every norm, in the register's order. announced: with law that is not yet enacted."""
        plan = self._plan(on, facts.regimes, announced)
        values = facts.values
        outcomes = [judge(values) for judge in plan.judges]
        findings = list(plan.settled)
        for step in plan.steps:
            outcome = outcomes[step.condition]
            if step.exceptions:
                findings[step.place] = _with_exceptions(step, outcome, findings, values)
            else:
                findings[step.place] = _found(step, outcome, values)
        return findings

    def _plan(self, on: date, regimes: frozenset[str] | None, announced: bool) -> _Plan:
        key = (on, regimes, announced)
        plan = self._plans.get(key)
        if plan is None:
            plan = self._plans[key] = _Planner(self, on, regimes, announced).plan()
            while len(self._plans) > _PLANS_KEPT:
                self._plans.popitem(last=False)
        return plan


def _exceptions_first(register: Register) -> tuple[Norm, ...]:
    """The norms in an order in which each comes after those that can exempt from it."""
    ordered: dict[str, Norm] = {}

    def place(norm: Norm) -> None:
        if norm.id in ordered:
            return
        for name in exceptions_of(norm):
            place(register.norms[name])
        ordered[norm.id] = norm

    for norm in register.norms.values():
        place(norm)
    return tuple(ordered.values())


class _Planner:
    """Makes the plan of one day and set of schemes."""

    def __init__(
        self, evaluator: Evaluator, on: date, regimes: frozenset[str] | None, announced: bool
    ) -> None:
        self.evaluator, self.on, self.announced = evaluator, on, announced
        self.told = regimes
        self.regimes = frozenset() if regimes is None else with_older_practice(regimes, evaluator.register)
        self.places = {name: place for place, name in enumerate(evaluator.register.norms)}
        self.settled: list[Finding | None] = [None] * len(self.places)
        self.judges: dict[object, tuple[int, Judge]] = {}
        self.steps: list[_Step] = []

    def plan(self) -> _Plan:
        """Settle what the day and the schemes settle; the rest are steps."""
        for norm in self.evaluator._order:
            self._settle(norm)
        settled = tuple(finding for finding in self.settled if finding is not None)
        return _Plan(settled, tuple(judge for _, judge in self.judges.values()), tuple(self.steps))

    def _settle(self, norm: Norm) -> None:
        place = self.places[norm.id]
        version = norm.version_on(self.on, announced=self.announced)
        if version is None:
            self.settled[place] = Finding(norm, None, "no", "outside_validity")
            return
        is_for_all = EVERY_REGIME in version.regimes
        if not is_for_all and self.told is not None and not self.regimes.intersection(version.regimes):
            self.settled[place] = Finding(norm, version, "no", "other_regime")
            return
        is_untold = not is_for_all and self.told is None
        self.settled[place] = Finding(norm, version, "unknown", "unknown", (), (REGIMES,))
        self._add_step(place, norm, version, is_untold)

    def _add_step(self, place: int, norm: Norm, version: Version, is_untold: bool) -> None:
        exceptions = tuple(self.places[name] for name in version.unless)
        standing = standing_of(version, self.on, self.evaluator.soon_days)
        condition = -1 if _is_plain(version) else self._judge(version, is_untold)
        step = _Step(place, norm, version, condition, exceptions, standing)
        if condition < 0 and not is_untold:
            self.settled[place] = _found(step, ALWAYS, {})
        elif condition >= 0:
            self.steps.append(step)

    def _judge(self, version: Version, is_untold: bool) -> int:
        key = (version.when, is_untold)
        found = self.judges.get(key)
        if found is None:
            judge = compile_condition(version.when)
            found = self.judges[key] = (len(self.judges), _of_untold_scheme(judge) if is_untold else judge)
        return found[0]


def _is_plain(version: Version) -> bool:
    """Whether no fact but the scheme says anything of it."""
    deadline = version.deadline
    is_dated = deadline is not None and bool(deadline.after or deadline.met_by)
    return version.when is None and not version.unless and not is_dated


def with_older_practice(regimes: frozenset[str], register: Register) -> frozenset[str]:
    """The schemes with the older practice that is part of them, and the other way round."""
    known = register.terms.regimes
    older = {code for code, regime in known.items() if regime.part_of in regimes}
    newer = {known[code].part_of for code in regimes if code in known} - {""}
    return regimes | older | newer


def _of_untold_scheme(judge: Judge) -> Judge:
    """A norm of a scheme, while nobody told which schemes the person has: at best unknown."""

    def judged(values: Values) -> Outcome:
        outcome = judge(values)
        if outcome.verdict == NO:
            return outcome
        return Outcome(UNKNOWN, outcome.because, (REGIMES, *outcome.missing))

    return judged


def _found(step: _Step, outcome: Outcome, values: Values) -> Finding:
    verdict, because, missing = outcome
    if verdict == NO:
        return Finding(step.norm, step.version, "no", "not_applicable", because)
    if verdict == UNKNOWN:
        return Finding(step.norm, step.version, "unknown", "unknown", because, missing)
    if step.standing is None:
        return Finding(step.norm, step.version, "yes", "applies", because)
    state, deadline, missing = step.standing(values)
    return Finding(step.norm, step.version, "yes", state, because, missing, deadline)


def _with_exceptions(step: _Step, outcome: Outcome, findings: list[Finding], values: Values) -> Finding:
    """The norm after its exceptions: one that applies lifts it, one that is unknown makes it unknown."""
    if outcome.verdict == NO:
        return _found(step, outcome, values)
    exceptions = [findings[place] for place in step.exceptions]
    lifting = next((finding for finding in exceptions if finding.applies == "yes"), None)
    if lifting is not None:
        return Finding(
            step.norm, step.version, "no", "exempted", lifting.because, exempted_by=lifting.norm.id
        )
    open_facts = [name for finding in exceptions if finding.applies == "unknown" for name in finding.missing]
    if not open_facts:
        return _found(step, outcome, values)
    missing = tuple(dict.fromkeys((*outcome.missing, *open_facts)))
    return Finding(step.norm, step.version, "unknown", "unknown", outcome.because, missing)
