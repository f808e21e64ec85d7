"""Whether a service fits one person: yes, no, not unless there is a reason, or unknown, rule by rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schakel.ground.norms.engine.evaluating import with_older_practice
from schakel.ground.norms.engine.fact_sets import FactSet
from schakel.ground.norms.engine.judging import NO, UNKNOWN, YES, Ground, compile_condition
from schakel.ground.norms.engine.model import EVERY_REGIME, REGIMES, Register
from schakel.jobseekers.services.catalogue.model import Rule, Service, Verdict


@dataclass(frozen=True, slots=True)
class RuleJudged:
    """One rule for one person: NO, UNKNOWN or YES, by which facts, and which facts would tell."""

    rule: Rule
    verdict: int
    because: tuple[Ground, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judged:
    """A service for one person. fits_scheme is None where nobody told which schemes the person has."""

    service: Service
    verdict: Verdict
    fits_scheme: bool | None
    rules: tuple[RuleJudged, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The facts that would tell more; none once something firm says no."""
        if self.verdict == "no":
            return ()
        first = (REGIMES,) if self.fits_scheme is None else ()
        return tuple(dict.fromkeys((*first, *(name for one in self.rules for name in one.missing))))

    @property
    def failing(self) -> tuple[RuleJudged, ...]:
        """The rules that say no."""
        return tuple(one for one in self.rules if one.verdict == NO)

    @property
    def is_almost(self) -> bool:
        """Whether one rule alone stands in the way."""
        open_ones = [one for one in self.rules if one.verdict != YES]
        return self.fits_scheme is True and len(open_ones) == 1 and self.verdict in {"no", "unless"}


def judge(service: Service, facts: FactSet, register: Register) -> Judged:
    """Judge every rule, so that whoever does not fit sees all that stands in the way."""
    fits = _fits_scheme(service, facts, register)
    rules = tuple(_judged(rule, facts) for rule in service.rules)
    return Judged(service, _verdict(fits, rules), fits, rules)


def judge_all(services: Iterable[Service], facts: FactSet, register: Register) -> list[Judged]:
    """The same of several services."""
    return [judge(service, facts, register) for service in services]


def _fits_scheme(service: Service, facts: FactSet, register: Register) -> bool | None:
    if EVERY_REGIME in service.schemes:
        return True
    if facts.regimes is None:
        return None
    return bool(with_older_practice(facts.regimes, register) & set(service.schemes))


def _judged(rule: Rule, facts: FactSet) -> RuleJudged:
    found = compile_condition(rule.when)(facts.values)
    return RuleJudged(rule, found.verdict, found.because, found.missing)


def _verdict(fits: bool | None, rules: tuple[RuleJudged, ...]) -> Verdict:
    if fits is False or any(one.verdict == NO and one.rule.is_firm for one in rules):
        return "no"
    if any(one.verdict == NO for one in rules):
        return "unless"
    is_open = fits is None or any(one.verdict == UNKNOWN for one in rules)
    return "unknown" if is_open else "yes"
